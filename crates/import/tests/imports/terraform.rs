//! States and plans of Terraform.

use serde_json::{Value, json};
use vestibule_import::Imported;
use vestibule_wire::{Kind, Outcome};

use crate::{
    File, MANAGEMENT, PROD, RCP, SCP, TEST, UNIT, calls, codes, complete, deny_outside, file,
    import, import_with, outcomes, whole,
};
use Outcome::{Allowed, Denied, Unknown};

pub(crate) const INSIDE: &str = "198.51.100.1";
pub(crate) const OUTSIDE: &str = "192.0.2.1";

/// A resource by its address: `module.m[0].aws_x.y["z"]`, or `data.aws_x.y`.
pub(crate) fn resource(address: &str, values: Value) -> Value {
    let plain = address.rsplit_once("aws_").unwrap();
    let of_type = plain.1.split('.').next().unwrap();
    let mode = match plain.0.ends_with("data.") {
        true => "data",
        false => "managed",
    };
    json!({ "address": address, "mode": mode, "type": format!("aws_{of_type}"), "name": "x",
        "provider_name": "registry.terraform.io/hashicorp/aws", "values": values })
}

pub(crate) fn state(resources: &[Value]) -> Value {
    json!({ "format_version": "1.0", "terraform_version": "1.9.8",
        "values": { "root_module": { "resources": resources } } })
}

/// An organization that Terraform manages: an account in a unit and one at the root, with an RCP
/// at the unit.
pub(crate) fn managed() -> Vec<Value> {
    let types = json!([{ "type": RCP, "status": "ENABLED" }, { "type": SCP, "status": "ENABLED" }]);
    vec![
        resource(
            "aws_organizations_organization.this",
            json!({ "id": "o-a1b2c3d4e5", "master_account_id": MANAGEMENT, "feature_set": "ALL",
                "master_account_email": "boss@example.com", "enabled_policy_types": [RCP, SCP],
                "roots": [{ "id": "r-ab12", "name": "Root", "policy_types": types }],
                "accounts": [{ "id": MANAGEMENT, "name": "main", "status": "ACTIVE",
                    "email": "main@example.com" }, { "id": PROD, "name": "old", "status": "ACTIVE",
                    "email": "prod@example.com" }] }),
        ),
        resource(
            "aws_organizations_account.main",
            json!({ "id": MANAGEMENT, "name": "main", "status": "ACTIVE", "parent_id": "r-ab12" }),
        ),
        resource(
            "module.prod.aws_organizations_account.this[0]",
            json!({ "id": PROD, "name": "prod", "status": "ACTIVE", "parent_id": UNIT }),
        ),
        resource(
            "aws_organizations_organizational_unit.workloads",
            json!({ "id": UNIT, "name": "Workloads", "parent_id": "r-ab12", "accounts": [
                { "id": PROD, "name": "older", "status": "ACTIVE" },
                { "id": TEST, "name": "test", "status": "ACTIVE" }] }),
        ),
        resource(
            "aws_organizations_policy.perimeter",
            json!({ "id": "p-rcp1aaaa", "name": "perimeter", "type": RCP,
                "content": deny_outside("198.51.100.0/24", true).to_string() }),
        ),
        resource(
            "aws_organizations_policy_attachment.perimeter[\"a\"]",
            json!({ "id": format!("{UNIT}:p-rcp1aaaa"), "policy_id": "p-rcp1aaaa",
                "target_id": UNIT, "skip_destroy": null }),
        ),
    ]
}

/// What else there is to know: that no other policies are there, and where `FullAWSAccess` is.
pub(crate) const ALL: [Kind; 5] = [
    Kind::ResourceControl,
    Kind::ServiceControl,
    Kind::Identity,
    Kind::ResourceBased,
    Kind::VpcEndpoint,
];

fn of_state(resources: &[Value], kinds: &[Kind]) -> Imported {
    import_with(&[file("state.json", &state(resources))], &complete(kinds))
}

fn both(imported: &Imported, account: &str) -> Vec<Outcome> {
    outcomes(imported, &[(account, INSIDE), (account, OUTSIDE)])
}

fn said(imported: &Imported) -> String {
    let files = imported.report.files.iter().flat_map(|file| &file.findings);
    let all = files.chain(&imported.report.findings);
    let all = all.map(|finding| format!("{}: {}\n", finding.code, finding.message));
    all.collect()
}

#[test]
fn a_state_tells_the_part_that_terraform_manages() {
    let imported = of_state(&managed(), &[]);
    assert_eq!(codes(&imported), []);
    let report = &imported.report.files[0];
    assert_eq!(report.taken_for, ["terraform show -json (state)"]);
    assert_eq!(report.dropped, ["email", "master_account_email"]);
    // A Deny that is known denies; what else there is nobody knows.
    assert_eq!(both(&imported, PROD), [Unknown, Denied]);
    assert_eq!(both(&imported, TEST), [Unknown, Denied]);
    let organization = imported
        .case
        .as_ref()
        .unwrap()
        .organization
        .as_ref()
        .unwrap();
    assert_eq!(organization.tree.accounts, [MANAGEMENT]);
    assert_eq!(organization.tree.children[0].accounts, [PROD, TEST]);
    // What the account tells of itself is newer than a list.
    let names = organization
        .accounts
        .iter()
        .map(|one| one.name.as_deref().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["main", "prod", "test"]);
    let calls = calls(&imported);
    assert!(calls.contains(&"aws organizations list-targets-for-policy --policy-id p-rcp1aaaa"));
}

#[test]
fn with_the_word_of_the_user_a_state_tells_all() {
    let imported = of_state(&managed(), &ALL);
    assert_eq!(both(&imported, PROD), [Allowed, Denied]);
    assert_eq!(both(&imported, MANAGEMENT), [Allowed, Allowed]);
    // Terraform attaches to each new node nothing of what AWS attaches itself.
    let mut with_allow = managed();
    with_allow.extend([
        resource(
            "aws_organizations_policy.guard",
            json!({ "id": "p-scp1aaaa", "name": "guard", "type": SCP,
                "content": deny_outside("198.51.0.0/16", false).to_string() }),
        ),
        resource(
            "aws_organizations_policy_attachment.guard",
            json!({ "policy_id": "p-scp1aaaa", "target_id": "r-ab12" }),
        ),
        resource(
            "aws_organizations_policy_attachment.full",
            json!({ "policy_id": "p-FullAWSAccess", "target_id": UNIT }),
        ),
    ]);
    let imported = of_state(&with_allow, &ALL);
    assert_eq!(both(&imported, PROD), [Unknown, Denied]);
}

#[test]
fn attachments_to_what_nobody_knows() {
    // A node that is not in the tree, and a policy that Terraform does not manage.
    let mut resources = managed();
    resources.extend([
        resource(
            "aws_organizations_policy_attachment.far",
            json!({ "policy_id": "p-rcp1aaaa", "target_id": "ou-ab12-99999999" }),
        ),
        resource(
            "aws_organizations_policy_attachment.other",
            json!({ "policy_id": "p-other111", "target_id": PROD }),
        ),
    ]);
    let imported = of_state(&resources, &ALL);
    // It may be an RCP or an SCP, and deny anything.
    assert_eq!(both(&imported, PROD), [Unknown, Denied]);
    // If it is an SCP, `FullAWSAccess` may be attached to fewer nodes.
    assert_eq!(both(&imported, TEST), [Unknown, Denied]);
    let calls = calls(&imported);
    assert!(calls.contains(&"aws organizations list-parents --child-id ou-ab12-99999999"));
    assert!(calls.contains(&"aws organizations describe-policy --policy-id p-other111"));
}

#[test]
fn modules_nest_and_have_indexes() {
    let mut module = json!({ "address": "module.a", "resources": managed() });
    for depth in 0..20 {
        module =
            json!({ "address": format!("module.m{depth}[\"x.y\"]"), "child_modules": [module] });
    }
    let text = json!({ "format_version": "1.2", "values": { "root_module": {
        "child_modules": [module] } } });
    let imported = import_with(&[file("s.json", &text)], &complete(&ALL));
    assert_eq!(both(&imported, PROD), [Allowed, Denied]);
}

#[test]
fn a_state_file_tells_the_same() {
    let instances = |resources: Vec<Value>| -> Vec<Value> {
        let of = |one: Value| {
            let mut words = one["address"]
                .as_str()
                .unwrap()
                .rsplit("aws_")
                .next()
                .unwrap()
                .split('.');
            let of_type = format!("aws_{}", words.next().unwrap());
            json!({ "mode": one["mode"], "type": of_type, "name": words.next().unwrap(),
                "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
                "instances": [{ "schema_version": 0, "attributes": one["values"],
                    "sensitive_attributes": [] }] })
        };
        resources.into_iter().map(of).collect()
    };
    let text = |version: u32, resources: Vec<Value>| {
        json!({ "version": version, "serial": 3,
        "terraform_version": "1.9.8", "lineage": "x", "outputs": {}, "resources": resources })
    };
    let read = |text: &Value| import_with(&[file("terraform.tfstate", text)], &complete(&ALL));
    let imported = read(&text(4, instances(managed())));
    assert_eq!(imported.report.files[0].taken_for, ["terraform.tfstate"]);
    assert_eq!(both(&imported, PROD), [Allowed, Denied]);
    // What is marked as sensitive is not read.
    let mut secret = instances(managed());
    secret[4]["instances"][0]["sensitive_attributes"] =
        json!([[{ "type": "get_attr", "value": "content" }]]);
    let imported = read(&text(4, secret));
    assert_eq!(both(&imported, PROD), [Unknown, Unknown]);
    assert!(said(&imported).contains("aws_organizations_policy.perimeter.content"));
    // An instance that was put aside is there until it is deleted.
    let mut aside = instances(managed());
    aside[4]["instances"][0]["deposed"] = json!("12345678");
    aside[5]["instances"][0]["deposed"] = json!("12345678");
    let imported = read(&text(4, aside));
    assert_eq!(both(&imported, PROD), [Unknown, Unknown]);
    assert!(said(&imported).contains("import-terraform-unread"));
    let imported = read(&text(3, instances(managed())));
    assert_eq!(codes(&imported)[0].1, "import-terraform-version");
}

#[test]
fn a_format_that_is_not_known_is_refused() {
    for version in [
        json!("2.0"),
        json!("0.2"),
        json!("10.1"),
        json!(null),
        json!(""),
        json!(1.5),
    ] {
        let mut text = state(&managed());
        text["format_version"] = version.clone();
        let imported = import(&[file("state.json", &text)]);
        let is_known = version == json!(1.5);
        assert_eq!(codes(&imported).is_empty(), is_known, "{version}");
        assert_eq!(imported.case.is_some(), is_known);
        if !is_known {
            assert_eq!(codes(&imported)[0].1, "import-terraform-version");
        }
    }
}

#[test]
fn what_is_sensitive_is_unknown_and_named() {
    let mut resources = managed();
    resources[4]["sensitive_values"] = json!({ "content": true });
    let imported = of_state(&resources, &ALL);
    assert_eq!(both(&imported, PROD), [Unknown, Unknown]);
    assert!(said(&imported).contains("marked as sensitive"));
    assert!(said(&imported).contains("`aws_organizations_policy.perimeter.content`"));
}

#[test]
fn a_state_of_something_else_is_said_to_be_so() {
    let bucket = resource(
        "aws_s3_bucket.logs",
        json!({ "bucket": "logs", "policy": "{}" }),
    );
    for text in [
        state(&[bucket]),
        json!({ "format_version": "1.0", "terraform_version": "1.9.8" }),
    ] {
        let imported = import(&[file("state.json", &text)]);
        assert_eq!(codes(&imported)[0].1, "import-unused");
        assert!(imported.case.is_none());
    }
}

#[test]
fn what_the_cli_tells_beside_it_fills_the_gaps() {
    let mut files: Vec<File> = whole();
    files.push(file("state.json", &state(&managed()[4..])));
    let imported = import(&files);
    assert_eq!(codes(&imported), codes(&import(&whole())));
    assert_eq!(both(&imported, PROD), both(&import(&whole()), PROD));
    // A state with another text is a contradiction.
    let mut other = managed();
    other[4]["values"]["content"] = json!(deny_outside("203.0.113.0/24", true).to_string());
    files.push(file("state.json", &state(&other[4..])));
    let imported = import(&files);
    assert!(
        codes(&imported)
            .iter()
            .any(|(_, code)| code == "import-contradiction")
    );
    assert_ne!(both(&imported, PROD)[0], Allowed);
}

#[test]
fn endpoints_have_a_policy_of_their_own_or_a_resource_for_it() {
    let open = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
        "Principal": "*", "Action": "*", "Resource": "*" }] });
    let endpoint = |service: &str| {
        resource(
            "aws_vpc_endpoint.signin",
            json!({
        "id": "vpce-0123456789abcdef0", "vpc_id": "vpc-0123456789abcdef0", "owner_id": PROD,
        "service_name": format!("com.amazonaws.eu-central-1.{service}"),
        "policy": open.to_string() }),
        )
    };
    let policy = |id: &str, document: &Value| {
        resource(
            "aws_vpc_endpoint_policy.signin",
            json!({ "id": id, "vpc_endpoint_id": id, "policy": document.to_string() }),
        )
    };
    let texts = |resources: &[Value]| -> Vec<String> {
        let mut all = managed();
        all.extend(resources.to_vec());
        let imported = of_state(&all, &ALL);
        let organization = imported.case.unwrap().organization.unwrap();
        let own = organization
            .accounts
            .iter()
            .flat_map(|one| &one.policies.vpc_endpoint);
        own.map(|one| one.document.text().unwrap().to_owned())
            .collect()
    };
    let deny = deny_outside("198.51.100.0/24", true);
    assert_eq!(texts(&[endpoint("signin")]), [open.to_string()]);
    assert_eq!(texts(&[endpoint("s3")]), [""; 0]);
    let both = [endpoint("signin"), policy("vpce-0123456789abcdef0", &deny)];
    // Which of the two is newer, a state does not say.
    assert!(texts(&both)[0].contains("unknown"));
    let mut same = endpoint("signin");
    same["values"]["policy"] = json!(deny.to_string());
    let both = [same, policy("vpce-0123456789abcdef0", &deny)];
    assert_eq!(texts(&both), [deny.to_string()]);
    // Of another endpoint nobody knows what it leads to.
    let far = policy("vpce-99999999999999999", &deny);
    let mut all = managed();
    all.extend([endpoint("signin"), far]);
    let imported = of_state(&all, &ALL);
    assert!(calls(&imported).contains(&"aws ec2 describe-vpc-endpoints"));
}

#[test]
fn a_plan_or_an_older_state_beside_others_is_not_used() {
    let deny = |range: &str| {
        let mut all = managed();
        all[4]["values"]["content"] = json!(deny_outside(range, true).to_string());
        all
    };
    let plan = crate::terraform_plan::plan(&managed(), &deny("203.0.113.0/24"), &[], &[]);
    let plan = file("plan.json", &plan);
    let alone = import_with(std::slice::from_ref(&plan), &complete(&ALL));
    assert_eq!(both(&alone, PROD), [Denied, Denied]);
    let files = [plan.clone(), file("state.json", &state(&managed()))];
    let imported = import_with(&files, &complete(&ALL));
    assert_eq!(both(&imported, PROD), [Allowed, Denied]);
    let refused = (
        "plan.json".to_owned(),
        "import-plan-beside-others".to_owned(),
    );
    assert!(codes(&imported).contains(&refused));
    let two = import_with(
        &[plan.clone(), ("other.json".to_owned(), plan.1)],
        &complete(&ALL),
    );
    assert!(two.case.is_none());
    assert!(codes(&two).contains(&refused));
    // The state before the last apply.
    let text = |serial: u32, range: &str| {
        json!({ "version": 4, "serial": serial, "terraform_version": "1.9.8", "lineage": "x",
            "outputs": {}, "resources": [{ "mode": "managed", "type": "aws_organizations_policy",
                "name": "perimeter", "instances": [{ "attributes": {
                    "id": "p-rcp1aaaa", "name": "perimeter", "type": crate::RCP,
                    "content": deny_outside(range, true).to_string() } }] }] })
    };
    let mut rest = managed();
    rest.remove(4);
    let files = [
        file("rest.json", &state(&rest)),
        file("terraform.tfstate", &text(4, "198.51.100.0/24")),
        file("terraform.tfstate.backup", &text(3, "203.0.113.0/24")),
    ];
    let imported = import_with(&files, &complete(&ALL));
    assert_eq!(both(&imported, PROD), [Allowed, Denied]);
    let older = (
        "terraform.tfstate.backup".to_owned(),
        "import-terraform-older".to_owned(),
    );
    assert!(codes(&imported).contains(&older));
}
