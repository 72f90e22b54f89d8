//! What each change of a plan may touch of what decides a sign-in.
//!
//! A type of resource that is not known here may touch everything.

use vestibule_iam::json::{Node, Value};
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Kind, Severity};

use super::change::Change;
use super::edits::Edits;
use super::lost::Lost;
use crate::ec2::is_of_sign_in;
use crate::iam::may_bear_on_sign_in;
use crate::terraform::resource::{Resource, Said, provisioned, without_indexes};

/// What a type of resource may touch.
enum Touches {
    Nothing,
    Kinds(&'static [Kind]),
    All,
    /// It runs something only where a provisioner is written at it.
    Provisioners,
    Organization,
    Account,
    Policy,
    Attachment,
    Iam,
    Endpoint,
    EndpointPolicy,
}

const IDENTITY: &[Kind] = &[Kind::Identity];
const CONTROL: &[Kind] = &[Kind::ResourceControl, Kind::ServiceControl];

/// Services of AWS by which resources of other services are made, or functions run.
const MAKERS: [&str; 8] = [
    "cloudformation",
    "cloudcontrolapi",
    "controltower",
    "servicecatalog",
    "serverlessapplicationrepository",
    "signin",
    "lambda_invocation",
    "ssm_association",
];

/// Providers that change nothing at AWS.
const ELSEWHERE: [&str; 14] = [
    "random",
    "tls",
    "time",
    "local",
    "archive",
    "template",
    "cloudinit",
    "google",
    "azurerm",
    "azuread",
    "github",
    "gitlab",
    "datadog",
    "cloudflare",
];

fn touches(of_type: &str) -> Touches {
    let (provider, rest) = of_type.split_once('_').unwrap_or((of_type, ""));
    let is_made = MAKERS.iter().any(|maker| rest.starts_with(maker));
    match (provider, of_type) {
        ("null", _) | (_, "terraform_data") => Touches::Provisioners,
        ("aws" | "awscc", _) if is_made => Touches::All,
        ("awscc", _) if rest.starts_with("organizations_") => Touches::All,
        ("awscc", _) if rest.starts_with("ec2_vpc_endpoint") => {
            Touches::Kinds(&[Kind::VpcEndpoint])
        }
        ("aws" | "awscc", _)
            if ["ssoadmin", "sso_", "identitystore"]
                .iter()
                .any(|of| rest.starts_with(of)) =>
        {
            Touches::Kinds(IDENTITY)
        }
        ("awscc", _) if rest.starts_with("iam_") => Touches::Kinds(IDENTITY),
        ("aws", "aws_organizations_organization") => Touches::Organization,
        ("aws", "aws_organizations_account") => Touches::Account,
        ("aws", "aws_organizations_policy") => Touches::Policy,
        ("aws", "aws_organizations_policy_attachment") => Touches::Attachment,
        // A unit is empty when it is made or deleted, and another name decides nothing.
        (
            "aws",
            "aws_organizations_organizational_unit"
            | "aws_organizations_delegated_administrator"
            | "aws_organizations_resource_policy",
        ) => Touches::Nothing,
        ("aws", _) if rest.starts_with("organizations_") => Touches::Kinds(CONTROL),
        (
            "aws",
            "aws_iam_instance_profile"
            | "aws_iam_server_certificate"
            | "aws_iam_service_linked_role",
        ) => Touches::Nothing,
        ("aws", _) if rest.starts_with("iam_") => Touches::Iam,
        ("aws", "aws_vpc_endpoint") => Touches::Endpoint,
        ("aws", "aws_vpc_endpoint_policy") => Touches::EndpointPolicy,
        ("aws" | "awscc", _) => Touches::Nothing,
        (provider, _) if ELSEWHERE.contains(&provider) => Touches::Nothing,
        _ => Touches::All,
    }
}

/// Takes in what all changes touch.
///
/// # Errors
/// A plan that makes or destroys the organization.
pub(super) fn all<'d>(
    changes: &[Change<'d>],
    edits: &mut Edits<'_, 'd>,
    lost: &mut Lost,
    root: &Node,
) -> Result<(), Vec<Finding>> {
    let provisioned = provisioned(root);
    let invoked = root.get("action_invocations").map(Node::elements);
    for action in invoked.unwrap_or_default() {
        let address = action.get("address").and_then(Node::as_str);
        lost.lose_all(address.unwrap_or("action_invocations"));
    }
    for change in changes {
        let runs = match &provisioned {
            Some(all) => all.contains(&without_indexes(change.address)),
            None => false,
        };
        if runs {
            lost.lose_all(change.address);
        }
        match touches(change.of_type) {
            Touches::Nothing => {}
            Touches::Kinds(kinds) => {
                for kind in kinds {
                    lost.lose(*kind, change.address);
                }
            }
            Touches::All => lost.lose_all(change.address),
            Touches::Provisioners if provisioned.is_none() => lost.lose_all(change.address),
            Touches::Provisioners => {}
            Touches::Organization => organization(change, lost)?,
            Touches::Account => account(change, lost),
            Touches::Policy => edits.policy(change, lost),
            Touches::Attachment => edits.attachment(change, lost),
            Touches::Iam => {
                if !is_harmless(change, edits) {
                    lost.lose(Kind::Identity, change.address);
                }
            }
            Touches::Endpoint => {
                if !change.sides().all(is_of_another_service) {
                    lost.lose(Kind::VpcEndpoint, change.address);
                }
            }
            Touches::EndpointPolicy => {
                let is_other = |policy: &Resource<'d>| edits.is_policy_of_another_service(policy);
                if !change.sides().all(is_other) {
                    lost.lose(Kind::VpcEndpoint, change.address);
                }
            }
        }
    }
    edits.settle(lost);
    Ok(())
}

fn organization(change: &Change<'_>, lost: &mut Lost) -> Result<(), Vec<Finding>> {
    let (Some(before), Some(after), false) = (&change.before, &change.after, change.is_replaced)
    else {
        let message = message!(
            "the plan makes or destroys the organization by {address}, so nothing is said of its sign-ins",
            address = code(change.address)
        );
        let help = message!("apply it, collect, and compare both case files");
        let finding = Finding::new("import-terraform-deferred", Severity::Error, message);
        return Err(vec![finding.help(help)]);
    };
    // Without these, nobody tells which types of policies hold.
    let is_told = |attribute: &&str| {
        matches!(after.get(attribute), Said::Value(_)) && is_same(before, after, attribute)
    };
    if !["enabled_policy_types", "feature_set"].iter().all(is_told) {
        for kind in CONTROL {
            lost.lose(*kind, change.address);
        }
    }
    Ok(())
}

/// An account that the plan makes is in neither case.
fn account(change: &Change<'_>, lost: &mut Lost) {
    let Some(before) = &change.before else { return };
    match change.after.as_ref().filter(|_| !change.is_replaced) {
        Some(after) => {
            let parents = before.text("parent_id").zip(after.text("parent_id"));
            if parents.is_none_or(|(one, other)| one != other) {
                for kind in CONTROL {
                    lost.lose(*kind, change.address);
                }
            }
        }
        None => lost.lose_all(change.address),
    }
}

fn is_of_another_service(endpoint: &Resource<'_>) -> bool {
    let service = endpoint.text("service_name");
    service.is_some_and(|service| !is_of_sign_in(service))
}

/// Whether a change of AWS IAM bears on no sign-in.
fn is_harmless<'d>(change: &Change<'d>, edits: &Edits<'_, 'd>) -> bool {
    match change.of_type {
        "aws_iam_policy"
        | "aws_iam_user_policy"
        | "aws_iam_role_policy"
        | "aws_iam_group_policy" => change.sides().all(|side| {
            let text = side.text("policy");
            text.is_some_and(|text| !may_bear_on_sign_in(text))
        }),
        "aws_iam_policy_attachment"
        | "aws_iam_user_policy_attachment"
        | "aws_iam_role_policy_attachment"
        | "aws_iam_group_policy_attachment" => {
            change.sides().all(|side| edits.attaches_harmless(side))
        }
        "aws_iam_user" | "aws_iam_role" | "aws_iam_group" => is_harmless_holder(change, edits),
        _ => false,
    }
}

/// What a user, role or group tells of its own policies.
const OWN: [&str; 3] = [
    "permissions_boundary",
    "managed_policy_arns",
    "inline_policy",
];

/// One that is made without policies, or of which none change. One that is deleted takes its
/// policies along.
fn is_harmless_holder<'d>(change: &Change<'d>, edits: &Edits<'_, 'd>) -> bool {
    let Some(after) = &change.after else {
        return false;
    };
    let Some(before) = &change.before else {
        return OWN.iter().all(|attribute| match after.get(attribute) {
            Said::Nothing => true,
            Said::Value(node) => is_empty(node),
            // Lists that nobody wrote are read after apply, and are those of other resources.
            Said::AfterApply => {
                *attribute != "permissions_boundary" && edits.is_left_out(after, attribute)
            }
            Said::Secret => false,
        });
    };
    let names = ["name", "path"];
    let mut all = OWN.iter().chain(&names);
    !change.is_replaced && all.all(|attribute| is_same(before, after, attribute))
}

fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Array(all) => all.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// Whether an attribute is known to be the same before and after.
fn is_same(before: &Resource<'_>, after: &Resource<'_>, attribute: &str) -> bool {
    match (before.get(attribute), after.get(attribute)) {
        (Said::Value(one), Said::Value(other)) => {
            one.to_compact_string() == other.to_compact_string()
        }
        (Said::Nothing, Said::Nothing) => true,
        _ => false,
    }
}
