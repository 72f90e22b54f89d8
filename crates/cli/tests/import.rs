//! `vestibule import`.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{folder, run_in};

const MANAGEMENT: &str = "111122223333";
const PROD: &str = "222233334444";

fn write(folder: &Path, name: &str, value: &Value) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, value.to_string()).unwrap();
}

fn account(id: &str) -> Value {
    json!({ "Id": id, "Email": "boss@example.com", "Name": id, "Status": "ACTIVE",
        "Arn": format!("arn:aws:organizations::{MANAGEMENT}:account/o-a1b2c3d4e5/{id}") })
}

/// The outputs of an organization of two accounts.
fn outputs(folder: &Path) {
    let accounts = json!({ "Accounts": [account(MANAGEMENT), account(PROD)] });
    write(folder, "out/list-accounts-for-parent-r-ab12.txt", &accounts);
    let root = json!({ "Roots": [{ "Id": "r-ab12", "PolicyTypes": [],
        "Arn": format!("arn:aws:organizations::{MANAGEMENT}:root/o-a1b2c3d4e5/r-ab12") }] });
    write(folder, "out/roots", &root);
    let policy = json!({ "signinResourceBasedPolicy": { "version": "2012-10-17", "statement": [
        { "effect": "Deny", "principal": { "AWS": "*" }, "action": ["signin:Authenticate"],
            "resource": "*", "condition": { "NotIpAddress": { "aws:SourceIp": ["198.51.100.0/24"] } } }] } });
    write(folder, &format!("out/{PROD}/policy.json"), &policy);
    write(folder, "out/.git/config", &json!({ "no": "output" }));
}

#[test]
fn a_folder_becomes_a_case_file_that_is_decided() {
    let folder = folder("import-folder");
    outputs(&folder);
    let args = [
        "import",
        "out",
        "-o",
        "case.json",
        "--complete",
        "identity",
        "--complete",
        "vpc-endpoint",
    ];
    let run = run_in(&folder, &args, b"");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let report = format!(
        "out/{PROD}/policy.json: aws signin get-resource-policy (policies: 1)\n\
         out/list-accounts-for-parent-r-ab12.txt: aws organizations list-accounts-for-parent (accounts: 2 and parents: 2); dropped: `Email`\n\
         out/roots: aws organizations list-roots (roots: 1)\n"
    );
    assert!(run.stdout.starts_with(&report), "{}", run.stdout);
    let last = "case.json: organization o-a1b2c3d4e5 with accounts: 2, units: 0; add `requests` to decide\n";
    assert!(run.stdout.ends_with(last), "{}", run.stdout);
    let gap = format!("the resource-based policies of 1 accounts are not known: `{MANAGEMENT}`");
    assert!(run.stdout.contains(&gap), "{}", run.stdout);
    // It is not replaced.
    assert_eq!(run_in(&folder, &args, b"").status, 2);
    let text = std::fs::read_to_string(folder.join("case.json")).unwrap();
    assert!(!text.contains("boss@example.com"));
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let request = |id: &str, address: &str| {
        json!({ "principal": format!("arn:aws:iam::{id}:user/alice"),
            "network": { "sourceIp": address } })
    };
    file["requests"] = json!([
        request(PROD, "198.51.100.1"),
        request(PROD, "203.0.113.1"),
        request(MANAGEMENT, "203.0.113.1"),
    ]);
    let decided = run_in(
        &folder,
        &["decide", "-", "--format", "json"],
        file.to_string().as_bytes(),
    );
    assert_eq!(decided.status, 0, "{}", decided.stderr);
    let decisions: Vec<Value> = serde_json::from_str(&decided.stdout).unwrap();
    let outcomes: Vec<&Value> = decisions.iter().map(|one| &one["outcome"]).collect();
    assert_eq!(outcomes, ["allowed", "denied", "unknown"]);
    assert!(
        decided.stderr.contains("warning[unresolved-value]"),
        "{}",
        decided.stderr
    );
    let checked = run_in(&folder, &["check", "case.json"], b"");
    assert_eq!(checked.status, 0, "{}", checked.stdout);
}

#[test]
fn the_report_comes_as_json_and_in_japanese() {
    let folder = folder("import-json");
    outputs(&folder);
    let run = run_in(
        &folder,
        &["import", "out", "-o", "case.json", "--format", "json"],
        b"",
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["files"][1]["used"][0]["what"], "account");
    let calls: Vec<&Value> = report["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gap| &gap["calls"][0])
        .collect();
    assert!(
        calls.contains(&&json!("aws signin get-resource-policy")),
        "{calls:?}"
    );
    let alone = run_in(&folder, &["import", "out", "--format", "json"], b"");
    assert_eq!(alone.status, 2);
    assert!(
        alone.stderr.contains("import-without-output"),
        "{}",
        alone.stderr
    );
    let japanese = run_in(&folder, &["--lang", "ja", "import", "out"], b"");
    assert_eq!(japanese.status, 0);
    assert!(
        japanese.stderr.contains("アカウント: 2"),
        "{}",
        japanese.stderr
    );
    let case: Value = serde_json::from_str(&japanese.stdout).unwrap();
    assert_eq!(case["organization"]["id"], "o-a1b2c3d4e5");
}

#[test]
fn what_cannot_be_used_is_told_by_the_exit_status() {
    let folder = folder("import-unusable");
    outputs(&folder);
    let nothing = run_in(&folder, &["import", "nowhere.json"], b"");
    assert_eq!((nothing.status, nothing.stdout.as_str()), (2, ""));
    assert!(
        nothing.stderr.contains("unreadable-path"),
        "{}",
        nothing.stderr
    );
    let cut = run_in(&folder, &["import", "out", "-"], b"{\"Roots\": [");
    assert_eq!(cut.status, 1, "{}", cut.stderr);
    assert!(cut.stderr.contains("import-unreadable") && cut.stderr.contains("<stdin>"));
}

#[test]
fn a_configuration_of_terraform_is_decided_with_values_by_flags_and_a_file() {
    let folder = folder("import-tf");
    outputs(&folder);
    let types = json!([{ "Type": "RESOURCE_CONTROL_POLICY", "Status": "ENABLED" }]);
    let root = json!({ "Roots": [{ "Id": "r-ab12", "PolicyTypes": types,
        "Arn": format!("arn:aws:organizations::{MANAGEMENT}:root/o-a1b2c3d4e5/r-ab12") }] });
    write(&folder, "out/roots", &root);
    let main = r#"
variable "office" {
  type = list(string)
}
data "aws_organizations_organization" "current" {}
data "aws_iam_policy_document" "perimeter" {
  statement {
    effect    = "Deny"
    actions   = ["signin:*"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "NotIpAddress"
      variable = "aws:SourceIp"
      values   = var.office
    }
  }
}
resource "aws_organizations_policy" "perimeter" {
  name    = "perimeter"
  type    = "RESOURCE_CONTROL_POLICY"
  content = data.aws_iam_policy_document.perimeter.json
}
resource "aws_organizations_policy_attachment" "root" {
  policy_id = aws_organizations_policy.perimeter.id
  target_id = data.aws_organizations_organization.current.roots[0].id
}
"#;
    std::fs::create_dir_all(folder.join("tf")).unwrap();
    std::fs::write(folder.join("tf/main.tf"), main).unwrap();
    std::fs::write(
        folder.join("values"),
        "# ranges\noffice = [\"198.51.100.0/26\"]\n",
    )
    .unwrap();
    std::fs::write(folder.join("bad"), "office\n").unwrap();
    let run = |more: &[&str]| {
        let kinds = ["identity", "vpc-endpoint", "rcp", "scp"];
        let mut args = vec!["import", "out", "tf"];
        for kind in &kinds {
            args.extend(["--complete", kind]);
        }
        args.extend(more);
        run_in(&folder, &args, b"")
    };
    let decided = |case: &str| {
        let mut file: Value = serde_json::from_str(case).unwrap();
        let request = |address: &str| {
            json!({ "principal": format!("arn:aws:iam::{PROD}:user/alice"),
                "network": { "sourceIp": address } })
        };
        file["requests"] = json!([request("198.51.100.1"), request("198.51.100.100")]);
        let args = ["decide", "-", "--format", "json"];
        let run = run_in(&folder, &args, file.to_string().as_bytes());
        let decisions: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        let outcomes = decisions.iter().map(|one| one["outcome"].as_str().unwrap());
        outcomes.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let open = run(&[]);
    assert_eq!(open.status, 0, "{}", open.stderr);
    assert_eq!(decided(&open.stdout), ["unknown", "unknown"]);
    let told = "line 18, column 18: `content` of `aws_organizations_policy.perimeter` is not known, since it rests on `var.office`";
    assert!(open.stderr.contains(told), "{}", open.stderr);
    for more in [
        ["--set", "office=[\"198.51.100.0/26\"]"],
        ["--set-file", "values"],
    ] {
        let given = run(&more);
        assert_eq!(given.status, 0, "{}", given.stderr);
        assert_eq!(
            decided(&given.stdout),
            ["allowed", "denied"],
            "{}",
            given.stderr
        );
        assert!(
            !given.stderr.contains("import-unresolved"),
            "{}",
            given.stderr
        );
    }
    let unused = run(&["--set", "ofice=1"]);
    assert!(
        unused.stderr.contains("warning[import-set-unused]"),
        "{}",
        unused.stderr
    );
    let bad = run(&["--set-file", "bad"]);
    assert_eq!(bad.status, 2);
    assert!(
        bad.stderr.contains("error[import-set-unreadable]"),
        "{}",
        bad.stderr
    );
    assert!(bad.stderr.contains("line 1 has no `=`"), "{}", bad.stderr);
    assert_eq!(run(&["--set", "office"]).status, 2);
}
