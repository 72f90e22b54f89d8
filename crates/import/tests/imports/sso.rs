//! Permission sets of IAM Identity Center.

use serde_json::{Value, json};
use vestibule_import::Imported;
use vestibule_wire::{Case, Kind, NoFiles, Outcome};

use crate::{File, MANAGEMENT, PROD, codes, complete, file, import, import_with, whole};
use Outcome::{Allowed, Denied, Unknown};

const SET: &str = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef";

fn deny(action: &str) -> String {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": action, "Resource": "*" }] })
    .to_string()
}

fn set() -> File {
    file(
        "set.json",
        &json!({ "PermissionSet": { "Name": "Audit", "PermissionSetArn": SET,
            "CreatedDate": "2024-01-01T00:00:00Z", "SessionDuration": "PT1H" } }),
    )
}

fn assignments() -> File {
    file(
        "assignments.json",
        &json!({ "AccountAssignments": [{ "AccountId": MANAGEMENT, "PermissionSetArn": SET,
            "PrincipalType": "GROUP", "PrincipalId": "90676ff8d3-somebody" }] }),
    )
}

fn inline(name: &str, text: &str) -> File {
    file(name, &json!({ "InlinePolicy": text }))
}

const NAMED: &str = "get-inline-policy-for-permission-set-Audit.json";

fn with(others: Vec<File>, kinds: &[Kind]) -> Imported {
    let mut files = whole();
    files.extend(others);
    import_with(&files, &complete(kinds))
}

fn decided(imported: &Imported) -> Vec<Outcome> {
    let roles = [
        (
            MANAGEMENT,
            "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_0123456789abcdef",
        ),
        (
            MANAGEMENT,
            "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_0123456789abcdef",
        ),
        (
            MANAGEMENT,
            "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_More_0123456789abcdef",
        ),
        (MANAGEMENT, "Audit"),
        (PROD, "Audit"),
    ];
    let text = imported.case.as_ref().unwrap().to_json().unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let requests = roles.iter().map(|(account, role)| {
        json!({ "principal": format!("arn:aws:iam::{account}:role/{role}"),
            "network": { "sourceIp": "198.51.100.1" } })
    });
    file["requests"] = requests.collect();
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    (0..roles.len())
        .map(|request| case.outcome(request).unwrap())
        .collect()
}

const ALL: [Kind; 2] = [Kind::Identity, Kind::VpcEndpoint];

#[test]
fn roles_have_the_policies_of_their_permission_set_where_somebody_is_assigned() {
    let files = || vec![set(), assignments(), inline(NAMED, &deny("signin:*"))];
    let imported = with(files(), &ALL);
    assert_eq!(codes(&imported), []);
    assert_eq!(
        decided(&imported),
        [Denied, Denied, Allowed, Allowed, Allowed]
    );
    let case = imported.case.unwrap();
    let known = serde_json::to_value(&case.principals).unwrap();
    assert_eq!(known[0]["assigned"], json!(true));
    assert!(!case.to_json().unwrap().contains("somebody"));
    // Others may deny, but nothing else is.
    let imported = with(files(), &ALL[1..]);
    assert_eq!(
        decided(&imported),
        [Denied, Denied, Unknown, Unknown, Unknown]
    );
    // By the command.
    let command = format!(
        "$ aws sso-admin get-inline-policy-for-permission-set --instance-arn x --permission-set-arn {SET}\n{}\n",
        json!({ "InlinePolicy": deny("signin:*") })
    );
    let imported = with(vec![set(), assignments(), ("t".to_owned(), command)], &ALL);
    assert_eq!(decided(&imported)[0], Denied);
}

#[test]
fn what_nothing_attributes_outweighs_what_the_user_says() {
    let other = |name: &str| inline(name, &deny("signin:*"));
    let refs = json!({ "CustomerManagedPolicyReferences": [{ "Name": "x", "Path": "/" }] });
    for (files, first, title) in [
        (
            vec![set(), assignments(), other("x.json")],
            Unknown,
            "nobody's",
        ),
        (vec![set(), other(NAMED)], Unknown, "no assignment"),
        (
            vec![
                assignments(),
                other("get-inline-policy-for-permission-set-ps-0123456789abcdef.json"),
            ],
            Unknown,
            "no name",
        ),
        (
            vec![set(), assignments(), file("refs.json", &refs)],
            Unknown,
            "references",
        ),
        (
            vec![
                set(),
                assignments(),
                other(NAMED),
                inline(&format!("a/{NAMED}"), ""),
            ],
            Unknown,
            "contradiction",
        ),
        (
            vec![set(), assignments(), inline(NAMED, "")],
            Allowed,
            "none",
        ),
        (
            vec![set(), assignments(), inline(NAMED, &deny("s3:*"))],
            Allowed,
            "of others",
        ),
    ] {
        assert_eq!(decided(&with(files, &ALL))[0], first, "{title}");
    }
}

#[test]
fn managed_policies_need_their_texts() {
    let arn = "arn:aws:iam::aws:policy/Closed";
    let managed = file(
        "list-managed-policies-in-permission-set-Audit.json",
        &json!({ "AttachedManagedPolicies": [{ "Name": "Closed", "Arn": arn }] }),
    );
    let files = || vec![set(), assignments(), managed.clone()];
    assert_eq!(decided(&with(files(), &ALL))[0], Unknown);
    let version = json!({ "PolicyVersion": { "VersionId": "v1", "IsDefaultVersion": true,
        "Document": serde_json::from_str::<Value>(&deny("signin:*")).unwrap() } });
    let mut files = files();
    files.push((
        "t".to_owned(),
        format!("$ aws iam get-policy-version --policy-arn {arn} --version-id v1\n{version}\n"),
    ));
    assert_eq!(decided(&with(files, &ALL))[0], Denied);
}

/// What an account says of its roles is what they have.
#[test]
fn roles_that_are_described_have_what_that_says() {
    let role = "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_0123456789abcdef";
    let details = json!({ "UserDetailList": [], "GroupDetailList": [], "Policies": [],
        "RoleDetailList": [{ "RoleName": "AWSReservedSSO_Audit_0123456789abcdef",
            "Arn": format!("arn:aws:iam::{MANAGEMENT}:role/{role}"),
            "RolePolicyList": [], "AttachedManagedPolicies": [] }] });
    let files = vec![
        set(),
        assignments(),
        inline(NAMED, &deny("signin:*")),
        file("d.json", &details),
    ];
    assert_eq!(decided(&with(files.clone(), &ALL))[0], Allowed);
    // A list of roles does not say it.
    let roles = json!({ "Roles": [{ "RoleName": "AWSReservedSSO_Audit_0123456789abcdef",
        "Arn": format!("arn:aws:iam::{MANAGEMENT}:role/{role}") }] });
    let mut files = files;
    files.pop();
    files.push(file("roles.json", &roles));
    assert_eq!(decided(&with(files.clone(), &ALL))[0], Denied);
    let mut all = whole();
    all.extend(files);
    assert_eq!(decided(&import(&all))[0], Denied);
}
