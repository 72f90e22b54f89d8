//! The elements of policies and statements.

use super::{Read, Row, check};
use crate::policy::{Casing, Effect, PolicyKind, Version};

#[test]
fn a_right_policy() {
    let text = r#"{
        "Version": "2012-10-17",
        "Id": "perimeter",
        "Statement": {
            "Sid": "one",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": ["demo:Open", "demo:Close*"],
            "NotResource": "arn:aws:demo:::door/*",
            "Condition": {"NotIpAddress": {"aws:SourceIp": ["192.0.2.0/24"]}, "Null": {"aws:SourceIp": false}}
        }
    }"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, text);
    assert_eq!(read.problems, []);
    assert_eq!(read.policy.version, Version::V2012);
    assert!(read.policy.defects.is_empty() && !read.policy.case_folded);
    let statement = read.first();
    assert_eq!(statement.effect, Some(Effect::Deny));
    assert_eq!(statement.sid.as_ref().map(|sid| &*sid.value), Some("one"));
    let action = statement.action.as_ref().unwrap();
    assert!(!action.not);
    assert_eq!(action.patterns.len(), 2);
    assert!(statement.resource.as_ref().unwrap().not);
    assert!(statement.defects.is_empty());
    let [ip, null] = &*statement.conditions else {
        panic!("two operators")
    };
    assert_eq!(
        ip.tests[0].span.of(text),
        Some(r#""aws:SourceIp": ["192.0.2.0/24"]"#)
    );
    assert_eq!(&*null.tests[0].values[0].value, "false");
}

#[test]
fn policies() {
    let statement =
        r#"{"Effect": "Deny", "Principal": "*", "Action": "demo:Open", "Resource": "*"}"#;
    let with = |rest: &str| rest.replace('@', statement);
    // A name, a text, the problems, how many statements, and whether the policy has a defect.
    let rows: &[(&str, &str, &[(&str, &str)], usize, bool)] = &[
        ("no object", "[1]", &[("wrong-type", "[1]")], 0, true),
        ("nothing", "", &[], 0, true),
        (
            "empty",
            "{}",
            &[("missing-statement", "{"), ("missing-version", "")],
            0,
            true,
        ),
        (
            "no version",
            r#"{"Statement": [@]}"#,
            &[("missing-version", "")],
            1,
            false,
        ),
        (
            "old version",
            r#"{"Version": "2008-10-17", "Statement": [@]}"#,
            &[],
            1,
            false,
        ),
        (
            "unknown version",
            r#"{"Version": "2012-10-18", "Statement": [@]}"#,
            &[("unknown-version", r#""2012-10-18""#)],
            1,
            false,
        ),
        (
            "version of the wrong type",
            r#"{"Version": 2012, "Statement": [@]}"#,
            &[("wrong-type", "2012")],
            1,
            false,
        ),
        (
            "no statements",
            r#"{"Version": "2012-10-17", "Statement": []}"#,
            &[("empty-array", "[]")],
            0,
            false,
        ),
        (
            "statements of the wrong type",
            r#"{"Version": "2012-10-17", "Statement": "x"}"#,
            &[("wrong-type", "\"x\"")],
            0,
            true,
        ),
        (
            "no value",
            r#"{"Version": "2012-10-17", "Statement": }"#,
            &[],
            0,
            true,
        ),
        (
            "one statement",
            r#"{"Version": "2012-10-17", "Statement": @}"#,
            &[],
            1,
            false,
        ),
        (
            "a statement of the wrong type",
            r#"{"Version": "2012-10-17", "Statement": [@, 1]}"#,
            &[("wrong-type", "1")],
            2,
            false,
        ),
        (
            "an ID of the wrong type",
            r#"{"Version": "2012-10-17", "Id": 1, "Statement": [@]}"#,
            &[("wrong-type", "1")],
            1,
            false,
        ),
        (
            "unknown element",
            r#"{"Version": "2012-10-17", "Statment": [@]}"#,
            &[
                ("missing-statement", "{"),
                ("unknown-element", "\"Statment\""),
            ],
            0,
            true,
        ),
        (
            "another unknown element",
            r#"{"Version": "2012-10-17", "Comment": "x", "Statement": [@]}"#,
            &[("unknown-element", "\"Comment\"")],
            1,
            true,
        ),
        (
            "another case",
            r#"{"Version": "2012-10-17", "statement": [@]}"#,
            &[("element-case", "\"statement\"")],
            1,
            true,
        ),
        (
            "two lists",
            r#"{"Version": "2012-10-17", "Statement": [@], "Statement": [@]}"#,
            &[],
            2,
            true,
        ),
        (
            "two versions",
            r#"{"Version": "2012-10-17", "Version": "2008-10-17", "Statement": [@]}"#,
            &[],
            1,
            true,
        ),
    ];
    for (name, text, found, statements, defect) in rows {
        let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, &with(text));
        assert_eq!(read.found(), *found, "{name}: {:#?}", read.problems);
        assert_eq!(read.policy.statements.len(), *statements, "{name}");
        assert_eq!(!read.policy.defects.is_empty(), *defect, "{name}");
    }
}

#[test]
fn versions_are_suggested() {
    let text = r#"{"Version": "2012-10-7", "Statement": []}"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, text);
    assert_eq!(read.replacement(), Some("\"2012-10-17\""));
    let read = Read::new(
        PolicyKind::ResourceBased,
        Casing::Exact,
        r#"{"Statement": {}}"#,
    );
    let missing = read
        .problems
        .iter()
        .find(|problem| problem.code.as_str() == "missing-version")
        .unwrap();
    assert_eq!(
        missing.replacement.as_deref(),
        Some(r#""Version": "2012-10-17", "#)
    );
}

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
fn actions() {
    check(
        PolicyKind::ResourceBased,
        &[
            ("everything", r#""Action": "*""#, &[], None, false),
            ("another case", r#""Action": "DEMO:open""#, &[], None, false),
            ("wildcard", r#""Action": "demo:O*n""#, &[], None, false),
            (
                "another service",
                r#""Action": "s3:Anything""#,
                &[],
                None,
                false,
            ),
            (
                "wildcard for services",
                r#""Action": "*:Open""#,
                &[],
                None,
                false,
            ),
            (
                "unknown",
                r#""Action": "demo:Opn""#,
                &[("unknown-action", "\"demo:Opn\"")],
                Some("\"demo:Open\""),
                false,
            ),
            (
                "unknown, nothing near",
                r#""Action": "demo:Xyzzy""#,
                &[("unknown-action", "\"demo:Xyzzy\"")],
                None,
                false,
            ),
            (
                "wildcard for nothing",
                r#""Action": "demo:Opem*""#,
                &[("unknown-action", "\"demo:Opem*\"")],
                None,
                false,
            ),
            (
                "service misspelt",
                r#""Action": "dmo:Open""#,
                &[("unknown-service", "\"dmo:Open\"")],
                Some("\"demo:Open\""),
                false,
            ),
            (
                "no service",
                r#""Action": "OpenDoor""#,
                &[("malformed-action", "\"OpenDoor\"")],
                Some("\"demo:OpenDoor\""),
                true,
            ),
            (
                "empty",
                r#""Action": """#,
                &[("malformed-action", "\"\"")],
                None,
                true,
            ),
            (
                "no name",
                r#""Action": "demo:""#,
                &[("malformed-action", "\"demo:\"")],
                None,
                true,
            ),
            (
                "space",
                r#""Action": "demo: Open""#,
                &[("malformed-action", "\"demo: Open\"")],
                None,
                true,
            ),
            (
                "variable",
                r#""Action": "demo:${aws:username}""#,
                &[("variable-not-allowed", "\"demo:${aws:username}\"")],
                None,
                true,
            ),
        ],
    );
}

#[test]
fn resources() {
    check(
        PolicyKind::ResourceBased,
        &[
            (
                "an ARN",
                r#""Resource": "arn:aws:demo:::door/front:left""#,
                &[],
                None,
                false,
            ),
            (
                "wildcards",
                r#""Resource": ["arn:*:demo:*:*:*", "*"]"#,
                &[],
                None,
                false,
            ),
            (
                "variable",
                r#""Resource": "arn:aws:demo:::door/${aws:username}""#,
                &[],
                None,
                false,
            ),
            (
                "not an ARN",
                r#""Resource": "door""#,
                &[("malformed-resource", "\"door\"")],
                None,
                true,
            ),
            (
                "fields missing",
                r#""Resource": "arn:aws:demo:*""#,
                &[("malformed-resource", "\"arn:aws:demo:*\"")],
                None,
                true,
            ),
            (
                "empty",
                r#""Resource": """#,
                &[("malformed-resource", "\"\"")],
                None,
                true,
            ),
            (
                "variable too early",
                r#""Resource": "arn:aws:${aws:username}:::x""#,
                &[("variable-not-allowed", "\"arn:aws:${aws:username}:::x\"")],
                None,
                true,
            ),
            (
                "variable not closed",
                r#""Resource": "arn:aws:demo:::${aws""#,
                &[("malformed-variable", "\"arn:aws:demo:::${aws\"")],
                None,
                true,
            ),
            (
                "variable of an unknown key",
                r#""Resource": "arn:aws:demo:::${aws:usrname}""#,
                &[("unknown-key", "\"arn:aws:demo:::${aws:usrname}\"")],
                None,
                false,
            ),
        ],
    );
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
