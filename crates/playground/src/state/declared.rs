//! What a person declares of all sign-ins: networks by name, guarantees, and the perimeter.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use vestibule_wire::{Guarantee, NamedNetwork, Perimeter};

use super::declarations::Declarations;
use super::workspace::{Holder, Workspace};
use super::{State, Step};
use crate::analysis::topics::Declared;

/// A change of what is declared.
#[derive(Clone, Debug, PartialEq)]
pub enum Declare {
    /// What was suggested, with the networks that it speaks of.
    Suggested(Declared, Vec<NamedNetwork>),
    /// All that was suggested, in one step.
    AllSuggested(Vec<(Declared, Vec<NamedNetwork>)>),
    /// A guarantee, at its place or behind all others.
    Guarantee(Option<usize>, Guarantee),
    RemoveGuarantee(usize),
    Perimeter(Option<Perimeter>),
    /// A network, at its place or behind all others.
    Network(Option<usize>, NamedNetwork),
    RemoveNetwork(usize),
}

impl State {
    /// Changes what is declared, as one step.
    pub(super) fn declare(&mut self, change: Declare) {
        self.change(|workspace| {
            let declared = Rc::make_mut(&mut workspace.declared);
            match change {
                Declare::Suggested(what, networks) => suggested(declared, what, networks),
                Declare::AllSuggested(all) => {
                    for (what, networks) in all {
                        suggested(declared, what, networks);
                    }
                }
                Declare::Guarantee(place, guarantee) => {
                    put(&mut declared.guarantees, place, guarantee);
                }
                Declare::RemoveGuarantee(place) => remove(&mut declared.guarantees, place),
                Declare::Perimeter(perimeter) => declared.perimeter = perimeter.map(Rc::new),
                Declare::Network(place, network) => {
                    let before = place.and_then(|place| declared.networks.get(place));
                    let before = before.map(|before| before.name.clone());
                    if let Some(before) = before.filter(|before| *before != network.name) {
                        declared.rename_network(&before, &network.name);
                    }
                    put(&mut declared.networks, place, network);
                }
                Declare::RemoveNetwork(place) => remove(&mut declared.networks, place),
            }
            Step::Own
        });
    }
}

fn suggested(declared: &mut Declarations, what: Declared, networks: Vec<NamedNetwork>) {
    for network in networks {
        let mut known = declared.networks.iter();
        if !known.any(|known| known.name == network.name) {
            declared.networks.push(Rc::new(network));
        }
    }
    match what {
        Declared::Guarantee(mut guarantee) => {
            guarantee.name = declared.free_name(&guarantee.name);
            declared.guarantees.push(Rc::new(guarantee));
        }
        Declared::Perimeter(perimeter) => declared.perimeter = Some(Rc::new(perimeter)),
    }
}

fn put<T>(list: &mut Vec<Rc<T>>, place: Option<usize>, one: T) {
    match place.and_then(|place| list.get_mut(place)) {
        Some(known) => *known = Rc::new(one),
        None => list.push(Rc::new(one)),
    }
}

fn remove<T>(list: &mut Vec<Rc<T>>, place: usize) {
    if place < list.len() {
        list.remove(place);
    }
}

impl Workspace {
    /// Earlier releases kept what is declared with what they had no place for.
    pub(super) fn take_declared(&mut self) {
        let mut declared = Declarations::clone(&self.declared);
        self.unknown_members.retain(|unknown| {
            if unknown.holder != Holder::File || !unknown.path.is_empty() {
                return true;
            }
            match &*unknown.member {
                "networks" => declared.networks = read(&unknown.json),
                "guarantees" => declared.guarantees = read(&unknown.json),
                "perimeter" => declared.perimeter = read(&unknown.json),
                _ => return true,
            }
            false
        });
        if declared != *self.declared {
            self.declared = Rc::new(declared);
        }
    }
}

fn read<T: DeserializeOwned + Default>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}
