//! `vestibule explain-denial`: what it takes, prints and exits with.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may unwrap

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{Run, folder, run_in, run_with};

const INVALID: &str = "Authentication failed Invalid request";

fn case() -> Value {
    json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceControl": [{ "name": "perimeter", "document": {
            "Version": "2012-10-17",
            "Statement": [{
                "Sid": "Office", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
                "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }
            }]
        } }] },
        "requests": [
            { "name": "at home", "principal": "arn:aws:iam::111122223333:user/robin", "network": { "sourceIp": "198.51.100.23" } },
            { "name": "in the office", "principal": "arn:aws:iam::111122223333:user/robin", "network": { "sourceIp": "203.0.113.9" } }
        ]
    })
}

fn event(address: &str) -> Value {
    json!({
        "eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin", "eventID": "1",
        "userIdentity": { "type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/robin", "accountId": "111122223333" },
        "awsRegion": "eu-west-1", "sourceIPAddress": address,
        "errorCode": "AccessDenied", "errorMessage": "Authorization denied because of a resource control policy",
        "responseElements": { "ConsoleLogin": "Failure" }
    })
}

fn here(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    std::fs::write(folder.join("case.json"), case().to_string()).unwrap();
    folder
}

fn explain(folder: &Path, more: &[&str], input: &str) -> Run {
    let args = [&["explain-denial"], more].concat();
    run_in(folder, &args, input.as_bytes())
}

#[test]
fn a_text_is_explained_in_words() {
    let folder = here("denial-text");
    let run = explain(&folder, &["--message", INVALID], "");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.stdout.lines().next(),
        Some("an RCP denied the sign-in before authentication")
    );
    for part in [
        "  an RCP at signin:Authenticate",
        "What the user can do",
        "What an administrator can do",
        "aws organizations list-policies-for-target",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    // From standard input and from a file it is the same.
    std::fs::write(folder.join("seen.txt"), INVALID).unwrap();
    for (file, input) in [("-", INVALID), ("seen.txt", "")] {
        assert_eq!(explain(&folder, &[file], input).stdout, run.stdout);
    }
}

#[test]
fn japanese_has_no_english_left() {
    let folder = here("denial-japanese");
    let args = ["explain-denial", "-", "--case", "case.json", "--lang", "ja"];
    let run = run_with(
        &folder,
        &args,
        event("198.51.100.23").to_string().as_bytes(),
        &[],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    // What AWS recorded is quoted as it stands.
    let recorded = "Authorization denied because of a resource control policy";
    assert!(run.stdout.contains(recorded), "{}", run.stdout);
    let ours = run.stdout.replace(recorded, "");
    for english in ["denied", "policy", "the ", "sign-in"] {
        assert!(!ours.contains(english), "{english}: {ours}");
    }
    assert!(run.stdout.contains("サインイン"), "{}", run.stdout);
}

#[test]
fn policies_that_do_not_agree_are_the_headline() {
    let folder = here("denial-differs");
    let args = ["-", "--case", "case.json"];
    let agrees = explain(&folder, &args, &event("198.51.100.23").to_string());
    assert_eq!(agrees.status, 0, "{}", agrees.stderr);
    assert!(agrees.stdout.contains("Office"), "{}", agrees.stdout);
    assert!(agrees.stdout.contains("198.51.100.23"), "{}", agrees.stdout);
    let differs = explain(&folder, &args, &event("203.0.113.9").to_string());
    assert_eq!(differs.status, 1, "{}", differs.stdout);
    let headline = differs.stdout.lines().next().unwrap();
    assert!(
        headline.starts_with("the policies let this sign-in in"),
        "{headline}"
    );
    let json = explain(
        &folder,
        &["-", "--case", "case.json", "--format", "json"],
        &event("203.0.113.9").to_string(),
    );
    let answer: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(answer["agreement"], "differs");
    assert_eq!(answer["summary"], headline);
}

#[test]
fn a_text_is_held_against_the_request_that_is_meant() {
    let folder = here("denial-request");
    let of = |more: &[&str]| {
        let args = [
            &[
                "--message",
                INVALID,
                "--case",
                "case.json",
                "--format",
                "json",
            ],
            more,
        ]
        .concat();
        let run = explain(&folder, &args, "");
        let answer: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
        (run.status, answer["agreement"].clone(), run.stderr)
    };
    assert_eq!(of(&["--request", "at home"]).1, "agrees");
    let (status, agreement, _) = of(&["--request", "in the office"]);
    assert_eq!((status, agreement), (1, "differs".into()));
    assert_eq!(of(&[]).1, "agrees");
    let (status, _, said) = of(&["--request", "in the garden"]);
    assert_eq!(status, 2);
    assert!(said.contains("`in the garden`"), "{said}");
}

#[test]
fn input_that_is_not_known_has_a_status_of_its_own() {
    let folder = here("denial-unknown");
    for text in [
        "",
        "no such text",
        "{}",
        "{\"a\": 1}",
        "[1, 2]",
        "\u{0}\u{1}",
    ] {
        for format in ["text", "json", "markdown"] {
            let run = explain(&folder, &["-", "--format", format], text);
            assert_eq!(run.status, 2, "{text:?} {}", run.stdout);
            assert!(!run.stdout.is_empty(), "{text:?}");
        }
    }
    let gzip = run_in(&folder, &["explain-denial", "-"], &[0x1f, 0x8b, 8, 0]);
    assert_eq!(gzip.status, 2);
    assert!(gzip.stdout.contains("gunzip"), "{}", gzip.stdout);
    assert_eq!(explain(&folder, &["nowhere.json"], "").status, 2);
    assert_eq!(explain(&folder, &[], "").status, 2);
    let both = explain(&folder, &["case.json", "--message", "x"], "");
    assert_eq!(both.status, 2);
    let broken = explain(&folder, &["--message", INVALID, "--case", "-"], "{");
    assert_eq!(broken.status, 2, "{}", broken.stdout);
}

/// What an event or a text holds commands no terminal and no runner.
#[test]
fn what_strangers_wrote_is_safe_to_show() {
    let folder = here("denial-hostile");
    let hostile = "x\u{1b}[2J\n::error::y\r##[error]z\u{202e}";
    let mut events = Vec::new();
    for place in [
        "eventName",
        "eventID",
        "eventTime",
        "awsRegion",
        "sourceIPAddress",
        "errorMessage",
        "errorCode",
    ] {
        let mut event = event("198.51.100.23");
        event[place] = hostile.into();
        events.push(event);
    }
    for place in ["arn", "userName", "accountId"] {
        let mut event = event("198.51.100.23");
        event["userIdentity"][place] = hostile.into();
        events.push(event);
    }
    for event in events {
        for format in ["text", "json", "markdown"] {
            let args = ["-", "--case", "case.json", "--format", format];
            let run = explain(&folder, &args, &event.to_string());
            for sign in ['\u{1b}', '\u{202e}', '\r'] {
                assert!(
                    !run.stdout.contains(sign),
                    "{format} {event}: {}",
                    run.stdout
                );
            }
            assert!(
                !run.stdout.contains("\n::error"),
                "{format} {event}: {}",
                run.stdout
            );
        }
    }
}

#[test]
fn the_answer_fits_its_schema() {
    let folder = here("denial-schema");
    let schema = run_in(&folder, &["schema", "explain-denial"], b"");
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let inputs = [
        INVALID.to_owned(),
        event("198.51.100.23").to_string(),
        event("10.1.2.3").to_string(),
        json!({ "requestContext": {}, "policies": [], "evaluations": [{ "action": "iam:PassRole", "resource": "*",
            "checks": [{ "checkType": "PRINCIPAL", "evaluatedEffect": "IMPLICIT_DENY" }] }] }).to_string(),
        "nothing".to_owned(),
    ];
    for input in inputs {
        let run = explain(
            &folder,
            &["-", "--case", "case.json", "--format", "json"],
            &input,
        );
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{input}: {errors:?}");
    }
}
