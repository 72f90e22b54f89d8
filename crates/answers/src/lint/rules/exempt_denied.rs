//! Exempt principals are denied somewhere.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};
use crate::summary::exempt::denied;
use crate::words::Line;

static OF: Rule = Rule {
    code: "exempt-denied",
    number: Some("VST015"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for principals that are exempt from where others may sign in, and are still denied somewhere.",
    why: "Break-glass has to work when networks and Regions do not. A statement without the exemption, such as one that pins Regions, denies it there. The first example of AWS does this.",
    sources: &["UG"],
    finds: &[Sample::Case(REGION_PIN)],
    passes: &[Sample::Case(EXEMPT_EVERYWHERE)],
};

const REGION_PIN: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","us-east-1"]}}}]}}]},"requests":[]}"#;
const EXEMPT_EVERYWHERE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let lines = denied(&answers.about, &answers.exempt);
    let finding = |line: Line| {
        let help =
            message!("add the exemption to this statement, too, unless it is to hold for them");
        answers.finding(&OF, line.head, &line.statements).help(help)
    };
    lines.into_iter().map(finding).collect()
}
