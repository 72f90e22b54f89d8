//! `vestibule check --explain`, and `docs/rules.md`, which is what it prints of all rules.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::Value;
use support::run;

#[test]
fn the_document_has_all_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let printed = run(&["check", "--explain", "all"]);
    assert_eq!(printed.status, 0);
    let document = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        document == printed.stdout,
        "write docs/rules.md anew: vestibule check --explain all > docs/rules.md"
    );
}

#[test]
fn a_rule_is_found_by_code_and_by_number() {
    let by_code = run(&["check", "--explain", "private-source-ip"]);
    let by_number = run(&["check", "--explain", "vst012"]);
    assert_eq!(by_code.status, 0);
    assert_eq!(by_code.stdout, by_number.stdout);
    assert!(
        by_code.stdout.starts_with("## private-source-ip\n"),
        "{}",
        by_code.stdout
    );
    let json = run(&["check", "--explain", "VST012", "--format", "json"]);
    let rules: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(rules[0]["code"], "private-source-ip");
    assert_eq!(rules[0]["number"], "VST012");
    assert!(
        rules[0]["sources"][0]["address"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
}

#[test]
fn japanese_is_told_in_japanese() {
    let told = run(&["--lang", "ja", "check", "--explain", "VST012"]);
    assert!(
        told.stdout.contains("プライベートアドレス"),
        "{}",
        told.stdout
    );
}

#[test]
fn an_unknown_rule_is_an_error_that_names_the_nearest() {
    let run = run(&["check", "--explain", "privat-source-ip"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("did you mean `private-source-ip`?"),
        "{}",
        run.stderr
    );
}
