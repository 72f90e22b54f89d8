//! What each change of a plan may touch of what decides a sign-in.

use vestibule_iam::json::{Node, Value};
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Kind, Severity};

use super::change::{Change, runs};
use super::edits::Edits;
use super::lost::Lost;
use super::types::{CONTROL, Touches, touches};
use crate::ec2::is_of_sign_in;
use crate::iam::may_bear_on_sign_in;
use crate::terraform::resource::{Resource, Said, ephemeral, provisioned, without_indexes};

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
    for (address, of_type) in ephemeral(root) {
        if runs(of_type) {
            lost.lose_all(&address);
        }
    }
    for change in changes {
        // Where nobody tells the configuration, a provisioner may be written anywhere.
        let has_one = provisioned
            .as_ref()
            .is_none_or(|all| all.contains(&without_indexes(change.address)));
        if has_one && change.is_made_or_destroyed() {
            lost.lose_all(change.address);
        }
        match touches(change.of_type, change.provider) {
            Touches::Nothing => {}
            Touches::Endpoints => lost.lose(Kind::VpcEndpoint, change.address),
            Touches::Identity => lose_identity(change, edits, lost),
            Touches::Control => lose_control(change, edits, lost),
            Touches::All => lost.lose_all(change.address),
            Touches::Provisioners if provisioned.is_none() => lost.lose_all(change.address),
            Touches::Provisioners => {}
            Touches::Organization => organization(change, lost)?,
            Touches::Unit => unit(change, edits, lost),
            Touches::Account => account(change, edits, lost),
            Touches::Policy => edits.policy(change, lost),
            Touches::Attachment => edits.attachment(change, lost),
            Touches::Iam => {
                if !is_harmless(change, edits) {
                    lose_identity(change, edits, lost);
                }
            }
            Touches::Endpoint => {
                if !change.sides().all(is_of_another_service) && !keeps_its_policy(change) {
                    lost.lose(Kind::VpcEndpoint, change.address);
                }
            }
            Touches::EndpointPolicy => {
                let known = &edits.known;
                let is_other = |policy: &Resource<'d>| known.is_policy_of_another_service(policy);
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

/// Policies of users and roles, and by their tags what others decide on them.
fn lose_identity(change: &Change<'_>, edits: &Edits<'_, '_>, lost: &mut Lost) {
    match edits.known.documents.may_read(TAGS) {
        true => lost.lose_all(change.address),
        false => lost.lose(Kind::Identity, change.address),
    }
}

/// RCPs and SCPs, by where accounts stand, and what others decide by that.
fn lose_control(change: &Change<'_>, edits: &Edits<'_, '_>, lost: &mut Lost) {
    if edits.known.documents.may_read("orgpaths") {
        return lost.lose_all(change.address);
    }
    for kind in CONTROL {
        lost.lose(*kind, change.address);
    }
}

/// A unit is empty when it is made or deleted, and another name decides nothing.
fn unit(change: &Change<'_>, edits: &Edits<'_, '_>, lost: &mut Lost) {
    if let (Some(before), Some(after), false) = (&change.before, &change.after, change.is_replaced)
        && !is_same(before, after, "parent_id")
    {
        lose_control(change, edits, lost);
    }
}

/// An account that the plan makes is in neither case.
fn account(change: &Change<'_>, edits: &Edits<'_, '_>, lost: &mut Lost) {
    let Some(before) = &change.before else { return };
    match change.after.as_ref().filter(|_| !change.is_replaced) {
        Some(after) => {
            let parents = before.text("parent_id").zip(after.text("parent_id"));
            if parents.is_none_or(|(one, other)| one != other) {
                lose_control(change, edits, lost);
            }
        }
        None => lost.lose_all(change.address),
    }
}

fn is_of_another_service(endpoint: &Resource<'_>) -> bool {
    let service = endpoint.text("service_name");
    service.is_some_and(|service| !is_of_sign_in(service))
}

/// Whether an endpoint stays the one that it is, with its policy.
fn keeps_its_policy(change: &Change<'_>) -> bool {
    let both = change.before.as_ref().zip(change.after.as_ref());
    !change.is_replaced
        && both.is_some_and(|(before, after)| {
            let names = ["service_name", "vpc_id", "policy"];
            names.iter().all(|name| is_same(before, after, name))
        })
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
        | "aws_iam_group_policy_attachment" => change
            .sides()
            .all(|side| edits.known.attaches_harmless(side)),
        "aws_iam_user" | "aws_iam_role" | "aws_iam_group" => is_harmless_holder(change, edits),
        _ => false,
    }
}

/// What policies read the tags of a principal by.
const TAGS: &str = "principaltag";

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
                *attribute != "permissions_boundary" && edits.known.is_left_out(after, attribute)
            }
            Said::Secret => false,
        });
    };
    let names = ["name", "path"];
    let tags: &[&str] = match edits.known.documents.may_read(TAGS) {
        true => &["tags", "tags_all"],
        false => &[],
    };
    let mut all = OWN.iter().chain(&names).chain(tags);
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
