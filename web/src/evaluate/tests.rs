//! Orders from the page, and the answers to them.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::{Action as Phase, Case, Layer, NoFiles, Outcome};
use yew::Reducible;

use super::answer::{Answer, Field, Order, Row, ScenarioField};
use super::engine::Engine;
use super::orders::Orders;
use crate::examples;
use crate::state::State;
use crate::state::action::{AccountEdit, Action, DocumentEdit, Incoming, ScenarioEdit};
use crate::state::scenario::{Given, Network, Path};
use crate::state::view::Selection;
use crate::state::workspace::Workspace;

const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";
const OFFICE_ONLY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Office","Effect":"Deny",
  "Principal":"*","Action":"signin:*","Resource":"*",
  "Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;

/// A page with its worker, which answers at once.
struct Page {
    state: Rc<State>,
    orders: Orders,
    engine: Engine,
    last: Option<(Order, Answer)>,
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
            self.state = Rc::clone(&self.state).reduce(Action::Answer(Rc::new(answer.clone())));
            self.last = Some((order, answer));
        }
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
        self.last().1.rows.iter().map(|row| row.id).collect()
    }

    fn places(&self) -> Vec<Field> {
        let problems = self.state.results.problems.iter();
        problems.filter_map(|problem| problem.place).collect()
    }
}

fn round<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_slice(&serde_json::to_vec(value).unwrap()).unwrap()
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
fn only_what_changed_is_asked_and_answered() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let (inside, outside) = (page.scenario("203.0.113.10"), page.scenario("192.0.2.1"));
    assert_eq!(page.outcome(inside), Some(Outcome::Allowed));
    assert_eq!(page.outcome(outside), Some(Outcome::Denied));

    // A row: the policies are not sent, and only its row comes back.
    page.edit(outside, ScenarioEdit::Region("eu-west-1".into()));
    let (order, answer) = page.last();
    assert!(order.rules.is_none() && !order.afresh);
    assert_eq!(order.scenarios.len(), 1);
    assert!(answer.rows.is_empty() && answer.of_rules.is_none());

    // A policy: no row is sent, and only those that differ come back.
    page.type_text(
        policy,
        &OFFICE_ONLY.replace("203.0.113.0/24", "192.0.2.0/24"),
    );
    assert!(page.last().0.scenarios.is_empty());
    assert_eq!(page.came(), [inside, outside]);
    page.type_text(
        policy,
        &format!(
            "\n{}",
            OFFICE_ONLY.replace("203.0.113.0/24", "192.0.2.0/24")
        ),
    );
    assert!(page.came().is_empty(), "only places changed");

    // The name of the workspace, and what is selected.
    page.act(Action::Rename("other".into()));
    assert!(page.last().0.rules.is_none() && page.last().1.rows.is_empty());
    page.act(Action::Filter(Default::default()));
    assert!(page.last.is_none(), "nothing was to be asked");
    page.act(Action::RemoveScenarios(vec![inside]));
    assert_eq!(page.last().0.removed, [inside]);
}

#[test]
fn another_workspace_begins_afresh() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.scenario("203.0.113.10");
    page.act(Action::NewWorkspace);
    assert!(page.last().0.afresh);
    let id = page.scenario("192.0.2.1");
    assert_eq!(page.outcome(id), Some(Outcome::Allowed));
    assert_eq!(page.state.results.counts.allowed, 1);
}

#[test]
fn another_account_is_another_check_of_every_row() {
    let mut page = Page::new();
    let id = page.scenario("203.0.113.10");
    assert_eq!(page.outcome(id), Some(Outcome::Allowed));
    let account = |id: &'static str| Action::Account(AccountEdit::Id(id.into()));
    page.act(account("444455556666"));
    assert_eq!(page.outcome(id), None);
    let field = Field::Scenario(id, ScenarioField::Principal);
    assert_eq!(page.places(), [field]);
    page.act(account("111122223333"));
    assert_eq!(page.outcome(id), Some(Outcome::Allowed));
    assert!(page.places().is_empty());
}

/// While a text is half typed the rows stay, and say of which text they are.
#[test]
fn a_text_that_cannot_be_read_holds_the_last_one() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let (inside, outside) = (page.scenario("203.0.113.10"), page.scenario("192.0.2.1"));
    page.type_text(policy, &OFFICE_ONLY[..OFFICE_ONLY.len() - 3]);
    assert_eq!(page.came(), Vec::<u32>::new());
    assert_eq!(*page.state.results.held, [policy]);
    assert_eq!(page.outcome(outside), Some(Outcome::Denied));
    assert_eq!(page.places()[0], Field::DocumentText(policy));
    assert!(page.state.results.problems[0].is_unreadable());
    // Rows are still decided, by the text of before.
    let network = Network {
        source_ip: "192.0.2.9".into(),
        ..Network::default()
    };
    page.edit(inside, ScenarioEdit::Network(network));
    assert_eq!(page.outcome(inside), Some(Outcome::Denied));
    page.type_text(
        policy,
        &OFFICE_ONLY.replace("203.0.113.0/24", "192.0.2.0/24"),
    );
    assert!(page.state.results.held.is_empty());
    assert_eq!(page.outcome(inside), Some(Outcome::Allowed));
}

/// A text that never could be read decides nothing for certain.
#[test]
fn a_first_text_that_cannot_be_read_leaves_everything_open() {
    let text = format!(
        r#"{{"vestibule":1,"policies":{{"resourceBased":{}}},
            "requests":[{{"principal":"{ALICE}","network":{{"sourceIp":"192.0.2.1"}}}}]}}"#,
        serde_json::to_string("{ \"Statement\": [").unwrap()
    );
    let page = Page::case(&text);
    let id = page.state.workspace.scenarios[0].id;
    assert_eq!(page.outcome(id), Some(Outcome::Unknown));
    assert_eq!(page.state.results.held.len(), 1);
}

#[test]
fn a_text_beyond_the_limit_says_so() {
    let mut page = Page::new();
    let policy = page.add(Layer::ServiceControl, "{}");
    page.type_text(policy, &"x".repeat(2 << 20));
    assert_eq!(*page.state.results.held, [policy]);
    let first = &page.state.results.problems[0].finding;
    assert!(first.message.contains("1048576"), "{first:?}");
}

#[test]
fn blank_documents_are_no_policies_and_shift_no_path() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "");
    let named = Incoming {
        layer: Layer::ServiceControl,
        name: "second".into(),
        target: "".into(),
        text: "  \n".into(),
    };
    page.act(Action::AddDocument(named));
    let third = page.add(Layer::ServiceControl, "{\"Statement\": 1}");
    assert!(!page.places().is_empty());
    for place in page.places() {
        assert_eq!(place, Field::DocumentText(third));
    }
}

#[test]
fn what_is_wrong_in_a_field_points_there() {
    let endpoint = |part: fn(&mut Network)| {
        let mut network = Network {
            path: Path::Endpoint,
            vpc: "vpc-0a1b2c3d4e5f60718".into(),
            ..Network::default()
        };
        part(&mut network);
        ScenarioEdit::Network(network)
    };
    let public = |ip: &'static str| {
        ScenarioEdit::Network(Network {
            source_ip: ip.into(),
            ..Network::default()
        })
    };
    let rows = [
        (
            ScenarioEdit::Principal("alice".into()),
            ScenarioField::Principal,
        ),
        (ScenarioEdit::Principal("".into()), ScenarioField::Principal),
        (public("10.0.0.0/8"), ScenarioField::SourceIp),
        (public(""), ScenarioField::SourceIp),
        (
            ScenarioEdit::Region("Ireland".into()),
            ScenarioField::Region,
        ),
        (
            ScenarioEdit::Resource("console".into()),
            ScenarioField::Resource,
        ),
        (endpoint(|n| n.vpc = "".into()), ScenarioField::Vpc),
        (endpoint(|n| n.vpc = "vpc-1".into()), ScenarioField::Vpc),
        (
            endpoint(|n| n.endpoint = "x".into()),
            ScenarioField::Endpoint,
        ),
        (
            endpoint(|n| n.private_ip = "ten".into()),
            ScenarioField::PrivateIp,
        ),
        (
            ScenarioEdit::NetworkAt(
                Phase::CreateOAuth2Token,
                Some(Network {
                    source_ip: "x".into(),
                    ..Network::default()
                }),
            ),
            ScenarioField::Overrides,
        ),
    ];
    for (edit, field) in rows {
        let mut page = Page::new();
        let id = page.scenario("203.0.113.10");
        assert!(page.places().is_empty());
        page.edit(id, edit.clone());
        let place = Field::Scenario(id, field);
        assert!(
            page.places().contains(&place),
            "{edit:?}: {:?}",
            page.places()
        );
        assert_eq!(page.outcome(id), None, "{edit:?}");
    }
    let accounts = [
        (AccountEdit::Id("12".into()), Field::AccountId),
        (
            AccountEdit::Organization("acme".into()),
            Field::Organization,
        ),
        (
            AccountEdit::Path("r-ab12 top".into()),
            Field::OrganizationPath,
        ),
    ];
    for (edit, place) in accounts {
        let mut page = Page::new();
        page.act(Action::Account(edit.clone()));
        assert_eq!(page.places(), [place], "{edit:?}");
    }
    let mut page = Page::new();
    let id = page.add(
        Layer::ServiceControl,
        "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
    );
    page.act(Action::Document(
        id,
        DocumentEdit::Target("everything".into()),
    ));
    assert!(page.places().contains(&Field::DocumentTarget(id)));
    page.act(Action::Reading("J99".into(), true));
    assert!(page.places().contains(&Field::Readings));
}

#[test]
fn a_key_that_follows_from_elsewhere_points_to_its_row() {
    let mut page = Page::new();
    let id = page.scenario("203.0.113.10");
    let mut rows = Vec::new();
    for key in ["aws:MultiFactorAuthPresent", "aws:SourceIp"] {
        page.edit(id, ScenarioEdit::AddContext);
        let row = page
            .state
            .workspace
            .scenario(id)
            .unwrap()
            .context
            .last()
            .unwrap()
            .id;
        page.edit(id, ScenarioEdit::ContextKey(row, key.into()))
            .edit(
                id,
                ScenarioEdit::ContextValue(row, Given::One("true".into())),
            );
        rows.push(row);
    }
    assert_eq!(
        page.places(),
        [Field::Scenario(id, ScenarioField::Context(rows[1]))]
    );
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
    assert!(decision.phases[0].explanation.is_some());
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

/// However the page was edited, the rows are those of a page that opens with it.
#[test]
fn deltas_add_up() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let ids: Vec<u32> = (0..6)
        .map(|n| page.scenario(&format!("192.0.2.{n}")))
        .collect();
    page.act(Action::RemoveScenarios(vec![ids[1]]))
        .type_text(policy, "{")
        .edit(ids[2], ScenarioEdit::Principal("x".into()))
        .act(Action::Account(AccountEdit::Id("444455556666".into())))
        .type_text(
            policy,
            &OFFICE_ONLY.replace("203.0.113.0/24", "192.0.2.3/32"),
        )
        .act(Action::Account(AccountEdit::Id("".into())))
        .act(Action::DuplicateScenario(ids[3]))
        .act(Action::Undo)
        .act(Action::Undo)
        .act(Action::Redo);
    let rows = |state: &State, of: &HashMap<u32, Row>| -> Vec<Row> {
        let ids = state.workspace.scenarios.iter().map(|s| s.id);
        ids.map(|id| of[&id].clone()).collect()
    };
    let shown: HashMap<u32, Row> = page
        .state
        .workspace
        .scenarios
        .iter()
        .map(|s| (s.id, page.row(s.id).clone()))
        .collect();
    let order = Orders::default().next(&page.state).unwrap();
    let fresh = Engine::default().answer(order);
    let fresh: HashMap<u32, Row> = fresh.rows.iter().map(|r| (r.id, Row::clone(r))).collect();
    assert_eq!(rows(&page.state, &shown), rows(&page.state, &fresh));
}
