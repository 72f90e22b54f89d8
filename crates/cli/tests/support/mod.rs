//! Runs the command as a user does.

#![allow(dead_code)] // not every test file uses everything

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `vestibule` with `args`, in `folder`, with `input` on standard input.
pub(crate) fn run_in(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    run_with(folder, args, input, &[("LC_ALL", "C")])
}

/// Runs `vestibule` as [`run_in`] does, with these variables of the environment and no others
/// that tell a language.
pub(crate) fn run_with(folder: &Path, args: &[&str], input: &[u8], env: &[(&str, &str)]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule"))
        .args(args)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The command may not read its input at all.
        let _ = stdin.write_all(&input);
    });
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let run = Run {
        status: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    };
    is_advised(&run.stdout);
    is_advised(&run.stderr);
    run
}

/// Each error that the command prints says what to do.
fn is_advised(printed: &str) {
    for block in printed.split("\n\n") {
        let mut lines = block.lines();
        if lines.any(|line| line.starts_with("error[")) {
            assert!(block.contains(" = help: "), "no help in\n{block}");
        }
    }
}

/// Runs the command in the current folder, without input.
pub(crate) fn run(args: &[&str]) -> Run {
    run_in(Path::new("."), args, b"")
}

/// A folder of a test's own, emptied first.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The corpus.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus")
        .canonicalize()
        .unwrap()
}

/// A policy of one Deny statement without a condition.
pub(crate) const DENY: &str = r#"{ "Version": "2012-10-17", "Statement": [
  { "Sid": "Closed", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }
] }"#;

/// A case with `policies` and one request, from Alice at home.
pub(crate) fn case(policies: &str) -> String {
    case_with(
        policies,
        r#"{ "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "198.51.100.7" } }"#,
    )
}

/// A case with `policies` and `request`.
pub(crate) fn case_with(policies: &str, request: &str) -> String {
    format!(
        "{{ \"vestibule\": 1,\n  \"policies\": {policies},\n  \"requests\": [\n    {request}\n] }}\n"
    )
}

/// The schema that SARIF was published with, as the crate has it that writes it.
pub(crate) fn sarif_schema() -> Value {
    let run = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        let command = command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    // Other systems need packages that are not here.
    let version = run("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let args = ["metadata", "--format-version", "1", "--offline", "--locked"];
    let args = [&args[..], &["--filter-platform", host.unwrap()]].concat();
    let metadata = run("cargo", &args);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif");
    let manifest = PathBuf::from(package.unwrap()["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src/schema.json")).unwrap();
    // A bracket that closes nothing, which only lenient readers of patterns let pass.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$");
    serde_json::from_str(&text).unwrap()
}
