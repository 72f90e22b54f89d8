//! Roles of IAM Identity Center do not get in.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "identity-center-locked-out",
    number: Some("VST025"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies under which nobody signs in to the console through IAM Identity Center.",
    why: "AWS documents that policies which restrict networks block sign-ins through IAM Identity Center. Where it is used, people are locked out.",
    sources: &["UG"],
    finds: &[Sample::Case(OFFICE)],
    passes: &[Sample::Case(OPEN)],
};

const OFFICE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const OPEN: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/Ann"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let help = message!("where people sign in through IAM Identity Center, exempt its roles");
    answers.of_accesses(&OF, &answers.locked.portal, help)
}
