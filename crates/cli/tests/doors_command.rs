//! `vestibule doors`: each format, in both languages, and allow-lists from files.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Run, folder, run, run_in, run_with};

const ROOT: [&str; 5] = ["doors", "--user", "root", "--region", "eu-west-1"];

fn of(more: &[&str]) -> Run {
    run(&[&ROOT, more].concat())
}

#[test]
fn the_doors_of_a_user_are_printed_in_both_languages() {
    let english = of(&[]);
    assert_eq!((english.status, &*english.stderr), (0, ""));
    for part in [
        "Doors\n  root user\n    https://console.aws.amazon.com/\n",
        "sign-in policies gate it at signin:Authenticate",
        "eu-west-1.signin.aws.amazon.com: AL, EP",
        "com.amazonaws.us-east-1.console-static",
        "Sources\n  UG: https://docs.aws.amazon.com/signin/",
        "allowlist-domains.html, as of 2026-11-30\n",
    ] {
        assert!(english.stdout.contains(part), "{part}\n{}", english.stdout);
    }
    let japanese = run_with(Path::new("."), &ROOT, b"", &[("LANG", "ja_JP.UTF-8")]);
    assert!(
        japanese.stdout.contains("ルートユーザー"),
        "{}",
        japanese.stdout
    );
    let markdown = of(&["--format", "markdown"]);
    assert!(
        markdown.stdout.starts_with("**Doors**\n"),
        "{}",
        markdown.stdout
    );
}

#[test]
fn the_answer_is_json_of_the_schema() {
    let answer: Value = serde_json::from_str(&of(&["--format", "json"]).stdout).unwrap();
    assert_eq!(answer["doors"][0]["door"], "root");
    assert_eq!(answer["domains"][0]["domain"], "eu-west-1.signin.aws");
    assert_eq!(answer["sources"][0]["tag"], "UG");
    let schema: Value = serde_json::from_str(&run(&["schema", "doors"]).stdout).unwrap();
    let known = schema["properties"].as_object().unwrap();
    for name in answer.as_object().unwrap().keys() {
        assert!(known.contains_key(name), "{name}");
    }
}

#[test]
fn a_list_for_a_firewall_is_covered_by_itself() {
    let list = of(&["--format", "list"]).stdout;
    assert!(list.contains("*.cloudfront.net\n"), "{list}");
    let args = [&ROOT[..], &["--allow-list", "-"]].concat();
    let held = run_in(Path::new("."), &args, list.as_bytes());
    assert_eq!(held.status, 0, "{}", held.stdout);
    assert!(
        held.stdout
            .starts_with("The allow-list covers all domains that are needed\n")
    );
    let hosts = of(&["--format", "list", "--no-wildcards"]).stdout;
    assert!(
        hosts.contains("# *.cloudfront.net has no host names"),
        "{hosts}"
    );
    assert!(
        hosts
            .lines()
            .all(|line| line.starts_with('#') || !line.contains('*'))
    );
    let held = run_in(Path::new("."), &args, hosts.as_bytes());
    assert_eq!(held.status, 1);
    let open = run(&["doors", "--user", "root", "--format", "list"]).stdout;
    assert!(open.contains("# [Region].signin.aws needs what"), "{open}");
}

#[test]
fn a_file_is_held_against_what_is_needed() {
    let folder = folder("doors-list");
    std::fs::write(folder.join("list.txt"), "*.amazonaws.com\nno domain\n").unwrap();
    let args = [&ROOT[..], &["--allow-list", "list.txt"]].concat();
    let held = run_in(&folder, &args, b"");
    assert_eq!((held.status, &*held.stderr), (1, ""));
    for part in [
        "The allow-list lacks domains that are needed\n",
        "Too wide: strangers have hosts there\n  *.amazonaws.com: line 1\n",
        "Lines that could not be read\n  line 2: it is not a domain\n    no domain\n",
    ] {
        assert!(held.stdout.contains(part), "{part}\n{}", held.stdout);
    }
    let missing = run_in(&folder, &["doors", "--allow-list", "nothing.txt"], b"");
    assert_eq!((missing.status, &*missing.stdout), (2, ""));
    assert!(
        missing.stderr.contains("unreadable-path"),
        "{}",
        missing.stderr
    );
}

#[test]
fn wrong_arguments_say_what_to_write() {
    for (flag, value, said) in [
        ("--account", "My_Account", "twelve digits"),
        ("--region", "cn-north-1", "commercial Region"),
        ("--portal", "a.b", "without dots"),
        ("--user", "guest", "possible values"),
    ] {
        let run = run(&["doors", flag, value]);
        assert_eq!(run.status, 2, "{flag}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}
