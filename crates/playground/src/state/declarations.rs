//! Networks by name, guarantees and the perimeter, as they are kept.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use vestibule_wire::{Guarantee, NamedNetwork, Perimeter};

/// What is declared of all sign-ins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Declarations {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<Rc<NamedNetwork>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guarantees: Vec<Rc<Guarantee>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perimeter: Option<Rc<Perimeter>>,
}

impl Eq for Declarations {}

impl Declarations {
    /// True where nothing is declared.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A name that no guarantee has, made of that one.
    pub fn free_name(&self, name: &str) -> String {
        let is_taken = |name: &str| {
            name == Perimeter::NAME || self.guarantees.iter().any(|known| known.name == name)
        };
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| !is_taken(name)).unwrap_or_default()
    }
}
