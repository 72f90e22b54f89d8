//! Who reads the regions without the engine: which sign-ins belong to one.

use std::net::IpAddr;

use vestibule_analysis::{
    Cidr, ContextSet, ContextValues, Glob, Interval, NetworkSet, TextSet, Where,
};
use vestibule_iam::date::parse_date;
use vestibule_signin::{Action, GivenValue, Network, Request};

/// Whether each member of a region admits a request.
#[must_use]
pub fn admits(place: &Where, request: &Request) -> bool {
    let entry = place
        .entry
        .as_ref()
        .is_none_or(|all| all.contains(&request.entry));
    let kinds = place.principal.kinds.as_ref();
    entry
        && place
            .network
            .as_ref()
            .is_none_or(|set| network(set, request.network(Action::Authenticate)))
        && text(&place.region, request.region())
        && kinds.is_none_or(|kinds| kinds.contains(&request.principal.kind))
        && text(&place.principal.arns, &request.principal.arn)
        && place
            .context
            .iter()
            .all(|(name, set)| context(set, name, request))
}

fn network(set: &NetworkSet, network: &Network) -> bool {
    match (set, network) {
        (NetworkSet::Public(ranges), Network::Public { source_ip }) => {
            address(ranges.as_deref(), source_ip)
        }
        (
            NetworkSet::Endpoint {
                vpc,
                endpoint,
                source_ip,
            },
            Network::Endpoint {
                vpc: Some(of_vpc),
                endpoint: Some(of_endpoint),
                source_ip: Some(ip),
            },
        ) => text(vpc, of_vpc) && text(endpoint, of_endpoint) && address(source_ip.as_deref(), ip),
        _ => false,
    }
}

fn address(ranges: Option<&[Cidr]>, value: &str) -> bool {
    let Some(ranges) = ranges else { return true };
    let Ok(value) = value.parse::<IpAddr>() else {
        return false;
    };
    ranges.iter().any(|range| {
        let (of, value, bits) = match (range.address, value) {
            (IpAddr::V4(of), IpAddr::V4(value)) => {
                (u128::from(of.to_bits()), u128::from(value.to_bits()), 32)
            }
            (IpAddr::V6(of), IpAddr::V6(value)) => (of.to_bits(), value.to_bits(), 128),
            _ => return false,
        };
        let rest = bits - u32::from(range.prefix);
        // A shift by all bits is none.
        rest == 128 || of >> rest == value >> rest
    })
}

fn text(set: &TextSet, value: &str) -> bool {
    let matches = |glob: &Glob| glob_matches(glob, value);
    set.within
        .as_ref()
        .is_none_or(|within| within.iter().any(matches))
        && !set.without.iter().any(matches)
}

fn glob_matches(glob: &Glob, value: &str) -> bool {
    glob.parts().iter().all(|part| part_matches(part, value))
}

fn part_matches(glob: &Glob, value: &str) -> bool {
    // As written in a policy: `${*}` stands for a star.
    let mut pattern: Vec<Option<char>> = Vec::new();
    let written = glob.to_string();
    let mut rest = written.as_str();
    while let Some(first) = rest.chars().next() {
        let escaped = ["${*}", "${?}", "${$}"]
            .iter()
            .find(|e| rest.starts_with(**e));
        if let Some(escaped) = escaped {
            pattern.push(escaped.chars().nth(2));
            rest = &rest[escaped.len()..];
            continue;
        }
        // `None` is a star; a question mark is as good as a character that nothing has.
        pattern.push(match first {
            '*' => None,
            '?' => Some('\0'),
            other => Some(other),
        });
        rest = &rest[first.len_utf8()..];
    }
    let lowered = value.to_lowercase();
    let value: Vec<char> = if glob.ignores_case() {
        lowered.chars()
    } else {
        value.chars()
    }
    .collect();
    walk(&pattern, &value)
}

fn walk(pattern: &[Option<char>], value: &[char]) -> bool {
    match (pattern, value) {
        ([], value) => value.is_empty(),
        ([None, rest @ ..], _) => (0..=value.len()).any(|from| walk(rest, &value[from..])),
        ([Some(_), ..], []) => false,
        ([Some(wanted), rest @ ..], [first, behind @ ..]) => {
            (*wanted == '\0' || wanted == first) && walk(rest, behind)
        }
    }
}

fn context(set: &ContextSet, name: &str, request: &Request) -> bool {
    let given = request
        .context
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name));
    match given {
        None => set.or_absent,
        Some((_, GivenValue::One(value))) => match &set.values {
            None => false,
            Some(ContextValues::Texts(texts)) => text(texts, value),
            Some(ContextValues::Addresses(ranges)) => address(ranges.as_deref(), value),
            Some(ContextValues::Dates(dates)) => {
                parse_date(value).is_some_and(|date| lies_in(dates, date))
            }
            Some(ContextValues::Numbers(numbers)) => {
                value.parse().is_ok_and(|number| lies_in(numbers, number))
            }
        },
        Some((_, GivenValue::Many(_) | GivenValue::Unknown)) => false,
    }
}

fn lies_in(interval: &Interval, value: i64) -> bool {
    interval.from.is_none_or(|from| from <= value)
        && interval.before.is_none_or(|before| value < before)
}
