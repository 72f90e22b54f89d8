//! Only what changed is asked, and only what differs is answered.

use std::collections::HashMap;

use vestibule_wire::{Layer, Outcome};

use super::{OFFICE_ONLY, Page};
use crate::evaluate::answer::{Field, Row, ScenarioField};
use crate::evaluate::engine::Engine;
use crate::evaluate::orders::Orders;
use crate::state::State;
use crate::state::action::{AccountEdit, Action, ScenarioEdit};
use crate::state::view::{Column, Sort};

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

/// Those in sight come first, and all others behind them; of rows that are shown by how they are
/// decided nobody knows which are in sight.
#[test]
fn rows_in_sight_come_first() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let ids: Vec<u32> = (0..5)
        .map(|n| page.scenario(&format!("192.0.2.{n}")))
        .collect();
    page.act(Action::InSight(1, 2));
    assert!(page.last.is_none(), "nothing was to be asked");
    let typed = |page: &mut Page, range: &str, first: &[u32]| {
        page.type_text(policy, &OFFICE_ONLY.replace("203.0.113.0/24", range));
        assert_eq!(super::ids(&page.first), first, "{range}");
        let mut came = page.came();
        came.sort_unstable();
        assert_eq!(came, ids, "{range}");
    };
    typed(&mut page, "192.0.2.0/24", &ids[1..3]);
    page.act(Action::InSight(3, 40));
    typed(&mut page, "203.0.113.0/24", &ids[3..]);
    page.act(Action::InSight(9, 2));
    typed(&mut page, "192.0.2.0/24", &ids);
    page.act(Action::InSight(0, 1));
    page.act(Action::Sort(Some(Sort {
        column: Column::Outcome,
        descending: false,
    })));
    typed(&mut page, "203.0.113.0/24", &ids);
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
