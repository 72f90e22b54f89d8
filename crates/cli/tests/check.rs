//! `vestibule check` and `vestibule test`: what they print and how they exit.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use serde_json::Value;
use support::{DENY, case_with, corpus, folder, run, run_in};

#[test]
fn a_finding_shows_its_line() {
    let folder = folder("excerpt");
    let policy = DENY.replace("\"Resource\": \"*\"", "\"Resource\": \"*\",\n    \"Condition\": { \"IpAddress\": { \"aws:SourceIp\": [\"203.0.113.0/33\"] } }");
    std::fs::write(folder.join("rcp.json"), policy).unwrap();
    let run = run_in(&folder, &["check", "rcp.json"], b"");
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, include_str!("expected/finding.txt"));
    assert_eq!(run.stderr, "");
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let folder = folder("long_line");
    let values = (0..200)
        .map(|n| format!("\"192.0.2.{n}\""))
        .collect::<Vec<_>>()
        .join(",");
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{"NotIpAddress":{{"aws:SourceIp":[{values},"é😀",{values}]}}}}}}]}}"#
    );
    std::fs::write(folder.join("rcp.json"), &policy).unwrap();
    let run = run_in(&folder, &["check", "rcp.json"], b"");
    let lines: Vec<&str> = run.stdout.lines().collect();
    let shown = lines
        .iter()
        .position(|line| line.contains("é😀") && line.starts_with('1'))
        .unwrap();
    assert!(lines[shown].chars().count() < 140, "{}", run.stdout);
    let column = policy.split("\"é😀\"").next().unwrap().chars().count() + 1;
    assert!(
        run.stdout.contains(&format!("rcp.json:1:{column}\n")),
        "{}",
        run.stdout
    );
    let caret = lines[shown + 1].find('^').unwrap();
    let place = lines[shown].chars().position(|c| c == 'é').unwrap() - 1;
    assert_eq!(lines[shown + 1][..caret].chars().count(), place);
}

#[test]
fn kinds_are_guessed_aloud() {
    let folder = folder("kinds");
    let elsewhere = DENY.replace("signin:*", "s3:GetObject");
    std::fs::write(folder.join("a.json"), elsewhere).unwrap();
    let guessed = run_in(&folder, &["check", "a.json"], b"");
    assert_eq!(guessed.status, 0);
    assert!(
        guessed.stdout.starts_with("a.json: rcp policy (guessed: "),
        "{}",
        guessed.stdout
    );
    let told = run_in(
        &folder,
        &["check", "a.json", "--kind", "resource-based"],
        b"",
    );
    assert_eq!(told.stdout, "a.json: resource-based policy, no findings\n");
    let json = run_in(&folder, &["check", "a.json", "--format", "json"], b"");
    let files: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(files[0]["kind"], "rcp");
    assert!(files[0]["guessed"].is_string());
    assert_eq!(files[0]["findings"], serde_json::json!([]));
}

#[test]
fn several_files_are_all_checked() {
    let folder = folder("several");
    std::fs::write(folder.join("good.json"), DENY).unwrap();
    std::fs::write(folder.join("bad.json"), "{").unwrap();
    let run = run_in(
        &folder,
        &[
            "check",
            "good.json",
            "missing.json",
            "bad.json",
            "--format",
            "json",
        ],
        b"",
    );
    assert_eq!(run.status, 2);
    let files: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(files[1]["findings"][0]["code"], "unreadable-path");
    assert_eq!(files[2]["findings"][0]["severity"], "error");
    let run = run_in(&folder, &["check", "good.json", "bad.json"], b"");
    assert_eq!(run.status, 1);
}

#[test]
fn unmet_expectations_are_told() {
    let folder = folder("unmet");
    let alice = r#""principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "198.51.100.7" }"#;
    let requests = format!(
        r#"{{ "name": "as it is", {alice}, "expect": {{ "outcome": "denied" }} }},
           {{ "name": "as it is not", {alice}, "expect": {{ "outcome": "allowed", "at": "signin:CreateOAuth2Token", "assumptions": ["J9"],
              "phases": {{ "signin:Authenticate": "allowed", "signin:CreateOAuth2Token": {{ "decidedBy": ["resourceBased[1]"], "reason": "implicitDeny", "protected": false }} }} }} }},
           {{ "name": "nothing", {alice} }}"#
    );
    let text = case_with(&format!(r#"{{ "resourceBased": {DENY} }}"#), &requests);
    std::fs::write(folder.join("case.json"), text).unwrap();
    let run = run_in(&folder, &["test", "case.json"], b"");
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, include_str!("expected/unmet.txt"));
}

#[test]
fn folders_are_walked_and_unusable_files_are_named() {
    let folder = folder("walk");
    std::fs::create_dir(folder.join("deep")).unwrap();
    let good = r#"{ "vestibule": 1, "policies": {}, "requests": [{ "principal": "arn:aws:iam::111122223333:root", "network": { "sourceIp": "192.0.2.1" }, "expect": { "outcome": "allowed" } }] }"#;
    std::fs::write(folder.join("deep/good.json"), good).unwrap();
    std::fs::write(folder.join("notes.txt"), "no case").unwrap();
    let run = run_in(&folder, &["test", "."], b"");
    assert_eq!(
        (run.status, &*run.stdout),
        (0, "1 passed in 1 file\n"),
        "{}",
        run.stderr
    );
    std::fs::write(folder.join("bad.json"), good.replace("root", "rot")).unwrap();
    let run = run_in(&folder, &["test", "."], b"");
    assert_eq!(
        (run.status, &*run.stdout),
        (2, "1 passed, 1 unusable in 2 files\n")
    );
    assert!(
        run.stderr.contains("error[invalid-principal]"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("bad.json:1:"), "{}", run.stderr);
    let run = run_in(&folder, &["test", "-"], good.as_bytes());
    assert_eq!((run.status, &*run.stdout), (0, "1 passed in 1 file\n"));
}

#[test]
fn refused_policies_are_tested_on_purpose() {
    let policy = DENY.replace("\"Deny\"", "\"deny\"");
    let request = r#"{ "principal": "arn:aws:iam::111122223333:root", "network": { "sourceIp": "192.0.2.1" },
        "expect": { "outcome": "unknown", "phases": { "signin:Authenticate": { "reason": "unevaluableStatement" } } } }"#;
    let text = case_with(&format!(r#"{{ "resourceBased": {policy} }}"#), request);
    let run = run_in(&corpus(), &["test", "-"], text.as_bytes());
    assert_eq!(
        (run.status, &*run.stdout, &*run.stderr),
        (0, "1 passed in 1 file\n", "")
    );
}

#[test]
fn schemas_are_json_schemas_and_completions_complete() {
    for args in [
        &["schema"][..],
        &["schema", "case"],
        &["schema", "decision"],
        &["schema", "finding"],
        &["schema", "config"],
        &["schema", "report"],
        &["schema", "map"],
        &["schema", "lockout"],
        &["schema", "facts"],
    ] {
        let run = run(args);
        assert_eq!(run.status, 0);
        let schema: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert!(schema["properties"].is_object());
    }
    for shell in ["bash", "zsh", "fish"] {
        let run = run(&["completions", shell]);
        assert_eq!(run.status, 0);
        assert!(run.stdout.contains("vestibule"));
    }
}
