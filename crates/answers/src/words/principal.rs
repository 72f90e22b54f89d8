//! From where one principal gets in, in words.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{DecidedBy, Entry, Outcome, PhaseMap, Region};

use super::lockout::door;
use super::network::{alone, circumstances};
use super::reason::Reason;
use super::tree::{Line, Place, apart, codes, one};
use super::who::who;
use crate::PrincipalMap;

/// So many places are named in the one sentence.
const FEW: usize = 3;

/// One sentence, then the networks by what becomes of sign-ins from them and why, each with a
/// sign-in, then the same of each action by itself. `place` says where a statement stands.
pub fn principal(
    map: &PrincipalMap,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> (Line, Vec<Line>, Vec<Line>) {
    let lines = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown]
        .into_iter()
        .filter_map(|outcome| of_outcome(&map.of_outcome(outcome), outcome, place));
    (sentence(map), lines.collect(), phases(&map.phases))
}

/// `user/Alice gets in from 203.0.113.0/24; not from elsewhere`.
fn sentence(map: &PrincipalMap) -> Line {
    let whom = || who(&map.who());
    let [allowed, denied, unknown] = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown]
        .map(|outcome| map.of_outcome(outcome));
    let (outcome, said) = match (allowed.as_slice(), denied.as_slice(), unknown.as_slice()) {
        (_, [], []) => (
            Outcome::Allowed,
            message!("{who} gets in from anywhere", who = whom()),
        ),
        ([], _, []) => (
            Outcome::Denied,
            message!("{who} cannot get in from anywhere", who = whom()),
        ),
        ([], [], _) => (
            Outcome::Unknown,
            message!("it is unknown whether {who} gets in", who = whom()),
        ),
        ([], _, open) => (
            Outcome::Unknown,
            message!(
                "it is unknown whether {who} gets in {places}; not from elsewhere",
                who = whom(),
                places = places(open)
            ),
        ),
        (open, _, []) => (
            Outcome::Allowed,
            message!(
                "{who} gets in {places}; not from elsewhere",
                who = whom(),
                places = places(open)
            ),
        ),
        (open, [], _) => (
            Outcome::Allowed,
            message!(
                "{who} gets in {places}; unknown from elsewhere",
                who = whom(),
                places = places(open)
            ),
        ),
        (open, _, others) => (
            Outcome::Allowed,
            message!(
                "{who} gets in {places}; unknown {others}; not from elsewhere",
                who = whom(),
                places = places(open),
                others = places(others)
            ),
        ),
    };
    let said = match map.entry {
        Entry::Console => said,
        entry => message!("by {door}: {said}", door = door(entry), said = said),
    };
    Line::of(said).outcome(outcome)
}

/// The places of some regions, or how many there are.
fn places(regions: &[&Region]) -> Message {
    let places = distinct(regions.iter().copied());
    if places.len() > FEW {
        return message!("from {count} sets of networks", count = places.len());
    }
    apart(places)
}

fn distinct<'r>(regions: impl Iterator<Item = &'r Region>) -> Vec<Message> {
    let mut places: Vec<Message> = Vec::new();
    for region in regions {
        let place = circumstances(&region.place);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// The regions of one outcome, by why.
fn of_outcome(
    regions: &[&Region],
    outcome: Outcome,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Option<Line> {
    if regions.is_empty() {
        return None;
    }
    let mut reasons: Vec<(Option<Line>, Vec<Line>)> = Vec::new();
    for region in regions {
        let why = Reason::of_region(region).line(place);
        let from = Line::of(alone(circumstances(&region.place))).witness(&region.witness);
        match reasons.iter_mut().find(|(other, _)| *other == why) {
            Some((_, places)) => places.push(from),
            None => reasons.push((why, vec![from])),
        }
    }
    let title = match outcome {
        Outcome::Allowed => message!("gets in"),
        Outcome::Denied => message!("stays out"),
        Outcome::Unknown => message!("not known"),
    };
    let mut below = Vec::new();
    for (why, places) in reasons {
        match why {
            Some(why) => below.push(why.below(places)),
            None => below.extend(places),
        }
    }
    Some(Line::of(title).outcome(outcome).below(below))
}

/// Each action by itself; those with the same networks together.
fn phases(phases: &[PhaseMap]) -> Vec<Line> {
    let mut groups: Vec<(Vec<String>, Vec<Line>)> = Vec::new();
    for phase in phases {
        let below: Vec<Line> = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown]
            .into_iter()
            .filter_map(|outcome| {
                let of_outcome = phase.regions.iter();
                let of_outcome = of_outcome.filter(|region| region.outcome == outcome);
                let places = distinct(of_outcome);
                let word = match outcome {
                    Outcome::Allowed => message!("passes"),
                    Outcome::Denied => message!("denied"),
                    Outcome::Unknown => message!("not known"),
                };
                let line = Line::of(word).outcome(outcome);
                (!places.is_empty())
                    .then(|| line.tail(apart(places.into_iter().map(alone).collect())))
            })
            .collect();
        let name = phase.action.name().to_owned();
        match groups.iter_mut().find(|(_, other)| *other == below) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], below)),
        }
    }
    let group =
        |(names, below): (Vec<String>, Vec<Line>)| Line::of(one(codes(&names))).below(below);
    groups.into_iter().map(group).collect()
}
