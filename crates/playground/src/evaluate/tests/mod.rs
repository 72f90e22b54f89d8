//! Orders from the page, and the answers to them.

mod deciding;
mod deltas;
mod linted;
mod matrix;
mod messages;
mod organization;
mod places;
mod provisional;
mod squares;
mod unread;
mod work;

use std::fmt::Debug;
use std::rc::Rc;

use super::answer::{Answer, Field, Order, Row};
use super::engine::Engine;
use super::orders::Orders;
use crate::examples;
use crate::format;
use crate::state::State;
use crate::state::action::{Action, DocumentEdit, Incoming, ScenarioEdit};
use crate::state::scenario::Network;
use crate::state::view::Selection;
use crate::state::workspace::Workspace;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_wire::{Case, Layer, NoFiles, Outcome};

const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";
const OFFICE_ONLY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Office","Effect":"Deny",
  "Principal":"*","Action":"signin:*","Resource":"*",
  "Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;

/// A page with its worker, which answers at once.
struct Page {
    state: Rc<State>,
    orders: Orders,
    engine: Engine,
    /// The last order with all that was answered.
    last: Option<(Order, Answer)>,
    /// The part that came first.
    first: Answer,
}

impl Page {
    fn new() -> Self {
        let state = State::new(
            Workspace::default(),
            Default::default(),
            crate::state::action::Words::default(),
        );
        let mut page = Self {
            state: Rc::new(state),
            orders: Orders::default(),
            engine: Engine::default(),
            last: None,
            first: Answer::default(),
        };
        page.answer();
        page
    }

    fn case(text: &str) -> Self {
        let mut page = Self::new();
        page.act(Action::ImportCase {
            name: "case".into(),
            text: text.to_owned().into(),
        });
        page
    }

    fn answer(&mut self) {
        self.last = None;
        if let Some(order) = self.orders.next(&self.state) {
            // As they cross to the worker and back.
            let order: Order = round(&order);
            let answer: Answer = round(&self.engine.answer(order.clone()));
            self.take(&answer);
            assert!(answer.more, "the rest follows");
            let rest: Answer = round(&self.engine.rest());
            self.take(&rest);
            assert!(!rest.more && !self.state.is_stale());
            let rows = [answer.rows.clone(), rest.rows.clone()].concat();
            self.first = answer;
            self.last = Some((order, Answer { rows, ..rest }));
        }
    }

    fn take(&mut self, answer: &Answer) {
        let action = Action::Answer(Rc::new(answer.clone()));
        self.state = Rc::clone(&self.state).reduce(action);
    }

    fn act(&mut self, action: Action) -> &mut Self {
        self.state = Rc::clone(&self.state).reduce(action);
        self.answer();
        self
    }

    fn edit(&mut self, id: u32, edit: ScenarioEdit) -> &mut Self {
        self.act(Action::Scenario(id, edit))
    }

    fn add(&mut self, layer: Layer, text: &str) -> u32 {
        self.act(Action::AddDocument(Incoming {
            layer,
            name: "".into(),
            target: "".into(),
            text: text.to_owned().into(),
            account: implicit_clone::unsync::IString::default(),
        }));
        match self.state.open {
            crate::state::view::Open::Document(id) => id,
            crate::state::view::Open::Account => panic!("nothing was added"),
        }
    }

    fn type_text(&mut self, id: u32, text: &str) -> &mut Self {
        let text = text.to_owned().into();
        self.act(Action::Document(id, DocumentEdit::Text(text)))
    }

    fn scenario(&mut self, ip: &str) -> u32 {
        self.act(Action::AddScenario);
        let id = self.state.selected.unwrap().scenario;
        let network = Network {
            source_ip: ip.to_owned().into(),
            ..Network::default()
        };
        self.edit(id, ScenarioEdit::Principal(ALICE.into()))
            .edit(id, ScenarioEdit::Network(network));
        id
    }

    fn row(&self, id: u32) -> &Row {
        self.state.row(id).unwrap()
    }

    fn outcome(&self, id: u32) -> Option<Outcome> {
        self.row(id).outcome
    }

    fn last(&self) -> &(Order, Answer) {
        self.last.as_ref().expect("nothing was ordered")
    }

    /// The ids of the rows that came last.
    fn came(&self) -> Vec<u32> {
        ids(&self.last().1)
    }

    fn places(&self) -> Vec<Field> {
        let problems = self.state.results.problems.iter();
        problems.filter_map(|problem| problem.place).collect()
    }
}

/// The ids of the rows of an answer.
fn ids(answer: &Answer) -> Vec<u32> {
    answer.rows.iter().map(|row| row.id).collect()
}

fn round<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> T {
    let read = format::read(&format::write(value)).unwrap();
    assert_eq!(read, *value);
    read
}

/// What the table shows of an example is what its case file says.
#[test]
fn rows_are_the_decisions_in_short() {
    for example in examples::ALL {
        let case = Case::read(example.file, &NoFiles).unwrap();
        let page = Page::case(example.file);
        let scenarios = &page.state.workspace.scenarios;
        assert_eq!(scenarios.len(), case.names().len(), "{}", example.slug);
        for (index, scenario) in scenarios.iter().enumerate() {
            let place = format!("{}: {}", example.slug, scenario.name);
            let (row, decision) = (page.row(scenario.id), case.decide(index).unwrap());
            assert_eq!(row.outcome, Some(decision.outcome), "{place}");
            assert_eq!(row.denied_at, decision.denied_at, "{place}");
            assert_eq!(row.unmet, [], "{place}");
            assert_eq!(row.cells.len(), 3, "{place}");
            for (cell, phase) in row.cells.iter().zip(&decision.phases) {
                assert_eq!(
                    (
                        cell.action,
                        cell.decision,
                        cell.reached,
                        cell.protected,
                        cell.reason
                    ),
                    (
                        phase.action,
                        phase.decision,
                        phase.reached,
                        phase.protected,
                        phase.reason
                    ),
                    "{place}"
                );
                let first = phase.decided_by.first();
                assert_eq!(
                    cell.by
                        .as_ref()
                        .map(|by| (by.layer, by.statement, by.sid.clone())),
                    first.map(|by| (by.layer, by.statement, by.sid.clone())),
                    "{place}"
                );
                let told: Vec<_> = cell.deciding().map(|by| (by.layer, by.statement)).collect();
                let all = phase.decided_by.iter().map(|by| (by.layer, by.statement));
                assert_eq!(told, all.collect::<Vec<_>>(), "{place}");
                assert_eq!(
                    usize::from(cell.others) + usize::from(cell.by.is_some()),
                    phase.decided_by.len(),
                    "{place}"
                );
                let document = cell.by.as_ref().and_then(|by| by.document);
                let named = document.and_then(|id| page.state.workspace.document(id));
                assert_eq!(
                    named.map(|document| document.layer),
                    first.filter(|by| by.path.is_some()).map(|by| by.layer),
                    "{place}"
                );
            }
        }
        let counts = page.state.results.counts;
        assert_eq!(counts.expected, counts.met, "{}", example.slug);
        assert!(counts.expected > 0, "{}", example.slug);
    }
}

#[test]
fn the_walk_is_that_of_the_selected_row_and_comes_once() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let (inside, outside) = (page.scenario("203.0.113.10"), page.scenario("192.0.2.1"));
    let select = |scenario| {
        Action::Select(Some(Selection {
            scenario,
            action: None,
        }))
    };
    page.act(select(outside));
    let detail = page.state.results.detail.clone().unwrap();
    assert_eq!(detail.scenario, outside);
    let decision = detail.decision.as_ref().unwrap();
    assert_eq!(decision.outcome, Outcome::Denied);
    let path = decision.phases[0].decided_by[0].path.as_deref().unwrap();
    assert_eq!(detail.document(path), Some(policy));
    assert!(decision.phases[0].statements.is_some());
    page.edit(inside, ScenarioEdit::Name("x".into()));
    assert!(page.last().1.detail.is_none(), "it is the same");
    page.edit(outside, ScenarioEdit::Principal("nobody".into()));
    assert!(
        page.state
            .results
            .detail
            .as_ref()
            .unwrap()
            .decision
            .is_none()
    );
}

#[test]
fn expectations_that_are_not_met_say_how() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    let id = page.scenario("192.0.2.1");
    page.edit(id, ScenarioEdit::ExpectOutcome(Some(Outcome::Allowed)));
    let unmet = &page.row(id).unmet;
    assert_eq!(unmet.len(), 1);
    assert_eq!(
        (&*unmet[0].path, &*unmet[0].expected, &*unmet[0].actual),
        ("outcome", "`allowed`", "`denied`")
    );
    page.act(Action::ExpectPresent(vec![id]));
    assert!(page.row(id).unmet.is_empty());
    let counts = page.state.results.counts;
    assert_eq!((counts.expected, counts.met), (1, 1));
}

#[test]
fn what_would_change_a_decision_is_tried_with_what_the_workspace_knows() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    let (_, outside) = (page.scenario("203.0.113.77"), page.scenario("192.0.2.1"));
    page.act(Action::Select(Some(Selection {
        scenario: outside,
        action: None,
    })));
    assert!(page.state.results.changes.is_none(), "nobody asked");
    page.act(Action::AskChanges);
    let changes = page.state.results.changes.clone().unwrap();
    assert!(changes.decided);
    assert_eq!(changes.question.scenario, outside);
    let networks: Vec<&str> = changes
        .facts
        .iter()
        .filter_map(|change| match &change.fact {
            super::answer::Fact::Network(network) => network.source_ip.as_deref(),
            _ => None,
        })
        .collect();
    assert!(networks.contains(&"203.0.113.77"), "{networks:?}");
    for change in &changes.facts {
        assert_eq!(change.outcome, Outcome::Allowed, "{change:?}");
    }
}
