//! What is said of files that cannot be used: nothing of their content, and never that a
//! test passed.

use serde_json::Value;

use crate::support::{DENY, case_with, run_in};
use crate::{REQUEST, SECRET, assert_refused, example, naming, project, write};

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
        &format!("{{ \"a\": \"{}\" }}", "é".repeat(3 << 20)),
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
