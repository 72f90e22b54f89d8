//! Checks what a policy is called and attached to.

use vestibule_iam::message;
use vestibule_iam::problem::quoted;
use vestibule_signin::network::is_endpoint_id;

use super::{characters, network};
use crate::contract::words::Layer;
use crate::input::ids::{is_arn_pattern, is_node, nodes};
use crate::input::place::Place;
use crate::input::report::Report;

/// Checks the name of a policy of `layer` and what it is attached to, where they are told.
pub(crate) fn attachment(
    layer: Layer,
    name: Option<&str>,
    attached_to: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    let member = match layer {
        Layer::VpcEndpoint => "endpoint",
        Layer::ResourceControl | Layer::ServiceControl => "attachedTo",
        Layer::Identity
        | Layer::PermissionsBoundary
        | Layer::Session
        // It is attached to the account as it is.
        | Layer::ResourceBased => "principal",
    };
    if let Some(to) = attached_to {
        can_be_attached(layer, to, &place.member(member), report);
    }
    if let Some(name) = name {
        characters::name(name, &place.member("name"), report);
    }
    if let Some(to) = attached_to {
        characters::text(to, &place.member(member), report);
    }
}

/// Complains of what nothing of that layer can be attached to.
#[inline(never)]
fn can_be_attached(layer: Layer, to: &str, place: &Place<'_>, report: &mut Report<'_>) {
    match layer {
        Layer::VpcEndpoint if !is_endpoint_id(to) => {
            network::endpoint_id(to, place, report);
        }
        Layer::ResourceControl | Layer::ServiceControl => {
            let wrong = nodes(to).find(|node| !is_node(node));
            let Some(id) = wrong.or_else(|| nodes(to).next().is_none().then_some(to)) else {
                return;
            };
            let message = message!(
                "{id} is neither a root, an organizational unit nor an account",
                id = quoted(id)
            );
            let help = message!("write `r-…`, `ou-…-…` or the twelve digits of an account");
            report.error(place, "invalid-node", message, help);
        }
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session if !is_arn_pattern(to) => {
            let message = message!("{arn} is not the ARN of a principal", arn = quoted(to));
            let help = message!(
                "write the ARN of a user or role, with `*` where any will do, or leave it out for all"
            );
            report.error(place, "invalid-principal", message, help);
        }
        // Attached to what it can be, or to the account as it is.
        Layer::VpcEndpoint
        | Layer::Identity
        | Layer::PermissionsBoundary
        | Layer::Session
        | Layer::ResourceBased => {}
    }
}
