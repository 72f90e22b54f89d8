//! `vestibule prove`, and guarantees in `vestibule test`.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{run, run_in};
use crate::{FORMATS, case, deny, of, on};

/// A case that lets nobody in but from the office, with these guarantees.
fn with(guarantees: &Value) -> String {
    let perimeter = deny(json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }));
    let networks = json!([
        { "name": "Tokyo office", "sourceIp": ["203.0.113.0/24"] },
        { "name": "VPC", "vpc": "vpc-0abc1234" },
    ]);
    let mut case: Value = serde_json::from_str(&case(&perimeter, &networks)).unwrap();
    case["guarantees"] = guarantees.clone();
    case.to_string()
}

fn office() -> Value {
    json!({
        "name": "users get in from the office",
        "principals": ["arn:aws:iam::111122223333:user/*"],
        "from": ["Tokyo office"],
        "outcome": "allowed",
    })
}

fn changed(member: &str, value: Value) -> Value {
    let mut guarantee = office();
    guarantee[member] = value;
    guarantee
}

#[test]
fn the_status_says_whether_all_hold() {
    let anywhere = changed("from", json!("anywhere"));
    let mut unknown = changed("entry", json!(["login-local"]));
    unknown["name"] = json!("by aws login");
    for (guarantees, status, verdicts) in [
        (json!([office()]), 0, json!(["holds"])),
        (json!([office(), unknown]), 1, json!(["holds", "unknown"])),
        (json!([anywhere]), 1, json!(["fails"])),
    ] {
        let case = with(&guarantees);
        for format in FORMATS {
            let found = of("prove", &case, format);
            assert_eq!((found.status, found.stderr.as_str()), (status, ""));
            if format == "json" {
                let found: Value = serde_json::from_str(&found.stdout).unwrap();
                let found = found.as_array().unwrap().iter();
                let found: Vec<&Value> = found.map(|one| &one["verdict"]).collect();
                assert_eq!(json!(found), verdicts);
            }
        }
        let tested = run_in(Path::new("."), &["test", "-"], case.as_bytes());
        assert_eq!(tested.status, status, "{}", tested.stderr);
    }
}

#[test]
fn those_that_fail_come_first_with_a_witness_and_the_statement() {
    let found = on("prove", "guarantees.json", &[]);
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..6],
        [
            "3 of 5 guarantees hold",
            "  fails: users get in from every network",
            "    each sign-in of arn:aws:iam::111122223333:user/* from any of the networks, by the console, is allowed",
            "    through vpce-0123456789abcdef0 in vpc-0a1b2c3d4e5f60718: users",
            "    for example arn:aws:iam::111122223333:user/someone from 203.0.113.10 through vpce-0123456789abcdef0 of vpc-0a1b2c3d4e5f60718 in us-east-1, by the console",
            "    denied at signin:Authenticate by Statement[0] of the resource-based policy (line 10)",
        ]
    );
    // One that says that nobody gets in is broken by a sign-in that does.
    let open = json!([changed("outcome", json!("denied"))]);
    let found = of("prove", &with(&open), "text").stdout;
    assert!(found.contains("from 203.0.113.0/24: users\n"), "{found}");
    assert!(found.contains("    it is allowed\n"), "{found}");
}

#[test]
fn an_expired_one_is_said_by_the_day_that_the_caller_tells() {
    let expired = |day: &[&str]| {
        let args: Vec<&str> = ["--format", "json"].iter().chain(day).copied().collect();
        let found = on("prove", "guarantees.json", &args).stdout;
        let found: Value = serde_json::from_str(&found).unwrap();
        [0, 1].map(|at: usize| found[at].get("expired").cloned())
    };
    assert_eq!(expired(&[]), [None, None]);
    assert_eq!(
        expired(&["--today", "2027-06-30"]),
        [Some(json!(false)), None]
    );
    assert_eq!(
        expired(&["--today", "2027-07-01"]),
        [Some(json!(true)), None]
    );
    let found = on("prove", "guarantees.json", &["--today", "2027-07-01"]).stdout;
    let said = "    expired: it was to hold until 2027-06-30; owner security; reason recovery\n";
    assert!(found.contains(said), "{found}");
    let wrong = on("prove", "guarantees.json", &["--today", "tomorrow"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("2027-06-30"), "{}", wrong.stderr);
}

#[test]
fn one_about_no_sign_in_holds_and_is_said() {
    let other = changed("accounts", json!(["444455556666"]));
    let found = of("prove", &with(&json!([other])), "text");
    assert_eq!(found.status, 0);
    assert!(
        found
            .stdout
            .starts_with("the guarantee holds, but is about no sign-in\n")
    );
    assert!(
        found
            .stdout
            .contains("    the guarantee is about no sign-in\n")
    );
    let own = changed("accounts", json!(["111122223333"]));
    let found = of("prove", &with(&json!([own])), "json").stdout;
    assert!(!found.contains("vacuous"), "{found}");
}

#[test]
fn guarantees_are_held_beside_expectations() {
    let found = on("test", "guarantees.json", &["--format", "json"]);
    assert_eq!(found.status, 1);
    let report: Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(
        (&report["passed"], &report["failed"]),
        (&json!(3), &json!(2))
    );
    let proven = on("prove", "guarantees.json", &["--format", "json"]).stdout;
    let proven: Value = serde_json::from_str(&proven).unwrap();
    assert_eq!(report["files"][0]["guarantees"], proven);
    let found = on("test", "guarantees.json", &[]).stdout;
    assert!(
        found.starts_with("failed users get in from every network\n"),
        "{found}"
    );
    assert!(found.ends_with("3 passed, 2 failed, 1 without an expectation in 1 file\n"));
}

#[test]
fn a_guarantee_that_is_broken_or_open_is_said_in_the_language() {
    let mut open = changed("entry", json!(["login-local"]));
    open["name"] = json!("by aws login");
    let case = with(&json!([changed("from", json!("anywhere")), open]));
    for (language, broken, unproven) in [
        ("en", "failed", "not proven"),
        ("ja", "保証が不成立", "保証を証明できず"),
    ] {
        let args = ["test", "-", "--lang", language];
        let found = run_in(Path::new("."), &args, case.as_bytes());
        let heads = found.stdout.lines().filter(|line| {
            !line.starts_with(' ')
                && ["the office", "aws login"]
                    .iter()
                    .any(|end| line.ends_with(end))
        });
        let wanted = [
            format!("{broken} users get in from the office"),
            format!("{unproven} by aws login"),
        ];
        assert_eq!(heads.collect::<Vec<_>>(), wanted, "{}", found.stdout);
    }
}

#[test]
fn json_is_read_back_as_it_was() {
    let text = on("prove", "guarantees.json", &["--format", "json"]).stdout;
    let proofs: Vec<vestibule_wire::GuaranteeProof> = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&proofs).unwrap() + "\n", text);
    let schema: Value = serde_json::from_str(&run(&["schema", "prove"]).stdout).unwrap();
    assert_eq!(schema["items"]["$ref"], "#/$defs/GuaranteeProof");
}

#[test]
fn the_perimeter_is_one_of_the_case_or_asked_for() {
    let names = |text: &str| -> Vec<(Value, Value)> {
        let found: Value = serde_json::from_str(text).unwrap();
        let of = |one: &Value| (one["guarantee"].clone(), one["verdict"].clone());
        found.as_array().unwrap().iter().map(of).collect()
    };
    let perimeter = |verdict: &str| (json!("perimeter"), json!(verdict));
    // Break-glass gets in from outside.
    let asked = on(
        "prove",
        "guarantees.json",
        &["--perimeter", "--format", "json"],
    );
    assert_eq!(asked.status, 1);
    assert_eq!(names(&asked.stdout).last(), Some(&perimeter("fails")));
    let said = on("prove", "guarantees.json", &["--perimeter"]).stdout;
    let broken = [
        "  fails: perimeter",
        "    each sign-in of any principal from anywhere but Tokyo office and corporate VPC, by the console, aws login or aws login --remote, is denied",
        "    over the internet from outside of 203.0.113.0/24: role/BreakGlassRole",
    ];
    assert!(said.contains(&broken.join("\n")), "{said}");
    let path = crate::cases().join("guarantees.json");
    let text = std::fs::read_to_string(path).unwrap();
    let mut case: Value = serde_json::from_str(&text).unwrap();
    case["guarantees"] = json!([]);
    case["perimeter"] = json!({ "exempt": ["arn:aws:iam::111122223333:role/BreakGlassRole"] });
    for args in [
        &["prove", "-", "--format", "json"][..],
        &["prove", "-", "--format", "json", "--perimeter"],
    ] {
        let found = run_in(Path::new("."), args, case.to_string().as_bytes());
        assert_eq!(found.status, 0, "{}", found.stderr);
        assert_eq!(names(&found.stdout), [perimeter("holds")]);
    }
    // It is something to test.
    let args = ["test", "-", "--format", "json"];
    let tested = run_in(Path::new("."), &args, case.to_string().as_bytes());
    assert_eq!(tested.status, 0, "{}", tested.stderr);
    let report: Value = serde_json::from_str(&tested.stdout).unwrap();
    assert_eq!(
        report["files"][0]["guarantees"][0]["guarantee"],
        "perimeter"
    );
    case["perimeter"] = json!({});
    let tested = run_in(Path::new("."), &args, case.to_string().as_bytes());
    assert_eq!(tested.status, 1, "{}", tested.stderr);
}

#[test]
fn a_perimeter_that_says_nothing_is_refused_at_its_place() {
    let refused = |change: &dyn Fn(&mut Value), args: &[&str], said: &[&str]| {
        let mut case: Value = serde_json::from_str(&with(&json!([office()]))).unwrap();
        change(&mut case);
        let args = [&["prove", "-"], args].concat();
        let found = run_in(Path::new("."), &args, case.to_string().as_bytes());
        assert_eq!((found.status, found.stdout.as_str()), (2, ""));
        for said in said {
            assert!(found.stderr.contains(said), "{}", found.stderr);
        }
    };
    let perimeter = |value: Value| move |case: &mut Value| case["perimeter"] = value.clone();
    let pattern = "error[invalid-principal]: `alice` matches the ARN of no principal";
    refused(
        &perimeter(json!({ "exempt": ["alice"] })),
        &[],
        &[pattern, "<stdin>:1:"],
    );
    refused(
        &perimeter(json!({ "except": [] })),
        &[],
        &["error[unknown-field]", "`exempt`"],
    );
    refused(&perimeter(json!(true)), &[], &["<stdin>:1:"]);
    let without = |case: &mut Value| {
        case["networks"] = json!([]);
        case["guarantees"] = json!([]);
    };
    let none = [
        "error[unknown-network]: the case declares no networks",
        "declare them as `networks`",
    ];
    refused(&without, &["--perimeter"], &none);
    let told = |case: &mut Value| {
        without(case);
        case["perimeter"] = json!({});
    };
    refused(&told, &[], &none);
    let twice = |case: &mut Value| {
        case["guarantees"][0]["name"] = json!("perimeter");
        case["perimeter"] = json!({});
    };
    refused(&twice, &[], &["error[duplicate-guarantee]"]);
}

#[test]
fn guarantees_that_say_nothing_are_refused_at_their_place() {
    for (member, value, code, help) in [
        (
            "from",
            json!(["Tokio office"]),
            "unknown-network",
            "did you mean `Tokyo office`?",
        ),
        (
            "from",
            json!({ "notIn": ["Kyoto"] }),
            "unknown-network",
            "declare it as one of `networks`",
        ),
        ("from", json!("everywhere"), "", "anywhere"),
        ("from", json!([]), "empty-list", "leave the restriction out"),
        (
            "principals",
            json!([]),
            "empty-list",
            "leave the restriction out",
        ),
        ("principals", json!("all"), "", "any"),
        (
            "principals",
            json!(["alice"]),
            "invalid-principal",
            "write an ARN such as",
        ),
        (
            "principals",
            json!({ "notin": [] }),
            "unknown-field",
            "`notIn`",
        ),
        (
            "regions",
            json!(["Ireland"]),
            "invalid-region",
            "write a name such as",
        ),
        (
            "regions",
            json!([]),
            "empty-list",
            "leave the restriction out",
        ),
        (
            "entry",
            json!([]),
            "empty-list",
            "leave the restriction out",
        ),
        (
            "accounts",
            json!(["12"]),
            "invalid-account-id",
            "twelve digits",
        ),
        (
            "at",
            json!("signin:Authentcate"),
            "unknown-action",
            "did you mean `signin:Authenticate`?",
        ),
        ("expires", json!("30 June"), "invalid-day", "`2027-06-30`"),
        ("outcome", json!("unknown"), "", "denied"),
        ("ower", json!("x"), "unknown-field", "`owner`"),
    ] {
        let guarantee = changed(member, value);
        for command in ["prove", "map", "decide", "test"] {
            let case = with(&json!([guarantee]));
            let found = run_in(Path::new("."), &[command, "-"], case.as_bytes());
            assert_eq!(found.status, 2, "{command} {guarantee}: {}", found.stderr);
            for said in [&format!("error[{code}"), help, "<stdin>:1:"] {
                assert!(
                    found.stderr.contains(said),
                    "{command} {guarantee}: {}",
                    found.stderr
                );
            }
        }
    }
    let refused = |case: &str, said: &str| {
        let found = of("prove", case, "text");
        assert_eq!((found.status, found.stdout.as_str()), (2, ""));
        assert!(found.stderr.contains(said), "{}", found.stderr);
    };
    refused(
        &with(&json!([office(), office()])),
        "error[duplicate-guarantee]",
    );
    let many: Vec<Value> = (0..251)
        .map(|at| changed("name", json!(at.to_string())))
        .collect();
    refused(&with(&json!(many)), "error[too-many-guarantees]");
    refused(&with(&json!([])), "error[no-guarantees]");
    let none = with(&json!([changed("from", json!("networks"))]));
    let mut none: Value = serde_json::from_str(&none).unwrap();
    none.as_object_mut().unwrap().remove("networks");
    refused(&none.to_string(), "the case declares no networks");
}
