//! What fixes change, in words: first in short, what becomes of whose sign-ins, and then in
//! detail. Accounts of which the same is said are told together.

use vestibule_syntax::diagnostic::{Arg, Joint, List, Message};
use vestibule_syntax::message;
use vestibule_wire::{Action, Comparison, Outcome, PrincipalSet, SignInChange};

use super::diff::{Compared, Kind, assumed, by_door, changes, stays_unknown};
use super::network::{alone, circumstances};
use super::tree::{Line, Section, all, codes, comma, name, one};
use super::who::names;

/// So many groups of people, and so many places of each, are told in short.
pub(super) const FEW: usize = 3;

/// What changes for some accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Whose sign-ins these are.
    pub whose: Message,
    /// A line for each way in which sign-ins change, with those whom it concerns.
    pub summary: Vec<Line>,
    /// From where, why, and what that relies on.
    pub details: Vec<Section>,
}

impl Changed {
    /// The summary under a title, and the details.
    pub fn sections(self) -> Vec<Section> {
        let mut sections = vec![Section {
            title: message!("what changes for {whose}", whose = self.whose),
            lines: self.summary,
        }];
        sections.extend(self.details);
        sections
    }
}

/// What comparisons of the same policies for some accounts find. `other` is the one of these
/// accounts that stands for all that no policy names.
pub fn changed(found: &[Comparison], other: Option<&str>) -> Vec<Changed> {
    let mut groups: Vec<(Vec<&str>, Vec<Line>, Vec<Section>)> = Vec::new();
    for comparison in found {
        let (summary, details) = (summary(comparison), details(comparison));
        let same = |group: &&mut (Vec<&str>, Vec<Line>, Vec<Section>)| {
            group.1 == summary && say_the_same(&group.2, &details)
        };
        match groups.iter_mut().find(same) {
            Some((accounts, ..)) if accounts.contains(&&*comparison.account) => {}
            Some((accounts, ..)) => accounts.push(&comparison.account),
            None => groups.push((vec![&comparison.account], summary, details)),
        }
    }
    let changed = groups
        .into_iter()
        .map(|(accounts, summary, details)| Changed {
            whose: whose(&accounts, other),
            summary,
            details,
        });
    changed.collect()
}

/// Sign-ins to which accounts.
fn whose(accounts: &[&str], other: Option<&str>) -> Message {
    let named = accounts.iter().filter(|account| Some(**account) != other);
    let named: Vec<String> = named.map(|account| (*account).to_owned()).collect();
    let all_others = named.len() < accounts.len();
    match (named.as_slice(), all_others) {
        ([], _) => message!("sign-ins to any account that no policy names"),
        ([one], false) => message!("sign-ins to account {account}", account = name(one)),
        (some, false) => message!(
            "sign-ins to the accounts {accounts}",
            accounts = codes(some)
        ),
        ([one], true) => message!(
            "sign-ins to account {account} and to any that no policy names",
            account = name(one)
        ),
        (some, true) => message!(
            "sign-ins to the accounts {accounts} and to any that no policy names",
            accounts = codes(some)
        ),
    }
}

/// Whether sections differ in nothing but the sign-ins that they show.
fn say_the_same(one: &[Section], other: &[Section]) -> bool {
    let pairs = || one.iter().zip(other);
    one.len() == other.len()
        && pairs().all(|(one, other)| one.title == other.title && lines(&one.lines, &other.lines))
}

fn lines(one: &[Line], other: &[Line]) -> bool {
    let same = |(one, other): (&Line, &Line)| match (&one.witness, &other.witness) {
        (Some(_), Some(_)) => true,
        (None, None) => {
            (&one.head, &one.tail) == (&other.head, &other.tail) && lines(&one.below, &other.below)
        }
        _ => false,
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}

/// What sign-ins do, at an action by itself where not a whole one changes.
fn summary(found: &Comparison) -> Vec<Line> {
    let whole = in_short(None, &found.changes, &found.not_known);
    if !whole.is_empty() {
        return whole;
    }
    let phases = found.phases.iter().flatten();
    let of_phases =
        phases.flat_map(|phase| in_short(Some(phase.action), &phase.changes, &phase.not_known));
    of_phases.collect()
}

fn in_short(
    action: Option<Action>,
    changes: &[SignInChange],
    not_known: &[SignInChange],
) -> Vec<Line> {
    let at = |what: Message| match action {
        Some(action) => message!(
            "{what} at {action} by itself",
            what = what,
            action = name(action.name())
        ),
        None => what,
    };
    let mut lines = Vec::new();
    for kind in Kind::ALL {
        let of_kind = changes.iter().filter(|change| Kind::of(change) == kind);
        let of_kind: Vec<&SignInChange> = of_kind.collect();
        lines.extend(concerned(&at(kind.words()), kind.outcome(), &of_kind));
    }
    let (unknown, perhaps): (Vec<&SignInChange>, Vec<&SignInChange>) =
        not_known.iter().partition(|change| stays_unknown(change));
    let what = message!("perhaps decided otherwise than before");
    lines.extend(concerned(&at(what), Outcome::Unknown, &perhaps));
    if lines.is_empty() {
        // That is no change, and is said where there is none.
        let what = message!("unknown before and after");
        lines.extend(concerned(&at(what), Outcome::Unknown, &unknown));
    }
    lines
}

/// Whom it concerns, by which doors and from where: those together who come from the same places.
fn concerned(what: &Message, outcome: Outcome, changes: &[&SignInChange]) -> Vec<Line> {
    let of_places = of_places(changes);
    let more = of_places.len().saturating_sub(FEW);
    let line = |(from, whom): (Circumstances, Vec<PrincipalSet>)| {
        let whom: Vec<&PrincipalSet> = whom.iter().collect();
        let tail = comma(names(&whom), from.message());
        Line::of(what.clone()).outcome(outcome).tail(tail)
    };
    let mut lines: Vec<Line> = of_places.into_iter().take(FEW).map(line).collect();
    if more > 0 {
        let rest = message!("further sign-ins, in {count} more cases", count = more);
        lines.push(Line::of(what.clone()).outcome(outcome).tail(rest));
    }
    lines
}

/// Those who come from the same places by the same doors, together.
pub(super) fn of_places(changes: &[&SignInChange]) -> Vec<(Circumstances, Vec<PrincipalSet>)> {
    let mut groups: Vec<(PrincipalSet, Circumstances)> = Vec::new();
    for change in changes {
        let whom = change.place.principal.clone().unwrap_or_default();
        let (doors, place) = (by_door(&change.place), circumstances(&change.place));
        let mut known = groups.iter_mut();
        match known.find(|(other, from)| *other == whom && from.doors == doors) {
            Some((_, from)) if from.places.contains(&place) => {}
            Some((_, from)) => from.places.push(place),
            None => {
                let places = vec![place];
                groups.push((whom, Circumstances { doors, places }));
            }
        }
    }
    let mut of_places: Vec<(Circumstances, Vec<PrincipalSet>)> = Vec::new();
    for (whom, from) in groups {
        match of_places.iter_mut().find(|(other, _)| *other == from) {
            Some((_, all)) => all.push(whom),
            None => of_places.push((from, vec![whom])),
        }
    }
    of_places
}

/// By which doors, unless it is all of them, and from where.
#[derive(PartialEq)]
pub(super) struct Circumstances {
    doors: Option<Message>,
    places: Vec<Message>,
}

impl Circumstances {
    /// With a verb behind it.
    pub(super) fn with_verb(self) -> Message {
        let places = few(self.places);
        match self.doors {
            Some(doors) => comma(doors, places),
            None => places,
        }
    }

    fn message(self) -> Message {
        alone(self.with_verb())
    }
}

/// The first of these places, and how many there are besides.
fn few(places: Vec<Message>) -> Message {
    let more = places.len().saturating_sub(FEW);
    let first: Vec<Arg> = places.into_iter().take(FEW).map(Arg::from).collect();
    if more == 0 {
        return one(all(first));
    }
    message!(
        "{places} and in {count} more cases",
        places = List::arg(Joint::Apart, first),
        count = more
    )
}

/// What the sections of a comparison say, but for whole sign-ins alone where these change.
fn details(found: &Comparison) -> Vec<Section> {
    let compared = Compared {
        is_of_many: false,
        networks: [&[], &[]],
        places: [&|_| None, &|_| None],
    };
    let mut sections = changes(None, &found.changes, &found.not_known, &compared);
    if sections.is_empty() {
        for phase in found.phases.iter().flatten() {
            let (action, not_known) = (Some(phase.action), &phase.not_known);
            sections.extend(changes(action, &phase.changes, not_known, &compared));
        }
    }
    sections.extend(assumed(found));
    sections
}
