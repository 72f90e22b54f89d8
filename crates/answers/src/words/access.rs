//! Who loses access by a change and who gains it, in plain sentences.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Comparison, Entry, Outcome, PrincipalSet, SignInChange};

use super::changed::{Circumstances, FEW, of_places};
use super::diff::Kind;
use super::repair::nothing_else;
use super::tree::Line;
use super::who::names;

/// For each group of sign-ins to the console that are newly denied or allowed from where they come, and whom it
/// concerns unless it is everybody; those who lose access first.
pub fn access(found: &Comparison) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut has_all = found.not_known.is_empty();
    for (kind, sentence, rest) in [
        (
            Kind::NewlyDenied,
            lose as fn(Message) -> Message,
            others_lose as fn(usize) -> Message,
        ),
        (Kind::NewlyAllowed, gain, others_gain),
    ] {
        let of_kind = found.changes.iter();
        let of_kind = of_kind.filter(|change| Kind::of(change) == kind && is_console(change));
        let of_kind: Vec<SignInChange> = of_kind.map(by_any_door).collect();
        let groups = of_places(&of_kind.iter().collect::<Vec<_>>());
        let more = groups.len().saturating_sub(FEW);
        let shown = groups.into_iter().take(FEW);
        lines.extend(shown.map(|(from, whom)| line(sentence, kind.outcome(), from, &whom)));
        if more > 0 {
            lines.push(Line::of(rest(more)).outcome(kind.outcome()));
            has_all = false;
        }
    }
    let is_told = |change: &SignInChange| {
        let kind = Kind::of(change);
        (kind == Kind::NewlyDenied || kind == Kind::NewlyAllowed) && is_console(change)
    };
    if has_all && !lines.is_empty() && found.changes.iter().all(is_told) {
        lines.push(Line::of(nothing_else(&found.assumed_absent)));
    }
    lines
}

/// Whether the console is one of the doors.
fn is_console(change: &SignInChange) -> bool {
    let doors = change.place.entry.as_ref();
    doors.is_none_or(|doors| doors.contains(&Entry::Console))
}

/// The same change, which is told of the console alone.
fn by_any_door(change: &SignInChange) -> SignInChange {
    let mut change = change.clone();
    change.place.entry = None;
    change
}

fn line(
    sentence: fn(Message) -> Message,
    outcome: Outcome,
    from: Circumstances,
    whom: &[PrincipalSet],
) -> Line {
    let line = Line::of(sentence(from.with_verb())).outcome(outcome);
    if whom.contains(&PrincipalSet::default()) {
        return line;
    }
    let whom: Vec<&PrincipalSet> = whom.iter().collect();
    line.tail(names(&whom))
}

fn lose(places: Message) -> Message {
    message!(
        "people who sign in {places} lose access to the console",
        places = places
    )
}

fn gain(places: Message) -> Message {
    message!(
        "people who sign in {places} gain access to the console",
        places = places
    )
}

fn others_lose(count: usize) -> Message {
    message!(
        "others lose access to the console, in {count} more cases",
        count = count
    )
}

fn others_gain(count: usize) -> Message {
    message!(
        "others gain access to the console, in {count} more cases",
        count = count
    )
}
