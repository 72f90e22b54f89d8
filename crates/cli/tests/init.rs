//! `vestibule init`: a first case file that every command reads, and that passes.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{DENY, Run, folder, run, run_in};

const ACCOUNT: [&str; 2] = ["--account", "111122223333"];

/// A policy that lets in an office, and break-glass from anywhere.
fn perimeter() -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": {
            "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" },
            "ArnNotEquals": {
                "aws:PrincipalArn": "arn:aws:iam::111122223333:user/BreakGlass",
                "signin:PrincipalArn": "arn:aws:iam::111122223333:user/BreakGlass",
            },
        },
    }] })
}

/// A folder with the policy in `policies/rcp.json`.
fn with_policy(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    std::fs::create_dir(folder.join("policies")).unwrap();
    std::fs::write(folder.join("policies/rcp.json"), perimeter().to_string()).unwrap();
    folder
}

fn told(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr))
}

#[test]
fn what_is_written_is_read_by_every_command_and_passes() {
    let folder = with_policy("init-commands");
    let args = ["init", "policies/rcp.json", "--output", "first.json"];
    let written = run_in(&folder, &args, b"");
    assert_eq!(written.status, 0, "{}", written.stderr);
    assert_eq!(
        written.stdout,
        "first.json: 1 network, 3 guarantees and 4 requests, each as it is today and to be confirmed\n"
    );
    for (command, status) in [
        ("decide", 0),
        ("map", 0),
        ("lockout", 1),
        ("prove", 0),
        ("test", 0),
    ] {
        let found = run_in(&folder, &[command, "first.json"], b"");
        assert_eq!(
            (found.status, found.stderr.as_str()),
            (status, ""),
            "{command}"
        );
    }
    let tested = run_in(&folder, &["test", "first.json"], b"");
    assert_eq!(tested.stdout, "7 passed in 1 file\n");
    // The policy stays where it is, and what is changed in it is noticed.
    let text = std::fs::read_to_string(folder.join("first.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let document = &file["policies"]["resourceControl"][0]["document"];
    assert_eq!(*document, json!("./policies/rcp.json"));
    let other = perimeter()
        .to_string()
        .replace("203.0.113.0/24", "198.51.100.0/24");
    std::fs::write(folder.join("policies/rcp.json"), other).unwrap();
    assert_eq!(run_in(&folder, &["test", "first.json"], b"").status, 1);
}

#[test]
fn on_standard_output_it_holds_the_policies() {
    let folder = with_policy("init-stdout");
    let written = run_in(&folder, &["init", "policies/rcp.json"], b"");
    assert_eq!(written.status, 0);
    let file = told(&written);
    assert_eq!(
        file["policies"]["resourceControl"][0]["document"],
        perimeter()
    );
    assert_eq!(file["policies"]["resourceControl"][0]["name"], "rcp");
    assert_eq!(file["account"]["id"], "111122223333");
    let tested = run_in(Path::new("/"), &["test", "-"], written.stdout.as_bytes());
    assert_eq!(
        (tested.status, tested.stdout.as_str()),
        (0, "7 passed in 1 file\n")
    );
    // The same of a pipe, to a file elsewhere, and of a policy above the file.
    std::fs::create_dir(folder.join("below")).unwrap();
    let piped = run_in(
        &folder,
        &["init", "-", "-o", "piped.json"],
        perimeter().to_string().as_bytes(),
    );
    assert_eq!(piped.status, 0, "{}", piped.stderr);
    let above = ["init", "policies/rcp.json", "-o", "below/case.json"];
    assert_eq!(run_in(&folder, &above, b"").status, 0);
    for path in ["piped.json", "below/case.json"] {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let document = &file["policies"]["resourceControl"][0]["document"];
        assert_eq!(*document, perimeter(), "{path}");
    }
}

#[test]
fn no_file_is_replaced_unless_that_is_told() {
    let folder = with_policy("init-replace");
    std::fs::write(folder.join("mine.json"), "mine").unwrap();
    let args = ["init", "policies/rcp.json", "-o", "mine.json"];
    let refused = run_in(&folder, &args, b"");
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    assert!(
        refused
            .stderr
            .contains("error[file-exists]: `mine.json` is there already\n"),
        "{}",
        refused.stderr
    );
    assert!(refused.stderr.contains("`--force`"), "{}", refused.stderr);
    let kept = || std::fs::read_to_string(folder.join("mine.json")).unwrap();
    assert_eq!(kept(), "mine");
    let told = [&args[..], &["--force"]].concat();
    assert_eq!(run_in(&folder, &told, b"").status, 0);
    assert!(kept().starts_with("{\n  \"vestibule\": 1,"));
    let nowhere = ["init", "policies/rcp.json", "-o", "no/such/folder.json"];
    let refused = run_in(&folder, &nowhere, b"");
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    let said = "error[file-not-written]: `no/such/folder.json` cannot be written: no such file or directory";
    assert!(refused.stderr.contains(said), "{}", refused.stderr);
    assert_eq!(run(&["init", "policy.json", "--force"]).status, 2);
}

#[test]
fn the_kind_is_what_the_output_says_or_is_told_or_guessed() {
    let folder = with_policy("init-kinds");
    let output = json!({ "signinResourceBasedPolicy": perimeter() });
    std::fs::write(folder.join("output.json"), output.to_string()).unwrap();
    let args = ["init", "output.json", "policies/rcp.json", "--kind", "rcp"];
    let found = run_in(&folder, &args, b"");
    assert_eq!(found.status, 0, "{}", found.stderr);
    assert!(!found.stderr.contains("guessed"), "{}", found.stderr);
    let file = told(&found);
    assert_eq!(file["policies"]["resourceBased"], output);
    assert_eq!(
        file["policies"]["resourceControl"][0]["document"],
        perimeter()
    );
    let guessed = run_in(&folder, &["init", "policies/rcp.json"], b"");
    let said = "policies/rcp.json: rcp policy (guessed: its principal is `\"*\"` and it only denies; say `--kind` if not)\n";
    assert!(guessed.stderr.contains(said), "{}", guessed.stderr);
    let told_name = json!({ "Policy": {
        "PolicySummary": { "Name": "edge", "Type": "RESOURCE_CONTROL_POLICY" },
        "Content": perimeter().to_string(),
    } });
    let named = run_in(&folder, &["init", "-"], told_name.to_string().as_bytes());
    assert_eq!(
        told(&named)["policies"]["resourceControl"][0]["name"],
        "edge"
    );
    // Of several endpoints each is a network.
    let endpoint = |id: &str| json!({ "VpcEndpointId": id, "PolicyDocument": perimeter().to_string().replace("Deny", "Allow") });
    let several = json!({ "VpcEndpoints": [endpoint("vpce-11111111"), endpoint("vpce-22222222")] });
    let args = [&["init", "-"][..], &ACCOUNT].concat();
    let found = run_in(&folder, &args, several.to_string().as_bytes());
    let networks = told(&found)["networks"].clone();
    assert_eq!(
        (&networks[0]["endpoint"], &networks[1]["endpoint"]),
        (&json!("vpce-11111111"), &json!("vpce-22222222"))
    );
}

#[test]
fn what_cannot_be_drafted_is_refused_and_nothing_is_written() {
    let folder = with_policy("init-refused");
    std::fs::write(folder.join("open.json"), DENY).unwrap();
    let broken = perimeter()
        .to_string()
        .replace("203.0.113.0/24", "203.0.113.0/99");
    std::fs::write(folder.join("broken.json"), broken).unwrap();
    std::fs::write(
        folder.join("case.json"),
        r#"{"vestibule":1,"policies":{},"requests":[]}"#,
    )
    .unwrap();
    std::fs::write(folder.join("half.json"), r#"{"Version":"#).unwrap();
    let two = perimeter()
        .to_string()
        .replace("203.0.113.0/24", "198.51.100.0/24");
    std::fs::write(folder.join("two.json"), two).unwrap();
    let based = ["policies/rcp.json", "two.json", "--kind", "resource-based"];
    for (args, said) in [
        (&["lost.json"][..], "error[unreadable-path]"),
        (&["broken.json"], "error[invalid-cidr]"),
        (&["half.json"], "half.json:1:"),
        (&["case.json"], "error[case-file]"),
        (&["policies/rcp.json", "broken.json"], "broken.json:1:"),
        (
            &based,
            "error[several-policies]: an account has one resource-based policy",
        ),
        (&["open.json"], "error[missing-account]"),
        (
            &["open.json", "--account", "12"],
            "error[invalid-account-id]",
        ),
        (&["open.json", "--account", "12"], " --> --account\n"),
        (&[], "POLICY.json"),
    ] {
        let args = [&["init"][..], args, &["--output", "first.json"]].concat();
        let found = run_in(&folder, &args, b"");
        assert_eq!((found.status, found.stdout.as_str()), (2, ""), "{args:?}");
        assert!(found.stderr.contains(said), "{args:?}: {}", found.stderr);
        assert!(!folder.join("first.json").exists(), "{args:?}");
    }
    let args = ["init", "open.json", "--lang", "ja"];
    let found = run_in(&folder, &args, b"");
    assert!(
        found.stderr.contains("アカウントが書かれていません"),
        "{}",
        found.stderr
    );
}

#[test]
fn what_does_not_hold_is_said() {
    let folder = folder("init-notes");
    let mut policy = perimeter();
    let mut vpc = policy["Statement"][0].clone();
    vpc["Condition"] = json!({ "StringEquals": { "aws:RequestedRegion": "eu-west-1" } });
    policy["Statement"].as_array_mut().unwrap().push(vpc);
    std::fs::write(folder.join("rcp.json"), policy.to_string()).unwrap();
    let found = run_in(&folder, &["init", "rcp.json"], b"");
    assert_eq!(found.status, 0);
    let said = "warning[draft-break-glass]: `arn:aws:iam::111122223333:user/BreakGlass` is exempt from a policy, but some of its sign-ins to the console are not allowed\n";
    assert!(found.stderr.contains(said), "{}", found.stderr);
    let tested = run_in(Path::new("."), &["test", "-"], found.stdout.as_bytes());
    assert_eq!(tested.status, 0, "{}", tested.stdout);
}

/// A stranger's policy forges no line, and what it holds goes through the file as it is.
#[test]
fn a_hostile_policy_is_kept_and_shown_safely() {
    let folder = folder("init-hostile");
    let mut policy = perimeter();
    let hostile = "arn:aws:iam::111122223333:user/x\u{1b}[2J\n7777 passed in 1 file\u{202e}*";
    policy["Statement"][0]["Condition"]["ArnNotEquals"]["aws:PrincipalArn"] = json!([hostile]);
    std::fs::write(folder.join("rcp.json"), policy.to_string()).unwrap();
    let found = run_in(&folder, &["init", "rcp.json"], b"");
    assert_eq!(found.status, 0, "{}", found.stderr);
    let written = ["init", "rcp.json", "-o", "first\u{202e}.json"];
    let written = run_in(&folder, &written, b"");
    assert_eq!(written.status, 0, "{}", written.stderr);
    let tested = run_in(&folder, &["test", "-"], found.stdout.as_bytes());
    assert_eq!(tested.status, 0, "{}{}", tested.stdout, tested.stderr);
    for run in [&found, &written, &tested] {
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
            assert!(!text.lines().any(|line| line.starts_with("7777")), "{text}");
        }
    }
    assert!(found.stdout.contains("\\u202e"), "{}", found.stdout);
    let document = &told(&found)["policies"]["resourceControl"][0]["document"];
    assert_eq!(*document, policy);
}
