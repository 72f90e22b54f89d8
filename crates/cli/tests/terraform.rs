//! What the apply of a plan of Terraform does to sign-ins, for a pull request.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, folder, run_in};

const MANAGEMENT: &str = "111122223333";
const PROD: &str = "222233334444";
const BOTH: [&str; 2] = ["203.0.113.0/24", "198.51.100.0/24"];

fn perimeter(ranges: &[&str]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{ "Sid": "OnlyFromOffices", "Effect": "Deny",
        "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "NotIpAddress": { "aws:SourceIp": ranges } } }] })
}

/// A repository with an organization that has an RCP at its root, what is expected of its
/// sign-ins, and a plan that gives it other ranges.
fn repository(name: &str, after: &[&str]) -> PathBuf {
    let folder = folder(name);
    let network = |name: &str, range: &str| json!({ "name": name, "sourceIp": [range] });
    let case = json!({ "vestibule": 1, "organization": { "id": "o-a1b2c3d4e5",
        "managementAccount": MANAGEMENT, "tree": { "id": "r-ab12",
            "accounts": [MANAGEMENT, PROD] } },
        "policies": { "identity": [], "resourceControl": [{ "name": "perimeter",
            "attachedTo": "r-ab12", "document": perimeter(&BOTH) }] },
        "networks": [network("head office", BOTH[0]), network("branch", BOTH[1])],
        "requests": [{ "name": "from the branch",
            "principal": format!("arn:aws:iam::{PROD}:user/alice"),
            "network": { "sourceIp": "198.51.100.7" }, "expect": { "outcome": "allowed" } }] });
    write(&folder, "case.json", &case);
    write(&folder, "plan.json", &plan(&BOTH, after));
    folder
}

fn write(folder: &Path, name: &str, value: &Value) {
    let text = serde_json::to_string_pretty(value).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
}

fn plan(before: &[&str], after: &[&str]) -> Value {
    let arn = format!(
        "arn:aws:organizations::{MANAGEMENT}:policy/o-a1b2c3d4e5/resource_control_policy/p-rcp1aaaa"
    );
    let values = |ranges: &[&str]| {
        json!({ "id": "p-rcp1aaaa", "arn": arn, "name": "perimeter",
            "type": "RESOURCE_CONTROL_POLICY", "content": perimeter(ranges).to_string() })
    };
    let address = "module.perimeter.aws_organizations_policy.perimeter";
    let of = |ranges: &[&str]| {
        json!({ "root_module": { "child_modules": [{ "address": "module.perimeter",
            "resources": [{ "address": address, "mode": "managed",
                "type": "aws_organizations_policy", "name": "perimeter",
                "values": values(ranges) }] }] } })
    };
    let actions = if before == after { "no-op" } else { "update" };
    json!({ "format_version": "1.2", "terraform_version": "1.9.8", "planned_values": of(after),
        "prior_state": { "format_version": "1.0", "terraform_version": "1.9.8",
            "values": of(before) },
        "resource_changes": [{ "address": address, "module_address": "module.perimeter",
            "mode": "managed", "type": "aws_organizations_policy", "change": {
                "actions": [actions], "before": values(before), "after": values(after),
                "after_unknown": {} } }],
        "configuration": { "root_module": {} } })
}

fn diff(folder: &Path, args: &[&str]) -> Run {
    let mut all = vec!["diff", "--terraform", "plan.json"];
    all.extend(args);
    run_in(folder, &all, b"")
}

const WITH_CASE: [&str; 2] = ["--case", "case.json"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn markdown_says_who_loses_access_by_a_narrowed_rcp() {
    let folder = repository("terraform-narrowed", &BOTH[..1]);
    let found = diff(&folder, &["--case", "case.json", "--format", "markdown"]);
    assert_eq!((found.status, &*found.stderr), (1, ""), "{}", found.stdout);
    for told in [
        "- from `head office` (`203.0.113.0/24`): nothing changes",
        "- from `branch` (`198.51.100.0/24`)\n  - newly denied, only by the console: everybody but \
         roles of IAM Identity Center, in account `222233334444`",
        "**Sign-ins that are newly denied**",
        "by statement `OnlyFromOffices` of resource control policy `perimeter`",
        "- what the plan does not change is taken to be as the case file has it",
    ] {
        assert!(found.stdout.contains(told), "{told}\n{}", found.stdout);
    }
    assert!(!found.stdout.contains("newly allowed"), "{}", found.stdout);
    // As the documentation shows it.
    let text = diff(&folder, &WITH_CASE);
    let page = std::fs::read_to_string(root().join("docs/import.md")).unwrap();
    let block = format!(
        "```console\n$ vestibule diff --terraform plan.json --case case.json\n{}```\n",
        text.stdout
    );
    assert!(page.contains(&block), "{block}");
    let japanese = diff(&folder, &["--case", "case.json", "--lang", "ja"]);
    assert!(
        japanese
            .stdout
            .contains("プランが変更しないものは、ケースファイルのとおりとみなします"),
        "{}",
        japanese.stdout
    );
}

#[test]
fn a_plan_that_changes_nothing_is_proven_to() {
    let folder = repository("terraform-same", &BOTH);
    let same = diff(&folder, &WITH_CASE);
    assert_eq!(same.status, 0, "{}{}", same.stdout, same.stderr);
    let plan = std::fs::read(folder.join("plan.json")).unwrap();
    let args = ["diff", "--terraform", "-", "--case", "case.json"];
    let piped = run_in(&folder, &args, &plan);
    assert_eq!((piped.status, piped.stdout), (same.status, same.stdout));
}

#[test]
fn what_may_change_is_named_and_proves_nothing() {
    let folder = repository("terraform-unread", &BOTH);
    let mut plan = plan(&BOTH, &BOTH);
    plan["resource_changes"]
        .as_array_mut()
        .unwrap()
        .push(json!({
        "address": "aws_cloudformation_stack.guard", "mode": "managed",
        "type": "aws_cloudformation_stack", "change": { "actions": ["update"], "before": {},
            "after": {}, "after_unknown": {} } }));
    write(&folder, "plan.json", &plan);
    for format in ["text", "markdown"] {
        let found = diff(&folder, &["--case", "case.json", "--format", format]);
        assert_eq!(found.status, 1, "{}", found.stdout);
        assert!(found.stderr.contains("import-terraform-unknown"));
        for printed in [&found.stdout, &found.stderr] {
            assert!(
                printed.contains("aws_cloudformation_stack.guard"),
                "{printed}"
            );
        }
        assert!(
            !found.stdout.contains("nothing changes"),
            "{}",
            found.stdout
        );
    }
}

#[test]
fn a_case_file_may_name_the_files_of_its_policies() {
    let folder = repository("terraform-files", &BOTH[..1]);
    let expected = diff(&folder, &WITH_CASE).stdout;
    let path = folder.join("case.json");
    let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    case["policies"]["resourceControl"][0]["document"] = json!("policies/rcp.json");
    std::fs::create_dir_all(folder.join("org/policies")).unwrap();
    write(&folder, "org/case.json", &case);
    write(&folder, "org/policies/rcp.json", &perimeter(&BOTH));
    let found = diff(&folder, &["--case", "org/case.json"]);
    assert_eq!((&*found.stdout, &*found.stderr), (&*expected, ""));
}

#[test]
fn the_case_file_of_another_organization_is_refused() {
    let folder = repository("terraform-other", &BOTH[..1]);
    let path = folder.join("case.json");
    let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    case["organization"]["id"] = json!("o-zzzzzzzzzz");
    write(&folder, "case.json", &case);
    let found = diff(&folder, &WITH_CASE);
    assert_eq!((found.status, &*found.stdout), (2, ""));
    for told in [
        "import-other-organization",
        "o-a1b2c3d4e5",
        "o-zzzzzzzzzz",
        "plan.json",
    ] {
        assert!(found.stderr.contains(told), "{}", found.stderr);
    }
}

#[test]
fn a_policy_that_is_wrong_after_apply_is_said_of_the_plan() {
    let folder = repository("terraform-broken", &BOTH);
    let mut plan = plan(&BOTH, &[]);
    let content = json!({ "Version": "2012-10-17", "Statement": [{ "Efect": "Deny" }] });
    plan["resource_changes"][0]["change"]["after"]["content"] = json!(content.to_string());
    write(&folder, "plan.json", &plan);
    let found = diff(&folder, &WITH_CASE);
    assert_eq!(found.status, 2, "{}", found.stdout);
    assert!(found.stderr.contains("plan.json"), "{}", found.stderr);
    assert!(found.stderr.contains("Efect"), "{}", found.stderr);
    // What is wrong before is said of the case file, once.
    let path = folder.join("case.json");
    let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    case["policies"]["identity"] = json!([{ "document": content }]);
    write(&folder, "case.json", &case);
    write(&folder, "plan.json", &self::plan(&BOTH, &BOTH));
    let found = diff(&folder, &WITH_CASE);
    assert_eq!(
        found.stderr.matches("--> plan.json").count(),
        0,
        "{}",
        found.stderr
    );
    assert!(found.stderr.contains("--> case.json"), "{}", found.stderr);
}

/// The plan of a repository that has the organization itself.
fn with_organization(folder: &Path, after: &[&str]) {
    let mut plan = plan(&BOTH, after);
    let resource = |address: &str, values: Value| {
        let of_type = address.split('.').next().unwrap();
        json!({ "address": address, "mode": "managed", "type": of_type, "values": values })
    };
    let account = |id: &str| {
        resource(
            &format!("aws_organizations_account.a{id}"),
            json!({ "id": id, "name": id, "status": "ACTIVE", "parent_id": "r-ab12" }),
        )
    };
    let all = json!([
        resource(
            "aws_organizations_organization.this",
            json!({ "id": "o-a1b2c3d4e5", "master_account_id": MANAGEMENT, "feature_set": "ALL",
                "roots": [{ "id": "r-ab12", "policy_types": [] }] })
        ),
        account(MANAGEMENT),
        account(PROD),
        resource(
            "aws_organizations_policy_attachment.perimeter",
            json!({ "policy_id": "p-rcp1aaaa", "target_id": "r-ab12" })
        ),
    ]);
    for place in [
        "/prior_state/values/root_module",
        "/planned_values/root_module",
    ] {
        plan.pointer_mut(place).unwrap()["resources"] = all.clone();
    }
    let enabled = json!([{ "type": "RESOURCE_CONTROL_POLICY", "status": "ENABLED" }]);
    for place in [
        "/prior_state/values/root_module/resources/0/values",
        "/planned_values/root_module/resources/0/values",
    ] {
        let organization = plan.pointer_mut(place).unwrap();
        organization["enabled_policy_types"] = json!(["RESOURCE_CONTROL_POLICY"]);
        organization["roots"][0]["policy_types"] = enabled.clone();
    }
    write(folder, "plan.json", &plan);
}

#[test]
fn without_a_case_file_who_loses_access_may_lose_it() {
    let folder = repository("terraform-alone", &BOTH);
    with_organization(&folder, &BOTH[..1]);
    let found = diff(&folder, &[]);
    assert_eq!((found.status, &*found.stderr), (1, ""), "{}", found.stdout);
    for told in [
        "what Terraform does not manage is unknown, and taken to be the same after apply",
        "now denied, unknown before",
    ] {
        assert!(found.stdout.contains(told), "{told}\n{}", found.stdout);
    }
    assert!(!found.stdout.contains("newly denied"), "{}", found.stdout);
    // A policy that is the same may be attached elsewhere, and is the same there.
    with_organization(&folder, &BOTH);
    let same = diff(&folder, &[]);
    assert_eq!(same.status, 0, "{}", same.stdout);
}

#[test]
fn what_is_no_plan_is_refused() {
    let folder = repository("terraform-bad", &BOTH);
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
    refused(&["diff", "--terraform", "plan.json", "x"], "--terraform");
}

/// The script of the GitHub Action, with its defaults but for these inputs.
#[cfg(unix)] // runners of other systems bring bash
fn action(folder: &Path, files: &str) -> (i32, String) {
    let text = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let action = yaml_rust2::YamlLoader::load_from_str(&text).unwrap();
    let script = action[0]["runs"]["steps"][0]["run"].as_str().unwrap();
    let mut command = std::process::Command::new("bash");
    for name in ["FILTER", "COVERAGE", "JUNIT", "SARIF", "LCOV", "VERSION"] {
        command.env(format!("VESTIBULE_{name}"), "");
    }
    let run = command
        .args(["-c", script])
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .env("LC_ALL", "C")
        .env("VESTIBULE_FILES", files)
        .env("VESTIBULE_COMMAND", env!("CARGO_BIN_EXE_vestibule"))
        .output()
        .unwrap();
    let printed = [run.stdout, run.stderr].concat();
    (
        run.status.code().unwrap(),
        String::from_utf8(printed).unwrap(),
    )
}

/// The hooks of this repository for pre-commit, in a folder that has a plan beside its cases.
#[cfg(unix)]
fn hooks(folder: &Path) -> Vec<Run> {
    let text = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = yaml_rust2::YamlLoader::load_from_str(&text).unwrap();
    let runs = hooks[0].as_vec().unwrap().iter().map(|hook| {
        let words = hook["entry"].as_str().unwrap().split(' ').skip(1);
        let args = hook["args"].as_vec().unwrap().iter();
        let args = args.map(|arg| arg.as_str().unwrap());
        run_in(folder, &words.chain(args).collect::<Vec<_>>(), b"")
    });
    runs.collect()
}

#[test]
#[cfg(unix)]
fn a_repository_with_terraform_is_tested_as_any_other() {
    let folder = repository("terraform-repository", &BOTH[..1]);
    let (status, printed) = action(&folder, ".");
    assert_eq!(status, 0, "{printed}");
    for run in hooks(&folder) {
        assert_eq!(run.status, 0, "{run:?}");
    }
    // The pull request says what its apply does before it is done.
    let comment = diff(&folder, &["--case", "case.json", "--format", "markdown"]);
    assert!(comment.stdout.contains("newly denied"), "{comment:?}");
    // After apply the case is collected again, and what it expects is no longer so.
    let path = folder.join("case.json");
    let mut case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    case["policies"]["resourceControl"][0]["document"] = perimeter(&BOTH[..1]);
    write(&folder, "case.json", &case);
    let (status, printed) = action(&folder, ".");
    assert_eq!(status, 1, "{printed}");
    assert!(printed.contains("::error file=./case.json"), "{printed}");
    let statuses: Vec<i32> = hooks(&folder).iter().map(|run| run.status).collect();
    assert_eq!(statuses, [1, 0]);
}
