//! The words of a picture of a map.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{DecidedBy, Outcome, PrincipalSet, Region, Request, Where};

use super::network::{alone, way};
use super::reason::Reason;
use super::tree::{Line, comma, name};
use super::who::who;

/// Principals in words.
pub(crate) fn who_of(set: &PrincipalSet) -> Message {
    who(set)
}

/// From where and in which Region.
pub(crate) fn place_of(place: &Where) -> Message {
    alone(way(place))
}

/// A text that is the user's.
pub(crate) fn code_of(text: &str) -> Arg {
    name(text)
}

/// Who comes from where, and what becomes of it.
pub(crate) fn cell(
    who: Message,
    from: Message,
    outcome: Option<Outcome>,
    below: Vec<Line>,
) -> Line {
    let line = Line::of(comma(who, alone(from))).below(below);
    match outcome {
        Some(outcome) => line.outcome(outcome),
        None => line,
    }
}

/// What becomes of one of the sign-ins of a region, and why.
pub(crate) fn cell_reason(
    region: &Region,
    decided_by: &[DecidedBy],
    depends_on: Option<&[String]>,
    witness: &Request,
) -> Line {
    let reason = Reason {
        decided_by,
        depends_on,
        ..Reason::of_region(region)
    };
    let said = reason
        .message(&|_| None)
        .unwrap_or_else(|| message!("gets in"));
    let conditions = super::network::conditions(&region.place);
    let said = match conditions {
        Some(conditions) => comma(conditions, said),
        None => said,
    };
    Line::of(said).outcome(region.outcome).witness(witness)
}
