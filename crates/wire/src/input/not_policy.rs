//! What a text that holds no policy looks like, so that nobody takes it for one.

use std::borrow::Cow;

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value};
use vestibule_iam::policy::versions;
use vestibule_iam::problem::{Arg, nearest};

use crate::input::aws_output::{self, Form, Found};
use crate::input::foreign::{self, Foreign};
use crate::input::outputs::OUTPUTS;
use crate::input::unresolved;

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
    /// No JSON at all.
    Text(Foreign),
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
    /// Nothing that bears on a sign-in is near it.
    Elsewhere,
}

use Instead::{Account, DescribePolicy, DescribeVpcEndpoints, Elsewhere, GetResourcePolicy, Iam};

/// What the document looks like; `None` for one that is, or may become, a policy or a case file.
pub(crate) fn not_policy(
    document: &Document,
    form: Form,
    found: &Result<Vec<Found<'_>>, Arg>,
) -> Option<NotPolicy> {
    if let Some(foreign) = foreign::what(&document.text) {
        return Some(NotPolicy::Text(foreign));
    }
    let root = &document.root;
    let Ok(found) = found else {
        return Some(without(root, form));
    };
    let [one] = found.as_slice() else {
        return None;
    };
    // What it makes is not known, and may be one.
    if one.made_by.is_some() {
        return None;
    }
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
    let policy = root.get("Policy");
    let is_of_iam = policy.is_some_and(|policy| {
        policy.get("DefaultVersionId").is_some() || policy.get("PolicyName").is_some()
    });
    match form {
        Form::DescribePolicy if is_of_iam => NotPolicy::Output("aws iam get-policy", Iam),
        // Buckets, keys and functions have policies of their own.
        Form::DescribePolicy if policy.is_some_and(|policy| policy.as_str().is_some()) => {
            NotPolicy::Output("aws s3api get-bucket-policy", Elsewhere)
        }
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
        Form::GetAccountAuthorizationDetails => {
            NotPolicy::Output("aws iam get-account-authorization-details", Iam)
        }
        Form::GetPermissionSetPolicy => {
            NotPolicy::Output("aws sso-admin get-inline-policy-for-permission-set", Iam)
        }
        Form::CloudFormation => NotPolicy::CloudFormation,
        Form::Terraform => NotPolicy::Terraform,
        Form::Plain => NotPolicy::Other,
    }
}

/// `open`: something of the text had to be guessed, as while it is typed.
fn of_value(value: &Node, open: bool) -> Option<NotPolicy> {
    match &value.value {
        Value::Object(_) if unresolved::unknown(value).is_some() => None,
        Value::Object(members) => {
            // `put-resource-permission-statement` prints the id of a statement alone.
            let is_statement =
                |name: &str| name != "statementId" && nearest(name, ["Statement"]).is_some();
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
    if has("Policies") {
        return Some(if first_has("Policies", "PolicyName") {
            NotPolicy::Output("aws iam list-policies", Iam)
        } else {
            NotPolicy::Output("aws organizations list-policies", DescribePolicy)
        });
    }
    OUTPUTS.iter().find_map(|(instead, outputs)| {
        let output = outputs.iter().find(|(member, _)| has(member));
        output.map(|(_, command)| NotPolicy::Output(command, *instead))
    })
}
