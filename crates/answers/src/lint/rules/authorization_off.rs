//! Policies stand, and console authorization is off.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{DecidedBy, Finding, Layer};

use crate::lint::{Answers, CaseRule};
use crate::summary::InForce;

static OF: Rule = Rule {
    code: "authorization-off",
    number: Some("VST033"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies on sign-ins where the case says that console authorization is off.",
    why: "AWS Sign-In evaluates them only once console authorization is on: they restrict nothing.",
    sources: &["UG"],
    finds: &[Sample::Case(OFF)],
    passes: &[Sample::Case(ON)],
};

const OFF: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const ON: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":true},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let in_force = InForce::of(answers.about.case);
    let is_idle = |by: &DecidedBy| match by.layer {
        Layer::ResourceBased => !in_force.account,
        Layer::ResourceControl => !in_force.resource_control,
        _ => false,
    };
    let Some(by) = answers.of_sign_ins.iter().find(|by| is_idle(by)) else {
        return Vec::new();
    };
    let message = message!("console authorization is off, so this restricts nothing");
    let help = message!(
        "put console authorization on once `vestibule lockout` shows that nobody is locked out"
    );
    vec![
        answers
            .finding(&OF, message, std::slice::from_ref(by))
            .help(help),
    ]
}
