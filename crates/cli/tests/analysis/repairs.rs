//! `vestibule repair`: words, JSON, Markdown, patches, statuses.

use std::process::Command;

use serde_json::Value;

use crate::support::{Run, run_in};
use crate::{cases, on, root};

fn lines(run: &Run) -> Vec<&str> {
    run.stdout.lines().collect()
}

#[test]
fn repairs_in_words_are_numbered_and_show_the_change() {
    let found = on("repair", "separate-statements.json", &[]);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    let shown = lines(&found);
    assert_eq!(
        shown[..6],
        [
            "to allow a sign-in of arn:aws:iam::777788889999:user/Alice",
            "  for example arn:aws:iam::777788889999:user/Alice from 203.0.113.10 in eu-west-1, by the console",
            "    denied now: by statement DenyUnlessVpc of the resource-based policy (line 36)",
            "",
            "1. exclude arn:aws:iam::777788889999:user/Alice in statement DenyUnlessVpc of the resource-based policy (line 36)",
            "  serves only arn:aws:iam::777788889999:user/Alice",
        ]
    );
    assert!(
        found
            .stdout
            .contains("\n    +            \"NotIpAddress\": {\n")
    );
    // A change that was told for the first sign-in is not told again.
    assert!(
        found.stdout.contains("\n6. the same as change 5\n"),
        "{}",
        found.stdout
    );
    let japanese = on("repair", "separate-statements.json", &["--lang", "ja"]);
    assert!(
        japanese.stdout.contains("を除外する"),
        "{}",
        japanese.stdout
    );
}

#[test]
fn statuses_say_whether_there_are_repairs() {
    for (args, status, text) in [
        (
            &["example-1.json"][..],
            0,
            "role/aws-reserved/sso.amazonaws.com/*",
        ),
        (
            &["scp-break-glass.json"],
            1,
            "no change that is tried has that effect",
        ),
        (
            &["open.json"],
            0,
            "nobody is known to be locked out of the console",
        ),
        (
            &["example-1.json", "--request", "Alice in the office"],
            0,
            "to deny a sign-in of",
        ),
        (
            &["example-1.json", "--request", "Alice in the ofice"],
            2,
            "",
        ),
        (
            &[
                "guarantees.json",
                "--guarantee",
                "break-glass gets in from anywhere",
            ],
            0,
            "holds",
        ),
        (&["guarantees.json", "--guarantee", "x"], 2, ""),
        (&["nothing.json"], 2, ""),
        (
            &["example-1.json", "--request", "a", "--guarantee", "b"],
            2,
            "",
        ),
    ] {
        for format in ["text", "json", "markdown", "patch"] {
            let (case, more) = args.split_first().unwrap();
            let mut more = more.to_vec();
            more.extend(["--format", format]);
            let found = on("repair", case, &more);
            if format == "patch" {
                continue;
            }
            assert_eq!(found.status, status, "{args:?} {format}: {}", found.stderr);
            match format {
                "json" if status < 2 => {
                    let value: Value = serde_json::from_str(&found.stdout).unwrap();
                    assert!(value.is_array());
                }
                "text" => assert!(found.stdout.contains(text), "{args:?}: {}", found.stdout),
                _ => {}
            }
        }
    }
    let unknown = on(
        "repair",
        "example-1.json",
        &["--request", "Alice in the ofice"],
    );
    assert!(
        unknown.stderr.contains("`Alice in the office`"),
        "{}",
        unknown.stderr
    );
}

/// What `--format patch` prints, git applies, to the case file and to a policy in a file of
/// its own, whatever their line ends.
#[test]
fn patches_apply() {
    let folder = std::env::temp_dir().join(format!("vestibule-repair-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("policies")).unwrap();
    let text = std::fs::read_to_string(cases().join("separate-statements.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let policy = serde_json::to_string_pretty(&file["policies"]["resourceBased"]).unwrap();
    file["policies"]["resourceBased"] = "policies/own.json".into();
    for (whole, own) in [
        (text.clone(), None),
        (text.replace('\n', "\r\n"), None),
        (text.replace("  ", "\t"), None),
        (file.to_string(), Some(policy.clone())),
        (file.to_string(), Some(policy.replace('\n', "\r\n"))),
    ] {
        std::fs::write(folder.join("case.json"), &whole).unwrap();
        std::fs::write(
            folder.join("policies/own.json"),
            own.as_deref().unwrap_or("{}"),
        )
        .unwrap();
        let patch = run_in(
            &folder,
            &["repair", "case.json", "--format", "patch", "--change", "5"],
            b"",
        );
        assert_eq!((patch.status, patch.stderr.as_str()), (0, ""));
        std::fs::write(folder.join("change.patch"), &patch.stdout).unwrap();
        let applied = Command::new("git")
            .args(["apply", "--unsafe-paths", "change.patch"])
            .current_dir(&folder)
            .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
            .output()
            .unwrap();
        let complaint = String::from_utf8_lossy(&applied.stderr);
        assert!(applied.status.success(), "{complaint}\n{}", patch.stdout);
        let merged = run_in(&folder, &["lockout", "case.json", "--format", "json"], b"");
        let lockout: Value = serde_json::from_str(&merged.stdout).unwrap();
        let alice = &lockout["principals"][0];
        assert_eq!(alice["verdict"], "passes", "{alice}");
    }
    let none = run_in(
        &folder,
        &["repair", "case.json", "--format", "patch", "--change", "99"],
        b"",
    );
    assert_eq!(none.status, 2);
    assert!(none.stderr.contains("no-such-change"), "{}", none.stderr);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A stranger's policy puts no character into a patch that commands a terminal.
#[test]
fn a_patch_holds_no_character_that_is_not_seen() {
    let path = root().join("tests/analysis/separate-statements.json");
    let text = std::fs::read_to_string(path).unwrap();
    let hostile = text.replace("DenyUnlessVpc", "Deny\u{202e}\u{9b}2J");
    let args = ["repair", "-", "--format", "json"];
    let json = run_in(&cases(), &args, hostile.as_bytes());
    assert!(!json.stdout.contains(['\u{202e}', '\u{9b}']));
    let folder = std::env::temp_dir().join(format!("vestibule-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("case.json"), &hostile).unwrap();
    for format in ["text", "markdown", "patch"] {
        let args = ["repair", "case.json", "--format", format, "--change", "5"];
        let found = run_in(&folder, &args, b"");
        assert!(!found.stdout.contains(['\u{202e}', '\u{9b}']), "{format}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
