//! Scenarios, personas, networks, and the matrix.

use vestibule_wire::{Action as Phase, Entry, Outcome};

use super::{Page, public};
use crate::state::action::{Action, PersonaEdit, ScenarioEdit, SiteEdit};
use crate::state::scenario::{Given, Network, Path};
use crate::state::view::{Column, Dialog, Filter, NoticeKind, Only, Selection, Sort};

const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";

fn three() -> (Page, [u32; 3]) {
    let mut page = Page::new();
    let ids = [
        page.scenario("b", ALICE, "203.0.113.10"),
        page.scenario("a", ALICE, "192.0.2.44"),
        page.scenario("c", "arn:aws:iam::111122223333:root", "198.51.100.20"),
    ];
    (page, ids)
}

#[test]
fn rows_are_added_behind_the_selected_one_and_opened() {
    let (mut page, [b, _, _]) = three();
    page.act(Action::Select(Some(Selection {
        scenario: b,
        action: None,
    })))
    .act(Action::AddScenario);
    assert_eq!(page.names(), ["b", "", "a", "c"]);
    let added = page.0.selected_scenario().unwrap();
    assert_eq!((&*added.principal, &*added.name), ("", ""));
    assert_eq!(page.0.dialog, Some(Dialog::Scenario(added.id)));
}

#[test]
fn rows_are_copied_moved_and_removed() {
    let (mut page, [b, a, c]) = three();
    page.act(Action::DuplicateScenario(a));
    assert_eq!(page.names(), ["b", "a", "a (copy)", "c"]);
    page.act(Action::MoveScenario(c, 0));
    assert_eq!(page.names(), ["c", "b", "a", "a (copy)"]);
    page.act(Action::MoveScenario(c, 99));
    assert_eq!(page.names(), ["b", "a", "a (copy)", "c"]);
    page.act(Action::RemoveScenarios(vec![b, c]));
    assert_eq!(page.names(), ["a", "a (copy)"]);
    let copy = page.0.workspace.scenarios[1].id;
    page.act(Action::RemoveScenarios(vec![copy]));
    assert_eq!(page.0.selected, None, "what is gone is not selected");
}

#[test]
fn every_field_of_a_row_can_be_edited() {
    let (mut page, [id, _, _]) = three();
    let endpoint = Network {
        path: Path::Endpoint,
        vpc: "vpc-0a1b2c3d".into(),
        ..public("203.0.113.10")
    };
    page.edit(id, ScenarioEdit::Entry(Entry::LoginLocal))
        .edit(id, ScenarioEdit::Region("eu-west-1".into()))
        .edit(
            id,
            ScenarioEdit::Resource("arn:aws:signin:::console/x".into()),
        )
        .edit(id, ScenarioEdit::Network(endpoint.clone()))
        .edit(
            id,
            ScenarioEdit::NetworkAt(Phase::CreateOAuth2Token, Some(public("192.0.2.1"))),
        )
        .edit(id, ScenarioEdit::AddContext);
    let row = page.0.workspace.scenario(id).unwrap().context[0].id;
    page.edit(
        id,
        ScenarioEdit::ContextKey(row, "aws:MultiFactorAuthPresent".into()),
    )
    .edit(
        id,
        ScenarioEdit::ContextValue(row, Given::One("true".into())),
    );
    let scenario = page.0.workspace.scenario(id).unwrap();
    assert_eq!(scenario.entry, Entry::LoginLocal);
    assert_eq!(&*scenario.region, "eu-west-1");
    assert_eq!(&*scenario.resource, "arn:aws:signin:::console/x");
    // The address of the other path is still there to go back to.
    assert_eq!(scenario.network, endpoint);
    assert_eq!(&*scenario.network.source_ip, "203.0.113.10");
    assert_eq!(
        scenario.network_at(Phase::CreateOAuth2Token),
        Some(&public("192.0.2.1"))
    );
    assert_eq!(scenario.network_at(Phase::Authenticate), None);
    assert_eq!(scenario.context[0].value, Given::One("true".into()));
    page.edit(id, ScenarioEdit::NetworkAt(Phase::CreateOAuth2Token, None))
        .edit(id, ScenarioEdit::RemoveContext(row));
    let scenario = page.0.workspace.scenario(id).unwrap();
    assert!(scenario.overrides.is_empty() && scenario.context.is_empty());
}

#[test]
fn an_expectation_keeps_what_is_not_edited() {
    let mut page = Page::new();
    page.act(Action::ImportCase {
        name: "x".into(),
        text: r#"{"vestibule":1,"policies":{},"requests":[
            {"principal":"x","expect":{"assumptions":["J8"]}}]}"#
            .into(),
    });
    let id = page.0.workspace.scenarios[0].id;
    let expected = |page: &Page| page.0.workspace.scenario(id).unwrap().expect.clone();
    page.edit(id, ScenarioEdit::ExpectAt(Some(Phase::Authenticate)));
    let expect = expected(&page).unwrap();
    assert_eq!(expect.outcome, Some(Outcome::Denied));
    assert_eq!(expect.at.as_deref(), Some("signin:Authenticate"));
    page.edit(id, ScenarioEdit::ExpectOutcome(Some(Outcome::Allowed)));
    let expect = expected(&page).unwrap();
    assert_eq!((expect.at, expect.assumptions.is_some()), (None, true));
    page.edit(id, ScenarioEdit::ExpectOutcome(None));
    assert!(expected(&page).unwrap().assumptions.is_some());
    page.act(Action::AddScenario);
    let plain = page.0.selected.unwrap().scenario;
    page.edit(plain, ScenarioEdit::ExpectAt(Some(Phase::Authenticate)))
        .edit(plain, ScenarioEdit::ExpectOutcome(None));
    assert_eq!(page.0.workspace.scenario(plain).unwrap().expect, None);
}

#[test]
fn filter_and_sort_show_rows_without_moving_them() {
    let (mut page, _) = three();
    let sort = |column, descending| Action::Sort(Some(Sort { column, descending }));
    page.act(sort(Column::Name, false));
    assert_eq!(page.visible(), ["a", "b", "c"]);
    page.act(sort(Column::Name, true));
    assert_eq!(page.visible(), ["c", "b", "a"]);
    assert_eq!(page.names(), ["b", "a", "c"]);
    page.act(sort(Column::Network, false));
    assert_eq!(page.visible(), ["a", "c", "b"]);
    page.act(Action::Filter(Filter {
        text: "USER 0.113".into(),
        only: Only::All,
    }));
    assert_eq!(page.visible(), ["b"]);
    page.act(Action::Filter(Filter::default()))
        .act(Action::KeepOrder);
    assert_eq!(page.names(), ["a", "c", "b"]);
    assert_eq!(page.0.sort, None);
}

#[test]
fn keeping_an_order_leaves_those_filtered_out_behind() {
    let (mut page, _) = three();
    page.act(Action::Filter(Filter {
        text: "alice".into(),
        only: Only::All,
    }))
    .act(Action::Sort(Some(Sort {
        column: Column::Name,
        descending: false,
    })))
    .act(Action::KeepOrder);
    assert_eq!(page.names(), ["a", "b", "c"]);
}

fn generate(page: &mut Page) -> NoticeKind {
    let workspace = &page.0.workspace;
    let action = Action::Generate {
        personas: workspace.personas.iter().map(|p| p.id).collect(),
        sites: workspace.sites.iter().map(|s| s.id).collect(),
    };
    page.act(action);
    page.0.notices.last().unwrap().kind.clone()
}

#[test]
fn the_matrix_is_every_persona_in_every_network_once() {
    let mut page = Page::new();
    let (personas, sites) = (
        page.0.workspace.personas.len(),
        page.0.workspace.sites.len(),
    );
    assert_eq!((personas, sites), (6, 5));
    let matrix = |added, skipped| NoticeKind::Matrix { added, skipped };
    assert_eq!(generate(&mut page), matrix(30, 0));
    assert_eq!(generate(&mut page), matrix(0, 30));
    assert_eq!(page.0.workspace.scenarios.len(), 30);
    assert_eq!(page.names()[0], "Root · Office");
    let first = &page.0.workspace.scenarios[0];
    assert_eq!(&*first.principal, "arn:aws:iam::111122223333:root");
    // A row that is the same but for its name and expectation is there already.
    let id = first.id;
    page.edit(id, ScenarioEdit::Name("mine".into()))
        .edit(id, ScenarioEdit::ExpectOutcome(Some(Outcome::Denied)));
    assert_eq!(generate(&mut page), matrix(0, 30));
    page.edit(id, ScenarioEdit::Region("eu-west-1".into()));
    assert_eq!(generate(&mut page), matrix(1, 29));
    page.act(Action::Undo);
    assert_eq!(page.0.workspace.scenarios.len(), 30, "one step");
}

#[test]
fn personas_and_networks_are_the_users_own() {
    let mut page = Page::new();
    page.act(Action::AddPersona(None))
        .act(Action::AddSite(None));
    let persona = page.0.workspace.personas.last().unwrap().id;
    let site = page.0.workspace.sites.last().unwrap().id;
    page.all([
        Action::Persona(persona, PersonaEdit::Name("Bot".into())),
        Action::Persona(
            persona,
            PersonaEdit::Principal("arn:aws:iam::{account}:role/Bot".into()),
        ),
        Action::Persona(persona, PersonaEdit::Entry(Entry::LoginRemote)),
        Action::Site(site, SiteEdit::Name("Lab".into())),
        Action::Site(site, SiteEdit::Network(public("198.51.100.99"))),
        Action::Site(site, SiteEdit::Region("eu-west-1".into())),
        Action::Account(crate::state::action::AccountEdit::Id("444455556666".into())),
        Action::Generate {
            personas: vec![persona],
            sites: vec![site],
        },
    ]);
    let scenario = &page.0.workspace.scenarios[0];
    assert_eq!(&*scenario.name, "Bot · Lab");
    assert_eq!(&*scenario.principal, "arn:aws:iam::444455556666:role/Bot");
    assert_eq!(scenario.entry, Entry::LoginRemote);
    assert_eq!(&*scenario.region, "eu-west-1");
    page.act(Action::RemovePersona(persona))
        .act(Action::RemoveSite(site));
    assert_eq!(page.0.workspace.personas.len(), 6);
    assert_eq!(page.0.workspace.sites.len(), 5);
    let first = page.0.workspace.personas[0].id;
    page.act(Action::RemovePersona(first))
        .act(Action::UsualLists);
    assert_eq!(page.0.workspace.personas.len(), 6);
}
