//! A policy that goes to the whole organization at once.

use std::collections::HashSet;

use vestibule_iam::message;
use vestibule_iam::policy::Effect;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{self as wire, Case, Compiled, DecidedBy, Finding};

use crate::lint::{Answers, CaseRule};
use crate::map;
use vestibule_analysis::Place;
use vestibule_signin::{AttachedPolicy, Layer};

static OF: Rule = Rule {
    code: "attached-to-root",
    number: Some("VST056"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

/// The beginning of the ids of roots.
const ROOT_ID: &str = "r-";

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for RCPs and SCPs that restrict sign-ins and are attached to the root of an organization alone. The case says that console authorization is off for the organization.",
    why: "They bear on every member account in the moment in which it is put on. AWS advises to attach them to an organizational unit with few accounts first.",
    sources: &["RCP", "UG"],
    finds: &[Sample::Case(ROOT)],
    passes: &[
        Sample::Case(STAGED),
        Sample::Case(UNIT),
        Sample::Case(IN_FORCE),
    ],
};

const ROOT: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"resourceControl":[{"attachedTo":"r-ab12","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const STAGED: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"resourceControl":[{"attachedTo":"r-ab12","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}},{"attachedTo":"ou-ab12-cdefghij","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const UNIT: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":false},"policies":{"resourceControl":[{"attachedTo":"ou-ab12-cdefghij","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const IN_FORCE: &str = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":true},"policies":{"resourceControl":[{"attachedTo":"r-ab12","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let compiled = answers.about.case.compiled();
    let authorizer = compiled.authorizer();
    if authorizer.account().authorization.organization {
        return Vec::new();
    }
    if answers.is_by_tree() && authorizer.account().is_management() {
        return Vec::new();
    }
    let is_at_root = |of: &AttachedPolicy| {
        let node = of.attached_to.as_deref().unwrap_or_default();
        matches!(of.layer, Layer::ResourceControl | Layer::ServiceControl)
            && node.starts_with(ROOT_ID)
    };
    let is_staged = |policy: usize, of: &AttachedPolicy| {
        let place = Place {
            policy,
            statement: 0,
        };
        let text = map::by(compiled, place)
            .path
            .and_then(|path| document(compiled, &path));
        text.is_some_and(|text| {
            answers
                .whole
                .attached_elsewhere()
                .contains(&(of.layer, text))
        })
    };
    let found = authorizer.policies().enumerate().filter_map(|(policy, of)| {
        let mut statements = of.policy.statements.iter();
        let statement = statements.position(|statement| {
            statement.effect == Some(Effect::Deny) && vestibule_lint::covers_sign_in(statement)
        })?;
        if !is_at_root(of) || is_staged(policy, of) {
            return None;
        }
        let by: DecidedBy = map::by(compiled, Place { policy, statement });
        let message = message!(
            "this is attached to the root of the organization, so it bears on all member accounts at once"
        );
        let help = message!(
            "attach it to an organizational unit with few accounts first, and to the root after they sign in well"
        );
        Some(answers.finding(&OF, message, &[by]).help(help))
    });
    found.collect()
}

/// The policies of a case file that are attached to units or accounts.
pub(in crate::lint) fn attached_elsewhere(case: &Case) -> HashSet<(Layer, String)> {
    let policies = &case.file().policies;
    let layers = [
        (wire::Layer::ResourceControl, &policies.resource_control),
        (wire::Layer::ServiceControl, &policies.service_control),
    ];
    let mut found = HashSet::new();
    for (layer, entries) in layers {
        for (index, entry) in entries.iter().enumerate() {
            let nodes = entry.attached_to.iter().flat_map(|list| list.split(','));
            let mut nodes = nodes.map(str::trim).filter(|node| !node.is_empty());
            if nodes.any(|node| !node.starts_with(ROOT_ID)) {
                let path = format!("policies.{}[{index}]", layer.name());
                let text = document(case.compiled(), &path);
                found.extend(text.map(|text| (layer.into(), text)));
            }
        }
    }
    found
}

/// The document at a place of the case file, without white space.
fn document(compiled: &Compiled, path: &str) -> Option<String> {
    Some(compiled.document(path)?.json())
}
