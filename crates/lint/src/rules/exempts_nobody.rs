//! A Deny that is to exempt somebody by keys of which an action offers none.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, KeyTest, PolicyKind};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::{Action, Layer};

use crate::view::{holds_when_absent, is_never, is_of_principal, tests};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "exempts-nobody",
    number: "VST002",
    severity: Severity::Warning,
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
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, BOTH),
        Sample::Statements(PolicyKind::ResourceControl, RIGHT),
    ],
};

const BEFORE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const AFTER: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const BOTH: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const RIGHT: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // The other layers do not see who is about to sign in.
    if !matches!(view.layer, Layer::ResourceBased | Layer::ResourceControl) {
        return;
    }
    let denies = |covered: &Covered<'_>| covered.statement.effect == Some(Effect::Deny);
    found.extend(
        view.covered()
            .filter(denies)
            .filter_map(|covered| look(&covered)),
    );
}

fn look(covered: &Covered<'_>) -> Option<Found> {
    let exempting = |operator: Operator, test: &KeyTest| {
        operator.negated && operator.base != Base::IpAddress && is_of_principal(&test.key.value)
    };
    let tests = || tests(covered.statement);
    let exemptions: Vec<&KeyTest> = tests()
        .filter(|(operator, test)| exempting(*operator, test))
        .map(|(_, test)| test)
        .collect();
    let first = exemptions.first()?;
    let exempts_nobody = |action: &Action| {
        let is_never = |test: &KeyTest| is_never(&test.key.value, *action);
        let never_holds = |(operator, test): (Operator, &KeyTest)| {
            is_never(test) && !holds_when_absent(operator, test)
        };
        !tests().any(never_holds) && exemptions.iter().all(|test| is_never(test))
    };
    let action = covered.actions().find(exempts_nobody)?;
    let message = message!(
        "{key} is never there at {action}, so nobody is exempted there",
        key = quoted(&first.key.value),
        action = quoted(action.name())
    );
    let key = if action == Action::Authenticate {
        "signin:PrincipalArn"
    } else {
        "aws:PrincipalArn"
    };
    let help = message!(
        "test {key} there, in a statement for that action",
        key = quoted(key)
    );
    Some(RULE.at(first.span, message).help(help))
}
