//! Ranges of addresses, cut into parts from each of which every sign-in is decided alike.

use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_iam::cidr::{AddressParts, CidrError, parse_address, parse_network};
use vestibule_iam::keys::KeyId;
use vestibule_signin::address::NotPublic;
use vestibule_signin::keys::{self, NetworkPart, Origin};

use super::compiled::Compiled;

/// Where the policies of a [`Compiled`] tell addresses apart.
#[derive(Clone, Debug)]
pub struct AddressCuts {
    ranges: Vec<RangeInclusive<IpAddr>>,
    is_exact: bool,
    private: bool,
}

/// Addresses that lie side by side and are decided alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressPart {
    /// The first and the last of them.
    pub range: RangeInclusive<IpAddr>,
    /// One of them that a request can have.
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
        let mut cuts = AddressCuts {
            ranges: Vec::new(),
            is_exact: true,
            private,
        };
        let statements = authorizer.compiled().flat_map(|policy| policy.statements());
        for statement in statements {
            for test in statement
                .tests()
                .iter()
                .filter_map(|placed| placed.compiled.as_ref())
            {
                if is_address(test.key()) {
                    let (ranges, is_cut) = test.address_cuts();
                    cuts.ranges.extend(ranges);
                    cuts.is_exact &= is_cut;
                }
                cuts.is_exact &= !test.variable_keys().any(is_address);
            }
            if let Some(resource) = statement.resource() {
                cuts.is_exact &= !resource.keys().any(is_address);
            }
        }
        cuts
    }
}

impl AddressCuts {
    /// False where policies compare addresses in a way that ranges do not tell apart, such as a
    /// pattern of text: then a part may be decided in more ways than one.
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// The parts of some ranges, in ascending order.
    pub fn parts(&self, within: &[RangeInclusive<IpAddr>]) -> Vec<AddressPart> {
        let parts = AddressParts::new(self.ranges.iter().chain(within).cloned());
        let is_within = |part: &RangeInclusive<IpAddr>| {
            let holds = |range: &RangeInclusive<IpAddr>| {
                range.start().is_ipv4() == part.start().is_ipv4() && range.contains(part.start())
            };
            within.iter().any(holds)
        };
        let part = |index: usize| {
            let range = parts.range(index).filter(is_within)?;
            let sample = self.sample(parts.witnesses(index))?;
            Some(AddressPart { range, sample })
        };
        (1..parts.len()).filter_map(part).collect()
    }

    /// An address of a part, one that a request can have where there is such.
    fn sample(&self, usual: impl Iterator<Item = String>) -> Option<String> {
        let mut first = None;
        for text in usual {
            let address = parse_address(&text);
            if self.private || address.is_some_and(|address| NotPublic::of(address).is_none()) {
                return Some(text);
            }
            first.get_or_insert(text);
        }
        first
    }
}

/// The addresses of a range in CIDR notation, or of one address.
///
/// # Errors
/// When the text is neither; with the range that is meant where bits of the host are set.
pub fn address_range(text: &str) -> Result<RangeInclusive<IpAddr>, Option<String>> {
    match parse_network(text.trim()) {
        Ok(network) => Ok(network.network()..=network.broadcast()),
        Err(CidrError::HostBits(meant)) => Err(Some(meant.to_string())),
        Err(CidrError::Malformed) => Err(None),
    }
}

/// An address of a range: not the first of several, which is often that of a network.
pub fn address_in(range: &RangeInclusive<IpAddr>) -> String {
    let parts = AddressParts::new([range.clone()]);
    let found = (1..parts.len()).find(|index| parts.range(*index).as_ref() == Some(range));
    let address = found.and_then(|index| parts.witnesses(index).next());
    address.unwrap_or_else(|| range.start().to_string())
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
            let (first, last) = (part.range.start(), part.range.end());
            format!("{first}-{last} {}", part.sample)
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
