//! What the actions do.

mod files;
mod importing;
mod intake;
mod opening;
mod people;
mod persistence;
mod policies;
mod results;
mod rows;
mod statements;
mod undo;

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::Layer;

use super::State;
use super::action::{Action, Incoming, ScenarioEdit, Words};
use super::persona::{PersonaKind, SiteKind};
use super::scenario::Network;
use super::view::Settings;
use super::workspace::Workspace;

fn words() -> Words {
    Words {
        layers: Vec::new(),
        numbered: "{name} {number}".into(),
        language: "en".into(),
        untitled: "Untitled".into(),
        shared: "Shared".into(),
        copy: "{name} (copy)".into(),
        personas: PersonaKind::ALL
            .map(|kind| (kind, format!("{kind:?}").into()))
            .into(),
        sites: SiteKind::ALL
            .map(|kind| (kind, format!("{kind:?}").into()))
            .into(),
    }
}

/// A page with an empty workspace, and what happens on it.
struct Page(Rc<State>);

impl Page {
    fn new() -> Self {
        let mut workspace = Workspace::default();
        workspace.fill_lists(&words());
        Self(Rc::new(State::new(workspace, Settings::default(), words())))
    }

    fn act(&mut self, action: Action) -> &mut Self {
        self.0 = Rc::clone(&self.0).reduce(action);
        self
    }

    fn all(&mut self, actions: impl IntoIterator<Item = Action>) -> &mut Self {
        for action in actions {
            self.act(action);
        }
        self
    }

    fn edit(&mut self, id: u32, edit: ScenarioEdit) -> &mut Self {
        self.act(Action::Scenario(id, edit))
    }

    fn add(&mut self, layer: Layer, name: &str, text: &str) -> u32 {
        self.act(Action::AddDocument(incoming(layer, name, text)));
        match self.0.open {
            super::view::Open::Document(id) => id,
            super::view::Open::Account => panic!("nothing was added"),
        }
    }

    /// Adds a scenario of that name and returns its id.
    fn scenario(&mut self, name: &str, principal: &str, ip: &str) -> u32 {
        self.act(Action::AddScenario);
        let id = self.0.selected.unwrap().scenario;
        self.edit(id, ScenarioEdit::Name(name.to_owned().into()))
            .edit(id, ScenarioEdit::Principal(principal.to_owned().into()))
            .edit(id, ScenarioEdit::Network(public(ip)));
        id
    }

    fn names(&self) -> Vec<String> {
        let scenarios = self.0.workspace.scenarios.iter();
        scenarios.map(|s| s.name.to_string()).collect()
    }

    fn visible(&self) -> Vec<String> {
        let ids = self.0.visible.iter();
        ids.map(|id| self.0.workspace.scenario(*id).unwrap().name.to_string())
            .collect()
    }

    fn document_names(&self) -> Vec<String> {
        let documents = self.0.workspace.documents.iter();
        documents
            .map(|document| document.name.to_string())
            .collect()
    }

    fn text(&self, id: u32) -> IString {
        self.0.workspace.document(id).unwrap().text.clone()
    }
}

fn incoming(layer: Layer, name: &str, text: &str) -> Incoming {
    Incoming {
        layer,
        name: name.to_owned().into(),
        target: IString::default(),
        account: IString::default(),
        text: text.to_owned().into(),
    }
}

fn public(ip: &str) -> Network {
    Network {
        source_ip: ip.to_owned().into(),
        ..Network::default()
    }
}
