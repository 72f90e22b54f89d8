//! Users and roles of which account and name are known and the path is not.

use vestibule_iam::policy::{OperatorBlock, Statement};
use vestibule_iam::wildcard::{Pattern, TextParts, TextPattern};
use vestibule_signin::Principal;
use vestibule_wire::Case;

use crate::question::is_arn_key;

/// So many ARNs are decided.
const READINGS: usize = 64;

/// ARNs of users or roles of a name, one for each set of patterns in the policies that ARNs of
/// that name match: all of them are decided as one of these. `None` where that cannot be told.
pub(super) fn arns(case: &Case, prefix: &str, name: &str) -> Option<Vec<String>> {
    let plain = format!("{prefix}{name}");
    let with_path = format!("{prefix}?*/{name}");
    let mut patterns = vec![Pattern::new(&plain), Pattern::new(&with_path)];
    for text in operands(case)? {
        patterns.push(Pattern::new(&text));
        // An ARN operator compares the last field by itself.
        let resource = text.splitn(6, ':').nth(5);
        let own = plain
            .splitn(6, ':')
            .nth(5)
            .and_then(|own| plain.strip_suffix(own));
        if let (Some(resource), Some(own)) = (resource, own) {
            patterns.push(Pattern::new(&format!("{own}{resource}")));
        }
    }
    let texts: Vec<TextPattern> = patterns
        .iter()
        .map(|pattern| TextPattern::of_elements(&pattern.elements()))
        .collect();
    let parts = TextParts::new(&texts).ok()?;
    let mut found = Vec::new();
    for part in 0..parts.len() {
        if !parts.matching(part).iter().any(|pattern| *pattern < 2) {
            continue;
        }
        let witness = parts.witness(part);
        // One that IAM would not have stands for others that it may have.
        Principal::parse(witness).ok()?;
        found.push(witness.to_owned());
        if found.len() > READINGS {
            return None;
        }
    }
    // The ARN without a path is the most familiar of its part.
    let own = parts.locate(&plain);
    let of_own = parts.witness(own).to_owned();
    for arn in &mut found {
        if *arn == of_own {
            arn.clone_from(&plain);
        }
    }
    Some(found)
}

/// Everything that policies compare with the ARN of a principal; `None` where a policy variable
/// does.
fn operands(case: &Case) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for policy in case.compiled().authorizer().policies() {
        found.extend(policy.attached_to.iter().map(ToString::to_string));
        for statement in &policy.policy.statements {
            let blocks = &statement.conditions;
            for test in blocks.iter().flat_map(|block: &OperatorBlock| &block.tests) {
                let is_of_arn = is_arn_key(&test.key.value);
                for value in &test.values {
                    if refers(&value.value, is_of_arn) {
                        return None;
                    }
                    if is_of_arn {
                        found.push(value.value.to_string());
                    }
                }
            }
            named_principals(statement, &mut found);
            let resources = statement.resource.iter().flat_map(|of| &of.patterns);
            if resources.into_iter().any(|text| refers(&text.value, false)) {
                return None;
            }
        }
    }
    vestibule_syntax::sort::by(&mut found, Ord::cmp);
    found.dedup();
    Some(found)
}

/// Whether a text has a policy variable: any, or one of the ARN of the principal.
fn refers(text: &str, any: bool) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.contains("${") && (any || lower.contains("principalarn"))
}

fn named_principals(statement: &Statement, found: &mut Vec<String>) {
    let entries = statement.principal.iter().flat_map(|of| &of.entries);
    found.extend(entries.map(|entry| entry.value.value.to_string()));
}
