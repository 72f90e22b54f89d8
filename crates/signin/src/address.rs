//! Which addresses a request over the internet can come from. [RFC 6890, IANA]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;

/// A range of addresses that never are the source of a request over the internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotPublic {
    /// `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`, `fc00::/7` and the old `fec0::/10`.
    Private,
    /// `127.0.0.0/8` and `::1`.
    Loopback,
    /// `169.254.0.0/16` and `fe80::/10`.
    LinkLocal,
    /// `100.64.0.0/10`: between a carrier and its customers (CGNAT).
    Shared,
    /// `0.0.0.0/8` and `::`.
    Unspecified,
    /// `224.0.0.0/4` and `ff00::/8`.
    Multicast,
    /// `255.255.255.255`.
    Broadcast,
    /// For protocols and measurements, or not assigned to anybody.
    Reserved,
}

impl NotPublic {
    /// The range of `address`; `None` for an address of the internet. Those that are
    /// set aside for documentation count as such: examples use them.
    pub fn of(address: IpAddr) -> Option<Self> {
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) => Self::of_v4(address),
                None => Self::of_v6(address),
            },
        }
    }

    fn of_v4(address: Ipv4Addr) -> Option<Self> {
        match address.octets() {
            [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some(Self::Private),
            [127, ..] => Some(Self::Loopback),
            [169, 254, ..] => Some(Self::LinkLocal),
            [100, 64..=127, ..] => Some(Self::Shared),
            [0, ..] => Some(Self::Unspecified),
            // Multicast, and set aside for documentation. [RFC 5771]
            [233, 252, 0, _] => None,
            [224..=239, ..] => Some(Self::Multicast),
            [255, 255, 255, 255] => Some(Self::Broadcast),
            // Protocol assignments, measurements, and ranges that are reserved.
            [192, 0, 0, _] | [198, 18..=19, ..] | [240..=255, ..] => Some(Self::Reserved),
            _ => None,
        }
    }

    fn of_v6(address: Ipv6Addr) -> Option<Self> {
        match address.segments() {
            [0, 0, 0, 0, 0, 0, 0, 0] => Some(Self::Unspecified),
            [0, 0, 0, 0, 0, 0, 0, 1] => Some(Self::Loopback),
            [0xfc00..=0xfdff, ..] | [0xfec0..=0xfeff, ..] => Some(Self::Private),
            [0xfe80..=0xfebf, ..] => Some(Self::LinkLocal),
            [0xff00..=0xffff, ..] => Some(Self::Multicast),
            // Translated from IPv4, which the last two segments hold.
            [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
                let [a, b] = high.to_be_bytes();
                let [c, d] = low.to_be_bytes();
                Self::of_v4(Ipv4Addr::new(a, b, c, d))
            }
            // Measurements.
            [0x2001, 2, 0, ..] => Some(Self::Reserved),
            [0x2000..=0x3fff, ..] => None,
            // No other addresses are assigned to anybody.
            _ => Some(Self::Reserved),
        }
    }

    /// An address of it, for messages.
    pub fn phrase(self) -> Message {
        match self {
            Self::Private => message!("a private address"),
            Self::Loopback => message!("a loopback address"),
            Self::LinkLocal => message!("a link-local address"),
            Self::Shared => message!("a shared address of carriers"),
            Self::Unspecified => message!("an unspecified address"),
            Self::Multicast => message!("a multicast address"),
            Self::Broadcast => message!("a broadcast address"),
            Self::Reserved => message!("a reserved address"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_begin_and_end() {
        use NotPublic::{
            Broadcast, LinkLocal, Loopback, Multicast, Private, Reserved, Shared, Unspecified,
        };
        let rows = [
            ("0.0.0.0", Some(Unspecified)),
            ("0.255.255.255", Some(Unspecified)),
            ("1.0.0.0", None),
            ("9.255.255.255", None),
            ("10.0.0.0", Some(Private)),
            ("10.255.255.255", Some(Private)),
            ("11.0.0.0", None),
            ("100.63.255.255", None),
            ("100.64.0.0", Some(Shared)),
            ("100.127.255.255", Some(Shared)),
            ("100.128.0.0", None),
            ("126.255.255.255", None),
            ("127.0.0.1", Some(Loopback)),
            ("127.255.255.255", Some(Loopback)),
            ("128.0.0.0", None),
            ("169.253.255.255", None),
            ("169.254.0.0", Some(LinkLocal)),
            ("169.254.169.254", Some(LinkLocal)),
            ("169.255.0.0", None),
            ("172.15.255.255", None),
            ("172.16.0.0", Some(Private)),
            ("172.31.255.255", Some(Private)),
            ("172.32.0.0", None),
            ("192.0.0.1", Some(Reserved)),
            ("192.0.1.0", None),
            ("192.167.255.255", None),
            ("192.168.0.0", Some(Private)),
            ("192.168.255.255", Some(Private)),
            ("192.169.0.0", None),
            ("198.17.255.255", None),
            ("198.18.0.0", Some(Reserved)),
            ("198.19.255.255", Some(Reserved)),
            ("198.20.0.0", None),
            ("223.255.255.255", None),
            ("224.0.0.0", Some(Multicast)),
            ("239.255.255.255", Some(Multicast)),
            ("240.0.0.0", Some(Reserved)),
            ("255.255.255.254", Some(Reserved)),
            ("255.255.255.255", Some(Broadcast)),
            // Documentation.
            ("192.0.2.1", None),
            ("198.51.100.1", None),
            ("203.0.113.1", None),
            ("233.252.0.1", None),
            ("2001:db8::1", None),
            ("3fff::1", None),
            ("::", Some(Unspecified)),
            ("::1", Some(Loopback)),
            ("::2", Some(Reserved)),
            ("::ffff:10.0.0.1", Some(Private)),
            ("::ffff:203.0.113.1", None),
            ("64:ff9b::a00:1", Some(Private)),
            ("64:ff9b::cb00:7101", None),
            ("64:ff9b:1::1", Some(Reserved)),
            ("100::1", Some(Reserved)),
            ("1fff:ffff::", Some(Reserved)),
            ("2000::", None),
            ("2001:2::1", Some(Reserved)),
            ("2001:2:1::1", None),
            ("2002:a00:1::1", Some(Private)),
            ("2002:cb00:7101::1", None),
            ("2a05:d000::1", None),
            ("3fff:ffff::", None),
            ("4000::", Some(Reserved)),
            ("fbff::1", Some(Reserved)),
            ("fc00::1", Some(Private)),
            ("fdff:ffff::1", Some(Private)),
            ("fe00::1", Some(Reserved)),
            ("fe80::1", Some(LinkLocal)),
            ("febf::1", Some(LinkLocal)),
            ("fec0::1", Some(Private)),
            ("ff02::1", Some(Multicast)),
        ];
        for (address, expected) in rows {
            let parsed: IpAddr = address.parse().unwrap();
            assert_eq!(NotPublic::of(parsed), expected, "{address}");
        }
    }
}
