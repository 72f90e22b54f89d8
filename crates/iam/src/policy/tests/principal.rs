//! `Principal` and `NotPrincipal`.

use super::{Read, check};
use crate::policy::{PolicyKind, PrincipalType};

#[test]
fn right_principals() {
    let rows = [
        ("everyone", "\"*\"", 1),
        ("everyone in an object", r#"{"AWS": "*"}"#, 1),
        ("account", r#"{"AWS": "111122223333"}"#, 1),
        (
            "list",
            r#"{"AWS": ["111122223333", "arn:aws:iam::111122223333:root"]}"#,
            2,
        ),
        (
            "user",
            r#"{"AWS": "arn:aws:iam::111122223333:user/a/b"}"#,
            1,
        ),
        (
            "role in China",
            r#"{"AWS": "arn:aws-cn:iam::111122223333:role/a"}"#,
            1,
        ),
        (
            "session",
            r#"{"AWS": "arn:aws:sts::111122223333:assumed-role/a/b"}"#,
            1,
        ),
        (
            "federated user",
            r#"{"AWS": "arn:aws:sts::111122223333:federated-user/b"}"#,
            1,
        ),
        ("gone", r#"{"AWS": "AIDACKCEVSQ6C2EXAMPLE"}"#, 1),
        (
            "several types",
            r#"{"Service": "ec2.amazonaws.com", "Federated": "cognito-identity.amazonaws.com"}"#,
            2,
        ),
        (
            "provider",
            r#"{"Federated": "arn:aws:iam::111122223333:saml-provider/x"}"#,
            1,
        ),
        (
            "canonical",
            &format!(r#"{{"CanonicalUser": "{}"}}"#, "0a".repeat(32)),
            1,
        ),
    ];
    for (name, value, entries) in rows {
        for element in ["Principal", "NotPrincipal"] {
            let read = Read::statement(
                PolicyKind::ResourceBased,
                &format!("\"{element}\": {value}"),
            );
            assert_eq!(read.problems, [], "{name}");
            let principal = read.first().principal.as_ref().unwrap();
            assert_eq!(principal.not, element == "NotPrincipal", "{name}");
            assert_eq!(principal.entries.len(), entries, "{name}");
        }
    }
}

#[test]
fn everyone_is_an_entry() {
    let read = Read::statement(PolicyKind::ResourceBased, "");
    let entry = &read.first().principal.as_ref().unwrap().entries[0];
    assert_eq!((entry.kind, &*entry.value.value), (PrincipalType::Aws, "*"));
}

/// What looks much like a principal and is none.
#[test]
fn near_principals() {
    let near = [
        "arn:aws:sts::111122223333:itself",
        "arn:aws:sts::111122223333:federated-user/",
        "arn:aws:iam::111122223333:user/",
        "arn:aws:iam::111122223333:group/a",
        "arn:aws:iam::11112222333:root",
        "arn:aws:iam:us-east-1:111122223333:root",
        "arn:gcp:iam::111122223333:root",
        "AIDACKCEVSQ6C2X",
        "AIDACKCEVSQ6c2EXAMPLE",
        "XIDACKCEVSQ6C2EXAMPLE",
    ];
    for text in near {
        let members = format!(r#""Principal": {{"AWS": "{text}"}}"#);
        let read = Read::statement(PolicyKind::ResourceBased, &members);
        let place = format!("\"{text}\"");
        assert_eq!(read.found(), [("malformed-principal", place.as_str())]);
        assert!(!read.first().defects.is_empty(), "{text}");
    }
    for text in ["arn:aws:sts::111122223333:self", "AROACKCEVSQ6C2EX"] {
        let members = format!(r#""Principal": {{"AWS": "{text}"}}"#);
        let read = Read::statement(PolicyKind::ResourceBased, &members);
        assert_eq!(read.found(), [], "{text}");
    }
}

#[test]
fn wrong_principals() {
    check(
        PolicyKind::ResourceBased,
        &[
            (
                "list",
                r#""Principal": ["*"]"#,
                &[("wrong-type", "[\"*\"]")],
                None,
                true,
            ),
            (
                "no type",
                r#""Principal": "111122223333""#,
                &[("malformed-principal", "\"111122223333\"")],
                Some(r#"{"AWS": "111122223333"}"#),
                true,
            ),
            (
                "no type, a service",
                r#""Principal": "ec2.amazonaws.com""#,
                &[("malformed-principal", "\"ec2.amazonaws.com\"")],
                Some(r#"{"Service": "ec2.amazonaws.com"}"#),
                true,
            ),
            (
                "nobody",
                r#""Principal": {}"#,
                &[("empty-principal", "{}")],
                None,
                false,
            ),
            (
                "empty list",
                r#""Principal": {"AWS": []}"#,
                &[("empty-array", "[]")],
                None,
                false,
            ),
            (
                "type in another case",
                r#""Principal": {"aws": "*"}"#,
                &[("element-case", "\"aws\"")],
                Some("\"AWS\""),
                true,
            ),
            (
                "type misspelt",
                r#""Principal": {"Servce": "*"}"#,
                &[("unknown-element", "\"Servce\"")],
                Some("\"Service\""),
                true,
            ),
            (
                "number",
                r#""Principal": {"AWS": 111122223333}"#,
                &[("wrong-type", "111122223333")],
                Some("\"111122223333\""),
                true,
            ),
            (
                "short account",
                r#""Principal": {"AWS": "11112222333"}"#,
                &[("malformed-principal", "\"11112222333\"")],
                None,
                true,
            ),
            (
                "short account in an ARN",
                r#""Principal": {"AWS": "arn:aws:iam::1:root"}"#,
                &[("malformed-principal", "\"arn:aws:iam::1:root\"")],
                None,
                true,
            ),
            (
                "group",
                r#""Principal": {"AWS": "arn:aws:iam::111122223333:group/x"}"#,
                &[(
                    "malformed-principal",
                    "\"arn:aws:iam::111122223333:group/x\"",
                )],
                None,
                true,
            ),
            (
                "wildcard inside",
                r#""Principal": {"AWS": "arn:aws:iam::111122223333:role/*"}"#,
                &[(
                    "wildcard-in-principal",
                    "\"arn:aws:iam::111122223333:role/*\"",
                )],
                None,
                true,
            ),
            (
                "variable",
                r#""Principal": {"AWS": "${aws:userid}"}"#,
                &[("variable-not-allowed", "\"${aws:userid}\"")],
                None,
                true,
            ),
            (
                "service",
                r#""Principal": {"Service": "ec2"}"#,
                &[("malformed-principal", "\"ec2\"")],
                None,
                true,
            ),
            (
                "type twice",
                r#""Principal": {"AWS": "*", "AWS": "*"}"#,
                &[],
                None,
                true,
            ),
            (
                "both",
                r#""Principal": "*", "NotPrincipal": "*""#,
                &[("conflicting-elements", "\"NotPrincipal\"")],
                None,
                true,
            ),
        ],
    );
}

#[test]
fn where_none_may_be() {
    let kinds = [
        PolicyKind::Identity,
        PolicyKind::ServiceControl,
        PolicyKind::PermissionsBoundary,
        PolicyKind::Session,
    ];
    for kind in kinds {
        check(
            kind,
            &[
                ("right", "", &[], None, false),
                (
                    "principal",
                    r#""Principal": "*""#,
                    &[("principal-not-allowed", "\"Principal\"")],
                    None,
                    true,
                ),
                (
                    "not principal",
                    r#""NotPrincipal": "*""#,
                    &[("principal-not-allowed", "\"NotPrincipal\"")],
                    None,
                    true,
                ),
            ],
        );
    }
}
