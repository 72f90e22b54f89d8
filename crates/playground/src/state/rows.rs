//! Changes of the scenarios, the rows of the table.

use std::collections::HashMap;
use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_iam::sort;
use vestibule_wire::{Action as Phase, Expect, Outcome};

use super::action::ScenarioEdit;
use super::history::Typing;
use super::scenario::{ContextRow, Given, Override, Scenario};
use super::view::{Dialog, Filter, Panel, Selection, Tab};
use super::workspace::{Holder, Workspace};
use super::{State, Step};
use crate::evaluate::answer::Row;

/// No more rows than anyone reads: a matrix of long lists ends here.
pub(super) const MOST: usize = 10_000;

impl State {
    /// Selects a row that was just added.
    pub(super) fn show(&mut self, id: Option<u32>) {
        if let Some(scenario) = id {
            self.select(Some(Selection {
                scenario,
                action: None,
            }));
            self.panel = Panel::SignIns;
            self.show_tab(Tab::SignIns);
        }
    }

    /// Adds a scenario behind the one that is selected, in the same Region, and opens its
    /// fields: who signs in is to be said.
    pub(super) fn add_scenario(&mut self) {
        let selected = self.selected.map(|selected| selected.scenario);
        let mut added = None;
        self.change(|workspace| {
            let id = workspace.fresh_id();
            let at = workspace.behind(selected);
            let before = at.checked_sub(1).and_then(|i| workspace.scenarios.get(i));
            let scenario = Scenario {
                id,
                region: before.map(|b| b.region.clone()).unwrap_or_default(),
                ..Scenario::default()
            };
            workspace.scenarios.insert(at, Rc::new(scenario));
            added = Some(id);
            Step::Own
        });
        // What is looked for need not be what is added.
        self.filter = Filter::default();
        self.dialog = added.map(Dialog::Scenario);
        self.show(added);
    }

    pub(super) fn duplicate_scenario(&mut self, id: u32) {
        let copy = self.words.copy.clone();
        let mut added = None;
        self.change(|workspace| {
            let Some(from) = workspace.scenario(id).cloned() else {
                return Step::Own;
            };
            let id = workspace.fresh_id();
            let at = workspace.behind(Some(from.id));
            let name = match from.name.is_empty() {
                true => from.name.clone(),
                false => copy.replace("{name}", &from.name).into(),
            };
            let scenario = Scenario {
                id,
                name,
                ..Scenario::clone(&from)
            };
            workspace.scenarios.insert(at, Rc::new(scenario));
            added = Some(id);
            Step::Own
        });
        self.show(added);
    }

    pub(super) fn keep_order(&mut self) {
        let place: HashMap<u32, usize> = self.visible.iter().copied().zip(0..).collect();
        self.change(|workspace| {
            // Those that are filtered out follow, in their order.
            sort::by_key(&mut workspace.scenarios, |scenario| {
                place.get(&scenario.id).copied().unwrap_or(usize::MAX)
            });
            Step::Own
        });
        self.sort = None;
    }

    /// Expects of these what they are now. While that is being decided it waits;
    /// where it is not, nothing is "now".
    pub(super) fn expect_present(&mut self, ids: Vec<u32>) {
        if self.is_held() {
            return;
        }
        if self.is_stale() {
            self.awaited = ids;
            return;
        }
        let results = Rc::clone(&self.results);
        self.change(|workspace| {
            for scenario in &mut workspace.scenarios {
                let row = results.row(scenario.id);
                if let Some(row) = row.filter(|row| ids.contains(&row.id))
                    && let Some(expect) = present(scenario.expect.as_ref(), row)
                    && scenario.expect.as_ref() != Some(&expect)
                {
                    Rc::make_mut(scenario).expect = Some(expect);
                }
            }
            Step::Own
        });
    }
}

/// The expectation that is met by `row`. One that says more and is met goes on
/// saying it.
fn present(expect: Option<&Expect>, row: &Row) -> Option<Expect> {
    let met = expect.filter(|_| row.unmet.is_empty());
    let mut expect = met.cloned().unwrap_or_default();
    expect.outcome = Some(row.outcome?);
    expect.at = expect.at.or_else(|| Some(row.denied_at?.name().to_owned()));
    Some(expect)
}

impl Workspace {
    /// The place behind a scenario; that behind all when there is none.
    pub(super) fn behind(&self, id: Option<u32>) -> usize {
        let is_it = |scenario: &Rc<Scenario>| Some(scenario.id) == id;
        let place = self.scenarios.iter().position(is_it);
        place.map_or(self.scenarios.len(), |place| place + 1)
    }

    pub(super) fn remove_scenarios(&mut self, ids: &[u32]) -> Step {
        self.scenarios
            .retain(|scenario| !ids.contains(&scenario.id));
        self.unknown_members.retain(|unknown| match unknown.holder {
            Holder::Scenario(id) => !ids.contains(&id),
            _ => true,
        });
        Step::Own
    }

    pub(super) fn move_scenario(&mut self, id: u32, to: usize) -> Step {
        if let Some(from) = self.scenarios.iter().position(|other| other.id == id) {
            let scenario = self.scenarios.remove(from);
            let to = to.min(self.scenarios.len());
            self.scenarios.insert(to, scenario);
        }
        Step::Own
    }

    pub(super) fn edit_scenario(&mut self, id: u32, edit: ScenarioEdit) -> Step {
        // Taken before: rows of context keys share the ids of the workspace.
        let row = self.next_id;
        let Some(scenario) = self.scenarios.iter_mut().find(|other| other.id == id) else {
            return Step::Own;
        };
        let scenario = Rc::make_mut(scenario);
        let typed = |field, row| Step::Typed(Typing::Scenario(id, field, row));
        match edit {
            ScenarioEdit::Name(name) => {
                scenario.name = name;
                typed(0, 0)
            }
            ScenarioEdit::Principal(principal) => {
                scenario.principal = principal;
                typed(1, 0)
            }
            ScenarioEdit::Network(network) => {
                let same_path = scenario.network.path == network.path;
                scenario.network = network;
                if same_path { typed(2, 0) } else { Step::Own }
            }
            ScenarioEdit::NetworkAt(action, network) => {
                let is_switch = network.is_some() != scenario.network_at(action).is_some();
                scenario.set_network_at(action, network);
                if is_switch {
                    Step::Own
                } else {
                    typed(3, action as u32)
                }
            }
            ScenarioEdit::Region(region) => {
                scenario.region = region;
                typed(4, 0)
            }
            ScenarioEdit::Resource(resource) => {
                scenario.resource = resource;
                typed(5, 0)
            }
            ScenarioEdit::ContextKey(row, key) => {
                scenario.context_mut(row, |context| context.key = key);
                typed(6, row)
            }
            ScenarioEdit::ContextValue(row, value) => {
                scenario.context_mut(row, |context| context.value = value);
                typed(7, row)
            }
            ScenarioEdit::Entry(entry) => {
                scenario.entry = entry;
                Step::Own
            }
            ScenarioEdit::AddContext => {
                scenario.context.push(ContextRow {
                    id: row,
                    key: IString::default(),
                    value: Given::Unknown,
                });
                self.next_id = row.wrapping_add(1);
                Step::Own
            }
            ScenarioEdit::RemoveContext(row) => {
                scenario.context.retain(|context| context.id != row);
                Step::Own
            }
            ScenarioEdit::ExpectOutcome(outcome) => {
                scenario.expect_outcome(outcome);
                Step::Own
            }
            ScenarioEdit::ExpectAt(action) => {
                scenario.expect_at(action);
                Step::Own
            }
        }
    }
}

impl Scenario {
    fn context_mut(&mut self, row: u32, change: impl FnOnce(&mut ContextRow)) {
        if let Some(context) = self.context.iter_mut().find(|context| context.id == row) {
            change(context);
        }
    }

    fn set_network_at(&mut self, action: Phase, network: Option<super::scenario::Network>) {
        let is_of = |told: &Override| told.action.eq_ignore_ascii_case(action.name());
        let Some(network) = network else {
            self.overrides.retain(|told| !is_of(told));
            return;
        };
        match self.overrides.iter_mut().find(|told| is_of(told)) {
            Some(told) => told.network = network,
            None => self.overrides.push(Override {
                action: IString::Static(action.name()),
                network,
            }),
        }
    }

    fn expect_outcome(&mut self, outcome: Option<Outcome>) {
        let mut expect = self.expect.take().unwrap_or_default();
        expect.outcome = outcome;
        if outcome != Some(Outcome::Denied) {
            expect.at = None;
        }
        self.expect = Some(expect).filter(|expect| *expect != Expect::default());
    }

    fn expect_at(&mut self, action: Option<Phase>) {
        let mut expect = self.expect.take().unwrap_or_default();
        expect.at = action.map(|action| action.name().to_owned());
        if action.is_some() {
            expect.outcome = Some(Outcome::Denied);
        }
        self.expect = Some(expect).filter(|expect| *expect != Expect::default());
    }
}
