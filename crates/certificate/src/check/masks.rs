//! Truths of many sign-ins at once: of each value, which truths it may have.

use vestibule_iam::truth::{Logic, Truth};

/// A set of truths, or of pairs of two truths, one bit for each.
pub(super) type Mask = u8;

/// Every truth.
pub(super) const ANY: Mask = 0b1111;

pub(super) fn bit(truth: Truth) -> Mask {
    1 << number(truth)
}

/// The number of a truth.
pub(super) fn number(truth: Truth) -> u8 {
    match truth {
        Truth::True => 0,
        Truth::False => 1,
        Truth::Unknown => 2,
        Truth::Indeterminate => 3,
    }
}

/// The truths of a set.
pub(super) fn truths(mask: Mask) -> impl Iterator<Item = Truth> {
    Truth::ALL
        .into_iter()
        .filter(move |truth| mask & bit(*truth) != 0)
}

/// The rules over sets of truths: what each operation may come to, whichever of its sets the
/// operands have. A set never lacks a truth that some sign-in has; it may have more, since
/// what operands have in common is forgotten.
pub(super) struct Masks;

fn each(a: Mask, b: Mask, operation: impl Fn(Truth, Truth) -> Truth) -> Mask {
    let pairs = truths(a).flat_map(|a| truths(b).map(move |b| (a, b)));
    pairs.fold(0, |mask, (a, b)| mask | bit(operation(a, b)))
}

fn map(mask: Mask, operation: impl Fn(Truth) -> Truth) -> Mask {
    truths(mask).fold(0, |mapped, truth| mapped | bit(operation(truth)))
}

impl Logic for Masks {
    type Value = Mask;

    fn constant(&mut self, truth: Truth) -> Mask {
        bit(truth)
    }

    fn and(&mut self, a: &Mask, b: &Mask) -> Mask {
        each(*a, *b, Truth::and)
    }

    fn or(&mut self, a: &Mask, b: &Mask) -> Mask {
        each(*a, *b, Truth::or)
    }

    fn not(&mut self, value: &Mask) -> Mask {
        map(*value, Truth::negate)
    }

    fn settle(&mut self, value: &Mask, indeterminate: bool) -> Mask {
        map(*value, |truth| truth.settle(indeterminate))
    }

    fn equals(&mut self, value: &Mask, truth: Truth) -> Mask {
        map(*value, |own| Truth::from(own == truth))
    }

    fn is_always(&self, value: &Mask, truth: Truth) -> bool {
        *value == bit(truth)
    }
}

/// What may become of a sign-in, one bit for each.
pub(crate) type Fates = u8;

pub(crate) const ALLOWED: Fates = 1;
pub(crate) const DENIED: [Fates; 3] = [2, 4, 8];
pub(crate) const UNKNOWN: Fates = 16;
pub(crate) const ANY_FATE: Fates = 31;

/// What may become of a sign-in through actions each of which denies it as its set says.
pub(super) fn fates(denied: &[(usize, Mask)]) -> Fates {
    let (yes, no) = (bit(Truth::True), bit(Truth::False));
    let mut fates = 0;
    // Whether no action before this one denies for certain.
    let mut reaches = true;
    for (action, mask) in denied {
        if reaches && mask & yes != 0 {
            fates |= DENIED.get(*action).copied().unwrap_or(0);
        }
        reaches &= mask & !yes != 0;
    }
    if denied.iter().all(|(_, mask)| mask & no != 0) {
        fates |= ALLOWED;
    }
    let open = |(_, mask): &(usize, Mask)| mask & !(yes | no) != 0;
    if reaches && denied.iter().any(open) {
        fates |= UNKNOWN;
    }
    fates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_become_of_a_sign_in() {
        use Truth::{False, True, Unknown};
        let of = |all: [Truth; 3]| {
            let all: Vec<(usize, Mask)> = all.into_iter().map(bit).enumerate().collect();
            fates(&all)
        };
        assert_eq!(of([False, False, False]), ALLOWED);
        assert_eq!(of([False, True, Unknown]), DENIED[1]);
        assert_eq!(of([Unknown, True, True]), DENIED[1]);
        assert_eq!(of([Unknown, False, False]), UNKNOWN);
        assert_eq!(fates(&[(2, ANY)]), DENIED[2] | ALLOWED | UNKNOWN);
    }
}
