//! A test of a key that the statement's actions never have.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, KeyTest, PolicyKind};
use vestibule_iam::problem::{Arg, Message, Severity, quoted};
use vestibule_signin::keys::{self, Origin};

use crate::view::{
    covers, is_about_sign_in, is_of_organization, is_of_principal, tests, when_missing,
};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "key-never-there",
    number: Some("VST038"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for tests of keys that no sign-in has at the statement's actions. It also looks for keys that policies of the kind do not see.",
    why: "Such a test has the same result for every request. Either it says nothing, or the statement never applies. Before authentication the only key of the principal is `signin:PrincipalArn`, and only RCPs and the resource-based policy see it. There is no key of MFA.",
    sources: &["CK", "OPS", "AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, PRINCIPAL_BEFORE),
        Sample::Statements(PolicyKind::ResourceControl, MFA_BEFORE),
        Sample::Statements(PolicyKind::ServiceControl, UNSEEN),
        Sample::Statements(PolicyKind::VpcEndpoint, DENIED_BEFORE),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, PRINCIPAL_AFTER),
        Sample::Statements(PolicyKind::ResourceControl, BOTH),
        Sample::Statements(PolicyKind::ResourceControl, OF_REVOKED_TOKENS),
        Sample::Statements(PolicyKind::ServiceControl, OTHER_SERVICES),
        Sample::Statements(PolicyKind::Identity, MFA_OF_ALL),
    ],
};

const PRINCIPAL_BEFORE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/Leaver"}}}"#;
const MFA_BEFORE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}"#;
const UNSEEN: &str = r#"{"Effect":"Deny","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnLike":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/Leaver"}}}"#;
const DENIED_BEFORE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;
const PRINCIPAL_AFTER: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/Leaver"}}}"#;
const BOTH: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const OF_REVOKED_TOKENS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"signin:OAuthTokenType":"refresh_token"}}}"#;
const OTHER_SERVICES: &str = r#"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"signin:OAuthTokenType":"refresh_token"}}}"#;
const MFA_OF_ALL: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}"#;

/// Actions of no sign-in that have the keys of OAuth.
const OTHERS_OF_OAUTH: [&str; 3] = [
    "signin:CreateOAuth2PublicClient",
    "signin:IntrospectOAuth2Token",
    "signin:RevokeOAuth2Token",
];

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let covered = view.covered();
    for covered in covered.filter(|covered| is_about_sign_in(covered.statement)) {
        let tests = tests(covered.statement);
        found.extend(tests.filter_map(|(operator, test)| look(view, &covered, operator, test)));
    }
}

fn look(
    view: &View<'_>,
    covered: &Covered<'_>,
    operator: Operator,
    test: &KeyTest,
) -> Option<Found> {
    let key = &*test.key.value;
    let row = keys::find(key)?;
    let first = covered.evaluated(view).next()?;
    let mut actions = covered.evaluated(view);
    if !actions.all(|action| view.never_sees(key, action)) {
        return None;
    }
    let of_oauth = matches!(row.origin, Origin::OtherOperations | Origin::Entry(_));
    let mut others = OTHERS_OF_OAUTH.into_iter();
    let action = covered.statement.action.as_ref();
    if of_oauth && others.any(|other| covers(action, other)) {
        return None;
    }
    let holds = when_missing(operator, test);
    let denies = covered.statement.effect != Some(Effect::Allow);
    let exempts = operator.negated && (is_of_principal(key) || is_of_organization(key));
    if denies && exempts && holds == Some(true) {
        return None; // said by the rules about exemptions
    }
    let asks = operator.base == Base::Null;
    let severity = match holds {
        Some(true) if asks => Severity::Info,
        Some(true) if view.denies_everybody(covered, first) => Severity::Error,
        _ => Severity::Warning,
    };
    let (key, action) = (quoted(key), quoted(first.name()));
    let message = message(holds, denies, key, action);
    let help = help(view.layer.sees(row.name), holds, denies);
    let finding = RULE.at(test.span, message).severity(severity);
    Some(finding.help(help))
}

/// Without a test that never holds the statement would apply to everybody.
fn help(is_seen: bool, holds: Option<bool>, denies: bool) -> Message {
    match (is_seen, holds, denies) {
        (false, ..) => message!(
            "move the statement to an RCP or the resource-based policy, where it then denies; no other policy sees the key"
        ),
        (true, Some(true), true) => message!(
            "test a key that is there, so that this denies fewer, or leave the test out, which changes nothing"
        ),
        (true, Some(true), false) => message!(
            "test a key that is there, so that this allows fewer, or leave the test out, which changes nothing"
        ),
        (true, _, true) => message!(
            "test a key that is there, so that the statement denies something, or drop all of the statement"
        ),
        (true, _, false) => message!(
            "test a key that is there, so that the statement allows something, or drop all of the statement"
        ),
    }
}

fn message(holds: Option<bool>, denies: bool, key: Arg, action: Arg) -> Message {
    match (holds, denies) {
        (Some(true), _) => message!(
            "{key} is never there at {action}, so this test always holds",
            key = key,
            action = action
        ),
        (Some(false), true) => message!(
            "{key} is never there at {action}, so the statement denies nothing",
            key = key,
            action = action
        ),
        (Some(false), false) => message!(
            "{key} is never there at {action}, so the statement allows nothing",
            key = key,
            action = action
        ),
        (None, _) => message!(
            "{key} is never there at {action}",
            key = key,
            action = action
        ),
    }
}
