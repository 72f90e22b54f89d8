//! `IpAddress`.
//!
//! Recorded [E2]: a malformed value makes both forms false; a malformed operand is
//! ignored; there is no match across families.

use std::net::IpAddr;

use ipnetwork::IpNetwork;

use super::outcome::{Caveats, Found};
use crate::value::cidr::{CidrError, IpSet, parse_address, parse_network, unmapped};
use crate::work::{Weight, count};

/// The operands of an address test.
#[derive(Clone, Debug)]
pub struct Addresses {
    set: IpSet,
    /// What the ranges with disputed spellings would hold if they were read as written.
    disputed: Box<[IpNetwork]>,
}

impl Addresses {
    pub(super) fn compile<'t>(operands: impl Iterator<Item = (u32, &'t str)>) -> Self {
        let mut networks = Vec::new();
        let mut disputed = Vec::new();
        for (index, text) in operands {
            match parse_network(text) {
                Ok(network) => {
                    disputed.extend(unmapped(network));
                    networks.push((index, network));
                }
                Err(CidrError::HostBits(network)) => disputed.push(network),
                Err(CidrError::Malformed) => {}
            }
        }
        Self {
            set: IpSet::new(networks),
            disputed: disputed.into_boxed_slice(),
        }
    }

    /// What [`Addresses::compare`] costs at most for a value: the ranges are
    /// searched by halving, those of disputed spelling one by one.
    pub(super) fn weight(&self) -> Weight {
        Weight {
            fixed: 64 + 4 * count(self.disputed.len()),
            per_byte: 8,
            ..Weight::default()
        }
    }

    /// The ranges, labelled with the operands that they come from.
    #[must_use]
    pub fn set(&self) -> &IpSet {
        &self.set
    }

    /// The ranges that match nothing here and would match under another reading of
    /// their spelling.
    #[must_use]
    pub fn disputed(&self) -> &[IpNetwork] {
        &self.disputed
    }

    pub(super) fn compare(&self, value: &str, caveats: &mut Caveats) -> Found {
        let Some(address) = parse_address(value) else {
            return Found::Never;
        };
        if address.is_ipv4() && value.contains(':') {
            *caveats = caveats.union(Caveats::IP_SPELLING);
        }
        if let Some(operand) = self.set.find(address) {
            return Found::Match(operand);
        }
        if !self.disputed.is_empty() && self.is_disputed(address) {
            *caveats = caveats.union(Caveats::IP_SPELLING);
        }
        Found::NoMatch
    }

    #[inline(never)]
    fn is_disputed(&self, address: IpAddr) -> bool {
        self.disputed.iter().any(|range| range.contains(address))
    }
}
