//! The answer of `get-resource-policy`, whose element names come in another case.

use super::Read;
use crate::policy::{Casing, Effect, PolicyKind, PrincipalType};

const LOWER: &str = r#"{"version": "2012-10-17", "statement": [{"effect": "DENY", "principal": {"aws": "*"},
    "action": ["demo:Open"], "resource": "*", "condition": {"StringEquals": {"aws:userid": ["x"]}}}]}"#;

#[test]
fn lower_camel_case_is_understood() {
    let read = Read::new(PolicyKind::ResourceBased, Casing::Insensitive, LOWER);
    assert_eq!(read.problems, []);
    assert!(read.policy.case_folded);
    assert!(read.policy.defects.is_empty());
    let statement = read.first();
    assert!(statement.defects.is_empty());
    assert_eq!(statement.effect, Some(Effect::Deny));
    assert_eq!(
        statement.principal.as_ref().unwrap().entries[0].kind,
        PrincipalType::Aws
    );
    assert!(statement.action.is_some() && statement.resource.is_some());
    assert_eq!(statement.conditions[0].tests.len(), 1);
}

#[test]
fn the_right_case_needs_no_folding() {
    let text = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "demo:Open", "Resource": "*"}]}"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Insensitive, text);
    assert!(read.problems.is_empty() && !read.policy.case_folded);
}

#[test]
fn both_cases_are_one_key_twice() {
    let text = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "demo:Open", "action": "demo:Close", "Resource": "*"}]}"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Insensitive, text);
    assert_eq!(read.found(), [("duplicate-key-case", "\"action\"")]);
    assert_eq!(read.first().action, None);
    assert!(!read.first().defects.is_empty());
}

#[test]
fn exact_reading_takes_none_of_it() {
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, LOWER);
    assert!(!read.policy.case_folded);
    assert!(!read.policy.defects.is_empty());
    let statement = read.first();
    assert_eq!((statement.effect, &statement.action), (None, &None));
    let codes: Vec<&str> = read.found().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["element-case"; 7]);
}
