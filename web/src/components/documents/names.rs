//! What layers and documents are called.

use vestibule_wire::Layer;
use yew::AttrValue;

use crate::state::workspace::{Document, Workspace};
use crate::text::Text;

/// A layer, in the plural.
pub(super) fn layers(text: &Text, layer: Layer) -> AttrValue {
    text.say(match layer {
        Layer::ResourceBased => "documents-layer-resource-based",
        Layer::ResourceControl => "documents-layer-resource-control",
        Layer::ServiceControl => "documents-layer-service-control",
        Layer::Identity => "documents-layer-identity",
        Layer::PermissionsBoundary => "documents-layer-boundary",
        Layer::Session => "documents-layer-session",
        Layer::VpcEndpoint => "documents-layer-endpoint",
    })
}

/// One policy of a layer.
pub(super) fn one(text: &Text, layer: Layer) -> AttrValue {
    text.say(match layer {
        Layer::ResourceBased => "documents-one-resource-based",
        Layer::ResourceControl => "documents-one-resource-control",
        Layer::ServiceControl => "documents-one-service-control",
        Layer::Identity => "documents-one-identity",
        Layer::PermissionsBoundary => "documents-one-boundary",
        Layer::Session => "documents-one-session",
        Layer::VpcEndpoint => "documents-one-endpoint",
    })
}

/// A document by its name; without one by its layer, and its number where there are several.
pub(in crate::components) fn document(
    text: &Text,
    workspace: &Workspace,
    document: &Document,
) -> AttrValue {
    if !document.name.trim().is_empty() {
        return document.name.clone();
    }
    let name = one(text, document.layer);
    let mut of_layer = workspace.of_layer(document.layer);
    if workspace.of_layer(document.layer).count() < 2 {
        return name;
    }
    let number = of_layer
        .position(|other| other.id == document.id)
        .unwrap_or(0)
        + 1;
    text.with(
        "documents-numbered",
        &[("name", name.as_str().into()), ("number", number.into())],
    )
}

/// To what policies of a layer belong, and what that looks like.
pub(super) fn target(text: &Text, layer: Layer) -> Option<(AttrValue, &'static str)> {
    match layer {
        Layer::ResourceBased => None,
        Layer::ResourceControl | Layer::ServiceControl => Some((
            text.say("documents-attached-to"),
            "r-ab12, ou-ab12-cdefghij, 111122223333",
        )),
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session => Some((
            text.say("documents-principal"),
            "arn:aws:iam::111122223333:role/Admin",
        )),
        Layer::VpcEndpoint => Some((text.say("documents-endpoint"), "vpce-0123456789abcdef0")),
    }
}
