//! It is not known whether somebody gets in.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "may-be-locked-out",
    number: Some("VST064"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for principals of which it is not known whether any sign-in of theirs passes.",
    why: "What it depends on is left open by the policies, the case or the documentation of AWS. Until it is settled they may be locked out.",
    sources: &["UG"],
    finds: &[Sample::Case(REFUSED)],
    passes: &[Sample::Case(OFFICE)],
};

const REFUSED: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAdress":{"aws:SourceIp":"203.0.113.0/24"}}}]}}]},"requests":[]}"#;
const OFFICE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let help = message!("`vestibule lockout` says on what it depends");
    answers.of_accesses(&OF, &answers.locked.open, help)
}
