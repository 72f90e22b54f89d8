//! Which changes to policies nothing notices, in words.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{DecidedBy, MutantKind, Mutants, Outcome, Survivor};

use super::diff::Kind;
use super::lockout::for_example;
use super::reason::{PlaceOf, statements};
use super::tree::{Line, Place, Section, name};

/// How many changes are noticed; then those that are not, each with a sign-in that is decided
/// otherwise. `place` says where a statement stands.
pub fn mutants(found: &Mutants, place: &dyn Fn(&DecidedBy) -> Option<Place>) -> Section {
    let survivors = u32::try_from(found.survivors.len()).unwrap_or(u32::MAX);
    let all = found.noticed + survivors + found.not_known;
    let title = if found.noticed == all {
        message!(
            "each of {count} changes to the policies that decide some sign-in otherwise is noticed",
            count = all as usize
        )
    } else {
        message!(
            "{count} of {all} changes to the policies are noticed by what the case expects and guarantees",
            count = found.noticed as usize,
            all = all as usize
        )
    };
    let mut lines: Vec<Line> = found
        .survivors
        .iter()
        .map(|survivor| line(survivor, place))
        .collect();
    let rest = [
        (
            found.not_known,
            message!(
                "changes that nothing notices and whose effect is unknown: {count}",
                count = found.not_known as usize
            ),
        ),
        (
            found.equivalent,
            message!(
                "changes that have no effect on any sign-in, so that nothing can notice them: {count}",
                count = found.equivalent as usize
            ),
        ),
        (
            found.refused,
            message!(
                "changes by which AWS refuses a policy: {count}",
                count = found.refused as usize
            ),
        ),
        (
            found.not_tried,
            message!(
                "changes that were not tried: {count}",
                count = found.not_tried as usize
            ),
        ),
    ];
    let rest = rest.into_iter().filter(|(count, _)| *count > 0);
    lines.extend(rest.map(|(_, words)| Line::of(words)));
    Section { title, lines }
}

/// A change that nothing notices, and a sign-in that would.
fn line(survivor: &Survivor, place: PlaceOf<'_>) -> Line {
    let kind = Kind::of(&survivor.change);
    let example = Line::of(for_example(&survivor.request)).witness(&survivor.request);
    let becomes = Line::of(kind.words()).outcome(kind.outcome());
    Line::of(message!(
        "nothing notices: {change}",
        change = change(survivor, place)
    ))
    .outcome(Outcome::Unknown)
    .statements(vec![survivor.statement.clone()])
    .below(vec![becomes.below(vec![example])])
}

fn change(survivor: &Survivor, place: PlaceOf<'_>) -> Message {
    let statement = statements(std::slice::from_ref(&survivor.statement), place);
    let [key, from, to] = [&survivor.key, &survivor.from, &survivor.to]
        .map(|text| name(text.as_deref().unwrap_or_default()));
    match (survivor.kind, survivor.key.is_some()) {
        (MutantKind::DropStatement, _) => message!("drop {statements}", statements = statement),
        (MutantKind::RemoveExclusion, _) => message!(
            "take {values} out of {key} of {statements}",
            values = from,
            key = key,
            statements = statement
        ),
        (MutantKind::FlipNegation | MutantKind::WidenRange, true) => message!(
            "{from} of {key} becomes {to} in {statement}",
            from = from,
            key = key,
            to = to,
            statement = statement
        ),
        (MutantKind::FlipNegation | MutantKind::WidenRange, false) => message!(
            "{from} becomes {to} in {statement}",
            from = from,
            to = to,
            statement = statement
        ),
    }
}
