//! Principals that a policy names and does not exempt do not get in.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "locked-out",
    number: Some("VST063"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for principals that cannot sign in to the console from anywhere, while others can. A case or a policy names them.",
    why: "Where that is not meant, they are locked out as soon as the policies are in force.",
    sources: &["UG"],
    finds: &[Sample::Case(ONE_USER)],
    passes: &[Sample::Case(OFFICE)],
};

const ONE_USER: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/Ann"}}}]}}]},"requests":[]}"#;
const OFFICE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let help = match answers.is_by_tree() {
        true => message!("where it is meant, say so with a suppression"),
        false => message!(
            "`vestibule repair` lists changes that let them in; where it is meant, say so with a suppression"
        ),
    };
    answers.of_accesses(&OF, &answers.locked.named, help)
}
