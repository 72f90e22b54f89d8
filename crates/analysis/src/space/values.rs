//! The values of a dimension in classes: addresses and what is ordered.

use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_iam::cidr::{AddressParts, parse_address};
use vestibule_iam::date::spelled;
use vestibule_syntax::sort;

/// Addresses in ranges, cut where tests can change. Their texts are as `IpAddr` writes
/// them.
#[derive(Clone, Debug)]
pub(crate) struct Addresses {
    classes: Vec<(RangeInclusive<IpAddr>, String)>,
}

impl Addresses {
    pub(crate) fn new(ranges: Vec<RangeInclusive<IpAddr>>) -> Self {
        let parts = AddressParts::new(ranges);
        let class = |part| Some((parts.range(part)?, parts.witnesses(part).next()?));
        Self {
            // A part of IPv4-mapped addresses alone has no address of a request.
            classes: (1..parts.len()).filter_map(class).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The addresses of a class.
    pub(crate) fn range(&self, class: usize) -> Option<&RangeInclusive<IpAddr>> {
        self.classes.get(class).map(|(range, _)| range)
    }

    pub(crate) fn witness(&self, class: usize) -> &str {
        self.classes.get(class).map_or("", |(_, witness)| witness)
    }

    pub(crate) fn is_single(&self, class: usize) -> bool {
        self.range(class)
            .is_some_and(|range| range.start() == range.end())
    }

    /// Takes the first of `values` that lies in a class for its witness.
    pub(crate) fn prefer<'v>(&mut self, values: impl Iterator<Item = &'v str>) {
        let mut taken = vec![false; self.classes.len()];
        for value in values {
            // An IPv4-mapped address is the IPv4 address to the evaluator, too.
            let Some(address) = parse_address(value) else {
                continue;
            };
            let found = self.classes.iter().position(|(range, _)| {
                range.contains(&address) && range.start().is_ipv4() == address.is_ipv4()
            });
            if let Some(at) = found
                && let (Some((_, witness)), Some(taken)) =
                    (self.classes.get_mut(at), taken.get_mut(at))
                && !*taken
            {
                *taken = true;
                *witness = address.to_string();
            }
        }
    }
}

/// What an ordered value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A date, in milliseconds since 1970.
    Date,
    /// A date in whole seconds since 1970, written as a number.
    Epoch,
    /// A whole number.
    Whole,
}

/// Ordered values in intervals, cut where tests can change.
#[derive(Clone, Debug)]
pub(crate) struct Ordered {
    pub(crate) unit: Unit,
    /// The first value of each interval.
    starts: Vec<i64>,
}

const SECOND: i64 = 1_000;
const DAY: i64 = 86_400 * SECOND;

impl Unit {
    /// All values there are: dates from 2001 to the end of 2999, numbers from 0. Numbers of
    /// four digits are read as years by the operators on dates, which no number of seconds
    /// in these years is.
    pub(crate) fn bounds(self) -> (i64, i64) {
        match self {
            Self::Date => (978_307_200 * SECOND, 32_503_680_000 * SECOND - 1),
            Self::Epoch => (978_307_200, 32_503_680_000 - 1),
            Self::Whole => (0, 999_999_999_999),
        }
    }

    /// A value as the context has it.
    pub(crate) fn spell(self, value: i64) -> String {
        match self {
            Self::Date => spelled(value),
            Self::Epoch | Self::Whole => value.to_string(),
        }
    }
}

impl Ordered {
    /// Cuts before each of `starts`.
    pub(crate) fn new(unit: Unit, mut starts: Vec<i64>) -> Self {
        let (first, last) = unit.bounds();
        starts.push(first);
        starts.retain(|start| (first..=last).contains(start));
        sort::by(&mut starts, Ord::cmp);
        starts.dedup();
        Self { unit, starts }
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The first and the last value of a class.
    pub(crate) fn range(&self, class: usize) -> Option<(i64, i64)> {
        let first = *self.starts.get(class)?;
        let (_, last) = self.unit.bounds();
        let next = self.starts.get(class + 1);
        Some((first, next.map_or(last, |next| next - 1)))
    }

    /// A round value of a class.
    pub(crate) fn witness(&self, class: usize) -> String {
        let (first, last) = self.range(class).unwrap_or_default();
        let round = |step: i64| first + (step - first.rem_euclid(step)) % step;
        let steps: &[i64] = match self.unit {
            Unit::Date => &[DAY, DAY / 24, DAY / 1_440, SECOND],
            Unit::Epoch | Unit::Whole => &[1],
        };
        let value = steps.iter().map(|step| round(*step)).find(|v| *v <= last);
        self.unit.spell(value.unwrap_or(first))
    }

    pub(crate) fn is_single(&self, class: usize) -> bool {
        self.range(class).is_some_and(|(first, last)| first == last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn witnesses_lie_in_their_interval() {
        let noon = 1_782_907_200_000;
        let dates = Ordered::new(Unit::Date, vec![noon, noon + 1]);
        let witnesses: Vec<String> = (0..dates.len()).map(|class| dates.witness(class)).collect();
        assert_eq!(
            witnesses,
            [
                "2001-01-01T00:00:00Z",
                "2026-07-01T12:00:00Z",
                "2026-07-02T00:00:00Z"
            ]
        );
        assert!(dates.is_single(1) && !dates.is_single(0));
        let numbers = Ordered::new(Unit::Whole, vec![60, -1]);
        assert_eq!(
            (numbers.len(), numbers.range(1)),
            (2, Some((60, 999_999_999_999)))
        );
    }

    #[test]
    fn addresses_are_those_of_requests() {
        let range = "192.0.2.0".parse().unwrap()..="192.0.2.255".parse().unwrap();
        let mapped = "::ffff:0:0".parse().unwrap()..="::ffff:ffff:ffff".parse().unwrap();
        let mut addresses = Addresses::new(vec![range, mapped]);
        addresses.prefer(["192.0.2.77", "x", "::1"].into_iter());
        let witnesses: Vec<&str> = (0..addresses.len())
            .map(|at| addresses.witness(at))
            .collect();
        assert_eq!(
            witnesses,
            ["0.0.0.1", "192.0.2.77", "192.0.3.1", "::1", "::1:0:0:1"]
        );
        let mut all = Addresses::new(vec!["::".parse().unwrap()..="::5".parse().unwrap()]);
        all.prefer(["::ffff:203.0.113.10"].into_iter());
        let witnesses: Vec<&str> = (0..all.len()).map(|at| all.witness(at)).collect();
        assert_eq!(witnesses[0], "203.0.113.10");
        assert!(
            witnesses[1..].iter().all(|w| !w.contains("ffff:")),
            "{witnesses:?}"
        );
    }
}
