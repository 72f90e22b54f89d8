//! Large organizations are bounded, and read in one pass.

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
            json!({ "name": format!("unit-{unit}"), "attachedTo": format!("ou-ab12-{unit:08}"), "document": deny(unit) })
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

/// Policies that bind everybody and accounts that are all of different classes do not multiply.
#[test]
fn what_binds_many_accounts_is_bounded() {
    const EACH: usize = 2_500;
    let endpoints: Vec<Value> = (0..EACH)
        .map(|index| json!({ "endpoint": format!("vpce-{index:08}"), "document": {} }))
        .collect();
    let own: Vec<Value> = (0..EACH)
        .map(|index| {
            let own = json!({ "Version": "2012-10-17", "Id": index.to_string(), "Statement": [] });
            json!({ "id": account(index), "policies": { "resourceBased": own } })
        })
        .collect();
    let accounts: Vec<String> = (0..EACH).map(account).collect();
    let requests: Vec<Value> = accounts
        .iter()
        .map(|id| {
            json!({ "principal": format!("arn:aws:iam::{id}:root"),
                "network": { "sourceIp": "198.51.100.1" } })
        })
        .collect();
    let file = json!({
        "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": account(0),
            "tree": { "id": "r-ab12", "accounts": accounts }, "accounts": own },
        "policies": { "vpcEndpoint": endpoints },
        "requests": requests,
    });
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    assert_eq!(case.organization().unwrap().classes().len(), EACH);
    let mut found = case.findings().iter();
    assert!(found.any(|finding| finding.code == "organization-too-large"));
    assert!(case.decide(0).is_some() && case.decide(EACH - 1).is_none());
}
