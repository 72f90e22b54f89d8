//! Policies in a state of Terraform or OpenTofu, and in what `terraform show -json` prints of a
//! state or a plan, each of the kind that the type of its resource tells.

use std::collections::BTreeSet;

use vestibule_iam::json::{Node, Value};
use vestibule_iam::policy::PolicyKind;

use crate::input::aws_output::{Form, Found};

/// True for a state file, and for the state or the plan that `terraform show -json` prints.
pub(super) fn is_state(root: &Node) -> bool {
    let has = |name: &str| root.get(name).is_some();
    let is_file = has("resources") && (has("terraform_version") || has("lineage"));
    let is_shown = has("format_version") && (has("values") || has("planned_values"));
    is_file || is_shown
}

/// One instance of a resource, with what it comes to.
struct Resource<'d> {
    of_type: &'d str,
    address: String,
    values: &'d Node,
}

/// The policies of the resources that bear on a sign-in.
pub(super) fn find(root: &Node) -> Vec<Found<'_>> {
    let mut resources = Vec::new();
    let planned = root.get("planned_values");
    if let Some(values) = planned.or_else(|| root.get("values")) {
        of_module(values.get("root_module"), &mut resources);
    } else {
        of_file(root, &mut resources);
    }
    let mut found = Vec::new();
    for resource in &resources {
        of_resource(resource, planned.is_some(), &mut found);
    }
    // What a resource repeats of another that is among them.
    let mut seen: BTreeSet<&str> = found.iter().filter_map(|one| one.holder.as_str()).collect();
    for resource in &resources {
        repeated(resource, &mut seen, &mut found);
    }
    if found.is_empty() {
        for resource in &resources {
            if resource.of_type == "aws_iam_policy_document" {
                push(resource, resource.values.get("json"), None, &mut found);
            }
        }
    }
    found
}

/// The resources of a state file.
fn of_file<'d>(root: &'d Node, resources: &mut Vec<Resource<'d>>) {
    for resource in elements(root, "resources") {
        let text = |name: &str| resource.get(name).and_then(Node::as_str);
        let (Some(of_type), Some(name)) = (text("type"), text("name")) else {
            continue;
        };
        let module = text("module").map(|module| format!("{module}."));
        let data = if text("mode") == Some("data") {
            "data."
        } else {
            ""
        };
        let address = format!("{}{data}{of_type}.{name}", module.unwrap_or_default());
        for instance in elements(resource, "instances") {
            let Some(values) = instance.get("attributes") else {
                continue;
            };
            let index = instance.get("index_key").map(Node::to_compact_string);
            let index = index.map_or_else(String::new, |index| format!("[{index}]"));
            resources.push(Resource {
                of_type,
                address: format!("{address}{index}"),
                values,
            });
        }
    }
}

/// The resources of a module and of the modules in it.
fn of_module<'d>(module: Option<&'d Node>, resources: &mut Vec<Resource<'d>>) {
    let Some(module) = module else { return };
    for resource in elements(module, "resources") {
        let text = |name: &str| resource.get(name).and_then(Node::as_str);
        if let (Some(of_type), Some(values)) = (text("type"), resource.get("values")) {
            resources.push(Resource {
                of_type,
                address: text("address").unwrap_or(of_type).to_owned(),
                values,
            });
        }
    }
    // JSON that is read has few levels.
    for child in elements(module, "child_modules") {
        of_module(Some(child), resources);
    }
}

fn elements<'d>(node: &'d Node, list: &str) -> &'d [Node] {
    node.get(list).map(Node::elements).unwrap_or_default()
}

fn of_resource<'d>(resource: &Resource<'d>, is_plan: bool, found: &mut Vec<Found<'d>>) {
    let values = resource.values;
    let (member, kind) = match resource.of_type {
        "aws_organizations_policy" | "awscc_organizations_policy" => {
            let kind = match values.get("type").and_then(Node::as_str) {
                Some("RESOURCE_CONTROL_POLICY") => PolicyKind::ResourceControl,
                // It is the default of the provider.
                Some("SERVICE_CONTROL_POLICY") | None => PolicyKind::ServiceControl,
                Some(_) => return,
            };
            ("content", kind)
        }
        "aws_iam_policy"
        | "aws_iam_role_policy"
        | "aws_iam_user_policy"
        | "aws_iam_group_policy" => ("policy", PolicyKind::Identity),
        "awscc_iam_managed_policy" => ("policy_document", PolicyKind::Identity),
        "aws_ssoadmin_permission_set_inline_policy" => ("inline_policy", PolicyKind::Identity),
        "aws_vpc_endpoint_policy" => ("policy", PolicyKind::VpcEndpoint),
        "awscc_ec2_vpc_endpoint" => ("policy_document", PolicyKind::VpcEndpoint),
        _ => return,
    };
    let holder = values.get(member).filter(|holder| is_set(holder));
    if holder.is_none() && is_plan && member != "policy_document" {
        // It needs one, so it is known later.
        found.push(Found {
            name: Some(resource.address.clone()),
            is_unknown: true,
            ..Found::new(Form::Terraform, values, Some(kind))
        });
    } else {
        push(resource, holder, Some(kind), found);
    }
}

/// The policies that a role and an endpoint tell of themselves, which may have resources of
/// their own.
fn repeated<'d>(resource: &Resource<'d>, seen: &mut BTreeSet<&'d str>, found: &mut Vec<Found<'d>>) {
    let mut is_new = |holder: &&'d Node| holder.as_str().is_none_or(|text| seen.insert(text));
    match resource.of_type {
        "aws_iam_role" => {
            for policy in elements(resource.values, "inline_policy") {
                let holder = policy.get("policy").filter(&mut is_new);
                push(resource, holder, Some(PolicyKind::Identity), found);
            }
        }
        "aws_vpc_endpoint" => {
            let holder = resource.values.get("policy").filter(&mut is_new);
            push(resource, holder, Some(PolicyKind::VpcEndpoint), found);
        }
        _ => {}
    }
}

fn is_set(holder: &Node) -> bool {
    match &holder.value {
        Value::String(text) => !text.is_empty(),
        Value::Object(_) => true,
        _ => false,
    }
}

fn push<'d>(
    resource: &Resource<'d>,
    holder: Option<&'d Node>,
    kind: Option<PolicyKind>,
    found: &mut Vec<Found<'d>>,
) {
    let Some(holder) = holder.filter(|holder| is_set(holder)) else {
        return;
    };
    let text = |name: &str| resource.values.get(name).and_then(Node::as_str);
    let is_endpoint = kind == Some(PolicyKind::VpcEndpoint);
    let id = text("vpc_endpoint_id").or_else(|| text("id"));
    found.push(Found {
        name: Some(resource.address.clone()),
        endpoint: id.filter(|id| is_endpoint && id.starts_with("vpce-")),
        service: text("service_name").filter(|_| is_endpoint),
        ..Found::new(Form::Terraform, holder, kind)
    });
}
