//! Large organizations are bounded, and read in one pass.

use std::fmt::Write as _;

use serde_json::{Value, json};
use vestibule_syntax::limits::{ORGANIZATION_ACCOUNTS, ORGANIZATION_LEVELS, ORGANIZATION_UNITS};
use vestibule_wire::{Case, NoFiles, Outcome};

use crate::read;

fn account(index: usize) -> String {
    format!("{:012}", index + 1)
}

fn file(tree: &Value, requests: &Value) -> Value {
    json!({
        "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": account(0), "tree": tree },
        "policies": {}, "requests": requests,
    })
}

fn codes(file: &Value) -> Vec<String> {
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    let errors = case.findings().iter().filter(|finding| finding.is_error());
    errors.map(|finding| finding.code.to_string()).collect()
}

#[test]
fn as_many_accounts_are_read_as_the_limit_says() {
    let of = |count: usize| {
        let accounts: Vec<String> = (0..count).map(account).collect();
        file(&json!({ "id": "r-ab12", "accounts": accounts }), &json!([]))
    };
    let most = read(&of(ORGANIZATION_ACCOUNTS));
    let organization = most.organization().unwrap();
    assert_eq!(organization.tree().members().len(), ORGANIZATION_ACCOUNTS);
    // The management account and all others.
    assert_eq!(organization.classes().len(), 2);
    assert_eq!(
        codes(&of(ORGANIZATION_ACCOUNTS + 1)),
        ["organization-too-large"]
    );
}

#[test]
fn as_many_units_and_levels_are_read_as_the_limits_say() {
    let of = |count: usize| {
        let unit = |index: usize| json!({ "id": format!("ou-ab12-{index:08}") });
        let units: Vec<Value> = (1..count).map(unit).collect();
        let tree = json!({ "id": "r-ab12", "accounts": [account(0)], "children": units });
        file(&tree, &json!([]))
    };
    assert_eq!(codes(&of(ORGANIZATION_UNITS)), [""; 0]);
    assert_eq!(
        codes(&of(ORGANIZATION_UNITS + 1)),
        ["organization-too-large"]
    );
    let of = |levels: usize| {
        let mut tree = json!({ "id": "ou-ab12-00000000" });
        for level in 1..levels {
            tree = json!({ "id": format!("ou-ab12-{level:08}"), "children": [tree] });
        }
        let tree = json!({ "id": "r-ab12", "accounts": [account(0)], "children": [tree] });
        file(&tree, &json!([]))
    };
    assert_eq!(codes(&of(ORGANIZATION_LEVELS)), [""; 0]);
    assert_eq!(
        codes(&of(ORGANIZATION_LEVELS + 1)),
        ["organization-too-deep"]
    );
    assert_eq!(codes(&of(8)), ["organization-too-deep"]);
}

/// Accounts with policies of their own of one text are one class, and each policy of the
/// organization is compiled once.
#[test]
fn a_thousand_accounts_share_what_binds_them_alike() {
    const UNITS: usize = 20;
    const ACCOUNTS: usize = 1_000;
    let deny = |network: usize| {
        json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*",
            "Action": "signin:*", "Resource": "*", "Condition": {
                "IpAddress": { "aws:SourceIp": format!("198.51.100.{network}") } } }] })
    };
    let units: Vec<Value> = (0..UNITS)
        .map(|unit| {
            let accounts: Vec<String> = (1..ACCOUNTS)
                .filter(|index| index % UNITS == unit)
                .map(account)
                .collect();
            json!({ "id": format!("ou-ab12-{unit:08}"), "accounts": accounts })
        })
        .collect();
    let own: Vec<Value> = (1..ACCOUNTS)
        .map(|index| json!({ "id": account(index), "policies": { "resourceBased": deny(99) } }))
        .collect();
    let request = |index: usize, network: usize| {
        json!({ "principal": format!("arn:aws:iam::{}:user/alice", account(index)),
            "network": { "sourceIp": format!("198.51.100.{network}") } })
    };
    let mut requests = Vec::new();
    for index in 0..ACCOUNTS {
        requests.extend([index % UNITS, 98, 99].map(|network| request(index, network)));
    }
    let control: Vec<Value> = (0..UNITS)
        .map(|unit| {
            let mut name = String::new();
            write!(name, "unit-{unit}").unwrap();
            json!({ "name": name, "attachedTo": format!("ou-ab12-{unit:08}"), "document": deny(unit) })
        })
        .collect();
    let case = read(&json!({
        "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": account(0),
            "tree": { "id": "r-ab12", "accounts": [account(0)], "children": units },
            "accounts": own },
        "policies": { "resourceControl": control },
        "requests": requests,
    }));
    assert_eq!(case.organization().unwrap().classes().len(), UNITS + 1);
    for index in 0..ACCOUNTS {
        let outcomes = [0, 1, 2].map(|nth| case.outcome(index * 3 + nth).unwrap());
        let expected = match index {
            // It has no policies, and RCPs do not bind it.
            0 => [Outcome::Allowed; 3],
            _ => [Outcome::Denied, Outcome::Allowed, Outcome::Denied],
        };
        assert_eq!(outcomes, expected, "{index}");
    }
}
