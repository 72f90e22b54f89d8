//! A statement that never decides anything.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, UnneededStatement, WhyUnneeded};

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "unneeded-statement",
    number: Some("VST066"),
    severity: Severity::Info,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for statements on sign-ins that decide none: that never apply, or that others cover.",
    why: "Such a statement does nothing, though its readers rely on it. Proven for every sign-in.",
    sources: &["OPS"],
    finds: &[Sample::Case(COVERED)],
    passes: &[Sample::Case(ALONE)],
};

const COVERED: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const ALONE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let all = answers
        .unneeded
        .iter()
        .flat_map(|unneeded| &unneeded.statements);
    let of_sign_ins = all.filter(|one| answers.of_sign_ins.contains(&one.statement));
    let finding = |one: &UnneededStatement| {
        let message = match one.why {
            WhyUnneeded::NeverApplies => message!("this applies to no sign-in"),
            WhyUnneeded::Covered => message!("other statements cover this, so it decides nothing"),
            WhyUnneeded::DecidedAnyway => message!("every sign-in comes to the same without this"),
        };
        let help = match answers.is_by_tree() {
            true => message!("remove it if nothing else was meant"),
            false => {
                message!("`vestibule unneeded` shows why; remove it if nothing else was meant")
            }
        };
        let decided_by = std::slice::from_ref(&one.statement);
        answers.finding(&OF, message, decided_by).help(help)
    };
    of_sign_ins.map(finding).collect()
}
