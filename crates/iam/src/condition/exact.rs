//! `Bool`, `Null` and `BinaryEquals`.

use super::outcome::Found;
use super::text::Literals;
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

/// Standard alphabet, padded to fours, and no bits set in the padding.
pub(super) fn is_canonical_base64(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return false;
    }
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    let Some((data, _)) = bytes.split_at_checked(bytes.len() - padding) else {
        return false;
    };
    let digits = data.iter().all(|byte| base64_digit(*byte).is_some());
    let unused = match padding {
        0 => 0,
        1 => 0b11,
        2 => 0b1111,
        _ => return false,
    };
    let last = data
        .last()
        .and_then(|byte| base64_digit(*byte))
        .unwrap_or(0);
    digits && last & unused == 0
}

fn base64_digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
