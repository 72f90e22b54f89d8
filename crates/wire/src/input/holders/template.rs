//! Policies in a CloudFormation template, each of the kind that the type of its resource tells.

use vestibule_iam::json::Node;
use vestibule_iam::policy::PolicyKind;

use crate::input::aws_output::{Form, Found};

/// The resources of a template; of what `aws cloudformation get-template` prints as well.
pub(super) fn resources(root: &Node) -> Option<&Node> {
    let template = root.get("TemplateBody").unwrap_or(root);
    let is_resource = |resource: &Node| {
        let of_type = resource.get("Type").and_then(Node::as_str);
        of_type.is_some_and(|of_type| of_type.contains("::"))
    };
    let resources = template.get("Resources")?;
    let mut all = resources.members().iter();
    all.any(|member| is_resource(&member.value))
        .then_some(resources)
}

/// The policies of the resources that bear on a sign-in.
pub(super) fn find(resources: &Node) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for resource in resources.members() {
        let of_type = resource.value.get("Type").and_then(Node::as_str);
        if let (Some(of_type), Some(properties)) = (of_type, resource.value.get("Properties")) {
            of_resource(&resource.key.value, of_type, properties, &mut found);
        }
    }
    found
}

fn of_resource<'d>(name: &str, of_type: &str, properties: &'d Node, found: &mut Vec<Found<'d>>) {
    let (member, kind) = match of_type {
        "AWS::Organizations::Policy" => match properties.get("Type").and_then(Node::as_str) {
            Some("RESOURCE_CONTROL_POLICY") => ("Content", Some(PolicyKind::ResourceControl)),
            Some("SERVICE_CONTROL_POLICY") => ("Content", Some(PolicyKind::ServiceControl)),
            // A tag policy, or another that has a language of its own.
            Some(_) => return,
            // A function or nothing.
            None => ("Content", None),
        },
        "AWS::IAM::ManagedPolicy"
        | "AWS::IAM::Policy"
        | "AWS::IAM::RolePolicy"
        | "AWS::IAM::UserPolicy"
        | "AWS::IAM::GroupPolicy" => ("PolicyDocument", Some(PolicyKind::Identity)),
        "AWS::SSO::PermissionSet" => ("InlinePolicy", Some(PolicyKind::Identity)),
        "AWS::EC2::VPCEndpoint" => ("PolicyDocument", Some(PolicyKind::VpcEndpoint)),
        "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group" => {
            inline(name, properties, found);
            return;
        }
        _ => return,
    };
    if let Some(holder) = properties.get(member) {
        found.push(Found {
            name: Some(name.to_owned()),
            service: properties.get("ServiceName").and_then(Node::as_str),
            ..Found::new(Form::CloudFormation, holder, kind)
        });
    }
}

/// The inline policies of a role, a user or a group.
fn inline<'d>(name: &str, properties: &'d Node, found: &mut Vec<Found<'d>>) {
    let policies = properties.get("Policies").map(Node::elements);
    for policy in policies.unwrap_or_default() {
        let Some(holder) = policy.get("PolicyDocument") else {
            continue;
        };
        let own = policy.get("PolicyName").and_then(Node::as_str);
        found.push(Found {
            name: Some(own.map_or_else(|| name.to_owned(), |own| format!("{name}/{own}"))),
            ..Found::new(Form::CloudFormation, holder, Some(PolicyKind::Identity))
        });
    }
}
