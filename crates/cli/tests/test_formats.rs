//! `vestibule test` for CI: its formats as their readers have them, what is tested of what there
//! is, and why something is not as expected.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, folder, run_in, sarif_schema};

/// A case of an office: a sign-in that is as expected, one that is not, one without an
/// expectation, and a guarantee that fails.
fn office() -> Value {
    let alice = "arn:aws:iam::111122223333:user/Alice";
    let from = |name: &str, address: &str| json!({ "name": name, "principal": alice, "network": { "sourceIp": address } });
    let mut requests = vec![
        from("Alice in the office", "203.0.113.7"),
        from("Alice at home", "198.51.100.7"),
        from("Alice, whatever comes of it", "198.51.100.8"),
    ];
    requests[0]["expect"] = json!({ "outcome": "allowed" });
    requests[1]["expect"] = json!({ "outcome": "allowed" });
    json!({
        "vestibule": 1,
        "policies": { "resourceBased": {
            "Version": "2012-10-17",
            "Statement": [{
                "Sid": "Office",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "signin:*",
                "Resource": "*",
                "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }
            }]
        } },
        "guarantees": [{
            "name": "Alice gets in # from \\ anywhere",
            "principals": [alice],
            "from": "anywhere",
            "outcome": "allowed"
        }],
        "requests": requests
    })
}

fn suite(name: &str) -> PathBuf {
    let folder = folder(name);
    let write = |file: &str, text: &str| std::fs::write(folder.join(file), text).unwrap();
    let office = serde_json::to_string_pretty(&office()).unwrap();
    write("office.json", &office);
    write("broken.json", "{ \"vestibule\": 1, \"policies\": ");
    folder
}

fn test(folder: &Path, args: &[&str]) -> Run {
    run_in(folder, &[&["test"], args].concat(), b"")
}

/// The line of the case file, from 1 on, on which the expectation of the sign-in at home stands.
fn line_at_home(folder: &Path) -> usize {
    let text = std::fs::read_to_string(folder.join("office.json")).unwrap();
    let lines = text.lines().enumerate();
    let expects = lines.filter(|(_, line)| line.contains("\"expect\""));
    expects.map(|(index, _)| index + 1).nth(1).unwrap()
}

#[test]
fn what_is_not_as_expected_says_why_and_what_would_be() {
    let folder = suite("test-why");
    let run = test(&folder, &["office.json"]);
    assert_eq!(run.status, 1, "{run:?}");
    for told in [
        "failed Alice at home",
        "outcome: expected `allowed` and found `denied`",
        "denied at signin:Authenticate by statement Office of the resource-based policy (line ",
        "the nearest sign-in that is as expected: from 203.0.113.7",
        "1 passed, 2 failed, 1 without an expectation in 1 file",
    ] {
        assert!(run.stdout.contains(told), "no {told:?} in\n{}", run.stdout);
    }
    let run = test(&folder, &["office.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let requests = &report["files"][0]["requests"];
    assert_eq!(requests[0].get("unmet"), None);
    let unmet = &requests[1]["unmet"];
    assert_eq!(unmet["finding"]["code"], "unmet-expectation");
    let line = unmet["finding"]["range"]["start"]["line"].as_u64().unwrap();
    assert_eq!(usize::try_from(line).unwrap() + 1, line_at_home(&folder));
    assert_eq!(unmet["decidedBy"][0]["sid"], "Office");
    assert_eq!(
        unmet["nearest"]["request"]["network"]["sourceIp"],
        "203.0.113.7"
    );
}

#[test]
fn the_nearest_sign_in_is_decided_as_expected() {
    let folder = suite("test-nearest");
    let run = test(&folder, &["office.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut case = office();
    let nearest = &report["files"][0]["requests"][1]["unmet"]["nearest"]["request"];
    let mut nearest = nearest.clone();
    nearest["expect"] = json!({ "outcome": "allowed" });
    case["requests"] = json!([nearest]);
    case["guarantees"] = json!([]);
    let run = run_in(&folder, &["test", "-"], case.to_string().as_bytes());
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn junit_has_a_suite_for_each_file() {
    let folder = suite("test-junit");
    let run = test(
        &folder,
        &["office.json", "broken.json", "--format", "junit"],
    );
    assert_eq!(run.status, 2, "{run:?}");
    let report: quick_junit::Report =
        quick_junit::Report::deserialize_from_str(&run.stdout).unwrap();
    let counts: Vec<_> = report
        .test_suites
        .iter()
        .map(|suite| {
            (
                suite.name.to_string(),
                suite.tests,
                suite.failures,
                suite.errors,
            )
        })
        .collect();
    assert_eq!(
        counts,
        [
            ("office.json".to_owned(), 4, 2, 0),
            ("broken.json".to_owned(), 2, 0, 2),
        ]
    );
    let at = format!("office.json:{}", line_at_home(&folder));
    assert!(run.stdout.contains(&at), "no {at} in\n{}", run.stdout);
}

#[test]
fn tap_has_a_point_for_each_request_and_guarantee() {
    let folder = suite("test-tap");
    let run = test(&folder, &["office.json", "broken.json", "--format", "tap"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[..2], ["TAP version 14", "1..6"]);
    let points = lines
        .iter()
        .filter(|line| line.starts_with("ok ") || line.starts_with("not ok "));
    let points: Vec<&str> = points.copied().collect();
    assert_eq!(
        points[..4],
        [
            "ok 1 - office.json: Alice in the office",
            "not ok 2 - office.json: Alice at home",
            "ok 3 - office.json: Alice, whatever comes of it # SKIP nothing is expected",
            "not ok 4 - office.json: Alice gets in \\# from \\\\ anywhere",
        ]
    );
    assert!(
        points[4].starts_with("not ok 5 - broken.json: "),
        "{points:?}"
    );
    // Each block of YAML is between its marks and indented.
    let mut is_inside = false;
    for line in &lines[2..] {
        match *line {
            "  ---" => is_inside = true,
            "  ..." => is_inside = false,
            line => assert_eq!(is_inside, line.starts_with("  "), "{line}"),
        }
    }
    assert!(!is_inside);
}

#[test]
fn sarif_and_annotations_stand_at_the_expectation() {
    let folder = suite("test-sarif");
    let run = test(
        &folder,
        &["office.json", "broken.json", "--format", "sarif"],
    );
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let schema = sarif_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors = validator.iter_errors(&log).map(|error| error.to_string());
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let codes: Vec<&str> = results
        .iter()
        .map(|one| one["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["unmet-expectation", "unmet-guarantee"]);
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], line_at_home(&folder));
    assert_eq!(
        log["runs"][0]["invocations"][0]["executionSuccessful"],
        false
    );

    let run = test(&folder, &["office.json", "--format", "github"]);
    let first = run.stdout.lines().next().unwrap();
    let begin = format!("::error file=office.json,line={}", line_at_home(&folder));
    assert!(first.starts_with(&begin), "{first}");
}

#[test]
fn reports_are_written_beside_what_is_printed() {
    let folder = suite("test-reports");
    let args = [
        "office.json",
        "--report",
        "junit=out.xml",
        "--report",
        "markdown=summary.md",
    ];
    let run = test(&folder, &args);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stdout.contains("1 passed, 2 failed"), "{run:?}");
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    assert!(read("out.xml").starts_with("<?xml"));
    let summary = read("summary.md");
    for told in [
        "**Sign-ins are not as expected**",
        "- failed `Alice at home` (`office.json:",
        "1 passed, 2 failed",
    ] {
        assert!(summary.contains(told), "no {told:?} in\n{summary}");
    }
    let run = test(&folder, &["office.json", "--report", "junit=none/out.xml"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("report-not-written"), "{run:?}");
    for (wrong, told) in [
        ("xunit=out.xml", "formats are pretty, json"),
        ("junit", "write the file"),
    ] {
        let run = test(&folder, &["office.json", "--report", wrong]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains(told), "{run:?}");
    }
}

#[test]
fn a_filter_takes_files_requests_and_guarantees_by_name() {
    let folder = suite("test-filter");
    let counts = |args: &[&str]| {
        let args = [&["office.json", "--format", "json"], args].concat();
        let run = test(&folder, &args);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let of = |member: &str| report[member].as_u64().unwrap();
        (of("passed"), of("failed"), of("skipped"), run.status)
    };
    assert_eq!(counts(&["--filter", "in the office"]), (1, 0, 0, 0));
    assert_eq!(counts(&["--filter", "anywhere"]), (0, 1, 0, 1));
    assert_eq!(counts(&["--filter", "office.json"]), (1, 2, 1, 1));
    let both = ["--filter", "in the office", "--filter", "whatever"];
    assert_eq!(counts(&both), (1, 0, 1, 0));
    // Nothing that is tested is no success.
    assert_eq!(counts(&["--filter", "Bob"]), (0, 0, 0, 2));
}

#[test]
fn the_first_failure_ends_it_where_that_is_asked_for() {
    let folder = suite("test-fail-fast");
    let run = test(&folder, &["office.json", "broken.json", "--fail-fast"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(!run.stderr.contains("broken.json"), "{run:?}");
    let run = test(&folder, &["office.json", "broken.json"]);
    assert_eq!(run.status, 2, "{run:?}");
}
