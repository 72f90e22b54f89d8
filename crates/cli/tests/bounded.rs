//! A small input has a bounded amount to say, and what is left out is counted.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{Run, run_in};
use vestibule_syntax::limits::{EXPLAINED_BYTES, LISTED_BYTES};

/// A case of `statements` and `requests`, which are told by their numbers.
fn case(
    statements: usize,
    statement: impl Fn(usize) -> Value,
    requests: usize,
    request: impl Fn(usize) -> Value,
) -> Vec<u8> {
    let with = |mut value: Value, more: Value| {
        let members = more.as_object().unwrap().clone();
        value.as_object_mut().unwrap().extend(members);
        value
    };
    let deny = json!({ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*" });
    let alice = json!({ "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "198.51.100.7" } });
    let statements: Vec<Value> = (0..statements)
        .map(|n| with(deny.clone(), statement(n)))
        .collect();
    let requests: Vec<Value> = (0..requests)
        .map(|n| with(alice.clone(), request(n)))
        .collect();
    let policy = json!({ "Version": "2012-10-17", "Statement": statements });
    let case =
        json!({ "vestibule": 1, "policies": { "resourceBased": policy }, "requests": requests });
    case.to_string().into_bytes()
}

fn nothing(_: usize) -> Value {
    json!({})
}

fn decide(case: &[u8], args: &[&str]) -> Run {
    let run = run_in(Path::new("."), &[&["decide", "-"], args].concat(), case);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run
}

#[test]
fn a_sentence_names_some_statements_and_counts_the_others() {
    let case = case(1_101, nothing, 1, nothing);
    let run = decide(&case, &[]);
    let table = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(run.stdout.len() < 100_000, "{}", run.stdout.len());
    assert!(table.contains("1,001 more"), "{table}");
    // In JSON all of them stand.
    let run = decide(&case, &["--format", "json"]);
    let decisions: Value = serde_json::from_str(&run.stdout).unwrap();
    let phase = &decisions[0]["phases"][0];
    assert_eq!(phase["decidedBy"].as_array().unwrap().len(), 1_101);
    assert_eq!(phase.get("leftOut"), None);
}

#[test]
fn keys_that_are_taken_to_be_absent_are_counted() {
    let test = |n: usize| json!({ "Condition": { "StringEquals": { format!("aws:PrincipalTag/t{n}"): "a" } } });
    let run = decide(&case(300, test, 1, nothing), &[]);
    let line = run
        .stdout
        .lines()
        .find(|line| line.starts_with("taken to be absent"))
        .unwrap();
    assert_eq!(line.matches("aws:PrincipalTag/").count(), 100, "{line}");
    assert!(line.ends_with(" and 200 more"), "{line}");
}

#[test]
fn organizations_as_large_as_can_be_are_explained_whole() {
    // Five RCPs at each of six levels, each 5,120 characters of the shortest statements.
    let run = decide(
        &case(30 * 81, nothing, 1, nothing),
        &["--explain", "--format", "json"],
    );
    let decisions: Value = serde_json::from_str(&run.stdout).unwrap();
    for phase in decisions[0]["phases"].as_array().unwrap() {
        assert_eq!(phase["statements"].as_array().unwrap().len(), 30 * 81);
        assert_eq!(phase.get("leftOut"), None);
    }
}

#[test]
fn explanations_end_and_say_how_many_statements_they_leave_out() {
    let test = |n: usize| json!({ "Condition": { "StringEquals": { "aws:userid": [format!("a{n}"), "b"] } } });
    let case = case(4_000, test, 12, nothing);
    let run = decide(&case, &["--explain", "--format", "json"]);
    assert!(
        run.stdout.len() < 2 * EXPLAINED_BYTES,
        "{}",
        run.stdout.len()
    );
    let decisions: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(decisions.len(), 12);
    assert_eq!(decisions[0]["phases"][0].get("leftOut"), None);
    let mut left_out = 0;
    for decision in &decisions {
        for phase in decision["phases"].as_array().unwrap() {
            let told = phase["statements"].as_array().unwrap().len();
            let more = phase["leftOut"]["statements"].as_u64().unwrap_or(0);
            assert_eq!(told as u64 + more, 4_000);
            left_out += more;
            let last = phase["explanation"].as_array().unwrap().last().unwrap()["text"]
                .as_str()
                .unwrap();
            assert_eq!(last.contains("left out"), more > 0, "{last}");
        }
    }
    assert!(left_out > 0);
    let run = decide(&case, &["--explain"]);
    assert!(
        run.stdout
            .contains("and 4,000 more statements, left out as there is too much to explain")
    );
}

#[test]
fn lists_end_and_decisions_stay() {
    let run = decide(&case(9_000, nothing, 40, nothing), &["--format", "json"]);
    assert!(run.stdout.len() < 2 * LISTED_BYTES, "{}", run.stdout.len());
    let decisions: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    let of_last = &decisions[39]["phases"][2];
    assert_eq!(of_last["decision"], "denied");
    assert_eq!(of_last["decidedBy"].as_array().unwrap().len(), 3);
    assert_eq!(of_last["leftOut"]["decidedBy"], 8_997);
}

#[test]
fn a_long_text_is_not_repeated_for_every_test() {
    let test =
        |n: usize| json!({ "Condition": { "StringLike": { "aws:userid": format!("v{n}") } } });
    let value = |_| json!({ "context": { "aws:userid": "x".repeat(100_000) } });
    let run = decide(
        &case(500, test, 1, value),
        &["--explain", "--format", "json"],
    );
    let decisions: Value = serde_json::from_str(&run.stdout).unwrap();
    let phase = &decisions[0]["phases"][1];
    let value = phase["statements"][0]["tests"][0]["value"]
        .as_str()
        .unwrap();
    assert!(value.ends_with("x… and 89,760 more characters"));
    assert!(phase["leftOut"]["characters"].as_u64().unwrap() > 500 * 89_760);
}

#[test]
fn of_many_failed_requests_some_are_written_out_and_all_are_counted() {
    let expect = |n: usize| {
        let expected = if n < 250 { n % 2 * 400 } else { 0 };
        let by: Vec<String> = (0..expected).map(|n| n.to_string()).collect();
        json!({ "expect": { "phases": { "signin:Authenticate": { "decidedBy": by } } } })
    };
    let case = case(300, nothing, 1_250, expect);
    let run = run_in(Path::new("."), &["test", "-"], &case);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(run.stdout.matches("failed requests[").count(), 100);
    assert!(
        run.stdout.contains("\nand 1,150 more that failed\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("\n0 passed, 1250 failed in 1 file\n"));
    assert!(run.stdout.contains(" and 200 more`\n"), "{}", run.stdout);
}

#[test]
fn a_list_that_is_not_all_told_is_never_the_expected_one() {
    // The last request expects just what is left of its list when no room is left.
    let expect = |n: usize| {
        let by = ["resourceBased[0]", "resourceBased[1]", "resourceBased[2]"];
        if n == 39 {
            json!({ "expect": { "phases": { "signin:CreateOAuth2Token": { "decidedBy": by } } } })
        } else {
            json!({})
        }
    };
    let run = run_in(
        Path::new("."),
        &["test", "-"],
        &case(9_000, nothing, 40, expect),
    );
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    assert!(
        run.stdout.contains("resourceBased[2] and 8,997 more`"),
        "{}",
        run.stdout
    );
}
