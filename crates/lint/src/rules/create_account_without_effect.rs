//! `signin:CreateAccount` where no policy bears on it.

use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::Layer;

use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "create-account-without-effect",
    number: Some("VST037"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for `signin:CreateAccount` in resource-based policies, RCPs, SCPs and identity policies.",
    why: "Accounts are created by somebody who has none yet: the action is evaluated in policies of VPC endpoints only, so naming it elsewhere does nothing.",
    sources: &["CK", "VPCE"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, IN_RCP)],
    passes: &[
        Sample::Statements(PolicyKind::VpcEndpoint, IN_ENDPOINT),
        Sample::Statements(PolicyKind::ResourceControl, BY_PATTERN),
    ],
};

const IN_RCP: &str = r#"{"Effect":"Deny","Principal":"*","Action":["signin:Authenticate","signin:CreateAccount"],"Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const IN_ENDPOINT: &str =
    r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateAccount","Resource":"*"}"#;
const BY_PATTERN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    if view.layer == Layer::VpcEndpoint {
        return;
    }
    let elements = view
        .statements()
        .filter_map(|statement| statement.action.as_ref());
    let patterns = elements
        .filter(|element| !element.not)
        .flat_map(|element| &element.patterns);
    let named =
        patterns.filter(|pattern| pattern.value.eq_ignore_ascii_case("signin:CreateAccount"));
    found.extend(named.map(|pattern| {
        let message = message!(
            "{action} is evaluated in policies of VPC endpoints only",
            action = quoted(&pattern.value)
        );
        let help = message!("leave it out here; the policy of the Sign-In endpoint can deny it");
        RULE.at(pattern.span, message).help(help)
    }));
}
