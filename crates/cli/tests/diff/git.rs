//! `git diff` with vestibule as its driver, as docs/analysis.md says.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;

use crate::support::folder;
use crate::{DOUBLE, HALF, OFFICE, case, perimeter, root};

/// Runs a line of a shell in a folder, with vestibule on the path and no configuration but
/// that of the repository.
fn shell(folder: &Path, line: &str) -> Output {
    let here = Path::new(env!("CARGO_BIN_EXE_vestibule")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    Command::new("sh")
        .args(["-ec", line])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", here.display()))
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_PAGER", "cat")
        .env("LC_ALL", "C")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .output()
        .unwrap()
}

fn said(folder: &Path, line: &str) -> String {
    let output = shell(folder, line);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{line}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// The two lines of the documentation.
fn documented() -> [String; 2] {
    let document = std::fs::read_to_string(root().join("docs/analysis.md")).unwrap();
    let (before, _) = document.split_once("git config diff.vestibule").unwrap();
    let begin = before.rfind("```sh\n").unwrap() + "```sh\n".len();
    let block = document[begin..].split("\n```").next().unwrap();
    let lines: Vec<String> = block.lines().map(str::to_owned).collect();
    lines.try_into().unwrap()
}

#[test]
fn git_tells_what_a_commit_changes() {
    let folder = folder("diff-git");
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    said(
        &folder,
        "git init -q . && git config user.name A && git config user.email a@example.com",
    );
    let [attributes, config] = documented();
    said(&folder, &attributes);
    said(&folder, &config);
    // Policies of a kind, as the documentation says below.
    said(
        &folder,
        "echo 'rcp/*.json diff=vestibule-rcp' >> .gitattributes",
    );
    said(
        &folder,
        &config
            .replace("diff.vestibule.", "diff.vestibule-rcp.")
            .replace("vestibule diff ", "vestibule diff --kind rcp "),
    );
    std::fs::create_dir(folder.join("rcp")).unwrap();
    write("rcp/perimeter.json", perimeter(OFFICE));
    write("my.case.json", case(&perimeter(OFFICE), json!({})));
    write("same.case.json", case(&perimeter(OFFICE), json!({})));
    write("readme.txt", "one\n".to_owned());
    said(&folder, "git add -A && git commit -qm first");

    write("rcp/perimeter.json", perimeter(HALF));
    write("my.case.json", case(&perimeter(DOUBLE), json!({})));
    let spaced = case(&perimeter(OFFICE), json!({})).replace("{\"", "{ \"");
    write("same.case.json", spaced);
    write("readme.txt", "two\n".to_owned());
    // Of the working tree, of what is staged, and of a commit; none of them is fatal to git.
    let of_tree = said(&folder, "git diff");
    let staged = said(&folder, "git add -A && git diff --cached");
    said(&folder, "git commit -qm second");
    let of_commit = said(&folder, "git show --ext-diff --format=");
    for diff in [of_tree, staged, of_commit] {
        for expected in [
            "=== my.case.json\nsign-ins to account 111122223333 change: some are newly allowed;",
            "\n  from office (203.0.113.0/24): nothing changes\n",
            "=== rcp/perimeter.json\nsign-ins to account 111122223333 change: some are newly denied; some are now denied, unknown before\n",
            "by statement Perimeter of resource control policy perimeter (line 1)\n",
            "=== same.case.json\nnothing changes: every sign-in to account 111122223333 is decided as before\n",
            "-one\n+two\n",
        ] {
            assert!(diff.contains(expected), "{expected}: {diff}");
        }
        assert!(!diff.contains("NotIpAddress"), "{diff}");
    }

    // A file that is added, one that is deleted, and one that cannot be read.
    write("new.case.json", case(&perimeter(OFFICE), json!({})));
    write("same.case.json", "{".to_owned());
    said(&folder, "rm my.case.json && git add -A");
    let output = shell(&folder, "git diff --cached --no-renames");
    assert!(output.status.success());
    let diff = String::from_utf8(output.stdout).unwrap();
    for expected in [
        "=== new.case.json\nsign-ins to account 111122223333 change: some are newly denied;",
        "=== my.case.json\nsign-ins to account 111122223333 change: some are newly allowed;",
    ] {
        assert!(diff.contains(expected), "{expected}: {diff}");
    }
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("error[json-"), "{complaint}");
}
