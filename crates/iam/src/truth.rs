//! Truth values, and what a rule needs of them whatever kind they are.

/// The truth of a statement or of one of its tests for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It matches.
    True,
    /// It does not match.
    False,
    /// It depends on a key whose value is unknown, or on a place in the policy
    /// whose meaning is.
    Unknown,
    /// AWS's own third value, recorded for malformed ARN operands: an `Allow`
    /// does not apply and a `Deny` does. [E2]
    Indeterminate,
}

impl Truth {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::True, Self::False, Self::Unknown, Self::Indeterminate];

    /// The truth of "both": false wins, then unknown, then indeterminate.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        use Truth::{False, Indeterminate, True, Unknown};
        match (self, other) {
            (False, _) | (_, False) => False,
            (Unknown, _) | (_, Unknown) => Unknown,
            (Indeterminate, _) | (_, Indeterminate) => Indeterminate,
            (True, True) => True,
        }
    }

    /// The truth of "either": true wins, then unknown, then indeterminate.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        use Truth::{False, Indeterminate, True, Unknown};
        match (self, other) {
            (True, _) | (_, True) => True,
            (Unknown, _) | (_, Unknown) => Unknown,
            (Indeterminate, _) | (_, Indeterminate) => Indeterminate,
            (False, False) => False,
        }
    }

    /// The truth of the opposite; unknown and indeterminate stay as they are.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::Indeterminate => Truth::Indeterminate,
        }
    }

    /// What is left where AWS's own third value counts as `indeterminate`: false for
    /// an `Allow`, true for a `Deny`. [E2]
    #[must_use]
    pub fn settle(self, indeterminate: bool) -> Self {
        match self {
            Truth::Indeterminate => Self::from(indeterminate),
            Truth::True | Truth::False | Truth::Unknown => self,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::True } else { Truth::False }
    }
}

/// Truth values of some kind, so that a rule is written once: single ones for one
/// request ([`Single`]), or one for each class of requests.
///
/// The operations are those of [`Truth`], applied wherever a value has one truth:
/// for every request `r`, `and(a, b)` at `r` is `a` at `r` and `b` at `r`, and so on.
pub trait Logic {
    /// A truth value.
    type Value: Clone;

    /// The value that is `truth` for every request.
    fn constant(&mut self, truth: Truth) -> Self::Value;

    /// Both, as [`Truth::and`].
    fn and(&mut self, a: &Self::Value, b: &Self::Value) -> Self::Value;

    /// Either, as [`Truth::or`].
    fn or(&mut self, a: &Self::Value, b: &Self::Value) -> Self::Value;

    /// The opposite, as [`Truth::negate`].
    fn not(&mut self, value: &Self::Value) -> Self::Value;

    /// The value with indeterminate counted as true or as false, as [`Truth::settle`].
    fn settle(&mut self, value: &Self::Value, indeterminate: bool) -> Self::Value;

    /// True for the requests for which `value` is `truth`, and false for the others.
    fn equals(&mut self, value: &Self::Value, truth: Truth) -> Self::Value;

    /// Whether `value` is `truth` for every request, so that the caller can stop early.
    /// `false` is always a correct answer and only costs time.
    fn is_always(&self, value: &Self::Value, truth: Truth) -> bool;
}

/// The truth values of one request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Single;

impl Logic for Single {
    type Value = Truth;

    #[inline]
    fn constant(&mut self, truth: Truth) -> Truth {
        truth
    }

    #[inline]
    fn and(&mut self, a: &Truth, b: &Truth) -> Truth {
        a.and(*b)
    }

    #[inline]
    fn or(&mut self, a: &Truth, b: &Truth) -> Truth {
        a.or(*b)
    }

    #[inline]
    fn not(&mut self, value: &Truth) -> Truth {
        value.negate()
    }

    #[inline]
    fn settle(&mut self, value: &Truth, indeterminate: bool) -> Truth {
        value.settle(indeterminate)
    }

    #[inline]
    fn equals(&mut self, value: &Truth, truth: Truth) -> Truth {
        Truth::from(*value == truth)
    }

    #[inline]
    fn is_always(&self, value: &Truth, truth: Truth) -> bool {
        *value == truth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the order false, indeterminate, unknown, true, "and" is the least and "or" the
    /// greatest of its operands, but that unknown wins over indeterminate in both.
    #[test]
    fn both_either_and_the_opposite_fit_together() {
        for a in Truth::ALL {
            assert_eq!(a.negate().negate(), a);
            assert_eq!(a.and(Truth::True), a);
            assert_eq!(a.or(Truth::False), a);
            assert_eq!(a.and(Truth::False), Truth::False);
            assert_eq!(a.or(Truth::True), Truth::True);
            for b in Truth::ALL {
                assert_eq!(a.and(b), b.and(a));
                assert_eq!(a.and(b).negate(), a.negate().or(b.negate()));
                for c in Truth::ALL {
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                    assert_eq!(a.or(b).or(c), a.or(b.or(c)));
                }
            }
        }
        let outweighed = Truth::Unknown.and(Truth::Indeterminate);
        assert_eq!(outweighed, Truth::Unknown);
        assert_eq!(Truth::Indeterminate.settle(true), Truth::True);
        assert_eq!(Truth::Indeterminate.settle(false), Truth::False);
        assert_eq!(Truth::Unknown.settle(true), Truth::Unknown);
    }

    #[test]
    fn the_logic_of_one_request_is_that_of_truth() {
        for a in Truth::ALL {
            assert_eq!(Single.not(&a), a.negate());
            for b in Truth::ALL {
                assert_eq!(Single.and(&a, &b), a.and(b));
                assert_eq!(Single.or(&a, &b), a.or(b));
                assert_eq!(Single.is_always(&a, b), a == b);
                assert_eq!(Single.equals(&a, b), Truth::from(a == b));
            }
            for indeterminate in [true, false] {
                assert_eq!(Single.settle(&a, indeterminate), a.settle(indeterminate));
            }
        }
    }
}
