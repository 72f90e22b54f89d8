//! Case files with an organization and all of its accounts.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::PathBuf;

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
        assert_eq!((tested.status, &*tested.stderr), (0, ""), "{path}");
        let report: TestReport = serde_json::from_str(&tested.stdout).unwrap();
        let mut expected = TestReport::default();
        expected.push(FileResult::of(&*path, &case));
        let json = |report: &TestReport| serde_json::to_value(report).unwrap();
        assert_eq!(json(&report), json(&expected), "{path}");
        assert!(report.passed > 0 && report.failed == 0, "{path}");
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
fn check_says_what_it_does_not_ask() {
    for (path, _) in files() {
        let checked = run(&["check", &path]);
        assert_ne!(checked.status, 2, "{path}: {}", checked.stdout);
        let told = "rules about all sign-ins are not asked of an organization";
        assert!(checked.stdout.contains(told), "{path}: {}", checked.stdout);
    }
}

#[test]
fn what_answers_for_one_account_alone_refuses() {
    let (path, _) = files().swap_remove(0);
    let commands: [&[&str]; 8] = [
        &["map", &path],
        &["lockout", &path],
        &["prove", &path],
        &["diff", &path, &path],
        &["recover", &path],
        &["unneeded", &path],
        &["mutants", &path],
        &["test", "--coverage", &path],
    ];
    for command in commands {
        let refused = run(command);
        assert_eq!(refused.status, 2, "{command:?}: {}", refused.stdout);
        let told = "an organization is decided by";
        assert!(
            refused.stderr.contains(told),
            "{command:?}: {}",
            refused.stderr
        );
    }
}
