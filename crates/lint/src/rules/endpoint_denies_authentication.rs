//! The policy of an endpoint that lets nobody begin to sign in.

use vestibule_iam::condition::Operator;
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, KeyTest, PolicyKind, Statement};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::{Action, Layer};

use crate::view::{covers, is_about_sign_in, names_everyone, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "endpoint-denies-authentication",
    number: Some("VST036"),
    severity: Severity::Error,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for policies of VPC endpoints that allow actions of a sign-in and never allow `signin:Authenticate`.",
    why: "An endpoint policy denies what it does not allow. Before authentication it sees `aws:ResourceAccount` and `aws:ResourceOrgID`, and no key of the principal. A statement that tests such a key does not allow that action, and nobody can sign in through the endpoint.",
    sources: &["VPCE"],
    finds: &[
        Sample::Statements(PolicyKind::VpcEndpoint, BY_ORGANIZATION),
        Sample::Statements(PolicyKind::VpcEndpoint, NOT_AT_ALL),
    ],
    passes: &[
        Sample::Statements(PolicyKind::VpcEndpoint, APART),
        Sample::Statements(PolicyKind::VpcEndpoint, BY_RESOURCE),
        Sample::Statements(PolicyKind::VpcEndpoint, EVERYTHING),
        Sample::Statements(PolicyKind::VpcEndpoint, OTHER_SERVICE),
    ],
};

const BY_ORGANIZATION: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;
const NOT_AT_ALL: &str = r#"{"Effect":"Allow","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;
const APART: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"StringEquals":{"aws:ResourceOrgID":"o-a1b2c3d4e5"}}},{"Effect":"Allow","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;
const BY_RESOURCE: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"111122223333"}}}"#;
const EVERYTHING: &str = r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#;
const OTHER_SERVICE: &str = r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // With a statement that cannot be read it is not known what is allowed.
    let whole = view.statements().count() == view.policy.statements.len();
    if view.layer == Layer::VpcEndpoint && whole {
        found.extend(look(view));
    }
}

fn look(view: &View<'_>) -> Option<Found> {
    let allows = |statement: &&Statement| statement.effect == Some(Effect::Allow);
    let first = Action::Authenticate;
    let never = |(operator, test): &(Operator, &KeyTest)| {
        view.settled(first, *operator, test) == Some(false)
    };
    let mut in_vain = None;
    for statement in view.statements().filter(allows) {
        if !covers(statement.action.as_ref(), first.name()) {
            continue;
        }
        if !names_everyone(statement) {
            return None; // said by the rule about principals
        }
        let (_, test) = tests(statement).find(never)?;
        if in_vain.is_none() && is_about_sign_in(statement) {
            in_vain = Some(test);
        }
    }
    let help = message!(
        "allow {action} in a statement of its own, for the accounts of `aws:ResourceOrgID` or `aws:ResourceAccount`",
        action = quoted(first.name())
    );
    if let Some(test) = in_vain {
        let message = message!(
            "the policy of an endpoint does not see {key} at {action}, so nobody can sign in through it",
            key = quoted(&test.key.value),
            action = quoted(first.name())
        );
        return Some(RULE.at(test.span, message).help(help));
    }
    let mut covered = view.covered();
    let covered = covered
        .find(|covered| allows(&covered.statement) && is_about_sign_in(covered.statement))?;
    let action = covered.statement.action.as_ref()?;
    let message = message!(
        "nothing allows {action}, so nobody can begin to sign in through this endpoint",
        action = quoted(first.name())
    );
    // Tools with tokens may come through an endpoint of their own.
    let finding = RULE.at(action.span, message).severity(Severity::Warning);
    Some(finding.help(help))
}
