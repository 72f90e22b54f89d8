//! Pairs of states of which no plan is made, with what is wrong and what to do.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use vestibule_answers::{Planning, Unplanned, plan};

use super::pairs::case;
use super::read;

const OFFICE: &str = "203.0.113.0/24";

fn refused(current: &Value, wanted: &Value, stages: &[&str]) -> Unplanned {
    let stages: Vec<String> = stages.iter().map(|stage| (*stage).to_owned()).collect();
    let planning = Planning {
        stages: &stages,
        today: None,
    };
    *plan(&read(current), &read(wanted), planning).unwrap_err()
}

/// A change of a pair of states.
type Edit = fn(&mut Value, &mut Value);

/// Each code once: the change of two empty states, the stages, whether the current state is what
/// is wrong, the code and the place.
const ROWS: &[(Edit, &[&str], bool, &str, &str)] = &[
    (
        |current, _| current["account"]["organization"]["id"] = json!("o-zzzzzzzzzz"),
        &[],
        false,
        "another-organization",
        "account.organization.id",
    ),
    (
        |current, _| current["account"]["organization"]["path"] = json!(["r-zz99"]),
        &[],
        false,
        "another-organization",
        "account.organization.path[0]",
    ),
    (
        |_, _| {},
        &["ou-zz99-canary00"],
        false,
        "another-organization",
        "--stage",
    ),
    (|_, _| {}, &["canary"], false, "invalid-node", "--stage"),
    (
        |current, _| {
            current["account"]["organization"]["path"] = json!(["r-ab12", "ou-zz99-canary00"]);
        },
        &[],
        true,
        "contradicting-state",
        "account.organization.path[1]",
    ),
    (
        |_, wanted| {
            let policy = |action: &str| {
                json!({ "name": "one", "attachedTo": "r-ab12", "document": {
                    "Version": "2012-10-17", "Statement": [{ "Effect": "Deny",
                    "Principal": "*", "Action": action, "Resource": "*" }] } })
            };
            wanted["policies"]["resourceControl"] = json!([
                policy("signin:Authenticate"),
                policy("signin:CreateOAuth2Token")
            ]);
        },
        &[],
        false,
        "contradicting-state",
        "policies.resourceControl[1]",
    ),
    (
        |current, _| {
            current["account"]["organization"] = Value::Null;
            current["account"]
                .as_object_mut()
                .unwrap()
                .remove("organization");
            current["account"]["consoleAuthorization"]["organization"] = json!(true);
        },
        &[],
        true,
        "contradicting-state",
        "account.consoleAuthorization",
    ),
    (
        |_, wanted| {
            let organization = wanted["account"]["organization"].as_object_mut().unwrap();
            organization.remove("id");
            wanted["account"]["consoleAuthorization"]["organization"] = json!(true);
        },
        &[],
        false,
        "missing-organization",
        "account.organization.id",
    ),
    (
        |current, wanted| {
            for file in [current, &mut *wanted] {
                file["account"]["organization"]["id"] = json!("o-a1b2c3d4e5f6");
            }
            wanted["account"]["consoleAuthorization"]["organization"] = json!(true);
        },
        &[],
        false,
        "invalid-parameter",
        "account.organization.id",
    ),
    (
        |current, _| current["assumptions"] = json!({ "J1": false }),
        &[],
        false,
        "difference-without-step",
        "assumptions",
    ),
    (
        |current, _| current["account"]["organization"]["path"] = json!(["r-ab12"]),
        &[],
        false,
        "difference-without-step",
        "account.organization.path",
    ),
    (
        |current, _| current["account"]["organization"]["managementAccount"] = json!(true),
        &[],
        false,
        "difference-without-step",
        "account.organization.managementAccount",
    ),
    (
        |_, wanted| {
            wanted["policies"]["resourceControl"] = json!([{
                "name": "one", "attachedTo": "r-ab12", "document": { "Policy": { "Content":
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}" } },
            }]);
        },
        &[],
        false,
        "not-a-policy-text",
        "policies.resourceControl[0]",
    ),
    (
        |_, wanted| {
            wanted["guarantees"] = json!([{
                "name": "nobody", "principals": ["arn:aws:iam::777788889999:user/*"],
                "from": ["office"], "outcome": "denied",
            }]);
        },
        &[],
        false,
        "guarantee-not-met",
        "guarantees",
    ),
    (
        |_, wanted| {
            let policy = |number: usize| {
                json!({ "name": format!("policy-{number}"), "attachedTo": "r-ab12", "document": {
                    "Version": "2012-10-17", "Statement": [{ "Effect": "Deny",
                    "Principal": "*", "Action": "s3:*", "Resource": "*" }] } })
            };
            let all: Vec<Value> = (0..12).map(policy).collect();
            wanted["policies"]["resourceControl"] = json!(all);
        },
        &[],
        false,
        "too-many-steps",
        "policies",
    ),
    // What AWS's model refuses of a new statement.
    (
        |_, wanted| {
            wanted["policies"]["permissionStatements"] = json!([{
                "sourceVpc": "vpc-0abc123def456789", "requestedRegion": "us-west-2",
            }]);
        },
        &[],
        false,
        "vpc-of-aws-example",
        "policies.permissionStatements",
    ),
    // What no call makes, of the wanted state and of the current one.
    (
        |_, wanted| {
            written(
                wanted,
                &json!({ "NotIpAddress": { "aws:SourceIp": [OFFICE, "192.0.2.0/24"] } }),
            )
        },
        &[],
        false,
        "several-networks",
        "policies.resourceBased.Statement[0]",
    ),
    (
        |current, _| {
            written(
                current,
                &json!({ "Bool": { "aws:SecureTransport": "false" } }),
            )
        },
        &[],
        true,
        "no-parameter-for-condition",
        "policies.resourceBased.Statement[0]",
    ),
    (
        |current, wanted| {
            for file in [current, &mut *wanted] {
                file["assumptions"] = json!({ "J1": false });
            }
            written(
                wanted,
                &json!({ "NotIpAddress": { "aws:SourceIp": OFFICE } }),
            );
            let mut other = wanted["policies"]["resourceBased"]["Statement"][0].clone();
            other["Condition"] = json!({ "NotIpAddress": { "aws:SourceIp": "192.0.2.0/24" } });
            let list = wanted["policies"]["resourceBased"]["Statement"]
                .as_array_mut()
                .unwrap();
            list.push(other);
        },
        &[],
        false,
        "calls-make-another-policy",
        "policies.resourceBased",
    ),
];

/// Writes a resource-based policy of one statement in the place of permission statements.
fn written(file: &mut Value, condition: &Value) {
    let policies = file["policies"].as_object_mut().unwrap();
    policies.remove("permissionStatements");
    policies.insert(
        "resourceBased".to_owned(),
        json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": { "AWS": "*" },
            "Action": ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
            "Resource": "*", "Condition": condition }] }),
    );
}

#[test]
fn states_without_a_plan_are_refused_with_their_place_and_what_to_do() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.md");
    let document = fs::read_to_string(path).unwrap();
    for (edit, stages, is_of_current, code, place) in ROWS {
        let empty = case(&[], &[], &[], [false, false]);
        let (mut current, mut wanted) = (empty.clone(), empty);
        edit(&mut current, &mut wanted);
        let found = refused(&current, &wanted, stages);
        let first = &found.findings[0];
        assert_eq!(
            (&*first.code, first.path.as_deref(), found.is_of_current),
            (*code, Some(*place), *is_of_current),
            "{first:?}"
        );
        assert!(first.help.is_some() && first.is_error(), "{first:?}");
        // The document says what to do in the words of the help.
        let own = document.lines().find(|line| {
            line.starts_with(&format!("| `{code}` |")) && line.matches(" | ").count() == 2
        });
        if let Some(row) = own {
            let help = first.help.as_ref().unwrap().to_string();
            assert!(row.contains(&help), "{row}: {help}");
        }
    }
}

/// Of a current policy that no call makes it is said how to tell the statements all the same.
#[test]
fn the_current_policy_may_be_told_by_its_statements() {
    let wanted = case(&[], &[], &[], [false, false]);
    let mut current = wanted.clone();
    written(
        &mut current,
        &json!({ "NotIpAddress": { "aws:SourceIp": [OFFICE, "192.0.2.0/24"] } }),
    );
    let found = refused(&current, &wanted, &[]);
    let codes: Vec<&str> = found.findings.iter().map(|one| &*one.code).collect();
    assert_eq!(codes, ["several-networks", "statements-not-known"]);
    // What is the same in both states needs no call.
    assert!(plan(&read(&current), &read(&current), Planning::default()).is_ok());
}
