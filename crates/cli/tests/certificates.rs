//! `--certificate` and `vestibule verify`: files that are written and read, statuses, bad input.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{DENY, Run, folder, run, run_in};

/// A folder with a case file that names two policies.
fn with_case(name: &str) -> PathBuf {
    let folder = folder(name);
    let case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": {
            "resourceBased": "policies/office.json",
            "resourceControl": [{ "document": "policies/rcp.json" }],
        },
        "networks": [{ "name": "office", "sourceIp": ["203.0.113.0/24"] }],
        "guarantees": [{
            "name": "nobody from elsewhere",
            "principals": "any", "from": { "notIn": ["office"] }, "outcome": "denied",
        }],
        "requests": [],
    });
    fs::write(folder.join("case.json"), case.to_string()).unwrap();
    fs::create_dir(folder.join("policies")).unwrap();
    let office = DENY.replace(
        "\"Resource\": \"*\"",
        "\"Resource\": \"*\", \"Condition\": { \"NotIpAddress\": { \"aws:SourceIp\": \"203.0.113.0/24\" } }",
    );
    fs::write(folder.join("policies/office.json"), office).unwrap();
    let rcp = DENY.replace(
        "\"Resource\": \"*\"",
        "\"Resource\": \"*\", \"Condition\": { \"StringEquals\": { \"aws:RequestedRegion\": \"eu-west-1\" } }",
    );
    fs::write(folder.join("policies/rcp.json"), rcp).unwrap();
    folder
}

fn certify(folder: &Path, command: &str, certificate: &str) -> Run {
    let args = [command, "case.json", "--certificate", certificate];
    run_in(folder, &args, b"")
}

fn verify(folder: &Path, more: &[&str]) -> Run {
    let args: Vec<&str> = ["verify", "it.json", "case.json"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    run_in(folder, &args, b"")
}

#[test]
fn each_answer_can_be_certified() {
    let folder = with_case("certificates-each");
    for (command, status) in [("map", 0), ("lockout", 1), ("prove", 0)] {
        let plain = run_in(&folder, &[command, "case.json"], b"");
        let found = certify(&folder, command, "it.json");
        assert_eq!((found.status, &found.stdout), (status, &plain.stdout));
        let told: Value =
            serde_json::from_slice(&fs::read(folder.join("it.json")).unwrap()).unwrap();
        assert!(told["answer"][command].is_object(), "{told}");
        let named = |at: usize| told["inputs"]["files"][at]["path"].clone();
        assert_eq!(
            [named(0), named(1)],
            ["policies/office.json", "policies/rcp.json"]
        );
        let verified = verify(&folder, &[]);
        assert_eq!((verified.status, verified.stderr.as_str()), (0, ""));
        let title = "verified: the answer follows from these files\n";
        assert!(verified.stdout.starts_with(title), "{}", verified.stdout);
        let json = verify(&folder, &["--format", "json"]).stdout;
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (&json["verified"], &json["findings"]),
            (&true.into(), &json!([]))
        );
        assert_eq!(json["checked"]["account"], "111122223333");
        let piped = run_in(
            &folder,
            &["verify", "-", "case.json"],
            &fs::read(folder.join("it.json")).unwrap(),
        );
        assert_eq!(piped.status, 0);
    }
}

/// What docs/analysis.md shows is what is printed.
#[test]
fn the_documentation_shows_what_is_verified() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let document = fs::read_to_string(root.join("docs/analysis.md")).unwrap();
    let folder = folder("certificates-documentation");
    let certificate = folder.join("office.certificate.json");
    let certificate = certificate.to_str().unwrap();
    let case = "tests/analysis/example-2.json";
    for command in ["lockout", "map"] {
        let args = [command, case, "--certificate", certificate];
        assert_ne!(run_in(&root, &args, b"").status, 2);
        let shown = format!("$ vestibule {command} {case} --certificate office.certificate.json\n");
        assert!(command == "lockout" || document.contains(&shown));
    }
    let found = run_in(&root, &["verify", certificate, case], b"");
    assert_eq!(found.status, 0);
    let shown = format!(
        "$ vestibule verify office.certificate.json {case}\n{}```",
        found.stdout
    );
    assert!(document.contains(&shown), "{shown}");
    let other = run_in(
        &root,
        &["verify", certificate, "tests/analysis/example-1.json"],
        b"",
    );
    assert_eq!((other.status, other.stdout.as_str()), (1, "not verified\n"));
    let first = other
        .stderr
        .lines()
        .next()
        .unwrap()
        .replace(certificate, "office.certificate.json");
    assert!(document.contains(&first), "{first}");
}

#[test]
fn a_file_that_has_changed_is_named() {
    let folder = with_case("certificates-changed");
    certify(&folder, "map", "it.json");
    for (file, name) in [
        ("policies/rcp.json", "`policies/rcp.json`"),
        ("case.json", "case file"),
    ] {
        let path = folder.join(file);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{before} ")).unwrap();
        let found = verify(&folder, &[]);
        assert_eq!((found.status, found.stdout.as_str()), (1, "not verified\n"));
        assert!(
            found.stderr.contains("error[certificate-of-other-inputs]"),
            "{}",
            found.stderr
        );
        assert!(found.stderr.contains(name), "{}", found.stderr);
        fs::write(&path, before).unwrap();
    }
    let json = verify(&folder, &["--format", "json"]);
    assert_eq!(json.status, 0);
}

#[test]
fn what_is_false_is_told_with_a_sign_in() {
    let folder = with_case("certificates-false");
    certify(&folder, "map", "it.json");
    let text = fs::read_to_string(folder.join("it.json")).unwrap();
    for (from, to, code, status) in [
        ("\"allowed\"", "\"denied\"", "certificate-altered", 1),
        ("\n}\n", "\n}", "certificate-altered", 1),
        ("\"map\"", "\"atlas\"", "certificate-unreadable", 2),
        (
            "\"vestibuleCertificate\": 1",
            "\"vestibuleCertificate\": 7",
            "unsupported-certificate",
            2,
        ),
    ] {
        fs::write(folder.join("it.json"), text.replacen(from, to, 1)).unwrap();
        let found = verify(&folder, &[]);
        assert_eq!(found.status, status, "{from}");
        assert!(
            found.stderr.contains(&format!("error[{code}]")),
            "{}",
            found.stderr
        );
    }
    let half = text.get(..text.len() / 2).unwrap();
    fs::write(folder.join("it.json"), half).unwrap();
    let found = verify(&folder, &["--format", "json"]);
    assert_eq!((found.status, found.stdout.as_str()), (2, ""));
    assert!(
        found
            .stderr
            .contains("the certificate ends before it is complete"),
        "{}",
        found.stderr
    );
    fs::remove_file(folder.join("it.json")).unwrap();
    let found = verify(&folder, &[]);
    assert_eq!(found.status, 2);
    assert!(
        found.stderr.contains("error[unreadable-path]"),
        "{}",
        found.stderr
    );
}

#[test]
fn no_other_file_is_overwritten() {
    let folder = with_case("certificates-overwrite");
    let before = fs::read(folder.join("case.json")).unwrap();
    for (path, words) in [
        (
            "case.json",
            "`case.json` is there already and is no certificate",
        ),
        ("-", "the certificate cannot go to standard output"),
        (
            "missing/it.json",
            "`missing/it.json` cannot be written: no such file or directory",
        ),
        ("policies", "`policies` cannot be written: is a directory"),
    ] {
        let found = certify(&folder, "lockout", path);
        assert_eq!((found.status, found.stdout.as_str()), (2, ""), "{path}");
        assert!(
            found.stderr.contains("error[certificate-not-written]"),
            "{}",
            found.stderr
        );
        assert!(found.stderr.contains(words), "{}", found.stderr);
    }
    assert_eq!(fs::read(folder.join("case.json")).unwrap(), before);
    for _ in 0..2 {
        assert_eq!(certify(&folder, "map", "it.json").status, 0);
    }
}

#[test]
fn where_there_is_no_answer_there_is_no_certificate() {
    let folder = folder("certificates-none");
    fs::write(
        folder.join("case.json"),
        "{ \"vestibule\": 1, \"policies\": {}, \"requests\": [] }",
    )
    .unwrap();
    assert_eq!(certify(&folder, "map", "it.json").status, 2);
    assert!(!folder.join("it.json").exists());
}

#[test]
fn help_says_what_is_checked() {
    let found = run(&["verify", "--help"]);
    for words in ["Exits with 1 when", "<CERTIFICATE.json>", "<CASE.json>"] {
        assert!(found.stdout.contains(words), "{}", found.stdout);
    }
    for command in ["map", "lockout", "prove"] {
        assert!(
            run(&[command, "--help"])
                .stdout
                .contains("--certificate <FILE>")
        );
    }
}
