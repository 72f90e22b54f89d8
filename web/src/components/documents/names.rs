//! What layers and documents are called.

use vestibule_wire::Layer;
use yew::AttrValue;

use crate::state::workspace::{Document, Workspace};
use crate::text::Text;

/// A layer, in the plural.
pub(super) fn layers(text: &Text, layer: Layer) -> AttrValue {
    text.say(match layer {
        Layer::ResourceBased => id!("documents-layer-resource-based"),
        Layer::ResourceControl => id!("documents-layer-resource-control"),
        Layer::ServiceControl => id!("documents-layer-service-control"),
        Layer::Identity => id!("documents-layer-identity"),
        Layer::PermissionsBoundary => id!("documents-layer-boundary"),
        Layer::Session => id!("documents-layer-session"),
        Layer::VpcEndpoint => id!("documents-layer-endpoint"),
    })
}

/// One policy of a layer.
pub(in crate::components) fn one(text: &Text, layer: Layer) -> AttrValue {
    text.say(match layer {
        Layer::ResourceBased => id!("documents-one-resource-based"),
        Layer::ResourceControl => id!("documents-one-resource-control"),
        Layer::ServiceControl => id!("documents-one-service-control"),
        Layer::Identity => id!("documents-one-identity"),
        Layer::PermissionsBoundary => id!("documents-one-boundary"),
        Layer::Session => id!("documents-one-session"),
        Layer::VpcEndpoint => id!("documents-one-endpoint"),
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
        id!("documents-numbered"),
        &[("name", name.as_str().into()), ("number", number.into())],
    )
}

/// To what policies of a layer belong, and what that looks like.
pub(super) fn target(text: &Text, layer: Layer) -> Option<(AttrValue, &'static str)> {
    match layer {
        Layer::ResourceBased => None,
        Layer::ResourceControl | Layer::ServiceControl => Some((
            text.say(id!("documents-attached-to")),
            "r-ab12, ou-ab12-cdefghij",
        )),
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session => Some((
            text.say(id!("documents-principal")),
            "arn:aws:iam::111122223333:role/Admin",
        )),
        Layer::VpcEndpoint => Some((
            text.say(id!("documents-endpoint")),
            "vpce-0123456789abcdef0",
        )),
    }
}
