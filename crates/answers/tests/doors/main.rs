//! Doors: what AWS documents, and allow-lists that are held against it.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use std::collections::BTreeSet;

use vestibule_answers::{DoorsAnswer, DoorsFor, PortalStack, doors, is_account_alias};
use vestibule_answers::{is_commercial_region, is_label};
use vestibule_wire::{AllowListFormat, Covered, DomainList, DoorKind, EntryWidth};

mod lists;

fn asked(kinds: &[DoorKind], regions: &[&str]) -> DoorsFor {
    DoorsFor {
        doors: kinds.to_vec(),
        account: Some("111122223333".to_owned()),
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        portal: Some("d-1234567890".to_owned()),
        instance: Some("ssoins-1234567890abcdef".to_owned()),
        stack: None,
    }
}

/// The verdicts on a list, of what a root user needs in one Region.
fn held(list: &str) -> DoorsAnswer {
    doors(&asked(&[DoorKind::Root], &["eu-west-1"]), Some(list))
}

fn verdict(answer: &DoorsAnswer, domain: &str) -> Covered {
    let list = answer.answer.allow_list.as_ref().unwrap();
    let found = list.domains.iter().find(|of| of.domain == domain);
    found.unwrap().verdict
}

fn list_of(name: &str) -> DomainList {
    match name {
        "signIn" => DomainList::SignIn,
        "signInUrl" => DomainList::SignInUrl,
        "oauth" => DomainList::Oauth,
        "controlPlane" => DomainList::ControlPlane,
        "portalIpv4" => DomainList::PortalIpv4,
        "portalDualStack" => DomainList::PortalDualStack,
        "builderId" => DomainList::BuilderId,
        _ => unreachable!("{name}"),
    }
}

#[test]
fn every_domain_is_as_aws_documents_it_page_by_page() {
    let mut documented = BTreeSet::new();
    let mut page = None;
    for line in include_str!("documented.txt").lines() {
        if let Some(heading) = line.strip_prefix("== ") {
            let (tag, list) = heading.split_once(' ').unwrap();
            page = Some((list_of(list), tag.to_owned()));
        } else if let Some((list, tag)) = &page
            && !line.is_empty()
        {
            documented.insert((*list, line.to_owned(), tag.clone()));
        }
    }
    let answer = doors(&DoorsFor::default(), None).answer;
    let mut found = BTreeSet::new();
    for domain in &answer.domains {
        for tag in &domain.sources {
            found.insert((domain.list, domain.documented.clone(), tag.clone()));
        }
    }
    // The control plane's Region for writes is filled in.
    assert_eq!(found, documented);
    assert!(documented.len() > 70);
}

#[test]
fn docs_doors_has_every_domain_address_and_endpoint() {
    let document = include_str!("../../../../docs/doors.md");
    let answer = doors(&DoorsFor::default(), None).answer;
    for domain in &answer.domains {
        let row = format!(
            "| `{}` | {} |",
            domain.documented,
            domain.sources.join(", ")
        );
        let (_, below) = document
            .split_once(&format!("### {}\n", heading(domain.list)))
            .unwrap();
        let part = below.split("\n#").next().unwrap();
        assert!(part.contains(&row), "{:?} lacks {row}", domain.list);
    }
    for url in answer.doors.iter().flat_map(|door| &door.urls) {
        let url = url.replace("us-east-1", "[Region]");
        assert!(document.contains(&format!("`{url}`")), "{url}");
    }
    for name in answer
        .private_access
        .iter()
        .flat_map(|endpoint| &endpoint.dns_names)
    {
        let name = name.replace("us-east-1", "[Region]");
        assert!(document.contains(&format!("`{name}`")), "{name}");
    }
    for endpoint in &answer.private_access {
        let service = endpoint.service_name.rsplit('.').next().unwrap();
        assert!(
            document.contains(&format!("`com.amazonaws.[Region].{service}`")),
            "{service}"
        );
    }
    for source in &answer.sources {
        assert!(document.contains(&source.address), "{}", source.address);
    }
}

fn heading(list: DomainList) -> &'static str {
    match list {
        DomainList::SignIn => "The sign-in page",
        DomainList::SignInUrl => "The sign-in addresses",
        DomainList::Oauth => "Clients of OAuth",
        DomainList::ControlPlane => "The control plane",
        DomainList::PortalIpv4 => "The access portal over IPv4",
        DomainList::PortalDualStack => "The access portal over dual-stack",
        DomainList::BuilderId => "AWS Builder ID",
    }
}

#[test]
fn what_is_given_is_filled_in() {
    let answer = doors(&asked(&[], &["eu-west-1", "us-east-1"]), None).answer;
    let urls: Vec<&String> = answer.doors.iter().flat_map(|door| &door.urls).collect();
    for url in [
        "https://111122223333.signin.aws.amazon.com/console/",
        "https://d-1234567890.awsapps.com/start",
        "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws",
        "https://signin.eu-west-1.api.aws",
        "https://signin.us-east-1.api.aws",
    ] {
        assert!(urls.iter().any(|of| *of == url), "{url} {urls:?}");
    }
    assert!(!urls.iter().any(|url| url.contains('[')), "{urls:?}");
    let domains: Vec<&String> = answer.domains.iter().map(|domain| &domain.domain).collect();
    assert!(
        !domains.iter().any(|domain| domain.contains('[')),
        "{domains:?}"
    );
    let names: Vec<&String> = answer
        .private_access
        .iter()
        .map(|of| &of.service_name)
        .collect();
    let of_static = names.iter().filter(|name| name.ends_with("console-static"));
    assert_eq!(of_static.count(), 1);
    assert!(
        names
            .iter()
            .any(|name| *name == "com.amazonaws.eu-west-1.signin")
    );
    let first = &answer.private_access[0];
    assert_eq!(first.service_name, "com.amazonaws.us-east-1.signin");
    assert!(
        first
            .dns_names
            .contains(&"signin.aws.amazon.com".to_owned())
    );
}

#[test]
fn a_firewall_without_wildcards_gets_the_hosts_that_are_documented() {
    let answer = doors(&asked(&[DoorKind::BuilderId], &["us-east-1"]), None).answer;
    let hosts = |domain: &str| {
        let found = answer.domains.iter().find(|of| of.domain == domain);
        found.unwrap().hosts.clone()
    };
    assert_eq!(hosts("*.cloudfront.net"), None);
    assert_eq!(
        hosts("profile.aws.amazon.com").unwrap(),
        ["profile.aws.amazon.com"]
    );
    assert_eq!(hosts("oidc.*.api.aws").unwrap(), ["oidc.us-east-1.api.aws"]);
    assert_eq!(
        hosts("*.signin.aws").unwrap(),
        ["us-east-1.signin.aws", "us-east-1.sso.signin.aws"]
    );
    let all = answer
        .domains
        .iter()
        .filter_map(|domain| domain.hosts.as_ref())
        .flatten();
    assert!(all.clone().count() > 5);
    for host in all {
        assert!(!host.contains('*'), "{host}");
    }
}

#[test]
fn each_door_says_whether_policies_gate_it() {
    let answer = doors(&DoorsFor::default(), None).answer;
    let gated: Vec<(DoorKind, usize, usize)> = answer
        .doors
        .iter()
        .map(|door| (door.door, door.gated_at.len(), door.layers.len()))
        .collect();
    assert_eq!(
        gated,
        [
            (DoorKind::Root, 3, 4),
            (DoorKind::IamUser, 3, 6),
            (DoorKind::IdentityCenter, 3, 7),
            (DoorKind::Federated, 3, 7),
            (DoorKind::BuilderId, 0, 0),
            (DoorKind::ControlPlane, 0, 0),
        ]
    );
    for door in &answer.doors {
        assert!(
            !door.sources.is_empty() && !door.notes.is_empty(),
            "{door:?}"
        );
    }
    assert!(
        answer
            .sources
            .iter()
            .all(|source| source.address.starts_with("https://"))
    );
}

#[test]
fn the_portal_may_be_of_one_stack() {
    let mut only = asked(&[DoorKind::IdentityCenter], &["us-east-1"]);
    only.stack = Some(PortalStack::Ipv4);
    let answer = doors(&only, None).answer;
    assert!(
        answer
            .domains
            .iter()
            .all(|of| of.list != DomainList::PortalDualStack)
    );
    assert!(
        answer.doors[0]
            .urls
            .iter()
            .all(|url| !url.ends_with(".app.aws"))
    );
    only.stack = Some(PortalStack::DualStack);
    let answer = doors(&only, None).answer;
    assert!(
        answer
            .domains
            .iter()
            .all(|of| of.list != DomainList::PortalIpv4)
    );
    assert_eq!(answer.doors[0].urls.len(), 1);
}

#[test]
fn what_may_be_given_is_told_apart() {
    for (text, expected) in [
        ("my-alias", true),
        ("111122223333", false),
        ("a", false),
        ("-ab", false),
        ("A-b", false),
        ("a--b", false),
    ] {
        assert_eq!(is_account_alias(text), expected, "{text}");
    }
    for (text, expected) in [
        ("eu-west-1", true),
        ("cn-north-1", false),
        ("us-gov-west-1", false),
        ("mars", false),
    ] {
        assert_eq!(is_commercial_region(text), expected, "{text}");
    }
    for (text, expected) in [
        ("d-1234567890", true),
        ("a.b", false),
        ("", false),
        ("[x]", false),
    ] {
        assert_eq!(is_label(text), expected, "{text}");
    }
}
