//! What an explanation says, beside what was decided.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

use vestibule_wire::{Case, Decision, Mark, NoFiles, Outcome, reason};

const PUBLIC: &str = r#""network": { "sourceIp": "198.51.100.7" }"#;
const VPC: &str =
    r#""network": { "vpc": "vpc-12345678", "endpoint": "vpce-12345678", "sourceIp": "10.0.0.1" }"#;
const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

fn decide(account: &str, policies: &str, principal: &str, rest: &str) -> Decision {
    let text = format!(
        r#"{{ "vestibule": 1, "account": {account}, "policies": {policies},
              "requests": [{{ "principal": "{principal}", {rest} }}] }}"#
    );
    let case = Case::read(text, &NoFiles).unwrap_or_else(|findings| panic!("{findings:#?}"));
    case.decide_explained(0)
        .unwrap_or_else(|| panic!("{:#?}", case.findings()))
}

/// A resource-based policy of one statement with `rest`.
fn statement(rest: &str) -> String {
    format!(
        r#"{{ "resourceBased": {{ "Version": "2012-10-17", "Statement": [
             {{ "Effect": "Deny", "Principal": {{ "AWS": "*" }}, "Action": "signin:*", "Resource": "*", {rest} }}] }} }}"#
    )
}

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
            "StringEquals aws:referer: unknown because nothing is known of the key",
        ),
        (
            r#""StringEquals": { "aws:userid": "${aws:referer}" }"#,
            r#""network": { "sourceIp": "198.51.100.7" }, "context": { "aws:userid": "x", "aws:referer": null }"#,
            Open,
            Unknown,
            "StringEquals aws:userid: unknown because it refers to `${aws:referer}`, of which nothing is known",
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

#[test]
fn every_policy_that_is_not_evaluated_says_why() {
    let allow = r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }"#;
    let deny = r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }] }"#;
    let endpoint =
        format!(r#"{{ "vpcEndpoint": [{{ "endpoint": "vpce-87654321", "document": {deny} }}] }}"#);
    let rcp = format!(
        r#"{{ "resourceControl": [{{ "name": "perimeter", "attachedTo": "r-ab12", "document": {deny} }}] }}"#
    );
    let scp = format!(r#"{{ "serviceControl": [{{ "name": "guard", "document": {allow} }}] }}"#);
    let identity = format!(
        r#"{{ "identity": [{{ "name": "admin", "principal": "arn:aws:iam::*:user/bob", "document": {allow} }}] }}"#
    );
    let rbp = format!(r#"{{ "resourceBased": {deny} }}"#);
    let root = "arn:aws:iam::111122223333:root";
    // account, policies, principal, request, phase, sentence
    let rows: &[(&str, &str, &str, &str, usize, &str)] = &[
        (
            "{}",
            &endpoint,
            ALICE,
            PUBLIC,
            0,
            "VPC endpoint policy vpce-87654321 is not evaluated: the request does not pass a VPC endpoint",
        ),
        (
            "{}",
            &endpoint,
            ALICE,
            VPC,
            0,
            "VPC endpoint policy vpce-87654321 is not evaluated: the request passes another VPC endpoint",
        ),
        (
            "{}",
            &endpoint,
            ALICE,
            r#""network": { "vpc": "vpc-12345678" }"#,
            0,
            "VPC endpoint policy vpce-87654321 counts if the request comes through its endpoint, which is not told",
        ),
        (
            r#"{ "consoleAuthorization": false }"#,
            &rbp,
            ALICE,
            PUBLIC,
            0,
            "the resource-based policy is not evaluated: console authorization is off",
        ),
        (
            r#"{ "organization": { "managementAccount": true } }"#,
            &rcp,
            ALICE,
            PUBLIC,
            0,
            "resource control policy perimeter is not evaluated: RCPs and SCPs do not bind the management account",
        ),
        (
            r#"{ "organization": { "path": ["r-cd34"] } }"#,
            &rcp,
            ALICE,
            PUBLIC,
            0,
            "resource control policy perimeter is not evaluated: it is attached to a node that is not above this account",
        ),
        (
            "{}",
            &identity,
            ALICE,
            PUBLIC,
            0,
            "identity policy admin is not evaluated: nobody is known before authentication",
        ),
        (
            "{}",
            &identity,
            ALICE,
            PUBLIC,
            1,
            "identity policy admin is not evaluated: it belongs to another principal",
        ),
        (
            "{}",
            &identity,
            root,
            PUBLIC,
            1,
            "identity policy admin is not evaluated: identity policies do not bind the root user",
        ),
        (
            "{}",
            &scp,
            ALICE,
            PUBLIC,
            0,
            "service control policy guard is evaluated",
        ),
    ];
    for (account, policies, principal, rest, phase, sentence) in rows {
        let decision = decide(account, policies, principal, rest);
        let lines = decision.phases[*phase].explanation.as_ref().unwrap();
        assert!(
            lines
                .iter()
                .any(|line| line.indent == 0 && line.text == *sentence),
            "{sentence}: {lines:#?}"
        );
    }
    // An assumption in its other reading.
    let text = format!(
        r#"{{ "vestibule": 1, "assumptions": {{ "J8": false }}, "policies": {scp}, "requests": [{{ "principal": "{ALICE}", {PUBLIC} }}] }}"#
    );
    let decision = Case::read(text, &NoFiles)
        .unwrap()
        .decide_explained(0)
        .unwrap();
    let lines = decision.phases[0].explanation.as_ref().unwrap();
    assert_eq!(
        lines[1].text,
        "service control policy guard is not evaluated: J8 is switched to its other reading"
    );
}

#[test]
fn every_reason_of_a_phase_has_its_sentence() {
    let deny = statement(r#""Sid": "Closed""#);
    let resource = deny.replace(
        r#""Resource": "*""#,
        r#""Resource": "arn:aws:signin:::console/canvas""#,
    );
    let refused = deny.replace(r#""Deny""#, r#""deny""#);
    let endpoint = r#"{ "vpcEndpoint": [{ "endpoint": "vpce-12345678", "document": { "Version": "2012-10-17", "Statement": [] } }] }"#;
    let login = r#""network": { "sourceIp": "198.51.100.7" }, "entry": "login-local""#;
    // account, policies, request, phase, sentence
    let rows: &[(&str, &str, &str, usize, &str)] = &[
        (
            "{}",
            "{}",
            PUBLIC,
            0,
            "no Deny applies and no Allow is missing",
        ),
        (
            r#"{ "consoleAuthorization": false }"#,
            &deny,
            PUBLIC,
            0,
            "console authorization is off",
        ),
        (
            "{}",
            &deny,
            PUBLIC,
            0,
            "statement Closed of the resource-based policy",
        ),
        (
            "{}",
            &statement(r#""Condition": {}"#),
            PUBLIC,
            2,
            "Statement[0] of the resource-based policy",
        ),
        (
            "{}",
            endpoint,
            VPC,
            0,
            "VPC endpoint policy vpce-12345678 does not allow it",
        ),
        (
            "{}",
            r#"{ "identity": [] }"#,
            login,
            1,
            "no identity policy allows it",
        ),
        (
            "{}",
            "{}",
            login,
            1,
            "it depends on the identity policies, which are not told",
        ),
        (
            "{}",
            &resource,
            PUBLIC,
            0,
            "statement Closed of the resource-based policy depends on the resource, which is not told",
        ),
        (
            "{}",
            &refused,
            PUBLIC,
            0,
            "AWS would refuse statement Closed of the resource-based policy",
        ),
    ];
    for (account, policies, rest, phase, sentence) in rows {
        let decision = decide(account, policies, ALICE, rest);
        assert_eq!(reason(&decision.phases[*phase]), *sentence);
    }
}

#[test]
fn parts_of_a_statement_beside_its_conditions_are_told() {
    let policies = r#"{ "resourceBased": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Principal": { "AWS": "arn:aws:iam::111122223333:user/bob" }, "Action": "signin:*", "Resource": "arn:aws:s3:::*" },
        { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*" },
        { "Sid": "Odd", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*", "Extra": 1 }] } }"#;
    let decision = decide("{}", policies, ALICE, PUBLIC);
    let texts = |phase: usize| -> Vec<(Mark, String)> {
        let lines = decision.phases[phase].explanation.as_ref().unwrap();
        lines
            .iter()
            .skip(2)
            .map(|line| (line.mark, line.text.clone()))
            .collect()
    };
    let expected = [
        (Mark::No, "Deny Statement[0] does not apply"),
        (
            Mark::No,
            "Principal: false because nobody is known before authentication, and it does not name `*`",
        ),
        (
            Mark::No,
            "Resource: false because it does not cover what is signed in to",
        ),
        (
            Mark::Skipped,
            "Deny Statement[1] is not about signin:Authenticate",
        ),
        (Mark::Unknown, "Deny Statement[2] (Odd) may apply"),
        (
            Mark::Unknown,
            "AWS would refuse the statement, and it is open what it means",
        ),
    ];
    assert_eq!(
        texts(0),
        expected.map(|(mark, text)| (mark, text.to_owned()))
    );
    assert_eq!(
        texts(1)[1].1,
        "Principal: false because it does not name this principal"
    );
    assert!(decision.phases[0].statements.is_some());
}
