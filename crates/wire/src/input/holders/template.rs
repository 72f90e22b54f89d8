//! Policies in a CloudFormation template, each of the kind that the type of its resource tells.

use vestibule_iam::json::{Member, Node};
use vestibule_iam::policy::PolicyKind;

use crate::input::aws_output::{Form, Found};
use crate::input::unresolved::is_function;

/// The types of resources that hold policies which bear on a sign-in.
const TYPES: [&str; 11] = [
    "AWS::EC2::VPCEndpoint",
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::User",
    "AWS::IAM::UserPolicy",
    "AWS::Organizations::Policy",
    "AWS::SSO::PermissionSet",
];

/// The resources of a template; of what `aws cloudformation get-template` prints as well.
pub(super) fn resources(root: &Node) -> Option<&Node> {
    let template = root.get("TemplateBody").unwrap_or(root);
    let is_resource = |resource: &Node| {
        let of_type = resource.get("Type").and_then(Node::as_str);
        of_type.is_some_and(|of_type| of_type.contains("::"))
    };
    let resources = template.get("Resources")?;
    let mut all = resources.members().iter();
    all.any(|member| is_resource(&member.value) || member.key.value.starts_with("Fn::ForEach"))
        .then_some(resources)
}

/// The policies of the resources that bear on a sign-in.
pub(super) fn find(resources: &Node) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for resource in resources.members() {
        if is_function(&resource.key.value) {
            // A loop or a text that is inserted; of a loop it can be seen what it makes.
            let is_loop = resource.key.value.starts_with("Fn::ForEach");
            if !is_loop || has_policies(&resource.value) {
                found.push(made_by(resource, &resource.key.value, None));
            }
            continue;
        }
        let of_type = resource.value.get("Type").and_then(Node::as_str);
        if let (Some(of_type), Some(properties)) = (of_type, resource.value.get("Properties")) {
            of_resource(&resource.key.value, of_type, properties, &mut found);
        }
    }
    found
}

/// What a function makes, which is not known.
fn made_by<'d>(function: &'d Member, name: &str, kind: Option<PolicyKind>) -> Found<'d> {
    Found {
        name: Some(name.to_owned()),
        made_by: Some(&function.key),
        ..Found::new(Form::CloudFormation, &function.value, kind)
    }
}

/// The function that a value is, if it is one.
fn function(node: &Node) -> Option<&Member> {
    let [only] = node.members() else { return None };
    is_function(&only.key.value).then_some(only)
}

/// Whether there is a resource below a node that may hold a policy which bears on a sign-in.
fn has_policies(node: &Node) -> bool {
    let of_type = node.get("Type").and_then(Node::as_str);
    of_type.is_some_and(|of_type| TYPES.contains(&of_type))
        || node
            .members()
            .iter()
            .any(|member| has_policies(&member.value))
        || node.elements().iter().any(has_policies)
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
        let type_at = properties.get("Type").map(|told| told.span);
        found.push(Found {
            name: Some(name.to_owned()),
            service: properties.get("ServiceName").and_then(Node::as_str),
            type_at: type_at.filter(|_| kind.is_none()),
            ..Found::new(Form::CloudFormation, holder, kind)
        });
    } else if let Some(function) = inserted(properties) {
        found.push(made_by(function, name, kind));
    }
}

/// The function that makes properties, of which some are not written out.
fn inserted(properties: &Node) -> Option<&Member> {
    let mut members = properties.members().iter();
    members.find(|member| is_function(&member.key.value))
}

/// The inline policies of a role, a user or a group.
fn inline<'d>(name: &str, properties: &'d Node, found: &mut Vec<Found<'d>>) {
    let kind = Some(PolicyKind::Identity);
    let policies = properties.get("Policies");
    let all = policies.and_then(function).or_else(|| inserted(properties));
    found.extend(all.map(|function| made_by(function, name, kind)));
    for policy in policies.map(Node::elements).unwrap_or_default() {
        let Some(holder) = policy.get("PolicyDocument") else {
            let made = function(policy).or_else(|| inserted(policy));
            found.extend(made.map(|function| made_by(function, name, kind)));
            continue;
        };
        let own = policy.get("PolicyName").and_then(Node::as_str);
        found.push(Found {
            name: Some(own.map_or_else(|| name.to_owned(), |own| format!("{name}/{own}"))),
            ..Found::new(Form::CloudFormation, holder, Some(PolicyKind::Identity))
        });
    }
}
