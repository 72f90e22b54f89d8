//! Nobody is exempt.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, Outcome};

use crate::lint::{Answers, CaseRule};
use crate::summary::{is_few, is_portal};

static OF: Rule = Rule {
    code: "no-exemption",
    number: Some("VST005"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies that restrict where people sign in from, and exempt nobody.",
    why: "AWS advises to exempt at least one principal. Without one, nobody gets in to mend the policies when the networks that they list do not work.",
    sources: &["UG"],
    finds: &[Sample::Case(NOBODY_EXEMPT)],
    passes: &[Sample::Case(BREAK_GLASS)],
};

const NOBODY_EXEMPT: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}}]}}]},"requests":[]}"#;
const BREAK_GLASS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let about = &answers.about;
    // Then other rules say it.
    if !answers.exempt.is_empty() || !answers.locked.people.is_empty() || answers.locked.is_all {
        return Vec::new();
    }
    let denied = about.console.iter().find(|region| {
        let principal = region.place.principal.as_ref();
        let is_of_people = principal.is_none_or(|set| !is_few(set) && !is_portal(set));
        region.outcome == Outcome::Denied && is_of_people
    });
    let Some(region) = denied else {
        return Vec::new();
    };
    let message = message!("no principal is exempt from this");
    let help = message!(
        "exempt a break-glass role at all three actions: by `signin:PrincipalArn` before authentication, by `aws:PrincipalArn` afterwards"
    );
    vec![answers.finding(&OF, message, &region.decided_by).help(help)]
}
