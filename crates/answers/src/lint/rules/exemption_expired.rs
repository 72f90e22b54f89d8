//! An exemption that was to end.

use vestibule_iam::message;
use vestibule_iam::problem::{Severity, quoted};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::exempted::whom;
use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "exemption-expired",
    number: Some("VST059"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for exempt principals whose last day, `expires` among `principals` of the case file, is before `--today`.",
    why: "The exemption should have ended. Its principal still gets past what restricts everybody else.",
    sources: &["UG"],
    finds: &[],
    passes: &[Sample::Case(LATER), Sample::Case(NOT_TOLD)],
};

const LATER: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","expires":"2027-06-30"}],"requests":[]}"#;
const NOT_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass"}],"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (exempt, index, known) in answers.known() {
        let Some((last, today)) = known.expires.as_deref().zip(answers.today) else {
            continue;
        };
        if last >= today {
            continue;
        }
        let message = message!(
            "{whom} was to be exempt until {date} and still is",
            whom = whom(&[exempt]),
            date = quoted(last)
        );
        let help = message!("take the exemption out of the policies, or write a later day");
        let place = ("principals", Some(index), "expires");
        found.push(
            answers
                .at_member(&OF, OF.severity, message, place)
                .help(help),
        );
    }
    found
}
