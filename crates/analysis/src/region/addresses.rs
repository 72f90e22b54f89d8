//! Addresses as ranges in CIDR notation.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;

/// A range of addresses that have so many bits in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr {
    /// The first address.
    pub address: IpAddr,
    /// How many bits they have in common.
    pub prefix: u8,
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl Cidr {
    /// From the first to the last address.
    #[must_use]
    pub fn range(&self) -> RangeInclusive<IpAddr> {
        match self.address {
            IpAddr::V4(address) => {
                let rest = u32::MAX.checked_shr(u32::from(self.prefix)).unwrap_or(0);
                let first = address.to_bits() & !rest;
                IpAddr::V4(first.into())..=IpAddr::V4((first | rest).into())
            }
            IpAddr::V6(address) => {
                let rest = u128::MAX.checked_shr(u32::from(self.prefix)).unwrap_or(0);
                let first = address.to_bits() & !rest;
                IpAddr::V6(first.into())..=IpAddr::V6((first | rest).into())
            }
        }
    }

    /// Whether an address lies in it.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        self.address.is_ipv4() == address.is_ipv4() && self.range().contains(&address)
    }
}

/// IPv4-mapped addresses, which are IPv4 addresses and no request has as such.
const MAPPED: (u128, u128) = (0xffff_0000_0000, 0xffff_ffff_ffff);

/// The fewest ranges in CIDR notation that hold the addresses of `ranges`, which are
/// disjoint, in ascending order, IPv4 before IPv6.
pub(crate) fn cidrs(ranges: &[RangeInclusive<IpAddr>]) -> Vec<Cidr> {
    let mut v4: Vec<(u128, u128)> = Vec::new();
    let mut v6: Vec<(u128, u128)> = Vec::new();
    for range in ranges {
        let (list, first, last) = match (range.start(), range.end()) {
            (IpAddr::V4(first), IpAddr::V4(last)) => (
                &mut v4,
                u128::from(first.to_bits()),
                u128::from(last.to_bits()),
            ),
            (IpAddr::V6(first), IpAddr::V6(last)) => (&mut v6, first.to_bits(), last.to_bits()),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => continue,
        };
        let is_v6 = range.start().is_ipv6();
        match list.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
            // What lies between is no address of a request.
            Some((_, end)) if is_v6 && *end + 1 == MAPPED.0 && first == MAPPED.1 + 1 => *end = last,
            _ => list.push((first, last)),
        }
    }
    let of_v4 = v4
        .into_iter()
        .flat_map(|(first, last)| blocks(first, last, 32));
    let of_v6 = v6
        .into_iter()
        .flat_map(|(first, last)| blocks(first, last, 128));
    let v4 = of_v4.map(|(first, prefix)| Cidr {
        address: IpAddr::V4(Ipv4Addr::from_bits(
            u32::try_from(first).unwrap_or(u32::MAX),
        )),
        prefix,
    });
    let v6 = of_v6.map(|(first, prefix)| Cidr {
        address: IpAddr::V6(Ipv6Addr::from_bits(first)),
        prefix,
    });
    v4.chain(v6).collect()
}

/// The aligned blocks of a range, each as large as it can be.
fn blocks(mut first: u128, last: u128, bits: u8) -> Vec<(u128, u8)> {
    let mut blocks = Vec::new();
    loop {
        // So many bits at the end may be anything.
        let mut free = u8::try_from(first.trailing_zeros())
            .unwrap_or(bits)
            .min(bits);
        let end = |free: u8| match 1_u128.checked_shl(u32::from(free)) {
            Some(size) => first.checked_add(size - 1),
            None => Some(u128::MAX),
        };
        while free > 0 && end(free).is_none_or(|end| end > last) {
            free -= 1;
        }
        blocks.push((first, bits - free));
        match end(free).filter(|end| *end < last) {
            Some(end) => first = end + 1,
            None => return blocks,
        }
    }
}

/// How many IPv4 and how many IPv6 addresses there are in `ranges`, which are disjoint, in
/// decimal digits: all of IPv6 are more than a `u128` holds. IPv4-mapped addresses are not
/// counted.
#[must_use]
pub fn counts(ranges: &[Cidr]) -> [String; 2] {
    let (mut v4, mut v6, mut is_all) = (0_u128, 0_u128, false);
    for range in ranges {
        match range.address {
            IpAddr::V4(_) => v4 += 1_u128 << (32 - u32::from(range.prefix.min(32))),
            IpAddr::V6(first) => {
                let Some(size) = 1_u128.checked_shl(128 - u32::from(range.prefix.min(128))) else {
                    is_all = true;
                    continue;
                };
                let (first, last) = (first.to_bits(), first.to_bits() | (size - 1));
                let mapped = MAPPED.1.min(last) + 1;
                let mapped = mapped.saturating_sub(MAPPED.0.max(first));
                v6 += size - mapped.min(size);
            }
        }
    }
    let v6 = if is_all {
        // 2^128 without the mapped ones.
        (u128::MAX - (MAPPED.1 - MAPPED.0)).to_string()
    } else {
        v6.to_string()
    };
    [v4.to_string(), v6]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(ranges: &[(&str, &str)]) -> Vec<String> {
        let ranges: Vec<RangeInclusive<IpAddr>> = ranges
            .iter()
            .map(|(first, last)| first.parse().unwrap()..=last.parse().unwrap())
            .collect();
        cidrs(&ranges).iter().map(Cidr::to_string).collect()
    }

    #[test]
    fn ranges_are_written_in_the_fewest_blocks() {
        type Row<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
        let rows: [Row<'_>; 6] = [
            (&[("0.0.0.0", "255.255.255.255")], &["0.0.0.0/0"]),
            (&[("203.0.113.0", "203.0.113.255")], &["203.0.113.0/24"]),
            (
                &[("10.0.0.1", "10.0.0.4")],
                &["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/32"],
            ),
            (
                &[("10.0.0.0", "10.0.0.0"), ("10.0.0.1", "10.0.0.1")],
                &["10.0.0.0/31"],
            ),
            (
                &[
                    ("::", "::fffe:ffff:ffff"),
                    ("::1:0:0:0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
                ],
                &["::/0"],
            ),
            (
                &[("8000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")],
                &["8000::/1"],
            ),
        ];
        for (ranges, expected) in rows {
            assert_eq!(written(ranges), *expected, "{ranges:?}");
        }
    }

    #[test]
    fn addresses_are_counted_exactly() {
        let cidr = |address: &str, prefix| Cidr {
            address: address.parse().unwrap(),
            prefix,
        };
        let rows = [
            (vec![cidr("0.0.0.0", 0)], ["4294967296", "0"]),
            (
                vec![cidr("192.0.2.0", 24), cidr("2001:db8::", 127)],
                ["256", "2"],
            ),
            (
                vec![cidr("::", 0)],
                ["0", "340282366920938463463374607427473244160"],
            ),
            (vec![cidr("::", 80)], ["0", "281470681743360"]),
            (vec![cidr("::ffff:0:0", 96)], ["0", "0"]),
        ];
        for (ranges, expected) in rows {
            assert_eq!(counts(&ranges), expected, "{ranges:?}");
        }
    }
}
