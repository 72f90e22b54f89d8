//! What a case file, a page or a folder of a stranger cannot make the command read, print
//! or wait for.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod hostile_files {
    mod bounds;
    mod paths;
    mod reports;
    #[cfg(unix)]
    mod unix;
}
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{DENY, Run, case_with, folder};

const SECRET: &str = "hunter2";
const REQUEST: &str = r#"{ "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "198.51.100.7" }, "expect": { "outcome": "denied" } }"#;

/// A case that expects a denial, with the document of its one policy at `path`.
fn naming(path: &str) -> String {
    let path = serde_json::to_string(path).unwrap();
    case_with(&format!(r#"{{ "resourceBased": {path} }}"#), REQUEST)
}

fn example(src: &str) -> String {
    format!("<vestibule-example src=\"{src}\"></vestibule-example>\n")
}

/// A folder with `secret.env`, `secret.json`, a policy and a case outside of `project`,
/// and in that `cases`.
fn project(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::create_dir_all(folder.join("project/cases")).unwrap();
    fs::write(folder.join("secret.env"), format!("TOKEN={SECRET}\n")).unwrap();
    fs::write(folder.join("secret.json"), format!("{{ \"{SECRET}\": 1 }}")).unwrap();
    fs::write(folder.join("closed.json"), DENY).unwrap();
    fs::write(
        folder.join("case.json"),
        case_with(&format!(r#"{{ "resourceBased": {DENY} }}"#), REQUEST),
    )
    .unwrap();
    folder.join("project")
}

fn write(project: &Path, name: &str, text: &str) {
    let path = project.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// It ended with 2, for the reason `code`, and nothing of a secret was printed.
fn assert_refused(run: &Run, code: &str, what: &str) {
    assert_eq!(run.status, 2, "{what}: {run:?}");
    assert!(
        run.stderr.contains(&format!("error[{code}]")),
        "{what}: {run:?}"
    );
    for printed in [&run.stdout, &run.stderr] {
        assert!(!printed.contains(SECRET), "{what}: {run:?}");
    }
}
