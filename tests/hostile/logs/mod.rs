//! What strangers write is shown, and never taken for the command's own words.

mod cases;

use std::path::Path;
use std::process::Stdio;

use vestibule_syntax::visible::is_unseen;

use self::cases::{HOSTILE, cases};
use crate::run::{Run, case, command, finish, folder, json, request, write};

/// Each way to run it: plain, with colours, on a runner of GitHub.
fn runs(folder: &Path, args: &[&str]) -> Vec<(String, Run)> {
    let ways: [(&str, &[(&str, &str)]); 3] = [
        ("plain", &[("NO_COLOR", "1")]),
        ("colours", &[("CLICOLOR_FORCE", "1")]),
        (
            "GitHub",
            &[
                ("NO_COLOR", "1"),
                ("GITHUB_ACTIONS", "true"),
                ("CI", "true"),
            ],
        ),
    ];
    ways.iter()
        .map(|(way, variables)| {
            let program = Path::new(env!("CARGO_BIN_EXE_vestibule"));
            let mut command = command(folder, program, args);
            command
                .env_remove("NO_COLOR")
                .envs(variables.iter().copied());
            let what = format!("{} ({way})", args.join(" "));
            (what.clone(), finish(&mut command, &what))
        })
        .collect()
}

/// An output without the colours that the command itself sets.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match digits.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => {
                plain.push_str("\u{1b}[");
                plain.push_str(part);
            }
        }
    }
    plain
}

fn harmless(folder: &Path, args: &[&str]) {
    for (what, run) in runs(folder, args) {
        for output in [&run.stdout, &run.stderr] {
            let output = without_colours(output);
            let unseen = output.chars().find(|c| *c != '\n' && is_unseen(*c));
            assert_eq!(unseen, None, "{what}: {output:?}");
            for line in output.lines() {
                let line = line.trim();
                assert_ne!(line, "7 passed in 7 files", "{what}: {output}");
                assert!(!line.starts_with("::"), "{what}: {line}");
            }
            if what.contains("GitHub") {
                assert!(!output.contains("::add-mask"), "{what}: {output}");
                assert!(!output.contains("##["), "{what}: {output}");
            }
        }
        if args.contains(&"json") && !run.stdout.is_empty() {
            let read: Result<serde_json::Value, _> = serde_json::from_str(&run.stdout);
            assert!(read.is_ok(), "{what}: {:?}: {}", read.err(), run.stdout);
        }
    }
}

#[test]
fn case_files_forge_no_line() {
    let folder = folder("logs");
    for (name, text) in cases() {
        write(&folder.join("case.json"), &text);
        for args in [
            &["decide", "case.json"][..],
            &["decide", "case.json", "--explain"],
            &["decide", "case.json", "--explain", "--format", "json"],
            &["test", "case.json"],
            &["test", "case.json", "--format", "json"],
        ] {
            println!("{name}");
            harmless(&folder, args);
        }
    }
}

#[test]
fn policies_and_pages_forge_no_line() {
    let folder = folder("logs-policies");
    for (name, text) in cases() {
        println!("{name}");
        let case: Result<serde_json::Value, _> = serde_json::from_str(&text);
        let policy = case
            .ok()
            .and_then(|case| Some(case.pointer("/policies/resourceBased")?.to_string()));
        if let Some(policy) = policy {
            write(&folder.join("policy.json"), &policy);
            harmless(&folder, &["check", "policy.json"]);
            harmless(&folder, &["check", "policy.json", "--format", "json"]);
            harmless(
                &folder,
                &[
                    "decide",
                    "--resource-policy",
                    "policy.json",
                    "--principal",
                    "arn:aws:iam::111122223333:root",
                    "--source-ip",
                    "198.51.100.7",
                ],
            );
        }
        write(
            &folder.join("page.html"),
            &format!(
                "<vestibule-example>{}</vestibule-example>",
                text.replace('<', "&lt;")
            ),
        );
        harmless(&folder, &["test", "page.html"]);
    }
    let quoted = HOSTILE.replace('\0', "");
    write(
        &folder.join("page.md"),
        &format!(
            "<vestibule-example src='{quoted}'></vestibule-example>\n\n<svg {quoted}><vestibule-example>\n"
        ),
    );
    harmless(&folder, &["test", "page.md"]);
}

#[test]
fn names_of_files_forge_no_line() {
    let folder = folder("logs-names");
    // No zero and no slash, and no more bytes than a file system takes.
    let name = HOSTILE.replace(['\0', '/'], "");
    for file in [
        format!("{name}.json"),
        format!("{name}.md"),
        format!("{name}/case.json"),
    ] {
        write(
            &folder.join("all").join(&file),
            "{ \"vestibule\": 1, \"requests\": [ }",
        );
        let path = format!("all/{file}");
        harmless(&folder, &["test", &path]);
        harmless(&folder, &["check", &path]);
        harmless(&folder, &["decide", &path]);
    }
    harmless(&folder, &["test", "all"]);
    harmless(&folder, &["test", "all", "--format", "json"]);
    // Arguments are strings of somebody, too.
    harmless(&folder, &["test", &name]);
    harmless(&folder, &["decide", "--principal", &name]);
    harmless(
        &folder,
        &[
            "decide",
            "--principal",
            "arn:aws:iam::111122223333:root",
            "--context",
            &name,
        ],
    );
    harmless(&folder, &[&name]);
}

/// In a container the runner that reads the log cannot be seen.
#[test]
fn no_line_begins_with_a_command() {
    let folder = folder("logs-begin");
    for name in ["::add-mask::x", "##[error]x", "  ::error::x"] {
        let text = case("", &request(&format!(",\"name\":{}", json(name))));
        write(&folder.join("case.json"), &text);
        for (what, run) in runs(&folder, &["decide", "case.json"]) {
            for line in run.log().lines() {
                let line = without_colours(line);
                let line = line.trim();
                assert!(!line.starts_with("::"), "{what}: {line}");
                assert!(!line.starts_with("##"), "{what}: {line}");
            }
        }
    }
}

/// Whoever reads only the beginning of the output learns from the status what came of it.
#[test]
fn a_closed_pipe_does_not_turn_into_success() {
    let folder = folder("logs-pipe");
    let failing: Vec<String> = (0..90)
        .map(|index| {
            let name = json(&format!("{index}{}", "n".repeat(4_000)));
            request(&format!(
                ",\"name\":{name},\"expect\":{{\"outcome\":\"denied\"}}"
            ))
        })
        .collect();
    write(&folder.join("case.json"), &case("", &failing.join(",")));
    let wrong = format!("{{\"Version\":\"x\",{}}}", "\"a\":1,".repeat(20_000));
    write(&folder.join("policy.json"), &wrong);
    for args in [
        &["test", "case.json"][..],
        &["test", "case.json", "--format", "json"],
        &["check", "policy.json", "policy.json"],
        &["check", "policy.json", "--format", "json"],
    ] {
        let program = Path::new(env!("CARGO_BIN_EXE_vestibule"));
        let mut command = command(&folder, program, args);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(1), "{args:?}");
    }
}
