//! Exempt principals cannot put console authorization off.

use vestibule_iam::message;
use vestibule_iam::problem::{Severity, code};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_signin::DecisionValue;
use vestibule_wire::{DecidedBy, Decider, Finding};

use crate::lint::exempted::whom;
use crate::lint::{Answers, CaseRule};
use crate::other_action::{DELETE_CONFIGURATION as DELETE, for_action};
use crate::summary::exempt::Exempt;
use crate::words::is_among;
use crate::{place, unanswered};

static OF: Rule = Rule {
    code: "exempt-cannot-recover",
    number: Some("VST045"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for exempt principals that can never use `signin:DeleteConsoleAuthorizationConfiguration`. The identity policies, permissions boundaries and SCPs of the case deny it, or do not allow it.",
    why: "That call puts console authorization off, which lets everybody in again. Where no exempt principal may make it, a lockout lasts until AWS Support helps. Identity policies are looked at where the case lists them.",
    sources: &["UG"],
    finds: &[Sample::Case(SCP), Sample::Case(NO_ALLOW)],
    passes: &[
        Sample::Case(ALLOWED),
        Sample::Case(NOT_TOLD),
        Sample::Case(WITH_MFA),
    ],
};

const SCP: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}],"serviceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"signin:Delete*","Resource":"*"}]}}]},"requests":[]}"#;
const NO_ALLOW: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}],"identity":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}}]},"requests":[]}"#;
const ALLOWED: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}],"identity":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"signin:*","Resource":"*"}]}}]},"requests":[]}"#;
const NOT_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const WITH_MFA: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}],"identity":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"signin:*","Resource":"*"},{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let case = answers.about.case;
    let is_told = answers.tells_identity();
    let question = answers.question();
    let calling = for_action(&question.authorizer, DELETE);
    let policies = &calling.policies;
    if answers.exempt.is_empty() || (!is_told && policies.is_empty()) {
        return Vec::new();
    }
    let found = match calling.calls(question.options) {
        Ok(found) => found,
        Err(why) => return vec![super::not_analysed(*unanswered::finding(why))],
    };
    let calls: Vec<_> = found
        .iter()
        .map(|region| (place::principals(&region.place.principal), region))
        .collect();
    let finding = |exempt: &Exempt| {
        let own = || calls.iter().filter(|(set, _)| is_among(set, &exempt.arn));
        let (_, region) = own().next()?;
        if !own().all(|(_, region)| region.outcome == DecisionValue::Denied) {
            return None;
        }
        let message = message!(
            "{whom} is exempt and may not call {action}, which puts console authorization off",
            whom = whom(&[exempt]),
            action = code(DELETE)
        );
        let help = message!("allow it the call, and spare it in what denies the call");
        let decision = calling.authorizer.decide(&region.witness).ok()?;
        let [_, phase, _] = &decision.phases;
        let original = |by: &vestibule_signin::decide::DecidedBy| {
            let mut by = by.clone();
            by.policy = by.policy.and_then(|index| policies.get(index).copied());
            case.compiled().decided_by(Decider::from(&by))
        };
        let denying: Vec<DecidedBy> = phase.decided_by.iter().map(original).collect();
        let denying = denying.into_iter().filter(|by| by.statement.is_some());
        let mut decided_by: Vec<DecidedBy> = denying.collect();
        decided_by.extend(answers.naming(&exempt.arn));
        Some(answers.finding(&OF, message, &decided_by).help(help))
    };
    answers.exempt.iter().filter_map(finding).collect()
}
