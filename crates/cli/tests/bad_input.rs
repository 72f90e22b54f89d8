//! Every bad input gets a stable code, a place, help, and exit status 2; what
//! could be decided all the same is not lost.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use support::{DENY, Run, case, case_with, folder, run, run_in};

fn decide(text: &[u8]) -> Run {
    run_in(Path::new("."), &["decide", "-", "--format", "json"], text)
}

/// A resource-based policy whose statement is a Deny with `rest`.
fn statement(rest: &str) -> String {
    format!(r#"{{ "Version": "2012-10-17", "Statement": [{{ "Sid": "S", {rest} }}] }}"#)
}

const WHO: &str = r#""Principal": { "AWS": "*" }"#;
const WHAT: &str = r#""Action": "signin:*", "Resource": "*""#;

/// A Deny with a condition.
fn condition(condition: &str) -> String {
    statement(&format!(
        r#""Effect": "Deny", {WHO}, {WHAT}, "Condition": {condition}"#
    ))
}

#[test]
fn a_policy_that_aws_would_refuse_is_named_and_the_decisions_are_printed() {
    // name, policy, code, what the help says
    let rows = [
        (
            "trailing comma",
            DENY.replace("] }", "], }"),
            "json-trailing-comma",
            "",
        ),
        (
            "duplicate key",
            condition(
                r#"{ "StringEquals": { "aws:SourceVpc": "vpc-12345678", "aws:SourceVpc": "vpc-12345679" } }"#,
            ),
            "duplicate-key",
            "",
        ),
        (
            "unknown element",
            statement(&format!(
                r#""Effect": "Deny", {WHO}, {WHAT}, "Conditon": {{}}"#
            )),
            "unknown-element",
            "Condition",
        ),
        (
            "effect in another case",
            statement(&format!(r#""Effect": "deny", {WHO}, {WHAT}"#)),
            "invalid-effect",
            "Deny",
        ),
        (
            "no statement",
            r#"{ "Version": "2012-10-17" }"#.to_owned(),
            "missing-statement",
            "",
        ),
        (
            "no effect",
            statement(&format!("{WHO}, {WHAT}")),
            "missing-effect",
            "",
        ),
        (
            "no action",
            statement(&format!(r#""Effect": "Deny", {WHO}, "Resource": "*""#)),
            "missing-action",
            "",
        ),
        (
            "two actions",
            statement(&format!(
                r#""Effect": "Deny", {WHO}, {WHAT}, "NotAction": "s3:*""#
            )),
            "conflicting-elements",
            "",
        ),
        (
            "unknown operator",
            condition(r#"{ "StringEqual": { "aws:SourceVpc": "vpc-12345678" } }"#),
            "unknown-operator",
            "StringEquals",
        ),
        (
            "unknown key",
            condition(r#"{ "StringEquals": { "aws:SorceVpc": "vpc-12345678" } }"#),
            "unknown-key",
            "aws:SourceVpc",
        ),
        (
            "unknown action",
            statement(&format!(
                r#""Effect": "Deny", {WHO}, "Action": "signin:Autenticate", "Resource": "*""#
            )),
            "unknown-action",
            "signin:Authenticate",
        ),
        (
            "range",
            condition(r#"{ "IpAddress": { "aws:SourceIp": "203.0.113.0/33" } }"#),
            "invalid-cidr",
            "192.0.2.0/24",
        ),
        (
            "date",
            condition(r#"{ "DateLessThan": { "aws:CurrentTime": "yesterday" } }"#),
            "invalid-date",
            "2026",
        ),
        (
            "number",
            condition(r#"{ "NumericLessThan": { "aws:MultiFactorAuthAge": "many" } }"#),
            "invalid-number",
            "3600",
        ),
        (
            "ARN",
            condition(r#"{ "ArnLike": { "aws:PrincipalArn": "alice" } }"#),
            "invalid-arn",
            "six fields",
        ),
        (
            "VPC of 16 digits",
            condition(r#"{ "StringEquals": { "aws:SourceVpc": "vpc-0abc123def456789" } }"#),
            "invalid-operand",
            "",
        ),
        (
            "too deep",
            format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
            "nesting-too-deep",
            "",
        ),
        (
            "much too deep, unclosed",
            "[".repeat(10_000),
            "nesting-too-deep",
            "",
        ),
        ("not JSON", "Deny everything".to_owned(), "json-", ""),
    ];
    let folder = folder("refused_policies");
    for (name, policy, code, help) in rows {
        std::fs::write(folder.join("rbp.json"), &policy).unwrap();
        let run = run_in(
            &folder,
            &["decide", "-", "--format", "json"],
            case(r#"{ "resourceBased": "rbp.json" }"#).as_bytes(),
        );
        assert_eq!(run.status, 2, "{name}: {}", run.stderr);
        assert!(
            run.stderr.contains(&format!("[{code}")),
            "{name}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("rbp.json:"), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(help), "{name}: {}", run.stderr);
        let decisions: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(decisions.as_array().unwrap().len(), 1, "{name}");
        // The policy by itself, in a file of its own.
        let checked = run_in(
            &folder,
            &["check", "rbp.json", "--kind", "resource-based"],
            b"",
        );
        assert_eq!(
            checked.status, 1,
            "{name}: {}{}",
            checked.stdout, checked.stderr
        );
        assert!(
            checked.stdout.contains(&format!("[{code}")),
            "{name}: {}",
            checked.stdout
        );
        assert!(
            checked.stdout.contains("rbp.json:"),
            "{name}: {}",
            checked.stdout
        );
    }
}

#[test]
fn a_principal_where_none_may_be() {
    let text = case(&format!(
        r#"{{ "serviceControl": [{{ "name": "guard", "document": {DENY} }}] }}"#
    ));
    let run = decide(text.as_bytes());
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("[principal-not-allowed]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("(service control policy guard)"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("<stdin>:3:"), "{}", run.stderr);
}

#[test]
fn bytes_that_are_no_policy() {
    let folder = folder("bytes");
    let large = format!(
        r#"{{ "Version": "2012-10-17", "Id": "{}", "Statement": [] }}"#,
        "x".repeat(2 << 20)
    );
    let rows: [(&str, Vec<u8>, &str); 3] = [
        (
            "not UTF-8",
            DENY.replace("Closed", "Clos\u{1}")
                .replace('\u{1}', "é")
                .into_bytes()
                .into_iter()
                .filter(|byte| *byte != 0xC3)
                .collect(),
            "not-utf8",
        ),
        ("two mebibytes", large.into_bytes(), "document-too-large"),
        ("nothing", Vec::new(), "json-empty"),
    ];
    for (name, bytes, code) in rows {
        std::fs::write(folder.join("rbp.json"), &bytes).unwrap();
        let text = case(r#"{ "resourceBased": "rbp.json" }"#);
        let run = run_in(
            &folder,
            &["decide", "-", "--format", "json"],
            text.as_bytes(),
        );
        assert_eq!(run.status, 2, "{name}: {}", run.stderr);
        assert!(
            run.stderr.contains(&format!("[{code}]")),
            "{name}: {}",
            run.stderr
        );
        let decisions: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_ne!(decisions[0]["outcome"], "allowed", "{name}");
        let checked = run_in(&folder, &["check", "rbp.json"], b"");
        assert_eq!(
            checked.status, 1,
            "{name}: {}{}",
            checked.stdout, checked.stderr
        );
        assert!(
            checked.stdout.contains(&format!("[{code}]")),
            "{name}: {}",
            checked.stdout
        );
    }
}

#[test]
fn a_case_file_that_cannot_be_used_decides_nothing() {
    let alice = r#""principal": "arn:aws:iam::111122223333:user/alice""#;
    let request = |rest: &str| case_with("{}", &format!("{{ {alice}{rest} }}")).into_bytes();
    let large = format!("{}{}", case("{}"), " ".repeat(4 << 20));
    // name, text, code, line, what the help says
    let rows: Vec<(&str, Vec<u8>, &str, u32, &str)> = vec![
        ("not JSON", b"sign in".to_vec(), "json-", 1, ""),
        ("not UTF-8", [b"{ \"vestibule\": 1, \"\xFF\": 1, ".as_slice(), &case("{}").into_bytes()[18..]].concat(), "not-utf8", 1, "UTF-8"),
        ("trailing comma", case("{},").into_bytes(), "json-", 2, ""),
        ("duplicate key", case("{}, \"policies\": {}").into_bytes(), "duplicate-key", 2, ""),
        ("10,000 brackets", "[".repeat(10_000).into_bytes(), "nesting-too-deep", 1, ""),
        ("4 MiB", large.into_bytes(), "document-too-large", 1, ""),
        ("unknown member", case(r#"{ "resourcBased": {} }"#).into_bytes(), "unknown-field", 2, "did you mean `resourceBased`?"),
        ("no network", request(""), "missing-network", 4, "sourceIp"),
        ("both kinds of network", request(r#", "network": { "sourceIp": "192.0.2.1" }, "context": { "aws:SourceVpc": "vpc-12345678" }"#), "mixed-network", 4, "one path"),
        ("unknown member of a network", request(r#", "network": { "vpc": "vpc-12345678", "vpcSourceIp": "10.0.0.1" }"#), "unknown-field", 4, "inside the VPC"),
        ("address", request(r#", "network": { "sourceIp": "1.2.3" }"#), "invalid-ip", 4, "IPv4"),
        ("VPC of 16 digits", request(r#", "network": { "vpc": "vpc-0abc123def456789" }"#), "invalid-vpc-id", 4, "8 or 17"),
        ("session", case_with("{}", r#"{ "principal": "arn:aws:sts::111122223333:assumed-role/Admin/alice", "network": { "sourceIp": "192.0.2.1" } }"#).into_bytes(), "session-principal", 4, "arn:aws:iam::111122223333:role/Admin"),
        ("entry", request(r#", "entry": "login", "network": { "sourceIp": "192.0.2.1" }"#), "unknown-entry", 4, "login-local"),
    ];
    for (name, text, code, line, help) in rows {
        let run = decide(&text);
        assert_eq!(run.status, 2, "{name}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{name}");
        assert!(
            run.stderr.contains(&format!("error[{code}")),
            "{name}: {}",
            run.stderr
        );
        assert!(
            run.stderr.contains(&format!("<stdin>:{line}:")),
            "{name}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(help), "{name}: {}", run.stderr);
    }
}

#[test]
fn paths_that_cannot_be_read() {
    let folder = folder("unreadable");
    let rows: [&[&str]; 4] = [
        &["decide", "missing.json"],
        &["check", "missing.json"],
        &["test", "missing.json"],
        &[
            "decide",
            "--principal",
            "arn:aws:iam::111122223333:root",
            "--source-ip",
            "192.0.2.1",
            "--rcp",
            "missing.json",
        ],
    ];
    for args in rows {
        let run = run_in(&folder, args, b"");
        assert_eq!(run.status, 2, "{args:?}");
        assert!(
            run.stderr.contains("error[unreadable-path]"),
            "{args:?}: {}",
            run.stderr
        );
        assert!(
            run.stderr
                .contains("`missing.json` cannot be read: no such file"),
            "{args:?}: {}",
            run.stderr
        );
    }
    // A folder is no file.
    let run = run_in(&folder, &["decide", "."], b"");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("[unreadable-path]"), "{}", run.stderr);
}

#[test]
fn flags_that_cannot_be_used() {
    let root = ["decide", "--principal", "arn:aws:iam::111122223333:root"];
    let rows: [(&[&str], &str, &str); 7] = [
        (&[], "missing-network", "--source-ip"),
        (
            &["--source-ip", "192.0.2.1", "--vpc", "vpc-12345678"],
            "mixed-network",
            "alone",
        ),
        (
            &["--vpc-source-ip", "10.0.0.1"],
            "missing-network",
            "`--vpc`",
        ),
        (&["--source-ip", "192.0.2.256"], "invalid-ip", "--source-ip"),
        (&["--vpc", "vpc-1"], "invalid-vpc-id", "--vpc"),
        (
            &["--source-ip", "192.0.2.1", "--context", "aws:referer"],
            "missing-value",
            "`KEY=VALUE`",
        ),
        (
            &["--source-ip", "192.0.2.1", "--other-reading", "J3"],
            "fixed-assumption",
            "--other-reading",
        ),
    ];
    for (flags, code, said) in rows {
        let args: Vec<&str> = root.iter().chain(flags).copied().collect();
        let run = run(&args);
        assert_eq!(run.status, 2, "{flags:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{flags:?}");
        assert!(
            run.stderr.contains(&format!("error[{code}]")),
            "{flags:?}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(said), "{flags:?}: {}", run.stderr);
    }
    for args in [
        &["decide"][..],
        &["decide", "x.json", "--principal", "y"],
        &["decid"],
        &["check"],
        &["check", "x", "--kind", "y"],
    ] {
        assert_eq!(run(args).status, 2, "{args:?}");
    }
}

#[test]
fn warnings_alone_exit_with_0() {
    let policy = DENY.replace(r#""Version": "2012-10-17", "#, "").replace(
        r#""signin:*", "Resource""#,
        r#""signin:*", "Condition": {}, "Resource""#,
    );
    let run = run_in(
        Path::new("."),
        &["check", "-", "--kind", "resource-based"],
        policy.as_bytes(),
    );
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(
        run.stdout.contains("warning[empty-condition]"),
        "{}",
        run.stdout
    );
    let decided = decide(case(&format!(r#"{{ "resourceBased": {policy} }}"#)).as_bytes());
    assert_eq!(decided.status, 0, "{}", decided.stderr);
    assert!(decided.stderr.contains("1 warning"), "{}", decided.stderr);
}
