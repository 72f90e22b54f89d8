//! Plans of Terraform.

use serde_json::{Value, json};
use vestibule_wire::Outcome;

use crate::terraform::{ALL, INSIDE, OUTSIDE, managed, resource, state};
use crate::{
    PROD, RCP, SCP, TEST, UNIT, codes, complete, deny_outside, file, import_with, outcomes,
};
use Outcome::{Allowed, Denied, Unknown};

/// A plan from one state to another, with what is known only after apply by address, and what
/// values are made from by address and attribute.
pub(crate) fn plan(
    prior: &[Value],
    planned: &[Value],
    unknown: &[(&str, Value)],
    references: &[(&str, &str, &[&str])],
) -> Value {
    let find = |all: &[Value], address: &Value| -> Value {
        let found = all.iter().find(|one| one["address"] == *address);
        found.map_or(Value::Null, |one| one["values"].clone())
    };
    let gone = prior
        .iter()
        .filter(|one| find(planned, &one["address"]).is_null());
    let changes = planned.iter().chain(gone).map(|one| {
        let address = &one["address"];
        let (before, after) = (find(prior, address), find(planned, address));
        let later = unknown.iter().find(|(of, _)| address == of);
        let actions = match (before.is_null(), after.is_null()) {
            (true, _) => "create",
            (_, true) => "delete",
            _ if before == after && later.is_none() => "no-op",
            _ => "update",
        };
        json!({ "address": address, "mode": one["mode"], "type": one["type"], "change": {
            "actions": [actions], "before": before, "after": after,
            "after_unknown": later.map_or(json!({}), |(_, later)| later.clone()) } })
    });
    let changes: Vec<Value> = changes.collect();
    let configuration = references.iter().map(|(address, attribute, all)| {
        json!({ "address": address, "expressions": { *attribute: { "references": all } } })
    });
    let configuration: Vec<Value> = configuration.collect();
    json!({ "format_version": "1.2", "terraform_version": "1.9.8", "errored": false,
        "complete": true, "planned_values": { "root_module": { "resources": planned } },
        "resource_changes": changes, "prior_state": state(prior),
        "configuration": { "root_module": { "resources": configuration } } })
}

fn of_plan(text: &Value) -> vestibule_import::Imported {
    import_with(&[file("plan.json", text)], &complete(&ALL))
}

fn both(imported: &vestibule_import::Imported, account: &str) -> Vec<Outcome> {
    outcomes(imported, &[(account, INSIDE), (account, OUTSIDE)])
}

#[test]
fn a_plan_is_taken_as_it_is_to_be() {
    let prior = managed();
    let mut planned = managed();
    planned[4]["values"]["content"] = json!(deny_outside("192.0.2.0/24", true).to_string());
    let imported = of_plan(&plan(&prior, &planned, &[], &[]));
    assert_eq!(codes(&imported), []);
    assert_eq!(
        imported.report.files[0].taken_for,
        ["terraform show -json (plan)"]
    );
    assert_eq!(both(&imported, PROD), [Denied, Allowed]);
    // An attachment that goes away.
    planned.pop();
    let imported = of_plan(&plan(&prior, &planned, &[], &[]));
    assert_eq!(both(&imported, PROD), [Allowed, Allowed]);
    // One that the plan leaves in its place.
    for change in ["forget", "skip"] {
        let mut prior = managed();
        prior[5]["values"]["skip_destroy"] = json!(change == "skip");
        let mut text = plan(&prior, &planned[..4], &[], &[]);
        // The policy is to stay as well.
        for one in text["resource_changes"].as_array_mut().unwrap() {
            if change == "forget" && one["change"]["actions"][0] == "delete" {
                one["change"]["actions"][0] = json!("forget");
            }
        }
        text["planned_values"]["root_module"]["resources"]
            .as_array_mut()
            .unwrap()
            .push(prior[4].clone());
        assert_eq!(both(&of_plan(&text), PROD), [Allowed, Denied], "{change}");
    }
}

#[test]
fn what_a_plan_leaves_alone_stays() {
    // With `-target`, the others have no change at all.
    let prior = managed();
    let text = plan(&prior, &prior, &[], &[]);
    let mut only = text.clone();
    only["planned_values"]["root_module"]["resources"] = json!([prior[0]]);
    let changes = only["resource_changes"].as_array_mut().unwrap();
    changes.truncate(1);
    assert_eq!(both(&of_plan(&only), PROD), [Allowed, Denied]);
    assert_eq!(both(&of_plan(&text), PROD), [Allowed, Denied]);
}

#[test]
fn a_policy_that_is_known_after_apply_is_unknown() {
    let prior = managed();
    let mut planned = managed();
    planned[4]["values"]
        .as_object_mut()
        .unwrap()
        .remove("content");
    let later = [(
        "aws_organizations_policy.perimeter",
        json!({ "content": true }),
    )];
    let imported = of_plan(&plan(&prior, &planned, &later, &[]));
    assert_eq!(both(&imported, PROD), [Unknown, Unknown]);
    assert_eq!(codes(&imported)[0].1, "import-terraform-unknown");
    let message = imported.report.files[0].findings[0].message.to_string();
    assert!(
        message.contains("`aws_organizations_policy.perimeter.content`"),
        "{message}"
    );
}

/// A new policy with an attachment, as `terraform plan` has them.
fn created(target: Value) -> Vec<Value> {
    vec![
        resource(
            "aws_organizations_policy.new",
            json!({ "name": "new", "type": RCP,
                "content": deny_outside("198.51.100.0/25", true).to_string() }),
        ),
        resource("aws_organizations_policy_attachment.new", target),
    ]
}

#[test]
fn a_new_policy_is_attached_by_what_its_attachment_is_made_from() {
    let prior = managed();
    let planned = [managed(), created(json!({ "target_id": "r-ab12" }))].concat();
    let later = [
        (
            "aws_organizations_policy.new",
            json!({ "id": true, "arn": true }),
        ),
        (
            "aws_organizations_policy_attachment.new",
            json!({ "id": true, "policy_id": true }),
        ),
    ];
    let made_from: &[&str] = &[
        "aws_organizations_policy.new.id",
        "aws_organizations_policy.new",
    ];
    let by = |references| {
        let known = [(
            "aws_organizations_policy_attachment.new",
            "policy_id",
            references,
        )];
        of_plan(&plan(&prior, &planned, &later, &known))
    };
    let imported = by(made_from);
    assert_eq!(
        outcomes(
            &imported,
            &[(PROD, "198.51.100.1"), (PROD, "198.51.100.200")]
        ),
        [Allowed, Denied]
    );
    // Nobody knows which one is attached: either may deny, as an RCP or an SCP.
    for references in [
        &["var.policy"][..],
        &["aws_organizations_policy.new.id", "var.other"],
        &[],
    ] {
        assert_eq!(
            both(&by(references), PROD),
            [Unknown, Denied],
            "{references:?}"
        );
    }
}

#[test]
fn an_attachment_to_what_is_not_there_yet_may_be_anywhere() {
    let prior = managed();
    let planned = [managed(), created(json!({ "policy_id": "p-rcp1aaaa" }))].concat();
    let later = [
        ("aws_organizations_policy.new", json!({ "id": true })),
        (
            "aws_organizations_policy_attachment.new",
            json!({ "target_id": true }),
        ),
    ];
    let imported = of_plan(&plan(&prior, &planned, &later, &[]));
    assert_eq!(both(&imported, PROD), [Unknown, Denied]);
}

#[test]
fn an_account_that_moves_is_where_the_plan_puts_it() {
    let prior = managed();
    let mut planned = managed();
    planned[2]["values"]["parent_id"] = json!("r-ab12");
    let imported = of_plan(&plan(&prior, &planned, &[], &[]));
    // The list of the unit still has it there.
    assert_eq!(codes(&imported), []);
    assert_eq!(both(&imported, PROD), [Allowed, Allowed]);
    let later = [(
        "module.prod.aws_organizations_account.this[0]",
        json!({ "parent_id": true }),
    )];
    let imported = of_plan(&plan(&prior, &planned, &later, &[]));
    assert_eq!(
        imported
            .case
            .as_ref()
            .unwrap()
            .organization
            .as_ref()
            .unwrap()
            .tree
            .children[0]
            .accounts,
        [TEST]
    );
}

#[test]
fn types_that_a_plan_disables_hold_no_longer() {
    let prior = managed();
    let mut planned = managed();
    planned[0]["values"]["enabled_policy_types"] = json!([SCP]);
    let imported = of_plan(&plan(&prior, &planned, &[], &[]));
    assert_eq!(both(&imported, PROD), [Allowed, Allowed]);
}

#[test]
fn a_plan_that_failed_or_is_put_off_does_not_tell_all() {
    let all = managed();
    let mut text = plan(&all, &all, &[], &[]);
    text["complete"] = json!(false);
    let imported = of_plan(&text);
    assert_eq!(both(&imported, PROD), [Unknown, Denied]);
    text["errored"] = json!(true);
    let imported = of_plan(&text);
    assert_eq!(codes(&imported)[0].1, "import-terraform-failed");
    assert!(imported.case.is_none());
    text["format_version"] = json!("3.0");
    assert_eq!(codes(&of_plan(&text))[0].1, "import-terraform-version");
}

#[test]
fn the_policy_of_an_endpoint_that_is_taken_away_is_unknown() {
    let open = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
        "Principal": "*", "Action": "*", "Resource": "*" }] })
    .to_string();
    let endpoint = resource(
        "aws_vpc_endpoint.signin",
        json!({ "id": "vpce-0123456789abcdef0",
        "vpc_id": "vpc-0123456789abcdef0", "owner_id": PROD, "policy": open,
        "service_name": "com.amazonaws.eu-central-1.signin" }),
    );
    let policy = resource(
        "aws_vpc_endpoint_policy.signin",
        json!({ "vpc_endpoint_id": "vpce-0123456789abcdef0",
            "policy": deny_outside("198.51.100.0/24", true).to_string() }),
    );
    let prior = [managed(), vec![endpoint.clone(), policy]].concat();
    let planned = [managed(), vec![endpoint]].concat();
    let imported = of_plan(&plan(&prior, &planned, &[], &[]));
    let organization = imported.case.unwrap().organization.unwrap();
    let own = organization
        .accounts
        .iter()
        .flat_map(|one| &one.policies.vpc_endpoint);
    let own: Vec<&str> = own.map(|one| one.document.text().unwrap()).collect();
    assert_eq!(own.len(), 1);
    assert!(own[0].contains("unknown"), "{own:?}");
    assert_eq!(UNIT.len(), 16);
}
