//! What the worker has to be told: how the state differs from the one that it
//! was told of last.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::{Known, Network};

use super::answer::{Inquiry, Order, Question};
use super::case;
use super::squares::Asked;
use crate::parts::same_parts;
use crate::state::State;
use crate::state::persona::{ACCOUNT, listed};
use crate::state::scenario::Scenario;
use crate::state::workspace::Workspace;

/// How many networks and principals of the workspace are tried.
const KNOWN: usize = 200;

/// What the worker was told of last.
#[derive(Default)]
pub struct Orders {
    told: Option<Told>,
}

struct Told {
    workspace: Rc<Workspace>,
    revision: u64,
    generation: u64,
    detail: Option<u32>,
    question: Option<Question>,
    /// The sign-in that is looked at and is no row.
    beside: Option<Rc<Scenario>>,
    squares: Asked,
}

impl Orders {
    /// The next order; `None` when nothing changed.
    pub fn next(&mut self, state: &State) -> Option<Order> {
        let detail = state.selected.map(|selected| selected.scenario);
        let next = Told {
            workspace: Rc::clone(&state.workspace),
            revision: state.revision,
            generation: state.generation,
            detail,
            question: state.question,
            beside: state.beside_rows().cloned(),
            squares: state.asked_squares(),
        };
        let (beside, squares) = (next.beside.clone(), next.squares.clone());
        let before = self.told.replace(next);
        let before = before.filter(|before| before.generation == state.generation);
        if let Some(before) = &before
            && before.revision == state.revision
            && before.detail == detail
            && before.question == state.question
            && before.beside == beside
            && before.squares == squares
        {
            return None;
        }
        let workspace = &state.workspace;
        let mut order = Order {
            revision: state.revision,
            afresh: before.is_none(),
            first: state.in_sight().to_vec(),
            detail,
            changes: state.question.map(|question| Inquiry {
                question,
                known: known(workspace),
            }),
            ..Order::default()
        };
        let was = before.as_ref().map(|before| &*before.workspace);
        if was.is_none_or(|was| !case::decides_alike(was, workspace)) {
            order.rules = Some(case::rules(workspace));
        }
        let none = Vec::new();
        order.tell_scenarios(
            was.map_or(&none, |was| &was.scenarios),
            &workspace.scenarios,
        );
        let beside_before = before.as_ref().and_then(|before| before.beside.as_ref());
        if beside_before != beside.as_ref() {
            order.removed.extend(beside_before.map(|before| before.id));
            order.scenarios.extend(beside);
        }
        let squares_before = before.as_ref().map(|before| &before.squares);
        if squares_before.map_or(!squares.is_empty(), |before| *before != squares) {
            order.squares = Some(squares);
        }
        Some(order)
    }
}

impl Order {
    /// Tells how `now` differs from `was`.
    fn tell_scenarios(&mut self, was: &[Rc<Scenario>], now: &[Rc<Scenario>]) {
        if same_parts(was, now) {
            return;
        }
        let mut known: HashMap<u32, &Rc<Scenario>> =
            was.iter().map(|scenario| (scenario.id, scenario)).collect();
        for scenario in now {
            if known.remove(&scenario.id) != Some(scenario) {
                self.scenarios.push(Rc::clone(scenario));
            }
        }
        self.removed = known.into_keys().collect();
    }
}

/// The principals, networks and Regions of a workspace.
fn known(workspace: &Workspace) -> Known {
    let mut known = Known::default();
    let account = workspace.account_id();
    let personas = workspace
        .personas
        .iter()
        .map(|persona| persona.principal.replace(ACCOUNT, account));
    let of_rows = workspace.scenarios.iter().map(|s| s.principal.to_string());
    add(&mut known.principals, personas.chain(of_rows));
    let of_rows = workspace.scenarios.iter().map(|s| &s.network);
    let samples = workspace
        .sites
        .iter()
        .flat_map(|site| site.sample_networks());
    let networks = samples.chain(of_rows.cloned());
    let networks = networks.filter_map(|network| case::network(&network));
    let mut few: Vec<Network> = Vec::new();
    for network in networks {
        if few.len() == KNOWN {
            break;
        }
        if !few.contains(&network) {
            few.push(network);
        }
    }
    known.networks = few;
    let regions = workspace.scenarios.iter().map(|s| s.region.to_string());
    let of_sites = workspace.sites.iter().flat_map(|site| listed(&site.region));
    add(&mut known.regions, of_sites.chain(regions));
    known
}

fn add(list: &mut Vec<String>, values: impl Iterator<Item = String>) {
    for value in values {
        if list.len() == KNOWN {
            break;
        }
        let value = value.trim();
        if !value.is_empty() && !list.iter().any(|known| known == value) {
            list.push(value.to_owned());
        }
    }
}
