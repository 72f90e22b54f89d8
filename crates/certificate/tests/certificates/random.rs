//! Answers about policies made at random are verified.

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_arbitrary::{Case as Model, case as model};
use vestibule_signin::{Assumption, Layer};
use vestibule_wire::CertifiedAnswer;

use crate::{answers, case, certify, check, untrue};

/// The model as a case file.
pub(crate) fn case_file(model: &Model, identity_center: Option<bool>) -> Vec<u8> {
    let of = |layer: Layer, attached: &str| -> Vec<Value> {
        let policies = model.policies.iter().filter(|policy| policy.layer == layer);
        let entry = |policy: &vestibule_arbitrary::PolicyModel| {
            let mut entry = json!({ "document": policy.text(false) });
            if let Some(to) = &policy.attached_to {
                entry[attached] = json!(to);
            }
            entry
        };
        policies.map(entry).collect()
    };
    let mut policies = json!({
        "resourceControl": of(Layer::ResourceControl, "attachedTo"),
        "serviceControl": of(Layer::ServiceControl, "attachedTo"),
        "permissionsBoundary": of(Layer::PermissionsBoundary, "principal"),
        "session": of(Layer::Session, "principal"),
        "vpcEndpoint": of(Layer::VpcEndpoint, "endpoint"),
    });
    if model.identity_told {
        policies["identity"] = json!(of(Layer::Identity, "principal"));
    }
    let mut all = model.policies.iter();
    if let Some(policy) = all.find(|policy| policy.layer == Layer::ResourceBased) {
        policies["resourceBased"] = json!(policy.text(false));
    }
    let switched = model
        .switched
        .iter()
        .map(|of: &Assumption| (of.entry().id.to_owned(), json!(false)));
    let mut account = json!({
        "id": "111122223333",
        "consoleAuthorization": {
            "account": model.authorization.account,
            "organization": model.authorization.organization,
        },
    });
    if let Some(organization) = &model.organization {
        account["organization"] = json!({
            "managementAccount": organization.management_account,
        });
        if let Some(id) = &organization.id {
            account["organization"]["id"] = json!(id);
        }
        if let Some(path) = &organization.path {
            account["organization"]["path"] = json!(path);
        }
    }
    if let Some(told) = identity_center {
        account["identityCenter"] = json!(told);
    }
    let file = json!({
        "vestibule": 1,
        "account": account,
        "policies": policies,
        "assumptions": Value::Object(switched.collect()),
        "networks": [
            { "name": "office", "sourceIp": ["203.0.113.0/24"] },
            { "name": "VPC", "vpc": "vpc-0123456789abcdef0", "regions": ["eu-west-1"] },
        ],
        "guarantees": [
            { "name": "admins get in from the office", "principals": ["arn:aws:iam::111122223333:role/a*"], "from": ["office"], "outcome": "allowed" },
            { "name": "nobody gets in from elsewhere", "principals": { "notIn": ["arn:aws:iam::111122223333:user/*"] }, "from": { "notIn": ["office", "VPC"] }, "outcome": "denied" },
            { "name": "everybody has a way in", "principals": "any", "from": "networks", "outcome": "allowed", "holds": "somewhere" },
            { "name": "each is closed somewhere", "principals": "any", "from": "anywhere", "outcome": "denied", "holds": "somewhere", "at": "signin:Authenticate" },
        ],
        "requests": [],
    });
    serde_json::to_vec(&file).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What the analysis says is verified, or not known to be so for a stated reason; and it
    /// is no longer once it is changed.
    #[test]
    fn answers_about_random_policies_are_verified(
        model in model(), choice in any::<prop::sample::Index>(),
        identity_center in prop::sample::select(vec![None, Some(true), Some(false)]),
    ) {
        let bytes = case_file(&model, identity_center);
        let case = case(&bytes);
        prop_assume!(case.is_usable());
        for answer in answers(&case) {
            if let Err(finding) = check(&bytes, &certify(&bytes, answer.clone())) {
                prop_assert_eq!(&finding.code, "certificate-not-checked", "{}", finding.message);
            }
            if let CertifiedAnswer::Map(map) = answer {
                let mutants = untrue::mutants(&map);
                let (what, mutant) = choice.get(&mutants);
                let checked = check(&bytes, &certify(&bytes, CertifiedAnswer::Map(mutant.clone())));
                prop_assert!(checked.is_err(), "{what}");
            }
        }
    }
}
