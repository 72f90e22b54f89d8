//! Nobody gets into the console at all.

use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, PrincipalSet};

use crate::lint::{Answers, CaseRule};
use crate::words::say;

static OF: Rule = Rule {
    code: "nobody-signs-in",
    number: Some("VST006"),
    severity: Severity::Error,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies under which no sign-in to the console passes, of any principal and from any network.",
    why: "Everybody is locked out as soon as the policies are in force, administrators and break-glass included. AWS has no dry run that tells it before.",
    sources: &["UG", "OPS"],
    finds: &[Sample::Case(ALL), Sample::Case(SEPARATE)],
    passes: &[Sample::Case(SOME)],
};

const ALL: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}]},"requests":[]}"#;
const SEPARATE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}]}}]},"requests":[]}"#;
const SOME: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let about = &answers.about;
    let all = &about.lockout.principals;
    let Some(first) = all.first().filter(|_| answers.locked.is_all) else {
        return Vec::new();
    };
    let names: Vec<&PrincipalSet> = answers.exempt.iter().map(|one| &one.principals).collect();
    let message = say::nobody(about.has_networks, &names);
    let help = answers.what_denies();
    vec![answers.finding(&OF, message, &first.decided_by).help(help)]
}
