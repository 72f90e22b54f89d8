//! An exemption at the first action in a policy that does not see who is about to sign in.

use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::Action;

use super::exempts_nobody::in_vain;
use crate::view::{is_about_sign_in, is_of_principal};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "exempts-nobody-before-authentication",
    number: Some("VST030"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for SCPs and endpoint policies that deny `signin:Authenticate` and are to exempt principals.",
    why: "Before authentication only RCPs and the resource-based policy have a key of who signs in. In other policies a negated test of the principal then holds for everybody. Those who are to be exempted are denied at the first action.",
    sources: &["CK", "OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ServiceControl, ALL_ACTIONS),
        Sample::Statements(PolicyKind::ServiceControl, BY_BOTH),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ServiceControl, AFTERWARDS),
        Sample::Statements(PolicyKind::Identity, ALL_ACTIONS),
        Sample::Statements(PolicyKind::ServiceControl, OTHER_SERVICES),
    ],
};

const ALL_ACTIONS: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const BY_BOTH: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const AFTERWARDS: &str = r#"{"Effect":"Deny","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const OTHER_SERVICES: &str = r#"{"Effect":"Deny","NotAction":["iam:*","signin:*"],"Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    if view.layer.sees("signin:PrincipalArn") {
        return;
    }
    let denials = view.denials();
    let of_sign_in = denials.filter(|covered| is_about_sign_in(covered.statement));
    found.extend(of_sign_in.filter_map(|covered| look(view, &covered)));
}

fn look(view: &View<'_>, covered: &Covered<'_>) -> Option<Found> {
    let (test, action) = in_vain(view, covered, is_of_principal)?;
    if action != Action::Authenticate {
        return None;
    }
    let message = message!(
        "a policy of this kind does not see who is about to sign in, so nobody is exempted at {action}",
        action = quoted(action.name())
    );
    let help = message!(
        "leave that action out, so that this denies nobody there; an RCP can deny it and exempt by `signin:PrincipalArn`"
    );
    Some(RULE.at(test.span, message).help(help))
}
