//! Which rows are shown, in which order.

use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::Outcome;

use super::State;
use super::results::Results;
use super::scenario::{Network, Path, Scenario};
use super::view::{Column, Filter, Only, Sort};
use super::workspace::Workspace;
use crate::analysis::account::of_arn;
use crate::parts::same_parts;

/// The ids of the scenarios that are shown, in the order that is shown.
pub(super) fn of(state: &State) -> Rc<[u32]> {
    let shown = found(state).filter(|scenario| passes(state, scenario));
    let ids: Vec<u32> = match state.sort {
        None => shown.map(|scenario| scenario.id).collect(),
        Some(sort) => {
            let mut keyed: Vec<(Key, u32)> = shown
                .map(|scenario| (key(state, sort.column, scenario), scenario.id))
                .collect();
            // Stable, so that equal rows keep their own order either way.
            sort::by(&mut keyed, |(a, _), (b, _)| {
                let order = a.cmp(b);
                if sort.descending {
                    order.reverse()
                } else {
                    order
                }
            });
            keyed.into_iter().map(|(_, id)| id).collect()
        }
    };
    // Rows that did not change keep their list, so that nothing is drawn again.
    if *state.visible == *ids {
        return Rc::clone(&state.visible);
    }
    ids.into()
}

/// The scenarios that the search finds, whatever becomes of them.
pub(super) fn found(state: &State) -> impl Iterator<Item = &Rc<Scenario>> {
    let words = state.filter.text.split_whitespace();
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let account = state.workspace.shown_account();
    let all = state.workspace.scenarios.iter();
    all.filter(move |scenario| words.is_empty() || has_words(scenario, &words))
        .filter(move |scenario| {
            // A row without an account is of whichever is shown.
            let own = of_arn(scenario.principal.trim());
            account.is_empty() || own.is_none_or(|own| own == &*account)
        })
}

/// What the rows that are shown depend on.
pub(super) struct Basis {
    workspace: Rc<Workspace>,
    results: Rc<Results>,
    filter: Filter,
    sort: Option<Sort>,
}

impl Basis {
    pub(super) fn of(state: &State) -> Self {
        Self {
            workspace: Rc::clone(&state.workspace),
            results: Rc::clone(&state.results),
            filter: state.filter.clone(),
            sort: state.sort,
        }
    }

    /// True when the same rows are shown as in `state`.
    pub(super) fn is_that_of(&self, state: &State) -> bool {
        self.filter == state.filter
            && self.sort == state.sort
            && self.workspace.shown_account() == state.workspace.shown_account()
            && same_parts(&self.workspace.scenarios, &state.workspace.scenarios)
            && (!is_by_results(state) || Rc::ptr_eq(&self.results, &state.results))
    }
}

/// True where the rows that are shown, or their order, depend on how they are decided.
pub(super) fn is_by_results(state: &State) -> bool {
    state.filter.only != Only::All
        || matches!(
            state.sort.map(|sort| sort.column),
            Some(Column::Action(_) | Column::Outcome | Column::Expectation)
        )
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

fn passes(state: &State, scenario: &Scenario) -> bool {
    let row = state.row(scenario.id).map(|row| &**row);
    match state.filter.only {
        Only::All => true,
        Only::Outcome(outcome) => row.is_some_and(|row| row.outcome == Some(outcome)),
        Only::Unmet => scenario.is_met(row) == Some(false),
        Only::Unusable => row.is_some_and(|row| row.outcome.is_none()),
    }
}

/// What a row is sorted by: a number, then a text.
type Key = (u8, String);

fn key(state: &State, column: Column, scenario: &Scenario) -> Key {
    let text = |text: &str| (0, text.to_lowercase());
    let row = state.row(scenario.id);
    match column {
        Column::Name => text(&scenario.name),
        Column::Principal => text(&scenario.principal),
        Column::Network => network(&scenario.network),
        Column::Outcome => (rank(row.and_then(|row| row.outcome)), String::new()),
        Column::Action(action) => {
            let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.action == action));
            (rank(cell.map(|cell| cell.decision)), String::new())
        }
        Column::Expectation => {
            let met = match scenario.is_met(row.map(|row| &**row)) {
                Some(false) => 0,
                Some(true) => 1,
                None => 2,
            };
            (met, String::new())
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

fn network(network: &Network) -> Key {
    match network.path {
        Path::Public => (0, network.source_ip.to_lowercase()),
        Path::Endpoint => (
            1,
            [&*network.vpc, &*network.endpoint, &*network.private_ip].join(" "),
        ),
    }
}
