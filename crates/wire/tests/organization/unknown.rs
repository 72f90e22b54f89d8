//! Policies that a case file declares unknown leave open what they might decide, and no more.

use serde_json::{Value, json};
use vestibule_wire::{Case, NoFiles, Outcome};

use crate::read;

const MANAGEMENT: &str = "111122223333";
const PROD: &str = "222233334444";
const TEST: &str = "333344445555";

fn deny() -> Value {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }] })
}

fn unknown() -> Value {
    json!({ "unknown": "aws signin get-resource-policy" })
}

fn outcomes(policies: &Value, own: &Value) -> [Outcome; 3] {
    let request = |id: &str| {
        json!({ "principal": format!("arn:aws:iam::{id}:user/alice"),
            "network": { "sourceIp": "198.51.100.1" } })
    };
    let case = read(&json!({
        "vestibule": 1,
        "organization": {
            "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "tree": { "id": "r-ab12", "accounts": [MANAGEMENT], "children": [
                { "id": "ou-ab12-11111111", "accounts": [PROD, TEST] }] },
            "accounts": own,
        },
        "policies": policies,
        "requests": [request(MANAGEMENT), request(PROD), request(TEST)],
    }));
    [0, 1, 2].map(|request| case.outcome(request).unwrap())
}

use Outcome::{Allowed, Denied, Unknown};

#[test]
fn an_unknown_policy_of_the_organization_leaves_open_what_is_below_it() {
    for layer in ["resourceControl", "serviceControl"] {
        let entry = |to: &str| json!({ layer: [{ "attachedTo": to, "document": unknown() }] });
        let none = json!([]);
        assert_eq!(
            outcomes(&entry("r-ab12"), &none),
            [Allowed, Unknown, Unknown]
        );
        assert_eq!(outcomes(&entry(PROD), &none), [Allowed, Unknown, Allowed]);
        // A Deny holds whatever the unknown policy says.
        let both = json!({ layer: [{ "attachedTo": "r-ab12", "document": unknown() },
            { "attachedTo": TEST, "document": match layer {
                "resourceControl" => deny(),
                _ => json!({ "Version": "2012-10-17", "Statement": [
                    { "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] }),
            } }] });
        assert_eq!(outcomes(&both, &none), [Allowed, Unknown, Denied]);
    }
}

#[test]
fn an_unknown_resource_based_policy_is_that_of_each_account_that_tells_none() {
    let policies = json!({ "resourceBased": unknown() });
    assert_eq!(outcomes(&policies, &json!([])), [Unknown; 3]);
    let empty = json!({ "Version": "2012-10-17", "Statement": [] });
    let own = json!([
        { "id": PROD, "policies": { "resourceBased": deny() } },
        { "id": TEST, "policies": { "resourceBased": empty } },
    ]);
    assert_eq!(outcomes(&policies, &own), [Unknown, Denied, Allowed]);
    let one = json!([{ "id": PROD, "policies": { "resourceBased": unknown() } }]);
    assert_eq!(outcomes(&json!({}), &one), [Allowed, Unknown, Allowed]);
}

#[test]
fn unknown_identity_policies_are_those_of_each_account_that_tells_none() {
    let policies = json!({ "identity": [{ "document": unknown() }] });
    assert_eq!(outcomes(&policies, &json!([])), [Unknown; 3]);
    let own = json!([
        { "id": PROD, "policies": { "identity": [] } },
        { "id": TEST, "policies": { "identity": [{ "document": { "Version": "2012-10-17",
            "Statement": [{ "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] } }] } },
    ]);
    assert_eq!(outcomes(&policies, &own), [Unknown, Allowed, Denied]);
}

#[test]
fn what_is_unknown_is_a_warning_that_names_the_call() {
    let file = json!({ "vestibule": 1, "account": { "id": PROD },
        "policies": { "resourceBased": unknown() },
        "requests": [{ "principal": format!("arn:aws:iam::{PROD}:user/alice"),
            "network": { "sourceIp": "198.51.100.1" } }] });
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    let [finding] = case.findings() else {
        unreachable!("{:?}", case.findings());
    };
    assert_eq!(finding.code, "unresolved-value");
    assert!(!finding.is_error());
    let help = finding.help.as_ref().map(ToString::to_string);
    assert!(help.unwrap().contains("`aws signin get-resource-policy`"));
    assert_eq!(case.outcome(0), Some(Unknown));
}

#[test]
fn an_unknown_policy_stays_that_of_all_accounts_beside_one_that_is_told() {
    let request = |id: &str| {
        json!({ "principal": format!("arn:aws:iam::{id}:user/alice"),
            "network": { "sourceIp": "198.51.100.1" } })
    };
    let own = json!([{ "id": MANAGEMENT, "policies": { "resourceBased": deny() } }]);
    for (accounts, expected) in [(json!([]), [Unknown, Unknown]), (own, [Denied, Unknown])] {
        let case = read(&json!({
            "vestibule": 1,
            "account": { "id": MANAGEMENT, "identityCenter": false },
            "organization": {
                "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
                "tree": { "id": "r-ab12", "accounts": [MANAGEMENT, PROD] },
                "accounts": accounts,
            },
            "policies": { "resourceBased": unknown() },
            "requests": [request(MANAGEMENT), request(PROD)],
        }));
        let found = [0, 1].map(|request| case.outcome(request).unwrap());
        assert_eq!(found, expected);
    }
}
