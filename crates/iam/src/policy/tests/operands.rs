//! Operands: their families, their shapes, and policy variables.

use super::Read;
use super::condition::check_conditions;
use crate::policy::{Casing, PolicyKind};

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
            Some("\"192.0.2.0/24\""),
            false,
        ),
        (
            "IPv6 host bits",
            r#"{"IpAddress": {"aws:SourceIp": "2001:db8::1/64"}}"#,
            &[("ipv6-host-bits", "\"2001:db8::1/64\"")],
            Some("\"2001:db8::/64\""),
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
            "a group of STS",
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:user/a"}}"#,
            &[("invalid-operand", "\"arn:aws:sts::111122223333:user/a\"")],
            None,
            false,
        ),
        (
            "federated user",
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:federated-user/a"}}"#,
            &[],
            None,
            false,
        ),
        (
            "root",
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:root"}}"#,
            &[],
            None,
            false,
        ),
        (
            "user",
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/a"}}"#,
            &[],
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
