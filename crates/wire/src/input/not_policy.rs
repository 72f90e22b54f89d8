//! What a text that holds no policy looks like, so that nobody takes it for one.

use std::borrow::Cow;

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value};
use vestibule_iam::policy::versions;
use vestibule_iam::problem::{Arg, nearest};

use crate::input::aws_output::{self, Form, Found};

/// What a text is that holds no policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotPolicy {
    /// The output of a command that shows no policy that bears on a sign-in.
    Output(&'static str, Instead),
    /// An event of CloudTrail or EventBridge.
    Event,
    /// A configuration, plan or state of Terraform.
    Terraform,
    /// A template of CloudFormation.
    CloudFormation,
    /// A case file that does not say so.
    CaseFile,
    /// One statement or a list of them, without the policy around it.
    Statements,
    /// Several policies in a list.
    Policies,
    /// Some other list.
    List,
    /// JSON of which nothing is known, without statements.
    Other,
}

/// Where that is found what the output does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Instead {
    /// `aws organizations describe-policy` shows a policy of the organization.
    DescribePolicy,
    /// `aws signin get-resource-policy` shows the resource-based policy.
    GetResourcePolicy,
    /// `aws iam get-policy-version` and its kin show policies of IAM.
    Iam,
    /// `aws ec2 describe-vpc-endpoints` shows policies of endpoints.
    DescribeVpcEndpoints,
    /// It describes the account, which has a form of its own.
    Account,
}

use Instead::{Account, DescribePolicy, DescribeVpcEndpoints, GetResourcePolicy, Iam};

/// The member by which an output is known, its command, and where to look instead.
const OUTPUTS: &[(&str, &str, Instead)] = &[
    ("Roots", "aws organizations list-roots", DescribePolicy),
    (
        "Accounts",
        "aws organizations list-accounts",
        DescribePolicy,
    ),
    (
        "OrganizationalUnits",
        "aws organizations list-organizational-units-for-parent",
        DescribePolicy,
    ),
    (
        "OrganizationalUnit",
        "aws organizations describe-organizational-unit",
        DescribePolicy,
    ),
    (
        "Organization",
        "aws organizations describe-organization",
        Account,
    ),
    ("Parents", "aws organizations list-parents", DescribePolicy),
    (
        "Children",
        "aws organizations list-children",
        DescribePolicy,
    ),
    (
        "Targets",
        "aws organizations list-targets-for-policy",
        DescribePolicy,
    ),
    (
        "PolicySummary",
        "aws organizations list-policies",
        DescribePolicy,
    ),
    (
        "EffectivePolicy",
        "aws organizations describe-effective-policy",
        DescribePolicy,
    ),
    (
        "EnabledServicePrincipals",
        "aws organizations list-aws-service-access-for-organization",
        DescribePolicy,
    ),
    (
        "permissionStatements",
        "aws signin list-resource-permission-statements",
        GetResourcePolicy,
    ),
    (
        "consoleAuthorizationEnabled",
        "aws signin get-console-authorization-configuration",
        Account,
    ),
    ("Roles", "aws iam list-roles", Iam),
    ("Role", "aws iam get-role", Iam),
    ("Users", "aws iam list-users", Iam),
    ("User", "aws iam get-user", Iam),
    ("Groups", "aws iam list-groups", Iam),
    ("Group", "aws iam get-group", Iam),
    (
        "AttachedPolicies",
        "aws iam list-attached-role-policies",
        Iam,
    ),
    ("PolicyNames", "aws iam list-role-policies", Iam),
    ("PolicyGroups", "aws iam list-entities-for-policy", Iam),
    ("PolicyRoles", "aws iam list-entities-for-policy", Iam),
    ("PolicyUsers", "aws iam list-entities-for-policy", Iam),
    ("Versions", "aws iam list-policy-versions", Iam),
    (
        "UserDetailList",
        "aws iam get-account-authorization-details",
        Iam,
    ),
    (
        "RoleDetailList",
        "aws iam get-account-authorization-details",
        Iam,
    ),
    (
        "GroupDetailList",
        "aws iam get-account-authorization-details",
        Iam,
    ),
    ("SummaryMap", "aws iam get-account-summary", Iam),
    ("AccountAliases", "aws iam list-account-aliases", Account),
    ("InstanceProfiles", "aws iam list-instance-profiles", Iam),
    ("SAMLProviderList", "aws iam list-saml-providers", Iam),
    ("PermissionSets", "aws sso-admin list-permission-sets", Iam),
    (
        "PermissionSet",
        "aws sso-admin describe-permission-set",
        Iam,
    ),
    (
        "InlinePolicy",
        "aws sso-admin get-inline-policy-for-permission-set",
        Iam,
    ),
    (
        "AccountAssignments",
        "aws sso-admin list-account-assignments",
        Iam,
    ),
    ("Vpcs", "aws ec2 describe-vpcs", DescribeVpcEndpoints),
    ("Subnets", "aws ec2 describe-subnets", DescribeVpcEndpoints),
    (
        "ServiceNames",
        "aws ec2 describe-vpc-endpoint-services",
        DescribeVpcEndpoints,
    ),
    (
        "ServiceDetails",
        "aws ec2 describe-vpc-endpoint-services",
        DescribeVpcEndpoints,
    ),
    (
        "VpcEndpointConnections",
        "aws ec2 describe-vpc-endpoint-connections",
        DescribeVpcEndpoints,
    ),
];

/// What the document looks like; `None` for one that is, or may become, a policy or a case file.
pub(crate) fn not_policy(
    document: &Document,
    form: Form,
    found: &Result<Vec<Found<'_>>, Arg>,
) -> Option<NotPolicy> {
    let root = &document.root;
    let Ok(found) = found else {
        return Some(without(root, form));
    };
    let [one] = found.as_slice() else {
        return None;
    };
    let value = aws_output::value(document, one);
    if form != Form::Plain {
        // What is typed may become anything; null and the like were never a policy.
        let is_one = match &value.value {
            Value::Object(_) | Value::Missing | Value::String(_) => true,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
        };
        return (!is_one).then(|| without(root, form));
    }
    let open = match &value {
        Cow::Borrowed(_) => document
            .problems
            .iter()
            .any(|problem| problem.code.leaves_policy_open()),
        Cow::Owned(_) => false,
    };
    of_value(&value, open)
}

/// The output of a command that should hold a policy and does not.
fn without(root: &Node, form: Form) -> NotPolicy {
    let is_of_iam = root.get("Policy").is_some_and(|policy| {
        policy.get("DefaultVersionId").is_some() || policy.get("PolicyName").is_some()
    });
    match form {
        Form::DescribePolicy if is_of_iam => NotPolicy::Output("aws iam get-policy", Iam),
        Form::DescribePolicy => {
            NotPolicy::Output("aws organizations describe-policy", DescribePolicy)
        }
        Form::GetResourcePolicy => {
            NotPolicy::Output("aws signin get-resource-policy", GetResourcePolicy)
        }
        Form::GetPolicyVersion => NotPolicy::Output("aws iam get-policy-version", Iam),
        Form::GetInlinePolicy => NotPolicy::Output("aws iam get-user-policy", Iam),
        Form::DescribeVpcEndpoints => {
            NotPolicy::Output("aws ec2 describe-vpc-endpoints", DescribeVpcEndpoints)
        }
        Form::Plain => NotPolicy::Other,
    }
}

/// `open`: something of the text had to be guessed, as while it is typed.
fn of_value(value: &Node, open: bool) -> Option<NotPolicy> {
    match &value.value {
        Value::Object(members) => {
            let is_statement = |name: &str| nearest(name, ["Statement"]).is_some();
            if members.iter().any(|member| is_statement(&member.key.value)) {
                return None;
            }
            let known = known(value);
            let has_version = value
                .get_ignore_case("Version")
                .and_then(Node::as_str)
                .is_some_and(|version| versions().contains(&version));
            let may_become_one = open || members.is_empty() || has_version;
            known.or((!may_become_one).then_some(NotPolicy::Other))
        }
        Value::Array(elements) => match elements.first() {
            None => (!open).then_some(NotPolicy::List),
            Some(first) => Some(match known(first) {
                Some(known @ (NotPolicy::Statements | NotPolicy::Event)) => known,
                _ if first.get("Statement").is_some() => NotPolicy::Policies,
                _ => NotPolicy::List,
            }),
        },
        Value::Missing => None,
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
            (!open).then_some(NotPolicy::Other)
        }
    }
}

fn known(object: &Node) -> Option<NotPolicy> {
    let has = |name: &str| object.get(name).is_some();
    let first_has = |list: &str, name: &str| {
        let first = object.get(list).and_then(|list| list.elements().first());
        first.is_some_and(|first| first.get(name).is_some())
    };
    if has("Effect") && (has("Action") || has("NotAction") || has("Resource") || has("Principal"))
        || has("effect") && has("action")
    {
        return Some(NotPolicy::Statements);
    }
    if has("requests") && (has("policies") || has("account")) {
        return Some(NotPolicy::CaseFile);
    }
    if has("eventName") && (has("eventSource") || has("eventVersion"))
        || has("detail-type")
        || first_has("Records", "eventName")
        || first_has("Events", "EventName")
    {
        return Some(NotPolicy::Event);
    }
    let is_resource = |blocks: &Node| {
        let mut types = blocks.members().iter();
        types.any(|block| block.key.value.starts_with("aws_"))
    };
    if has("terraform_version")
        || has("terraform")
        || ["resource", "data"]
            .into_iter()
            .any(|block| object.get(block).is_some_and(is_resource))
    {
        return Some(NotPolicy::Terraform);
    }
    let is_of_template = |resources: &Node| {
        let mut all = resources.members().iter();
        all.any(|resource| resource.value.get("Type").is_some())
    };
    if has("AWSTemplateFormatVersion") || object.get("Resources").is_some_and(is_of_template) {
        return Some(NotPolicy::CloudFormation);
    }
    if has("UserId") && has("Account") && has("Arn") {
        return Some(NotPolicy::Output("aws sts get-caller-identity", Account));
    }
    if object
        .get("Account")
        .is_some_and(|account| account.get("Id").is_some())
    {
        return Some(NotPolicy::Output(
            "aws organizations describe-account",
            DescribePolicy,
        ));
    }
    // Both services list policies under one name.
    if has("Policies") && !has("UserDetailList") && !has("RoleDetailList") {
        return Some(if first_has("Policies", "PolicyName") {
            NotPolicy::Output("aws iam list-policies", Iam)
        } else {
            NotPolicy::Output("aws organizations list-policies", DescribePolicy)
        });
    }
    let output = OUTPUTS.iter().find(|(member, _, _)| has(member));
    output.map(|(_, command, instead)| NotPolicy::Output(command, *instead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize;

    #[test]
    fn every_member_names_its_output() {
        for (member, command, instead) in OUTPUTS {
            let text = format!(r#"{{"{member}": []}}"#);
            let expected = Some(NotPolicy::Output(command, *instead));
            assert_eq!(recognize(&text).not_policy, expected, "{member}");
        }
    }
}
