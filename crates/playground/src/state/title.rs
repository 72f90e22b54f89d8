//! By what a workspace is known that nobody named: by its policies.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::Layer;

use super::State;
use super::workspace::Workspace;

/// So many policies are named.
const NAMED: usize = 3;

/// So many characters of a name count.
const LONG: usize = 60;

/// The policies by which a workspace without a name is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policies {
    /// The first of them, each with its name, which may be empty.
    pub named: Vec<(Layer, IString)>,
    /// How many there are besides.
    pub more: usize,
}

impl Policies {
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

impl Workspace {
    /// By what it is known without a name.
    pub fn policies(&self) -> Policies {
        let mut all: Vec<(Layer, IString)> = Vec::new();
        for document in self.documents.iter().filter(|one| !one.is_blank()) {
            let name: String = document.name.trim().chars().take(LONG).collect();
            all.push((document.layer, name.into()));
        }
        let more = all.len().saturating_sub(NAMED);
        all.truncate(NAMED);
        Policies { named: all, more }
    }
}

impl State {
    /// The name, or with a number behind it where another workspace has it.
    pub(super) fn unused_name(&self, name: &IString) -> IString {
        let is_used = |name: &str| {
            let mut kept = self.store.workspaces.iter();
            kept.any(|kept| kept.name == *name)
        };
        if name.trim().is_empty() || !is_used(name) {
            return name.clone();
        }
        let numbered =
            (2..=self.store.workspaces.len() + 2).map(|number| format!("{name} {number}"));
        let mut unused = numbered.filter(|name| !is_used(name));
        unused.next().map_or_else(|| name.clone(), IString::from)
    }
}
