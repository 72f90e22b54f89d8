//! Questions from the page about all sign-ins, and the answers to them.

mod account_facts;
mod asking;
mod claims;
mod comparing;
mod control;
mod denial;
mod doors;
mod findings;
mod fixes;
mod repairs;
mod topics;

use std::fmt::Debug;
use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_l10n::pieces;
use vestibule_wire::{Layer, Outcome};

use super::answer::{Answer, Line, Order};
use super::engine;
use crate::evaluate::engine::Engine;
use crate::evaluate::orders::Orders;
use crate::format;
use crate::state::State;
use crate::state::action::{Action, DocumentEdit, Incoming, Words};
use crate::state::analysis::Standing;
use crate::state::scenario::Scenario;
use crate::state::view::Open;
use crate::state::workspace::Workspace;

const OFFICE_ONLY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Office","Effect":"Deny",
  "Principal":"*","Action":"signin:*","Resource":"*",
  "Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;
const DENY_ALL: &str = r#"{"Version":"2012-10-17","Statement":[
  {"Sid":"Nobody","Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}"#;

/// A page with both of its workers.
struct Page {
    state: Rc<State>,
    orders: Orders,
    engine: Engine,
}

impl Page {
    /// Of an account, whose table is decided.
    fn new() -> Self {
        let state = State::new(Workspace::default(), Default::default(), words("en"));
        let mut page = Self {
            state: Rc::new(state),
            orders: Orders::default(),
            engine: Engine::default(),
        };
        page.table();
        page.act(Action::Account(crate::state::action::AccountEdit::Id(
            "111122223333".into(),
        )));
        page.table();
        page
    }

    fn case(text: &str) -> Self {
        let mut page = Self::new();
        page.act(Action::ImportCase {
            name: "case".into(),
            text: text.to_owned().into(),
        });
        page.table();
        page
    }

    fn act(&mut self, action: Action) -> &mut Self {
        self.state = Rc::clone(&self.state).reduce(action);
        self
    }

    /// The table is decided.
    fn table(&mut self) -> &mut Self {
        if let Some(order) = self.orders.next(&self.state) {
            for answer in [self.engine.answer(order), self.engine.rest()] {
                self.act(Action::Answer(Rc::new(answer)));
            }
        }
        self
    }

    /// The order that goes to the worker that analyses.
    fn order(&self) -> Option<Order> {
        let wanted = self.state.wants_analysis();
        wanted
            .then(|| self.state.analysis_order(String::new()))
            .flatten()
    }

    /// What is asked is answered.
    fn analyse(&mut self) -> &mut Self {
        if let Some(order) = self.order() {
            let answer = round(&engine::answer(&round(&order)));
            self.act(Action::Analysed(Rc::new(answer)));
        }
        self
    }

    /// Adds a document, and the table is decided.
    fn add(&mut self, layer: Layer, text: &str) -> u32 {
        self.act(Action::AddDocument(Incoming {
            layer,
            name: "".into(),
            target: "".into(),
            text: text.to_owned().into(),
            account: implicit_clone::unsync::IString::default(),
        }));
        self.table();
        match self.state.open {
            Open::Document(id) => id,
            Open::Account => panic!("nothing was added"),
        }
    }

    fn type_text(&mut self, id: u32, text: &str) -> &mut Self {
        let text = text.to_owned().into();
        self.act(Action::Document(id, DocumentEdit::Text(text)))
    }

    fn standing(&self) -> Standing {
        self.state.known().standing
    }

    fn answer(&self) -> Rc<Answer> {
        self.state.known().answer.expect("an answer")
    }

    fn claims(&self) -> Vec<String> {
        self.answer().claims.iter().map(said).collect()
    }

    /// The row that shows a claim, and what the table says of it.
    fn shown(&mut self, claim: &Line) -> (Scenario, Option<Outcome>) {
        self.act(Action::ShowWitness(claim.clone())).table();
        let row = Scenario::clone(self.state.selected_scenario().expect("a row"));
        let outcome = self.state.row(row.id).and_then(|row| row.outcome);
        (row, outcome)
    }
}

fn words(language: &'static str) -> Words {
    Words {
        language: language.into(),
        layers: vec![(Layer::ResourceControl, "RCP".into())],
        numbered: "{name} {number}".into(),
        ..Words::default()
    }
}

/// As it crosses to the worker or back.
fn round<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> T {
    let read = format::read(&format::write(value)).expect("what was written");
    assert_eq!(&read, value);
    read
}

fn said(claim: &Line) -> String {
    let pieces = pieces(&claim.text).into_iter();
    pieces.map(|piece| piece.text.to_string()).collect()
}

/// The witnesses of all lines, with the outcome that is told of them.
fn witnesses(lines: &[Line], outcome: Option<Outcome>) -> Vec<(Outcome, &Line)> {
    let mut all = Vec::new();
    for line in lines {
        let outcome = line.outcome.or(outcome);
        let is_shown = line.witness.is_some();
        all.extend(outcome.filter(|_| is_shown).map(|outcome| (outcome, line)));
        all.extend(witnesses(&line.below, outcome));
    }
    all
}
