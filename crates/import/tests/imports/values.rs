//! Values that the user gives for placeholders and parameters.

use serde_json::json;
use vestibule_import::{Imported, Importer, Options};
use vestibule_wire::{Kind, Outcome};

use crate::{File, MANAGEMENT, PROD, RCP, codes, complete, file, outcomes, whole};
use Outcome::{Allowed, Denied, Unknown};

fn with(values: &[(&str, &str)], files: &[File]) -> Imported {
    let mut importer = Importer::new();
    for (name, value) in values {
        importer.set(name, value);
    }
    let known = whole();
    for (name, text) in known.iter().chain(files) {
        importer.add(name, text.as_bytes());
    }
    let options: Options = complete(&[Kind::Identity, Kind::VpcEndpoint]);
    importer.finish(&options)
}

/// A sign-in to a member account from a range, and to the management account.
fn decided(imported: &Imported) -> Vec<Outcome> {
    let inside = [(PROD, "198.51.100.100"), (MANAGEMENT, "198.51.100.100")];
    outcomes(imported, &inside)
}

fn planned(range: &str) -> File {
    let policy = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny",
        "Principal": "*", "Action": "signin:*", "Resource": "*", "Condition": {
            "NotIpAddress": { "aws:SourceIp": range },
            "StringNotEquals": { "aws:PrincipalTag/x": "${aws:PrincipalTag/x}" } } }] });
    let input = json!({ "Name": "narrow", "Type": RCP, "Content": policy.to_string() });
    file("create-policy-r-ab12.json", &input)
}

#[test]
fn a_placeholder_without_a_value_makes_the_policy_unknown() {
    let imported = with(&[], &[planned("${Office}")]);
    assert_eq!(decided(&imported), [Unknown, Allowed]);
    let files = imported.report.files.iter();
    let findings: Vec<_> = files.flat_map(|file| &file.findings).collect();
    let said = findings.iter().find(|one| one.code == "import-unresolved");
    let said = said.unwrap().message.to_string();
    assert!(
        said.contains("line 1") && said.contains("`Office`"),
        "{said}"
    );
}

#[test]
fn values_are_taken_and_those_that_nothing_uses_are_said() {
    let imported = with(&[("Office", "192.0.2.0/24")], &[planned("${Office}")]);
    assert!(codes(&imported).is_empty(), "{:?}", codes(&imported));
    assert_ne!(decided(&imported), [Unknown, Allowed]);
    let imported = with(&[("office", "192.0.2.0/24")], &[planned("192.0.2.0/24")]);
    let said = (String::new(), "import-set-unused".to_owned());
    assert_eq!(codes(&imported), [said]);
}

#[test]
fn parameters_of_templates_take_values() {
    let template = |range: &str| {
        let text = format!(
            "Parameters:\n  Office: {{ Type: CommaDelimitedList, Default: 198.51.100.0/24 }}\n\
             Resources:\n  P:\n    Type: AWS::Organizations::Policy\n    Properties:\n      \
             Name: narrow\n      Type: RESOURCE_CONTROL_POLICY\n      TargetIds: [r-ab12]\n      \
             Content:\n        Version: 2012-10-17\n        Statement:\n          \
             - {{ Effect: Deny, Principal: '*', Action: 'signin:*', Resource: '*', \
             Condition: {{ NotIpAddress: {{ 'aws:SourceIp': {range} }} }} }}\n"
        );
        ("template.yaml".to_owned(), text)
    };
    let by_default = with(&[], &[template("!Ref Office")]);
    assert_eq!(decided(&by_default), [Allowed, Allowed]);
    let given = with(
        &[("Office", "192.0.2.0/24, 203.0.113.0/24")],
        &[template("!Ref Office")],
    );
    assert_eq!(decided(&given), [Denied, Allowed]);
    assert!(codes(&given).is_empty(), "{:?}", codes(&given));
    // A pseudo parameter has no default.
    let open = with(&[], &[template("!Sub '${AWS::Region}'")]);
    assert_eq!(decided(&open), [Unknown, Allowed]);
    let given = with(
        &[("AWS::Region", "192.0.2.0/24")],
        &[template("!Sub '${AWS::Region}'")],
    );
    assert_eq!(decided(&given), [Denied, Allowed]);
}
