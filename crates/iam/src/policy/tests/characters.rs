//! Every string of a policy is looked through, wherever it stands.

use super::Read;
use crate::policy::PolicyKind;

#[test]
fn names_and_values_are_looked_through() {
    let members = [
        r#""Sid": "a\u200bb""#,
        r#""Condition": {"StringEquals": {"demo:Color": ["red", "gr\u0435en"]}}"#,
        r#""Condition": {"StringEquals": {"demo:Col\u200bor": "red"}}"#,
    ];
    let expected = [
        ("unseen-character", r#""a\u200bb""#),
        ("mixed-scripts", r#""gr\u0435en""#),
        ("unseen-character", r#""demo:Col\u200bor""#),
    ];
    for (members, expected) in members.into_iter().zip(expected) {
        let read = Read::statement(PolicyKind::ResourceBased, members);
        let found = read.found();
        assert!(found.contains(&expected), "{members}: {found:?}");
    }
}
