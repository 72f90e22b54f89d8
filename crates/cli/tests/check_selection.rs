//! What `vestibule check` reports: by flags, by a configuration, by suppressions, of case files
//! and of folders.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{DENY, Run, folder, run_in};

/// Statements of an RCP with an error and a warning in the first one.
fn policy() -> Value {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Sid": "Office", "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*",
          "Condition": { "NotIpAddress": { "aws:SourceIp": "10.0.0.0/8" } } },
        { "Sid": "Home", "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*",
          "Condition": { "NotIpAddress": { "aws:SourceIp": "192.168.0.0/16" } } }
    ] })
}

fn write(folder: &Path, name: &str, value: &Value) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, serde_json::to_string_pretty(value).unwrap()).unwrap();
}

fn check(folder: &Path, args: &[&str]) -> Run {
    run_in(folder, &[&["check"], args].concat(), b"")
}

/// What `check --format json` says of each file.
fn files(folder: &Path, args: &[&str]) -> Vec<Value> {
    let run = check(folder, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr))
}

/// The codes of a list of findings.
fn codes(findings: &Value) -> Vec<&str> {
    let all = findings.as_array().map_or(&[][..], Vec::as_slice).iter();
    all.map(|one| one["code"].as_str().unwrap()).collect()
}

fn with_policy(name: &str) -> PathBuf {
    let folder = folder(name);
    write(&folder, "rcp.json", &policy());
    folder
}

#[test]
fn severities_select_and_fail() {
    let folder = with_policy("severity");
    let all = &files(&folder, &["rcp.json"])[0];
    let shown = &files(&folder, &["rcp.json", "--severity", "error"])[0];
    let shown_codes = codes(&shown["findings"]);
    assert_eq!(shown_codes, ["private-source-ip", "private-source-ip"]);
    let count = codes(&all["findings"]).len();
    assert_eq!(shown["notReported"], count - 2);
    let warnings = ["rcp.json", "--ignore", "VST012"];
    assert_eq!(check(&folder, &warnings).status, 0);
    let fails = [&warnings[..], &["--fail-on", "warning"]].concat();
    assert_eq!(check(&folder, &fails).status, 1);
    // What is not reported does not count.
    let hidden = [&fails[..], &["--severity", "error"]].concat();
    let run = check(&folder, &hidden);
    assert_eq!(run.status, 0);
    assert!(
        run.stdout
            .contains(&format!(", no findings, {count} not reported\n")),
        "{}",
        run.stdout
    );
    assert_eq!(
        check(&folder, &["rcp.json", "--severity", "grave"]).status,
        2
    );
}

#[test]
fn rules_are_selected_by_code_and_number() {
    let folder = with_policy("select");
    for name in ["private-source-ip", "vst012", "unknown-key,VST012"] {
        let found = &files(&folder, &["rcp.json", "--select", name])[0];
        assert_eq!(
            codes(&found["findings"]),
            ["private-source-ip", "private-source-ip"],
            "{name}"
        );
        let others = &files(&folder, &["rcp.json", "--ignore", name])[0];
        assert!(!codes(&others["findings"]).contains(&"private-source-ip"));
    }
    for flag in ["--select", "--ignore"] {
        let run = check(&folder, &["rcp.json", flag, "VST012,privat-source-ip"]);
        assert_eq!((run.status, &*run.stdout), (2, ""));
        assert!(
            run.stderr.contains("did you mean `private-source-ip`?"),
            "{}",
            run.stderr
        );
    }
    // A rule that asks the analysis.
    assert_ne!(
        check(&folder, &["rcp.json", "--ignore", "locked-out"]).status,
        2
    );
}

#[test]
fn what_was_not_looked_at_is_said_whatever_is_selected() {
    let folder = folder("unread-selected");
    std::fs::write(folder.join("no.json"), "no policy at all").unwrap();
    std::fs::write(
        folder.join("part.json"),
        DENY.replace("\"Effect\"", "\"Efect\""),
    )
    .unwrap();
    let select = ["--select", "VST012", "--severity", "error"];
    let run = check(&folder, &[&["no.json"], &select[..]].concat());
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("the file holds no JSON"),
        "{}",
        run.stdout
    );
    let run = check(&folder, &[&["part.json"], &select[..]].concat());
    assert!(
        run.stdout.contains("not all of it could be read"),
        "{}",
        run.stdout
    );
    assert_eq!(files(&folder, &["part.json"])[0]["complete"], false);
}

#[test]
fn a_configuration_is_found_up_to_the_root_of_the_repository() {
    // Not in the folder for tests, which is in a repository itself.
    let folder = std::env::temp_dir().join(format!("vestibule-config-{}", std::process::id()));
    let inner = folder.join("repository/policies/deep");
    std::fs::create_dir_all(&inner).unwrap();
    write(&inner, "rcp.json", &policy());
    let found = |expected: usize| {
        let found = &files(&inner, &["rcp.json"])[0];
        let all = codes(&found["findings"]);
        assert_eq!(
            all.iter()
                .filter(|code| **code == "private-source-ip")
                .count(),
            expected,
            "{all:?}"
        );
    };
    write(
        &folder,
        "repository/vestibule.json",
        &json!({ "ignore": ["private-source-ip"] }),
    );
    // Outside of a repository nothing above is read.
    found(2);
    std::fs::create_dir(folder.join("repository/.git")).unwrap();
    found(0);
    write(
        &folder,
        "repository/policies/.vestibule.json",
        &json!({ "$schema": "x", "select": ["VST012"] }),
    );
    found(2);
    // Nothing above the root is read.
    std::fs::create_dir(inner.join(".git")).unwrap();
    std::fs::remove_file(folder.join("repository/policies/.vestibule.json")).unwrap();
    found(2);
    let told = ["rcp.json", "--config", "../../vestibule.json"];
    assert!(!codes(&files(&inner, &told)[0]["findings"]).contains(&"private-source-ip"));
    std::fs::remove_dir(inner.join(".git")).unwrap();
    let without = ["rcp.json", "--no-config"];
    assert!(codes(&files(&inner, &without)[0]["findings"]).contains(&"private-source-ip"));
    // Flags are stronger, and what is ignored adds up.
    write(
        &inner,
        "vestibule.json",
        &json!({ "severity": "error", "failOn": "info", "select": ["unknown-key"] }),
    );
    let flags = [
        "rcp.json",
        "--severity",
        "info",
        "--select",
        "denies-vpc-endpoints",
        "--fail-on",
        "error",
    ];
    let run = check(&inner, &flags);
    assert_eq!(run.status, 0);
    assert!(
        run.stdout.contains("[denies-vpc-endpoints]"),
        "{}",
        run.stdout
    );
    std::fs::copy(inner.join("vestibule.json"), inner.join(".vestibule.json")).unwrap();
    let run = check(&inner, &["rcp.json"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("[two-configurations]"),
        "{}",
        run.stderr
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_wrong_configuration_is_refused() {
    let folder = with_policy("config-wrong");
    for (text, said) in [
        (r#"{ "selct": [] }"#, "did you mean `select`?"),
        (
            r#"{ "ignore": ["privat-source-ip"] }"#,
            "did you mean `private-source-ip`?",
        ),
        (r#"{ "severity": "grave" }"#, "grave"),
        (
            r#"{ "suppressions": [{ "file": "rcp.json", "rule": "VST012", "reason": " " }] }"#,
            "a suppression has no reason",
        ),
        (
            r#"{ "suppressions": [{ "file": "rcp.json", "rule": "VST012" }] }"#,
            "`reason`",
        ),
        (
            r#"{ "suppressions": [{ "file": "rcp.json", "rule": "VST012", "reason": "x", "expires": "soon" }] }"#,
            "`soon` is not a day",
        ),
        ("[", "json-"),
    ] {
        std::fs::write(folder.join("vestibule.json"), text).unwrap();
        let run = check(&folder, &["rcp.json"]);
        assert_eq!((run.status, &*run.stdout), (2, ""), "{text}");
        assert!(run.stderr.contains(said), "{text}: {}", run.stderr);
    }
}

#[test]
fn a_configuration_suppresses_in_files() {
    let folder = with_policy("config-suppresses");
    write(&folder, "old/rcp.json", &policy());
    let suppression = |file: &str, rule: &str| json!({ "file": file, "rule": rule, "statement": 0, "reason": "known" });
    write(
        &folder,
        "vestibule.json",
        &json!({ "suppressions": [
        suppression("old/*", "VST012"), suppression("rcp.json", "unknown-key")
    ] }),
    );
    let found = files(&folder, &["rcp.json", "old/rcp.json"]);
    assert_eq!(found[0].get("suppressed"), None);
    assert_eq!(codes(&found[1]["suppressed"]), ["private-source-ip"]);
    let by = json!({ "place": "configuration", "reason": "known" });
    assert_eq!(found[1]["suppressed"][0]["suppressed"], by);
    assert_eq!(
        codes(&found[1]["findings"])
            .iter()
            .filter(|code| **code == "private-source-ip")
            .count(),
        1
    );
    // The other one is not needed.
    assert_eq!(
        (found[2]["file"].as_str(), found[2]["kind"].as_str()),
        (Some("vestibule.json"), Some("configuration"))
    );
    assert_eq!(codes(&found[2]["findings"]), ["unused-suppression"]);
    assert_eq!(found[2]["findings"][0]["path"], "suppressions[1]");
}

fn case(suppressions: &Value) -> Value {
    json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceControl": [
            { "name": "inline", "document": policy() },
            { "name": "named", "document": "policies/rcp.json" }
        ] },
        "suppressions": suppressions,
        "requests": []
    })
}

#[test]
fn a_case_file_is_looked_at_with_all_its_policies() {
    let folder = folder("case");
    write(&folder, "cases/policies/rcp.json", &policy());
    write(&folder, "cases/case.json", &case(&json!([])));
    let found = files(&folder, &["cases/case.json"]);
    let named: Vec<&str> = found
        .iter()
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    assert_eq!(named, ["cases/case.json", "cases/policies/rcp.json"]);
    assert_eq!(
        (&found[0]["kind"], &found[1]["kind"]),
        (&json!("case-file"), &json!("rcp"))
    );
    for file in &found {
        let text = std::fs::read_to_string(folder.join(file["file"].as_str().unwrap())).unwrap();
        let findings = file["findings"].as_array().unwrap();
        let mut private = findings
            .iter()
            .filter(|one| one["code"] == "private-source-ip");
        let first = private.next().unwrap();
        // Its place is in the file that is named.
        let span = |end: &str| usize::try_from(first["span"][end].as_u64().unwrap()).unwrap();
        assert!(
            text[span("start")..span("end")].contains("10.0.0.0/8"),
            "{first}"
        );
        let line = usize::try_from(first["range"]["start"]["line"].as_u64().unwrap()).unwrap();
        assert!(
            text.lines().nth(line).unwrap().contains("SourceIp"),
            "{first}"
        );
    }
    // What the policies come to together.
    let all: Vec<&str> = found
        .iter()
        .flat_map(|file| codes(&file["findings"]))
        .collect();
    assert!(
        all.contains(&"locked-out") || all.contains(&"nobody-signs-in"),
        "{all:?}"
    );
    let run = check(&folder, &["cases/case.json"]);
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("cases/policies/rcp.json: rcp policy, "),
        "{}",
        run.stdout
    );
    std::fs::remove_file(folder.join("cases/policies/rcp.json")).unwrap();
    let run = check(&folder, &["cases/case.json", "--select", "VST012"]);
    assert_eq!(run.status, 2);
    assert!(run.stdout.contains("[unreadable-path]"), "{}", run.stdout);
}

#[test]
fn a_case_file_suppresses() {
    let folder = folder("case-suppresses");
    write(&folder, "policies/rcp.json", &policy());
    let suppression = |policy: &str, statement: Value| json!({ "rule": "VST012", "policy": policy, "statement": statement, "reason": "known", "expires": "2027-06-30" });
    write(
        &folder,
        "case.json",
        &case(&json!([
            suppression("inline", json!("Office")),
            suppression("named", json!(1)),
            suppression("named", json!("Other"))
        ])),
    );
    let found = files(&folder, &["case.json"]);
    for (file, at) in [(&found[0], "10.0.0.0/8"), (&found[1], "192.168.0.0/16")] {
        assert_eq!(codes(&file["suppressed"]), ["private-source-ip"]);
        let message = file["suppressed"][0]["message"].as_str().unwrap();
        assert!(message.contains(at), "{message}");
    }
    assert!(codes(&found[0]["findings"]).contains(&"unused-suppression"));
    // On its last day it still counts, and on the next it does not.
    let on = |day: &str| files(&folder, &["case.json", "--today", day]);
    assert_eq!(on("2027-06-30"), found);
    let after = on("2027-07-01");
    assert!(
        after.iter().all(|file| file.get("suppressed").is_none()),
        "{after:?}"
    );
    let expired = codes(&after[0]["findings"]);
    assert_eq!(
        expired
            .iter()
            .filter(|code| **code == "expired-suppression")
            .count(),
        3,
        "{expired:?}"
    );
    let wrong =
        json!([{ "rule": "VST999", "reason": "known" }, { "rule": "VST012", "reason": "" }]);
    write(&folder, "case.json", &case(&wrong));
    let found = files(&folder, &["case.json"]);
    let all = codes(&found[0]["findings"]);
    assert!(
        all.contains(&"unknown-rule") && all.contains(&"missing-field"),
        "{all:?}"
    );
    assert!(found.iter().all(|file| file.get("suppressed").is_none()));
    assert_eq!(check(&folder, &["case.json"]).status, 1);
}

#[test]
fn folders_are_walked() {
    let folder = folder("folders");
    write(&folder, "walked/cases/policies/rcp.json", &policy());
    write(&folder, "walked/cases/case.json", &case(&json!([])));
    write(&folder, "walked/alone.json", &policy());
    write(
        &folder,
        "walked/package.json",
        &json!({ "name": "x", "version": "1.0.0" }),
    );
    write(&folder, "walked/vestibule.json", &json!({}));
    std::fs::write(folder.join("walked/allow.json"), r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#).unwrap();
    let found = files(&folder, &["walked"]);
    let named: Vec<&str> = found
        .iter()
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    // The policy that the case names is looked at once, as what the case says that it is.
    let expected = [
        "walked/cases/case.json",
        "walked/cases/policies/rcp.json",
        "walked/allow.json",
        "walked/alone.json",
    ];
    assert_eq!(named, expected);
    let run = check(&folder, &["walked"]);
    assert_eq!(run.status, 1);
    let last = run.stdout.lines().last().unwrap();
    assert!(
        last.starts_with("2 policies, 1 case file, 1 other JSON file passed over: "),
        "{last}"
    );
    assert!(!run.stdout.contains("allow.json"), "{}", run.stdout);
    let nothing = folder.join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    write(&nothing, "package.json", &json!({ "name": "x" }));
    let run = check(&nothing, &["."]);
    assert_eq!(
        (run.status, &*run.stdout),
        (
            2,
            "0 policies, 0 case files, 1 other JSON file passed over\n"
        )
    );
}
