//! Policies of the organization, in its management account.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{DecidedBy, Finding, Layer};

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "management-account",
    number: Some("VST028"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for RCPs and SCPs in a case about the management account of an organization.",
    why: "They do not bind the management account: what they are to restrict there stays open. Use a sign-in resource-based policy in that account.",
    sources: &["RCP"],
    finds: &[Sample::Case(MANAGEMENT)],
    passes: &[Sample::Case(MEMBER)],
};

const MANAGEMENT: &str = r#"{"vestibule":1,"account":{"id":"111122223333","organization":{"id":"o-a1b2c3d4e5","managementAccount":true}},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const MEMBER: &str = r#"{"vestibule":1,"account":{"id":"111122223333","organization":{"id":"o-a1b2c3d4e5","managementAccount":false}},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let account = answers.about.case.file().account.as_ref();
    let organization = account.and_then(|account| account.organization.as_ref());
    if !organization.is_some_and(|organization| organization.management_account) {
        return Vec::new();
    }
    let is_of_organization =
        |by: &DecidedBy| matches!(by.layer, Layer::ResourceControl | Layer::ServiceControl);
    let Some(by) = answers.of_sign_ins.iter().find(|by| is_of_organization(by)) else {
        return Vec::new();
    };
    let message = message!("policies of the organization do not bind its management account");
    let help = message!("restrict sign-ins to that account with a sign-in resource-based policy");
    vec![
        answers
            .finding(&OF, message, std::slice::from_ref(by))
            .help(help),
    ]
}
