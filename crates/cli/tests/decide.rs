//! `vestibule decide`: flags and files, formats, standard input, the table.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use serde_json::Value;
use support::{DENY, case, case_with, corpus, folder, run, run_in};

/// phase by phase: A allowed, D denied, U unknown.
fn letters(decision: &Value) -> String {
    let phases = decision["phases"].as_array().unwrap();
    phases
        .iter()
        .map(|phase| phase["decision"].as_str().unwrap()[..1].to_uppercase())
        .collect()
}

/// Told in a file or by flags, in a table or as JSON: the warning is there.
#[test]
fn an_address_that_is_not_public_is_a_warning_everywhere() {
    let policy = folder("not-public").join("policy.json");
    std::fs::write(
        &policy,
        r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*",
             "Action": "signin:*", "Resource": "*",
             "Condition": { "NotIpAddress": { "aws:SourceIp": "10.0.0.0/8" } } }] }"#,
    )
    .unwrap();
    let flags = |ip: &'static str, format: &'static str| {
        run(&[
            "decide",
            "--resource-policy",
            policy.to_str().unwrap(),
            "--principal",
            "arn:aws:iam::111122223333:user/alice",
            "--source-ip",
            ip,
            "--format",
            format,
        ])
    };
    for format in ["table", "json"] {
        let told = flags("10.1.2.3", format);
        assert_eq!(told.status, 0, "{}", told.stderr);
        assert!(
            told.stderr.contains("warning[source-ip-not-public]"),
            "{}",
            told.stderr
        );
        assert!(told.stdout.contains("J37"), "{}", told.stdout);
        let public = flags("203.0.113.9", format);
        assert_eq!(public.stderr, "");
        assert!(!public.stdout.contains("J37"), "{}", public.stdout);
    }
    let decisions: Vec<Value> = serde_json::from_str(&flags("10.1.2.3", "json").stdout).unwrap();
    assert_eq!(decisions[0]["findings"][0]["path"], "network.sourceIp");
    assert_eq!(decisions[0]["outcome"], "allowed");
}

#[test]
fn the_golden_table_of_the_domain_reference() {
    // Rows: corporate IP user, break-glass; other IP user, break-glass; VPC 1 in
    // its Region user; in another Region user, break-glass; VPC 2 user,
    // break-glass. Columns: before and after authentication.
    let columns = [
        (
            "ex1-rcp-example-1",
            ["AA", "AA", "DD", "AA", "AA", "DD", "DD", "DD", "AA"],
        ),
        (
            "ex2-rbp-example-2",
            ["AA", "AA", "DD", "AA", "DD", "DD", "AA", "DD", "AA"],
        ),
        (
            "dp-data-perimeter-sample",
            ["AA", "AA", "DD", "AA", "AA", "DD", "DD", "DD", "AA"],
        ),
        (
            "sep-separate-statements",
            ["DD", "AA", "DD", "AA", "DD", "DD", "AA", "DD", "AA"],
        ),
        (
            "scp-deny-unless-break-glass",
            ["DD", "DA", "DD", "DA", "DD", "DD", "DA", "DD", "DA"],
        ),
    ];
    for (file, rows) in columns {
        let path = corpus().join("golden").join(file).with_extension("json");
        let run = run(&["decide", path.to_str().unwrap(), "--format", "json"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let decisions: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(decisions.len(), rows.len(), "{file}");
        for (decision, row) in decisions.iter().zip(rows) {
            let letters = letters(decision);
            assert_eq!(letters[..2], *row, "{file}: {}", decision["request"]);
            assert_eq!(
                letters[1..2],
                letters[2..],
                "{file}: {}",
                decision["request"]
            );
        }
    }
}

#[test]
fn flags_and_a_file_give_the_same_json() {
    let folder = folder("flags");
    std::fs::create_dir(folder.join("policies")).unwrap();
    let write =
        |name: &str, text: &str| std::fs::write(folder.join("policies").join(name), text).unwrap();
    let allow =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    write("rcp.json", DENY);
    write(
        "rbp.json",
        &format!(r#"{{ "signinResourceBasedPolicy": {DENY} }}"#),
    );
    write(
        "scp.json",
        &serde_json::json!({ "Policy": { "Content": allow } }).to_string(),
    );
    write("allow.json", allow);
    write(
        "endpoint.json",
        &allow.replace("\"Action\"", "\"Principal\":\"*\",\"Action\""),
    );
    let text = r#"{
      "vestibule": 1,
      "account": { "id": "111122223333", "organization": { "id": "o-a1b2c3d4e5", "managementAccount": true }, "consoleAuthorization": false },
      "assumptions": { "J6": false },
      "policies": {
        "resourceBased": "policies/rbp.json",
        "resourceControl": [{ "name": "perimeter", "attachedTo": "r-ab12", "document": "policies/rcp.json" }, { "document": "policies/rcp.json" }],
        "serviceControl": [{ "document": "policies/scp.json", "attachedTo": "ou-ab12-cdefghij" }],
        "identity": [{ "name": "admin", "document": "policies/allow.json" }],
        "permissionsBoundary": [{ "document": "policies/allow.json" }],
        "session": [{ "document": "policies/allow.json" }],
        "vpcEndpoint": [{ "endpoint": "vpce-0123456789abcdef0", "document": "policies/endpoint.json" }]
      },
      "requests": [{
        "principal": "arn:aws:iam::111122223333:user/alice",
        "entry": "login-remote",
        "network": { "vpc": "vpc-12345678", "endpoint": "vpce-0123456789abcdef0", "sourceIp": "10.0.1.2" },
        "region": "eu-west-1",
        "resource": "arn:aws:signin:eu-west-1:111122223333:oauth2/public-client/remote",
        "context": { "aws:MultiFactorAuthPresent": "true", "aws:TagKeys": ["a", "b"], "aws:referer": null, "aws:userid": "" }
      }]
    }"#;
    std::fs::write(folder.join("case.json"), text).unwrap();
    let flags = [
        "decide",
        "--account",
        "111122223333",
        "--organization-id",
        "o-a1b2c3d4e5",
        "--management-account",
        "--authorization",
        "off",
        "--other-reading",
        "J6",
        "--resource-policy",
        "policies/rbp.json",
        "--rcp",
        "perimeter=policies/rcp.json@r-ab12",
        "--rcp",
        "policies/rcp.json",
        "--scp",
        "policies/scp.json@ou-ab12-cdefghij",
        "--identity-policy",
        "admin=policies/allow.json",
        "--permissions-boundary",
        "policies/allow.json",
        "--session-policy",
        "policies/allow.json",
        "--vpc-endpoint-policy",
        "policies/endpoint.json@vpce-0123456789abcdef0",
        "--principal",
        "arn:aws:iam::111122223333:user/alice",
        "--entry",
        "login-remote",
        "--vpc",
        "vpc-12345678",
        "--vpc-endpoint",
        "vpce-0123456789abcdef0",
        "--vpc-source-ip",
        "10.0.1.2",
        "--region",
        "eu-west-1",
        "--resource",
        "arn:aws:signin:eu-west-1:111122223333:oauth2/public-client/remote",
        "--context",
        "aws:MultiFactorAuthPresent=true",
        "--context",
        "aws:TagKeys=a",
        "--context",
        "aws:TagKeys=b",
        "--context",
        "aws:referer?",
        "--context",
        "aws:userid=",
    ];
    for extra in [
        &["--format", "json"][..],
        &["--format", "json", "--explain"],
    ] {
        let by_flags = run_in(&folder, &[&flags, extra].concat(), b"");
        let by_file = run_in(&folder, &[&["decide", "case.json"], extra].concat(), b"");
        assert_eq!(by_flags.status, 0, "{}", by_flags.stderr);
        assert_eq!(by_flags.stdout, by_file.stdout);
        assert_eq!(by_flags.status, by_file.status);
    }
    // Paths are relative to the case file, wherever the command runs.
    let elsewhere = run_in(
        &corpus(),
        &[
            "decide",
            folder.join("case.json").to_str().unwrap(),
            "--format",
            "json",
        ],
        b"",
    );
    assert_eq!(elsewhere.status, 0, "{}", elsewhere.stderr);
}

#[test]
fn a_policy_may_come_on_standard_input() {
    let args = [
        "decide",
        "--principal",
        "arn:aws:iam::111122223333:root",
        "--source-ip",
        "192.0.2.1",
        "--rcp",
        "-",
        "--format",
        "json",
    ];
    let run = run_in(&corpus(), &args, DENY.as_bytes());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let decisions: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(letters(&decisions[0]), "DDD");
    assert_eq!(decisions[0]["phases"][0]["decidedBy"][0]["sid"], "Closed");
}

#[test]
fn without_identity_policies_aws_login_is_not_known() {
    let base = [
        "decide",
        "--principal",
        "arn:aws:iam::111122223333:user/alice",
        "--source-ip",
        "192.0.2.1",
        "--entry",
        "login-local",
        "--format",
        "json",
    ];
    let decided = |extra: &[&str]| {
        let run = run(&[&base, extra].concat());
        let decisions: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        letters(&decisions[0])
    };
    assert_eq!(decided(&[]), "AUU");
    assert_eq!(decided(&["--no-identity-policy"]), "ADD");
}

#[test]
fn the_table_is_as_expected() {
    let folder = folder("table");
    let text = case_with(
        r#"{ "resourceControl": [{ "name": "perimeter", "document": "rcp.json" }] }"#,
        r#"{ "name": "Alice at home", "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "198.51.100.7" } },
    { "principal": "arn:aws:iam::111122223333:role/BreakGlass", "entry": "login-local", "region": "eu-west-1",
      "network": { "vpc": "vpc-12345678", "endpoint": "vpce-12345678", "sourceIp": "10.0.1.2" },
      "phases": { "signin:CreateOAuth2Token": { "network": { "sourceIp": "203.0.113.5" } } } }"#,
    );
    std::fs::write(folder.join("case.json"), text).unwrap();
    std::fs::write(folder.join("rcp.json"), r#"{ "Version": "2012-10-17", "Statement": [
  { "Sid": "Before", "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*",
    "Condition": { "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" }, "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", "192.0.2.0/24"] } } },
  { "Effect": "Deny", "Principal": "*", "NotResource": "arn:aws:s3:::*", "Action": ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
    "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" }, "StringEquals": { "aws:PrincipalTag/team": "x" } } }
] }"#).unwrap();
    let run = run_in(&folder, &["decide", "case.json"], b"");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let expected = include_str!("expected/table.txt");
    assert_eq!(run.stdout, expected, "the table is\n{}", run.stdout);
    let run = run_in(&folder, &["decide", "case.json", "--explain"], b"");
    for line in include_str!("expected/explained.txt").lines() {
        assert!(
            run.stdout.lines().any(|found| found == line),
            "{line} is not in\n{}",
            run.stdout
        );
    }
    let args = ["decide", "case.json", "--explain", "--lang", "ja"];
    let run = run_in(&folder, &args, b"");
    let expected = include_str!("expected/explained.ja.txt");
    assert_eq!(run.stdout, expected, "in Japanese it is\n{}", run.stdout);
    // The JSON is the same in every language.
    let json = |lang| {
        run_in(
            &folder,
            &[
                "decide",
                "case.json",
                "--explain",
                "--format",
                "json",
                "--lang",
                lang,
            ],
            b"",
        )
    };
    assert_eq!(json("ja").stdout, json("en").stdout);
}

/// A policy without a name goes by its number among those of its layer, never by a path.
#[test]
fn policies_without_a_name_have_a_number() {
    let folder = folder("numbers");
    let rcp =
        format!(r#"{{ "resourceControl": [{{ "document": {DENY} }}, {{ "document": {DENY} }}] }}"#);
    std::fs::write(folder.join("case.json"), case(&rcp)).unwrap();
    for command in ["decide", "map", "lockout"] {
        let run = run_in(&folder, &[command, "case.json"], b"");
        let said: String = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!said.contains("resourceControl["), "{command}: {said}");
        assert!(said.contains("policy 1"), "{command}: {said}");
    }
    // The place of the contract is as it was.
    let run = run_in(&folder, &["decide", "case.json", "--format", "json"], b"");
    assert!(
        run.stdout.contains(r#""policy": "resourceControl[1]""#),
        "{}",
        run.stdout
    );
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    use std::process::{Command, Stdio};
    let path = corpus().join("golden/ex1-rcp-example-1.json");
    for args in [
        &["decide", path.to_str().unwrap(), "--explain"][..],
        &["schema"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule"))
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdout = None;
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn no_colour_where_nobody_looks() {
    let text = case(&format!(r#"{{ "resourceBased": {DENY} }}"#));
    let run = run_in(&corpus(), &["decide", "-"], text.as_bytes());
    assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
    assert!(
        run.stdout.contains("denied at signin:Authenticate"),
        "{}",
        run.stdout
    );
}

/// By flags as in a file, an ARN stands for the policy that AWS manages, and no file is read.
#[test]
fn an_arn_of_a_managed_policy_is_no_path() {
    let arn = "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess";
    let decided = |policy: &str| {
        run(&[
            "decide",
            "--identity-policy",
            policy,
            "--principal",
            "arn:aws:iam::111122223333:user/alice",
            "--source-ip",
            "203.0.113.9",
            "--entry",
            "login-local",
            "--format",
            "json",
        ])
    };
    let told = decided(arn);
    assert_eq!(told.status, 0, "{}", told.stderr);
    assert!(told.stderr.contains("version `v3`"), "{}", told.stderr);
    let decisions: Vec<Value> = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(letters(&decisions[0]), "AAA");
    let unknown = decided("arn:aws:iam::aws:policy/ReadOnlyAccess");
    assert_eq!(unknown.status, 2, "{}", unknown.stderr);
    assert!(
        unknown.stderr.contains("error[unknown-managed-policy]"),
        "{}",
        unknown.stderr
    );
    let path = decided("./arn:aws:iam::aws:policy/none.json");
    assert!(!path.stderr.contains("managed-policy"), "{}", path.stderr);
    assert_eq!(path.status, 2, "{}", path.stderr);
}
