//! `vestibule unneeded`: words, JSON, statuses.

use serde_json::{Value, json};

use crate::{case, deny, of, on};

fn statements(conditions: &[Value]) -> Value {
    let all = conditions
        .iter()
        .map(|condition| deny(condition.clone())[0].clone());
    Value::Array(all.collect())
}

#[test]
fn what_decides_nothing_is_told_with_the_reason() {
    let office = json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } });
    let wider = json!({ "NotIpAddress": { "aws:SourceIp": "203.0.112.0/23" } });
    let never = json!({
        "StringEquals": { "aws:RequestedRegion": "us-east-1" },
        "StringNotEquals": { "aws:RequestedRegion": "us-east-1" },
    });
    let text = case(&statements(&[office, wider, never]), &json!([]));
    let found = of("unneeded", &text, "text");
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "of sign-ins to account 111122223333 2 statements and 0 conditions decide nothing, each by itself",
            "  Statement[1] of the resource-based policy (line 1): wherever it applies, so does Statement[0] of the resource-based policy (line 1)",
            "  Statement[2] of the resource-based policy (line 1): no sign-in meets all of its conditions",
        ]
    );
    let json: Value = serde_json::from_str(&of("unneeded", &text, "json").stdout).unwrap();
    let told = json["statements"].as_array().unwrap().iter();
    let told: Vec<(&Value, &Value)> = told
        .map(|of| (&of["statement"]["statement"], &of["why"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!(1), &json!("covered")),
            (&json!(2), &json!("neverApplies"))
        ]
    );
    assert_eq!(json["statements"][0]["by"][0]["statement"], 0);
}

#[test]
fn conditions_that_never_matter_have_a_place() {
    let found = on("unneeded", "example-2.json", &["--format", "json"]);
    assert_eq!(found.status, 1);
    let json: Value = serde_json::from_str(&found.stdout).unwrap();
    let tests = json["tests"].as_array().unwrap();
    let told: Vec<(&str, &str, bool)> = tests
        .iter()
        .map(|test| {
            let text = |name: &str| test[name].as_str().unwrap();
            (text("operator"), text("key"), test["alwaysHolds"] == true)
        })
        .collect();
    let always = ("StringEquals", "aws:ResourceAccount", true);
    assert_eq!(told, [always, always]);
    assert_eq!(json["statements"], json!([]));
    assert!(tests[0]["range"]["start"]["line"].as_u64().unwrap() > 0);
}

/// Two statements that each deny unless something holds deny everybody together, so that what
/// each of them excludes is denied by the other.
#[test]
fn what_separate_statements_exclude_never_matters() {
    let found = on("unneeded", "separate-statements.json", &[]);
    assert_eq!(found.status, 1);
    let by = "the sign-ins that it excludes are decided the same without it";
    for key in [
        "aws:SourceIp in statement DenyUnlessIp",
        "aws:SourceVpc in statement DenyUnlessVpc",
    ] {
        let mut lines = found.stdout.lines();
        let line = lines.find(|line| line.contains(key)).unwrap();
        assert!(line.ends_with(by), "{line}");
    }
    assert_eq!(found.stdout.lines().count(), 3, "{}", found.stdout);
}

#[test]
fn nothing_is_claimed_where_all_is_needed_or_not_known() {
    for (name, words) in [
        ("open.json", "every statement and every condition is needed"),
        (
            "undecided.json",
            "no statement or condition is proven to be unneeded",
        ),
    ] {
        let found = on("unneeded", name, &[]);
        assert_eq!(found.status, 0, "{name}: {}", found.stdout);
        assert!(found.stdout.starts_with(words), "{name}: {}", found.stdout);
    }
}
