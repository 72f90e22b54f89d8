//! Exempt principals do not get in.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "exempt-locked-out",
    number: Some("VST001"),
    severity: Severity::Error,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for principals that are exempt at one phase of a sign-in and have no way through all three.",
    why: "A break-glass role that passes `signin:Authenticate` and is denied afterwards is locked out like everybody else. An exemption has to stand at all three actions, by the key that exists there.",
    sources: &["UG", "CK"],
    finds: &[Sample::Case(FIRST_PHASE_ONLY)],
    passes: &[Sample::Case(ALL_PHASES)],
};

const FIRST_PHASE_ONLY: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const ALL_PHASES: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let help = message!(
        "exempt them at all three actions: by `signin:PrincipalArn` before authentication, by `aws:PrincipalArn` afterwards"
    );
    answers.of_accesses(&OF, &answers.locked.exempt, help)
}
