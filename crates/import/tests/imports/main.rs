//! What comes of files that people hold, with invented content.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod any;
mod attribution;
mod files;
mod hcl;
mod hcl_any;
mod iam_calls;
mod identity;
mod landing_zone;
mod large;
mod organization;
mod partial;
mod sso;
mod template;
mod terraform;
mod terraform_any;
mod terraform_diff;
mod terraform_diff_any;
mod terraform_diff_odd;
mod terraform_identity;
mod terraform_plan;
mod unknown;
mod values;
mod yaml;

use serde_json::{Value, json};
use vestibule_import::{Imported, Importer, Options};
use vestibule_wire::{Case, Kind, NoFiles, Outcome};

pub(crate) const MANAGEMENT: &str = "111122223333";
pub(crate) const PROD: &str = "222233334444";
pub(crate) const TEST: &str = "333344445555";
pub(crate) const UNIT: &str = "ou-ab12-11111111";

/// A file, by its name and its text.
pub(crate) type File = (String, String);

pub(crate) fn file(name: &str, value: &Value) -> File {
    (name.to_owned(), value.to_string())
}

pub(crate) fn import(files: &[File]) -> Imported {
    import_with(files, &Options::default())
}

/// The files have all policies of these kinds.
pub(crate) fn complete(kinds: &[Kind]) -> Options {
    Options {
        complete: kinds.to_vec(),
        ..Options::default()
    }
}

pub(crate) fn import_with(files: &[File], options: &Options) -> Imported {
    let mut importer = Importer::new();
    for (name, text) in files {
        importer.add(name, text.as_bytes());
    }
    importer.finish(options)
}

/// What sign-ins to these accounts come to, from an address each.
pub(crate) fn outcomes(imported: &Imported, sign_ins: &[(&str, &str)]) -> Vec<Outcome> {
    let text = imported.case.as_ref().unwrap().to_json().unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let requests = sign_ins.iter().map(|(account, address)| {
        json!({ "principal": format!("arn:aws:iam::{account}:user/alice"),
            "network": { "sourceIp": address } })
    });
    file["requests"] = requests.collect();
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    let errors: Vec<_> = case
        .findings()
        .iter()
        .filter(|one| one.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{file:#}");
    (0..sign_ins.len())
        .map(|request| case.outcome(request).unwrap())
        .collect()
}

/// The codes of all that is said, with the files they are about.
pub(crate) fn codes(imported: &Imported) -> Vec<(String, String)> {
    let report = &imported.report;
    let of_files = report.files.iter().flat_map(|file| {
        let findings = file.findings.iter();
        findings.map(|finding| (file.file.clone(), finding.code.to_string()))
    });
    let between = report.findings.iter();
    let between = between.map(|finding| (String::new(), finding.code.to_string()));
    of_files.chain(between).collect()
}

/// The calls that fill what is missing, and that is more than a note.
pub(crate) fn calls(imported: &Imported) -> Vec<&str> {
    let missing = imported.report.missing.iter();
    let missing = missing.filter(|gap| gap.finding.severity != vestibule_wire::Severity::Info);
    missing
        .flat_map(|gap| &gap.calls)
        .map(|call| &**call)
        .collect()
}

pub(crate) fn arn(of_type: &str, id: &str) -> String {
    format!("arn:aws:organizations::{MANAGEMENT}:{of_type}/o-a1b2c3d4e5/{id}")
}

pub(crate) fn account(id: &str, name: &str, state: &str) -> Value {
    json!({ "Id": id, "Arn": arn("account", id), "Email": format!("{name}@example.com"),
        "Name": name, "Status": state, "JoinedMethod": "CREATED",
        "JoinedTimestamp": "2024-01-01T00:00:00+00:00" })
}

pub(crate) fn deny_outside(range: &str, with_principal: bool) -> Value {
    let mut statement = json!({ "Effect": "Deny", "Action": "signin:*", "Resource": "*",
        "Condition": { "NotIpAddress": { "aws:SourceIp": range } } });
    if with_principal {
        statement["Principal"] = json!("*");
    }
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

pub(crate) fn summary(id: &str, name: &str, of_type: &str) -> Value {
    let path = format!("{}/{id}", of_type.to_ascii_lowercase());
    json!({ "Id": id, "Arn": arn("policy", &path), "Name": name, "Description": "ours",
        "Type": of_type, "AwsManaged": false })
}

pub(crate) fn policy(id: &str, name: &str, of_type: &str, document: &Value) -> Value {
    json!({ "Policy": { "PolicySummary": summary(id, name, of_type),
        "Content": document.to_string() } })
}

pub(crate) fn targets(ids: &[&str]) -> Value {
    let target = |id: &&str| json!({ "TargetId": id, "Arn": arn("x", id), "Name": "n" });
    json!({ "Targets": ids.iter().map(target).collect::<Vec<_>>() })
}

pub(crate) const RCP: &str = "RESOURCE_CONTROL_POLICY";
pub(crate) const SCP: &str = "SERVICE_CONTROL_POLICY";

/// An organization of which all is known: below the root the management account and a unit with
/// two accounts, one of them not in use; an RCP at the unit, an SCP at the root, and the
/// resource-based policy of one account.
pub(crate) fn whole() -> Vec<File> {
    let full = ["r-ab12", UNIT, MANAGEMENT, PROD, TEST];
    vec![
        file("a.json", &json!({ "Organization": { "Id": "o-a1b2c3d4e5",
            "Arn": arn("organization", ""), "FeatureSet": "ALL", "MasterAccountId": MANAGEMENT,
            "MasterAccountEmail": "boss@example.com" } })),
        file("b.json", &json!({ "Roots": [{ "Id": "r-ab12", "Arn": arn("root", "r-ab12"),
            "Name": "Root", "PolicyTypes": [{ "Type": RCP, "Status": "ENABLED" },
                { "Type": SCP, "Status": "ENABLED" }] }] })),
        file("list-accounts-for-parent-r-ab12.json",
            &json!({ "Accounts": [account(MANAGEMENT, "main", "ACTIVE")] })),
        file("list-organizational-units-for-parent-r-ab12.json",
            &json!({ "OrganizationalUnits": [{ "Id": UNIT, "Arn": arn("ou", UNIT),
                "Name": "Workloads" }] })),
        file(&format!("{UNIT}/list-accounts-for-parent.json"),
            &json!({ "Accounts": [account(PROD, "prod", "ACTIVE"),
                account(TEST, "test", "SUSPENDED")] })),
        file("list-policies-1.json", &json!({ "Policies": [summary("p-rcp1aaaa", "perimeter", RCP),
            summary("p-RCPFullAWSAccess", "RCPFullAWSAccess", RCP)] })),
        file("list-policies-2.json", &json!({ "Policies": [summary("p-scp1aaaa", "guard", SCP),
            summary("p-FullAWSAccess", "FullAWSAccess", SCP)] })),
        file("c.json", &policy("p-rcp1aaaa", "perimeter", RCP,
            &deny_outside("198.51.100.0/24", true))),
        file("d.json", &policy("p-scp1aaaa", "guard", SCP,
            &deny_outside("198.51.0.0/16", false))),
        file("list-targets-p-rcp1aaaa.json", &targets(&[UNIT])),
        file("list-targets-p-scp1aaaa.json", &targets(&["r-ab12"])),
        file("list-targets-p-FullAWSAccess.json", &targets(&full)),
        file(&format!("{PROD}/caller.json"), &json!({ "UserId": "AROAEXAMPLE:alice",
            "Account": PROD, "Arn": format!("arn:aws:sts::{PROD}:assumed-role/audit/alice") })),
        file(&format!("{PROD}/x.json"), &json!({ "signinResourceBasedPolicy": {
            "version": "2012-10-17", "statement": [{ "effect": "Deny",
                "principal": { "AWS": "*" }, "action": ["signin:Authenticate"], "resource": "*",
                "condition": { "NotIpAddress": { "aws:SourceIp": ["198.51.100.0/25"] } } }] } })),
        (format!("{MANAGEMENT}/error.txt"), "An error occurred (ResourceNotFoundException) when calling the GetResourcePolicy operation: none\n".to_owned()),
        file(&format!("{TEST}/statements.json"), &json!({ "permissionStatements": [] })),
        file("switch.json", &json!({ "targetId": "o-a1b2c3d4e5", "scope": "ORGANIZATION",
            "consoleAuthorizationEnabled": true })),
        file("endpoints.json", &json!({ "VpcEndpoints": [{
            "VpcEndpointId": "vpce-0123456789abcdef0", "VpcId": "vpc-0123456789abcdef0",
            "ServiceName": "com.amazonaws.us-east-1.signin", "OwnerId": PROD,
            "PolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}" }] })),
    ]
}
