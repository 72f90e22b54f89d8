//! A value of each kind that some bounds tell apart: addresses, and what is ordered.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vestibule_iam::date::spelled;

/// IPv6 addresses that are those of IPv4: the evaluator reads them so, and no request of the
/// space has one.
const MAPPED: (u128, u128) = (0xffff_0000_0000, 0xffff_ffff_ffff);

/// The first and the last address of a range.
pub(crate) type Bounds = (IpAddr, IpAddr);

/// The first address of each part into which the ends of `ranges` cut all addresses.
pub(crate) fn addresses(ranges: &[Bounds]) -> Vec<IpAddr> {
    let mut v4: Vec<u32> = vec![0];
    let mut v6: Vec<u128> = vec![0, MAPPED.0, MAPPED.1 + 1];
    for (first, last) in ranges {
        match (first, last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => {
                v4.push(first.to_bits());
                v4.extend(last.to_bits().checked_add(1));
            }
            (IpAddr::V6(first), IpAddr::V6(last)) => {
                v6.push(first.to_bits());
                v6.extend(last.to_bits().checked_add(1));
                // What is written as IPv6 may be meant for IPv4.
                let mapped = |address: &Ipv6Addr| address.to_ipv4_mapped().map(Ipv4Addr::to_bits);
                v4.extend(mapped(first));
                v4.extend(mapped(last).and_then(|last| last.checked_add(1)));
            }
            _ => {}
        }
    }
    v4.sort_unstable();
    v4.dedup();
    v6.sort_unstable();
    v6.dedup();
    v6.retain(|first| !(MAPPED.0..=MAPPED.1).contains(first));
    let v4 = v4
        .into_iter()
        .map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)));
    let v6 = v6
        .into_iter()
        .map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)));
    v4.chain(v6).collect()
}

/// The first and the last address of a range in CIDR notation, with no bit behind the prefix.
pub(crate) fn range(text: &str) -> Option<Bounds> {
    let (first, prefix) = text.split_once('/')?;
    let is_number = prefix.bytes().all(|byte| byte.is_ascii_digit());
    let prefix: u32 = prefix.parse().ok().filter(|_| is_number)?;
    let address: IpAddr = first.parse().ok()?;
    match address {
        IpAddr::V4(first) => {
            let behind = u32::MAX.checked_shr(prefix).unwrap_or(0);
            let first = first.to_bits();
            let fits = prefix <= 32 && first & behind == 0;
            let bounds = [first, first | behind].map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)));
            fits.then_some((bounds[0], bounds[1]))
        }
        IpAddr::V6(first) => {
            let behind = u128::MAX.checked_shr(prefix).unwrap_or(0);
            let first = first.to_bits();
            let fits = prefix <= 128 && first & behind == 0;
            let bounds = [first, first | behind].map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)));
            fits.then_some((bounds[0], bounds[1]))
        }
    }
}

/// How many IPv4 and IPv6 addresses lie in `ranges`, in decimal digits; `None` where ranges
/// overlap.
pub(crate) fn count(ranges: &[Bounds]) -> Option<[String; 2]> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    let overlap = |((_, last), (first, _)): (&Bounds, &Bounds)| {
        first.is_ipv4() == last.is_ipv4() && first <= last
    };
    if pairs.into_iter().any(overlap) {
        return None;
    }
    let mut v4: u64 = 0;
    // All of IPv6 without those of IPv4 are fewer than a `u128` holds.
    let mut v6: u128 = 0;
    for (first, last) in sorted {
        match (first, last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => {
                v4 += u64::from(last.to_bits() - first.to_bits()) + 1;
            }
            (IpAddr::V6(first), IpAddr::V6(last)) => {
                let (first, last) = (first.to_bits(), last.to_bits());
                let below = (first, last.min(MAPPED.0 - 1));
                let above = (first.max(MAPPED.1 + 1), last);
                for (first, last) in [below, above] {
                    if first <= last {
                        v6 += last - first + 1;
                    }
                }
            }
            _ => {}
        }
    }
    Some([v4.to_string(), v6.to_string()])
}

/// What an ordered value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Milliseconds since 1970, written as a date.
    Date,
    /// Seconds since 1970, written as a number.
    Epoch,
    /// A whole number.
    Whole,
}

impl Unit {
    /// The first and the last value of the space: dates from 2001 to 2999, and numbers.
    pub(crate) fn bounds(self) -> (i64, i64) {
        match self {
            Self::Date => (978_307_200_000, 32_503_679_999_999),
            Self::Epoch => (978_307_200, 32_503_679_999),
            Self::Whole => (0, 999_999_999_999),
        }
    }

    /// A value as a request has it.
    pub(crate) fn spell(self, value: i64) -> String {
        match self {
            Self::Date => spelled(value),
            Self::Epoch | Self::Whole => value.to_string(),
        }
    }

    /// The value that a request has as `text`.
    pub(crate) fn read(self, text: &str) -> Option<i64> {
        match self {
            Self::Date => vestibule_iam::date::parse_date(text),
            Self::Epoch | Self::Whole => text.parse().ok(),
        }
    }

    /// The first value of each part into which `starts` cut all values.
    pub(crate) fn values(self, mut starts: Vec<i64>) -> Vec<i64> {
        let (first, last) = self.bounds();
        starts.push(first);
        starts.retain(|start| (first..=last).contains(start));
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_strictly() {
        for (text, is) in [
            ("203.0.113.0/24", true),
            ("0.0.0.0/0", true),
            ("::/0", true),
            ("2001:db8::/32", true),
            ("203.0.113.1/32", true),
            ("203.0.113.1/24", false),
            ("203.0.113.0/33", false),
            ("203.0.113.0/+24", false),
            ("203.0.113.0", false),
            ("::/129", false),
            ("x/1", false),
        ] {
            assert_eq!(range(text).is_some(), is, "{text}");
        }
    }

    #[test]
    fn addresses_are_counted_exactly() {
        let count = |ranges: &[&str]| {
            let ranges: Vec<Bounds> = ranges.iter().map(|text| range(text).unwrap()).collect();
            count(&ranges)
        };
        let all = (u128::MAX - 0xffff_ffff).to_string();
        assert_eq!(
            count(&["0.0.0.0/0", "::/0"]),
            Some(["4294967296".to_owned(), all])
        );
        let few = Some(["257".to_owned(), "4294967296".to_owned()]);
        assert_eq!(count(&["10.0.0.0/24", "10.0.1.0/32", "2001:db8::/96"]), few);
        assert_eq!(count(&["10.0.0.0/24", "10.0.0.7/32"]), None);
    }

    #[test]
    fn each_side_of_each_end_has_an_address() {
        let found = addresses(&[
            range("203.0.113.0/24").unwrap(),
            range("::ffff:10.0.0.0/104").unwrap(),
        ]);
        let found: Vec<String> = found.iter().map(IpAddr::to_string).collect();
        assert_eq!(
            found,
            [
                "0.0.0.0",
                "10.0.0.0",
                "11.0.0.0",
                "203.0.113.0",
                "203.0.114.0",
                "::",
                "::1:0:0:0"
            ]
        );
    }
}
