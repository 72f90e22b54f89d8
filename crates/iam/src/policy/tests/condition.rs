//! The condition block.

use super::{Read, Row, check};
use crate::policy::PolicyKind;

pub(super) fn check_conditions(rows: &[Row<'_>]) {
    for (name, condition, found, replacement, defect) in rows {
        let members = format!("\"Condition\": {condition}");
        check(
            PolicyKind::ResourceBased,
            &[(name, &members, found, *replacement, *defect)],
        );
    }
}

#[test]
fn blocks() {
    check_conditions(&[
        ("empty", "{}", &[("empty-condition", "{}")], None, false),
        ("wrong type", "[]", &[("wrong-type", "[]")], None, true),
        (
            "empty operator",
            r#"{"StringEquals": {}}"#,
            &[("empty-condition", "{}")],
            None,
            false,
        ),
        (
            "operator of the wrong type",
            r#"{"StringEquals": "x"}"#,
            &[("wrong-type", "\"x\"")],
            None,
            true,
        ),
        (
            "operator twice",
            r#"{"StringEquals": {"demo:Color": "red"}, "StringEquals": {"demo:Color": "green"}}"#,
            &[],
            None,
            true,
        ),
        (
            "no values",
            r#"{"StringEquals": {"demo:Color": []}}"#,
            &[("empty-array", "[]")],
            None,
            false,
        ),
        (
            "null",
            r#"{"StringEquals": {"demo:Color": null}}"#,
            &[("wrong-type", "null")],
            None,
            true,
        ),
        (
            "object",
            r#"{"StringEquals": {"demo:Color": {"a": 1}}}"#,
            &[("wrong-type", r#"{"a": 1}"#)],
            None,
            true,
        ),
        (
            "no value",
            r#"{"StringEquals": {"demo:Color": }}"#,
            &[],
            None,
            true,
        ),
        (
            "two booleans",
            r#"{"Bool": {"aws:SecureTransport": ["true", "false"]}}"#,
            &[("several-booleans", r#"["true", "false"]"#)],
            None,
            false,
        ),
        (
            "number and boolean",
            r#"{"NumericEquals": {"aws:MultiFactorAuthAge": 1}, "Bool": {"aws:SecureTransport": true}}"#,
            &[],
            None,
            false,
        ),
    ]);
}

#[test]
fn operators() {
    check_conditions(&[
        (
            "misspelt, with no test that leaves it open",
            r#"{"StringEqual": {}}"#,
            &[
                ("unknown-operator", "\"StringEqual\""),
                ("empty-condition", "{}"),
            ],
            Some("\"StringEquals\""),
            true,
        ),
        (
            "misspelt",
            r#"{"StringEqual": {"demo:Color": "red"}}"#,
            &[("unknown-operator", "\"StringEqual\"")],
            Some("\"StringEquals\""),
            false,
        ),
        (
            "another case",
            r#"{"stringequals": {"demo:Color": "red"}}"#,
            &[("unknown-operator", "\"stringequals\"")],
            Some("\"StringEquals\""),
            false,
        ),
        (
            "misspelt with suffix",
            r#"{"IpAdressIfExists": {"aws:SourceIp": "x"}}"#,
            &[("unknown-operator", "\"IpAdressIfExists\"")],
            Some("\"IpAddressIfExists\""),
            false,
        ),
        (
            "misspelt with prefix",
            r#"{"ForAnyValues:StringLike": {"aws:TagKeys": "x"}}"#,
            &[("unknown-operator", "\"ForAnyValues:StringLike\"")],
            Some("\"ForAnyValue:StringLike\""),
            false,
        ),
        (
            "nothing like it",
            r#"{"Matches": {"demo:Color": "x"}}"#,
            &[("unknown-operator", "\"Matches\"")],
            None,
            false,
        ),
        (
            "null if exists",
            r#"{"NullIfExists": {"demo:Color": "true"}}"#,
            &[("unknown-operator", "\"NullIfExists\"")],
            Some("\"Null\""),
            false,
        ),
        (
            "null if exists of a set",
            r#"{"ForAnyValue:NullIfExists": {"demo:Color": "true"}}"#,
            &[("unknown-operator", "\"ForAnyValue:NullIfExists\"")],
            Some("\"Null\""),
            false,
        ),
        (
            "null of all values, which AWS stores",
            r#"{"ForAllValues:Null": {"demo:Color": "true"}}"#,
            &[("null-with-qualifier", "\"ForAllValues:Null\"")],
            Some("\"Null\""),
            false,
        ),
        (
            "null of any value",
            r#"{"ForAnyValue:Null": {"demo:Color": "false"}}"#,
            &[("null-with-qualifier", "\"ForAnyValue:Null\"")],
            Some("\"Null\""),
            false,
        ),
    ]);
    let read = Read::statement(
        PolicyKind::ResourceBased,
        r#""Condition": {"Matches": {"demo:Color": "x"}}"#,
    );
    assert_eq!(read.first().conditions[0].operator, None);
}

#[test]
fn keys() {
    check_conditions(&[
        (
            "another case",
            r#"{"StringEquals": {"AWS:requestedregion": "x"}}"#,
            &[],
            None,
            false,
        ),
        (
            "tag",
            r#"{"StringEquals": {"aws:PrincipalTag/cost center": "x"}}"#,
            &[],
            None,
            false,
        ),
        (
            "another service",
            r#"{"StringEquals": {"s3:prefix": "x"}}"#,
            &[],
            None,
            false,
        ),
        (
            "misspelt",
            r#"{"StringEquals": {"aws:RequestRegion": "x"}}"#,
            &[("unknown-key", "\"aws:RequestRegion\"")],
            Some("\"aws:RequestedRegion\""),
            false,
        ),
        (
            "misspelt key of a service",
            r#"{"StringEquals": {"demo:Colour": "x"}}"#,
            &[("unknown-key", "\"demo:Colour\"")],
            Some("\"demo:Color\""),
            false,
        ),
        (
            "no prefix",
            r#"{"StringEquals": {"Color": "x"}}"#,
            &[("malformed-key", "\"Color\"")],
            Some("\"demo:Color\""),
            true,
        ),
        (
            "empty name",
            r#"{"StringEquals": {"aws:": "x"}}"#,
            &[("malformed-key", "\"aws:\"")],
            None,
            true,
        ),
        (
            "two cases",
            r#"{"StringEquals": {"demo:Color": "red", "demo:color": "green"}}"#,
            &[("duplicate-key-case", "\"demo:color\"")],
            None,
            true,
        ),
        (
            "twice",
            r#"{"StringEquals": {"demo:Color": "red", "demo:Color": "green"}}"#,
            &[],
            None,
            true,
        ),
        (
            "in two operators",
            r#"{"StringEquals": {"demo:Color": "red"}, "StringNotEquals": {"demo:color": "green"}}"#,
            &[],
            None,
            false,
        ),
    ]);
    let twice = r#""Condition": {"StringEquals": {"demo:Color": "red", "demo:color": "green", "aws:userid": "x"}}"#;
    let read = Read::statement(PolicyKind::ResourceBased, twice);
    let tests = &read.first().conditions[0].tests;
    assert_eq!(
        tests
            .iter()
            .map(|test| &*test.key.value)
            .collect::<Vec<_>>(),
        ["aws:userid"]
    );
    assert_eq!(read.first().defects.len(), 2);
}
