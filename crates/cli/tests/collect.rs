//! `vestibule collect`: the script has what the flags ask for, and `sh` reads it.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use serde_json::Value;
use support::run;

fn script(flags: &[&str]) -> String {
    let run = run(&[&["collect"], flags].concat());
    assert_eq!((run.status, &*run.stderr), (0, ""));
    run.stdout
}

#[test]
fn the_script_has_what_the_flags_ask_for() {
    let parts = [
        ("organizations list-accounts", &[][..], &["--account"][..]),
        ("sts assume-role", &["--role", "Audit"], &[]),
        ("role='team/Audit'", &["--role", "/team/Audit"], &[]),
        (
            "iam get-credential-report",
            &["--account", "--credential-report"],
            &["--account"],
        ),
        (
            "ec2 describe-regions",
            &[],
            &["--region", "eu-west-1", "--region", "us-east-1"],
        ),
        (
            "regions='eu-west-1 us-east-1'",
            &["--region", "eu-west-1", "--region", "us-east-1"],
            &[],
        ),
        ("vestibule diff", &["--since", "old"], &[]),
        ("since='old'", &["--since", "old/"], &[]),
        ("set -- ''", &[], &["--profile", "a"]),
        (
            "set -- 'a b' 'it'\\''s $x'",
            &["--profile", "a b", "--profile", "it's $x"],
            &[],
        ),
    ];
    for (part, with, without) in parts {
        assert!(script(with).contains(part), "{part}");
        assert!(!script(without).contains(part), "{part}");
    }
    for flags in [&[][..], &["--account"], &["--role", "Audit"]] {
        let script = script(flags);
        assert!(!script.contains("#["), "{script}");
        assert!(script.ends_with("fi\n") && script.lines().count() < 190);
    }
    assert_eq!(script(&[]), script(&["--organization"]));
}

#[cfg(unix)]
#[test]
fn a_shell_reads_the_script() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    for flags in [
        &[][..],
        &["--account", "--profile", "it's"],
        &["--role", "Audit", "--credential-report", "--since", "a b"],
    ] {
        let mut shell = Command::new("sh")
            .arg("-n")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = shell.stdin.take().unwrap();
        stdin.write_all(script(flags).as_bytes()).unwrap();
        drop(stdin);
        assert!(shell.wait().unwrap().success(), "{flags:?}");
    }
}

#[test]
fn the_policy_allows_the_calls_and_no_others() {
    let policy = |flags: &[&str]| -> Value {
        serde_json::from_str(&script(&[flags, &["--policy"]].concat())).unwrap()
    };
    let actions = |flags: &[&str]| -> Vec<String> {
        let policy = policy(flags);
        let statements = policy["Statement"].as_array().unwrap().iter();
        let actions = statements.flat_map(|one| one["Action"].as_array().unwrap().clone());
        actions
            .map(|action| action.as_str().unwrap().to_owned())
            .collect()
    };
    let own = [
        "ec2:DescribeVpcEndpoints",
        "iam:GetAccountAuthorizationDetails",
        "signin:GetConsoleAuthorizationConfiguration",
        "signin:GetResourcePolicy",
    ];
    assert_eq!(actions(&["--account", "--region", "us-east-1"]), own);
    let with_role = policy(&["--role", "team/Audit"]);
    let statements = with_role["Statement"].as_array().unwrap();
    let role = statements.last().unwrap();
    assert_eq!(role["Action"], serde_json::json!(["sts:AssumeRole"]));
    assert_eq!(role["Resource"], "arn:aws:iam::*:role/team/Audit");
    let report = actions(&["--account", "--credential-report"]);
    assert!(report.contains(&"iam:GenerateCredentialReport".to_owned()));
    assert!(!actions(&["--account"]).contains(&"iam:GenerateCredentialReport".to_owned()));
}

#[test]
fn what_a_shell_would_take_for_something_else_is_refused() {
    for flags in [
        &["--role", "x; rm -r /"][..],
        &["--role", "arn:aws:iam::111122223333:role/x"],
        &["--role", ""],
        &["--region", "us-east-1 $(x)"],
        &["--region", "x"],
        &["--profile", "a\nb"],
        &["--profile", "a\u{202e}b"],
        &["--profile", ""],
        &["--since", "-x"],
        &["--account", "--role", "x"],
        &["--account", "--organization"],
    ] {
        let run = run(&[&["collect"], flags].concat());
        assert_eq!(run.status, 2, "{flags:?}");
        assert!(run.stdout.is_empty());
    }
}
