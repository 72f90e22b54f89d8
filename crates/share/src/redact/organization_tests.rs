//! What an organization holds is renamed, wherever it stands.

use serde_json::{Value, json};
use vestibule_wire::{Case, CaseFile, NoFiles, read_text};

use super::{Kind, redact};

const MANAGEMENT: &str = "210987654321";
const PROD: &str = "432109876543";

fn case(file: &Value) -> CaseFile {
    read_text(&file.to_string()).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn policy(sid: &str, effect: &str, condition: &Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{ "Sid": sid, "Effect": effect,
        "Principal": "*", "Action": "signin:*", "Resource": "*", "Condition": condition }] })
}

/// An organization with a secret in every place that takes a name or an id.
fn secrets() -> Value {
    let mut identity = policy(
        "ShibuyaIdentity",
        "Deny",
        &json!({ "StringEquals": { "aws:PrincipalTag/Projekt": "geheim" } }),
    );
    identity["Statement"][0]
        .as_object_mut()
        .unwrap()
        .remove("Principal");
    json!({
        "vestibule": 1,
        "organization": {
            "id": "o-zz9q8w7e6r", "managementAccount": MANAGEMENT,
            "tree": { "id": "r-q1w2", "name": "Geheimwurzel", "accounts": [MANAGEMENT], "children": [
                { "id": "ou-q1w2-9z8y7x6w", "name": "Shibuya", "accounts": [PROD], "children": [] },
            ] },
            "accounts": [{ "id": PROD, "name": "Kenjis Konto", "state": "ACTIVE", "policies": {
                "resourceBased": policy("ShibuyaAlone", "Deny", &json!({
                    "NotIpAddress": { "aws:SourceIp": "52.95.110.0/24" },
                    "ArnNotLike": { "signin:PrincipalArn": format!("arn:aws:iam::{PROD}:user/glass") },
                })),
                "identity": [{ "name": "Geheimpolitik",
                    "principal": format!("arn:aws:iam::{PROD}:user/kenji"), "document": identity }],
                "vpcEndpoint": [{ "name": "Hintertreppe", "endpoint": "vpce-0fedcba9876543210",
                    "document": policy("ShibuyaEndpoint", "Allow", &json!({
                        "StringEquals": { "aws:ResourceAccount": PROD, "aws:ResourceOrgID": "o-zz9q8w7e6r" } })) }],
            } }],
        },
        "policies": { "resourceControl": [{ "name": "Perimeter Shibuya",
            "attachedTo": ["ou-q1w2-9z8y7x6w", MANAGEMENT],
            "document": policy("ShibuyaRcp", "Deny", &json!({
                "IpAddress": { "aws:SourceIp": "52.95.110.66" } })) }] },
        "requests": [
            { "principal": format!("arn:aws:iam::{PROD}:user/kenji"), "network": { "sourceIp": "52.95.110.77" },
              "context": { "aws:PrincipalTag/Projekt": "geheim" } },
            { "principal": format!("arn:aws:iam::{PROD}:user/kenji"), "network": { "sourceIp": "52.95.110.77" },
              "context": { "aws:PrincipalTag/Projekt": "offen" } },
            { "principal": format!("arn:aws:iam::{PROD}:user/kenji"), "network": { "sourceIp": "52.95.111.77" } },
            { "principal": format!("arn:aws:iam::{PROD}:user/glass"), "network": { "sourceIp": "52.95.110.66" } },
            { "principal": format!("arn:aws:iam::{MANAGEMENT}:user/glass"), "network": { "sourceIp": "52.95.110.66" } },
            { "principal": format!("arn:aws:iam::{PROD}:user/glass"), "network": {
                "vpc": "vpc-0fedcba9876543210", "endpoint": "vpce-0fedcba9876543210", "sourceIp": "10.20.30.40" } },
            { "principal": format!("arn:aws:iam::{MANAGEMENT}:user/glass"), "network": {
                "vpc": "vpc-0fedcba9876543210", "endpoint": "vpce-0fedcba9876543210", "sourceIp": "10.20.30.40" } },
        ],
    })
}

#[test]
fn what_an_organization_holds_goes_and_decisions_stay() {
    let before = case(&secrets());
    let redaction = redact(&before);
    assert!(redaction.proof.holds(), "{:?}", redaction.proof);
    assert_eq!((redaction.proof.requests, redaction.proof.equal), (7, 7));
    assert_eq!(redaction.kept, [""; 0], "{:#?}", redaction.renamed);
    let after = serde_json::to_string(&redaction.case).unwrap();
    let after = after.to_ascii_lowercase();
    for secret in [
        MANAGEMENT,
        PROD,
        "zz9q8w7e6r",
        "q1w2",
        "9z8y7x6w",
        "geheim",
        "shibuya",
        "kenji",
        "konto",
        "perimeter",
        "hintertreppe",
        "glass",
        "0fedcba",
        "projekt",
        "52.95",
    ] {
        assert!(!after.contains(secret), "{secret}: {after}");
    }
    // It is still sound, with each account in its place, and decides both ways.
    let (one, other) = (decided(&before), decided(&redaction.case));
    assert_eq!(one, other);
    assert!(
        one.contains(&"allowed".to_owned()) && one.contains(&"denied".to_owned()),
        "{one:?}"
    );
    let organization = redaction.case.organization.as_ref().unwrap();
    assert_eq!(
        organization.tree.accounts.join(" "),
        organization.management_account
    );
    let unit = &organization.tree.children[0];
    assert_eq!(unit.accounts.join(" "), organization.accounts[0].id);
    let accounts = redaction.renamed.iter();
    let accounts = accounts.filter(|renamed| renamed.kind == Kind::Account);
    assert_eq!(accounts.count(), 2);
}

fn decided(file: &CaseFile) -> Vec<String> {
    let case = Case::new(file.clone(), &NoFiles);
    assert!(case.is_usable(), "{:#?}", case.findings());
    let outcomes = (0..file.requests.len()).map(|index| case.outcome(index).unwrap());
    outcomes
        .map(|outcome| {
            serde_json::to_value(outcome)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn broken_documents_of_accounts_are_told() {
    let mut file = secrets();
    file["organization"]["accounts"][0]["policies"]["resourceBased"] =
        json!("{ \"Statement\": [ // kenji was here\n");
    let redaction = redact(&case(&file));
    assert_eq!(
        redaction.unsound,
        ["organization.accounts[0].policies.resourceBased"]
    );
    let after = serde_json::to_string(&redaction.case).unwrap();
    assert!(!after.contains("kenji"), "{after}");
}

#[test]
fn no_link_is_made_that_no_page_opens() {
    let error = crate::encode(&case(&secrets())).unwrap_err();
    assert_eq!(error.code, "organization-not-answered");
}
