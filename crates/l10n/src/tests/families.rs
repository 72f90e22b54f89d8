//! The names that `Text::of` puts behind each family of messages.

use vestibule_share::redact::Stays;
use vestibule_signin::Entry;
use vestibule_wire::Layer;

use vestibule_ide::topics;
use vestibule_playground::examples;

/// The names of a family; nothing for one that is not listed.
pub(super) fn names(family: &str) -> Option<Vec<&'static str>> {
    let slugs = |names: &mut dyn Iterator<Item = &'static str>| -> Vec<&'static str> {
        names
            .map(|name| &*String::leak(topics::slug(topics::described(name))))
            .collect()
    };
    Some(match family {
        "frame-layer" => [
            Layer::VpcEndpoint,
            Layer::ResourceControl,
            Layer::ServiceControl,
            Layer::ResourceBased,
            Layer::Identity,
            Layer::PermissionsBoundary,
            Layer::Session,
        ]
        .map(Layer::name)
        .to_vec(),
        "example-title" | "example-lesson" => {
            examples::ALL.iter().map(|example| example.slug).collect()
        }
        "language-key" => slugs(&mut topics::documented_keys()),
        "language-action" => slugs(&mut topics::sign_in_actions()),
        "language-element" => {
            slugs(&mut topics::elements(Layer::VpcEndpoint).map(|(name, _)| name))
        }
        "language-entry" => Entry::ALL.map(Entry::name).to_vec(),
        "language-presence" => ["always", "public", "endpoint", "given", "never"].to_vec(),
        "share-stays" => Stays::ALL.map(Stays::name).to_vec(),
        _ => return None,
    })
}
