//! Where the policies of a document stand.

mod details;
mod template;
mod terraform;

use vestibule_iam::document::Document;
use vestibule_iam::json::Node;
use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::{Arg, code};

use crate::input::aws_output::{Form, Found};

/// Looks for the policies in a document. Of the forms that hold one, the second part is `Err`
/// with what is missing when none is there.
pub(crate) fn find(document: &Document) -> (Form, Result<Vec<Found<'_>>, Arg>) {
    let root = &document.root;
    many(root).unwrap_or_else(|| output(root))
}

/// A template, a state, or the description of a whole account.
#[inline(never)]
fn many(root: &Node) -> Option<(Form, Result<Vec<Found<'_>>, Arg>)> {
    let (form, found) = if let Some(resources) = template::resources(root) {
        (Form::CloudFormation, template::find(resources))
    } else if terraform::is_state(root) {
        (Form::Terraform, terraform::find(root))
    } else if details::is_details(root) {
        (Form::GetAccountAuthorizationDetails, details::find(root))
    } else {
        return None;
    };
    let missing = || message!("a policy that bears on a sign-in").into();
    let found = Some(found).filter(|found| !found.is_empty());
    Some((form, found.ok_or_else(missing)))
}

/// The output of an AWS tool that prints policies of one kind, or a policy.
fn output(root: &Node) -> (Form, Result<Vec<Found<'_>>, Arg>) {
    if let Some(policy) = root.get_ignore_case("signinResourceBasedPolicy") {
        one(
            Form::GetResourcePolicy,
            Some(policy),
            Some(PolicyKind::ResourceBased),
            "",
        )
    } else if let Some(policy) = root
        .get("Policy")
        .filter(|_| root.get("Statement").is_none())
    {
        describe_policy(policy)
    } else if let Some(version) = root.get("PolicyVersion") {
        let kind = Some(PolicyKind::Identity);
        one(
            Form::GetPolicyVersion,
            version.get("Document"),
            kind,
            "PolicyVersion.Document",
        )
    } else if let Some(endpoints) = root.get("VpcEndpoints") {
        (
            Form::DescribeVpcEndpoints,
            endpoints_of(endpoints.elements()),
        )
    } else if let Some(created) = root.get("VpcEndpoint") {
        // `aws ec2 create-vpc-endpoint` prints the one that it made.
        let one = std::slice::from_ref(created);
        (Form::DescribeVpcEndpoints, endpoints_of(one))
    } else if let Some(found) = endpoint(root).filter(|found| found.endpoint.is_some()) {
        (Form::DescribeVpcEndpoints, Ok(vec![found]))
    } else if root.elements().iter().any(is_endpoint) {
        // The list alone, as `--query VpcEndpoints` prints it.
        (Form::DescribeVpcEndpoints, endpoints_of(root.elements()))
    } else if let Some(policy) = root.get("PolicyDocument") {
        let (form, mut found) = one(
            Form::GetInlinePolicy,
            Some(policy),
            Some(PolicyKind::Identity),
            "",
        );
        let name = root.get("PolicyName").and_then(Node::as_str);
        for found in found.iter_mut().flatten() {
            found.name = name.map(ToOwned::to_owned);
        }
        (form, found)
    } else if let Some(policy) = root.get("InlinePolicy") {
        // It is empty where the permission set has none.
        let policy = Some(policy).filter(|policy| policy.as_str() != Some(""));
        let kind = Some(PolicyKind::Identity);
        one(Form::GetPermissionSetPolicy, policy, kind, "InlinePolicy")
    } else {
        one(Form::Plain, Some(root), None, "")
    }
}

#[inline(never)]
fn describe_policy(policy: &Node) -> (Form, Result<Vec<Found<'_>>, Arg>) {
    let form = Form::DescribePolicy;
    let summary = policy.get("PolicySummary");
    let text = |name: &str| summary?.get(name)?.as_str();
    let kind = match text("Type") {
        Some("RESOURCE_CONTROL_POLICY") => Some(PolicyKind::ResourceControl),
        Some("SERVICE_CONTROL_POLICY") => Some(PolicyKind::ServiceControl),
        // Tag policies, backup policies and their kin have a language of their own.
        Some(other) if other.ends_with("_POLICY") || other.contains("_POLICY_") => {
            return (
                form,
                Err(message!("a service or resource control policy").into()),
            );
        }
        _ => None,
    };
    let (form, mut found) = one(form, policy.get("Content"), kind, "Policy.Content");
    for found in found.iter_mut().flatten() {
        found.name = text("Name").map(ToOwned::to_owned);
        found.id = text("Id");
    }
    (form, found)
}

fn one<'d>(
    form: Form,
    holder: Option<&'d Node>,
    kind: Option<PolicyKind>,
    missing: &'static str,
) -> (Form, Result<Vec<Found<'d>>, Arg>) {
    let found = |holder| vec![Found::new(form, holder, kind)];
    (form, holder.map(found).ok_or_else(|| code(missing)))
}

#[inline(never)]
fn endpoints_of(nodes: &[Node]) -> Result<Vec<Found<'_>>, Arg> {
    let found: Vec<Found<'_>> = nodes.iter().filter_map(endpoint).collect();
    if found.is_empty() {
        Err(message!("an endpoint with a `PolicyDocument`").into())
    } else {
        Ok(found)
    }
}

fn is_endpoint(node: &Node) -> bool {
    node.get("PolicyDocument").is_some() && node.get("VpcEndpointId").is_some()
}

fn endpoint(node: &Node) -> Option<Found<'_>> {
    let holder = node.get("PolicyDocument")?;
    let kind = Some(PolicyKind::VpcEndpoint);
    Some(Found {
        endpoint: node.get("VpcEndpointId").and_then(Node::as_str),
        service: node.get("ServiceName").and_then(Node::as_str),
        ..Found::new(Form::DescribeVpcEndpoints, holder, kind)
    })
}
