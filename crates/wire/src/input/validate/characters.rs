//! Warns of characters by which one name is taken for another.

use vestibule_iam::policy::characters::{Said, deceptive, unseen};

use crate::contract::finding::{Finding, Severity};
use crate::contract::request::{ContextValue, Network, Request};
use crate::input::place::Place;
use crate::input::report::Report;

/// Warns of such characters in everything that a request names.
pub(super) fn check(request: &Request, place: &Place<'_>, report: &mut Report<'_>) {
    if let Some(name) = &request.name {
        self::name(name, &place.member("name"), report);
    }
    text(&request.principal, &place.member("principal"), report);
    if let Some(told) = &request.network {
        network(told, &place.member("network"), report);
    }
    let phases = place.member("phases");
    for (action, phase) in request.phases.iter() {
        if let Some(told) = &phase.network {
            network(told, &phases.member(action).member("network"), report);
        }
    }
    for (member, told) in [("region", &request.region), ("resource", &request.resource)] {
        if let Some(told) = told {
            text(told, &place.member(member), report);
        }
    }
    let context = place.member("context");
    for (key, value) in request.context.iter() {
        let place = context.member(key);
        if let Some(said) = deceptive(key) {
            report.key(&place, finding(said));
        }
        match value {
            ContextValue::Unknown => {}
            ContextValue::One(value) => text(value, &place, report),
            ContextValue::Many(values) => {
                for (index, value) in values.iter().enumerate() {
                    text(value, &place.element(index), report);
                }
            }
        }
    }
}

fn network(network: &Network, place: &Place<'_>, report: &mut Report<'_>) {
    for (member, told) in [
        ("vpc", &network.vpc),
        ("endpoint", &network.endpoint),
        ("sourceIp", &network.source_ip),
    ] {
        if let Some(told) = told {
            text(told, &place.member(member), report);
        }
    }
}

/// Warns of such characters in a text that others wrote or that is compared.
pub(crate) fn text(text: &str, place: &Place<'_>, report: &mut Report<'_>) {
    warn(deceptive(text), place, report);
}

/// Warns of unseen characters in the name that a user gave to something.
pub(crate) fn name(name: &str, place: &Place<'_>, report: &mut Report<'_>) {
    warn(unseen(name), place, report);
}

fn warn(said: Option<Said>, place: &Place<'_>, report: &mut Report<'_>) {
    if let Some(said) = said {
        report.value(place, finding(said));
    }
}

fn finding((code, message, help): Said) -> Finding {
    Finding::new(code.as_str(), Severity::Warning, message).help(help)
}
