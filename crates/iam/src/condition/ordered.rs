//! `Numeric…` and `Date…`.
//!
//! Recorded [E2]: a value or an operand that cannot be read is unequal to
//! everything, itself included, and neither less nor greater.

use std::cmp::Ordering;

use super::outcome::Found;
use crate::language::Comparison;
use crate::value::date::parse_date;
use crate::value::number::Number;
use crate::work::{Weight, count};

impl Comparison {
    /// Whether it holds for a request's value that is `ordering` to the operand.
    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Comparison::Equals => ordering.is_eq(),
            Comparison::LessThan => ordering.is_lt(),
            Comparison::LessThanEquals => ordering.is_le(),
            Comparison::GreaterThan => ordering.is_gt(),
            Comparison::GreaterThanEquals => ordering.is_ge(),
        }
    }
}

/// The operands of a numeric test: those that can be read, as text, since reading
/// one costs less than storing its parts.
#[derive(Clone, Debug)]
pub struct Numbers(Box<[(Box<str>, u32)]>);

impl Numbers {
    #[inline(never)]
    pub(super) fn compile<'t>(operands: impl Iterator<Item = (u32, &'t str)>) -> Self {
        let readable = operands.filter(|(_, text)| Number::parse(text).is_some());
        Self(readable.map(|(index, text)| (text.into(), index)).collect())
    }

    /// The operands that can be read, each with its index.
    pub fn points(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(text, index)| (&**text, *index))
    }

    /// What [`Numbers::compare`] costs at most for a value: it reads every operand.
    pub(super) fn weight(&self) -> Weight {
        let read = |(text, _): &(Box<str>, u32)| 48 + 4 * count(text.len());
        Weight {
            fixed: 16 + self.0.iter().map(read).sum::<u64>(),
            per_byte: 8,
            ..Weight::default()
        }
    }

    pub(super) fn compare(&self, value: &str, comparison: Comparison) -> Found {
        let Some(value) = Number::parse(value) else {
            return Found::Unequal;
        };
        let holds = |text: &str| {
            Number::parse(text).is_some_and(|operand| comparison.holds(value.cmp(&operand)))
        };
        let found = self.0.iter().find(|(text, _)| holds(text));
        found.map_or(Found::NoMatch, |(_, index)| Found::Match(*index))
    }
}

/// The operands of a date test, in milliseconds.
#[derive(Clone, Debug)]
pub struct Dates(Box<[(i64, u32)]>);

impl Dates {
    #[inline(never)]
    pub(super) fn compile<'t>(operands: impl Iterator<Item = (u32, &'t str)>) -> Self {
        Self(
            operands
                .filter_map(|(index, text)| Some((parse_date(text)?, index)))
                .collect(),
        )
    }

    /// The operands that can be read, in milliseconds since 1970, each with its index.
    #[must_use]
    pub fn points(&self) -> &[(i64, u32)] {
        &self.0
    }

    /// What [`Dates::compare`] costs at most for a value.
    pub(super) fn weight(&self) -> Weight {
        Weight {
            fixed: 64 + 2 * count(self.0.len()),
            per_byte: 8,
            ..Weight::default()
        }
    }

    pub(super) fn compare(&self, value: &str, comparison: Comparison) -> Found {
        let Some(value) = parse_date(value) else {
            return Found::Unequal;
        };
        let found = self
            .0
            .iter()
            .find(|(operand, _)| comparison.holds(value.cmp(operand)));
        found.map_or(Found::NoMatch, |(_, index)| Found::Match(*index))
    }
}
