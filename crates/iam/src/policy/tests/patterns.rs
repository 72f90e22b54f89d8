//! Actions and resources.

use super::check;
use crate::policy::PolicyKind;

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
                "service misspelt before a wildcard",
                r#""Action": "dmo:*""#,
                &[("unknown-service", "\"dmo:*\"")],
                Some("\"demo:*\""),
                false,
            ),
            (
                "another service that looks like it",
                r#""Action": "dema:*""#,
                &[],
                None,
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
