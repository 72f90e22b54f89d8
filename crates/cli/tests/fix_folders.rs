//! `vestibule check --fix` of folders and of case files: what is written, and what is not.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::fs;
use std::path::Path;

use support::{Run, folder, run_in};

const WRONG: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "effect": "Deny",
      "Principal": "*",
      "Action": "signin:*",
      "Resource": "*",
      "Condition": { "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-0abc1234" } },
    }
  ]
}
"#;

fn right() -> String {
    effect_alone()
        .replace("EqualsIfExists", "Equals")
        .replace("} },\n", "} }\n")
}

fn effect_alone() -> String {
    WRONG.replace("effect", "Effect")
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn check(folder: &Path, args: &[&str]) -> Run {
    run_in(folder, &[&["check"], args].concat(), b"")
}

/// A case file that holds a policy, and names others.
fn case(named: &[&str], suppressions: &str) -> String {
    let entry = |name: &&str| format!("{{ \"document\": \"{name}\" }}");
    let entries: Vec<String> = named.iter().map(entry).collect();
    let entries = entries.join(", ");
    let policy = WRONG.trim_end().replace('\n', "\n    ");
    format!(
        "{{\n  \"vestibule\": 1,\n  \"account\": {{ \"id\": \"777788889999\" }},\n  \"policies\": {{\n    \"resourceBased\": {policy},\n    \"resourceControl\": [{entries}]\n  }},\n  \"requests\": []{suppressions}\n}}\n"
    )
}

/// The case file with its policy put right.
fn case_right(named: &[&str]) -> String {
    let case = case(named, "");
    let case = case.replace("effect", "Effect").replace("} },\n", "} }\n");
    case.replacen(
        "\"account\": { \"id\": \"777788889999\" }\n",
        "\"account\": { \"id\": \"777788889999\" },\n",
        1,
    )
    .replace("EqualsIfExists", "Equals")
}

#[test]
fn every_policy_of_a_folder_is_fixed_and_nothing_outside_of_it() {
    let root = folder("fix-folder");
    let named = ["./rcp.json", "../outside.json"];
    write(&root, "all/case.json", &case(&named, ""));
    write(&root, "all/rcp.json", WRONG);
    write(&root, "all/deep/er/other.json", WRONG);
    write(&root, "all/.hidden/other.json", WRONG);
    write(&root, "all/package.json", "{ \"name\": \"effect\", }");
    write(&root, "outside.json", WRONG);
    let shown = check(&root, &["all", "--diff"]);
    assert_eq!(shown.status, 1, "{shown:?}");
    assert_eq!(shown.stdout.matches("--- a/all/rcp.json\n").count(), 1);
    assert_eq!(read(&root, "all/rcp.json"), WRONG);
    let run = check(&root, &["all", "--fix"]);
    assert_eq!(read(&root, "all/case.json"), case_right(&named));
    assert_eq!(read(&root, "all/rcp.json"), right());
    assert_eq!(read(&root, "all/deep/er/other.json"), right());
    for name in ["outside.json", "all/.hidden/other.json"] {
        assert_eq!(read(&root, name), WRONG, "{name}");
    }
    for part in [
        "all/case.json:9: fixed: `effect` is written `Effect` [element-case]\n",
        "all/deep/er/other.json:5: fixed: ",
        "outside.json: not fixed, since it is not in the folder",
        "9 problems fixed in 3 files\n",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    let again = check(&root, &["all", "--fix"]);
    assert!(!again.stderr.contains("fixed in"), "{}", again.stderr);
    let shown = check(&root, &["all", "--diff"]);
    assert_eq!((shown.status, &*shown.stdout), (0, ""), "{shown:?}");
}

#[test]
fn what_several_cases_name_is_fixed_once() {
    let root = folder("fix-shared");
    for name in ["a.json", "b.json"] {
        write(&root, name, &case_right(&["./rcp.json"]));
    }
    write(&root, "rcp.json", WRONG);
    let shown = check(&root, &[".", "--diff"]);
    let patches = shown.stdout.matches("--- a/").count();
    assert_eq!(patches, 1, "{}", shown.stdout);
    assert!(
        shown
            .stderr
            .contains("3 problems in 1 file would be fixed\n")
    );
    check(&root, &[".", "--fix"]);
    assert_eq!(read(&root, "rcp.json"), right());
}

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_stays_and_one_out_of_it_is_not_followed() {
    use std::os::unix::fs::symlink;

    let root = folder("fix-links");
    write(&root, "all/policies/rcp.json", WRONG);
    write(&root, "outside.json", WRONG);
    symlink("policies/rcp.json", root.join("all/link.json")).unwrap();
    symlink("../outside.json", root.join("all/away.json")).unwrap();
    let run = check(&root, &["all", "--fix"]);
    assert_eq!(run.status, 2, "{run:?}");
    let said = "the link `all/away.json` leads out of the checked folder";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert_eq!(read(&root, "outside.json"), WRONG);
    assert_eq!(read(&root, "all/policies/rcp.json"), right());
    assert!(root.join("all/link.json").is_symlink());
    let count = run.stderr.matches("3 problems fixed in 1 file\n").count();
    assert_eq!(count, 1, "{}", run.stderr);
}

#[test]
fn only_what_is_reported_is_fixed() {
    let root = folder("fix-selected");
    let write_all = || {
        write(&root, "rcp.json", WRONG);
        let suppressions = ",\n  \"suppressions\": [{ \"rule\": \"element-case\", \"policy\": \"resourceControl[0]\", \"reason\": \"so it is stored\" }]";
        write(&root, "case.json", &case(&["./rcp.json"], suppressions));
    };
    let fixed = |args: &[&str]| {
        write_all();
        check(&root, &[&["--fix", "rcp.json"], args].concat());
        read(&root, "rcp.json")
    };
    assert_eq!(fixed(&["--select", "element-case"]), effect_alone());
    // Of a statement that cannot be read rules say nothing.
    let others = WRONG.replace("} },\n", "} }\n");
    assert_eq!(fixed(&["--ignore", "element-case"]), others);
    assert_eq!(fixed(&["--severity", "error"]), {
        right().replace("Equals", "EqualsIfExists")
    });
    // What the case file suppresses is not fixed there, and is elsewhere.
    write_all();
    check(&root, &["--fix", "case.json"]);
    assert_eq!(read(&root, "rcp.json"), others);
    assert!(read(&root, "case.json").contains("\"Effect\": \"Deny\""));
    // So does the configuration, by the path of the file.
    let suppressed = "{ \"suppressions\": [{ \"rule\": \"element-case\", \"file\": \"rcp.json\", \"reason\": \"so it is stored\" }] }";
    write(&root, "vestibule.json", suppressed);
    assert_eq!(fixed(&[]), others);
    let ignored = "{ \"ignore\": [\"element-case\"] }";
    write(&root, "vestibule.json", ignored);
    assert_eq!(fixed(&[]), others);
    assert_eq!(fixed(&["--no-config"]), right());
}

#[test]
fn line_ends_stay_and_what_is_no_policy_is_not_touched() {
    let root = folder("fix-bytes-kept");
    write(
        &root,
        "marked.json",
        &format!("\u{feff}{}", WRONG.replace('\n', "\r\n")),
    );
    check(&root, &["--fix", "marked.json"]);
    // AWS reads no byte order mark.
    let expected = right().replace('\n', "\r\n");
    assert_eq!(read(&root, "marked.json"), expected);
    let secret = "# of mine\nPASSWORD=hunter2, // {\"effect\": 1,}\n";
    write(&root, "secrets.env", secret);
    for flag in ["--fix", "--fix-unsafe", "--diff"] {
        let run = check(&root, &[flag, "secrets.env"]);
        assert_eq!(read(&root, "secrets.env"), secret);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn accounts_that_are_not_compared_are_counted() {
    let root = folder("fix-accounts");
    let arns: Vec<String> = (1..=6)
        .map(|n| format!("\"arn:aws:iam::77778888999{n}:role/Admin\""))
        .collect();
    let condition = format!(
        "\"Condition\": {{ \"ArnNotLike\": {{ \"aws:PrincipalArn\": [{}] }} }}",
        arns.join(", ")
    );
    let condition_now =
        "\"Condition\": { \"StringNotEqualsIfExists\": { \"aws:SourceVpc\": \"vpc-0abc1234\" } }";
    write(&root, "rcp.json", &WRONG.replace(condition_now, &condition));
    let run = check(&root, &["--diff", "rcp.json"]);
    let said = "rcp.json: decisions are not compared for 2 of the accounts that policies name, from 777788889995 on\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}
