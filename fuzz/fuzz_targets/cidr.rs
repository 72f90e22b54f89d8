//! Addresses and ranges against the standard library's, and the range look-up against a search.
//!
//! The input is an address in the first line and ranges in the others.
#![no_main]

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr};

use ipnetwork::IpNetwork;
use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, seed};
use vestibule_iam::cidr::{CidrError, IpSet, parse_address, parse_network};

fuzz_target!(init: seed("cidr", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    let strings = case.strings();
    let found = |text: &&&str| {
        text.contains(['.', ':']) && !text.contains(char::is_alphabetic) || text.contains("::")
    };
    let ranges: Vec<&str> = strings.iter().filter(found).copied().collect();
    for range in &ranges {
        seeds.insert(format!(
            "{}\n{range}",
            range.split('/').next().unwrap_or_default()
        ));
    }
    if let Some(first) = ranges.first() {
        seeds.insert(format!("{first}\n{}", ranges.join("\n")));
    }
}

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut lines = text.split('\n');
    let address = lines.next().and_then(address);
    let mut networks = Vec::new();
    for (label, line) in (0_u32..).zip(lines) {
        match parse_network(line) {
            Ok(network) => {
                assert!(network.contains(network.ip()), "{line:?}");
                assert!(
                    network.is_ipv4() || network.network() == network.ip(),
                    "{line:?}"
                );
                again(network);
                networks.push((label, network));
            }
            Err(CidrError::HostBits(network)) => {
                assert!(
                    network.is_ipv6() && network.network() == network.ip(),
                    "{line:?}"
                );
                again(network);
            }
            Err(CidrError::Malformed) => {
                // What everybody else takes for a range is one, but for a dotted IPv6 address
                // and for a network mask in place of the prefix length.
                let (host, prefix) = line.split_once('/').unwrap_or((line, ""));
                let odd = prefix.contains('.') || (host.contains(':') && host.contains('.'));
                assert!(odd || line.parse::<IpNetwork>().is_err(), "{line:?}");
            }
        }
    }
    let set = IpSet::new(networks.iter().copied());
    assert_eq!(set.is_empty(), networks.is_empty());
    let edges = networks.iter().flat_map(|(_, network)| {
        let (first, last) = (network.network(), network.broadcast());
        [
            Some(first),
            Some(last),
            neighbour(first, -1),
            neighbour(last, 1),
        ]
    });
    for address in edges.flatten().chain(address) {
        let first = networks
            .iter()
            .find(|(_, network)| network.contains(address));
        assert_eq!(
            set.find(address),
            first.map(|(label, _)| *label),
            "{address}"
        );
    }
}

fn address(text: &str) -> Option<IpAddr> {
    let found = parse_address(text);
    match text.parse() {
        Ok(usual @ IpAddr::V4(_)) => assert_eq!(found, Some(usual), "{text:?}"),
        Ok(IpAddr::V6(usual)) => {
            let mapped = usual.to_ipv4_mapped();
            // Only an IPv4-mapped address may be written with dots.
            let expected = match mapped {
                None if text.contains('.') => None,
                _ => Some(mapped.map_or(IpAddr::V6(usual), IpAddr::V4)),
            };
            assert_eq!(found, expected, "{text:?}");
        }
        Err(_) => {}
    }
    if let Some(found) = found {
        assert_eq!(parse_address(&found.to_string()), Some(found), "{text:?}");
    }
    found
}

fn neighbour(address: IpAddr, by: i8) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => {
            let bits = address.to_bits().checked_add_signed(i32::from(by))?;
            Some(IpAddr::V4(bits.into()))
        }
        IpAddr::V6(address) => {
            let bits = address.to_bits().checked_add_signed(i128::from(by))?;
            Some(IpAddr::V6(Ipv6Addr::from_bits(bits)))
        }
    }
}

/// The usual spelling of a range reads the same, unless it has the dots that AWS refuses.
fn again(network: IpNetwork) {
    let text = network.to_string();
    let dotted = network.is_ipv6() && text.contains('.');
    let expected = if dotted {
        Err(CidrError::Malformed)
    } else {
        Ok(network)
    };
    assert_eq!(parse_network(&text), expected, "{text}");
}
