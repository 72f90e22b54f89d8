//! How much work a comparison is at most, counted in steps before it is done.
//!
//! A step is about one character that is looked at. The count follows from the sizes
//! of operands and values alone: not from the order in which tests run, nor from what
//! they come to, nor from the machine.

use crate::keys::KeyValue;

/// What a comparison costs, by the sizes of what is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Steps for each value of the key.
    pub fixed: u64,
    /// Steps for each byte of a value.
    pub per_byte: u64,
    /// Sixteenths of a step for each pair of bytes of a value.
    pub per_square: u64,
    /// Steps for each byte of the longest value that a policy variable may stand for.
    pub per_variable: u64,
}

/// The sizes of what a weight is put to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// How many values the key has.
    pub values: u64,
    /// The bytes of all of them.
    pub bytes: u64,
    /// The bytes of the longest value of any key.
    pub longest: u64,
}

impl Sizes {
    /// Those of the value of a key, where the longest value of any key has `longest` bytes.
    pub(crate) fn of(value: Option<KeyValue<'_>>, longest: u64) -> Self {
        let (values, bytes) = match value.unwrap_or(KeyValue::Unknown) {
            KeyValue::Absent | KeyValue::Unknown | KeyValue::PresentUnknown => (1, 0),
            KeyValue::One(value) => (1, count(value.len())),
            KeyValue::Many(values) => (
                count(values.len()),
                values.iter().map(|value| count(value.len())).sum(),
            ),
        };
        Self {
            values,
            bytes,
            longest,
        }
    }
}

impl Weight {
    /// A weight that is the same whatever the value.
    pub(crate) fn fixed(steps: u64) -> Self {
        Self {
            fixed: steps,
            ..Self::default()
        }
    }

    /// The weight of both comparisons.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            fixed: self.fixed.saturating_add(other.fixed),
            per_byte: self.per_byte.saturating_add(other.per_byte),
            per_square: self.per_square.saturating_add(other.per_square),
            per_variable: self.per_variable.saturating_add(other.per_variable),
        }
    }

    /// The steps that it takes at most. It never falls when a size rises.
    #[must_use]
    pub fn steps(self, sizes: Sizes) -> u64 {
        let values = sizes.values.max(1);
        let squares = sizes.bytes.saturating_mul(sizes.bytes) / 16;
        (self.fixed.saturating_mul(values))
            .saturating_add(self.per_byte.saturating_mul(sizes.bytes))
            .saturating_add(self.per_square.saturating_mul(squares))
            .saturating_add(
                (self.per_variable)
                    .saturating_mul(sizes.longest)
                    .saturating_mul(values),
            )
    }
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), Self::plus)
    }
}

/// A length as a count of steps, the same on every machine.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
