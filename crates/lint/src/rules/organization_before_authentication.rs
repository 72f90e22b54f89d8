//! A Deny of everybody outside of an organization, at an action at which nobody has one.

use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::Action;

use super::exempts_nobody::in_vain;
use crate::view::{is_about_sign_in, is_of_organization};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "organization-before-authentication",
    number: Some("VST051"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that deny principals from outside of an organization at `signin:Authenticate`.",
    why: "Before authentication no request has a key of the principal's organization. A negated operator holds when its key is absent. So everybody is denied, the organization's own people as well.",
    sources: &["CK", "OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, ALL_ACTIONS),
        Sample::Statements(PolicyKind::ResourceControl, PATHS),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, AFTERWARDS),
        Sample::Statements(PolicyKind::ResourceControl, OF_THE_ACCOUNT),
        Sample::Statements(PolicyKind::ResourceControl, WHERE_IT_IS),
    ],
};

const ALL_ACTIONS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;
const PATHS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ForAllValues:StringNotLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"}}}"#;
const AFTERWARDS: &str = r#"{"Effect":"Deny","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;
const OF_THE_ACCOUNT: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceOrgID":"o-a1b2c3d4e5"}}}"#;
const WHERE_IT_IS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"},"Null":{"aws:PrincipalOrgID":"false"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let denials = view.denials();
    let of_sign_in = denials.filter(|covered| is_about_sign_in(covered.statement));
    found.extend(of_sign_in.filter_map(|covered| look(view, &covered)));
}

fn look(view: &View<'_>, covered: &Covered<'_>) -> Option<Found> {
    let (test, action) = in_vain(view, covered, is_of_organization)?;
    let message = message!(
        "{key} is never there at {action}, so this holds for everybody there",
        key = quoted(&test.key.value),
        action = quoted(action.name())
    );
    let help = message!(
        "test it in a statement for the actions after authentication, so that this denies nobody before"
    );
    let severity = if view.denies_everybody(covered, Action::Authenticate) {
        Severity::Error
    } else {
        Severity::Warning
    };
    let finding = RULE.at(test.span, message).help(help);
    Some(finding.severity(severity))
}
