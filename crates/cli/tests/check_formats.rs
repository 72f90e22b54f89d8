//! The formats of `vestibule check`: as their readers have it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{Run, folder, run_in, sarif_schema};

/// An RCP that has an error and a warning, in a statement called `Office`.
const OFFICE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Office",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "signin:Authenticate",
      "Resource": "*",
      "Condition": { "NotIpAddress": { "aws:SourceIp": "10.0.0.0/8" } }
    }
  ]
}
"#;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn check(folder: &Path, args: &[&str]) -> Run {
    run_in(folder, &[&["check"], args].concat(), b"")
}

#[test]
fn sarif_is_as_its_schema_demands() {
    let folder = folder("sarif");
    write(&folder, "a b/office.json", OFFICE);
    write(
        &folder,
        "broken.json",
        "{ \"Statement\": [ { \"Efect\": 1, ",
    );
    let suppressed = json!({ "suppressions": [
        { "file": "a b/*", "rule": "VST007", "reason": "no endpoints", "expires": "2099-01-01" }
    ] });
    write(&folder, "vestibule.json", &suppressed.to_string());
    let args = [
        "a b/office.json",
        "broken.json",
        "missing.json",
        "--format",
        "sarif",
    ];
    let run = check(&folder, &args);
    assert_eq!(run.status, 2, "{}", run.stderr);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let schema = sarif_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    // The schema is one that finds something.
    let mut wrong = log.clone();
    wrong["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(!validator.is_valid(&wrong));

    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results = run["results"].as_array().unwrap();
    let of = |code: &str| {
        results
            .iter()
            .find(|result| result["ruleId"] == code)
            .unwrap()
    };
    let error = of("private-source-ip");
    assert_eq!(error["level"], "error");
    let place = &error["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b/office.json");
    assert_eq!(place["region"]["startLine"], 10);
    assert!(error["partialFingerprints"]["vestibuleFinding/v1"].is_string());
    assert_eq!(error.get("suppressions"), None);
    let known = of("denies-vpc-endpoints");
    let suppression =
        json!([{ "kind": "external", "justification": "no endpoints (until 2099-01-01)" }]);
    assert_eq!(known["suppressions"], suppression);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            !rule["shortDescription"]["text"]
                .as_str()
                .unwrap()
                .is_empty()
        );
    }
}

#[test]
fn annotations_are_commands_of_github() {
    let folder = folder("github");
    write(&folder, "a,b%c.json", OFFICE);
    let run = check(
        &folder,
        &[
            "a,b%c.json",
            "--format",
            "github",
            "--ignore",
            "no-exemption",
        ],
    );
    assert_eq!(run.status, 1);
    let start = "::error file=a%2Cb%25c.json,line=10,endLine=10,col=";
    let line = run.stdout.lines().find(|line| line.starts_with(start));
    let line = line.unwrap_or_else(|| panic!("{}", run.stdout));
    assert!(
        line.contains(",title=vestibule private-source-ip (VST012)::no request"),
        "{line}"
    );
    assert!(line.contains("%0Ahelp: "), "{line}");
    assert!(
        run.stdout
            .lines()
            .any(|line| line.starts_with("::warning file=")),
        "{}",
        run.stdout
    );
    let missing = check(&folder, &["missing.json", "--format", "github"]);
    assert_eq!(missing.status, 2);
    assert!(
        missing
            .stdout
            .starts_with("::error title=vestibule unreadable-path::"),
        "{}",
        missing.stdout
    );
}

#[test]
fn junit_has_a_suite_for_each_file() {
    let folder = folder("junit");
    write(&folder, "office.json", OFFICE);
    write(
        &folder,
        "good.json",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
    );
    let run = check(
        &folder,
        &[
            "office.json",
            "good.json",
            "--kind",
            "identity",
            "--format",
            "junit",
        ],
    );
    let run_rcp = check(
        &folder,
        &[
            "office.json",
            "good.json",
            "missing.json",
            "--format",
            "junit",
        ],
    );
    assert!(run.stdout.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"vestibule check\""
    ));
    let suites = quick_junit::Report::deserialize_from_str(&run_rcp.stdout).unwrap();
    let named: Vec<&str> = suites
        .test_suites
        .iter()
        .map(|suite| suite.name.as_str())
        .collect();
    assert_eq!(named, ["office.json", "good.json", "missing.json"]);
    assert_eq!(suites.failures, 1, "{}", run_rcp.stdout);
    assert_eq!(suites.errors, 1);
    let good = &suites.test_suites[1].test_cases;
    assert_eq!((good.len(), good[0].name.as_str()), (1, "no findings"));
    // What is no error fails only where it is to.
    let all = check(
        &folder,
        &["office.json", "--format", "junit", "--fail-on", "info"],
    );
    let all = quick_junit::Report::deserialize_from_str(&all.stdout).unwrap();
    assert_eq!(all.failures, all.tests);
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = folder("fingerprints");
    write(&folder, "office.json", OFFICE);
    let of = |name: &str| -> Vec<(String, String)> {
        let run = check(&folder, &[name, "--kind", "rcp", "--format", "json"]);
        let files: Value = serde_json::from_str(&run.stdout).unwrap();
        let findings = files[0]["findings"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        findings
            .map(|one| (text(&one["code"]), text(&one["fingerprint"])))
            .collect()
    };
    let before = of("office.json");
    assert!(before.len() > 1);
    let other =
        r#"{"Sid":"Other","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"},"#;
    let edited = OFFICE
        .replace("\"Statement\": [", &format!("\n\n\"Statement\": [{other}"))
        .replace("\"Effect\": \"Deny\",\n", "\"Effect\":    \"Deny\",\n\n");
    write(&folder, "edited.json", &edited);
    for found in before {
        assert!(
            of("edited.json").contains(&found),
            "{found:?}: {:?}",
            of("edited.json")
        );
    }
}
