//! The usual people and networks, in all combinations.

use vestibule_wire::{Layer, Outcome};

use super::{OFFICE_ONLY, Page};
use crate::evaluate::answer::Field;
use crate::state::action::{AccountEdit, Action};
use crate::state::persona::{PersonaKind, SiteKind};

/// A policy for a layer, that everyone who is bound by it meets.
fn policy(layer: Layer) -> String {
    match layer {
        Layer::ResourceBased | Layer::ResourceControl => OFFICE_ONLY.to_owned(),
        _ => OFFICE_ONLY.replace(r#""Principal":"*","#, ""),
    }
}

#[test]
fn every_combination_of_the_usual_lists_is_decided() {
    let layers = [
        Layer::ResourceBased,
        Layer::ResourceControl,
        Layer::ServiceControl,
        Layer::Identity,
        Layer::VpcEndpoint,
    ];
    for layer in layers {
        for account in ["", "777788889999"] {
            let mut page = Page::new();
            page.act(Action::Account(AccountEdit::Id(account.into())));
            page.add(layer, &policy(layer));
            page.act(Action::UsualLists);
            let workspace = &page.state.workspace;
            let personas: Vec<u32> = workspace.personas.iter().map(|one| one.id).collect();
            let sites: Vec<u32> = workspace.sites.iter().map(|one| one.id).collect();
            let expected = (PersonaKind::ALL.len(), SiteKind::ALL.len());
            assert_eq!((personas.len(), sites.len()), expected);
            page.act(Action::Generate { personas, sites });
            let scenarios = &page.state.workspace.scenarios;
            assert_eq!(scenarios.len(), expected.0 * expected.1);
            for scenario in scenarios {
                let place = format!("{layer:?}, {account:?}: {scenario:?}");
                let row = page.row(scenario.id);
                assert!(row.outcome.is_some(), "{place}");
                assert_eq!(row.cells.len(), 3, "{place}");
            }
            assert_eq!(page.state.results.counts.unusable, 0);
            let of_rows = |place: &Field| matches!(place, Field::Scenario(..));
            assert!(!page.places().iter().any(of_rows), "{:?}", page.places());
        }
    }
}

/// The perimeter lets in who comes from the office, and denies all others; IAM Identity Center
/// tells no network, so nobody comes from the office through it.
#[test]
fn a_perimeter_of_the_usual_people_is_that_of_the_networks() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.act(Action::UsualLists);
    let workspace = &page.state.workspace;
    let personas = workspace.personas.iter().map(|one| one.id).collect();
    let sites = workspace.sites.iter().map(|one| one.id).collect();
    page.act(Action::Generate { personas, sites });
    let office = SiteKind::Office.network();
    for scenario in &page.state.workspace.scenarios {
        let tells_network = !scenario.principal.contains("AWSReservedSSO_");
        let expected = if scenario.network == office && tells_network {
            Outcome::Allowed
        } else {
            Outcome::Denied
        };
        assert_eq!(page.outcome(scenario.id), Some(expected), "{scenario:?}");
    }
}
