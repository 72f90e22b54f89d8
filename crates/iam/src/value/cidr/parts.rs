//! The addresses that several ranges tell apart.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;

use super::parse_address;
use crate::sort;

/// All texts, cut at the ends of ranges: part 0 holds what is no address, and each other
/// part is a range of addresses, IPv4 before IPv6.
#[derive(Clone, Debug)]
pub struct AddressParts {
    /// The first address of each part.
    v4: Box<[u32]>,
    v6: Box<[u128]>,
}

impl AddressParts {
    /// Cuts at the ends of `ranges`.
    #[must_use]
    pub fn new(ranges: impl IntoIterator<Item = RangeInclusive<IpAddr>>) -> Self {
        let (mut v4, mut v6) = (vec![0], vec![0]);
        for range in ranges {
            match (range.start(), range.end()) {
                (IpAddr::V4(first), IpAddr::V4(last)) => {
                    v4.push(first.to_bits());
                    v4.extend(last.to_bits().checked_add(1));
                }
                (IpAddr::V6(first), IpAddr::V6(last)) => {
                    v6.push(first.to_bits());
                    v6.extend(last.to_bits().checked_add(1));
                }
                // No range goes across the families.
                (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => {}
            }
        }
        sort::by(&mut v4, Ord::cmp);
        v4.dedup();
        sort::by(&mut v6, Ord::cmp);
        v6.dedup();
        Self {
            v4: v4.into_boxed_slice(),
            v6: v6.into_boxed_slice(),
        }
    }

    /// How many parts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        1 + self.v4.len() + self.v6.len()
    }

    /// Always false: every text lies in some part.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The addresses of a part; `None` for the part of what is no address.
    ///
    /// An IPv4-mapped IPv6 address is the IPv4 address [E2], so that of `::ffff:0:0/96`
    /// in a range of IPv6 no address of a request is left.
    #[must_use]
    pub fn range(&self, part: usize) -> Option<RangeInclusive<IpAddr>> {
        let at = part.checked_sub(1)?;
        if let Some(first) = self.v4.get(at) {
            let last = self.v4.get(at + 1).map_or(u32::MAX, |next| next - 1);
            let address = |bits| IpAddr::V4(Ipv4Addr::from_bits(bits));
            return Some(address(*first)..=address(last));
        }
        let at = at - self.v4.len();
        let first = self.v6.get(at)?;
        let last = self.v6.get(at + 1).map_or(u128::MAX, |next| next - 1);
        let address = |bits| IpAddr::V6(Ipv6Addr::from_bits(bits));
        Some(address(*first)..=address(last))
    }

    /// Texts of a part, the most common spelling first; none where a part holds nothing
    /// but IPv4-mapped addresses.
    pub fn witnesses(&self, part: usize) -> impl Iterator<Item = String> + '_ {
        let none = part == 0;
        let strange = (1..=SPELLINGS)
            .filter(move |_| none)
            .map(|length| "x".repeat(length));
        let range = self.range(part);
        let addresses = range.into_iter().flat_map(|range| some_of(&range));
        strange.chain(addresses.map(|address| address.to_string()))
    }

    /// The part in which `text` lies.
    #[must_use]
    pub fn locate(&self, text: &str) -> usize {
        // The part of an address is that of the last start that is not behind it.
        match parse_address(text) {
            None => 0,
            Some(IpAddr::V4(address)) => self.v4.partition_point(|s| *s <= address.to_bits()),
            Some(IpAddr::V6(address)) => {
                self.v4.len() + self.v6.partition_point(|s| *s <= address.to_bits())
            }
        }
    }
}

/// How many spellings of a part are tried at most.
const SPELLINGS: usize = 64;

/// The first addresses of a range that a request can have, the second one first: the
/// first is often that of a network.
fn some_of(range: &RangeInclusive<IpAddr>) -> Vec<IpAddr> {
    let mut addresses = Vec::new();
    match (range.start(), range.end()) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            let all = first.to_bits()..=last.to_bits();
            addresses.extend(all.take(SPELLINGS).map(|b| IpAddr::V4(b.into())));
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            let (first, last) = (first.to_bits(), last.to_bits());
            let start = if Ipv6Addr::from_bits(first).to_ipv4_mapped().is_some() {
                BEHIND_MAPPED
            } else {
                first
            };
            let is_mapped = |bits: &u128| Ipv6Addr::from_bits(*bits).to_ipv4_mapped().is_some();
            let all = (start..=last)
                .take(SPELLINGS)
                .filter(|bits| !is_mapped(bits));
            addresses.extend(all.map(|b| IpAddr::V6(b.into())));
        }
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => {}
    }
    if addresses.len() > 1 {
        addresses.swap(0, 1);
    }
    addresses
}

/// The first address behind `::ffff:0:0/96`.
const BEHIND_MAPPED: u128 = 0x1_0000_0000_0000;

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: &str, last: &str) -> RangeInclusive<IpAddr> {
        first.parse().unwrap()..=last.parse().unwrap()
    }

    #[test]
    fn ranges_cut_at_their_ends() {
        let parts = AddressParts::new([
            range("192.0.2.0", "192.0.2.255"),
            range("192.0.2.128", "255.255.255.255"),
            range("2001:db8::", "2001:db8::1"),
        ]);
        let rows = [
            ("x", 0),
            ("0.0.0.0", 1),
            ("192.0.1.255", 1),
            ("192.0.2.0", 2),
            ("::ffff:192.0.2.1", 2),
            ("192.0.2.128", 3),
            ("192.0.3.0", 4),
            ("255.255.255.255", 4),
            ("::", 5),
            ("2001:db8::1", 6),
            ("2001:db8::2", 7),
        ];
        assert_eq!(parts.len(), 8);
        for (text, part) in rows {
            assert_eq!(parts.locate(text), part, "{text}");
        }
        for part in 0..parts.len() {
            let mut count = 0;
            for witness in parts.witnesses(part) {
                assert_eq!(parts.locate(&witness), part, "{witness}");
                count += 1;
            }
            assert!(count > 0, "{part}");
        }
        assert_eq!(parts.witnesses(2).next().as_deref(), Some("192.0.2.1"));
    }

    #[test]
    fn a_range_may_be_one_address() {
        let parts = AddressParts::new([
            range("198.51.100.7", "198.51.100.7"),
            range("2001:db8::7", "2001:db8::7"),
        ]);
        assert!(!parts.is_empty());
        for text in ["198.51.100.7", "2001:db8::7"] {
            let part = parts.locate(text);
            assert_eq!(parts.witnesses(part).collect::<Vec<_>>(), [text]);
            let address = text.parse().unwrap();
            assert_eq!(parts.range(part), Some(address..=address));
        }
    }

    #[test]
    fn mapped_addresses_are_those_of_ipv4() {
        let parts = AddressParts::new([range("::ffff:0:0", "::ffff:ffff:ffff")]);
        assert_eq!(parts.len(), 5);
        assert_eq!(parts.witnesses(3).next(), None);
        assert_eq!(parts.witnesses(4).next().as_deref(), Some("::1:0:0:1"));
    }
}
