//! Case files with an organization and all of its accounts.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::PathBuf;

use serde_json::{Value, json};
use support::{corpus, run};
use vestibule_wire::{Case, Decision, FileResult, NoFiles, TestReport};

fn files() -> Vec<(String, String)> {
    let folder: PathBuf = corpus().join("../organizations");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.to_str().unwrap().to_owned(), text)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn the_command_comes_to_what_the_library_comes_to() {
    for (path, text) in files() {
        let case = Case::read(text, &NoFiles).unwrap();
        let tested = run(&["test", &path, "--format", "json"]);
        // One of them has guarantees that fail.
        let is_met = !path.ends_with("perimeter.json");
        assert_eq!(
            (tested.status == 0, &*tested.stderr),
            (is_met, ""),
            "{path}"
        );
        let report: TestReport = serde_json::from_str(&tested.stdout).unwrap();
        let mut expected = TestReport::default();
        let mut result = FileResult::of(&*path, &case);
        if !case.file().guarantees.is_empty() {
            result.guarantees = vestibule_answers::prove(&case, None).unwrap();
        }
        expected.push(result);
        let as_json = |report: &TestReport| serde_json::to_value(report).unwrap();
        assert_eq!(as_json(&report), as_json(&expected), "{path}");
        assert!(report.passed > 0, "{path}");
        let decided = run(&["decide", &path, "--format", "json", "--explain"]);
        let decisions: Vec<Decision> = serde_json::from_str(&decided.stdout).unwrap();
        let own: Vec<Decision> = (0..case.names().len())
            .filter_map(|index| case.decide_explained(index))
            .collect();
        assert_eq!(decisions, own, "{path}");
        let shown = run(&["decide", &path]);
        assert_eq!(shown.status, 0, "{path}: {}", shown.stderr);
    }
}

#[test]
fn the_schema_takes_them() {
    let schema = serde_json::from_str(&run(&["schema", "case"]).stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (path, text) in files() {
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&file)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
        let mut wrong = file.clone();
        wrong["organization"]["tree"]["child"] = serde_json::json!([]);
        assert!(!schema.is_valid(&wrong), "{path}");
    }
}

#[test]
fn check_asks_the_rules_about_all_sign_ins() {
    let mut count = 0;
    for (path, _) in files() {
        let checked = run(&["check", &path, "--format", "json"]);
        assert_ne!(checked.status, 2, "{path}: {}", checked.stdout);
        let checked: Value = serde_json::from_str(&checked.stdout).unwrap();
        let found = checked.as_array().unwrap().iter();
        let found = found.flat_map(|file| file["findings"].as_array().unwrap());
        for finding in found {
            assert_ne!(finding["code"], "not-analysed", "{path}: {finding}");
            let Some(accounts) = finding["accounts"].as_array() else {
                continue;
            };
            // The text says it, too.
            let said = finding["message"].as_str().unwrap();
            assert!(said.starts_with("in "), "{path}: {said}");
            assert!(!accounts.is_empty(), "{path}: {finding}");
            count += 1;
        }
    }
    assert!(count > 5, "{count}");
}

#[test]
fn every_format_of_check_has_the_accounts() {
    let (path, _) = perimeter();
    let found = run(&["check", &path, "--format", "json"]);
    let found: Value = serde_json::from_str(&found.stdout).unwrap();
    let findings = found[0]["findings"].as_array().unwrap();
    let of_accounts = || findings.iter().filter(|of| of.get("accounts").is_some());
    assert!(of_accounts().count() > 1, "{findings:?}");
    let schema: Value = serde_json::from_str(&run(&["schema", "check"]).stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(schema.is_valid(&found), "{found}");
    let sarif = run(&["check", &path, "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif.stdout).unwrap();
    let validator = jsonschema::validator_for(&support::sarif_schema()).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&sarif)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let told = |of: &Value| (of["code"].clone(), of["accounts"].clone());
    let in_sarif = results
        .iter()
        .filter(|of| of.get("properties").is_some())
        .map(|of| (of["ruleId"].clone(), of["properties"]["accounts"].clone()));
    assert!(of_accounts().map(told).eq(in_sarif), "{results:?}");
    // The others have them in the message.
    let junit = run(&["check", &path, "--format", "junit", "--fail-on", "info"]).stdout;
    let github = run(&["check", &path, "--format", "github"]).stdout;
    let pretty = run(&["check", &path]).stdout;
    for finding in of_accounts() {
        let message = finding["message"].as_str().unwrap();
        let accounts = message.split(": ").next().unwrap();
        for text in [&junit, &github, &pretty] {
            assert!(text.contains(accounts), "{accounts}: {text}");
        }
    }
    let japanese = run(&["check", &path, "--lang", "ja"]).stdout;
    assert!(japanese.contains("アカウント"), "{japanese}");
    assert!(!japanese.contains("in account"), "{japanese}");
}

/// One tree with `count` accounts below units of their own policies.
fn company(count: usize, units: usize) -> Value {
    let condition = |unit: usize| {
        json!({ "NotIpAddress": { "aws:SourceIp": [format!("198.51.{unit}.0/24"), "2001:db8::/32"] },
            "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/BreakGlass",
                "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } })
    };
    let id = |unit: usize| format!("ou-ab12-{unit:08}");
    let account = |number: usize| format!("2222{number:08}");
    let children = (0..units).map(|unit| {
        let accounts = (0..count)
            .filter(|number| number % units == unit)
            .map(account);
        json!({ "id": id(unit), "accounts": accounts.collect::<Vec<_>>() })
    });
    let policies = (0..units).map(|unit| {
        json!({ "name": format!("unit-{unit}"), "attachedTo": [id(unit)],
            "document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Deny",
                "Principal": "*", "Action": "signin:*", "Resource": "*",
                "Condition": condition(unit) } ] } })
    });
    json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": "111122223333",
            "tree": { "id": "r-ab12", "accounts": ["111122223333"],
                "children": children.collect::<Vec<_>>() } },
        "policies": { "identity": [], "resourceControl": policies.collect::<Vec<_>>() },
        "requests": [] })
}

#[test]
fn a_thousand_accounts_are_checked_once_for_each_group() {
    let file = support::folder("company").join("case.json");
    std::fs::write(&file, company(1_000, 5).to_string()).unwrap();
    let checked = run(&["check", file.to_str().unwrap(), "--format", "json"]);
    let checked: Value = serde_json::from_str(&checked.stdout).unwrap();
    let findings = checked[0]["findings"].as_array().unwrap();
    let codes = || findings.iter().map(|of| of["code"].as_str().unwrap());
    assert!(codes().all(|code| code != "not-analysed"), "{findings:?}");
    // The same in all of them, at the policy of each unit.
    let denied = findings
        .iter()
        .filter(|of| of["code"] == "exempt-cannot-recover");
    let counts = denied.map(|of| of["accounts"].as_array().unwrap().len());
    assert_eq!(counts.collect::<Vec<_>>(), [200; 5], "{findings:?}");
}

#[test]
fn what_answers_for_one_account_alone_refuses() {
    let (path, _) = files().swap_remove(0);
    let certificate = support::folder("organization").join("certificate.json");
    let certificate = certificate.to_str().unwrap();
    let commands: [&[&str]; 5] = [
        &["recover", &path],
        &["unneeded", &path],
        &["mutants", &path],
        &["lockout", &path, "--certificate", certificate],
        &["test", "--coverage", &path],
    ];
    for command in commands {
        let refused = run(command);
        assert_eq!(refused.status, 2, "{command:?}: {}", refused.stdout);
        let told = "this is not answered for an organization";
        assert!(
            refused.stderr.contains(told),
            "{command:?}: {}",
            refused.stderr
        );
    }
    assert!(!std::path::Path::new(certificate).exists());
}

fn perimeter() -> (String, Value) {
    let mut files = files().into_iter();
    let (path, text) = files
        .find(|(path, _)| path.ends_with("perimeter.json"))
        .unwrap();
    (path, serde_json::from_str(&text).unwrap())
}

/// The perimeter with other members, in a file of its own.
fn changed(name: &str, change: impl FnOnce(&mut Value)) -> String {
    let (_, mut file) = perimeter();
    change(&mut file);
    let path = support::folder(name).join("case.json");
    std::fs::write(&path, file.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn json(command: &[&str]) -> (i32, Value) {
    let answered = run(&[command, &["--format", "json"]].concat());
    assert_eq!(answered.stderr, "", "{command:?}");
    (
        answered.status,
        serde_json::from_str(&answered.stdout).unwrap(),
    )
}

#[test]
fn one_answer_holds_for_all_accounts() {
    let (path, _) = perimeter();
    let (status, lockout) = json(&["lockout", &path]);
    assert_eq!((status, &lockout["verdict"]), (1, &json!("lockout")));
    assert_eq!(lockout["notInUse"], json!(["999900001111"]));
    assert_eq!(
        lockout["summary"],
        "in 6 of 8 accounts somebody is locked out of the console from every one of the networks"
    );
    let (status, proofs) = json(&["prove", &path]);
    assert_eq!(status, 1);
    let told: Vec<(&str, &Value)> = proofs
        .as_array()
        .unwrap()
        .iter()
        .map(|proof| (proof["verdict"].as_str().unwrap(), &proof["failsIn"]))
        .collect();
    let six = json!([
        "222233334444",
        "333344445555",
        "444455556666",
        "555566667777",
        "666677778888",
        "777788889999"
    ]);
    let expected = [
        ("holds", Value::Null),
        ("fails", json!(["111122223333", "888899990000"])),
        ("fails", six),
    ];
    for (told, expected) in told.iter().zip(&expected) {
        assert_eq!((told.0, told.1), (expected.0, &expected.1));
    }
    let (status, map) = json(&["map", &path]);
    assert_eq!(status, 0);
    let regions = map["chain"].as_array().unwrap();
    let accounts = |region: &Value| region["where"]["account"]["in"].as_array().unwrap().len();
    assert!(regions.iter().any(|region| accounts(region) == 5));
    let shown = run(&["map", &path]).stdout;
    let told = "By the console to accounts 111122223333 and 888899990000\n";
    assert!(shown.contains(told), "{shown}");
}

#[test]
fn what_a_change_of_the_organization_changes() {
    let (path, _) = perimeter();
    let (status, same) = json(&["diff", &path, &path]);
    assert_eq!((status, &same["equivalent"]), (0, &json!(true)));
    assert_eq!(same["accounts"].as_array().unwrap().len(), 8);
    let at_root = changed("organization-at-root", |file| {
        file["policies"]["resourceControl"][0]["attachedTo"] = json!(["r-ab12"]);
    });
    let (status, found) = json(&["diff", &path, &at_root]);
    assert_eq!((status, &found["equivalent"]), (1, &json!(false)));
    // An RCP does not bind the management account.
    for change in found["changes"].as_array().unwrap() {
        assert_eq!(change["where"]["account"]["in"], json!(["888899990000"]));
        assert_eq!(change["to"], "denied");
    }
    let shown = run(&["diff", &path, &at_root, "--format", "markdown"]).stdout;
    assert!(
        shown.contains("everybody but `user/BreakGlass`, in account `888899990000`"),
        "{shown}"
    );
    let back = json(&["diff", &at_root, &path]).1;
    assert_eq!(
        back["changes"].as_array().unwrap().len(),
        found["changes"].as_array().unwrap().len()
    );
    // Of an account that one side alone has nothing is compared.
    let fewer = changed("organization-fewer", |file| {
        file["organization"]["tree"]["children"][1]["accounts"] = json!(["888899990000"]);
        file["organization"]["accounts"] = json!([]);
        let inner = &mut file["organization"]["tree"]["children"][0]["accounts"];
        inner.as_array_mut().unwrap().pop();
    });
    let (status, found) = json(&["diff", &path, &fewer]);
    assert_eq!((status, &found["equivalent"]), (1, &Value::Null));
    assert_eq!(found["onlyBefore"], json!(["777788889999"]));
    let shown = run(&["diff", &path, &fewer]).stdout;
    assert!(
        shown.contains("in use before alone, and not compared: account 777788889999"),
        "{shown}"
    );
    let one = corpus().join("../analysis/example-1.json");
    let refused = run(&["diff", &path, one.to_str().unwrap()]);
    assert_eq!(refused.status, 2, "{}", refused.stdout);
    assert!(
        refused.stderr.contains("another-account"),
        "{}",
        refused.stderr
    );
}

#[test]
fn policies_of_single_accounts_are_not_left_out_silently() {
    let (path, _) = files()
        .into_iter()
        .find(|(path, _)| path.ends_with("own-policies.json"))
        .unwrap();
    let told = "resource-based policies of single accounts are left out: ";
    let written = run(&["statements", &path, "--as", "terraform"]);
    assert!(written.stderr.contains(told), "{}", written.stderr);
    let (path, _) = perimeter();
    let written = run(&["statements", &path, "--as", "terraform"]);
    assert_eq!((written.status, &*written.stderr), (0, ""));
    assert!(
        written.stdout.contains("aws_organizations_policy"),
        "{}",
        written.stdout
    );
}

#[test]
fn what_two_accounts_declare_unknown_is_not_the_same() {
    let file = |name: &str, id: &str| {
        let case = json!({ "vestibule": 1, "account": { "id": id },
            "policies": { "identity": [],
                "resourceBased": { "unknown": "aws signin get-resource-policy" } },
            "requests": [] });
        let path = support::folder(name).join("case.json");
        std::fs::write(&path, case.to_string()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let one = file("unknown-of-one", "111122223333");
    let other = file("unknown-of-another", "222233334444");
    let equivalent = |paths: [&str; 2]| {
        let found = run(&["diff", paths[0], paths[1], "--format", "json"]);
        let found: Value = serde_json::from_str(&found.stdout).unwrap();
        found["equivalent"].clone()
    };
    assert_eq!(equivalent([&one, &one]), json!(true));
    assert_eq!(equivalent([&one, &other]), Value::Null);
}
