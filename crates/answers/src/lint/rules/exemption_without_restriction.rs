//! Somebody is exempt from nothing.

use vestibule_analysis::Place;
use vestibule_iam::message;
use vestibule_iam::policy::Effect;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, Outcome};

use crate::lint::{Answers, CaseRule};
use crate::map;
use crate::question::is_arn_key;
use crate::summary::{is_console, is_off};

static OF: Rule = Rule {
    code: "exemption-without-restriction",
    number: Some("VST035"),
    severity: Severity::Info,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies that exempt principals while no sign-in to the console is denied to anybody.",
    why: "An exemption from nothing is what is left of a restriction that was removed, or that was never finished.",
    sources: &["UG"],
    finds: &[Sample::Case(NEVER)],
    passes: &[Sample::Case(RESTRICTS), Sample::Case(OFF)],
};

const NEVER: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"Null":{"aws:RequestedRegion":"true"},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const RESTRICTS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const OFF: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let about = &answers.about;
    let phases = about.map.phases.iter().flat_map(|phase| &phase.regions);
    let mut console = phases.filter(|region| is_console(region));
    let nobody_is_denied = console.all(|region| region.outcome == Outcome::Allowed);
    // Where it is off, it restricts nothing for another reason.
    if is_off(about.case) || !nobody_is_denied {
        return Vec::new();
    }
    let compiled = about.case.compiled();
    let policies = compiled.authorizer().policies().enumerate();
    let found = policies.filter_map(|(policy, attached)| {
        let mut statements = attached.policy.statements.iter();
        let statement = statements.position(|statement| {
            let mut blocks = statement.conditions.iter();
            let exempts = blocks.any(|block| {
                let is_negated = block.operator.is_some_and(|operator| operator.negated);
                let mut tests = block.tests.iter();
                is_negated && tests.any(|test| is_arn_key(&test.key.value))
            });
            exempts
                && statement.effect == Some(Effect::Deny)
                && vestibule_lint::covers_sign_in(statement)
        })?;
        let by = map::by(compiled, Place { policy, statement });
        let message = message!("this exempts principals, and nobody is denied any sign-in");
        let help = message!("restrict sign-ins by network, or take the exemption out");
        Some(answers.finding(&OF, message, &[by]).help(help))
    });
    found.collect()
}
