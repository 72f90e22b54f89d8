//! Those whom no policy names do not get in, though others do.

use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "people-locked-out",
    number: Some("VST062"),
    severity: Severity::Error,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies under which nobody gets into the console but principals that they name.",
    why: "All others are locked out from wherever they come. Where that is meant, say so with a guarantee and suppress the finding.",
    sources: &["UG"],
    finds: &[Sample::Case(ONLY_BREAK_GLASS)],
    passes: &[Sample::Case(OFFICE)],
};

const ONLY_BREAK_GLASS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const OFFICE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let help = answers.what_denies();
    answers.of_accesses(&OF, &answers.locked.people, help)
}
