//! The Landing Zone Accelerator and Customizations for Control Tower.

use vestibule_import::Imported;
use vestibule_wire::Outcome;

use crate::hcl::{decided, with_values};
use Outcome::{Allowed, Denied, Unknown};

const ORGANIZATION: &str = "\
enable: true
organizationalUnits:
  - name: Workloads
serviceControlPolicies: []
resourceControlPolicies:
  - name: Perimeter
    description: Keeps strangers out
    policy: rcp/perimeter.json
    type: customerManaged
    deploymentTargets:
      organizationalUnits:
        - Workloads
";
const PERIMETER: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny",
    "Principal": "*", "Action": "signin:*", "Resource": "*",
    "Condition": {"NotIpAddress": {"aws:SourceIp": "${ACCEL_LOOKUP::CUSTOM:OFFICE}"}}}]}"#;
const REPLACEMENTS: &str = "\
globalReplacements:
  - key: OFFICE
    type: String
    value: 198.51.100.0/26
  - key: OTHERS
    type: StringList
    value: [203.0.113.0/24]
";

fn import(files: &[(&str, &str)]) -> Imported {
    with_values(files, &[])
}

fn said(imported: &Imported) -> Vec<String> {
    let files = imported.report.files.iter();
    let files = files.filter(|file| !file.file.starts_with("out/"));
    let all = files.flat_map(|file| {
        let findings = file.findings.iter();
        findings.map(|one| format!("{}: {}", file.file, one.message))
    });
    all.collect()
}

fn taken_for<'i>(imported: &'i Imported, name: &str) -> &'i [String] {
    let mut files = imported.report.files.iter();
    &files.find(|file| file.file == name).unwrap().taken_for
}

#[test]
fn a_policy_of_the_accelerator_is_attached_to_units_by_their_names() {
    let imported = import(&[
        ("lza/organization-config.yaml", ORGANIZATION),
        ("lza/replacements-config.yaml", REPLACEMENTS),
        ("lza/rcp/perimeter.json", PERIMETER),
    ]);
    assert_eq!(said(&imported), [""; 0]);
    assert_eq!(decided(&imported), [Allowed, Allowed, Denied]);
    let expected = ["Landing Zone Accelerator configuration"];
    assert_eq!(
        taken_for(&imported, "lza/organization-config.yaml"),
        expected
    );
    assert_eq!(
        taken_for(&imported, "lza/rcp/perimeter.json"),
        ["policy of a landing zone"]
    );
}

#[test]
fn a_value_of_the_user_comes_before_that_of_the_files() {
    let files = [
        ("lza/organization-config.yaml", ORGANIZATION),
        ("lza/replacements-config.yaml", REPLACEMENTS),
        ("lza/rcp/perimeter.json", PERIMETER),
    ];
    let imported = with_values(&files, &[("OFFICE", "198.51.100.0/25")]);
    assert_eq!(decided(&imported), [Allowed, Allowed, Allowed]);
}

#[test]
fn a_list_stands_as_json() {
    let list = REPLACEMENTS.replace(
        "type: String\n    value: 198.51.100.0/26",
        "type: StringList\n    value: [198.51.100.0/26, 203.0.113.0/24]",
    );
    let policy = PERIMETER
        .replace("\"${ACCEL", "${ACCEL")
        .replace("OFFICE}\"", "OFFICE}");
    let imported = import(&[
        ("lza/organization-config.yaml", ORGANIZATION),
        ("lza/replacements-config.yaml", &list),
        ("lza/rcp/perimeter.json", &policy),
    ]);
    assert_eq!(said(&imported), [""; 0]);
    assert_eq!(decided(&imported), [Allowed, Allowed, Denied]);
}

#[test]
fn what_has_no_value_is_named_and_unknown() {
    let elsewhere = REPLACEMENTS.replace(
        "type: String\n    value: 198.51.100.0/26",
        "type: SSM\n    path: /a",
    );
    for values in [None, Some(&*elsewhere)] {
        let mut files = vec![
            ("lza/organization-config.yaml", ORGANIZATION),
            ("lza/rcp/perimeter.json", PERIMETER),
        ];
        files.extend(values.map(|values| ("lza/replacements-config.yaml", values)));
        let imported = import(&files);
        let expected = "lza/organization-config.yaml: policy `Perimeter` has placeholders without a value: `OFFICE`";
        assert_eq!(said(&imported), [expected]);
        assert_eq!(decided(&imported), [Allowed, Unknown, Unknown]);
    }
}

#[test]
fn what_the_accelerator_looks_up_elsewhere_is_unknown() {
    for odd in [
        "${ACCEL_LOOKUP::VPC_ID:ORG}",
        "${PARTITION}",
        "${ACCEL_LOOKUP::CUSTOM:",
    ] {
        let policy = PERIMETER.replace("${ACCEL_LOOKUP::CUSTOM:OFFICE}", odd);
        let imported = import(&[
            ("lza/organization-config.yaml", ORGANIZATION),
            ("lza/rcp/perimeter.json", &policy),
        ]);
        assert_eq!(decided(&imported), [Allowed, Unknown, Unknown], "{odd}");
        assert!(!said(&imported).is_empty(), "{odd}");
    }
}

#[test]
fn a_file_that_is_missing_or_wrong_leaves_its_policy_unknown() {
    let without = import(&[("lza/organization-config.yaml", ORGANIZATION)]);
    let [said_of_it] = said(&without).try_into().unwrap();
    assert!(said_of_it.contains("`rcp/perimeter.json`"), "{said_of_it}");
    assert_eq!(decided(&without), [Allowed, Unknown, Unknown]);
    let wrong = import(&[
        ("lza/organization-config.yaml", ORGANIZATION),
        ("lza/rcp/perimeter.json", "{\"Version\": "),
    ]);
    assert_eq!(decided(&wrong), [Allowed, Unknown, Unknown]);
    assert!(!said(&wrong).is_empty());
}

#[test]
fn a_unit_that_nothing_tells_leaves_unknown_where_the_policy_is() {
    let other = ORGANIZATION.replace("        - Workloads", "        - Workloads/Prod");
    let imported = import(&[
        ("lza/organization-config.yaml", &*other),
        ("lza/replacements-config.yaml", REPLACEMENTS),
        ("lza/rcp/perimeter.json", PERIMETER),
    ]);
    // RCPs do not bind the management account, wherever they are.
    assert_eq!(decided(&imported), [Allowed, Unknown, Unknown]);
}

#[test]
fn accounts_are_known_by_the_ids_beside_them() {
    let to_account = ORGANIZATION.replace(
        "organizationalUnits:\n        - Workloads",
        "accounts:\n        - Production",
    );
    let files = |accounts: &'static str| {
        import(&[
            ("lza/organization-config.yaml", &*to_account),
            ("lza/replacements-config.yaml", REPLACEMENTS),
            ("lza/accounts-config.yaml", accounts),
            ("lza/rcp/perimeter.json", PERIMETER),
        ])
    };
    let known = files(
        "mandatoryAccounts: []\nworkloadAccounts:\n  - name: Production\n    email: prod@example.com\n    organizationalUnit: Workloads\naccountIds:\n  - email: prod@example.com\n    accountId: '222233334444'\n",
    );
    assert_eq!(said(&known), [""; 0]);
    assert_eq!(decided(&known), [Allowed, Allowed, Denied]);
    let case = known.case.unwrap().to_json().unwrap();
    assert!(!case.contains("prod@example.com"), "addresses are not kept");
    let unknown = files(
        "mandatoryAccounts: []\nworkloadAccounts:\n  - name: Production\n    email: prod@example.com\n",
    );
    assert_eq!(said(&unknown).len(), 1);
    assert_eq!(decided(&unknown), [Allowed, Unknown, Unknown]);
}

#[test]
fn what_may_be_attached_elsewhere_is_unknown_there() {
    let excluded = ORGANIZATION.replace(
        "    deploymentTargets:\n",
        "    deploymentTargets:\n      excludedAccounts: [Test]\n",
    );
    let quarantine = ORGANIZATION
        .replace("serviceControlPolicies: []", "serviceControlPolicies:\n  - name: Perimeter\n    policy: rcp/perimeter.json\n    deploymentTargets:\n      organizationalUnits: []")
        .replace("enable: true\n", "enable: true\nquarantineNewAccounts:\n  enable: true\n  scpPolicyName: Perimeter\n");
    for text in [&excluded, &quarantine] {
        let imported = import(&[
            ("lza/organization-config.yaml", &**text),
            ("lza/replacements-config.yaml", REPLACEMENTS),
            ("lza/rcp/perimeter.json", PERIMETER),
        ]);
        let [_, inside, outside] = decided(&imported).try_into().unwrap();
        assert_ne!(outside, Allowed, "{text}");
        assert_ne!(inside, Denied, "{text}");
    }
}

#[test]
fn an_allow_list_leaves_unknown_what_is_allowed() {
    let list = ORGANIZATION.replace(
        "serviceControlPolicies: []",
        "serviceControlPolicies:\n  - name: List\n    strategy: allow-list\n    policy: scp/list.json\n    deploymentTargets:\n      organizationalUnits: [Workloads]",
    );
    let imported = import(&[
        ("lza/organization-config.yaml", &*list),
        ("lza/replacements-config.yaml", REPLACEMENTS),
        ("lza/rcp/perimeter.json", PERIMETER),
        (
            "lza/scp/list.json",
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}"#,
        ),
    ]);
    assert!(
        said(&imported)[0].contains("FullAWSAccess"),
        "{:?}",
        said(&imported)
    );
    assert_ne!(decided(&imported)[1], Allowed);
}

#[test]
fn a_manifest_of_control_tower_is_read_alike() {
    let manifest = "\
region: us-east-1
version: 2021-03-15
resources:
  - name: Perimeter
    resource_file: policies/perimeter.json
    deploy_method: rcp
    deployment_targets:
      organizational_units:
        - Workloads
  - name: stack
    resource_file: templates/a.yaml
    deploy_method: stack_set
";
    let imported = with_values(
        &[
            ("cfct/manifest.yaml", manifest),
            ("cfct/policies/perimeter.json", PERIMETER),
        ],
        &[("OFFICE", "198.51.100.0/26")],
    );
    assert_eq!(said(&imported), [""; 0]);
    assert_eq!(decided(&imported), [Allowed, Allowed, Denied]);
}
