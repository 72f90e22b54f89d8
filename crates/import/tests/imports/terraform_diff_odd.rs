//! Plans that are not what they seem, or that change by other ways than by policies.

use serde_json::{Value, json};
use vestibule_import::{Planned, planned};
use vestibule_wire::{
    CaseFile, DocumentText, Kind, LoadError, Loader, NoFiles, NodePolicy, Outcome, PrincipalPolicy,
};

use crate::terraform::resource;
use crate::terraform_diff::{
    ATTACHMENT, LOST, NOW, after, apply, arn_of, base, of_case, prior, refused, set_actions, with,
};
use crate::terraform_plan::plan;
use crate::{PROD, RCP, UNIT, deny_outside};
use Outcome::{Denied, Unknown};

/// As where RCPs alone are unknown.
const LOST_RCP: [Outcome; 3] = [Unknown, Unknown, Denied];
/// As where identity policies alone are.
const LOST_IDENTITY: [Outcome; 3] = [Unknown, Denied, Denied];

fn narrowed() -> Value {
    with(|all| {
        all[4]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
    })
}

fn apply_to(base: &CaseFile, text: &Value) -> Planned {
    planned(
        "plan.json",
        text.to_string().as_bytes(),
        Some(base),
        &NoFiles,
    )
    .unwrap()
}

fn codes_of(base: &CaseFile, text: &Value) -> Vec<String> {
    let found = planned(
        "plan.json",
        text.to_string().as_bytes(),
        Some(base),
        &NoFiles,
    );
    let found = found.unwrap_err();
    found.iter().map(|one| one.code.to_string()).collect()
}

/// A change that is told by its actions alone.
fn changed(address: &str, actions: &[&str]) -> Value {
    let of_type = address
        .trim_start_matches("data.")
        .split('.')
        .next()
        .unwrap();
    let side = |is_there: bool| if is_there { json!({}) } else { Value::Null };
    let mode = if address.starts_with("data.") {
        "data"
    } else {
        "managed"
    };
    let is_new = actions == ["create"];
    json!({ "address": address, "mode": mode, "type": of_type, "change": { "actions": actions,
        "before": side(!is_new), "after": side(actions != ["delete"]), "after_unknown": {} } })
}

fn beside(change: Value) -> Value {
    let mut text = with(|_| {});
    text["resource_changes"]
        .as_array_mut()
        .unwrap()
        .push(change);
    text
}

#[test]
fn a_plan_of_another_organization_is_refused() {
    let mut other = base();
    other.organization.as_mut().unwrap().id = "o-zzzzzzzzzz".to_owned();
    assert_eq!(codes_of(&other, &narrowed()), ["import-other-organization"]);
    // The ARN of the policy is enough, and so is what a case of one account says.
    let only = plan(&prior()[4..], &prior()[4..], &[], &[]);
    assert_eq!(codes_of(&other, &only), ["import-other-organization"]);
    let of_one = json!({ "vestibule": 1, "account": { "id": PROD, "organization": {
        "id": "o-zzzzzzzzzz" } }, "policies": {}, "requests": [] });
    let of_one = vestibule_wire::Case::read(of_one.to_string(), &NoFiles).unwrap();
    assert_eq!(
        codes_of(of_one.file(), &only),
        ["import-other-organization"]
    );
    // A policy that AWS manages is of none.
    let mut managed = prior();
    managed[4]["values"]["arn"] =
        json!("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess");
    let text = plan(&managed[4..5], &managed[4..5], &[], &[]);
    assert_eq!(apply_to(&other, &text).after, other);
}

#[test]
fn what_is_of_another_organization_beside_the_own_one_is_said() {
    let far = |range: &str| {
        resource(
            "aws_organizations_policy.far",
            json!({ "id": "p-far1aaaa", "name": "perimeter", "type": RCP,
                "arn": arn_of("o-zzzzzzzzzz", RCP, "p-far1aaaa"),
                "content": deny_outside(range, true).to_string() }),
        )
    };
    let attachment = |target: &str| {
        resource(
            "aws_organizations_policy_attachment.far",
            json!({ "policy_id": "p-rcp1aaaa", "target_id": target }),
        )
    };
    for (own, address) in [
        ([far("192.0.2.0/24"), far("198.51.0.0/16")], "policy.far"),
        ([json!(null), attachment("r-zz99")], "policy_attachment.far"),
        (
            [json!(null), attachment("999988887777")],
            "policy_attachment.far",
        ),
    ] {
        let [before, after] = own.map(|one| {
            let own = Some(one).filter(|one| !one.is_null());
            prior().into_iter().chain(own).collect::<Vec<_>>()
        });
        let Planned {
            after, findings, ..
        } = apply(&plan(&before, &after, &[], &[]));
        assert_eq!(after, base());
        let codes: Vec<&str> = findings.iter().map(|one| &*one.code).collect();
        assert_eq!(codes, ["import-other-organization"]);
        let message = findings[0].message.to_string();
        assert!(
            message.contains(&format!("aws_organizations_{address}")),
            "{message}"
        );
    }
    // Another type of policy bears on no sign-in, wherever it is.
    let tags = |range: &str| {
        let mut own = far(range);
        own["values"]["type"] = json!("TAG_POLICY");
        [prior(), vec![own]].concat()
    };
    let text = plan(&tags("192.0.2.0/24"), &tags("198.51.0.0/16"), &[], &[]);
    assert_eq!(apply(&text).findings, []);
}

#[test]
fn a_plan_of_some_resources_alone_does_nothing_else() {
    // As `-target` makes it.
    let mut text = narrowed();
    text["complete"] = json!(false);
    assert_eq!(after(&text), after(&narrowed()));
}

#[test]
fn a_plan_without_its_changes_is_refused() {
    let mut text = narrowed();
    text.as_object_mut().unwrap().remove("resource_changes");
    assert_eq!(refused(&text), ["import-terraform-deferred"]);
    text["resource_changes"] = json!([]);
    assert_eq!(refused(&text), ["import-terraform-deferred"]);
    // What stays as it was needs none.
    let mut text = with(|_| {});
    text["resource_changes"] = json!([]);
    assert_eq!(after(&text), NOW);
    // One that only refreshes the state plans no values.
    let mut text = with(|_| {});
    text.as_object_mut().unwrap().remove("resource_changes");
    text["planned_values"] = json!({ "root_module": {} });
    assert_eq!(after(&text), NOW);
    let large = vec![b' '; (64 << 20) + 1];
    let found = planned("plan.json", &large, Some(&base()), &NoFiles).unwrap_err();
    assert_eq!(found[0].code, "import-too-large");
    let mut text = with(|_| {});
    text["variables"] = (0..70).fold(json!(1), |inner, _| json!([inner]));
    assert_eq!(refused(&text), ["nesting-too-deep"]);
}

#[test]
fn a_text_that_holds_where_the_case_has_it_not_is_unknown_after() {
    let elsewhere = |target: &str| {
        let own = resource(
            "aws_organizations_policy_attachment.test",
            json!({ "policy_id": "p-rcp1aaaa", "target_id": target }),
        );
        let before = [prior(), vec![own]].concat();
        let mut after = before.clone();
        after[4]["values"]["content"] = json!(deny_outside("198.51.200.0/24", true).to_string());
        plan(&before, &after, &[], &[])
    };
    assert_eq!(after(&elsewhere("r-ab12")), LOST_RCP);
    assert_eq!(after(&elsewhere("ou-ab12-99999999")), LOST_RCP);
    assert_eq!(after(&elsewhere(UNIT)), after(&narrowed()));
}

#[test]
fn a_case_of_one_account_has_the_text_where_the_policy_binds_it() {
    let of = |attached_to: Value| {
        let case = json!({ "vestibule": 1, "account": { "id": PROD, "organization": {
            "id": "o-a1b2c3d4e5", "path": ["r-ab12", UNIT] } }, "policies": { "identity": [],
                "resourceControl": [{ "name": "perimeter", "attachedTo": attached_to,
                    "document": deny_outside("198.51.100.0/24", true) }] }, "requests": [] });
        let case = vestibule_wire::Case::read(case.to_string(), &NoFiles).unwrap();
        of_case(&apply_to(case.file(), &narrowed()).after)
    };
    let narrowed = [Denied, Outcome::Allowed, Denied];
    assert_eq!(of(json!(UNIT)), narrowed);
    assert_eq!(of(json!("r-ab12")), narrowed);
    assert_eq!(of(json!(PROD)), narrowed);
    // The state has it on a unit above the account, and the case has it not.
    assert_eq!(of(json!("ou-ab12-99999999")), [Unknown; 3]);
}

#[test]
fn what_may_be_the_policy_is_unknown_in_other_words() {
    let unknown = DocumentText::new(r#"{"unknown":"aws organizations list-policies"}"#);
    let texts = |name: Option<&str>, text: &Value| -> Vec<String> {
        let mut base = base();
        base.policies.resource_control.push(NodePolicy {
            name: name.map(ToOwned::to_owned),
            attached_to: Some("r-ab12".to_owned()),
            document: unknown.clone(),
        });
        let after = apply_to(&base, text).after.policies.resource_control;
        let texts = after.iter().map(|one| one.document.text().unwrap());
        texts.map(ToOwned::to_owned).collect()
    };
    for (name, is_it) in [(None, true), (Some(RCP), true), (Some("other"), false)] {
        let texts = texts(name, &narrowed());
        let own = texts.last().unwrap();
        assert_eq!(own.contains("terraform apply"), is_it, "{name:?}");
    }
    assert!(
        !texts(None, &with(|_| {}))
            .last()
            .unwrap()
            .contains("terraform apply")
    );
}

struct OneFile(String);

impl Loader for OneFile {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        if path == "rcp.json" {
            Ok(0)
        } else {
            NoFiles.find(path)
        }
    }

    fn read(&self, _: usize) -> Result<Vec<u8>, LoadError> {
        Ok(self.0.clone().into_bytes())
    }
}

#[test]
fn a_policy_may_stand_in_a_file() {
    let in_file = |path: &str, text: &Value| {
        let mut base = base();
        let own = &mut base.policies.resource_control[0].document;
        let file = OneFile(own.text().unwrap().to_owned());
        *own = DocumentText::from_path(path);
        planned("plan.json", text.to_string().as_bytes(), Some(&base), &file).unwrap()
    };
    let Planned {
        after, findings, ..
    } = in_file("rcp.json", &narrowed());
    assert_eq!(findings, []);
    assert_eq!(of_case(&after), [Denied, Outcome::Allowed, Denied]);
    assert_eq!(of_case(&in_file("no.json", &narrowed()).after), LOST_RCP);
    // What is the same stays in its file.
    let after = in_file("rcp.json", &with(|_| {})).after;
    assert_eq!(
        after.policies.resource_control[0].document.path(),
        Some("rcp.json")
    );
}

#[test]
fn a_type_is_of_the_provider_that_it_is_named_after() {
    for (of_type, provider, expected) in [
        ("aws_s3_bucket", "registry.terraform.io/hashicorp/aws", NOW),
        ("aws_s3_bucket", "registry.opentofu.org/hashicorp/aws", NOW),
        (
            "aws_s3_bucket",
            "registry.terraform.io/someone/awsome",
            LOST,
        ),
        (
            "google_storage_bucket",
            "registry.terraform.io/hashicorp/google-beta",
            NOW,
        ),
        ("random_id", "registry.terraform.io/someone/other", LOST),
        ("terraform_data", "terraform.io/builtin/terraform", NOW),
    ] {
        let mut change = changed(&format!("{of_type}.x"), &["update"]);
        change["provider_name"] = json!(provider);
        assert_eq!(after(&beside(change)), expected, "{of_type} {provider}");
    }
}

#[test]
fn what_makes_or_runs_other_things_may_change_anything() {
    for of_type in [
        "aws_elasticbeanstalk_environment",
        "aws_codepipeline",
        "aws_ssmquicksetup_configuration_manager",
        "aws_datazone_environment",
        "awscc_proton_environment_template",
        "awscc_sagemaker_project",
    ] {
        assert_eq!(
            after(&beside(changed(&format!("{of_type}.x"), &["update"]))),
            LOST,
            "{of_type}"
        );
    }
    // Some data sources run something as they are read.
    let read = |address: &str| after(&beside(changed(address, &["read"])));
    assert_eq!(read("data.aws_lambda_invocation.x"), LOST);
    assert_eq!(read("data.aws_iam_policy_document.x"), NOW);
    let opened = |of_type: &str| {
        let mut text = with(|_| {});
        text["configuration"]["root_module"]["module_calls"] = json!({ "a": { "module": {
            "resources": [{ "address": format!("ephemeral.{of_type}.x"), "mode": "ephemeral",
                "type": of_type, "expressions": {} }] } } });
        let mut change = changed(&format!("module.a.ephemeral.{of_type}.x"), &["open"]);
        change["mode"] = json!("ephemeral");
        text["resource_changes"]
            .as_array_mut()
            .unwrap()
            .push(change);
        after(&text)
    };
    assert_eq!(opened("aws_lambda_invocation"), LOST);
    assert_eq!(opened("aws_secretsmanager_secret_version"), NOW);
}

#[test]
fn what_may_switch_authorization_off_leaves_no_deny() {
    let deny = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny",
        "Action": "signin:*", "Resource": "*" }] });
    let mut base = base();
    base.policies.session = vec![PrincipalPolicy {
        name: None,
        principal: None,
        document: DocumentText::new(deny.to_string()),
    }];
    assert_eq!(of_case(&base), [Denied; 3]);
    let text = beside(changed("aws_cloudformation_stack.x", &["update"]));
    assert_eq!(of_case(&apply_to(&base, &text).after), LOST);
    let text = beside(changed("aws_ssoadmin_account_assignment.x", &["update"]));
    assert_eq!(of_case(&apply_to(&base, &text).after), [Denied; 3]);
}

#[test]
fn provisioners_run_where_something_is_made_or_destroyed() {
    let of = |actions: &[&str], configuration: Option<Value>| {
        let mut text = beside(changed("aws_s3_bucket.x", actions));
        match configuration {
            Some(configuration) => text["configuration"] = configuration,
            None => {
                text.as_object_mut().unwrap().remove("configuration");
            }
        }
        after(&text)
    };
    let own = json!({ "root_module": { "resources": [{ "address": "aws_s3_bucket.x",
        "expressions": {}, "provisioners": [{ "type": "local-exec" }] }] } });
    let none = json!({ "root_module": {} });
    for actions in [["create"].as_slice(), &["delete"], &["delete", "create"]] {
        assert_eq!(of(actions, Some(own.clone())), LOST);
        assert_eq!(of(actions, Some(none.clone())), NOW);
        // Nobody tells whether there is one.
        assert_eq!(of(actions, None), LOST);
    }
    assert_eq!(of(&["update"], Some(own)), NOW);
    assert_eq!(of(&["update"], None), NOW);
}

#[test]
fn a_unit_that_moves_is_bound_by_what_nobody_tells() {
    let moved = with(|all| all[3]["values"]["parent_id"] = json!("ou-ab12-99999999"));
    assert_eq!(after(&moved), LOST);
    let renamed = with(|all| all[3]["values"]["name"] = json!("other"));
    assert_eq!(after(&renamed), NOW);
    let mut replaced = moved;
    set_actions(
        &mut replaced,
        "aws_organizations_organizational_unit.workloads",
        &["create", "delete"],
    );
    assert_eq!(after(&replaced), NOW);
}

#[test]
fn an_attachment_of_which_nobody_tells_whether_it_stays_is_unknown() {
    let mut text = with(|all| {
        all.pop();
    });
    for change in text["resource_changes"].as_array_mut().unwrap() {
        if change["address"] == ATTACHMENT {
            change["change"]["before_sensitive"] = json!({ "skip_destroy": true });
        }
    }
    assert_eq!(after(&text), LOST);
}

/// Whether policies of each kind are unknown after.
fn lost(base: &CaseFile, text: &Value) -> Vec<String> {
    let found = apply_to(base, text).findings;
    let kinds = [
        Kind::ResourceControl,
        Kind::ServiceControl,
        Kind::ResourceBased,
        Kind::Identity,
        Kind::VpcEndpoint,
    ];
    let names = kinds.iter().map(|kind| kind.name());
    let message = |name: &str| {
        let name = format!("`{name}`");
        found
            .iter()
            .any(|one| one.message.to_string().contains(&name))
    };
    names
        .filter(|name| message(name))
        .map(ToOwned::to_owned)
        .collect()
}

fn with_condition(key: &str) -> CaseFile {
    let mut base = base();
    let own = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny",
        "Principal": { "AWS": "*" }, "Action": "signin:*", "Resource": "*",
        "Condition": { "StringNotEquals": { key: "x" } } }] });
    base.policies.resource_based = Some(DocumentText::new(own.to_string()));
    base
}

#[test]
fn tags_of_a_principal_count_where_a_policy_reads_them() {
    let role = |tags: Value| {
        let own = json!({ "name": "audit", "path": "/", "tags": tags,
            "arn": format!("arn:aws:iam::{PROD}:role/audit") });
        [prior(), vec![resource("aws_iam_role.audit", own)]].concat()
    };
    let tagged = role(json!({ "breakGlass": "yes" }));
    let text = plan(&tagged, &role(json!({})), &[], &[]);
    assert_eq!(lost(&base(), &text), Vec::<String>::new());
    let reads = with_condition("aws:PrincipalTag/breakGlass");
    assert_eq!(lost(&reads, &text).len(), 5);
    assert_eq!(
        lost(&reads, &plan(&tagged, &tagged, &[], &[])),
        Vec::<String>::new()
    );
    // Or a policy that the plan makes.
    let mut planned = role(json!({}));
    let own = json!({ "name": "new", "type": RCP, "content": json!({ "Version": "2012-10-17",
        "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "Null": { "aws:PrincipalTag/x": "true" } } }] }).to_string() });
    planned.push(resource("aws_organizations_policy.new", own));
    assert_eq!(lost(&base(), &plan(&tagged, &planned, &[], &[])).len(), 5);
    // IAM Identity Center hands on attributes as tags.
    let store = beside(changed("aws_identitystore_user.x", &["update"]));
    assert_eq!(lost(&base(), &store), ["identity"]);
    assert_eq!(lost(&reads, &store).len(), 5);
    assert_eq!(after(&store), LOST_IDENTITY);
}

#[test]
fn paths_of_accounts_count_where_a_policy_reads_them() {
    let text = with(|all| all[2]["values"]["parent_id"] = json!("r-ab12"));
    assert_eq!(lost(&base(), &text), ["rcp", "scp"]);
    assert_eq!(
        lost(&with_condition("aws:ResourceOrgPaths"), &text).len(),
        5
    );
}

#[test]
fn an_endpoint_with_other_tags_keeps_its_policy() {
    let endpoint = |values: Value| {
        let mut own = json!({ "id": "vpce-0123456789abcdef0", "vpc_id": "vpc-0123456789abcdef0",
            "policy": "{}", "service_name": "com.amazonaws.us-east-1.signin" });
        own.as_object_mut()
            .unwrap()
            .extend(values.as_object().unwrap().clone());
        [prior(), vec![resource("aws_vpc_endpoint.a", own)]].concat()
    };
    let of = |values: Value| {
        lost(
            &base(),
            &plan(&endpoint(json!({})), &endpoint(values), &[], &[]),
        )
    };
    assert_eq!(of(json!({ "tags": { "a": "b" } })), Vec::<String>::new());
    assert_eq!(of(json!({ "policy": "" })), ["vpc-endpoint"]);
    assert_eq!(
        of(json!({ "vpc_id": "vpc-0fedcba9876543210" })),
        ["vpc-endpoint"]
    );
}

#[test]
fn a_text_that_is_no_json_is_another_one() {
    let broken = |text: &str| {
        let mut all = prior();
        all[4]["values"]["content"] = json!(text);
        all
    };
    // Neither says anything, and they are not the same.
    let text = plan(&broken("{ \"a\": "), &broken("{ \"a\" "), &[], &[]);
    assert_eq!(after(&text), LOST_RCP);
    let text = plan(&prior(), &broken("x"), &[], &[]);
    assert_eq!(
        apply(&text).after.policies.resource_control[0]
            .document
            .text(),
        Some("x")
    );
    assert_eq!(apply(&text).findings, []);
}
