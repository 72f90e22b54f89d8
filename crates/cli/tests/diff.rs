//! `vestibule diff`: words, JSON, Markdown, statuses, bad input.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod diff {
    pub(crate) mod bad_input;
    #[cfg(unix)]
    pub(crate) mod git;
    pub(crate) mod readings;
    pub(crate) mod sides;
}
mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, folder, run, run_in, run_with};

const FORMATS: [&str; 3] = ["text", "json", "markdown"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares two cases of `tests/analysis`.
fn on(before: &str, after: &str, more: &[&str]) -> Run {
    let args: Vec<&str> = ["diff", before, after]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    run_in(&root().join("tests/analysis"), &args, b"")
}

/// Compares two texts, in files by these names.
fn of(name: &str, texts: [&str; 2], more: &[&str]) -> Run {
    let folder = folder(name);
    for (file, text) in ["before.json", "after.json"].into_iter().zip(texts) {
        std::fs::write(folder.join(file), text).unwrap();
    }
    let args = ["diff", "before.json", "after.json"];
    let args: Vec<&str> = args.into_iter().chain(more.iter().copied()).collect();
    run_in(&folder, &args, b"")
}

/// A policy that denies all that does not come from a range, but for a role.
fn perimeter(range: &str) -> String {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Sid": "Perimeter", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": {
            "NotIpAddress": { "aws:SourceIp": range },
            "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" },
        },
    }] })
    .to_string()
}

fn case(policy: &str, more: Value) -> String {
    let mut case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": serde_json::from_str::<Value>(policy).unwrap(), "identity": [] },
        "networks": [{ "name": "office", "sourceIp": ["203.0.113.0/24"] }],
        "requests": [],
    });
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    case.to_string()
}

const OFFICE: &str = "203.0.113.0/24";
const HALF: &str = "203.0.113.0/25";
const DOUBLE: &str = "203.0.112.0/23";

#[test]
fn what_closes_and_what_opens_is_told_with_its_statement() {
    let texts = [OFFICE, HALF].map(perimeter);
    let kind = ["--kind", "resource-based"];
    let found = of("diff-closes", [&texts[0], &texts[1]], &kind);
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..6],
        [
            "sign-ins to account 111122223333 change: some are newly denied; some are now denied, unknown before",
            "",
            "Sign-ins that are newly denied",
            "  after: denied at signin:Authenticate, for example, by statement Perimeter of the resource-based policy (line 1)",
            "    only by the console, from 203.0.113.128/25: everybody but roles of IAM Identity Center and role/BreakGlass",
            "    only by aws login and aws login --remote, from 203.0.113.128/25: the root user",
        ]
    );
    let turned = of("diff-opens", [&texts[1], &texts[0]], &kind);
    assert_eq!(turned.status, 1);
    let opens = "Sign-ins that are newly allowed\n  before: denied at signin:Authenticate, for example, by statement Perimeter of the resource-based policy (line 1)\n    only by the console, from 203.0.113.128/25: everybody but";
    assert!(turned.stdout.contains(opens), "{}", turned.stdout);
}

#[test]
fn the_networks_that_have_names_come_first() {
    let found = on("example-2.json", "example-2-vpc.json", &[]);
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "nobody is newly allowed or denied: some sign-ins to account 111122223333 are still denied, at another action",
            "  from Tokyo office (203.0.113.0/24): nothing changes",
            "  from corporate VPC (vpce-0123456789abcdef0 and vpc-0a1b2c3d4e5f60718)",
            "    still denied, at another action: everybody but roles of IAM Identity Center and role/BreakGlassRole",
        ]
    );
}

#[test]
fn the_status_says_whether_anything_changes() {
    let of_range = |range| case(&perimeter(range), json!({}));
    let tied = |variable: &str| {
        let policy = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "StringEquals": { "aws:RequestedRegion": variable } },
        }] });
        case(&policy.to_string(), json!({}))
    };
    let console = |name: &str| {
        let policy = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate",
            "Resource": format!("arn:aws:signin:::console/{name}"),
        }] });
        case(&policy.to_string(), json!({}))
    };
    for (before, after, status, equivalent) in [
        (of_range(OFFICE), of_range(OFFICE), 0, json!(true)),
        (of_range(OFFICE), of_range(DOUBLE), 1, json!(false)),
        (console("canvas"), console("canvas"), 0, json!(true)),
        (console("canvas"), console("other"), 1, Value::Null),
        (
            tied("${aws:username}"),
            tied("${aws:username}"),
            1,
            Value::Null,
        ),
    ] {
        for format in FORMATS {
            let found = of("diff-status", [&before, &after], &["--format", format]);
            assert_eq!(
                (found.status, found.stderr.as_str()),
                (status, ""),
                "{}",
                found.stdout
            );
            if format == "json" {
                let found: Value = serde_json::from_str(&found.stdout).unwrap();
                assert_eq!(found["equivalent"], equivalent);
            } else {
                let first = found.stdout.lines().next().unwrap();
                let said = match equivalent.as_bool() {
                    Some(true) => "nothing changes: every sign-in to account",
                    Some(false) => "sign-ins to account",
                    None => "it is not known whether sign-ins to account",
                };
                assert!(first.trim_start_matches('*').starts_with(said), "{first}");
            }
        }
    }
}

#[test]
fn phases_are_told_when_asked_for() {
    let without = on("example-2.json", "example-2-vpc.json", &[]);
    assert!(!without.stdout.contains("by itself"));
    let found = on("example-2.json", "example-2-vpc.json", &["--phases"]);
    assert_eq!(found.status, 1);
    for said in [
        "Sign-ins that at signin:Authenticate by itself are newly allowed\n",
        "At signin:AuthorizeOAuth2Access by itself nothing changes\n",
        "At signin:CreateOAuth2Token by itself nothing changes\n",
    ] {
        assert!(found.stdout.contains(said), "{}", found.stdout);
    }
    let found = on(
        "example-2.json",
        "example-2-vpc.json",
        &["--phases", "--format", "json"],
    );
    let found: Value = serde_json::from_str(&found.stdout).unwrap();
    let phases: Vec<(&str, &Value)> = found["phases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|phase| (phase["action"].as_str().unwrap(), &phase["equivalent"]))
        .collect();
    assert_eq!(
        phases,
        [
            ("signin:Authenticate", &json!(false)),
            ("signin:AuthorizeOAuth2Access", &json!(true)),
            ("signin:CreateOAuth2Token", &json!(true)),
        ]
    );
}

#[test]
fn json_is_that_of_the_schema() {
    let schema: Value = serde_json::from_str(&run(&["schema", "diff"]).stdout).unwrap();
    let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    for (before, after) in [
        ("example-2.json", "example-2-vpc.json"),
        ("undecided.json", "open.json"),
        ("example-1.json", "example-2.json"),
        ("example-2.json", "example-2.json"),
    ] {
        let text = on(before, after, &["--format", "json", "--phases"]).stdout;
        let found: Value = serde_json::from_str(&text).unwrap();
        for member in found.as_object().unwrap().keys() {
            assert!(known.contains(&member), "{member}");
        }
        for required in schema["required"].as_array().unwrap() {
            assert!(
                found.get(required.as_str().unwrap()).is_some(),
                "{required}"
            );
        }
        // And nothing is lost on the way back.
        let comparison: vestibule_wire::Comparison = serde_json::from_str(&text).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&comparison).unwrap() + "\n",
            text
        );
    }
}

#[test]
fn markdown_begins_with_the_verdict_and_keeps_what_users_wrote_as_code() {
    let name = "<img src=x> @team `x` | \n# y";
    let policy = |range: &str| perimeter(range).replace("Perimeter", "Permanent");
    let networks = json!({ "networks": [{ "name": name, "sourceIp": ["203.0.113.0/24"] }] });
    let texts = [OFFICE, HALF].map(|range| case(&policy(range), networks.clone()));
    let found = of(
        "diff-markdown",
        [&texts[0], &texts[1]],
        &["--format", "markdown"],
    );
    let first = found.stdout.lines().next().unwrap();
    assert_eq!(
        first,
        "**sign-ins to account `111122223333` change: some are newly denied; some are still denied, at another action**"
    );
    let named = "- from ``<img src=x> @team `x` |";
    assert!(found.stdout.contains(named), "{}", found.stdout);
    assert!(found.stdout.contains(
        "\n**Sign-ins that are newly denied**\n\n- after: denied at `signin:Authenticate`"
    ));
    // No line that a stranger began.
    let begins = |line: &str| {
        ["**", "- ", "  - "]
            .iter()
            .any(|begin| line.starts_with(begin))
            || line.is_empty()
    };
    assert!(found.stdout.lines().all(begins), "{}", found.stdout);
}

#[test]
fn it_speaks_japanese() {
    let args = [
        "diff",
        "example-2.json",
        "example-2-vpc.json",
        "--lang",
        "ja",
    ];
    let found = run_with(&root().join("tests/analysis"), &args, b"", &[]);
    assert_eq!(found.status, 1);
    for line in found.stdout.lines().filter(|line| !line.is_empty()) {
        assert!(!line.is_ascii(), "{line}");
    }
}

#[test]
fn help_says_what_the_statuses_mean() {
    let found = run(&["diff", "--help"]);
    assert_eq!(found.status, 0);
    let words: Vec<&str> = found.stdout.split_whitespace().collect();
    let words = words.join(" ");
    for said in [
        "Exits with 0 when",
        "with 1 when",
        "with 2 when",
        "--phases",
        "--kind",
    ] {
        assert!(words.contains(said), "{}", found.stdout);
    }
}
