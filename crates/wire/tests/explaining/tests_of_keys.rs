//! What the tests of keys say.

use super::{ALICE, PUBLIC, VPC, decide, statement};
use vestibule_wire::{Mark, Outcome, reason};

/// A policy of an endpoint may not see a key whose value is known all the same.
#[test]
fn a_key_that_may_not_be_seen_has_its_value() {
    let policies = r#"{ "vpcEndpoint": [{ "document": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
          "Condition": { "StringNotEquals": { "aws:SourceVpc": "vpc-12345678" } } }] } }] }"#;
    let decision = decide("{}", policies, ALICE, VPC);
    let lines = decision.phases[0].explanation.as_ref().unwrap();
    let line = lines
        .iter()
        .find(|line| line.text.starts_with("StringNotEquals"))
        .unwrap();
    let text = "StringNotEquals aws:SourceVpc: unknown because the key is `vpc-12345678`, and whether the policy sees it is not known";
    assert_eq!((line.mark, &*line.text), (Mark::Unknown, text));
    assert_eq!(decision.phases[1].decision, Outcome::Allowed);
}

#[test]
fn every_reason_of_a_test_has_its_sentence() {
    use Mark::{No, Unknown, Yes};
    use Outcome::{Allowed, Denied, Unknown as Open};
    // condition, the request beside its principal, decision, mark, sentence
    let rows: &[(&str, &str, Outcome, Mark, &str)] = &[
        (
            r#""IpAddress": { "aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"] }"#,
            PUBLIC,
            Denied,
            Yes,
            "IpAddress aws:SourceIp: true because `198.51.100.7` matches `198.51.100.0/24`",
        ),
        (
            r#""NotIpAddress": { "aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"] }"#,
            PUBLIC,
            Allowed,
            No,
            "NotIpAddress aws:SourceIp: false because `198.51.100.7` matches `198.51.100.0/24`, and the operator is negated",
        ),
        (
            r#""NotIpAddress": { "aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"] }"#,
            PUBLIC,
            Denied,
            Yes,
            "NotIpAddress aws:SourceIp: true because `198.51.100.7` matches none of the 2 operands, and the operator is negated",
        ),
        (
            r#""IpAddress": { "aws:SourceIp": "192.0.2.0/24" }"#,
            PUBLIC,
            Allowed,
            No,
            "IpAddress aws:SourceIp: false because `198.51.100.7` does not match `192.0.2.0/24`",
        ),
        (
            r#""StringNotEquals": { "aws:SourceVpc": "vpc-12345678" }"#,
            PUBLIC,
            Denied,
            Yes,
            "StringNotEquals aws:SourceVpc: true because the key is absent at signin:Authenticate and a negated operator is then true",
        ),
        (
            r#""StringEquals": { "aws:SourceVpc": "vpc-12345678" }"#,
            PUBLIC,
            Allowed,
            No,
            "StringEquals aws:SourceVpc: false because the key is absent at signin:Authenticate and a positive operator is then false",
        ),
        (
            r#""StringEqualsIfExists": { "aws:SourceVpc": "vpc-12345678" }"#,
            PUBLIC,
            Denied,
            Yes,
            "StringEqualsIfExists aws:SourceVpc: true because the key is absent at signin:Authenticate and `IfExists` is then true",
        ),
        (
            r#""ForAllValues:StringEquals": { "aws:TagKeys": "a" }"#,
            PUBLIC,
            Denied,
            Yes,
            "ForAllValues:StringEquals aws:TagKeys: true because the key is absent at signin:Authenticate and `ForAllValues` is then true",
        ),
        (
            r#""ForAnyValue:StringEquals": { "aws:TagKeys": "a" }"#,
            PUBLIC,
            Allowed,
            No,
            "ForAnyValue:StringEquals aws:TagKeys: false because the key is absent at signin:Authenticate and `ForAnyValue` is then false",
        ),
        (
            r#""Null": { "aws:SourceVpc": "true" }"#,
            PUBLIC,
            Denied,
            Yes,
            "Null aws:SourceVpc: true because the key is absent at signin:Authenticate",
        ),
        (
            r#""Null": { "aws:SourceVpc": "false" }"#,
            VPC,
            Denied,
            Yes,
            "Null aws:SourceVpc: true because the key is present at signin:Authenticate",
        ),
        (
            r#""ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:TagKeys": ["x", "b"] }"#,
            Denied,
            Yes,
            "ForAnyValue:StringEquals aws:TagKeys: true because `b` matches `b`",
        ),
        (
            r#""ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:TagKeys": ["x"] }"#,
            Allowed,
            No,
            "ForAnyValue:StringEquals aws:TagKeys: false because no value of the key satisfies it",
        ),
        (
            r#""ForAllValues:StringEquals": { "aws:TagKeys": "a" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:TagKeys": ["a", "a"] }"#,
            Denied,
            Yes,
            "ForAllValues:StringEquals aws:TagKeys: true because every value of the key satisfies it",
        ),
        (
            r#""ForAllValues:StringEquals": { "aws:TagKeys": "a" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:TagKeys": [] }"#,
            Denied,
            Yes,
            "ForAllValues:StringEquals aws:TagKeys: true because the key is there without a value",
        ),
        (
            r#""StringEquals": { "aws:TagKeys": "a" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:TagKeys": ["a"] }"#,
            Allowed,
            No,
            "StringEquals aws:TagKeys: false because the key has several values and the operator has neither `ForAllValues:` nor `ForAnyValue:`",
        ),
        (
            r#""StringEquals": { "aws:referer": "a" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:referer": null }"#,
            Open,
            Unknown,
            "StringEquals aws:referer: unknown because the key is unknown",
        ),
        (
            r#""StringEquals": { "aws:userid": "${aws:referer}" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:userid": "x", "aws:referer": null }"#,
            Open,
            Unknown,
            "StringEquals aws:userid: unknown because the operand refers to `${aws:referer}`, which is unknown",
        ),
        (
            r#""IpAddress": { "aws:RequestTag/ip": "192.0.2.0/24" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:RequestTag/ip": "home" }"#,
            Allowed,
            No,
            "IpAddress aws:RequestTag/ip: false because `home` is not of the kind that the operator compares, which never matches, negated or not",
        ),
        (
            r#""NumericNotEquals": { "aws:RequestTag/n": "1" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:RequestTag/n": "many" }"#,
            Denied,
            Yes,
            "NumericNotEquals aws:RequestTag/n: true because `many` is not of the kind that the operator compares, and so differs from every operand",
        ),
        (
            r#""ArnLike": { "aws:RequestTag/arn": "alice" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:RequestTag/arn": "arn:aws:iam::111122223333:user/alice" }"#,
            Denied,
            Yes,
            "ArnLike aws:RequestTag/arn: indeterminate because `alice` is not an ARN: AWS then applies a Deny and does not apply an Allow",
        ),
        (
            r#""StringEqual": { "aws:SourceVpc": "vpc-12345678" }"#,
            PUBLIC,
            Open,
            Unknown,
            "StringEqual aws:SourceVpc: unknown because AWS has no such operator",
        ),
    ];
    for (condition, rest, outcome, mark, sentence) in rows {
        let policies = statement(&format!(r#""Condition": {{ {condition} }}"#));
        // A key of the principal's is not there before authentication.
        let phase = usize::from(condition.contains("userid"));
        let decision = decide("{}", &policies, ALICE, rest);
        let phase = &decision.phases[phase];
        let sentence = sentence.replace("signin:Authenticate", phase.action.name());
        assert_eq!(phase.decision, *outcome, "{sentence}");
        let lines = phase.explanation.as_ref().unwrap();
        let line = lines.iter().find(|line| line.indent == 2);
        let line = line.unwrap_or_else(|| panic!("{sentence}: {lines:#?}"));
        assert_eq!(line.text, sentence);
        assert_eq!(line.mark, *mark, "{sentence}");
        let span = line.span.unwrap();
        assert!(span.end > span.start, "{sentence}");
        assert_eq!(
            lines[0].text,
            format!("{}: {}", phase.decision.name(), reason(phase))
        );
    }
}
