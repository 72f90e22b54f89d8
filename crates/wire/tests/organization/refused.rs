//! Organizations that cannot be: each is told by code, place and help.

use serde_json::{Value, json};
use vestibule_wire::{Case, Finding, NoFiles};

const MANAGEMENT: &str = "111122223333";
const PROD: &str = "222233334444";

fn sound() -> Value {
    json!({
        "vestibule": 1,
        "organization": {
            "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "tree": { "id": "r-ab12", "accounts": [MANAGEMENT], "children": [
                { "id": "ou-ab12-11111111", "accounts": [PROD], "children": [] },
                { "id": "ou-ab12-22222222", "accounts": [] },
            ] },
            "accounts": [{ "id": PROD, "name": "prod", "consoleAuthorization": null }],
        },
        "policies": { "resourceControl": [
            { "name": "perimeter", "attachedTo": ["r-ab12"], "document": {
                "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*",
                    "Action": "signin:*", "Resource": "*" }] } },
        ] },
        "requests": [{ "name": "in", "principal": "arn:aws:iam::222233334444:user/alice",
            "network": { "sourceIp": "198.51.100.1" } }],
    })
}

fn found(file: &Value) -> Vec<Finding> {
    match Case::read(file.to_string(), &NoFiles) {
        Ok(case) => case.findings().to_vec(),
        Err(found) => found,
    }
}

/// A change of a sound file, and the code and the place of the finding that it leads to.
type Row = (&'static str, fn(&mut Value), &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "an id that no organization has",
        |file| file["organization"]["id"] = json!("o-1"),
        "invalid-organization-id",
        "organization.id",
    ),
    (
        "a management account that no account is",
        |file| file["organization"]["managementAccount"] = json!("1"),
        "invalid-account-id",
        "organization.managementAccount",
    ),
    (
        "a management account that is not in the tree",
        |file| file["organization"]["managementAccount"] = json!("999900001111"),
        "management-account-missing",
        "organization.managementAccount",
    ),
    (
        "a root that is a unit",
        |file| file["organization"]["tree"]["id"] = json!("ou-ab12-33333333"),
        "invalid-node",
        "organization.tree.id",
    ),
    (
        "a unit that is a root",
        |file| file["organization"]["tree"]["children"][0]["id"] = json!("r-cd34"),
        "invalid-node",
        "organization.tree.children[0].id",
    ),
    (
        "a loop",
        |file| {
            file["organization"]["tree"]["children"][0]["children"] =
                json!([{ "id": "ou-ab12-11111111" }]);
        },
        "unit-twice",
        "organization.tree.children[0].children[0].id",
    ),
    (
        "two parents",
        |file| {
            file["organization"]["tree"]["children"][0]["children"] =
                json!([{ "id": "ou-ab12-22222222" }]);
        },
        "unit-twice",
        "organization.tree.children[1].id",
    ),
    (
        "an account in two units",
        |file| file["organization"]["tree"]["children"][1]["accounts"] = json!([PROD]),
        "account-twice",
        "organization.tree.children[1].accounts[0]",
    ),
    (
        "an account that is told twice",
        |file| file["organization"]["accounts"] = json!([{ "id": PROD }, { "id": PROD }]),
        "account-twice",
        "organization.accounts[1].id",
    ),
    (
        "an account that is on no path",
        |file| file["organization"]["accounts"][0]["id"] = json!("999900001111"),
        "account-not-in-organization",
        "organization.accounts[0].id",
    ),
    (
        "an endpoint that is not told",
        |file| {
            file["organization"]["accounts"][0]["policies"] =
                json!({ "vpcEndpoint": [{ "document": { "Statement": [] } }] });
        },
        "endpoint-not-told",
        "organization.accounts[0].policies.vpcEndpoint[0]",
    ),
    (
        "a state that AWS does not have",
        |file| file["organization"]["accounts"][0]["state"] = json!("ASLEEP"),
        "unknown-value",
        "organization.accounts[0].state",
    ),
    (
        "a switch that is neither on nor off",
        |file| file["organization"]["accounts"][0]["consoleAuthorization"] = json!("on"),
        "wrong-type",
        "organization.accounts[0].consoleAuthorization",
    ),
    (
        "a member that is not known",
        |file| file["organization"]["tree"]["child"] = json!([]),
        "unknown-field",
        "organization.tree.child",
    ),
    (
        "an attachment to a unit that is not there",
        |file| file["policies"]["resourceControl"][0]["attachedTo"] = json!("ou-ab12-99999999"),
        "unknown-node",
        "policies.resourceControl[0].attachedTo",
    ),
    (
        "an attachment to an account that is not there",
        |file| {
            file["policies"]["resourceControl"][0]["attachedTo"] = json!(["r-ab12", "999900001111"])
        },
        "unknown-node",
        "policies.resourceControl[0].attachedTo",
    ),
    (
        "no attachment",
        |file| {
            file["policies"]["resourceControl"][0]
                .as_object_mut()
                .unwrap()
                .remove("attachedTo");
        },
        "not-attached",
        "policies.resourceControl[0]",
    ),
    (
        "an empty list of attachments",
        |file| file["policies"]["resourceControl"][0]["attachedTo"] = json!([]),
        "invalid-node",
        "policies.resourceControl[0].attachedTo",
    ),
    (
        "a list of attachments that are no texts",
        |file| file["policies"]["resourceControl"][0]["attachedTo"] = json!([1]),
        "wrong-type",
        "policies.resourceControl[0].attachedTo[0]",
    ),
    (
        "an account beside it without an id",
        |file| file["account"] = json!({ "consoleAuthorization": true }),
        "account-not-told",
        "account",
    ),
    (
        "an account beside it that is not in the tree",
        |file| file["account"] = json!({ "id": "999900001111" }),
        "account-not-in-organization",
        "account.id",
    ),
    (
        "an account beside it of another organization",
        |file| file["account"] = json!({ "id": PROD, "organization": { "id": "o-zzzzzzzzzz" } }),
        "organization-contradiction",
        "account.organization.id",
    ),
    (
        "an account beside it on another path",
        |file| {
            file["account"] = json!({ "id": PROD, "organization": { "path": ["r-ab12"] } });
        },
        "organization-contradiction",
        "account.organization.path",
    ),
    (
        "an account beside it that is the management account and is not",
        |file| {
            file["account"] = json!({ "id": PROD, "organization": { "managementAccount": true } });
        },
        "organization-contradiction",
        "account.organization.managementAccount",
    ),
    (
        "an account beside it with another switch",
        |file| {
            file["organization"]["consoleAuthorization"] = json!(false);
            file["account"] = json!({ "id": PROD, "consoleAuthorization": true });
        },
        "organization-contradiction",
        "account.consoleAuthorization",
    ),
    (
        "an account beside it without the switch of the organization, which is on unless told",
        |file| file["account"] = json!({ "id": PROD, "consoleAuthorization": { "account": true } }),
        "organization-contradiction",
        "account.consoleAuthorization",
    ),
    (
        "a resource-based policy of nobody",
        |file| file["policies"]["resourceBased"] = json!({ "Statement": [] }),
        "account-not-told",
        "policies.resourceBased",
    ),
    (
        "two resource-based policies of one account",
        |file| {
            file["account"] = json!({ "id": PROD });
            file["policies"]["resourceBased"] = json!({ "Statement": [] });
            file["organization"]["accounts"][0]["policies"] =
                json!({ "resourceBased": { "Statement": [] } });
        },
        "two-resource-based-policies",
        "policies",
    ),
    (
        "a guarantee of a unit that is not there",
        |file| {
            file["guarantees"] = json!([{ "name": "in", "principals": "any",
                "from": "anywhere", "outcome": "allowed",
                "accounts": ["r-ab12", "ou-ab12-99999999"] }]);
        },
        "unknown-node",
        "guarantees[0].accounts[1]",
    ),
    (
        "a guarantee of an account that is none",
        |file| {
            file["guarantees"] = json!([{ "name": "in", "principals": "any",
                "from": "anywhere", "outcome": "allowed", "accounts": ["prod"] }]);
        },
        "invalid-account-id",
        "guarantees[0].accounts[0]",
    ),
    (
        "a sign-in to an account that is not there",
        |file| {
            file["requests"][0]["principal"] = json!("arn:aws:iam::999900001111:user/alice");
        },
        "account-not-in-organization",
        "requests[0].principal",
    ),
    (
        "a sign-in to a suspended account",
        |file| file["organization"]["accounts"][0]["state"] = json!("SUSPENDED"),
        "account-not-active",
        "requests[0].principal",
    ),
];

#[test]
fn what_cannot_be_is_told_by_code_place_and_help() {
    assert!(found(&sound()).iter().all(|finding| !finding.is_error()));
    for (about, change, code, path) in ROWS {
        let mut file = sound();
        change(&mut file);
        let found = found(&file);
        let of_code = found.iter().find(|finding| finding.code == *code);
        let finding = of_code.unwrap_or_else(|| panic!("{about}: {found:#?}"));
        assert!(finding.is_error(), "{about}");
        assert_eq!(finding.path.as_deref(), Some(*path), "{about}");
        assert!(finding.help.is_some(), "{about}");
        assert!(finding.span.is_some(), "{about}");
    }
}

/// Nothing is decided for an account that is not there, and the others are.
#[test]
fn a_sign_in_to_an_unknown_account_has_no_decision() {
    let mut file = sound();
    let mut other = file["requests"][0].clone();
    other["principal"] = json!("arn:aws:iam::999900001111:user/alice");
    other["name"] = json!("out");
    file["requests"].as_array_mut().unwrap().push(other);
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    assert!(case.decide(0).is_some());
    assert!(case.decide(1).is_none() && case.outcome(1).is_none() && case.evaluated(1).is_none());
    assert!(!case.is_usable());
}
