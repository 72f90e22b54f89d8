//! `Bool`, `Null` and `BinaryEquals`.

use super::outcome::Found;
use super::text::Literals;
use crate::value::base64::is_canonical_base64;
use crate::work::Weight;

/// The first operand that says true, and the first that says false.
#[derive(Clone, Copy, Debug, Default)]
pub struct Truths {
    yes: Option<u32>,
    no: Option<u32>,
}

/// `true` in any case is true, everything else is false, on both sides [E2].
pub(super) fn is_true(text: &str) -> bool {
    text.eq_ignore_ascii_case("true")
}

impl Truths {
    #[inline(never)]
    pub(super) fn compile<'t>(operands: impl Iterator<Item = (u32, &'t str)>) -> Self {
        let mut truths = Self::default();
        for (index, text) in operands {
            let slot = if is_true(text) {
                &mut truths.yes
            } else {
                &mut truths.no
            };
            slot.get_or_insert(index);
        }
        truths
    }

    /// The first operand that says true, and the first that says false.
    #[must_use]
    pub fn operands(self) -> (Option<u32>, Option<u32>) {
        (self.yes, self.no)
    }

    pub(super) fn compare(self, value: bool) -> Found {
        let found = if value { self.yes } else { self.no };
        found.map_or(Found::NoMatch, Found::Match)
    }

    /// True when either value finds an operand.
    pub(super) fn has_both(self) -> bool {
        self.yes.is_some() && self.no.is_some()
    }
}

/// The operands of a binary test.
#[derive(Clone, Debug)]
pub struct Binaries {
    literals: Literals,
    malformed: Option<u32>,
}

impl Binaries {
    #[inline(never)]
    pub(super) fn compile<'t>(operands: impl Iterator<Item = (u32, &'t str)>) -> Self {
        let mut literals = Vec::new();
        let mut malformed = None;
        for (index, text) in operands {
            if is_canonical_base64(text) {
                literals.push((text.into(), index));
            } else {
                malformed = malformed.or(Some(index));
            }
        }
        Self {
            literals: Literals::new(literals),
            malformed,
        }
    }

    /// The operands that are canonical base64, each with its index.
    pub fn literals(&self) -> impl Iterator<Item = (&str, u32)> {
        self.literals.iter()
    }

    /// The first operand that is not canonical base64.
    #[must_use]
    pub fn malformed(&self) -> Option<u32> {
        self.malformed
    }

    /// What [`Binaries::compare`] costs at most for a value.
    pub(super) fn weight(&self) -> Weight {
        self.literals.weight()
    }

    /// Equal bytes have one canonical spelling, and only that one matches [E2].
    pub(super) fn compare(&self, value: &str) -> Found {
        match (self.literals.find(value), self.malformed) {
            (Some(index), _) => Found::Match(index),
            // Refused even where other malformed operands are taken, so nothing is
            // recorded of what it does.
            (None, Some(index)) => Found::Unevaluable(index),
            (None, None) => Found::NoMatch,
        }
    }
}
