//! People and networks: kept in case files, pasted, fed from policies and from other workspaces.

use vestibule_wire::Layer;

use super::Page;
use crate::state::action::{Action, PersonaEdit, SiteEdit};
use crate::state::case_file::{export, import};
use crate::state::pasted_list::{self, Trouble};
use crate::state::scenario::{Network, Path};
use crate::state::view::{Dialog, Tab};
use crate::state::workspace::Workspace;

const EXEMPT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
    "Action":"signin:*","Resource":"*","Condition":{
    "NotIpAddressIfExists":{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/25"]},
    "StringNotEqualsIfExists":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},
    "ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/BreakGlassRole","arn:aws:iam::111122223333:user/Alice"]}}}]}"#;

fn principals(workspace: &Workspace) -> Vec<&str> {
    workspace
        .personas
        .iter()
        .map(|one| &*one.principal)
        .collect()
}

fn networks(workspace: &Workspace) -> Vec<String> {
    let told = |network: &Network| match network.path {
        Path::Public => network.source_ip.to_string(),
        Path::Endpoint => [&*network.vpc, &network.endpoint, &network.private_ip].join(" "),
    };
    workspace
        .sites
        .iter()
        .map(|site| told(&site.network))
        .collect()
}

#[test]
fn the_usual_lists_are_in_no_case_file() {
    let page = Page::new();
    assert!(!export(&page.0.workspace).contains("grid"));
}

#[test]
fn people_and_networks_are_in_the_case_file() {
    let mut page = Page::new();
    let person = page.0.workspace.personas[0].id;
    let site = page.0.workspace.sites[0].id;
    page.act(Action::Persona(person, PersonaEdit::Name("Ops".into())))
        .act(Action::Persona(
            person,
            PersonaEdit::Principal("arn:aws:iam::{account}:role/Ops".into()),
        ))
        .act(Action::Site(
            site,
            SiteEdit::Region("eu-west-1, us-east-1".into()),
        ))
        .act(Action::Site(
            site,
            SiteEdit::Network(Network {
                path: Path::Endpoint,
                vpc: "vpc-0123456789abcdef0".into(),
                private_ip: "10.0.0.0/16; 10.9.0.1".into(),
                ..Network::default()
            }),
        ));
    let text = export(&page.0.workspace);
    let (read, findings) = import(&text).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(principals(&read)[0], "arn:aws:iam::111122223333:role/Ops");
    assert_eq!(
        networks(&read)[0],
        "vpc-0123456789abcdef0  10.0.0.0/16, 10.9.0.1"
    );
    assert_eq!(&*read.sites[0].region, "eu-west-1, us-east-1");
    assert_eq!(export(&read), text, "nothing is lost on the way");
}

#[test]
fn whom_and_what_policies_name_takes_the_place_of_the_usual_lists() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, "RBP", EXEMPT);
    page.act(Action::Tab(Tab::People));
    let workspace = &page.0.workspace;
    let people = principals(workspace);
    assert!(
        people.contains(&"arn:aws:iam::111122223333:role/BreakGlassRole"),
        "{people:?}"
    );
    assert!(
        !people.iter().any(|arn| arn.ends_with("role/BreakGlass")),
        "{people:?}"
    );
    assert!(
        people.iter().any(|arn| arn.ends_with(":root")),
        "{people:?}"
    );
    let expected = [
        "203.0.113.0/24",
        "198.51.100.0/25",
        "vpc-0a1b2c3d4e5f60718  ",
        "192.0.2.44",
        "2001:db8::44",
    ];
    assert_eq!(
        networks(workspace),
        expected,
        "and one outside of all of them"
    );
    // Asked again, nothing is there twice.
    let before = page.0.workspace.clone();
    page.act(Action::FeedLists);
    assert_eq!(page.0.workspace, before);
    // Nobody's own lists are touched unasked.
    let person = before.personas[0].id;
    page.act(Action::RemovePersona(person));
    let people = page.0.workspace.personas.len();
    page.act(Action::Dialog(Some(Dialog::People)));
    assert_eq!(page.0.workspace.personas.len(), people);
}

#[test]
fn policies_that_come_while_the_grid_is_shown_are_asked_at_once() {
    let mut page = Page::new();
    page.act(Action::Tab(Tab::People));
    page.add(Layer::ResourceBased, "RBP", EXEMPT);
    let exempt = "arn:aws:iam::111122223333:role/BreakGlassRole";
    assert!(principals(&page.0.workspace).contains(&exempt));
    page.act(Action::Undo);
    assert!(
        page.0.workspace.documents.is_empty(),
        "it is no step of its own"
    );
    page.act(Action::Example {
        slug: "e".into(),
        name: "E".into(),
        text: crate::examples::ALL[0].file.into(),
    });
    assert!(page.0.workspace.has_own_lists());
    assert!(page.0.is_example(), "nobody has changed it");
}

#[test]
fn what_the_case_file_tells_is_taken_too() {
    let text = r#"{"vestibule":1,"account":{"id":"111122223333"},
        "networks":[{"name":"Tokyo office","sourceIp":["192.0.2.0/24","2001:db8::/32"]}],
        "principals":[{"principal":"arn:aws:iam::111122223333:user/Rescue"}],
        "vpcEndpoints":[{"vpc":"vpc-0123456789abcdef0","serviceName":"com.amazonaws.eu-west-1.signin","endpoint":"vpce-0123456789abcdef0"}],
        "policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
        "Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0123456789abcdef0"}}}]}},
        "requests":[]}"#;
    let mut page = Page::new();
    page.act(Action::ImportCase {
        name: "case.json".into(),
        text: text.into(),
    })
    .act(Action::FeedLists);
    let workspace = &page.0.workspace;
    assert!(principals(workspace).contains(&"arn:aws:iam::111122223333:user/Rescue"));
    let expected = [
        "192.0.2.0/24, 2001:db8::/32",
        "vpc-0123456789abcdef0 vpce-0123456789abcdef0 ",
        "198.51.100.44",
    ];
    assert_eq!(networks(workspace), expected);
    assert_eq!(&*workspace.sites[0].name, "Tokyo office");
}

#[test]
fn lists_of_another_workspace_are_of_this_account() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, "RBP", EXEMPT);
    page.act(Action::FeedLists);
    let lists = page.0.workspace.lists();
    page.act(Action::NewWorkspace)
        .act(Action::Account(crate::state::action::AccountEdit::Id(
            "444455556666".into(),
        )));
    page.act(Action::TakeLists(lists.clone()));
    let there = page.0.workspace.lists();
    assert!(
        there
            .people
            .iter()
            .any(|one| &*one.principal == "arn:aws:iam::{account}:role/BreakGlassRole")
    );
    let before = page.0.workspace.clone();
    page.act(Action::TakeLists(lists));
    assert_eq!(page.0.workspace, before, "they are there already");
}

#[test]
fn a_pasted_list_is_read_line_by_line() {
    let list = pasted_list::read(
        "Office 1, 203.0.113.0/26\n\
         Office 2;198.51.100.0/24;2001:db8::/32\n\
         Home\t192.0.2.44\n\
         Branch 7 192.0.2.128/25\n\
         203.0.113.200\n\
         Core, vpc-0a1b2c3d4e5f60718, vpce-0123456789abcdef0, 10.0.0.0/16, eu-west-1\n\
         \"Alice\", arn:aws:iam::111122223333:user/Alice\n\
         arn:aws:iam::111122223333:role/ops/Admin\n\
         \n\
         name, cidr\n\
         Typo, 2001:db8::1/32\n\
         Bad, 203.0.113.300\n\
         Group, arn:aws:iam::111122223333:group/a\n\
         Both, 192.0.2.1, arn:aws:iam::111122223333:user/Bob\n",
    );
    let networks: Vec<(&str, String, &str)> = list
        .networks
        .iter()
        .map(|site| {
            let network = &site.network;
            let told = [
                &*network.source_ip,
                &network.vpc,
                &network.endpoint,
                &network.private_ip,
            ];
            (&*site.name, told.join("|"), &*site.region)
        })
        .collect();
    let expected = [
        ("Office 1", "203.0.113.0/26|||", ""),
        ("Office 2", "198.51.100.0/24, 2001:db8::/32|||", ""),
        ("Home", "192.0.2.44|||", ""),
        ("Branch 7", "192.0.2.128/25|||", ""),
        ("203.0.113.200", "203.0.113.200|||", ""),
        (
            "Core",
            "|vpc-0a1b2c3d4e5f60718|vpce-0123456789abcdef0|10.0.0.0/16",
            "eu-west-1",
        ),
    ];
    assert_eq!(
        networks,
        expected.map(|(name, told, region)| (name, told.to_owned(), region))
    );
    let people: Vec<(&str, &str)> = list
        .people
        .iter()
        .map(|one| (&*one.name, &*one.principal))
        .collect();
    assert_eq!(
        people,
        [
            ("Alice", "arn:aws:iam::111122223333:user/Alice"),
            ("Admin", "arn:aws:iam::111122223333:role/ops/Admin")
        ]
    );
    let rest: Vec<(&str, &Trouble)> = list.rest.iter().map(|(line, why)| (&**line, why)).collect();
    assert_eq!(
        rest,
        [
            ("name, cidr", &Trouble::NoNetworkNorArn),
            (
                "Typo, 2001:db8::1/32",
                &Trouble::HostBits {
                    told: "2001:db8::1/32".into(),
                    meant: "2001:db8::/32".into()
                }
            ),
            (
                "Bad, 203.0.113.300",
                &Trouble::NotAnAddress("203.0.113.300".into())
            ),
            (
                "Group, arn:aws:iam::111122223333:group/a",
                &Trouble::NotAPrincipal("arn:aws:iam::111122223333:group/a".into())
            ),
            (
                "Both, 192.0.2.1, arn:aws:iam::111122223333:user/Bob",
                &Trouble::Both
            ),
        ]
    );
}

#[test]
fn the_number_to_add_is_what_is_added() {
    let mut page = Page::new();
    let ids = |page: &Page| {
        let workspace = &page.0.workspace;
        let people: Vec<u32> = workspace.personas.iter().map(|one| one.id).collect();
        let sites: Vec<u32> = workspace.sites.iter().map(|one| one.id).collect();
        (people, sites)
    };
    let (personas, sites) = ids(&page);
    for _ in 0..2 {
        let missing = page.0.workspace.missing(&personas, &sites);
        let before = page.0.workspace.scenarios.len();
        page.act(Action::Generate {
            personas: personas.clone(),
            sites: sites.clone(),
        });
        assert_eq!(page.0.workspace.scenarios.len() - before, missing);
    }
    assert_eq!(page.0.workspace.missing(&personas, &sites), 0);
    // A row of a range says of which address it is.
    let site = sites[0];
    page.act(Action::Site(
        site,
        SiteEdit::Network(Network {
            source_ip: "203.0.113.0/26".into(),
            ..Network::default()
        }),
    ));
    assert_eq!(page.0.workspace.missing(&personas, &[site]), personas.len());
    page.act(Action::Generate {
        personas,
        sites: vec![site],
    });
    let last = page.0.workspace.scenarios.last().unwrap();
    assert!(last.name.ends_with(" · 203.0.113.1"), "{}", last.name);
    assert_eq!(&*last.network.source_ip, "203.0.113.1");
}
