//! Values to try: one for each operand, and one beside all of them.

use std::net::IpAddr;

use vestibule_iam::cidr::{parse_address, parse_network};
use vestibule_iam::condition::Base;
use vestibule_iam::wildcard::Pattern;

use super::fact::Source;

/// Addresses of documentation.
const OUTSIDE: [&str; 6] = [
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.1",
    "233.252.0.1",
    "2001:db8::1",
    "3fff::1",
];

/// An address in each network of `operands`, and one of each family outside of
/// all of them.
pub(super) fn addresses(operands: &[String]) -> Vec<(String, Source)> {
    let networks: Vec<_> = operands
        .iter()
        .filter_map(|operand| parse_network(operand).ok())
        .collect();
    let mut addresses: Vec<(String, Source)> = Vec::new();
    for network in &networks {
        let address = inside(network.network(), network.broadcast()).to_string();
        if !addresses.iter().any(|(known, _)| *known == address) {
            addresses.push((address, Source::Tested));
        }
    }
    // All that are outside and of a family come to the same.
    for is_v4 in [true, false] {
        let outside = OUTSIDE.iter().find(|address| {
            parse_address(address).is_some_and(|address| {
                address.is_ipv4() == is_v4
                    && !networks.iter().any(|network| network.contains(address))
            })
        });
        addresses.extend(outside.map(|address| ((*address).to_owned(), Source::Other)));
    }
    addresses
}

/// The second address of a range that has one: the first often is nobody's.
fn inside(first: IpAddr, last: IpAddr) -> IpAddr {
    if first == last {
        return first;
    }
    match first {
        IpAddr::V4(first) => IpAddr::V4(u32::from(first).saturating_add(1).into()),
        IpAddr::V6(first) => IpAddr::V6(u128::from(first).saturating_add(1).into()),
    }
}

/// Something that matches `pattern` and is of a kind: its wildcards are replaced
/// by one of `fillers` each.
pub(super) fn matching(
    pattern: &str,
    fillers: &[&str],
    fits: impl Fn(&str) -> bool,
) -> Option<String> {
    if !pattern.contains(['*', '?']) {
        return fits(pattern).then(|| pattern.to_owned());
    }
    let parts: Vec<&str> = pattern.split('*').collect();
    let matcher = Pattern::new(pattern);
    let gaps = parts.len() - 1;
    // Every choice of fillers, for as many gaps as that stays few.
    let choices = fillers.len().checked_pow(u32::try_from(gaps).ok()?)?;
    (0..choices.min(2_000)).find_map(|choice| {
        let mut rest = choice;
        let mut value = String::new();
        for (index, part) in parts.iter().enumerate() {
            value.push_str(&part.replace('?', "0"));
            if index < gaps {
                value.push_str(fillers.get(rest % fillers.len())?);
                rest /= fillers.len();
            }
        }
        (fits(&value) && matcher.matches(&value)).then_some(value)
    })
}

/// Values that an operand of an operator tells apart.
pub(super) fn of(base: Base, operand: &str) -> Vec<(String, Source)> {
    let tested = |value: &str| (value.to_owned(), Source::Tested);
    let other = |value: &str| (value.to_owned(), Source::Other);
    match base {
        Base::Bool => vec![tested("true"), tested("false")],
        // Whether it is there is all that counts.
        Base::Null => vec![other("example")],
        Base::Numeric(_) => match operand.trim().parse::<i64>() {
            Ok(number) => [Some(number), number.checked_sub(1), number.checked_add(1)]
                .into_iter()
                .flatten()
                .map(|number| (number.to_string(), Source::Tested))
                .collect(),
            Err(_) => vec![tested(operand), other("0"), other("1000000000")],
        },
        Base::Date(_) => vec![
            tested(operand),
            other("1970-01-01T00:00:00Z"),
            other("2099-12-31T23:59:59Z"),
        ],
        Base::IpAddress => addresses(&[operand.to_owned()]),
        Base::Binary => vec![tested(operand), other("AA==")],
        Base::StringEquals | Base::StringEqualsIgnoreCase => {
            vec![tested(operand), other("example")]
        }
        Base::StringLike | Base::Arn => {
            let fillers = ["", "example", "111122223333"];
            let value = matching(operand, &fillers, |value| !value.is_empty());
            let value = value.map(|value| (value, Source::Tested));
            value.into_iter().chain([other("example")]).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_signin::network::{is_endpoint_id, is_region};

    #[test]
    fn patterns_have_an_example_where_there_is_one() {
        type Fits = fn(&str) -> bool;
        let any: Fits = |_| true;
        let rows: [(&str, &[&str], Fits, Option<&str>); 8] = [
            ("eu-west-1", &[""], is_region, Some("eu-west-1")),
            ("Europe", &[""], is_region, None),
            ("us-*", &["", "east-1"], is_region, Some("us-east-1")),
            ("*", &["us-east-1"], is_region, Some("us-east-1")),
            (
                "vpce-*",
                &["", "01234567"],
                is_endpoint_id,
                Some("vpce-01234567"),
            ),
            ("a?c", &[], any, Some("a0c")),
            ("*-*", &["a", "b"], |v| v.ends_with("-b"), Some("a-b")),
            ("a*", &[], any, None),
        ];
        for (pattern, fillers, fits, expected) in rows {
            let found = matching(pattern, fillers, fits);
            assert_eq!(found.as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn addresses_stand_inside_and_outside() {
        let operands = [
            "203.0.113.0/24",
            "192.0.2.7/32",
            "2001:db8::/32",
            "nonsense",
        ];
        let found = addresses(&operands.map(str::to_owned));
        let values: Vec<&str> = found.iter().map(|(value, _)| &**value).collect();
        assert_eq!(
            values,
            [
                "203.0.113.1",
                "192.0.2.7",
                "2001:db8::1",
                "192.0.2.1",
                "3fff::1"
            ]
        );
    }
}
