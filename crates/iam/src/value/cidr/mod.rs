//! IP addresses and ranges as AWS reads them, which is more tolerant than any RFC.

mod parts;
mod set;

#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnetwork::IpNetwork;

pub use parts::AddressParts;
pub use set::IpSet;

/// Why a text is not a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CidrError {
    /// No address, or no such prefix length.
    Malformed,
    /// An IPv6 range whose address has bits set behind the prefix; the network it lies in.
    HostBits(IpNetwork),
}

/// Reads the address of a request. An IPv4-mapped IPv6 address is the IPv4 address [E2].
#[must_use]
pub fn parse_address(text: &str) -> Option<IpAddr> {
    if let Some(address) = parse_v4(text) {
        return Some(IpAddr::V4(address));
    }
    let address = parse_v6(text, Dotted::Mapped)?;
    let mapped = address.to_ipv4_mapped();
    Some(mapped.map_or(IpAddr::V6(address), IpAddr::V4))
}

/// Reads an address or range of a policy [E2]: no prefix means the one address,
/// IPv4 bits behind the prefix stay as written, IPv6 bits behind it are an error,
/// IPv4-mapped IPv6 stays IPv6 and so never matches.
///
/// # Errors
/// When AWS would refuse to store it.
pub fn parse_network(text: &str) -> Result<IpNetwork, CidrError> {
    let (host, prefix) = match text.split_once('/') {
        Some((host, prefix)) => (host, Some(prefix)),
        None => (text, None),
    };
    let address = if host.as_bytes().contains(&b':') {
        parse_v6(host, Dotted::Never).map(IpAddr::V6)
    } else {
        parse_v4(host).map(IpAddr::V4)
    }
    .ok_or(CidrError::Malformed)?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix
        .map_or(Some(longest), parse_prefix)
        .ok_or(CidrError::Malformed)?;
    let network = IpNetwork::new(address, prefix).map_err(|_| CidrError::Malformed)?;
    if address.is_ipv6() && network.network() != address {
        let masked = IpNetwork::new(network.network(), prefix).map_err(|_| CidrError::Malformed)?;
        return Err(CidrError::HostBits(masked));
    }
    Ok(network)
}

/// The IPv4 range that an IPv4-mapped IPv6 range spells.
pub fn unmapped(network: IpNetwork) -> Option<IpNetwork> {
    let IpAddr::V6(address) = network.ip() else {
        return None;
    };
    let prefix = network.prefix().checked_sub(96)?;
    IpNetwork::new(IpAddr::V4(address.to_ipv4_mapped()?), prefix).ok()
}

/// `24`, `024` and `+24`.
fn parse_prefix(text: &str) -> Option<u8> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    // `u8::from_str` would take a second sign.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// Four decimal octets; leading zeros are accepted and do not mean octal.
fn parse_v4(text: &str) -> Option<Ipv4Addr> {
    let mut octets = [0_u8; 4];
    let mut at = 0;
    let mut value: u32 = 0;
    let mut digits = false;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + u32::from(byte - b'0');
                if value > 255 {
                    return None;
                }
                digits = true;
            }
            b'.' if digits && at < 3 => {
                octets[at] = u8::try_from(value).ok()?;
                at += 1;
                value = 0;
                digits = false;
            }
            _ => return None,
        }
    }
    if at != 3 || !digits {
        return None;
    }
    octets[3] = u8::try_from(value).ok()?;
    Some(Ipv4Addr::from(octets))
}

/// Where an IPv6 address may end in an IPv4 address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dotted {
    /// In request values, and only if the whole is IPv4-mapped.
    Mapped,
    /// Nowhere: policy operands.
    Never,
}

/// IPv6 in AWS's spelling: `:::` counts as `::`, a trailing colon is ignored, a
/// single leading colon is a zero group [E2].
fn parse_v6(text: &str, dotted: Dotted) -> Option<Ipv6Addr> {
    let groups = match split_gap(text) {
        Some((left, right)) => {
            if split_gap(right).is_some() {
                return None;
            }
            let right = right.strip_prefix(':').unwrap_or(right);
            let right = right.strip_suffix(':').unwrap_or(right);
            let mut before = Groups::default();
            if !left.is_empty() {
                before.read(left, Dotted::Never)?;
            }
            let mut after = Groups::default();
            if !right.is_empty() {
                after.read(right, dotted)?;
            }
            before.join(&after)?
        }
        None => {
            let mut all = Groups::default();
            all.read(text.strip_suffix(':').unwrap_or(text), dotted)?;
            if all.len != 8 {
                return None;
            }
            all
        }
    };
    let address = Ipv6Addr::from(groups.values);
    let allowed =
        !groups.dotted || (dotted == Dotted::Mapped && address.to_ipv4_mapped().is_some());
    allowed.then_some(address)
}

/// The texts on both sides of the first `::`; quicker here than a search for any text.
fn split_gap(text: &str) -> Option<(&str, &str)> {
    let at = text.as_bytes().windows(2).position(|pair| pair == b"::")?;
    Some((&text[..at], &text[at + 2..]))
}

#[derive(Default)]
struct Groups {
    values: [u16; 8],
    len: usize,
    dotted: bool,
}

impl Groups {
    fn read(&mut self, text: &str, dotted: Dotted) -> Option<()> {
        // `:2001:db8::1` is `0:2001:db8::1`.
        let mut parts = text.split(':').enumerate().peekable();
        while let Some((at, part)) = parts.next() {
            if part.contains('.') {
                if dotted == Dotted::Never || parts.peek().is_some() {
                    return None;
                }
                let [a, b, c, d] = parse_v4(part)?.octets();
                self.push(u16::from_be_bytes([a, b]))?;
                self.push(u16::from_be_bytes([c, d]))?;
                self.dotted = true;
            } else if part.is_empty() && at == 0 {
                self.push(0)?;
            } else {
                self.push(parse_group(part)?)?;
            }
        }
        Some(())
    }

    fn push(&mut self, value: u16) -> Option<()> {
        *self.values.get_mut(self.len)? = value;
        self.len += 1;
        Some(())
    }

    /// The groups with at least one zero group between them.
    fn join(mut self, after: &Groups) -> Option<Groups> {
        if self.len + after.len > 7 {
            return None;
        }
        self.values[8 - after.len..].copy_from_slice(&after.values[..after.len]);
        self.len = 8;
        self.dotted = after.dotted;
        Some(self)
    }
}

fn parse_group(text: &str) -> Option<u16> {
    if !(1..=4).contains(&text.len()) {
        return None;
    }
    text.chars().try_fold(0, |group: u16, digit| {
        Some((group << 4) | u16::try_from(digit.to_digit(16)?).ok()?)
    })
}
