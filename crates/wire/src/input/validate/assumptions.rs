//! Checks which assumptions a case switches to their other reading.

use vestibule_iam::message;
use vestibule_iam::problem::{Message, code, codes, nearest, quoted};
use vestibule_signin::{Assumption, AssumptionSet};

use crate::contract::finding::{Finding, Severity};
use crate::contract::ordered::Ordered;
use crate::input::place::Place;
use crate::input::report::Report;

/// The assumptions to take in their other reading.
pub(crate) fn switched(told: &Ordered<bool>, report: &mut Report<'_>) -> AssumptionSet {
    let place = Place::Root.member("assumptions");
    told.iter()
        .filter_map(|(id, shipped)| to_switch(id, *shipped, &place.member(id), report))
        .collect()
}

/// The assumption of that id, unless it keeps its shipped reading.
#[inline(never)]
fn to_switch(
    id: &str,
    shipped: bool,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<Assumption> {
    let Some(assumption) = Assumption::from_id(id) else {
        report.key(place, unknown_assumption(id));
        return None;
    };
    if shipped {
        return None;
    }
    if !assumption.is_switchable() {
        let message = message!(
            "the assumption {id} has no other reading to switch to",
            id = code(id)
        );
        let finding =
            Finding::new("fixed-assumption", Severity::Error, message).help(with_switch());
        report.key(place, finding);
        return None;
    }
    Some(assumption)
}

/// `id` is not the id of an assumption.
#[inline(never)]
pub(super) fn unknown_assumption(id: &str) -> Finding {
    let finding = Finding::new(
        "unknown-assumption",
        Severity::Error,
        message!("there is no assumption {id}", id = quoted(id)),
    );
    match nearest(id, Assumption::all().map(Assumption::id)).filter(|_| id.starts_with(['J', 'j']))
    {
        Some(near) if near.eq_ignore_ascii_case(id) => {
            finding.help(message!("did you mean {right}?", right = code(near)))
        }
        _ => finding.help(with_switch()),
    }
}

fn with_switch() -> Message {
    let switchable = Assumption::all().filter(|assumption| assumption.is_switchable());
    message!(
        "name one that can be switched: {ids}",
        ids = codes(switchable.map(Assumption::id))
    )
}
