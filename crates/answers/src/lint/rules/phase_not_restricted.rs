//! One of the actions is not restricted, though others are.

use vestibule_iam::message;
use vestibule_iam::problem::{Severity, codes};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, Outcome, PhaseMap};

use crate::lint::{Answers, CaseRule};
use crate::summary::is_console;

static OF: Rule = Rule {
    code: "phase-not-restricted",
    number: Some("VST004"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies that restrict some of the actions of a sign-in and leave another one open to everybody.",
    why: "AWS advises to cover all three actions. A federated role does not pass `signin:Authenticate`, so a statement on that alone does not hold it; statements on the actions afterwards alone let everybody try passwords.",
    sources: &["UG"],
    finds: &[Sample::Case(FIRST_ONLY)],
    passes: &[Sample::Case(ALL)],
};

const FIRST_ONLY: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const ALL: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let phases = &answers.about.map.phases;
    let is_open = |phase: &&PhaseMap| {
        let mut console = phase.regions.iter().filter(|region| is_console(region));
        console.all(|region| region.outcome == Outcome::Allowed)
    };
    let denied = |phase: &PhaseMap| {
        let mut console = phase.regions.iter().filter(|region| is_console(region));
        let region = console.find(|region| region.outcome == Outcome::Denied)?;
        Some(region.decided_by.clone())
    };
    let Some(decided_by) = phases.iter().find_map(denied) else {
        return Vec::new();
    };
    let open = phases.iter().filter(is_open);
    let actions: Vec<&str> = open.map(|phase| phase.action.name()).collect();
    if actions.is_empty() {
        return Vec::new();
    }
    let message = message!("nothing restricts {actions}", actions = codes(actions));
    let help = message!(
        "cover all three actions of a sign-in: `signin:Authenticate`, `signin:AuthorizeOAuth2Access` and `signin:CreateOAuth2Token`"
    );
    vec![answers.finding(&OF, message, &decided_by).help(help)]
}
