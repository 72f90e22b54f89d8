//! Links, pipes, devices and folders without end.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{DENY, run_in};
use crate::{SECRET, assert_refused, example, naming, project, write};

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn links_out_of_the_folders_are_not_followed() {
    let project = project("hostile-links");
    symlink("../..", project.join("cases/up")).unwrap();
    symlink("../../secret.env", project.join("cases/policy.json")).unwrap();
    write(&project, "case.json", &naming("cases/policy.json"));
    write(&project, "other.json", &naming("cases/up/secret.json"));
    write(&project, "page.html", &example("cases/up/secret.env"));
    for file in ["case.json", "other.json", "page.html"] {
        assert_refused(
            &run_in(&project, &["test", file], b""),
            "path-outside",
            file,
        );
    }
    let run = run_in(&project, &["test", "cases"], b"");
    assert_refused(&run, "path-outside", "cases");
    for link in ["cases/up", "cases/policy.json"] {
        let said = format!("the link `{link}` leads out of the tested folder");
        assert!(run.stderr.contains(&said), "{run:?}");
    }
    // Allowed, it is read, and shown for what it is.
    let run = run_in(&project, &["test", "cases", "--allow-path", ".."], b"");
    assert!(!run.stderr.contains("path-outside"), "{run:?}");
    assert!(!run.stderr.contains(SECRET), "{run:?}");
    // A case file that is a link stands where the link does.
    write(&project, "real/case.json", &naming("closed.json"));
    write(&project, "named/closed.json", DENY);
    symlink("../real/case.json", project.join("named/case.json")).unwrap();
    assert_eq!(
        run_in(&project, &["test", "named/case.json"], b"").status,
        0
    );
}

#[test]
fn pipes_and_devices_are_no_documents() {
    let project = project("hostile-pipes");
    pipe(&project.join("pipe.json"));
    pipe(&project.join("cases/walked.json"));
    pipe(&project.join("cases/page.md"));
    symlink("/dev/zero", project.join("zero.json")).unwrap();
    write(&project, "case.json", &naming("pipe.json"));
    write(&project, "page.html", &example("pipe.json"));
    for told in ["case.json", "page.html", "cases"] {
        let run = run_in(&project, &["test", told], b"");
        assert_refused(&run, "unreadable-path", told);
        assert!(run.stderr.contains("it is no regular file"), "{run:?}");
    }
    write(&project, "case.json", &naming("zero.json"));
    let allow = ["test", "case.json", "--allow-path", "/dev"];
    assert_refused(
        &run_in(&project, &allow, b""),
        "unreadable-path",
        "/dev/zero",
    );
    // What the user names may be either, but neither is waited for nor endless.
    let run = run_in(&project, &["check", "pipe.json"], b"");
    assert!(
        run.stderr.contains("nothing comes from this pipe"),
        "{run:?}"
    );
    let run = run_in(&project, &["decide", "/dev/zero"], b"");
    assert_refused(&run, "document-too-large", "/dev/zero");
}

#[test]
fn process_substitution_goes_on_working() {
    let project = project("hostile-substitution");
    let line = r#""$0" check <(sleep 0.2; head -c 100 "$1"; sleep 0.2; tail -c +101 "$1")"#;
    let output = Command::new("bash")
        .args([
            "-c",
            line,
            env!("CARGO_BIN_EXE_vestibule"),
            "../closed.json",
        ])
        .current_dir(&project)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_cannot_be_walked_is_named_and_the_rest_goes_on() {
    let project = project("hostile-walk");
    write(&project, "cases/z.json", &naming("closed.json"));
    write(&project, "cases/closed.json", DENY);
    symlink(".", project.join("cases/again")).unwrap();
    symlink("nowhere.json", project.join("cases/gone.json")).unwrap();
    // Deeper than is walked, and where the names are long longer than a path may be.
    for (name, count) in [("d".to_owned(), 300), ("long".repeat(50), 25)] {
        let line = r#"for i in $(seq "$1"); do mkdir "$0" && cd "$0" || exit 1; done; cp "$2" ."#;
        let made = Command::new("bash")
            .args(["-c", line, &name, &count.to_string()])
            .arg(project.canonicalize().unwrap().join("cases/z.json"))
            .current_dir(project.join("cases"))
            .status()
            .unwrap();
        assert!(made.success());
    }
    let run = run_in(&project, &["test", "cases", "--format", "json"], b"");
    assert_refused(&run, "folder-too-deep", "300 deep");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    let of = |code: &str| -> Vec<&str> {
        let has = |file: &&Value| file["findings"][0]["code"] == code;
        files
            .iter()
            .filter(has)
            .map(|file| file["file"].as_str().unwrap())
            .collect()
    };
    let deep = of("folder-too-deep");
    assert_eq!(deep.len(), 1, "{deep:?}");
    assert_eq!(deep[0].matches("/d").count(), 129);
    let unreadable = of("unreadable-path");
    assert_eq!(unreadable.len(), 2, "{run:?}");
    assert!(unreadable.contains(&"cases/gone.json"), "{unreadable:?}");
    assert!(
        run.stderr.contains("cannot be read: file name too long"),
        "{run:?}"
    );
    assert_eq!(report["passed"], 1, "{report}");
}
