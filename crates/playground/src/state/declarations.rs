//! Networks by name, guarantees and the perimeter, as they are kept.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use vestibule_wire::{Guarantee, GuaranteedNetworks, NamedNetwork, NotIn, Perimeter};

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

    /// The names of the guarantees that speak of a network by its name.
    pub fn speaking_of<'a>(&'a self, network: &'a str) -> impl Iterator<Item = &'a str> {
        let guarantees = self.guarantees.iter();
        let own = guarantees.filter(move |guarantee| match &guarantee.from {
            GuaranteedNetworks::Word(_) => false,
            GuaranteedNetworks::In(names) | GuaranteedNetworks::NotIn(NotIn { not_in: names }) => {
                names.iter().any(|name| name == network)
            }
        });
        own.map(|guarantee| guarantee.name.as_str())
    }

    /// Calls a network by another name wherever guarantees speak of it, also in names that say
    /// from where somebody gets in.
    pub(super) fn rename_network(&mut self, from: &str, to: &str) {
        let speaking: Vec<String> = self.speaking_of(from).map(str::to_owned).collect();
        for called in speaking {
            let said = called.replacen(&format!("from {from}"), &format!("from {to}"), 1);
            let name = if said == called {
                called.clone()
            } else {
                self.free_name(&said)
            };
            let mut guarantees = self.guarantees.iter_mut();
            let Some(guarantee) = guarantees.find(|one| one.name == called) else {
                continue;
            };
            let guarantee = Rc::make_mut(guarantee);
            guarantee.name = name;
            match &mut guarantee.from {
                GuaranteedNetworks::Word(_) => {}
                GuaranteedNetworks::In(names)
                | GuaranteedNetworks::NotIn(NotIn { not_in: names }) => {
                    let own = names.iter_mut().filter(|name| *name == from);
                    own.for_each(|name| to.clone_into(name));
                }
            }
        }
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
