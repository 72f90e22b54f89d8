//! What is wrong is said where it is.

use vestibule_wire::{Action as Phase, Layer};

use super::Page;
use crate::evaluate::answer::{Field, ScenarioField};
use crate::state::action::{AccountEdit, Action, DocumentEdit, Incoming, ScenarioEdit};
use crate::state::scenario::{Given, Network, Path};

#[test]
fn blank_documents_are_no_policies_and_shift_no_path() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "");
    let named = Incoming {
        layer: Layer::ServiceControl,
        name: "second".into(),
        target: "".into(),
        text: "  \n".into(),
        account: implicit_clone::unsync::IString::default(),
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
