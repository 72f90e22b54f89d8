//! Addresses and ranges against the recorded cases, the standard library, and bits.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnetwork::IpNetwork;
use proptest::prelude::*;

use super::{CidrError, IpSet, parse_address, parse_network};

macro_rules! addresses {
    ($($name:ident: $text:expr => $expected:expr;)*) => {$(
        #[test]
        fn $name() {
            let expected: Option<&str> = $expected;
            let expected = expected.map(|text| text.parse::<IpAddr>().unwrap());
            assert_eq!(parse_address($text), expected);
        }
    )*};
}

// Recorded request values [E2], and their neighbours.
addresses! {
    v4: "192.0.2.1" => Some("192.0.2.1");
    v4_leading_zeros_are_decimal: "192.000.002.010" => Some("192.0.2.10");
    v4_many_leading_zeros: "0000192.0.2.1" => Some("192.0.2.1");
    v4_octet_too_large: "192.0.2.256" => None;
    v4_three_parts: "192.0.513" => None;
    v4_five_parts: "192.0.2.1.1" => None;
    v4_one_number: "3221225985" => None;
    v4_empty_part: "192.0..1" => None;
    v4_trailing_dot: "192.0.2.1." => None;
    v4_prefix: "192.0.2.1/32" => None;
    v4_leading_space: " 192.0.2.1" => None;
    v4_trailing_space: "192.0.2.1 " => None;
    v4_sign: "192.0.2.+1" => None;
    v4_hexadecimal: "0xc0.0.2.1" => None;
    not_an_address: "not-an-ip" => None;
    empty: "" => None;
    v6: "2001:db8::1" => Some("2001:db8::1");
    v6_upper_case: "2001:DB8::A" => Some("2001:db8::a");
    v6_all_groups: "2001:0db8:0000:0000:0000:0000:0000:0001" => Some("2001:db8::1");
    v6_any: "::" => Some("::");
    v6_zone_name: "fe80::1%eth0" => None;
    v6_zone_number: "fe80::1%1" => None;
    v6_brackets: "[2001:db8::1]" => None;
    v6_group_of_five_digits: "2001:00db8::1" => None;
    v6_nine_groups: "1:2:3:4:5:6:7:8:9" => None;
    v6_seven_groups: "1:2:3:4:5:6:7" => None;
    v6_gap_of_no_group: "1:2:3:4::5:6:7:8" => None;
    v6_gap_of_one_group: "1:2:3::5:6:7:8" => Some("1:2:3:0:5:6:7:8");
    v6_three_colons: "2001:db8:::1" => Some("2001:db8::1");
    v6_only_three_colons: ":::" => Some("::");
    v6_four_colons: "2001:db8::::1" => None;
    v6_two_gaps: "2001::db8::1" => None;
    v6_gap_and_three_colons: "2001::db8:::1" => None;
    v6_trailing_colon: "2001:db8::1:" => Some("2001:db8::1");
    v6_trailing_colon_without_gap: "2001:db8:0:0:0:0:0:1:" => Some("2001:db8::1");
    v6_trailing_colon_is_no_group: "1:2:3:4:5:6:7:" => None;
    v6_leading_colon: ":2001:db8::1" => Some("0:2001:db8::1");
    v6_leading_colon_without_gap: ":1:2:3:4:5:6:7" => Some("0:1:2:3:4:5:6:7");
    v6_lone_colon: ":" => None;
    mapped_dotted: "::ffff:192.0.2.1" => Some("192.0.2.1");
    mapped_hexadecimal: "::FFFF:c000:201" => Some("192.0.2.1");
    mapped_written_out: "0:0:0:0:0:ffff:192.0.2.1" => Some("192.0.2.1");
    mapped_three_colons: "::ffff:::192.0.2.1" => None;
    dotted_compatible: "::192.0.2.1" => None;
    dotted_tail: "2001:db8::192.0.2.1" => None;
    dotted_head: "192.0.2.1::" => None;
    dotted_inside: "::192.0.2.1:ffff" => None;
    dotted_of_three_parts: "::ffff:192.0.2" => None;
}

#[derive(Debug, PartialEq)]
enum Read {
    Network(&'static str),
    HostBits(&'static str),
    Malformed,
}

macro_rules! networks {
    ($($name:ident: $text:expr => $expected:expr;)*) => {$(
        #[test]
        fn $name() {
            use Read::*;
            let network = |text: &str| text.parse::<IpNetwork>().unwrap();
            let expected = match $expected {
                Network(text) => Ok(network(text)),
                HostBits(text) => Err(CidrError::HostBits(network(text))),
                Malformed => Err(CidrError::Malformed),
            };
            assert_eq!(parse_network($text), expected);
        }
    )*};
}

// Recorded policy operands [E2], and their neighbours.
networks! {
    range: "192.0.2.0/24" => Network("192.0.2.0/24");
    range_host_bits: "192.0.2.5/24" => Network("192.0.2.5/24");
    range_no_prefix: "192.0.2.1" => Network("192.0.2.1/32");
    range_everything: "192.0.2.0/0" => Network("192.0.2.0/0");
    range_leading_zeros: "192.000.002.0/024" => Network("192.0.2.0/24");
    range_plus: "192.0.2.0/+24" => Network("192.0.2.0/24");
    range_two_signs: "192.0.2.0/++24" => Malformed;
    range_minus: "192.0.2.0/-1" => Malformed;
    range_too_long: "192.0.2.0/33" => Malformed;
    range_far_too_long: "192.0.2.0/256" => Malformed;
    range_empty_prefix: "192.0.2.0/" => Malformed;
    range_two_prefixes: "192.0.2.0/24/24" => Malformed;
    range_netmask: "192.0.2.0/255.255.255.0" => Malformed;
    range_star: "192.0.2.*" => Malformed;
    range6: "2001:DB8::/064" => Network("2001:db8::/64");
    range6_no_prefix: "2001:db8::1" => Network("2001:db8::1/128");
    range6_everything: "::/0" => Network("::/0");
    range6_too_long: "2001:db8::/129" => Malformed;
    range6_host_bits: "2001:db8::5/64" => HostBits("2001:db8::/64");
    range6_one_host_bit: "2001:db8::5/127" => HostBits("2001:db8::4/127");
    range6_host_bits_of_everything: "2001:db8::1/0" => HostBits("::/0");
    range6_three_colons: "2001:db8:::1/128" => Network("2001:db8::1/128");
    range6_trailing_colon: "2001:db8::1:/128" => Network("2001:db8::1/128");
    range6_mapped_dotted: "::ffff:192.0.2.0/120" => Malformed;
    range6_mapped_hexadecimal: "::ffff:c000:200/120" => Network("::ffff:c000:200/120");
    range6_dotted: "::192.0.2.0/120" => Malformed;
    range_text: "not-an-ip" => Malformed;
    range_none: "" => Malformed;
}

/// The tolerant spelling turned into the strict one, for the standard library to read.
fn strict_v6(text: &str) -> Option<Ipv6Addr> {
    let mut text = text.to_owned();
    if text.starts_with(':') && !text.starts_with("::") {
        text.insert(0, '0');
    }
    if let Some((left, right)) = text.clone().split_once("::") {
        text = format!("{left}::{}", right.trim_start_matches(':'));
        if right.starts_with("::") {
            return None;
        }
    }
    if text.ends_with(':') && !text.ends_with("::") {
        text.pop();
    }
    // Leading zeros of octets say nothing.
    if let Some((groups, octets)) = text.rsplit_once(':')
        && octets.contains('.')
    {
        let plain: Vec<&str> = octets
            .split('.')
            .map(|octet| match octet.trim_start_matches('0') {
                "" if !octet.is_empty() => "0",
                plain => plain,
            })
            .collect();
        text = format!("{groups}:{}", plain.join("."));
    }
    let address: Ipv6Addr = text.parse().ok()?;
    let dotted_elsewhere = text.contains('.') && address.to_ipv4_mapped().is_none();
    (!dotted_elsewhere).then_some(address)
}

fn colon_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![":", ":", "::", ":::", "0", "1", "ffff", "db8", "c000"]);
    let text = proptest::collection::vec(piece, 0..18).prop_map(|pieces| pieces.concat());
    let tail = prop::sample::select(vec![
        "",
        "",
        "",
        "192.0.2.1",
        ":192.0.2.1",
        "1.2.3.4:",
        "ffff:01.2.00.4",
    ]);
    (text, tail).prop_map(|(text, tail)| {
        if text.contains(':') {
            text + tail
        } else {
            ":".to_owned() + &text + tail
        }
    })
}

fn network() -> impl Strategy<Value = IpNetwork> {
    // Few distinct bits, so that ranges nest, touch and repeat.
    let v4 = (any::<u32>(), 0_u8..=32, 0_u32..4).prop_map(|(bits, prefix, top)| {
        let address = Ipv4Addr::from_bits((top << 30) | (bits & 0b111));
        IpNetwork::new(IpAddr::V4(address), prefix).unwrap()
    });
    let v6 = (any::<u128>(), 0_u8..=128, 0_u128..4).prop_map(|(bits, prefix, top)| {
        let address = Ipv6Addr::from_bits((top << 126) | (bits & 0b111));
        let network = IpNetwork::new(IpAddr::V6(address), prefix).unwrap();
        IpNetwork::new(network.network(), prefix).unwrap()
    });
    prop_oneof![v4, v6]
}

/// The definition: the first `prefix` bits are the same.
fn contains_by_bits(network: IpNetwork, address: IpAddr) -> bool {
    let prefix = u32::from(network.prefix());
    match (network.ip(), address) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros() >= prefix,
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros() >= prefix,
        _ => false,
    }
}

/// The ends of a range and their neighbours outside of it.
fn ends(network: IpNetwork) -> Vec<IpAddr> {
    match (network.network(), network.broadcast()) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            let (first, last) = (first.to_bits(), last.to_bits());
            [first.wrapping_sub(1), first, last, last.wrapping_add(1)]
                .map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)))
                .to_vec()
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            let (first, last) = (first.to_bits(), last.to_bits());
            [first.wrapping_sub(1), first, last, last.wrapping_add(1)]
                .map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)))
                .to_vec()
        }
        _ => Vec::new(),
    }
}

#[test]
fn an_empty_set_holds_nothing() {
    let set = IpSet::new([]);
    assert!(set.is_empty());
    assert_eq!(set.find("192.0.2.1".parse().unwrap()), None);
}

#[test]
fn many_ranges_are_found_by_halving() {
    let networks: Vec<(u32, IpNetwork)> = (0..10_000_u32)
        .map(|index| {
            (
                index,
                format!("10.{}.{}.0/25", index / 256, index % 256)
                    .parse()
                    .unwrap(),
            )
        })
        .collect();
    let set = IpSet::new(networks);
    assert!(!set.is_empty());
    assert_eq!(set.find("10.3.7.5".parse().unwrap()), Some(3 * 256 + 7));
    assert_eq!(set.find("10.3.7.128".parse().unwrap()), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn tolerant_spellings_agree_with_strict_ones(text in colon_text()) {
        let expected = strict_v6(&text)
            .map(|address| address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4));
        prop_assert_eq!(parse_address(&text), expected);
    }

    #[test]
    fn every_address_is_read_back(bits in any::<u128>(), short in any::<u32>()) {
        let v6 = Ipv6Addr::from_bits(bits);
        prop_assert_eq!(parse_network(&v6.to_string()).map(|network| network.ip()), Ok(v6.into()));
        let v4 = Ipv4Addr::from_bits(short);
        prop_assert_eq!(parse_address(&v4.to_string()), Some(v4.into()));
        prop_assert_eq!(parse_address(&v4.to_ipv6_mapped().to_string()), Some(v4.into()));
    }

    #[test]
    fn a_set_names_the_first_range_that_holds_an_address(
        networks in proptest::collection::vec(network(), 0..12),
    ) {
        let set = IpSet::new((0..).zip(networks.iter().copied()));
        for address in networks.iter().flat_map(|network| ends(*network)) {
            let first = networks.iter().position(|network| contains_by_bits(*network, address));
            prop_assert_eq!(set.find(address), first.map(|at| u32::try_from(at).unwrap()));
            for network in &networks {
                let alone = IpSet::new([(7, *network)]);
                let expected = contains_by_bits(*network, address).then_some(7);
                prop_assert_eq!(alone.find(address), expected);
            }
        }
    }
}
