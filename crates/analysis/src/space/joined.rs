//! How diagrams of truths and of fates are joined.

use vestibule_iam::truth::Truth;

use super::diagram::{Leaf, NodeId, Operation};
use super::fate::{Fate, Pair};
use super::leaf::{FALSE, TRUE, UNDECIDED, UNKNOWN, leaf_of, truth_of};

/// How two diagrams are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    And,
    Or,
    Not,
    Settle(bool),
    Equals(Truth),
    /// A Deny, and what it comes to where nothing is known of the network.
    Withhold,
    /// A fate, and whether the next action denies.
    Chain(u8),
    /// Whether somebody asks, and the fate.
    Guard,
    /// Two fates of one sign-in.
    Pair,
    /// A pair, and whether what is unknown to both may differ.
    Doubt,
    /// Of two pairs the first in which something differs.
    Either,
}

impl Operation for Joined {
    fn id(self) -> u8 {
        match self {
            Self::And => 0,
            Self::Or => 1,
            Self::Not => 2,
            Self::Settle(indeterminate) => 3 + u8::from(indeterminate),
            Self::Equals(truth) => 5 + leaf_of(truth),
            Self::Withhold => 9,
            Self::Chain(action) => 10 + action,
            Self::Guard => 13,
            Self::Pair => 14,
            Self::Doubt => 15,
            Self::Either => 16,
        }
    }

    fn leaf(self, a: Leaf, b: Leaf) -> Leaf {
        let (of_a, of_b) = (truth_of(a), truth_of(b));
        match self {
            Self::And if a == FALSE || b == FALSE => FALSE,
            Self::Or if a == TRUE || b == TRUE => TRUE,
            Self::And => joined(of_a, of_b, Truth::and),
            Self::Or => joined(of_a, of_b, Truth::or),
            Self::Not => joined(of_a, of_a, |a, _| a.negate()),
            Self::Settle(indeterminate) => joined(of_a, of_a, |a, _| a.settle(indeterminate)),
            Self::Equals(truth) => joined(of_a, of_a, |a, _| Truth::from(a == truth)),
            Self::Withhold => match (a, b) {
                (FALSE, FALSE) => FALSE,
                (FALSE, UNDECIDED) => UNDECIDED,
                (FALSE, _) => UNKNOWN,
                _ => a,
            },
            Self::Chain(action) => Fate::of(a).after(action, b).leaf(),
            Self::Guard if a == TRUE => b,
            Self::Guard => Fate::Outside.leaf(),
            Self::Pair => Pair::of_fates(Fate::of(a), Fate::of(b)).leaf(),
            Self::Doubt if a != Pair::Unknown.leaf() => a,
            Self::Doubt if b == FALSE || b == Pair::Same.leaf() => Pair::Same.leaf(),
            Self::Doubt => Pair::Unsure.leaf(),
            Self::Either if a == Pair::Same.leaf() => b,
            Self::Either => a,
        }
    }

    fn shortcut(self, a: NodeId, b: NodeId) -> Option<NodeId> {
        let (falsehood, truth) = (NodeId::leaf(FALSE), NodeId::leaf(TRUE));
        let (settling, neutral) = match self {
            Self::And => (falsehood, truth),
            Self::Or => (truth, falsehood),
            Self::Not
            | Self::Settle(_)
            | Self::Equals(_)
            | Self::Withhold
            | Self::Guard
            | Self::Pair
            | Self::Doubt
            | Self::Either
            | Self::Chain(_) => return None,
        };
        if a == settling || b == settling {
            Some(settling)
        } else if a == neutral || a == b {
            Some(b)
        } else if b == neutral {
            Some(a)
        } else {
            None
        }
    }
}

/// What two truths come to; undecided where one is.
fn joined(a: Option<Truth>, b: Option<Truth>, with: impl Fn(Truth, Truth) -> Truth) -> Leaf {
    match (a, b) {
        (Some(a), Some(b)) => leaf_of(with(a, b)),
        _ => UNDECIDED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undecided is one of the others: whatever it stands for, what is said for certain is
    /// so.
    #[test]
    fn what_is_said_of_the_undecided_holds_for_all_it_may_be() {
        let all = Truth::ALL.map(leaf_of);
        let operations = [
            Joined::And,
            Joined::Or,
            Joined::Not,
            Joined::Settle(true),
            Joined::Settle(false),
            Joined::Withhold,
        ];
        for operation in operations {
            for other in all.into_iter().chain([UNDECIDED]) {
                let said = operation.leaf(UNDECIDED, other);
                let mirrored = operation.leaf(other, UNDECIDED);
                for leaf in all {
                    if said != UNDECIDED && other != UNDECIDED {
                        assert_eq!(operation.leaf(leaf, other), said, "{operation:?} {other}");
                    }
                    if mirrored != UNDECIDED && other != UNDECIDED {
                        assert_eq!(
                            operation.leaf(other, leaf),
                            mirrored,
                            "{operation:?} {other}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn truths_are_joined_as_those_of_one_request() {
        for a in Truth::ALL {
            for b in Truth::ALL {
                let of = |operation: Joined| operation.leaf(leaf_of(a), leaf_of(b));
                assert_eq!(of(Joined::And), leaf_of(a.and(b)));
                assert_eq!(of(Joined::Or), leaf_of(a.or(b)));
                assert_eq!(of(Joined::Not), leaf_of(a.negate()));
                assert_eq!(of(Joined::Settle(true)), leaf_of(a.settle(true)));
                assert_eq!(of(Joined::Equals(b)), leaf_of(Truth::from(a == b)));
            }
        }
    }
}
