//! Addresses and ranges, renamed so that they share as many leading bits with
//! each other as before: a range that held an address still holds it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vestibule_iam::cidr::parse_network;

/// IPv4 ranges with a meaning of their own: no address moves into one or out of it.
const SPECIAL_V4: &[([u8; 4], u8)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// IPv6 ranges with a meaning of their own, by their leading groups: no address moves into
/// one or out of it.
const SPECIAL_V6: &[([u16; 6], u8)] = &[
    ([0, 0, 0, 0, 0, 0], 96),
    ([0, 0, 0, 0, 0, 0xffff], 96),
    ([0x64, 0xff9b, 0, 0, 0, 0], 96),
    ([0x2001, 0xdb8, 0, 0, 0, 0], 32),
    ([0x2002, 0, 0, 0, 0, 0], 16),
    ([0xfc00, 0, 0, 0, 0, 0], 7),
    ([0xfe80, 0, 0, 0, 0, 0], 10),
    ([0xff00, 0, 0, 0, 0, 0], 8),
];

/// Where IPv4 stands in IPv6.
const MAPPED: u128 = 0xffff << 32;

/// The renaming, as far as it has been made up.
#[derive(Debug)]
pub(super) struct Addresses {
    v4: Flips,
    v6: Flips,
}

impl Default for Addresses {
    fn default() -> Self {
        let v4 = SPECIAL_V4
            .iter()
            .map(|(octets, length)| (u128::from(u32::from_be_bytes(*octets)), *length));
        let v6 = SPECIAL_V6.iter().map(|([a, b, c, d, e, f], length)| {
            let address = Ipv6Addr::new(*a, *b, *c, *d, *e, *f, 0, 0);
            (address.to_bits(), *length)
        });
        Self {
            v4: Flips::new(32, v4.collect()),
            v6: Flips::new(128, v6.collect()),
        }
    }
}

impl Addresses {
    /// The new name of an address or a range; `None` for other texts.
    pub(super) fn rename(&mut self, text: &str) -> Option<String> {
        let (host, prefix) = match text.split_once('/') {
            Some((host, prefix)) => (host, Some(prefix)),
            None => (text, None),
        };
        let prefix = match prefix {
            Some(digits) => Some(
                digits
                    .parse::<u8>()
                    .ok()
                    .filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?,
            ),
            None => None,
        };
        let address = match parse_network(host) {
            Ok(network) => network.ip(),
            // A request may spell IPv4 in this way, a policy may not.
            Err(_) => IpAddr::V6(host.parse::<Ipv6Addr>().ok()?),
        };
        let renamed = match address {
            IpAddr::V4(address) => {
                let bits = self
                    .v4
                    .rename(address.to_bits().into(), prefix.unwrap_or(32))?;
                Ipv4Addr::from_bits(low(bits)).to_string()
            }
            IpAddr::V6(address) => {
                let bits = address.to_bits();
                let length = prefix.unwrap_or(128);
                if bits >> 32 == MAPPED >> 32 && (96..=128).contains(&length) {
                    let inner = self.v4.rename(u128::from(low(bits)), length - 96)?;
                    let inner = low(inner);
                    if host.contains('.') {
                        format!("::ffff:{}", Ipv4Addr::from_bits(inner))
                    } else {
                        format!("::ffff:{:x}:{:x}", inner >> 16, inner & 0xffff)
                    }
                } else {
                    Ipv6Addr::from_bits(self.v6.rename(bits, length)?).to_string()
                }
            }
        };
        Some(match prefix {
            Some(prefix) => format!("{renamed}/{prefix}"),
            None => renamed,
        })
    }
}

fn low(bits: u128) -> u32 {
    (bits & u128::from(u32::MAX)) as u32
}

/// For every prefix that was met, whether the bit behind it turns round. Any
/// such choice keeps which leading bits are shared. It is made so that what is
/// met first gets the bits that a fixed rule says, whatever it was.
#[derive(Debug)]
struct Flips {
    width: u8,
    special: Vec<(u128, u8)>,
    flips: HashMap<(u128, u8), bool>,
}

impl Flips {
    fn new(width: u8, special: Vec<(u128, u8)>) -> Self {
        Self {
            width,
            special,
            flips: HashMap::new(),
        }
    }

    /// `bits` renamed as the network that its first `length` bits are, and the
    /// rest renamed too unless there is none.
    fn rename(&mut self, bits: u128, length: u8) -> Option<u128> {
        if length > self.width {
            return None;
        }
        let behind = u32::from(self.width - length);
        let rest = bits & u128::MAX.checked_shr(128 - behind).unwrap_or(0);
        let deep = if rest == 0 { length } else { self.width };
        let mut renamed = 0;
        for depth in 0..deep {
            let shift = u32::from(self.width - depth - 1);
            let bit = bits >> shift & 1 == 1;
            let prefix = bits.checked_shr(shift + 1).unwrap_or(0);
            let free = self.is_free(prefix, depth);
            let flip = *self
                .flips
                .entry((prefix, depth))
                .or_insert_with(|| free && bit != arbitrary(renamed, depth));
            renamed = renamed << 1 | u128::from(bit != flip);
        }
        Some(
            renamed
                .checked_shl(u32::from(self.width - deep))
                .unwrap_or(0),
        )
    }

    /// True when what begins with `prefix` lies all in one special range, or has
    /// nothing to do with any.
    fn is_free(&self, prefix: u128, depth: u8) -> bool {
        let leads_to = |(bits, length): &(u128, u8)| {
            let start = bits.checked_shr(u32::from(self.width - depth));
            *length > depth && start.unwrap_or(0) == prefix
        };
        !self.special.iter().any(leads_to)
    }
}

/// A bit that follows from the new prefix alone.
fn arbitrary(prefix: u128, depth: u8) -> bool {
    let mixed = (prefix as u64 ^ (prefix >> 64) as u64 ^ u64::from(depth) << 56)
        .wrapping_add(0x9e37_79b9_7f4a_7c15)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ mixed >> 31).wrapping_mul(0x94d0_49bb_1331_11eb) >> 63 == 1
}
