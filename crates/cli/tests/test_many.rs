//! `vestibule test` of many files: glob patterns, side by side, in the order of the arguments.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{DENY, Run, case_with, folder, run_in};

/// A case of one sign-in from home, with what is expected of it.
fn expecting(name: &str, outcome: &str) -> String {
    let request = format!(
        r#"{{ "name": "{name}", "principal": "arn:aws:iam::111122223333:user/alice", "network": {{ "sourceIp": "198.51.100.7" }}, "expect": {{ "outcome": "{outcome}" }} }}"#
    );
    case_with(&format!(r#"{{ "resourceBased": {DENY} }}"#), &request)
}

/// Thirty case files in three folders, of which every seventh fails, and files beside them: one
/// that is broken, one of another program, a page and a note.
fn suite(name: &str) -> PathBuf {
    let folder = folder(name);
    for (index, below) in ["a", "b", "a/deep"].iter().cycle().take(30).enumerate() {
        let below = folder.join("cases").join(below);
        std::fs::create_dir_all(&below).unwrap();
        let outcome = if index % 7 == 3 { "allowed" } else { "denied" };
        let text = expecting(&format!("sign-in {index}"), outcome);
        std::fs::write(below.join(format!("case{index:02}.json")), text).unwrap();
    }
    let write = |file: &str, text: &str| std::fs::write(folder.join(file), text).unwrap();
    write("cases/a/broken.json", "{ \"vestibule\": 1, ");
    write("cases/b/package.json", "{ \"name\": \"other\" }");
    write("cases/b/note.txt", "no case");
    let page = expecting("in a page", "denied");
    let page = format!("<vestibule-example>\n\n```json\n{page}```\n\n</vestibule-example>\n");
    write("cases/page.md", &page);
    folder
}

fn test(folder: &Path, args: &[&str]) -> Run {
    run_in(folder, &[&["test"], args].concat(), b"")
}

/// The names of the files that were tested, in order.
fn files(run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let files = report["files"].as_array().unwrap().iter();
    files
        .map(|file| file["file"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn any_number_of_jobs_prints_the_same() {
    let folder = suite("many-jobs");
    for format in [
        "pretty", "json", "junit", "tap", "github", "markdown", "sarif", "lcov",
    ] {
        let with = |jobs: &str| {
            let args = [
                "cases",
                "cases/b",
                "--coverage",
                "--format",
                format,
                "--jobs",
                jobs,
            ];
            let run = test(&folder, &args);
            // Nothing may differ.
            (run.status, run.stdout, run.stderr)
        };
        let one = with("1");
        assert_eq!(one.0, 2, "{one:?}");
        assert!(one.2.contains("broken.json"), "{one:?}");
        assert_eq!(one, with("8"), "{format}");
    }
}

#[test]
fn the_order_is_that_of_the_arguments() {
    let folder = suite("many-order");
    let args = [
        "cases/b/case04.json",
        "cases/a",
        "cases/b/case01.json",
        "--format",
        "json",
    ];
    let tested = files(&test(&folder, &args));
    assert_eq!(
        tested.first().map(|file| &**file),
        Some("cases/b/case04.json")
    );
    assert_eq!(
        tested.last().map(|file| &**file),
        Some("cases/b/case01.json")
    );
    let mut sorted = tested[1..tested.len() - 1].to_vec();
    sorted.sort();
    assert_eq!(sorted, tested[1..tested.len() - 1]);
    // Standard input is read in its turn.
    let args = [
        "test",
        "cases/b",
        "-",
        "cases/b/case01.json",
        "--format",
        "json",
    ];
    let run = run_in(&folder, &args, expecting("in between", "denied").as_bytes());
    let tested = files(&run);
    let at = tested.iter().position(|file| file == "<stdin>").unwrap();
    assert_eq!(at, tested.len() - 2);
}

#[test]
fn the_first_failure_in_that_order_ends_it() {
    let folder = suite("many-fail-fast");
    let run = test(
        &folder,
        &["cases/b", "--fail-fast", "--format", "json", "--jobs", "8"],
    );
    assert_eq!(run.status, 1, "{run:?}");
    // Of this folder the tenth case fails, and the files of others are before it.
    let tested = files(&run);
    assert_eq!(tested.last().unwrap(), "cases/b/case10.json");
    assert_eq!(
        run.stdout,
        test(
            &folder,
            &["cases/b", "--fail-fast", "--format", "json", "--jobs", "1"]
        )
        .stdout
    );
}

#[test]
fn patterns_name_files_in_folders_below() {
    let folder = suite("many-globs");
    let count = |pattern: &str| {
        let run = test(&folder, &[pattern, "--format", "json"]);
        (files(&run).len(), run)
    };
    assert_eq!(count("cases/*/case0?.json").0, 7);
    assert_eq!(count("cases/**/case0?.json").0, 10);
    assert_eq!(count("./cases/b/*.json").0, 10, "other JSON is passed over");
    assert_eq!(count("**/*.md").0, 1);
    assert_eq!(count("cases/[b]/case01.json").0, 1);
    let (_, run) = count("**/case01.json");
    assert_eq!(files(&run), ["./cases/b/case01.json"]);
    for (pattern, code) in [
        ("cases/*.yaml", "nothing-matched"),
        ("cases/**x/*.json", "bad-pattern"),
        ("none/*.json", "unreadable-path"),
    ] {
        let run = test(&folder, &[pattern]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains(code), "{pattern}: {run:?}");
    }
    // A file may have such a name.
    let text = expecting("named so", "denied");
    std::fs::write(folder.join("a[1].json"), text).unwrap();
    assert_eq!(count("a[1].json").0, 1);
}

#[test]
fn nothing_moves_where_no_terminal_looks() {
    let folder = suite("many-quiet");
    let run = test(&folder, &["cases/b/case01.json", "cases/b/case04.json"]);
    assert_eq!((run.status, &*run.stderr), (0, ""));
}
