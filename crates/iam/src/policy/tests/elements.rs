//! The elements of policies and statements.

use super::{Read, Row, check};
use crate::policy::{Casing, PolicyKind};

const RIGHT: Row<'_> = ("right", "", &[], None, false);

#[test]
fn statements() {
    check(
        PolicyKind::ResourceBased,
        &[
            RIGHT,
            (
                "misspelt",
                r#""Conditon": {}"#,
                &[("unknown-element", "\"Conditon\"")],
                Some("\"Condition\""),
                true,
            ),
            (
                "another case",
                r#""sid": "x""#,
                &[("element-case", "\"sid\"")],
                Some("\"Sid\""),
                true,
            ),
            (
                "unknown",
                r#""Comment": "x""#,
                &[("unknown-element", "\"Comment\"")],
                None,
                true,
            ),
            ("no key", ": 1", &[], None, true),
            ("no value", r#""Sid": "#, &[], None, true),
            ("twice", r#""Sid": "a", "Sid": "b""#, &[], None, true),
            (
                "sid of the wrong type",
                r#""Sid": 1"#,
                &[("wrong-type", "1")],
                Some("\"1\""),
                false,
            ),
            ("sid with spaces", r#""Sid": "a b""#, &[], None, false),
            (
                "both actions",
                r#""Action": "demo:Open", "NotAction": "demo:Open""#,
                &[("conflicting-elements", "\"NotAction\"")],
                None,
                true,
            ),
            (
                "both resources",
                r#""NotResource": "*", "Resource": "*""#,
                &[("conflicting-elements", "\"NotResource\"")],
                None,
                true,
            ),
            (
                "effect in another case",
                r#""Effect": "deny""#,
                &[("invalid-effect", "\"deny\"")],
                Some("\"Deny\""),
                true,
            ),
            (
                "effect misspelt",
                r#""Effect": "Denny""#,
                &[("invalid-effect", "\"Denny\"")],
                Some("\"Deny\""),
                true,
            ),
            (
                "effect unknown",
                r#""Effect": "Forbid""#,
                &[("invalid-effect", "\"Forbid\"")],
                None,
                true,
            ),
            (
                "effect of the wrong type",
                r#""Effect": ["Deny"]"#,
                &[("wrong-type", "[\"Deny\"]")],
                None,
                true,
            ),
            (
                "no actions",
                r#""Action": []"#,
                &[("empty-array", "[]")],
                None,
                false,
            ),
            (
                "actions of the wrong type",
                r#""Action": {"a": 1}"#,
                &[("wrong-type", r#"{"a": 1}"#)],
                None,
                true,
            ),
            (
                "an action of the wrong type",
                r#""Action": ["demo:Open", true]"#,
                &[("wrong-type", "true")],
                Some("\"true\""),
                true,
            ),
            (
                "a list in a list",
                r#""Action": [["demo:Open"]]"#,
                &[("wrong-type", r#"["demo:Open"]"#)],
                None,
                true,
            ),
        ],
    );
}

/// One mistake is told once: what is misspelt is not missing as well.
#[test]
fn misspelt_elements_are_not_missing() {
    let text = r#"{"Version": "2012-10-17", "Statement": [{"Efect": "Deny", "Principle": "*", "Actions": "*", "Resources": "*"}]}"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, text);
    let codes: Vec<&str> = read.found().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["unknown-element"; 4]);
    let statement = read.first();
    assert_eq!(
        (statement.effect, &statement.principal, &statement.action),
        (None, &None, &None)
    );
    assert_eq!(statement.defects.len(), 4);
    let beside = Read::statement(
        PolicyKind::ResourceBased,
        r#""Action": "demo:Open", "Actions": "demo:Close""#,
    );
    assert!(beside.first().action.is_some());
}

#[test]
fn missing_elements() {
    let rows: &[(&str, PolicyKind, &[&str])] = &[
        (
            "resource-based",
            PolicyKind::ResourceBased,
            &[
                "missing-effect",
                "missing-principal",
                "missing-action",
                "missing-resource",
            ],
        ),
        (
            "endpoint",
            PolicyKind::VpcEndpoint,
            &[
                "missing-effect",
                "missing-principal",
                "missing-action",
                "missing-resource",
            ],
        ),
        (
            "identity",
            PolicyKind::Identity,
            &["missing-effect", "missing-action", "missing-resource"],
        ),
        (
            "service control",
            PolicyKind::ServiceControl,
            &["missing-effect", "missing-action", "missing-resource"],
        ),
    ];
    for (name, kind, codes) in rows {
        let text = r#"{"Version": "2012-10-17", "Statement": [{}]}"#;
        let read = Read::new(*kind, Casing::Exact, text);
        assert_eq!(
            read.found(),
            codes.iter().map(|code| (*code, "{")).collect::<Vec<_>>(),
            "{name}"
        );
        let statement = read.first();
        assert!(
            statement.effect.is_none()
                && statement.action.is_none()
                && statement.resource.is_none(),
            "{name}"
        );
        assert!(!statement.defects.is_empty(), "{name}");
    }
}

/// What is not certain is left out, so that it can neither match nor be ruled out.
#[test]
fn what_is_doubtful_is_left_out() {
    let rows = [
        ("two", r#""Action": "s3:Get", "Action": "demo:Open""#),
        (
            "both",
            r#""NotAction": "demo:Open", "Action": "demo:Close""#,
        ),
        (
            "another case",
            r#""Action": "s3:Get", "action": "demo:Open""#,
        ),
        ("one entry malformed", r#""Action": ["s3:Get", "Open"]"#),
        ("no value", r#""Action": "#),
    ];
    for (name, members) in rows {
        let read = Read::statement(PolicyKind::ResourceBased, members);
        assert_eq!(read.first().action, None, "{name}");
        assert!(!read.first().defects.is_empty(), "{name}");
        assert!(
            !read
                .found()
                .iter()
                .any(|(code, _)| *code == "missing-action"),
            "{name}"
        );
    }
    let read = Read::statement(
        PolicyKind::ResourceBased,
        r#""effect": "Deny", "Effect": "Allow""#,
    );
    assert_eq!(read.first().effect, None);
}

#[test]
fn sids() {
    check(
        PolicyKind::Identity,
        &[
            ("right", r#""Sid": "Ab1""#, &[], None, false),
            (
                "spaces",
                r#""Sid": "a b""#,
                &[("invalid-sid", "\"a b\"")],
                Some("\"ab\""),
                false,
            ),
            ("empty", r#""Sid": """#, &[], None, false),
        ],
    );
    let statement =
        r#"{"Sid": "a", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"#;
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}, {statement}]}}"#);
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, &text);
    assert_eq!(read.found(), [("duplicate-sid", "\"a\"")]);
    assert!(read.problems[0].related.unwrap() < read.problems[0].span);
}
