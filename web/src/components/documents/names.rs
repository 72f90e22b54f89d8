//! What layers and documents are called.

use vestibule_wire::{Kind, Layer};
use yew::AttrValue;

use crate::text::Text;

pub(in crate::components) use vestibule_playground::names::{document, one};

/// A layer, in the plural.
pub(in crate::components) fn layers(text: &Text, layer: Layer) -> AttrValue {
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

/// The layer of a policy of which no more than its kind is known.
pub(in crate::components) fn layer(kind: Kind) -> Layer {
    match kind {
        Kind::ResourceBased => Layer::ResourceBased,
        Kind::ResourceControl => Layer::ResourceControl,
        Kind::ServiceControl => Layer::ServiceControl,
        Kind::Identity => Layer::Identity,
        Kind::VpcEndpoint => Layer::VpcEndpoint,
    }
}
