//! A condition that never matters.

use vestibule_iam::message;
use vestibule_iam::problem::{Severity, quoted};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, UnneededTest};

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "unneeded-condition",
    number: Some("VST067"),
    severity: Severity::Info,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for conditions of statements on sign-ins that hold for every one that the other conditions leave, or for none.",
    why: "Such a condition restricts nothing, or the statement does nothing because of it, though its readers rely on it. Proven for every sign-in.",
    sources: &["OPS"],
    finds: &[Sample::Case(ALWAYS)],
    passes: &[Sample::Case(NEEDED)],
};

const ALWAYS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"Null":{"aws:PrincipalArn":"true"},"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const NEEDED: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let all = answers.unneeded.iter().flat_map(|unneeded| &unneeded.tests);
    let of_sign_ins = all.filter(|one| answers.of_sign_ins.contains(&one.statement));
    let finding = |one: &UnneededTest| {
        let [operator, key] = [quoted(&one.operator), quoted(&one.key)];
        let message = if one.always_holds {
            message!(
                "{operator} with {key} always holds here, so it restricts nothing",
                operator = operator,
                key = key
            )
        } else {
            message!(
                "{operator} with {key} never matters here",
                operator = operator,
                key = key
            )
        };
        let help = message!("remove it if nothing else was meant");
        let decided_by = std::slice::from_ref(&one.statement);
        let mut finding = answers.finding(&OF, message, decided_by).help(help);
        finding.span = Some(one.span);
        finding.range = one.range;
        finding
    };
    of_sign_ins.map(finding).collect()
}
