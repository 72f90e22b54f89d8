//! `vestibule check --fix`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "effect": "Deny",
      "Principal": "*",
      "Action": "signin:*",
      "Resource": "*",
      "Condition": { "NotIpAddress": { "aws:SourcIp": "203.0.113.0/24" } },
    }
  ]
}
"#;

fn safe() -> String {
    POLICY
        .replace("effect", "Effect")
        .replace("} },\n", "} }\n")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn vestibule(folder: &Path, args: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    {
        let mut to = child.stdin.take().unwrap();
        let _ = to.write_all(stdin.as_bytes());
    }
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn safe_fixes_are_written_and_what_is_left_is_found() {
    let folder = folder("fix-safe");
    let path = folder.join("rcp.json");
    fs::write(&path, POLICY).unwrap();
    let args = ["check", "--fix", "--kind", "rcp", "rcp.json"];
    let ran = vestibule(&folder, &args, "");
    assert_eq!(fs::read_to_string(&path).unwrap(), safe());
    let said = text(&ran.stderr);
    assert!(
        said.contains("rcp.json:5: fixed: `effect` is written `Effect`"),
        "{said}"
    );
    assert!(
        text(&ran.stdout).contains("unknown-key"),
        "{}",
        text(&ran.stdout)
    );
    assert_eq!(ran.status.code(), Some(1));
    let files = fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 1, "nothing is left beside it");
    assert!(said.contains("2 problems fixed in 1 file\n"), "{said}");
    // Again there is nothing to do, but for what may change decisions.
    let again = vestibule(&folder, &args, "");
    let said = text(&again.stderr);
    assert!(said.starts_with("1 more problem has a fix"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), safe());
}

#[test]
fn a_comparison_is_shown_before_anything_is_written() {
    let folder = folder("fix-diff");
    let path = folder.join("rcp.json");
    fs::write(&path, safe()).unwrap();
    let kind = ["--kind", "rcp", "rcp.json"];
    let nothing = vestibule(&folder, &[&["check", "--diff"], &kind[..]].concat(), "");
    assert_eq!(
        (text(&nothing.stdout), nothing.status.code()),
        (String::new(), Some(0))
    );
    let args = [&["check", "--diff", "--fix-unsafe"], &kind[..]].concat();
    let ran = vestibule(&folder, &args, "");
    let shown = text(&ran.stdout);
    assert!(
        shown.contains("+      \"Condition\": { \"NotIpAddress\": { \"aws:SourceIp\""),
        "{shown}"
    );
    assert!(shown.contains("sign-ins are decided otherwise"), "{shown}");
    assert_eq!(ran.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), safe());
    let args = [&["check", "--fix-unsafe"], &kind[..]].concat();
    let ran = vestibule(&folder, &args, "");
    let after = fs::read_to_string(&path).unwrap();
    assert_eq!(after, safe().replace("SourcIp", "SourceIp"));
    assert!(text(&ran.stderr).contains("sign-ins are decided otherwise"));
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let folder = folder("fix-stdin");
    let args = ["check", "--fix", "--kind", "rcp", "-"];
    let ran = vestibule(&folder, &args, POLICY);
    assert_eq!(text(&ran.stdout), safe());
    assert_eq!(ran.status.code(), Some(1), "an error is left");
    let right = safe().replace("SourcIp", "SourceIp");
    let ran = vestibule(&folder, &args, &right);
    assert_eq!((text(&ran.stdout), ran.status.code()), (right, Some(0)));
}

#[test]
fn the_files_that_a_case_names_are_fixed_and_no_others() {
    let root = folder("fix-case");
    let folder = root.join("case");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("rcp.json"), POLICY).unwrap();
    fs::write(root.join("outside.json"), POLICY).unwrap();
    let case = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":"./rcp.json"},{"document":"../outside.json"}]},"requests":[]}"#;
    fs::write(folder.join("case.json"), case).unwrap();
    vestibule(&folder, &["check", "--fix", "case.json"], "");
    assert_eq!(fs::read_to_string(folder.join("rcp.json")).unwrap(), safe());
    assert_eq!(
        fs::read_to_string(root.join("outside.json")).unwrap(),
        POLICY
    );
    assert_eq!(fs::read_to_string(folder.join("case.json")).unwrap(), case);
}

#[test]
fn what_is_not_read_in_full_is_not_written() {
    let folder = folder("fix-bytes");
    let mut bytes = POLICY.as_bytes().to_vec();
    bytes.extend(b"\xff");
    fs::write(folder.join("rcp.json"), &bytes).unwrap();
    let ran = vestibule(&folder, &["check", "--fix", "rcp.json"], "");
    assert_eq!(fs::read(folder.join("rcp.json")).unwrap(), bytes);
    assert!(
        text(&ran.stderr).contains("rcp.json` is not fixed"),
        "{}",
        text(&ran.stderr)
    );
    assert_eq!(ran.status.code(), Some(2));
}
