//! What is not as a case file expects, in words.

use vestibule_syntax::diagnostic::{Arg, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Decision, Fact, Mismatch, Network, Outcome};

use super::reason::{PlaceOf, Reason};
use super::tree::{all, name};

/// `Alice at home is not decided as expected: outcome is allowed instead of denied`.
pub(crate) fn not_as_expected(request: &str, mismatches: &[Mismatch]) -> Message {
    let differs = |mismatch: &Mismatch| -> Arg {
        message!(
            "{path} is {actual} instead of {expected}",
            path = name(&mismatch.path),
            actual = plain(&mismatch.actual),
            expected = plain(&mismatch.expected)
        )
        .into()
    };
    message!(
        "{request} is not decided as expected: {differences}",
        request = name(request),
        differences = all(mismatches.iter().map(differs).collect())
    )
}

/// What a mismatch tells in backticks already; its lists stay as they are.
fn plain(text: &str) -> Arg {
    let inner = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    name(inner.unwrap_or(text))
}

/// Where a sign-in stops and what decides that; `None` of one that is allowed.
pub(crate) fn why_stopped(decision: &Decision, place: PlaceOf<'_>) -> Option<Message> {
    let stop = decision
        .phases
        .iter()
        .find(|phase| phase.decision != Outcome::Allowed)?;
    let reason = Reason {
        outcome: stop.decision,
        denied_at: Some(stop.action).filter(|_| stop.decision == Outcome::Denied),
        decided_by: &stop.decided_by,
        depends_on: stop.depends_on.as_deref(),
        undecided: &[],
        is_of_one: false,
    };
    reason.message(place)
}

/// A fact of a sign-in, such as `from 203.0.113.10`; `None` for one of the account.
pub(crate) fn difference(fact: &Fact) -> Option<Message> {
    Some(match fact {
        Fact::Network(network) => from(network),
        Fact::Principal(arn) => message!("as {principal}", principal = name(arn)),
        Fact::Entry(entry) => message!("by the entry {entry}", entry = code(entry.name())),
        Fact::Region(region) => message!("in Region {region}", region = name(region)),
        Fact::Key(key, value) => {
            message!("with {key} {value}", key = name(key), value = name(value))
        }
        Fact::NoKey(key) => message!("without {key}", key = name(key)),
        Fact::Authorization(_) | Fact::Standing(_) => return None,
    })
}

fn from(network: &Network) -> Message {
    let parts = [&network.source_ip, &network.vpc, &network.endpoint];
    let parts: Vec<Arg> = parts.into_iter().flatten().map(|part| name(part)).collect();
    match parts.is_empty() {
        true => message!("from a network of which nothing is known"),
        false => message!("from {network}", network = all(parts)),
    }
}
