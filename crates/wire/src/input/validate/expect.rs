//! Checks what a request expects of its decision.

use vestibule_signin::{Action, Assumption};

use super::assumptions::unknown_assumption;
use super::network::unknown_action;
use crate::contract::expect::Expect;
use crate::input::place::Place;
use crate::input::report::Report;

/// Complains of expectations that can never be met.
pub(crate) fn expect(expect: &Expect, place: &Place<'_>, report: &mut Report<'_>) {
    if let Some(at) = expect
        .at
        .as_deref()
        .filter(|at| Action::from_name(at).is_none())
    {
        report.value(&place.member("at"), unknown_action(at));
    }
    let phases = place.member("phases");
    for (name, _) in expect.phases.iter() {
        if Action::from_name(name).is_none() {
            report.key(&phases.member(name), unknown_action(name));
        }
    }
    let assumptions = place.member("assumptions");
    for (index, id) in expect.assumptions.iter().flatten().enumerate() {
        if Assumption::from_id(id).is_none() {
            report.value(&assumptions.element(index), unknown_assumption(id));
        }
    }
}
