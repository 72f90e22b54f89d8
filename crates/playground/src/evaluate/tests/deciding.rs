//! What decides a cell, and how the page leads there.

use vestibule_wire::{Action as Phase, Layer};

use super::{OFFICE_ONLY, Page};
use crate::evaluate::answer::Cell;
use crate::state::action::Action;
use crate::state::view::{Open, Panel, Selection};

const NOBODY: &str = r#"{"Version":"2012-10-17","Statement":[
  {"Sid":"Code","Effect":"Deny","Action":"signin:AuthorizeOAuth2Access","Resource":"*"},
  {"Sid":"Late","Effect":"Deny","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],
   "Resource":"*"}]}"#;

fn select(scenario: u32, action: Option<Phase>) -> Action {
    Action::Select(Some(Selection { scenario, action }))
}

#[test]
fn every_deciding_statement_is_told() {
    let mut page = Page::new();
    let office = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let nobody = page.add(Layer::ServiceControl, NOBODY);
    let id = page.scenario("192.0.2.1");
    let told = |page: &Page, at: usize| -> Vec<_> {
        let cell = &page.row(id).cells[at];
        assert_eq!(usize::from(cell.others) + 1, cell.deciding().count());
        let by = cell.deciding();
        by.filter_map(|by| by.document.zip(by.statement)).collect()
    };
    let mut code = told(&page, 1);
    code.sort_unstable();
    assert_eq!(code, [(office, 0), (nobody, 0), (nobody, 1)]);
}

#[test]
fn of_very_many_deciding_statements_some_are_told() {
    let mut page = Page::new();
    let deny = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*"}"#;
    let many = format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        [deny; 60].join(",")
    );
    page.add(Layer::ServiceControl, &many);
    let id = page.scenario("192.0.2.1");
    let cell = &page.row(id).cells[1];
    assert_eq!(cell.others, 59);
    assert_eq!(cell.deciding().count(), Cell::TOLD + 1);
}

#[test]
fn selecting_opens_what_decides_and_leaves_the_panel() {
    let mut page = Page::new();
    let office = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let nobody = page.add(Layer::ServiceControl, NOBODY);
    let endpoint = page.add(Layer::VpcEndpoint, OFFICE_ONLY);
    let (inside, outside) = (page.scenario("203.0.113.7"), page.scenario("192.0.2.1"));
    page.act(Action::Panel(Panel::SignIns));
    page.act(select(outside, Some(Phase::Authenticate)));
    assert_eq!(page.state.open, Open::Document(office));
    assert_eq!(page.state.deciding(), [office]);
    assert_eq!(page.state.panel, Panel::SignIns);
    page.act(select(inside, Some(Phase::CreateOAuth2Token)));
    assert_eq!(page.state.open, Open::Document(nobody));
    // What is open and decides stays, as does what is open where nothing decides.
    page.act(select(outside, Some(Phase::AuthorizeOAuth2Access)));
    assert_eq!(page.state.open, Open::Document(nobody));
    assert_eq!(page.state.deciding().len(), 2);
    page.act(Action::Open(Open::Document(endpoint)));
    page.act(select(inside, Some(Phase::Authenticate)));
    assert_eq!(page.state.open, Open::Document(endpoint));
    assert!(page.state.deciding().is_empty());
    // Of a whole row that where it stops.
    page.act(select(outside, None));
    assert_eq!(page.state.open, Open::Document(office));
    assert_eq!(page.state.panel, Panel::SignIns);
    page.act(Action::Select(None));
    assert!(page.state.deciding().is_empty());
    // What is gone is not opened.
    page.act(Action::RemoveDocument(office));
    page.act(Action::Undo).act(Action::Open(Open::Account));
    page.act(select(outside, None));
    assert_eq!(page.state.open, Open::Document(office));
}
