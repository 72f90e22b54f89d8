//! Checks the context keys that a request gives.

use vestibule_iam::json::repeated;
use vestibule_iam::message;
use vestibule_iam::policy::GLOBAL_PREFIX;
use vestibule_iam::problem::{code, nearest, quoted};
use vestibule_signin::keys::{self, KeyRow, NetworkPart, Origin};
use vestibule_signin::{Action, Networks, VOCABULARY};
use vestibule_syntax::limits::CONTEXT_KEYS;

use crate::contract::finding::{Finding, Severity};
use crate::contract::request::{ContextValue, Request};
use crate::input::place::Place;
use crate::input::report::{Refused, Report};

/// Complains of keys that the context of a request may not have.
#[inline(never)]
pub(super) fn check(
    request: &Request,
    networks: Option<&Networks>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<(), Refused> {
    let place = place.member("context");
    let names: Vec<String> = request
        .context
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    if names.len() > CONTEXT_KEYS {
        let message = message!(
            "the request gives {keys} context keys, and at most {most} are read",
            keys = names.len(),
            most = CONTEXT_KEYS
        );
        let help = message!("leave out those that no policy tests");
        return Err(report.error(&place, "too-many-context-keys", message, help));
    }
    let mut checked = Ok(());
    let again: Vec<usize> = repeated(&names)
        .into_iter()
        .map(|(_, later)| later)
        .collect();
    for (index, (name, value)) in request.context.iter().enumerate() {
        let place = place.member(name);
        if again.contains(&index) {
            let message = message!("the context key {key} is given twice", key = quoted(name));
            let error = Finding::new("duplicate-key-case", Severity::Error, message).help(
                message!("the case of a context key does not count; keep one"),
            );
            checked = Err(report.refuse_key(&place, error));
        }
        if *value == ContextValue::Unknown {
            continue;
        }
        match keys::find(name) {
            Some(row) => checked = determined(row, networks, &place, report).and(checked),
            None => unknown_key(name, &place, report),
        }
    }
    checked
}

/// Refuses a key that other members of the request determine.
fn determined(
    row: &KeyRow,
    networks: Option<&Networks>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<(), Refused> {
    let name = row.name;
    let Some(member) = row.origin.member() else {
        return Ok(());
    };
    let member = if let Origin::Network(part) = row.origin {
        if networks.is_some_and(|networks| is_other_path(part, networks)) {
            return Err(report.refuse_key(place, mixed_network(name, part)));
        }
        part.member()
    } else {
        member
    };
    let help = if row.origin == Origin::Account {
        message!(
            "set {member} instead, or leave it out for the principal's account",
            member = code(member)
        )
    } else {
        message!("set {member} instead", member = code(member))
    };
    let message = message!(
        "{key} follows from {member}",
        key = code(name),
        member = code(member)
    );
    let error = Finding::new("determined-key", Severity::Error, message).help(help);
    Err(report.refuse_key(place, error))
}

/// Does the request take only paths that have no such key?
fn is_other_path(part: NetworkPart, networks: &Networks) -> bool {
    let mut paths = Action::ALL.iter().map(|action| networks.at(*action));
    paths.all(|network| network.is_endpoint() != part.is_of_endpoint())
}

fn mixed_network(name: &str, part: NetworkPart) -> Finding {
    let (public, endpoint) = (
        message!("over the public internet"),
        message!("through a VPC endpoint"),
    );
    let (comes, exists) = if part.is_of_endpoint() {
        (public, endpoint)
    } else {
        (endpoint, public)
    };
    let message = message!(
        "the request comes {comes} and its context has {key}, which only exists {exists}",
        comes = comes,
        key = code(name),
        exists = exists
    );
    Finding::new("mixed-network", Severity::Error, message).help(message!(
        "give the path in `network` alone; one request takes one path"
    ))
}

/// A key that AWS does not have is most likely misspelt, and then changes nothing.
#[inline(never)]
fn unknown_key(name: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let (prefix, rest) = name.split_once(':').unwrap_or(("", name));
    let of_service = VOCABULARY.service(prefix);
    let judged = prefix.is_empty() || rest.is_empty() || prefix.eq_ignore_ascii_case(GLOBAL_PREFIX);
    let of_service_too = of_service.iter().flat_map(|service| service.keys);
    let known = VOCABULARY.global_keys.iter().chain(of_service_too).copied();
    if !judged && of_service.is_none() {
        return;
    }
    let message = message!("AWS has no context key {key}", key = quoted(name));
    let finding = Finding::new("unknown-key", Severity::Warning, message);
    let finding = match nearest(name, known) {
        Some(near) => finding.help(message!("did you mean {right}?", right = code(near))),
        None => finding.help(message!(
            "write the key as `prefix:name`, such as `aws:MultiFactorAuthPresent`"
        )),
    };
    report.key(place, finding);
}
