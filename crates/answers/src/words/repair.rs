//! Repairs in words.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{DecidedBy, Outcome, Repair, RepairKind, RepairStep, Repairs, SignInChange};

use super::diff::{Kind, by_door, side, stays_unknown};
use super::lockout::for_example;
use super::map::gathered;
use super::network::{alone, circumstances};
use super::reason::{PlaceOf, statements};
use super::tree::{Line, Place, Section, apart, codes, comma, name, one};
use crate::RepairFor;

/// The sign-in for which repairs are looked for, in words: what stops it, or that nothing
/// does, and whether there are repairs. `place` says where a statement stands.
pub fn repaired(found: &Repairs, place: &dyn Fn(&DecidedBy) -> Option<Place>) -> Section {
    let whom = name(&found.request.principal);
    let title = match (&found.guarantee, found.wanted) {
        (Some(guarantee), _) => {
            message!("for the guarantee {guarantee}", guarantee = name(guarantee))
        }
        (None, Outcome::Denied) => message!("to deny a sign-in of {principal}", principal = whom),
        (None, _) => message!("to allow a sign-in of {principal}", principal = whom),
    };
    let example = Line::of(for_example(&found.request)).witness(&found.request);
    let mut lines = vec![example.below(stopped(found, place).into_iter().collect())];
    if found.repairs.is_empty() {
        lines.push(Line::of(message!(
            "no change that is tried has that effect"
        )));
    }
    Section { title, lines }
}

/// That there is no sign-in for which repairs are looked for.
pub fn nothing_to_repair(of: RepairFor<'_>) -> Section {
    Section {
        title: match of {
            RepairFor::LockedOut => {
                message!(
                    "nobody is known to be locked out of the console, so there is nothing to repair"
                )
            }
            RepairFor::Request(request) => message!(
                "the request {request} is decided as expected",
                request = name(request)
            ),
            RepairFor::Guarantee(guarantee) => {
                message!(
                    "the guarantee {guarantee} holds",
                    guarantee = name(guarantee)
                )
            }
        },
        lines: Vec::new(),
    }
}

/// How many sign-ins repairs are not looked for.
pub fn left_out(count: usize) -> Section {
    Section {
        title: message!("{count} more sign-ins are not looked at", count = count),
        lines: Vec::new(),
    }
}

/// By which statements a sign-in comes to what it does now.
fn stopped(found: &Repairs, place: PlaceOf<'_>) -> Option<Line> {
    let by: Vec<DecidedBy> = found
        .decided_by
        .iter()
        .filter(|by| by.statement.is_some())
        .cloned()
        .collect();
    let outcome = match found.outcome {
        Outcome::Allowed => return None,
        Outcome::Denied => message!("denied now"),
        Outcome::Unknown => message!("not known now"),
    };
    let line = Line::of(outcome)
        .outcome(found.outcome)
        .statements(by.clone());
    Some(if by.is_empty() {
        line
    } else {
        line.tail(message!(
            "by {statements}",
            statements = statements(&by, place)
        ))
    })
}

/// A repair that is the same as one before it, by their numbers from one.
pub fn same_repair(number: usize, other: usize) -> Section {
    Section {
        title: message!(
            "{number}. the same as change {other}",
            number = number,
            other = other
        ),
        lines: Vec::new(),
    }
}

/// A repair in words: what it does, and what becomes of sign-ins otherwise. `number` is its
/// number from one.
pub fn repair(
    number: usize,
    repair: &Repair,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Section {
    let mut lines = Vec::new();
    if repair.holds == Some(false) {
        lines.push(Line::of(message!(
            "the guarantee does not hold by this alone"
        )));
    }
    if !repair.breaks.is_empty() {
        lines.push(
            Line::of(message!("does not hold any more"))
                .outcome(Outcome::Denied)
                .tail(one(codes(&repair.breaks))),
        );
    }
    lines.extend(serves(repair).map(Line::of));
    for kind in Kind::ALL {
        let of_kind = repair.changes.iter();
        let of_kind = of_kind.filter(|change| Kind::of(change) == kind);
        let below = regions(of_kind);
        if !below.is_empty() {
            let line = Line::of(kind.words()).outcome(kind.outcome());
            lines.push(line.below(below));
        }
    }
    let (unknown, open): (Vec<&SignInChange>, Vec<&SignInChange>) = repair
        .not_known
        .iter()
        .partition(|change| stays_unknown(change));
    for (what, of_kind) in [
        (message!("not known whether these change"), open),
        (message!("unknown before and after"), unknown),
    ] {
        if !of_kind.is_empty() {
            let line = Line::of(what).outcome(Outcome::Unknown);
            lines.push(line.below(because(&of_kind, place)));
        }
    }
    lines.push(Line::of(nothing_else(&repair.assumed_absent)));
    Section {
        title: message!(
            "{number}. {what}",
            number = number,
            what = title(&repair.steps, place)
        ),
        lines,
    }
}

/// Whom a repair serves, where that is one principal, or everybody from a network.
fn serves(repair: &Repair) -> Option<Message> {
    let opens = &repair.opens;
    if !opens.any {
        return None;
    }
    let all = |kinds: &[RepairKind]| repair.steps.iter().all(|step| kinds.contains(&step.kind));
    let excludes = [RepairKind::ExcludePrincipal, RepairKind::RemoveAction];
    let adds = [
        RepairKind::AddRange,
        RepairKind::AddVpc,
        RepairKind::AddEndpoint,
    ];
    if !opens.others && all(&excludes) {
        let mut steps = repair.steps.iter();
        let excluded = steps.find(|step| step.kind == RepairKind::ExcludePrincipal)?;
        return Some(message!(
            "serves only {principals}",
            principals = codes(&excluded.values)
        ));
    }
    if opens.others && all(&[RepairKind::MergeStatements]) {
        return Some(message!(
            "serves everybody whom one of the statements lets in"
        ));
    }
    (opens.others && all(&adds)).then(|| message!("serves everybody who comes from there"))
}

/// Sign-ins of which it is not known whether they change, those together that the same leaves
/// open.
fn because(changes: &[&SignInChange], place: PlaceOf<'_>) -> Vec<Line> {
    let mut groups: Vec<(Option<Line>, Vec<&SignInChange>)> = Vec::new();
    for change in changes {
        let why = side(change.to, &change.after, place);
        let why = why.or_else(|| side(change.from, &change.before, place));
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, all)) => all.push(change),
            None => groups.push((why, vec![change])),
        }
    }
    let lines = groups.into_iter().flat_map(|(why, of_group)| {
        let below = regions(of_group.into_iter());
        match why {
            Some(why) => vec![why.below(below)],
            None => below,
        }
    });
    lines.collect()
}

/// That what was said is all, for sign-ins without these keys.
pub(super) fn nothing_else(assumed_absent: &[String]) -> Message {
    if assumed_absent.is_empty() {
        return message!("nothing else changes, which is proven");
    }
    message!(
        "nothing else changes for sign-ins that lack {keys}, which is proven",
        keys = codes(assumed_absent)
    )
}

/// By which doors, from where, and whose sign-ins.
fn regions<'c>(changes: impl Iterator<Item = &'c SignInChange>) -> Vec<Line> {
    let places = changes.map(|change| &change.place);
    let regions = gathered(places, |place| match by_door(place) {
        Some(doors) => comma(doors, circumstances(place)),
        None => circumstances(place),
    });
    let lines = regions.into_iter();
    lines
        .map(|(from, whom)| Line::of(alone(from)).tail(whom))
        .collect()
}

/// What a repair does, without places.
pub(crate) fn repair_title(steps: &[RepairStep]) -> Message {
    title(steps, &|_| None)
}

fn title(steps: &[RepairStep], place: PlaceOf<'_>) -> Message {
    apart(steps.iter().map(|one| step(one, place)).collect())
}

fn step(step: &RepairStep, place: PlaceOf<'_>) -> Message {
    let values = codes(&step.values);
    let key: Arg = name(step.key.as_deref().unwrap_or_default());
    let statements = statements(&step.statements, place);
    match step.kind {
        RepairKind::ExcludePrincipal => message!(
            "exclude {principals} in {statements}",
            principals = values,
            statements = statements
        ),
        RepairKind::AddRange
        | RepairKind::AddVpc
        | RepairKind::AddEndpoint
        | RepairKind::AddRegion
        | RepairKind::AddValue => message!(
            "add {values} to {key} of {statements}",
            values = values,
            key = key,
            statements = statements
        ),
        RepairKind::AddAction => message!(
            "add {actions} to {statements}",
            actions = values,
            statements = statements
        ),
        RepairKind::WidenRange => message!(
            "widen a range of {key} to {values} in {statements}",
            key = key,
            values = values,
            statements = statements
        ),
        RepairKind::RemoveValue => message!(
            "take {values} out of {key} of {statements}",
            values = values,
            key = key,
            statements = statements
        ),
        RepairKind::RemoveAction => message!(
            "take {actions} out of {statements}",
            actions = values,
            statements = statements
        ),
        RepairKind::DropTest => message!(
            "take the test of {key} out of {statements}",
            key = key,
            statements = statements
        ),
        RepairKind::MergeStatements => message!(
            "merge {statements}, so that only what both of two deny is denied",
            statements = statements
        ),
        RepairKind::DropStatement => message!("drop {statements}", statements = statements),
        RepairKind::PinRegion => {
            let vpc = step.values.first().map_or("", |vpc| vpc);
            let regions = step.values.get(1..).unwrap_or_default();
            message!(
                "deny {vpc} in other Regions than {regions}, in a statement beside {statements}",
                vpc = name(vpc),
                regions = codes(regions),
                statements = statements
            )
        }
    }
}
