//! People × networks: whole ranges, and the sign-in of a square that is no row.

use vestibule_wire::{Layer, Outcome};

use super::{ALICE, OFFICE_ONLY, Page};
use crate::evaluate::regions::Regions;
use crate::evaluate::squares::{Cut, Square};
use crate::state::action::{Action, PersonaEdit, SiteEdit};
use crate::state::grid::{Place, Sight};
use crate::state::scenario::{Network, Path};
use crate::state::view::Tab;

/// A page with one policy, Alice, and networks of these addresses.
fn page(policy: &str, addresses: &[&str]) -> Page {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, policy);
    page.act(Action::AddPersona(None));
    let person = page.state.workspace.personas[0].id;
    page.act(Action::Persona(person, PersonaEdit::Name("Alice".into())))
        .act(Action::Persona(
            person,
            PersonaEdit::Principal(ALICE.into()),
        ));
    for address in addresses {
        page.act(Action::AddSite(None));
        let site = page.state.workspace.sites.last().unwrap().id;
        let network = Network {
            source_ip: (*address).to_owned().into(),
            ..Network::default()
        };
        page.act(Action::Site(site, SiteEdit::Network(network)));
    }
    page.act(Action::Tab(Tab::People));
    page
}

fn place(page: &Page, site: usize) -> Place {
    Place {
        person: page.state.workspace.personas[0].id,
        site: page.state.workspace.sites[site].id,
    }
}

fn square(page: &Page, site: usize) -> &Square {
    page.state.square(place(page, site)).unwrap()
}

/// Each part as `denied 203.0.112.0/24`.
fn told(square: &Square) -> Vec<String> {
    let parts = square.parts.iter().map(|part| {
        let outcome = part.outcome.map_or("none", Outcome::name);
        format!("{outcome} {}", part.ranges.join(" "))
    });
    parts.collect()
}

#[test]
fn a_range_is_decided_whole_and_cut_where_policies_cut_it() {
    let networks = [
        "203.0.113.0/26",
        "198.51.100.0/24",
        "203.0.112.0/22",
        "203.0.113.7",
        "0.0.0.0/0",
        "203.0.113.0/26, 192.0.2.0/24",
    ];
    let page = page(OFFICE_ONLY, &networks);
    let expected: [(&[&str], Option<Outcome>); 6] = [
        (&["allowed 203.0.113.0/26"], Some(Outcome::Allowed)),
        (&["denied 198.51.100.0/24"], Some(Outcome::Denied)),
        (
            &[
                "denied 203.0.112.0/24 203.0.114.0/23",
                "allowed 203.0.113.0/24",
            ],
            None,
        ),
        (&["allowed "], Some(Outcome::Allowed)),
        (
            &[
                "denied 0.0.0.0–203.0.112.255 203.0.114.0–255.255.255.255",
                "allowed 203.0.113.0/24",
            ],
            None,
        ),
        (&["denied 192.0.2.0/24", "allowed 203.0.113.0/26"], None),
    ];
    for (site, (parts, outcome)) in expected.into_iter().enumerate() {
        let square = square(&page, site);
        assert_eq!(told(square), parts, "{}", networks[site]);
        assert_eq!(square.outcome(), outcome, "{}", networks[site]);
    }
    assert_eq!(square(&page, 3).cut, Cut::One);
    assert_eq!(square(&page, 0).cut, Cut::Exact);
}

/// Every address of a part is decided as the part says.
#[test]
fn parts_hold_for_each_of_their_addresses() {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
        "Action":"signin:*","Resource":"*","Condition":{
        "NotIpAddress":{"aws:SourceIp":["203.0.113.16/28","203.0.113.66/31"]},
        "StringNotEquals":{"aws:SourceIp":"203.0.113.200"}}}]}"#;
    let mut page = page(policy, &["203.0.113.0/24"]);
    let square = square(&page, 0).clone();
    assert_eq!(square.cut, Cut::Exact);
    assert_eq!(square.parts.len(), 2);
    for last in 0..=255_u32 {
        let address = format!("203.0.113.{last}");
        let id = page.scenario(&address);
        let holds = |range: &str| {
            let range = vestibule_wire::address_range(range).ok();
            let (first, end) = range.map_or_else(
                || panic!("{square:?}"),
                |range| (*range.start(), *range.end()),
            );
            let address: std::net::IpAddr = address.parse().unwrap();
            first <= address && address <= end
        };
        let spelled = |range: &str| match range.split_once('–') {
            Some((first, last)) => {
                let bounds: Vec<std::net::IpAddr> =
                    [first, last].map(|text| text.parse().unwrap()).to_vec();
                let address: std::net::IpAddr = address.parse().unwrap();
                bounds[0] <= address && address <= bounds[1]
            }
            None => holds(range),
        };
        let mut parts = square.parts.iter();
        let part = parts
            .find(|part| part.ranges.iter().any(|range| spelled(range)))
            .unwrap();
        assert_eq!(page.outcome(id), part.outcome, "{address}");
    }
}

#[test]
fn a_sample_never_stands_for_a_range_unsaid() {
    let as_text = OFFICE_ONLY.replace(
        r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#,
        r#""StringNotLike":{"aws:SourceIp":"203.0.113.1*"}"#,
    );
    let by_variable = OFFICE_ONLY.replace(
        r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#,
        r#""StringNotEquals":{"aws:PrincipalTag/office":"${aws:SourceIp}"}"#,
    );
    for policy in [as_text, by_variable] {
        let page = page(&policy, &["203.0.113.0/24", "203.0.113.1"]);
        assert_eq!(square(&page, 0).cut, Cut::Samples, "{policy}");
        assert_eq!(square(&page, 1).cut, Cut::One, "{policy}");
    }
}

#[test]
fn what_is_no_network_is_not_decided() {
    let page = page(OFFICE_ONLY, &["office", "203.0.113.0/24, office"]);
    for site in 0..2 {
        assert_eq!(square(&page, site).outcome(), None, "{site}");
        assert!(
            square(&page, site)
                .parts
                .iter()
                .all(|part| part.outcome.is_none())
        );
    }
}

#[test]
fn addresses_within_a_vpc_are_cut_by_their_own_key() {
    let policy = OFFICE_ONLY
        .replace("aws:SourceIp", "aws:VpcSourceIp")
        .replace("203.0.113.0/24", "10.0.0.0/16");
    let mut page = page(&policy, &["x"]);
    let site = page.state.workspace.sites[0].id;
    page.act(Action::Site(
        site,
        SiteEdit::Network(Network {
            path: Path::Endpoint,
            vpc: "vpc-0123456789abcdef0".into(),
            private_ip: "10.0.0.0/15".into(),
            ..Network::default()
        }),
    ));
    assert_eq!(
        told(square(&page, 0)),
        ["denied 10.1.0.0/16", "allowed 10.0.0.0/16"]
    );
}

#[test]
fn only_what_is_in_sight_is_decided() {
    let addresses: Vec<String> = (0..250).map(|last| format!("203.0.113.{last}")).collect();
    let addresses: Vec<&str> = addresses.iter().map(|address| &**address).collect();
    let mut page = page(OFFICE_ONLY, &addresses);
    assert_eq!(
        page.state.results.squares.len(),
        250,
        "a small grid is whole"
    );
    page.act(Action::AddPersona(None));
    assert!(page.state.results.squares.len() < 50);
    assert!(!page.state.is_grid_decided());
    page.act(Action::GridInSight(Sight {
        people: (0, 1),
        networks: (1, 1),
    }));
    assert_eq!(page.state.results.squares.len(), 1);
    assert!(page.state.square(place(&page, 1)).is_some());
    page.act(Action::GridWhole(true));
    assert_eq!(page.state.results.squares.len(), 500);
    assert!(page.state.is_grid_decided());
    page.act(Action::GridWhole(false));
    page.act(Action::GridFilter("ALICE 113.24".into()));
    let shown = page.state.grid_shown();
    assert_eq!((shown.people.len(), shown.sites.len()), (1, 11));
    assert_eq!(
        page.state.results.squares.len(),
        11,
        "what the filter leaves is small"
    );
    page.act(Action::GridFilter("alice nowhere".into()));
    assert_eq!(page.state.grid_shown().squares(), 0);
    page.act(Action::Tab(Tab::SignIns));
    assert!(page.state.results.squares.is_empty());
}

const VPC: &str = "vpc-0123456789abcdef0";
const PINNED: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{
    "StringEquals":{"aws:SourceVpc":"vpc-0123456789abcdef0"},
    "StringNotEquals":{"aws:RequestedRegion":"us-west-2"}}}]}"#;

/// A page whose one network is that VPC.
fn vpc_page(policy: &str) -> Page {
    let mut page = page(policy, &["x"]);
    let site = page.state.workspace.sites[0].id;
    page.act(Action::Site(
        site,
        SiteEdit::Network(Network {
            path: Path::Endpoint,
            vpc: VPC.into(),
            ..Network::default()
        }),
    ));
    page
}

/// Each part as `denied us-east-1`.
fn by_region(square: &Square) -> Vec<String> {
    let parts = square.parts.iter().map(|part| {
        let outcome = part.outcome.map_or("none", Outcome::name);
        format!("{outcome} {}", part.region)
    });
    parts.collect()
}

#[test]
fn a_vpc_is_decided_in_the_region_to_which_policies_pin_it() {
    let mut page = vpc_page(PINNED);
    let found = square(&page, 0);
    assert_eq!(found.outcome(), Some(Outcome::Allowed));
    assert_eq!(found.regions, Regions::Pinned(vec!["us-west-2".into()]));
    // What somebody tells counts for more.
    let site = page.state.workspace.sites[0].id;
    page.act(Action::Site(site, SiteEdit::Region("eu-west-1".into())));
    let found = square(&page, 0);
    assert_eq!(found.outcome(), Some(Outcome::Denied));
    assert_eq!(found.regions, Regions::Told);
}

#[test]
fn where_no_region_is_known_each_that_policies_name_is_decided() {
    let pinned_apart = PINNED.replace(
        &format!(r#""StringEquals":{{"aws:SourceVpc":"{VPC}"}},"#),
        "",
    );
    let page = vpc_page(&pinned_apart);
    let found = square(&page, 0);
    assert!(found.is_mixed());
    assert_eq!(by_region(found), ["denied us-east-1", "allowed us-west-2"]);
    let tried = Regions::Tried(vec!["us-east-1".into(), "us-west-2".into()]);
    assert_eq!(found.regions, tried);
    // Where they make no difference there is nothing to say.
    let page = self::page(PINNED, &["203.0.113.7"]);
    assert_eq!(by_region(square(&page, 0)), ["allowed "]);
    assert_eq!(square(&page, 0).regions, Regions::Told);
    assert_eq!(square(&page, 0).cut, Cut::One);
    // Nor where no policy asks.
    let page = vpc_page(OFFICE_ONLY);
    assert_eq!(square(&page, 0).regions, Regions::Told);
}

#[test]
fn the_region_of_an_endpoint_is_that_of_the_case_file() {
    let text = format!(
        r#"{{"vestibule":1,"account":{{"id":"111122223333"}},
        "vpcEndpoints":[{{"vpc":"{VPC}","serviceName":"com.amazonaws.us-west-2.signin"}}],
        "grid":{{"people":[{{"principal":"{ALICE}"}}],"networks":[{{"vpc":"{VPC}"}}]}},
        "policies":{{"resourceBased":{}}},"requests":[]}}"#,
        PINNED.replace("us-west-2", "eu-west-1")
    );
    let mut page = Page::new();
    page.act(Action::ImportCase {
        name: "case.json".into(),
        text: text.into(),
    })
    .act(Action::Tab(Tab::People));
    let found = square(&page, 0);
    assert_eq!(found.regions, Regions::Known(vec!["us-west-2".into()]));
    assert_eq!(found.outcome(), Some(Outcome::Denied), "the pin is wrong");
}

#[test]
fn a_square_that_is_no_row_is_decided_for_itself() {
    let mut page = page(OFFICE_ONLY, &["203.0.112.0/23", "203.0.113.9"]);
    page.act(Action::LookAt(place(&page, 0), 0));
    assert!(page.state.workspace.scenarios.is_empty());
    let beside = page.state.beside_rows().unwrap().clone();
    assert_eq!(page.outcome(beside.id), Some(Outcome::Denied));
    assert_eq!(&*beside.name, "Alice · 203.0.112.1");
    let detail = page.state.results.detail.clone().unwrap();
    assert_eq!(detail.scenario, beside.id);
    // The other part of it.
    page.act(Action::LookAt(place(&page, 0), 1));
    let other = page.state.beside_rows().unwrap().clone();
    assert_ne!(other.id, beside.id);
    assert_eq!(page.outcome(other.id), Some(Outcome::Allowed));
    assert!(page.state.row(beside.id).is_none(), "it is forgotten");
    // What would change it is a row of its own.
    page.act(Action::AddLooked);
    assert_eq!(page.state.workspace.scenarios.len(), 1);
    assert!(page.state.beside_rows().is_none());
    assert!(page.state.looked.is_some());
    // The same sign-in is that row from then on.
    page.act(Action::Select(None));
    assert!(page.state.looked.is_none());
    page.act(Action::LookAt(place(&page, 0), 1));
    let row = page.state.workspace.scenarios[0].id;
    assert_eq!(page.state.selected.unwrap().scenario, row);
}

#[test]
fn what_is_looked_at_follows_its_person() {
    let mut page = page(OFFICE_ONLY, &["203.0.113.9"]);
    page.act(Action::LookAt(place(&page, 0), 0));
    let person = page.state.workspace.personas[0].id;
    let bob = "arn:aws:iam::111122223333:user/Bob";
    page.act(Action::Persona(person, PersonaEdit::Principal(bob.into())));
    assert_eq!(&*page.state.selected_scenario().unwrap().principal, bob);
    page.act(Action::RemovePersona(person));
    assert!(page.state.looked.is_none() && page.state.selected.is_none());
}
