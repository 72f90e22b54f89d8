//! Truths as leaves of diagrams.

use vestibule_iam::truth::Truth;

use super::diagram::Leaf;

pub(crate) const FALSE: Leaf = 0;
pub(crate) const TRUE: Leaf = 1;
pub(crate) const UNKNOWN: Leaf = 2;
const INDETERMINATE: Leaf = 3;
/// One of the others, and the classes are too coarse to say which.
pub(crate) const UNDECIDED: Leaf = 4;

pub(crate) fn leaf_of(truth: Truth) -> Leaf {
    match truth {
        Truth::False => FALSE,
        Truth::True => TRUE,
        Truth::Unknown => UNKNOWN,
        Truth::Indeterminate => INDETERMINATE,
    }
}

pub(super) fn truth_of(leaf: Leaf) -> Option<Truth> {
    Truth::ALL.into_iter().find(|truth| leaf_of(*truth) == leaf)
}
