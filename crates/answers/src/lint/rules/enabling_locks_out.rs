//! Console authorization is off, and to put it on locks people out.

use vestibule_analysis as analysis;
use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_signin::{Authorizer, Request};
use vestibule_wire::{DecidedBy, Decider, Finding, PrincipalSet, WayIn};

use crate::lint::{Answers, CaseRule};
use crate::words::{is_among, say};
use crate::{place, unanswered};

static OF: Rule = Rule {
    code: "enabling-locks-out",
    number: Some("VST029"),
    severity: Severity::Error,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies that will lock people out as soon as console authorization is on. The case says that it is off.",
    why: "Some SCPs, RCPs and identity policies deny `signin:*`, often against `aws login`. While console authorization is off, they do not affect sign-ins to the console. AWS warns that turning it on then locks people out.",
    sources: &["UG"],
    finds: &[Sample::Case(SCP)],
    passes: &[Sample::Case(OPEN), Sample::Case(ON)],
};

const SCP: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"serviceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"signin:*","Resource":"*"}]}}]},"requests":[]}"#;
const OPEN: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"serviceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}}]},"requests":[]}"#;
const ON: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":true},"policies":{"serviceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let about = &answers.about;
    let question = answers.question();
    let before = question.authorizer.account().authorization;
    if before.account && before.organization {
        return Vec::new();
    }
    let enabled = question.authorizer.once_enabled();
    let found = match analysis::lockout(&enabled, &question.options) {
        Ok(found) => found,
        Err(why) => return vec![super::not_analysed(*unanswered::finding(why))],
    };
    let is_new = |access: &&analysis::Access| {
        let arn = &access.witness.principal.arn;
        let mut now = about.lockout.principals.iter();
        let own = now.find(|of| is_among(&of.principal, arn));
        let is_locked = own.is_some_and(|of| of.verdict == WayIn::LockedOut);
        access.way_in == analysis::WayIn::LockedOut && !is_locked
    };
    let locked: Vec<&analysis::Access> = found.principals.iter().filter(is_new).collect();
    let Some(first) = locked.first() else {
        return Vec::new();
    };
    let sets: Vec<PrincipalSet> = locked
        .iter()
        .map(|access| place::principals(&access.principals))
        .collect();
    let names: Vec<&PrincipalSet> = sets.iter().collect();
    let said = if locked.len() == found.principals.len() {
        say::nobody(about.has_networks, &[])
    } else {
        say::locked_out(about.has_networks, &names)
    };
    let message = message!("once console authorization is on, {said}", said = said);
    let help = message!("mend this before you put console authorization on");
    let decided_by = decided_by(answers, &enabled, &first.witness);
    let mut finding = answers.finding(&OF, message, &decided_by).help(help);
    // AWS documents that of any policy that restricts networks, and the portal may not be used.
    if sets.iter().all(crate::summary::is_portal) {
        finding.severity = Severity::Warning.into();
    }
    vec![finding]
}

/// What denies a sign-in.
fn decided_by(answers: &Answers<'_>, authorizer: &Authorizer, request: &Request) -> Vec<DecidedBy> {
    let Ok(decision) = authorizer.decide(request) else {
        return Vec::new();
    };
    let compiled = answers.about.case.compiled();
    let denying = decision
        .phases
        .iter()
        .find(|phase| Some(phase.action) == decision.denied_at);
    let all = denying.iter().flat_map(|phase| &phase.decided_by);
    all.map(|by| compiled.decided_by(Decider::from(by)))
        .collect()
}
