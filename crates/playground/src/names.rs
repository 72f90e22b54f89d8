//! What layers and documents are called.

use vestibule_l10n::{IString, Text, id};
use vestibule_wire::Layer;

use crate::state::workspace::{Document, Workspace};

/// One policy of a layer.
pub fn one(text: &Text, layer: Layer) -> IString {
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
pub fn document(text: &Text, workspace: &Workspace, document: &Document) -> IString {
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
