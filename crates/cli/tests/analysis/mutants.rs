//! `vestibule mutants`: words, JSON, statuses.

use serde_json::{Value, json};

use crate::{case, deny, of, on};

const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

/// A case about people from an office, with requests that expect something.
fn office(requests: &[(&str, &str, &str)]) -> String {
    let condition = json!({
        "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"] },
        "ArnNotEquals": { "signin:PrincipalArn": "arn:aws:iam::111122223333:user/BreakGlass" },
    });
    let mut statements = deny(condition);
    statements[0]["Action"] = json!("signin:Authenticate");
    let mut file: Value = serde_json::from_str(&case(&statements, &json!([]))).unwrap();
    file["guarantees"] = json!([]);
    file["requests"] = requests
        .iter()
        .map(|(principal, address, outcome)| {
            json!({
                "principal": principal,
                "network": { "sourceIp": address },
                "expect": { "outcome": outcome },
            })
        })
        .collect();
    file.to_string()
}

fn found(text: &str) -> Value {
    serde_json::from_str(&of("mutants", text, "json").stdout).unwrap()
}

#[test]
fn what_nothing_notices_is_told_with_a_sign_in_that_would() {
    let text = office(&[
        (ALICE, "203.0.113.7", "allowed"),
        (ALICE, "192.0.2.1", "denied"),
    ]);
    let json = found(&text);
    let survivors = json["survivors"].as_array().unwrap();
    let told: Vec<String> = survivors
        .iter()
        .map(|of| {
            let text = |name: &str| of[name].as_str().unwrap_or("-").to_owned();
            format!(
                "{} {} {} {}",
                text("kind"),
                text("key"),
                text("from"),
                text("to")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "flipNegation - Action NotAction",
            "widenRange aws:SourceIp 203.0.113.0/24 203.0.112.0/23",
            "widenRange aws:SourceIp 198.51.100.0/24 198.51.100.0/23",
            "removeExclusion aws:SourceIp 198.51.100.0/24 -",
            "removeExclusion signin:PrincipalArn arn:aws:iam::111122223333:user/BreakGlass -",
        ]
    );
    // Each request, once it stands in the case file, notices its change.
    for survivor in survivors {
        let mut file: Value = serde_json::from_str(&text).unwrap();
        file["requests"]
            .as_array_mut()
            .unwrap()
            .push(survivor["request"].clone());
        let again = found(&file.to_string());
        let same = |other: &Value| {
            ["kind", "key", "from", "to"]
                .iter()
                .all(|name| other[*name] == survivor[*name])
        };
        assert!(
            !again["survivors"].as_array().unwrap().iter().any(same),
            "{survivor}"
        );
        assert!(again["noticed"].as_u64() > json["noticed"].as_u64());
    }
}

#[test]
fn words_say_what_changes_and_for_whom() {
    let text = office(&[
        (ALICE, "203.0.113.7", "allowed"),
        (ALICE, "192.0.2.1", "denied"),
    ]);
    let shown = of("mutants", &text, "text");
    assert_eq!((shown.status, shown.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = shown.stdout.lines().collect();
    assert!(
        lines[0].ends_with(
            "changes to the policies are noticed by what the case expects and guarantees"
        ),
        "{lines:#?}"
    );
    let at = lines
        .iter()
        .position(|line| line.contains("203.0.113.0/24 of aws:SourceIp becomes 203.0.112.0/23 in Statement[0] of the resource-based policy"))
        .unwrap_or_else(|| panic!("{lines:#?}"));
    assert!(lines[at].trim_start().starts_with("nothing notices: "));
    assert_eq!(lines[at + 1].trim(), "newly allowed");
    assert!(
        lines[at + 2].contains("from 203.0.112."),
        "{}",
        lines[at + 2]
    );
}

/// A guarantee about every sign-in notices what examples do not.
#[test]
fn guarantees_notice_what_examples_do_not() {
    let shown = on("mutants", "guarantees.json", &["--format", "json"]);
    let json: Value = serde_json::from_str(&shown.stdout).unwrap();
    let survivors = json["survivors"].as_array().unwrap();
    // What is left denies the same sign-ins, at another action.
    for survivor in survivors {
        let change = &survivor["change"];
        assert_eq!(
            (&change["from"], &change["to"]),
            (&json!("denied"), &json!("denied"))
        );
        let expected = json!({ "outcome": "denied", "at": "signin:Authenticate" });
        assert_eq!(survivor["request"]["expect"], expected);
    }
    assert!(json["noticed"].as_u64() > Some(survivors.len() as u64));
}

#[test]
fn a_case_that_expects_nothing_says_so() {
    let text = office(&[]);
    let shown = of("mutants", &text, "text");
    assert_eq!(shown.status, 2);
    assert!(
        shown.stderr.contains("nothing-expected"),
        "{}",
        shown.stderr
    );
    assert!(shown.stderr.contains("vestibule init"), "{}", shown.stderr);
}

#[test]
fn what_changes_nothing_and_what_aws_refuses_is_counted() {
    let shown = on("mutants", "guarantees.json", &["--format", "json"]);
    let json: Value = serde_json::from_str(&shown.stdout).unwrap();
    let number = |name: &str| json[name].as_u64().unwrap();
    // `aws:ResourceAccount` is that of every sign-in to the account.
    assert!(number("equivalent") > 0);
    assert_eq!((number("notTried"), number("notKnown")), (0, 0));
    // An RCP may name nobody.
    let scp = on("mutants", "scp-break-glass.json", &["--format", "json"]);
    assert_eq!(scp.status, 2);
    let mut file: Value = serde_json::from_str(&office(&[(ALICE, "192.0.2.1", "denied")])).unwrap();
    let policy = file["policies"]["resourceBased"].take();
    file["policies"] = json!({ "resourceControl": [{ "name": "perimeter", "document": policy }] });
    assert!(found(&file.to_string())["refused"].as_u64() > Some(0));
}

/// A policy that stands as a string in other JSON cannot be edited, which is said.
#[test]
fn what_cannot_be_edited_is_counted() {
    let mut file: Value = serde_json::from_str(&office(&[(ALICE, "192.0.2.1", "denied")])).unwrap();
    let policy = file["policies"]["resourceBased"].take().to_string();
    let output = json!({ "Policy": { "PolicySummary": { "Type": "RESOURCE_CONTROL_POLICY" }, "Content": policy } });
    file["policies"] = json!({ "resourceControl": [{ "name": "perimeter", "document": output }] });
    let json = found(&file.to_string());
    assert_eq!(json["notTried"], 1);
    let shown = of("mutants", &file.to_string(), "text").stdout;
    assert!(shown.contains("changes that were not tried: 1"), "{shown}");
}
