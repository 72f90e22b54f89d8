//! Who loses access by a change and who gains it, in plain sentences.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Comparison, Outcome, PrincipalSet, SignInChange};

use super::changed::{Circumstances, FEW, of_places};
use super::diff::Kind;
use super::repair::nothing_else;
use super::tree::Line;
use super::who::names;

/// For each group of sign-ins that are newly denied or allowed from where they come, and whom it
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
        let of_kind: Vec<&SignInChange> =
            of_kind.filter(|change| Kind::of(change) == kind).collect();
        let groups = of_places(&of_kind);
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
        kind == Kind::NewlyDenied || kind == Kind::NewlyAllowed
    };
    if has_all && !lines.is_empty() && found.changes.iter().all(is_told) {
        lines.push(Line::of(nothing_else(&found.assumed_absent)));
    }
    lines
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
    message!("people who sign in {places} lose access", places = places)
}

fn gain(places: Message) -> Message {
    message!("people who sign in {places} gain access", places = places)
}

fn others_lose(count: usize) -> Message {
    message!("others lose access, in {count} more cases", count = count)
}

fn others_gain(count: usize) -> Message {
    message!("others gain access, in {count} more cases", count = count)
}
