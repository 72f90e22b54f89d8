//! What a change of policies changes, in words: first whether anything does, then for the
//! networks that have names, and then who is newly denied, newly allowed, and so on.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Action, Comparison, DecidedSide, NamedNetwork, Outcome, SignInChange, Where};

use super::accounts::{
    accounts_of, accounts_without_identity_center, by_accounts, on_one_side, to_accounts,
    without_accounts,
};
use super::lockout::{door, for_example};
use super::map::{gathered, rests_on};
use super::network::{alone, beyond, circumstances, described, meets};
use super::reason::{PlaceOf, Reason};
use super::tree::{Line, Section, all, apart, codes, comma, name};

/// What is known of both sides beside what differs, the first side first.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The networks that have names.
    pub networks: [&'a [NamedNetwork]; 2],
    /// Whether it is an organization that is compared, and not an account.
    pub is_of_many: bool,
    /// Say where statements stand.
    pub places: [PlaceOf<'a>; 2],
}

/// How sign-ins change, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NewlyDenied,
    NewlyAllowed,
    NowDenied,
    NowAllowed,
    WereAllowed,
    WereDenied,
    /// Denied, at another action or for certain at one.
    StillDenied,
}

impl Kind {
    pub(super) const ALL: [Self; 7] = [
        Self::NewlyDenied,
        Self::NewlyAllowed,
        Self::NowDenied,
        Self::NowAllowed,
        Self::WereAllowed,
        Self::WereDenied,
        Self::StillDenied,
    ];

    pub(super) fn of(change: &SignInChange) -> Self {
        match (change.from, change.to) {
            (Outcome::Allowed, Outcome::Denied) => Self::NewlyDenied,
            (Outcome::Denied, Outcome::Allowed) => Self::NewlyAllowed,
            (Outcome::Unknown, Outcome::Denied) => Self::NowDenied,
            (Outcome::Unknown, Outcome::Allowed) => Self::NowAllowed,
            (Outcome::Allowed, Outcome::Unknown) => Self::WereAllowed,
            (Outcome::Denied, Outcome::Unknown) => Self::WereDenied,
            (Outcome::Allowed, Outcome::Allowed)
            | (Outcome::Denied, Outcome::Denied)
            | (Outcome::Unknown, Outcome::Unknown) => Self::StillDenied,
        }
    }

    /// What becomes of sign-ins of which it has been said where they come from.
    pub(super) fn words(self) -> Message {
        match self {
            Self::NewlyDenied => message!("newly denied"),
            Self::NewlyAllowed => message!("newly allowed"),
            Self::NowDenied => message!("now denied, unknown before"),
            Self::NowAllowed => message!("now allowed, unknown before"),
            Self::WereAllowed => message!("now unknown, allowed before"),
            Self::WereDenied => message!("now unknown, denied before"),
            Self::StillDenied => message!("still denied, at another action"),
        }
    }

    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::NewlyDenied | Self::NowDenied | Self::StillDenied => Outcome::Denied,
            Self::NewlyAllowed | Self::NowAllowed => Outcome::Allowed,
            Self::WereAllowed | Self::WereDenied => Outcome::Unknown,
        }
    }
}

/// A comparison in words.
pub fn comparison(found: &Comparison, compared: &Compared<'_>) -> Vec<Section> {
    let mut lines = Vec::new();
    if let Some(other) = &found.other_account {
        lines.push(Line::of(message!(
            "the second case is of account {other}, compared as if it were {account}",
            other = name(other),
            account = name(&found.account)
        )));
    }
    lines.extend(on_one_side(found));
    lines.extend(accounts_without_identity_center(
        &found.without_identity_center,
    ));
    lines.extend(without_accounts(&found.not_in_use));
    lines.extend(declared(compared));
    if found.equivalent != Some(true) {
        lines.extend(networks(&found.changes, compared));
    }
    let mut sections = vec![Section {
        title: verdict(found),
        lines,
    }];
    sections.extend(changes(None, &found.changes, &found.not_known, compared));
    for phase in found.phases.iter().flatten() {
        let action = Some(phase.action);
        if phase.equivalent == Some(true) {
            sections.push(Section {
                title: message!(
                    "At {action} by itself nothing changes",
                    action = name(phase.action.name())
                ),
                lines: Vec::new(),
            });
        }
        sections.extend(changes(action, &phase.changes, &phase.not_known, compared));
    }
    sections.extend(assumed(found));
    sections
}

/// What a comparison assumes.
pub(super) fn assumed(found: &Comparison) -> Vec<Section> {
    rests_on(
        &found.assumed_absent,
        &[],
        &[],
        &found.assumptions,
        found.identity_center,
    )
}

/// The answer in a sentence.
fn verdict(found: &Comparison) -> Message {
    let accounts = || match found.accounts.as_slice() {
        [] => message!("account {it}", it = name(&found.account)),
        accounts => accounts_of(accounts),
    };
    let has = |kind| found.changes.iter().any(|change| Kind::of(change) == kind);
    let kinds = Kind::ALL.into_iter().filter(|kind| has(*kind));
    let kinds: Vec<Kind> = kinds.collect();
    if kinds == [Kind::StillDenied] {
        return message!(
            "nobody is newly allowed or denied: some sign-ins to {accounts} are still denied, at another action",
            accounts = accounts()
        );
    }
    let kinds: Vec<Message> = kinds
        .into_iter()
        .map(|kind| message!("some are {what}", what = kind.words()))
        .collect();
    match found.equivalent {
        Some(true) => message!(
            "nothing changes: every sign-in to {accounts} is decided as before",
            accounts = accounts()
        ),
        // Of those that are not known for all together a witness changes.
        Some(false) if kinds.is_empty() => {
            message!("some sign-ins to {accounts} change", accounts = accounts())
        }
        Some(false) => message!(
            "sign-ins to {accounts} change: {kinds}",
            accounts = accounts(),
            kinds = apart(kinds)
        ),
        None if found.not_known.is_empty() && found.assumed_absent.is_empty() => message!(
            "nothing changes for sign-ins to {accounts}; others are on one side alone",
            accounts = accounts()
        ),
        None if found.not_known.is_empty() => message!(
            "nothing changes for sign-ins to {accounts} that lack {keys}; of others it is not known",
            accounts = accounts(),
            keys = codes(&found.assumed_absent)
        ),
        None => message!(
            "it is not known whether sign-ins to {accounts} change",
            accounts = accounts()
        ),
    }
}

/// Networks that one side alone declares, or that are other networks there.
fn declared(compared: &Compared<'_>) -> Vec<Line> {
    let [before, after] = compared.networks;
    let named = |all: &[NamedNetwork], name: &str| {
        let mut all = all.iter();
        all.find(|network| network.name == name).cloned()
    };
    let gone = before.iter().filter_map(|network| {
        let known = name(&network.name);
        match named(after, &network.name) {
            None => Some(Line::of(message!(
                "the network {network} is no longer declared",
                network = known
            ))),
            Some(now) if now != *network => {
                let head = message!("the network {network} is another one now", network = known);
                let was = Line::of(message!("before")).tail(alone(described(network)));
                let is = Line::of(message!("after")).tail(alone(described(&now)));
                Some(Line::of(head).below(vec![was, is]))
            }
            Some(_) => None,
        }
    });
    let new = after.iter().filter_map(|network| {
        let is_new = named(before, &network.name).is_none();
        is_new.then(|| {
            let known = name(&network.name);
            Line::of(message!(
                "the network {network} is newly declared",
                network = known
            ))
        })
    });
    gone.chain(new).collect()
}

/// For each network that has a name what changes for sign-ins from it.
fn networks(changes: &[SignInChange], compared: &Compared<'_>) -> Vec<Line> {
    let [before, after] = compared.networks;
    let gone = before.iter().filter(|network| !after.contains(network));
    let of_network = |network: &NamedNetwork| {
        let mut lines = Vec::new();
        for kind in Kind::ALL {
            let of_kind = changes
                .iter()
                .filter(|change| Kind::of(change) == kind && meets(network, &change.place));
            for (accounts, places) in
                by_accounts(of_kind.map(|change| &change.place), compared.is_of_many)
            {
                let found = gathered(places.into_iter(), |place| {
                    let beyond = beyond(network, place);
                    [by_door(place), beyond].into_iter().flatten().reduce(comma)
                });
                lines.extend(found.into_iter().map(|(more, whom)| {
                    let head = match more {
                        Some(more) => comma(kind.words(), alone(more)),
                        None => kind.words(),
                    };
                    let line = Line::of(head).outcome(kind.outcome());
                    line.tail(to_accounts(whom, &accounts))
                }));
            }
        }
        let line = Line::of(alone(described(network)));
        if lines.is_empty() {
            line.tail(message!("nothing changes"))
        } else {
            line.below(lines)
        }
    };
    gone.chain(after).map(of_network).collect()
}

/// By which doors, unless it is all of them.
pub(super) fn by_door(place: &Where) -> Option<Message> {
    let entries = place.entry.as_ref()?;
    let doors = entries.iter().copied().map(door).collect();
    Some(message!("only by {entries}", entries = all(doors)))
}

/// A title, of an action by itself or of all three.
fn titled(action: Option<Action>, what: Message) -> Message {
    match action {
        Some(action) => message!(
            "Sign-ins that at {action} by itself are {what}",
            action = name(action.name()),
            what = what
        ),
        None => message!("Sign-ins that are {what}", what = what),
    }
}

/// What changes, at an action by itself or through all three, and of what that is not known.
pub(super) fn changes(
    action: Option<Action>,
    changes: &[SignInChange],
    not_known: &[SignInChange],
    compared: &Compared<'_>,
) -> Vec<Section> {
    let mut sections = Vec::new();
    for kind in Kind::ALL {
        let of_kind = changes.iter().filter(|change| Kind::of(change) == kind);
        let lines = told(of_kind, compared, false);
        if !lines.is_empty() {
            sections.push(Section {
                title: titled(action, kind.words()),
                lines,
            });
        }
    }
    let (unknown, perhaps): (Vec<&SignInChange>, Vec<&SignInChange>) =
        not_known.iter().partition(|change| stays_unknown(change));
    for (what, of_kind) in [
        (message!("perhaps decided otherwise than before"), perhaps),
        (message!("unknown before and after"), unknown),
    ] {
        let lines = told(of_kind.into_iter(), compared, true);
        if !lines.is_empty() {
            sections.push(Section {
                title: titled(action, what),
                lines,
            });
        }
    }
    sections
}

/// Whether sign-ins of a region are unknown to both sides, whatever leaves them open.
pub(super) fn stays_unknown(change: &SignInChange) -> bool {
    let is_open = |side: &DecidedSide| side.undecided.is_empty();
    change.from == Outcome::Unknown
        && change.to == Outcome::Unknown
        && is_open(&change.before)
        && is_open(&change.after)
}

/// Changes, those together of which the same is said of why.
fn told<'c>(
    changes: impl Iterator<Item = &'c SignInChange>,
    compared: &Compared<'_>,
    is_open: bool,
) -> Vec<Line> {
    let [before, after] = compared.places;
    let mut groups: Vec<([Option<Line>; 2], Vec<&SignInChange>)> = Vec::new();
    for change in changes {
        let why = both_sides(
            side(change.from, &change.before, before),
            side(change.to, &change.after, after),
        );
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, all)) => all.push(change),
            None => groups.push((why, vec![change])),
        }
    }
    let mut lines = Vec::new();
    for ([before, after], of_group) in groups {
        let places = by_accounts(
            of_group.iter().map(|change| &change.place),
            compared.is_of_many,
        );
        let regions = places.into_iter().flat_map(|(accounts, places)| {
            let regions = gathered(places.into_iter(), |place| match by_door(place) {
                Some(doors) => comma(doors, circumstances(place)),
                None => circumstances(place),
            });
            let regions = regions.into_iter();
            regions
                .map(move |(from, whom)| Line::of(alone(from)).tail(to_accounts(whom, &accounts)))
        });
        let example = of_group.first().map(|change| {
            let example = Line::of(for_example(&change.witness)).witness(&change.witness);
            if is_open && change.from != change.to {
                example.tail(message!("that one changes"))
            } else {
                example
            }
        });
        let below = regions.chain(example).collect();
        let [first, second] = match (before, after) {
            (before @ Some(_), None) => [None, before],
            both => [both.0, both.1],
        };
        lines.extend(first);
        match second {
            Some(why) => lines.push(why.below(below)),
            None => lines.extend(below),
        }
    }
    lines
}

/// Why each side decides as it does, once where both say the same.
fn both_sides(before: Option<Line>, after: Option<Line>) -> [Option<Line>; 2] {
    let said = |line: Option<Line>, say: fn(Message) -> Message| {
        line.map(|line| Line {
            head: say(line.head.clone()),
            ..line
        })
    };
    if before.is_some() && before == after {
        let both = said(after, |what| {
            message!("before and after: {what}", what = what)
        });
        return [None, both];
    }
    [
        said(before, |what| message!("before: {what}", what = what)),
        said(after, |what| message!("after: {what}", what = what)),
    ]
}

/// Why one side decides as it does; nothing of what it allows.
pub(super) fn side(outcome: Outcome, side: &DecidedSide, place: PlaceOf<'_>) -> Option<Line> {
    let reason = Reason {
        outcome: if side.undecided.is_empty() {
            outcome
        } else {
            Outcome::Unknown
        },
        denied_at: side.denied_at,
        decided_by: &side.decided_by,
        depends_on: side.depends_on.as_deref(),
        undecided: &side.undecided,
        is_of_one: true,
    };
    reason.line(place)
}
