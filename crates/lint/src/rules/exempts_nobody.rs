//! A Deny that is to exempt somebody by keys of which an action offers none.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::json::json_string;
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_iam::span::Span;
use vestibule_signin::Action;

use crate::view::{is, is_of_principal, tests, when_missing};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View, fix};

/// The key of who is about to sign in.
const BEFORE_IT: &str = "signin:PrincipalArn";
/// The key of who has authenticated.
const AFTER_IT: &str = "aws:PrincipalArn";

pub(super) static RULE: Rule = Rule {
    code: "exempts-nobody",
    number: Some("VST002"),
    severity: Severity::Error,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that are to exempt principals by a key that the request does not have at that action.",
    why: "Before authentication there is `signin:PrincipalArn` and no `aws:PrincipalArn`, afterwards it is the other way round. A negated operator holds when its key is absent, so the statement denies those whom it is to exempt.",
    sources: &["CK", "OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, BEFORE),
        Sample::Statements(PolicyKind::ResourceBased, AFTER),
        Sample::Statements(PolicyKind::ServiceControl, UNSEEN),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, BOTH),
        Sample::Statements(PolicyKind::ResourceControl, RIGHT),
    ],
};

const BEFORE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const AFTER: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const BOTH: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const UNSEEN: &str = r#"{"Effect":"Deny","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnNotLike":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const RIGHT: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let denials = view.denials();
    found.extend(denials.filter_map(|covered| look(view, &covered)));
}

fn look(view: &View<'_>, covered: &Covered<'_>) -> Option<Found> {
    let (test, action) = in_vain(view, covered, is_of_principal)?;
    if action == Action::Authenticate && !view.layer.sees(BEFORE_IT) {
        return None; // said by the rule for policies that do not see who is about to sign in
    }
    let message = message!(
        "{key} is never there at {action}, so nobody is exempted there",
        key = quoted(&test.key.value),
        action = quoted(action.name())
    );
    let right = if action == Action::Authenticate {
        BEFORE_IT
    } else {
        AFTER_IT
    };
    let help = message!(
        "test {key} there, in a statement for that action, to exempt them",
        key = quoted(right)
    );
    let finding = RULE.at(test.span, message).help(help);
    Some(match with_right_key(view, covered, test, right) {
        Some(edit) => finding.edits(vec![edit]),
        None => finding,
    })
}

/// The test that is to exempt principals by a key that `chosen` chooses, and the action at which
/// it does not, and no other of the statement does.
pub(super) fn in_vain<'p>(
    view: &View<'_>,
    covered: &Covered<'p>,
    chosen: fn(&str) -> bool,
) -> Option<(&'p KeyTest, Action)> {
    let exempting = |operator: Operator, test: &KeyTest| {
        operator.negated
            && operator.base != Base::IpAddress
            && when_missing(operator, test) == Some(true)
            && chosen(&test.key.value)
    };
    let tests = || tests(covered.statement);
    let exemptions: Vec<&KeyTest> = tests()
        .filter(|(operator, test)| exempting(*operator, test))
        .map(|(_, test)| test)
        .collect();
    let first = exemptions.first()?;
    let exempts_nobody = |action: &Action| {
        let is_never = |test: &KeyTest| view.never_sees(&test.key.value, *action);
        let never_holds = |(operator, test): (Operator, &KeyTest)| {
            is_never(test) && when_missing(operator, test) == Some(false)
        };
        !tests().any(never_holds) && exemptions.iter().all(|test| is_never(test))
    };
    let action = covered.evaluated(view).find(exempts_nobody)?;
    Some((first, action))
}

/// The edit that exempts by the right key: in the place of the wrong one, or beside it where
/// that exempts at another action.
fn with_right_key(
    view: &View<'_>,
    covered: &Covered<'_>,
    test: &KeyTest,
    right: &str,
) -> Option<(Span, String)> {
    let wrong = if right == BEFORE_IT {
        AFTER_IT
    } else {
        BEFORE_IT
    };
    let mut others = tests(covered.statement);
    if !is(test, wrong) || others.any(|(_, other)| is(other, right)) {
        return None;
    }
    let mut actions = covered.evaluated(view);
    if actions.all(|action| view.never_sees(wrong, action)) {
        Some((test.key.span, json_string(right)))
    } else {
        fix::same_test(view.text, test, right)
    }
}
