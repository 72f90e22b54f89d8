//! What a case file, a page or a folder of a stranger cannot make the command read, print
//! or wait for.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{DENY, Run, case_with, folder, run_in};

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

#[test]
fn no_document_outside_is_read_however_it_is_named() {
    let project = project("hostile-outside");
    let real = project.canonicalize().unwrap();
    let above = real.parent().unwrap().to_str().unwrap();
    for path in [
        "../../secret.env",
        "../../secret.json",
        "../../nothing-at-all.json",
        ".//../../secret.env",
        "..\\..\\secret.env",
        "a/../../../secret.env",
        "./.././.././secret.env",
        &format!("{above}/secret.env"),
        &format!("{above}/project/../secret.env"),
        &format!("//{above}/secret.json"),
        "/etc/passwd",
        "/proc/self/environ",
        "/proc/self/cwd/../secret.env",
        "/dev/stdin",
        "/dev/fd/0",
        "/dev/zero",
        "../../project-not/x.json",
    ] {
        write(&project, "cases/case.json", &naming(path));
        for args in [
            &["decide", "cases/case.json"][..],
            &["test", "cases/case.json"],
            &["test", "cases", "--format", "json"],
        ] {
            let run = run_in(&project, args, SECRET.as_bytes());
            assert_refused(&run, "path-outside", path);
            assert!(run.stderr.contains("`--allow-path DIR`"), "{run:?}");
        }
    }
}

#[test]
fn files_below_the_folders_that_are_vouched_for_are_read() {
    let project = project("hostile-inside");
    let real = project.canonicalize().unwrap();
    write(&project, "common/closed.json", DENY);
    write(&project, "cases/closed.json", DENY);
    let absolute = format!("{}/common/closed.json", real.to_str().unwrap());
    for path in [
        "closed.json",
        "./x/..//closed.json",
        "..\\common\\closed.json",
        "../common/closed.json",
        &absolute,
    ] {
        write(&project, "cases/case.json", &naming(path));
        for told in ["cases/case.json", "cases", "./cases/"] {
            let run = run_in(&project, &["test", told], b"");
            assert_eq!(run.status, 0, "{path}: {run:?}");
        }
    }
    // From elsewhere only what lies below the case file.
    write(
        &project,
        "cases/case.json",
        &naming("../common/closed.json"),
    );
    let elsewhere = folder("hostile-elsewhere");
    let case = real.join("cases/case.json");
    let case = case.to_str().unwrap();
    assert_refused(
        &run_in(&elsewhere, &["test", case], b""),
        "path-outside",
        case,
    );
    let whole = run_in(&elsewhere, &["test", real.to_str().unwrap()], b"");
    assert_eq!(whole.status, 0, "the tested folder: {whole:?}");
    let common = real.join("common");
    for command in ["test", "decide"] {
        let allowed = [
            "--allow-path",
            "nowhere",
            "--allow-path",
            common.to_str().unwrap(),
        ];
        let run = run_in(&elsewhere, &[&[command, case][..], &allowed].concat(), b"");
        assert_eq!(run.status, 0, "{run:?}");
        let run = run_in(&elsewhere, &[command, case, "--allow-path", "nowhere"], b"");
        assert_refused(&run, "path-outside", "nowhere");
        assert!(
            run.stderr.contains("cannot follow `nowhere`: no such file"),
            "{run:?}"
        );
    }
    // The root of the file system is the working directory of many a container.
    let run = run_in(Path::new("/"), &["test", case], b"");
    assert_refused(&run, "path-outside", "/");
}

#[test]
fn what_the_user_names_is_read_wherever_it_lies() {
    let project = project("hostile-typed");
    let who = [
        "--principal",
        "arn:aws:iam::111122223333:user/alice",
        "--source-ip",
        "192.0.2.1",
    ];
    let run = run_in(
        &project,
        &[&["decide", "--resource-policy", "../closed.json"][..], &who].concat(),
        b"",
    );
    assert!(run.stdout.contains("denied at"), "{run:?}");
    let run = run_in(
        &project,
        &[
            &["decide", "--rcp", "-", "--resource-policy", "-"][..],
            &who,
        ]
        .concat(),
        DENY.as_bytes(),
    );
    assert!(run.stdout.contains("denied at"), "{run:?}");
    assert_eq!(
        run_in(&project, &["check", "../closed.json"], b"").status,
        0
    );
    assert_eq!(run_in(&project, &["test", "../case.json"], b"").status, 0);
    // But a case file does not ask for standard input.
    write(&project, "case.json", &naming("-"));
    for told in ["case.json", "."] {
        let run = run_in(&project, &["test", told], SECRET.as_bytes());
        assert_refused(&run, "unreadable-path", "-");
        assert!(
            run.stderr
                .contains("standard input is only read where the user names it"),
            "{run:?}"
        );
    }
}

#[test]
fn paths_that_lead_nowhere_are_named() {
    let project = project("hostile-nowhere");
    let long = "x".repeat(300);
    for (path, why) in [
        ("", "the path is empty"),
        ("a\0b", "the path has a NUL character"),
        (".", "is a directory"),
        ("gone.json", "no such file or directory"),
        ("file:///etc/passwd", "no such file or directory"),
        (&*long, "file name too long"),
    ] {
        write(&project, "case.json", &naming(path));
        let run = run_in(&project, &["test", "case.json"], b"");
        assert_refused(&run, "unreadable-path", path);
        assert!(run.stderr.contains(why), "{path:?}: {run:?}");
    }
}

#[test]
fn examples_of_pages_are_read_below_the_page_and_the_root() {
    let project = project("hostile-pages");
    let denied = case_with(&format!(r#"{{ "resourceBased": {DENY} }}"#), REQUEST);
    write(&project, "site/case.json", &denied);
    for src in [
        "../../secret.env",
        "%2e%2e/%2e%2e/secret.env",
        "..%2f..%2fsecret.json",
        ".%2E\\..\\secret.env",
        ".//..//../secret.env",
        "%2e%2e%5c..%5csecret.env/../../../secret.env",
    ] {
        for page in ["docs/page.html", "docs/page.md"] {
            write(&project, page, &example(src));
            for args in [
                &["test", page][..],
                &["test", "docs"],
                &["test", page, "--root", "site"],
            ] {
                assert_refused(&run_in(&project, args, b""), "path-outside", src);
            }
            fs::remove_file(project.join(page)).unwrap();
        }
    }
    // Above its root a site has nothing.
    for (src, status) in [
        ("/case.json", 0),
        ("/../case.json", 0),
        ("/%2e%2e/..\\case.json", 0),
        ("/../secret.env", 2),
    ] {
        write(&project, "docs/page.html", &example(src));
        let run = run_in(&project, &["test", "docs/page.html", "--root", "site"], b"");
        assert_eq!(run.status, status, "{src}: {run:?}");
        assert!(!run.stderr.contains(SECRET), "{run:?}");
    }
    let run = run_in(
        &project,
        &["test", "../project/docs/page.html", "--root", "site"],
        b"",
    );
    assert!(
        run.stderr.contains("site/secret.env") || run.stderr.contains("`secret.env`"),
        "{run:?}"
    );
    write(&project, "docs/page.html", &example("../../case.json"));
    let run = run_in(&project, &["test", "docs", "--allow-path", ".."], b"");
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn nothing_is_shown_of_a_file_that_is_no_json() {
    let project = project("hostile-excerpts");
    write(&project, "cases/keep.md", "nothing\n");
    for text in [
        format!("TOKEN={SECRET}\n"),
        format!("[default]\nkey = {SECRET}\n"),
        format!("-----BEGIN KEY-----\n{SECRET}\n"),
        format!("user:\n  - {SECRET}\n"),
        format!("{{{{ {SECRET} }}}}"),
        format!("\u{0}{SECRET}\u{ff}"),
    ] {
        write(&project, "secret", &text);
        write(&project, "secret.json", &text);
        write(&project, "cases/case.json", &naming("../secret"));
        write(&project, "page.html", &example("secret"));
        for args in [
            &["test", "cases/case.json"][..],
            &["test", "cases", "--format", "json"],
            &["decide", "cases/case.json"],
            &["decide", "secret"],
            &["test", "secret"],
            &["test", "page.html"],
            &["test", "."],
        ] {
            let run = run_in(&project, args, b"");
            assert_eq!(run.status, 2, "{args:?}: {run:?}");
            let printed = [&*run.stdout, &*run.stderr].concat();
            assert!(!printed.contains(SECRET), "{args:?}: {run:?}");
            assert!(
                run.stderr.contains("the file holds no JSON"),
                "{args:?}: {run:?}"
            );
        }
        let checked = run_in(&project, &["check", "secret"], b"");
        assert_eq!(checked.status, 1);
        assert!(!checked.stdout.contains(SECRET), "{checked:?}");
        assert!(
            checked.stdout.contains("the file holds no JSON"),
            "{checked:?}"
        );
    }
}

#[test]
fn a_document_that_could_not_be_read_is_no_passed_test() {
    let project = project("hostile-unread");
    let unknown = REQUEST.replace("denied", "unknown");
    let expecting = |path: &str, request: &str| {
        case_with(&format!(r#"{{ "resourceBased": "{path}" }}"#), request)
    };
    let nothing = REQUEST.replace(r#", "expect": { "outcome": "denied" }"#, "");
    write(&project, "empty.json", "");
    write(&project, "text.json", "Deny everything");
    write(
        &project,
        "large.json",
        &format!("{{ \"a\": \"{}\" }}", "é".repeat(1 << 20)),
    );
    for (path, code) in [
        ("gone.json", "unreadable-path"),
        ("empty.json", "json-empty"),
        ("text.json", "json-unquoted"),
        ("large.json", "document-too-large"),
    ] {
        for request in [&unknown, &nothing] {
            write(&project, "case.json", &expecting(path, request));
            for flags in [
                &["test", "case.json"][..],
                &["test", "case.json", "--allow-no-expectations"],
            ] {
                assert_refused(&run_in(&project, flags, b""), code, path);
            }
        }
    }
    // A policy that AWS would refuse is tested on purpose.
    write(&project, "refused.json", &DENY.replace("Deny", "Denny"));
    write(&project, "case.json", &expecting("refused.json", &unknown));
    assert_eq!(run_in(&project, &["test", "case.json"], b"").status, 0);
}

#[test]
fn a_case_that_expects_nothing_does_not_pass() {
    let project = project("hostile-nothing");
    let nothing = REQUEST.replace(r#", "expect": { "outcome": "denied" }"#, "");
    let policies = format!(r#"{{ "resourceBased": {DENY} }}"#);
    write(&project, "one.json", &case_with(&policies, &nothing));
    write(&project, "none.json", &case_with(&policies, ""));
    let both = format!("{nothing}, {REQUEST}");
    write(&project, "both.json", &case_with(&policies, &both));
    let inside = case_with(&policies, &nothing);
    write(
        &project,
        "page.html",
        &format!(
            "<vestibule-example><pre>{inside}</pre></vestibule-example>{}",
            example("both.json")
        ),
    );
    for file in ["one.json", "none.json", "page.html"] {
        let run = run_in(&project, &["test", "both.json", file], b"");
        assert_refused(&run, "no-expectations", file);
        assert!(run.stderr.contains("`--allow-no-expectations`"), "{run:?}");
        let allowed = ["test", "both.json", file, "--allow-no-expectations"];
        assert_eq!(run_in(&project, &allowed, b"").status, 0, "{file}");
    }
    let run = run_in(&project, &["test", "one.json", "--format", "json"], b"");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["files"][0]["findings"][0]["code"], "no-expectations");
    assert_eq!(run_in(&project, &["test", "both.json"], b"").status, 0);
}

#[test]
fn a_file_is_read_once_and_all_of_them_are_bounded() {
    let project = project("hostile-many");
    write(&project, "small.json", DENY);
    let many = |count: usize, name: &dyn Fn(usize) -> String| {
        let entry = |index| format!(r#"{{ "document": "{}" }}"#, name(index));
        let entries: Vec<String> = (0..count).map(entry).collect();
        case_with(
            &format!(r#"{{ "resourceControl": [{}] }}"#, entries.join(",")),
            REQUEST,
        )
    };
    write(
        &project,
        "case.json",
        &many(400, &|index| {
            format!("{}small.json", "./".repeat(index % 3))
        }),
    );
    assert_eq!(run_in(&project, &["test", "case.json"], b"").status, 0);
    write(
        &project,
        "case.json",
        &many(5001, &|_| "small.json".to_owned()),
    );
    assert_refused(
        &run_in(&project, &["test", "case.json"], b""),
        "too-many-files",
        "5001",
    );

    let large = DENY.replace("Closed", &"C".repeat(1_000_000));
    write(&project, "large.json", &large);
    write(
        &project,
        "case.json",
        &many(8, &|_| "large.json".to_owned()),
    );
    assert_eq!(run_in(&project, &["test", "case.json"], b"").status, 0);
    write(
        &project,
        "case.json",
        &many(400, &|_| "large.json".to_owned()),
    );
    let run = run_in(&project, &["test", "case.json"], b"");
    assert_refused(&run, "files-too-large", "400");
    assert_eq!(
        run.stderr.matches("files-too-large").count(),
        1,
        "it is said once"
    );

    // One large file, named many times in each of many case files.
    let eight = many(8, &|_| "../large.json".to_owned());
    for index in 0..40 {
        write(&project, &format!("cases/{index}.json"), &eight);
    }
    let run = run_in(&project, &["test", "cases"], b"");
    assert_refused(&run, "run-too-large", "40 cases");
    assert!(
        run.stdout.starts_with("4 passed, 36 unusable"),
        "{}",
        run.stdout
    );

    let whole = case_with(&format!(r#"{{ "resourceBased": {large} }}"#), REQUEST);
    write(&project, "whole.json", &whole);
    write(&project, "page.md", &example("whole.json").repeat(9));
    let run = run_in(&project, &["test", "page.md"], b"");
    assert_refused(&run, "files-too-large", "page");
    assert!(run.stdout.starts_with("8 passed, 1 unusable"), "{run:?}");
    write(&project, "page.md", &"x".repeat((8 << 20) + 1));
    assert_refused(
        &run_in(&project, &["test", "page.md"], b""),
        "page-too-large",
        "page",
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

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
            let line =
                r#"for i in $(seq "$1"); do mkdir "$0" && cd "$0" || exit 1; done; cp "$2" ."#;
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
}
