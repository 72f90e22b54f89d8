//! Ranges of addresses, cut into parts from each of which every sign-in is decided alike.

use std::collections::HashMap;
use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_iam::cidr::{AddressParts, CidrError, parse_address, parse_network};
use vestibule_iam::keys::KeyId;
use vestibule_iam::sort;
use vestibule_signin::address::NotPublic;
use vestibule_signin::keys::{self, NetworkPart, Origin};

use super::compiled::Compiled;

type Range = RangeInclusive<IpAddr>;

/// All addresses in intervals, from each of which every sign-in is decided alike.
#[derive(Clone, Debug)]
pub struct AddressCuts {
    /// The first address of each interval, in ascending order, IPv4 before IPv6; and which tests
    /// it meets, as a number that others have that meet the same.
    starts: Vec<(IpAddr, usize)>,
    is_exact: bool,
    private: bool,
}

/// Addresses that are decided alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressPart {
    /// In ascending order, with others between them.
    pub ranges: Vec<Range>,
    /// One of them, which a request can have.
    pub sample: String,
}

impl Compiled {
    /// Where the policies tell public addresses apart, or those within a VPC.
    pub fn address_cuts(&self, private: bool) -> AddressCuts {
        let authorizer = self.authorizer();
        let part = if private {
            NetworkPart::VpcAddress
        } else {
            NetworkPart::PublicAddress
        };
        let is_address = |key: KeyId| {
            let row = keys::find(authorizer.keys().name(key));
            row.is_some_and(|row| row.origin == Origin::Network(part))
        };
        let (mut met, mut is_exact) = (Vec::new(), true);
        let statements = authorizer.compiled().flat_map(|policy| policy.statements());
        for statement in statements {
            let placed = statement.tests().iter();
            for test in placed.filter_map(|placed| placed.compiled.as_ref()) {
                if is_address(test.key()) {
                    let (ranges, is_cut) = test.address_cuts();
                    met.extend(ranges.into_iter().filter(|ranges| !ranges.is_empty()));
                    is_exact &= is_cut;
                }
                is_exact &= !test.variable_keys().any(is_address);
            }
            if let Some(resource) = statement.resource() {
                is_exact &= !resource.keys().any(is_address);
            }
        }
        AddressCuts {
            starts: intervals(&met),
            is_exact,
            private,
        }
    }
}

/// All addresses in intervals within each of which an address lies in the same of the lists.
fn intervals(lists: &[Vec<Range>]) -> Vec<(IpAddr, usize)> {
    let parts = AddressParts::new(lists.iter().flatten().cloned());
    let starts = (1..parts.len()).filter_map(|part| Some(*parts.range(part)?.start()));
    let starts: Vec<IpAddr> = starts.collect();
    let mut lies_in: Vec<Vec<bool>> = vec![vec![false; lists.len()]; starts.len()];
    for (list, ranges) in lists.iter().enumerate() {
        for range in ranges {
            let from = starts.partition_point(|start| start < range.start());
            let to = starts.partition_point(|start| start <= range.end());
            let within = lies_in.get_mut(from..to).unwrap_or_default();
            for places in within.iter_mut().filter_map(|of| of.get_mut(list)) {
                *places = true;
            }
        }
    }
    let mut numbers: HashMap<Vec<bool>, usize> = HashMap::new();
    let numbered = starts.into_iter().zip(lies_in).map(|(start, places)| {
        let next = numbers.len();
        (start, *numbers.entry(places).or_insert(next))
    });
    numbered.collect()
}

impl AddressCuts {
    /// False where policies compare addresses in a way that ranges do not tell apart, such as a
    /// pattern of text: then a part may be decided in more ways than one.
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// The parts of some ranges; the one with the first address comes first.
    pub fn parts(&self, within: &[Range]) -> Vec<AddressPart> {
        let mut within: Vec<Range> = within.to_vec();
        sort::by_key(&mut within, |range| *range.start());
        let mut parts: Vec<(usize, Vec<Range>)> = Vec::new();
        // The last address that is in a part.
        let mut behind: Option<IpAddr> = None;
        for range in within {
            let mut first = *range.start();
            if let Some(last) = behind.filter(|last| *last >= first) {
                match next(last) {
                    Some(free) if free <= *range.end() => first = free,
                    _ => continue,
                }
            }
            let from = self.starts.partition_point(|(start, _)| *start <= first);
            for at in from.saturating_sub(1)..self.starts.len() {
                let Some((start, number)) = self.starts.get(at) else {
                    break;
                };
                if start > range.end() {
                    break;
                }
                let end = self.starts.get(at + 1).and_then(|(next, _)| before(*next));
                let end = end.filter(|end| end < range.end()).unwrap_or(*range.end());
                let piece = (*start).max(first)..=end;
                match parts.iter_mut().find(|(of, _)| of == number) {
                    None => parts.push((*number, vec![piece])),
                    Some((_, ranges)) => join(ranges, piece),
                }
            }
            behind = Some(*range.end());
        }
        let part = |(_, ranges): (usize, Vec<Range>)| {
            let sample = ranges.iter().find_map(|range| self.sample(range));
            let usual = || Some(ranges.first()?.start().to_string());
            Some(AddressPart {
                sample: sample.or_else(usual)?,
                ranges,
            })
        };
        parts.into_iter().filter_map(part).collect()
    }

    /// An address of a range that a request can have, where there is such.
    fn sample(&self, range: &Range) -> Option<String> {
        let mut usual = addresses_in(range).into_iter();
        usual.find(|text| {
            let address = parse_address(text);
            self.private || address.is_some_and(|address| NotPublic::of(address).is_none())
        })
    }
}

/// Adds a range, as part of the last one where it goes on with it.
fn join(ranges: &mut Vec<Range>, range: Range) {
    match ranges.last_mut() {
        Some(last) if next(*last.end()) == Some(*range.start()) => {
            *last = *last.start()..=*range.end();
        }
        _ => ranges.push(range),
    }
}

fn next(address: IpAddr) -> Option<IpAddr> {
    Some(match address {
        IpAddr::V4(address) => IpAddr::V4(address.to_bits().checked_add(1)?.into()),
        IpAddr::V6(address) => IpAddr::V6(address.to_bits().checked_add(1)?.into()),
    })
}

/// The address before another of the same kind.
fn before(address: IpAddr) -> Option<IpAddr> {
    Some(match address {
        IpAddr::V4(address) => IpAddr::V4(address.to_bits().checked_sub(1)?.into()),
        IpAddr::V6(address) => IpAddr::V6(address.to_bits().checked_sub(1)?.into()),
    })
}

/// The addresses of a range in CIDR notation, or of one address.
///
/// # Errors
/// When the text is neither; with the range that is meant where bits of the host are set.
pub fn address_range(text: &str) -> Result<Range, Option<String>> {
    match parse_network(text.trim()) {
        Ok(network) => Ok(network.network()..=network.broadcast()),
        Err(CidrError::HostBits(meant)) => Err(Some(meant.to_string())),
        Err(CidrError::Malformed) => Err(None),
    }
}

/// An address of a range: not the first of several, which is often that of a network.
pub fn address_in(range: &Range) -> String {
    let first = addresses_in(range).into_iter().next();
    first.unwrap_or_else(|| range.start().to_string())
}

/// Some addresses of a range.
fn addresses_in(range: &Range) -> Vec<String> {
    let parts = AddressParts::new([range.clone()]);
    let found = (1..parts.len()).find(|index| parts.range(*index).as_ref() == Some(range));
    let addresses = found.map(|index| parts.witnesses(index).collect());
    addresses.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::case_file::Policies;
    use crate::contract::document::DocumentText;
    use crate::contract::ordered::Ordered;
    use crate::input::loader::NoFiles;

    fn cuts(condition: &str, private: bool) -> AddressCuts {
        let policy = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"signin:*",
            "Resource":"*","Condition":{condition}}}]}}"#
        );
        let policies = Policies {
            resource_based: Some(DocumentText::new(&policy)),
            ..Policies::default()
        };
        Compiled::new(&policies, None, &Ordered::default(), &NoFiles).address_cuts(private)
    }

    fn parts(cuts: &AddressCuts, within: &[&str]) -> Vec<String> {
        let within: Vec<_> = within
            .iter()
            .map(|text| address_range(text).unwrap())
            .collect();
        let parts = cuts.parts(&within).into_iter();
        let told = parts.map(|part| {
            let range = |range: &Range| format!("{}-{}", range.start(), range.end());
            let ranges: Vec<String> = part.ranges.iter().map(range).collect();
            format!("{} {}", ranges.join(" "), part.sample)
        });
        told.collect()
    }

    #[test]
    fn ranges_are_cut_where_policies_tell_addresses_apart() {
        let office = r#"{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/25","2001:db8::/32"]}}"#;
        let public = cuts(office, false);
        assert!(public.is_exact());
        assert_eq!(
            parts(&public, &["203.0.113.0/24"]),
            [
                "203.0.113.0-203.0.113.127 203.0.113.1",
                "203.0.113.128-203.0.113.255 203.0.113.129"
            ]
        );
        assert_eq!(
            parts(&public, &["2001:db8::/48"]),
            ["2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff 2001:db8::1"]
        );
        let private = cuts(office, true);
        assert_eq!(parts(&private, &["203.0.113.0/24"]).len(), 1);
    }

    #[test]
    fn what_meets_the_same_tests_is_one_part() {
        let office = r#"{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/28","203.0.113.16/28","203.0.113.64/26","2001:db8::/32"]}}"#;
        let cuts = cuts(office, false);
        assert_eq!(
            parts(&cuts, &["203.0.113.0/24", "203.0.113.0/26", "0.0.0.0/8"]),
            [
                "0.0.0.0-0.255.255.255 203.0.113.32-203.0.113.63 203.0.113.128-203.0.113.255 203.0.113.33",
                "203.0.113.0-203.0.113.31 203.0.113.64-203.0.113.127 203.0.113.1"
            ]
        );
        let all = parts(&cuts, &["0.0.0.0/0", "::/0"]);
        assert_eq!(all.len(), 2, "{all:?}");
    }

    #[test]
    fn what_compares_addresses_as_text_is_not_cut() {
        let rows = [
            (r#"{"StringEquals":{"aws:SourceIp":"203.0.113.9"}}"#, true),
            (r#"{"StringLike":{"aws:SourceIp":"203.0.113.*"}}"#, false),
            (
                r#"{"StringEquals":{"aws:PrincipalTag/a":"${aws:SourceIp}"}}"#,
                false,
            ),
            (
                r#"{"StringEquals":{"aws:PrincipalTag/a":"${aws:VpcSourceIp}"}}"#,
                true,
            ),
            (r#"{"Null":{"aws:SourceIp":"true"}}"#, true),
        ];
        for (condition, is_exact) in rows {
            assert_eq!(cuts(condition, false).is_exact(), is_exact, "{condition}");
        }
    }
}
