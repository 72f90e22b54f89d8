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
            let sample = self.sample(&range, parts.witnesses(index))?;
            Some(AddressPart { range, sample })
        };
        (1..parts.len()).filter_map(part).collect()
    }

    /// An address of a part that a request can have, where one is found.
    fn sample(
        &self,
        range: &RangeInclusive<IpAddr>,
        witnesses: impl Iterator<Item = String>,
    ) -> Option<String> {
        let usual: Vec<String> = witnesses.collect();
        let is_usable = |address: &IpAddr| self.private || NotPublic::of(*address).is_none();
        let parsed = usual.iter().filter_map(|text| parse_address(text));
        let steps = (0..128_u32).filter_map(|bit| stepped(*range.start(), bit));
        let mut all = parsed.chain(steps.filter(|address| range.contains(address)));
        let found = all.find(is_usable).map(|address| address.to_string());
        found.or_else(|| usual.into_iter().next())
    }
}

/// The address so far behind another as that bit is worth.
fn stepped(from: IpAddr, bit: u32) -> Option<IpAddr> {
    Some(match from {
        IpAddr::V4(from) => IpAddr::V4(from.to_bits().checked_add(1_u32.checked_shl(bit)?)?.into()),
        IpAddr::V6(from) => {
            IpAddr::V6(from.to_bits().checked_add(1_u128.checked_shl(bit)?)?.into())
        }
    })
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
