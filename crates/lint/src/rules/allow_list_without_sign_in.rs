//! An SCP that allows services, of which Sign-In is none.

use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PolicyKind, Statement};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::{Action, Layer};

use crate::view::covers;
use crate::{Check, Doc, Found, Rule, Sample, View, fix};

pub(super) static RULE: Rule = Rule {
    code: "allow-list-without-sign-in",
    number: Some("VST031"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for SCPs that allow some services and not the three actions of a sign-in.",
    why: "What no SCP of a node allows is denied there. Once console authorization is on, nobody signs in to the member accounts below. Another SCP on the same node may allow it.",
    sources: &["SCP", "VPCE"],
    finds: &[
        Sample::Statements(PolicyKind::ServiceControl, SERVICES),
        Sample::Statements(PolicyKind::ServiceControl, ONE_ACTION),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ServiceControl, WITH_SIGN_IN),
        Sample::Statements(PolicyKind::ServiceControl, EVERYTHING),
        Sample::Statements(PolicyKind::ServiceControl, DENIES),
        Sample::Statements(PolicyKind::Identity, SERVICES),
    ],
};

const SERVICES: &str = r#"{"Effect":"Allow","Action":["ec2:*","s3:*"],"Resource":"*"}"#;
const ONE_ACTION: &str =
    r#"{"Effect":"Allow","Action":["ec2:*","signin:Authenticate"],"Resource":"*"}"#;
const WITH_SIGN_IN: &str = r#"{"Effect":"Allow","Action":["ec2:*","signin:*"],"Resource":"*"}"#;
const EVERYTHING: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
const DENIES: &str = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // With a statement that cannot be read it is not known what is allowed.
    let whole = view.statements().count() == view.policy.statements.len();
    if view.layer == Layer::ServiceControl && whole {
        found.extend(look(view));
    }
}

fn look(view: &View<'_>) -> Option<Found> {
    let allows = |statement: &&Statement| statement.effect == Some(Effect::Allow);
    let allowed = |action: &Action| {
        let mut statements = view.statements().filter(allows);
        statements.any(|statement| covers(statement.action.as_ref(), action.name()))
    };
    let action = Action::ALL.into_iter().find(|action| !allowed(action))?;
    let mut statements = view.statements().filter(allows);
    let element = statements.next()?.action.as_ref()?;
    let message = message!(
        "no statement of this SCP allows {action}",
        action = quoted(action.name())
    );
    let help = message!("allow `signin:*`, unless another SCP on the same node does");
    let finding = RULE.at(element.span, message).help(help);
    let edit = (!element.not).then(|| fix::append(view.text, element, "signin:*"));
    Some(match edit.flatten() {
        Some(edit) => finding.edits(vec![edit]),
        None => finding,
    })
}
