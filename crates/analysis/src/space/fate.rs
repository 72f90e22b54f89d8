//! What becomes of a sign-in, and what two sets of policies make of one, as leaves of diagrams.

use super::diagram::Leaf;
use super::leaf::{FALSE, TRUE, UNDECIDED};

/// What a sign-in comes to at a point of the space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fate {
    Allowed,
    /// Denied for certain at that action, by its index, and at none before it.
    DeniedAt(u8),
    /// Denied for certain at that action, unless before at one that is undecided.
    DeniedBy(u8),
    /// It depends on something that is not known.
    Unknown,
    /// The classes are too coarse to say.
    Undecided,
    /// Nobody asks.
    Outside,
}

/// The first leaf of a fate.
const FATES: Leaf = 16;

/// How many fates there are.
const COUNT: Leaf = 10;

impl Fate {
    pub(crate) const ALL: [Self; 10] = [
        Self::Allowed,
        Self::DeniedAt(0),
        Self::DeniedAt(1),
        Self::DeniedAt(2),
        Self::DeniedBy(0),
        Self::DeniedBy(1),
        Self::DeniedBy(2),
        Self::Unknown,
        Self::Undecided,
        Self::Outside,
    ];

    pub(super) fn leaf(self) -> Leaf {
        match self {
            Self::Allowed => FATES,
            Self::DeniedAt(at) => FATES + 1 + at,
            Self::DeniedBy(at) => FATES + 4 + at,
            Self::Unknown => FATES + 7,
            Self::Undecided => FATES + 8,
            Self::Outside => FATES + 9,
        }
    }

    /// The fate of a leaf; one that is none is undecided.
    pub(crate) fn of(leaf: Leaf) -> Self {
        let found = Self::ALL.into_iter().find(|fate| fate.leaf() == leaf);
        found.unwrap_or(Self::Undecided)
    }

    /// What becomes of a sign-in that had this fate before an action at which it is denied
    /// where `denied` says.
    pub(super) fn after(self, action: u8, denied: Leaf) -> Self {
        match (self, denied) {
            (Self::DeniedAt(_) | Self::DeniedBy(_) | Self::Outside, _) | (_, FALSE) => self,
            (Self::Undecided, TRUE) => Self::DeniedBy(action),
            (Self::Allowed | Self::Unknown, TRUE) => Self::DeniedAt(action),
            (Self::Undecided, _) | (_, UNDECIDED) => Self::Undecided,
            (Self::Allowed | Self::Unknown, _) => Self::Unknown,
        }
    }
}

/// What becomes of a sign-in by two sets of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Pair {
    /// Both sets decide it in one way.
    Same,
    /// One or the other is not decided, or not where it is denied; or it is unknown to both,
    /// for reasons that may differ.
    Unsure,
    /// It is unknown to both.
    Unknown,
    /// Something else.
    Changed(Fate, Fate),
}

/// The first leaf of a pair.
const PAIRS: Leaf = 64;

impl Pair {
    pub(crate) fn of_fates(before: Fate, after: Fate) -> Self {
        let is_sure = |fate| !matches!(fate, Fate::Undecided | Fate::DeniedBy(_));
        if !is_sure(before) || !is_sure(after) {
            Self::Unsure
        } else if before == Fate::Unknown && after == Fate::Unknown {
            Self::Unknown
        } else if before == after {
            Self::Same
        } else {
            Self::Changed(before, after)
        }
    }

    pub(crate) fn leaf(self) -> Leaf {
        match self {
            Self::Same => PAIRS,
            Self::Unsure => PAIRS + 1,
            Self::Unknown => PAIRS + 2,
            Self::Changed(before, after) => {
                PAIRS + 3 + (before.leaf() - FATES) * COUNT + (after.leaf() - FATES)
            }
        }
    }

    /// The pair of a leaf; one that is none is unsure.
    pub(crate) fn of(leaf: Leaf) -> Self {
        let Some(at) = leaf.checked_sub(PAIRS + 3) else {
            return match leaf {
                PAIRS => Self::Same,
                leaf if leaf == PAIRS + 2 => Self::Unknown,
                _ => Self::Unsure,
            };
        };
        Self::Changed(Fate::of(FATES + at / COUNT), Fate::of(FATES + at % COUNT))
    }
}

#[cfg(test)]
mod tests {
    use vestibule_iam::truth::Truth;

    use super::*;
    use crate::space::leaf::leaf_of;

    #[test]
    fn an_undecided_action_leaves_open_what_it_could_change() {
        let all = Truth::ALL.map(leaf_of);
        for fate in [Fate::Allowed, Fate::Unknown, Fate::DeniedAt(0)] {
            let said = fate.after(1, UNDECIDED);
            let may_be: Vec<Fate> = all.iter().map(|leaf| fate.after(1, *leaf)).collect();
            assert_eq!(
                said != Fate::Undecided,
                may_be.iter().all(|f| *f == fate),
                "{fate:?}"
            );
        }
        // Behind an open phase a denial is certain, and where it comes is not.
        assert_eq!(Fate::Undecided.after(2, TRUE), Fate::DeniedBy(2));
        assert_eq!(Fate::Unknown.after(2, TRUE), Fate::DeniedAt(2));
    }

    #[test]
    fn pairs_are_read_as_they_are_written() {
        assert_eq!(Fate::ALL.len(), usize::from(COUNT));
        for before in Fate::ALL {
            for after in Fate::ALL {
                let pair = Pair::of_fates(before, after);
                assert_eq!(Pair::of(pair.leaf()), pair, "{before:?} {after:?}");
            }
        }
    }
}
