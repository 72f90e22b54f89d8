//! Checks the networks that have names.

use std::net::IpAddr;

use vestibule_iam::cidr::{CidrError, parse_network, unmapped};
use vestibule_iam::message;
use vestibule_iam::problem::{code, quoted};
use vestibule_signin::address::NotPublic;
use vestibule_syntax::limits::NAMED_NETWORKS;

use super::{characters, network, region};
use crate::contract::finding::{Finding, Severity};
use crate::contract::named_network::NamedNetwork;
use crate::input::place::Place;
use crate::input::report::Report;

/// Complains of networks that are none, and of names that do not tell them apart.
pub(crate) fn named_networks(networks: &[NamedNetwork], report: &mut Report<'_>) {
    let place = Place::Root.member("networks");
    if networks.len() > NAMED_NETWORKS {
        let message = message!(
            "the case names {count} networks, and at most {most} are read",
            count = networks.len(),
            most = NAMED_NETWORKS
        );
        let help = message!("leave out those of which no answer has to speak");
        report.error(&place, "too-many-networks", message, help);
        return;
    }
    for (index, told) in networks.iter().enumerate() {
        let place = place.element(index);
        check(told, &place, report);
        let mut before = networks.iter().take(index);
        if before.any(|other| other.name == told.name) {
            let message = message!("two networks are called {name}", name = quoted(&told.name));
            let help = message!("give each a name of its own");
            report.error(&place.member("name"), "duplicate-network", message, help);
        }
    }
}

fn check(told: &NamedNetwork, place: &Place<'_>, report: &mut Report<'_>) {
    characters::name(&told.name, &place.member("name"), report);
    if told.source_ip.is_none() && !told.is_endpoint() {
        report.refuse(place, network::no_members());
    }
    if let Some(ranges) = &told.source_ip {
        let place = place.member("sourceIp");
        if ranges.is_empty() {
            let message = message!("the network has no address");
            let help = message!(
                "write ranges such as `203.0.113.0/24`; for any address within a VPC leave `sourceIp` out"
            );
            report.error(&place, "missing-network", message, help);
        }
        for (index, text) in ranges.iter().enumerate() {
            range(text, told.is_endpoint(), &place.element(index), report);
        }
    }
    network::ids(told.vpc.as_deref(), told.endpoint.as_deref(), place, report);
    if let Some(regions) = &told.regions {
        let place = place.member("regions");
        if regions.is_empty() {
            let message = message!("the list names no Region");
            let help = message!("leave it out for any Region");
            report.error(&place, "invalid-region", message, help);
        }
        for (index, told) in regions.iter().enumerate() {
            let _ = region(told, &place.element(index), report);
        }
    }
}

/// `private` says that the addresses are those within a VPC.
#[inline(never)]
fn range(text: &str, private: bool, place: &Place<'_>, report: &mut Report<'_>) {
    let right = match parse_network(text) {
        Ok(range) => match unmapped(range) {
            None => {
                let (first, last) = (range.network(), range.broadcast());
                if let Some(not_public) = not_public(first, last).filter(|_| !private) {
                    network::not_public_ip(text, not_public, place, report);
                }
                return;
            }
            // Nobody comes from such a range: requests have the IPv4 address.
            Some(v4) => Some(v4),
        },
        Err(CidrError::HostBits(masked)) => Some(masked),
        Err(CidrError::Malformed) => None,
    };
    let message = message!(
        "{text} is not an address or a range in CIDR notation",
        text = quoted(text)
    );
    let finding = Finding::new("invalid-range", Severity::Error, message);
    let finding = match right {
        Some(right) => {
            let right = right.to_string();
            finding.help(message!("did you mean {right}?", right = code(&right)))
        }
        None => finding.help(message!(
            "write a range such as `203.0.113.0/24` or `2001:db8:1234::/48`"
        )),
    };
    report.refuse(place, finding);
}

/// What kind of addresses the range has, if none of them is public.
fn not_public(first: IpAddr, last: IpAddr) -> Option<NotPublic> {
    let kind = NotPublic::of(first)?;
    (NotPublic::of(last) == Some(kind)).then_some(kind)
}
