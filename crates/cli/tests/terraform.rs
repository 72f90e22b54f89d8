//! `vestibule import` and `vestibule diff` of what Terraform prints.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, folder, run_in};

const PROD: &str = "222233334444";

fn perimeter(range: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*",
        "Action": "signin:*", "Resource": "*",
        "Condition": { "NotIpAddress": { "aws:SourceIp": range } } }] })
}

/// An organization with an RCP at the root, and a plan that gives it another range.
fn files(name: &str, ranges: [&str; 2]) -> PathBuf {
    let folder = folder(name);
    let case = json!({ "vestibule": 1, "organization": { "id": "o-a1b2c3d4e5",
        "managementAccount": "111122223333", "tree": { "id": "r-ab12",
            "accounts": ["111122223333", PROD] } },
        "policies": { "identity": [], "resourceControl": [{ "name": "perimeter",
            "attachedTo": "r-ab12", "document": perimeter(ranges[0]) }] },
        "networks": [{ "name": "office", "sourceIp": ["198.51.100.0/24"] }], "requests": [] });
    std::fs::write(folder.join("case.json"), case.to_string()).unwrap();
    let resource = |range: &str| {
        json!({ "address": "aws_organizations_policy.perimeter",
        "mode": "managed", "type": "aws_organizations_policy", "name": "perimeter",
        "values": { "id": "p-rcp1aaaa", "name": "perimeter", "type": "RESOURCE_CONTROL_POLICY",
            "content": perimeter(range).to_string() } })
    };
    let of = |range: &str| json!({ "root_module": { "resources": [resource(range)] } });
    let plan = json!({ "format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": of(ranges[1]), "prior_state": { "format_version": "1.0",
            "values": of(ranges[0]) }, "resource_changes": [{
            "address": "aws_organizations_policy.perimeter", "mode": "managed",
            "type": "aws_organizations_policy", "change": { "actions": ["update"],
                "after_unknown": {} } }] });
    std::fs::write(folder.join("plan.json"), plan.to_string()).unwrap();
    folder
}

fn diff(folder: &Path, more: &[&str]) -> Run {
    let args = ["diff", "--terraform", "plan.json"];
    let args: Vec<&str> = args.into_iter().chain(more.iter().copied()).collect();
    run_in(folder, &args, b"")
}

#[test]
fn a_plan_says_who_loses_access() {
    let folder = files("terraform-narrower", ["198.51.100.0/24", "198.51.100.0/25"]);
    let with = ["--case", "case.json"];
    let text = diff(&folder, &with);
    assert_eq!(text.status, 1, "{}", text.stderr);
    assert!(text.stdout.contains("newly denied"), "{}", text.stdout);
    assert!(text.stdout.contains("198.51.100.128"), "{}", text.stdout);
    let json = diff(&folder, &["--case", "case.json", "--format", "json"]);
    let found: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(found["equivalent"], false);
    let markdown = diff(&folder, &["--case", "case.json", "--format", "markdown"]);
    assert!(
        markdown.stdout.contains("198.51.100.128"),
        "{}",
        markdown.stdout
    );
    let japanese = run_in(
        &folder,
        &[
            "--lang",
            "ja",
            "diff",
            "--terraform",
            "plan.json",
            "--case",
            "case.json",
        ],
        b"",
    );
    assert_eq!(japanese.status, 1);
}

#[test]
fn a_plan_that_changes_nothing_is_proven_to() {
    let folder = files("terraform-same", ["198.51.100.0/24"; 2]);
    let same = diff(&folder, &["--case", "case.json"]);
    assert_eq!(same.status, 0, "{}{}", same.stdout, same.stderr);
    let plan = std::fs::read(folder.join("plan.json")).unwrap();
    let piped = run_in(
        &folder,
        &["diff", "--terraform", "-", "--case", "case.json"],
        &plan,
    );
    assert_eq!((piped.status, piped.stdout), (same.status, same.stdout));
}

#[test]
fn a_change_that_the_case_cannot_hold_is_refused() {
    let folder = files("terraform-left", ["198.51.100.0/24"; 2]);
    let mut case: Value =
        serde_json::from_slice(&std::fs::read(folder.join("case.json")).unwrap()).unwrap();
    case["policies"].as_object_mut().unwrap().remove("identity");
    std::fs::write(folder.join("case.json"), case.to_string()).unwrap();
    let mut plan: Value =
        serde_json::from_slice(&std::fs::read(folder.join("plan.json")).unwrap()).unwrap();
    let user = json!({ "address": "aws_iam_user.alice", "mode": "managed",
        "type": "aws_iam_user", "values": { "name": "alice",
            "arn": format!("arn:aws:iam::{PROD}:user/alice") } });
    let own = json!({ "address": "aws_iam_user_policy.own", "mode": "managed",
        "type": "aws_iam_user_policy", "values": { "name": "own", "user": "alice",
            "policy": perimeter("198.51.100.0/24").to_string() } });
    plan["configuration"] = json!({ "root_module": { "resources": [{
        "address": "aws_iam_user_policy.own", "expressions": { "user": {
            "references": ["aws_iam_user.alice.name", "aws_iam_user.alice"] } } }] } });
    let resources = |plan: &mut Value, place: &str, more: &[&Value]| {
        let all = plan.pointer_mut(place).unwrap().as_array_mut().unwrap();
        all.extend(more.iter().map(|one| (*one).clone()));
    };
    resources(
        &mut plan,
        "/planned_values/root_module/resources",
        &[&user, &own],
    );
    resources(
        &mut plan,
        "/prior_state/values/root_module/resources",
        &[&user],
    );
    std::fs::write(folder.join("plan.json"), plan.to_string()).unwrap();
    let found = diff(&folder, &["--case", "case.json"]);
    assert_eq!(found.status, 2, "{}", found.stdout);
    assert!(
        found.stderr.contains("import-terraform-identity"),
        "{}",
        found.stderr
    );
}

#[test]
fn what_is_no_plan_is_refused() {
    let folder = files("terraform-bad", ["198.51.100.0/24"; 2]);
    let refused = |args: &[&str], code: &str| {
        let run = run_in(&folder, args, b"{");
        assert_eq!(run.status, 2, "{args:?}: {}", run.stdout);
        assert!(run.stderr.contains(code), "{args:?}: {}", run.stderr);
    };
    refused(
        &["diff", "--terraform", "case.json", "--case", "case.json"],
        "import-not-a-plan",
    );
    refused(&["diff", "--terraform", "-"], "import-not-a-plan");
    refused(
        &["diff", "--terraform", "-", "--case", "-"],
        "standard-input-twice",
    );
    refused(&["diff", "--terraform", "nowhere.json"], "nowhere.json");
    // The plan alone does not tell the organization.
    refused(&["diff", "--terraform", "plan.json"], "import-missing");
    refused(&["diff", "--case", "case.json"], "--terraform");
    refused(
        &["diff", "--terraform", "plan.json", "case.json"],
        "--terraform",
    );
}

#[test]
fn a_plan_is_imported() {
    let folder = files("terraform-import", ["198.51.100.0/24"; 2]);
    let imported = run_in(&folder, &["import", "plan.json", "--account", PROD], b"");
    assert!(
        imported
            .stderr
            .contains("plan.json: terraform show -json (plan) (policies: 1)"),
        "{}",
        imported.stderr
    );
}
