//! Ranges of addresses: what they have in common, and what is outside of them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vestibule_iam::cidr::parse_network;

/// An aligned block of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    first: u128,
    /// How many bits all its addresses have in common.
    prefix: u8,
    /// 32 or 128.
    bits: u8,
}

impl Block {
    /// A range in CIDR notation; `None` for a text that is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let range = parse_network(text).ok()?;
        let (first, bits) = match range.network() {
            IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
            IpAddr::V6(address) => (address.to_bits(), 128),
        };
        Some(Self {
            first,
            prefix: range.prefix(),
            bits,
        })
    }

    /// Whether all of another block is in it.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        let free = u32::from(self.bits.saturating_sub(self.prefix));
        // A shift by all bits leaves none.
        let head = |first: u128| first.checked_shr(free).unwrap_or(0);
        self.bits == other.bits
            && self.prefix <= other.prefix
            && head(self.first) == head(other.first)
    }

    /// Two blocks have addresses in common only if one holds the other.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.holds(other) || other.holds(self)
    }

    /// 32 or 128.
    pub(crate) fn bits(&self) -> u8 {
        self.bits
    }

    /// Its first address and its last.
    pub(crate) fn ends(&self) -> (u128, u128) {
        let free = u32::from(self.bits.saturating_sub(self.prefix));
        let size = 1_u128.checked_shl(free).map_or(u128::MAX, |size| size - 1);
        (self.first, self.first | size)
    }

    fn halves(&self) -> Option<[Self; 2]> {
        let prefix = self.prefix.checked_add(1).filter(|p| *p <= self.bits)?;
        let second = self.first | 1_u128.checked_shl(u32::from(self.bits - prefix))?;
        Some([self.first, second].map(|first| Self {
            first,
            prefix,
            bits: self.bits,
        }))
    }

    fn written(&self) -> String {
        let address = match u32::try_from(self.first) {
            Ok(first) if self.bits == 32 => IpAddr::V4(Ipv4Addr::from_bits(first)),
            _ => IpAddr::V6(Ipv6Addr::from_bits(self.first)),
        };
        format!("{address}/{}", self.prefix)
    }
}

/// The ranges that hold every address that none of `ranges` holds; `None` where there are
/// more of them than `most`.
pub(super) fn outside(ranges: &[String], most: usize) -> Option<Vec<String>> {
    let blocks: Option<Vec<Block>> = ranges.iter().map(|text| Block::parse(text)).collect();
    let blocks = blocks?;
    let mut found = Vec::new();
    for bits in [32, 128] {
        let all = Block {
            first: 0,
            prefix: 0,
            bits,
        };
        let of_family: Vec<&Block> = blocks.iter().filter(|b| b.bits == bits).collect();
        gaps(all, &of_family, most, &mut found)?;
    }
    Some(found)
}

/// The first and the last address of a stretch, and the one range that it is, if it is one.
pub(crate) fn stretch_of(first: u128, last: u128, bits: u8) -> (String, String, Option<String>) {
    let address = |address: u128| match u32::try_from(address) {
        Ok(short) if bits == 32 => Ipv4Addr::from_bits(short).to_string(),
        _ => Ipv6Addr::from_bits(address).to_string(),
    };
    let size = last.saturating_sub(first);
    let free = u128::BITS - size.leading_zeros();
    let is_aligned =
        size == 1_u128.checked_shl(free).map_or(u128::MAX, |all| all - 1) && first & size == 0;
    let prefix = u32::from(bits).saturating_sub(free);
    let range = is_aligned.then(|| format!("{}/{prefix}", address(first)));
    (address(first), address(last), range)
}

/// The fewest ranges that hold the same addresses as all of these; `None` where that is all
/// addresses.
pub(crate) fn united<'r>(ranges: impl Iterator<Item = &'r String>) -> Option<Vec<String>> {
    let ranges: Vec<String> = ranges.cloned().collect();
    let others = outside(&ranges, usize::MAX).unwrap_or_default();
    if others.is_empty() {
        return None;
    }
    outside(&others, usize::MAX)
}

/// Adds what of `within` none of `blocks` holds, each of which has a part in it.
fn gaps(within: Block, blocks: &[&Block], most: usize, found: &mut Vec<String>) -> Option<()> {
    if blocks.is_empty() {
        found.push(within.written());
        return (found.len() <= most).then_some(());
    }
    if blocks.iter().any(|block| block.holds(&within)) {
        return Some(());
    }
    for half in within.halves()? {
        let inside: Vec<&Block> = blocks.iter().filter(|b| b.meets(&half)).copied().collect();
        gaps(half, &inside, most, found)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn what_is_outside_of_the_outside_is_inside() {
        for ranges in [
            strings(&["203.0.113.0/24"]),
            strings(&["10.0.0.0/8", "203.0.113.7/32", "2001:db8::/32"]),
            strings(&["0.0.0.0/0"]),
            strings(&["::/0"]),
            strings(&["0.0.0.0/0", "::/0"]),
            strings(&[]),
        ] {
            let outer = outside(&ranges, 1_000).unwrap();
            assert_eq!(outside(&outer, 1_000).unwrap(), ranges, "{outer:?}");
        }
        assert_eq!(outside(&strings(&["203.0.113.0/24"]), 24), None);
        assert_eq!(
            outside(&strings(&["203.0.113.0/24"]), 25).map(|ranges| ranges.len()),
            Some(25)
        );
    }
}
