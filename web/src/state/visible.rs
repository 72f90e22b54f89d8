//! Which rows are shown, in which order.

use std::cmp::Ordering;
use std::rc::Rc;

use vestibule_wire::Outcome;

use super::State;
use super::scenario::{Network, Path, Scenario};
use super::view::{Column, Only};
use crate::evaluate::answer::Row;

/// The ids of the scenarios that are shown, in the order that is shown.
pub(super) fn of(state: &State) -> Rc<[u32]> {
    let words: Vec<String> = state
        .filter
        .text
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let mut shown: Vec<&Rc<Scenario>> = state
        .workspace
        .scenarios
        .iter()
        .filter(|scenario| words.is_empty() || has_words(scenario, &words))
        .filter(|scenario| passes(state.filter.only, state.row(scenario.id)))
        .collect();
    if let Some(sort) = state.sort {
        // Stable, so that equal rows keep their own order either way.
        shown.sort_by(|a, b| {
            let order = compare(state, sort.column, a, b);
            if sort.descending {
                order.reverse()
            } else {
                order
            }
        });
    }
    let ids: Vec<u32> = shown.iter().map(|scenario| scenario.id).collect();
    // The same rows are the same list, so that nothing is drawn again.
    if *state.visible == *ids {
        return Rc::clone(&state.visible);
    }
    ids.into()
}

fn has_words(scenario: &Scenario, words: &[String]) -> bool {
    let network = &scenario.network;
    let fields = [
        &*scenario.name,
        &*scenario.principal,
        &*scenario.region,
        &*network.source_ip,
        &*network.vpc,
        &*network.endpoint,
        &*network.private_ip,
        scenario.entry.name(),
    ];
    let keys = scenario.context.iter().map(|row| &*row.key);
    let text = fields
        .into_iter()
        .chain(keys)
        .collect::<Vec<_>>()
        .join("\n");
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

fn passes(only: Only, row: Option<&Rc<Row>>) -> bool {
    match (only, row) {
        (Only::All, _) => true,
        (_, None) => false,
        (Only::Outcome(outcome), Some(row)) => row.outcome == Some(outcome),
        (Only::Unmet, Some(row)) => !row.unmet.is_empty(),
        (Only::Unusable, Some(row)) => row.outcome.is_none(),
    }
}

fn compare(state: &State, column: Column, a: &Scenario, b: &Scenario) -> Ordering {
    let row = |scenario: &Scenario| state.row(scenario.id);
    let text = |a: &str, b: &str| a.to_lowercase().cmp(&b.to_lowercase());
    match column {
        Column::Name => text(&a.name, &b.name),
        Column::Principal => text(&a.principal, &b.principal),
        Column::Network => network(&a.network).cmp(&network(&b.network)),
        Column::Outcome => {
            rank(row(a).and_then(|row| row.outcome)).cmp(&rank(row(b).and_then(|row| row.outcome)))
        }
        Column::Action(action) => {
            let decision = |scenario| {
                let cells = &row(scenario)?.cells;
                let cell = cells.iter().find(|cell| cell.action == action)?;
                Some(cell.decision)
            };
            rank(decision(a)).cmp(&rank(decision(b)))
        }
        Column::Expectation => {
            let met = |scenario: &Scenario| match (&scenario.expect, row(scenario)) {
                (None, _) => 2,
                (Some(_), Some(row)) if !row.unmet.is_empty() => 0,
                _ => 1,
            };
            met(a).cmp(&met(b))
        }
    }
}

/// What needs looking at comes first.
fn rank(outcome: Option<Outcome>) -> u8 {
    match outcome {
        None => 0,
        Some(Outcome::Denied) => 1,
        Some(Outcome::Unknown) => 2,
        Some(Outcome::Allowed) => 3,
    }
}

fn network(network: &Network) -> (u8, String) {
    match network.path {
        Path::Public => (0, network.source_ip.to_lowercase()),
        Path::Endpoint => (
            1,
            [&*network.vpc, &*network.endpoint, &*network.private_ip].join(" "),
        ),
    }
}
