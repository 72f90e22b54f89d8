//! The condition block.

use super::{Read, check};
use crate::policy::{Casing, PolicyKind};

fn check_conditions(rows: &[(&str, &str, &[(&str, &str)], Option<&str>, bool)]) {
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
            "misspelt",
            r#"{"StringEqual": {}}"#,
            &[
                ("unknown-operator", "\"StringEqual\""),
                ("empty-condition", "{}"),
            ],
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

#[test]
fn operands() {
    check_conditions(&[
        (
            "range",
            r#"{"IpAddress": {"aws:SourceIp": ["192.0.2.0/33", "::/0"]}}"#,
            &[("invalid-cidr", "\"192.0.2.0/33\"")],
            None,
            false,
        ),
        (
            "host bits",
            r#"{"IpAddress": {"aws:SourceIp": "192.0.2.1/24"}}"#,
            &[("ipv4-host-bits", "\"192.0.2.1/24\"")],
            None,
            false,
        ),
        (
            "IPv6 host bits",
            r#"{"IpAddress": {"aws:SourceIp": "2001:db8::1/64"}}"#,
            &[("ipv6-host-bits", "\"2001:db8::1/64\"")],
            None,
            false,
        ),
        (
            "date",
            r#"{"DateLessThan": {"aws:CurrentTime": "soon"}}"#,
            &[("invalid-date", "\"soon\"")],
            None,
            false,
        ),
        (
            "number",
            r#"{"NumericLessThan": {"aws:MultiFactorAuthAge": "long"}}"#,
            &[("invalid-number", "\"long\"")],
            None,
            false,
        ),
        (
            "ARN",
            r#"{"ArnLike": {"aws:PrincipalArn": "role/x"}}"#,
            &[("invalid-arn", "\"role/x\"")],
            None,
            false,
        ),
        (
            "boolean",
            r#"{"Bool": {"aws:SecureTransport": "yes"}}"#,
            &[("invalid-bool", "\"yes\"")],
            None,
            false,
        ),
        (
            "base64",
            r#"{"BinaryEquals": {"demo:Color": "x"}}"#,
            &[("invalid-base64", "\"x\"")],
            None,
            false,
        ),
        (
            "wildcard",
            r#"{"StringEquals": {"aws:userid": "x*"}}"#,
            &[("wildcard-ignored", "\"x*\"")],
            None,
            false,
        ),
    ]);
}

#[test]
fn shapes() {
    check_conditions(&[
        (
            "VPC",
            r#"{"StringEquals": {"aws:SourceVpc": ["vpc-0123abcd", "vpc-0123456789abcdef0"]}}"#,
            &[],
            None,
            false,
        ),
        (
            "sixteen digits",
            r#"{"StringEquals": {"aws:SourceVpc": "vpc-0abc123def456789"}}"#,
            &[("invalid-operand", "\"vpc-0abc123def456789\"")],
            None,
            false,
        ),
        (
            "upper case",
            r#"{"StringEquals": {"aws:sourcevpc": "vpc-0123ABCD"}}"#,
            &[("invalid-operand", "\"vpc-0123ABCD\"")],
            None,
            false,
        ),
        (
            "pattern",
            r#"{"StringLike": {"aws:SourceVpc": "vpc-*"}}"#,
            &[],
            None,
            false,
        ),
        (
            "endpoint",
            r#"{"StringNotEquals": {"aws:SourceVpce": "vpc-0123abcd"}}"#,
            &[("invalid-operand", "\"vpc-0123abcd\"")],
            None,
            false,
        ),
        (
            "account",
            r#"{"StringEquals": {"aws:PrincipalAccount": 11112222333}}"#,
            &[("invalid-operand", "11112222333")],
            None,
            false,
        ),
        (
            "session",
            r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/Admin/*"}}"#,
            &[(
                "session-arn",
                "\"arn:aws:sts::111122223333:assumed-role/Admin/*\"",
            )],
            Some("\"arn:aws:iam::111122223333:role/Admin\""),
            false,
        ),
        (
            "session as a string",
            r#"{"StringEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/Admin/x"}}"#,
            &[(
                "session-arn",
                "\"arn:aws:sts::111122223333:assumed-role/Admin/x\"",
            )],
            Some("\"arn:aws:iam::111122223333:role/Admin\""),
            false,
        ),
        (
            "role",
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a/b"}}"#,
            &[],
            None,
            false,
        ),
        (
            "group",
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:group/a"}}"#,
            &[("invalid-operand", "\"arn:aws:iam::111122223333:group/a\"")],
            None,
            false,
        ),
        (
            "known value",
            r#"{"StringEquals": {"demo:Color": "red"}}"#,
            &[],
            None,
            false,
        ),
        (
            "unknown value",
            r#"{"StringEquals": {"demo:Color": "grene"}}"#,
            &[("invalid-operand", "\"grene\"")],
            Some("\"green\""),
            false,
        ),
        (
            "variable",
            r#"{"StringEquals": {"aws:SourceVpc": "${aws:PrincipalTag/vpc}"}}"#,
            &[],
            None,
            false,
        ),
    ]);
}

#[test]
fn variables() {
    check_conditions(&[
        (
            "string",
            r#"{"StringEquals": {"aws:userid": "${aws:PrincipalTag/id, 'x'}"}}"#,
            &[],
            None,
            false,
        ),
        (
            "ARN",
            r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/*"}}"#,
            &[],
            None,
            false,
        ),
        (
            "not closed",
            r#"{"StringEquals": {"aws:userid": "${aws:userid"}}"#,
            &[("malformed-variable", "\"${aws:userid\"")],
            None,
            true,
        ),
        (
            "malformed key",
            r#"{"StringEquals": {"aws:userid": "${userid}"}}"#,
            &[("malformed-key", "\"${userid}\"")],
            None,
            false,
        ),
        (
            "unknown key",
            r#"{"StringEquals": {"aws:userid": "${aws:usrid}"}}"#,
            &[("unknown-key", "\"${aws:usrid}\"")],
            None,
            false,
        ),
        (
            "address",
            r#"{"IpAddress": {"aws:SourceIp": "${aws:PrincipalTag/ip}"}}"#,
            &[("variable-not-allowed", "\"${aws:PrincipalTag/ip}\"")],
            None,
            false,
        ),
        (
            "boolean",
            r#"{"Bool": {"aws:SecureTransport": "${aws:PrincipalTag/tls}"}}"#,
            &[("variable-not-allowed", "\"${aws:PrincipalTag/tls}\"")],
            None,
            false,
        ),
    ]);
}

#[test]
fn variables_by_version() {
    // A name, the version, the operand, the codes, and whether the test is kept.
    let rows: &[(&str, &str, &str, &[&str], bool)] = &[
        (
            "current",
            r#""Version": "2012-10-17", "#,
            "${aws:userid}",
            &[],
            true,
        ),
        (
            "old",
            r#""Version": "2008-10-17", "#,
            "${aws:userid}",
            &["variable-without-version"],
            true,
        ),
        (
            "none",
            "",
            "${aws:userid}",
            &["missing-version", "variable-without-version"],
            true,
        ),
        (
            "malformed in the old",
            r#""Version": "2008-10-17", "#,
            "${",
            &["variable-without-version"],
            true,
        ),
        (
            "unknown",
            r#""Version": "2020-01-01", "#,
            "${aws:userid}",
            &["unknown-version"],
            false,
        ),
        (
            "unknown, plain text",
            r#""Version": "2020-01-01", "#,
            "x",
            &["unknown-version"],
            true,
        ),
    ];
    for (name, version, operand, codes, kept) in rows {
        let text = format!(
            r#"{{{version}"Statement": {{"Effect": "Deny", "Principal": "*", "Action": "demo:Open", "Resource": "*",
            "Condition": {{"StringEquals": {{"aws:userid": "{operand}"}}}}}}}}"#
        );
        let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, &text);
        let found: Vec<&str> = read.found().into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, *codes, "{name}");
        let statement = read.first();
        assert_eq!(
            statement.conditions[0].tests.len(),
            usize::from(*kept),
            "{name}"
        );
        assert_eq!(statement.defects.is_empty(), *kept, "{name}");
    }
}
