//! What layers and documents are called.

use vestibule_l10n::{IString, Text, id};
use vestibule_wire::Layer;

use crate::state::words::Words;
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
    let numbered = |name: &str, number: usize| {
        let both = [("name", name.into()), ("number", number.into())];
        text.with(id!("documents-numbered"), &both)
    };
    called(workspace, document, |layer| one(text, layer), numbered)
}

fn called(
    workspace: &Workspace,
    document: &Document,
    one: impl FnOnce(Layer) -> IString,
    numbered: impl FnOnce(&str, usize) -> IString,
) -> IString {
    if !document.name.trim().is_empty() {
        return document.name.clone();
    }
    let name = one(document.layer);
    let all = || workspace.of_layer(document.layer);
    if all().count() < 2 {
        return name;
    }
    let place = all().position(|other| other.id == document.id);
    numbered(&name, place.unwrap_or(0) + 1)
}

impl Words {
    /// What the page calls the documents that have no name, by their ids; none that has the name
    /// of another one.
    pub(crate) fn names(&self, workspace: &Workspace) -> Vec<(u32, IString)> {
        let one = |layer: Layer| {
            let known = self.layers.iter().find(|(other, _)| *other == layer);
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        let numbered = |name: &str, number: usize| {
            let number = number.to_string();
            let said = self.numbered.replace("{name}", name);
            said.replace("{number}", &number).into()
        };
        let is_free = |name: &IString| {
            let mut others = workspace.documents.iter();
            !name.is_empty() && !others.any(|other| other.name.trim() == &**name)
        };
        let unnamed = workspace.documents.iter();
        unnamed
            .filter(|document| document.name.trim().is_empty())
            .map(|document| (document.id, called(workspace, document, one, numbered)))
            .filter(|(_, name)| is_free(name))
            .collect()
    }
}
