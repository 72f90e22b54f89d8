//! Who gets in from where, in words, ordered for a reader.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{
    AccessMap, CaseFile, DecidedBy, Entry, NamedNetwork, Outcome, Pattern, PrincipalSet, Region,
    UndecidedStatement, Where,
};

use super::accounts::{
    accounts_of, accounts_without_identity_center, ids_of, told_together, without_accounts,
};
use super::lockout::door;
use super::network::{alone, beyond, circumstances, described, meets};
use super::reason::{PlaceOf, Reason, of_undecided};
use super::tree::{Line, Place, Section, all, apart, codes, one};
use super::who::{is_among, named, who};

const OUTCOMES: [Outcome; 3] = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown];

/// A map in words: for each way in the networks that have names, who gets in from where, what
/// stays closed and what is not known; then what all of it rests on. `place` says where a
/// statement stands.
pub fn access_map(
    map: &AccessMap,
    file: &CaseFile,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Vec<Section> {
    let mut sections = Vec::new();
    let groups = by_accounts(map);
    let is_of_one = groups.len() <= 1 && file.organization.is_none();
    for (accounts, regions) in groups {
        for (entries, regions) in by_entry(map, &regions) {
            let mut lines = networks(&file.networks, &regions);
            let outcomes = OUTCOMES.into_iter();
            lines.extend(outcomes.filter_map(|outcome| of_outcome(outcome, &regions, place)));
            let doors = title(&entries);
            sections.push(Section {
                title: if is_of_one {
                    doors
                } else {
                    message!(
                        "{doors} to {accounts}",
                        doors = doors,
                        accounts = accounts_of(&accounts)
                    )
                },
                lines,
            });
        }
    }
    let left_out = accounts_without_identity_center(&map.without_identity_center);
    let left_out: Vec<Line> = left_out
        .into_iter()
        .chain(without_accounts(&map.not_in_use))
        .collect();
    if !left_out.is_empty() {
        sections.push(Section {
            title: message!("What this answer is not about"),
            lines: left_out,
        });
    }
    let rests = rests_on(
        &map.assumed_absent,
        &map.independent,
        &map.undecided,
        &map.assumptions,
        map.identity_center,
    );
    sections.extend(rests);
    sections
}

/// The regions by the accounts that are signed in to. Accounts of whose sign-ins the same is said
/// are told together, with the regions of the first.
fn by_accounts(map: &AccessMap) -> Vec<(Vec<String>, Vec<&Region>)> {
    let mut groups: Vec<(Vec<String>, Vec<&Region>)> = Vec::new();
    for region in &map.chain {
        let accounts = ids_of(&region.place);
        match groups.last_mut() {
            Some((known, regions)) if *known == accounts => regions.push(region),
            _ => groups.push((accounts, vec![region])),
        }
    }
    told_together(groups, |one, other| is_same(one, other))
}

/// Whether the same is said of two regions, but for the accounts and the witnesses.
fn is_same(one: &Region, other: &Region) -> bool {
    let why = |region: &Region| (region.outcome, region.denied_at);
    let place = |of: &Where, with: &Where| {
        of.entry == with.entry
            && of.network == with.network
            && of.region == with.region
            && of.principal == with.principal
            && of.context == with.context
    };
    why(one) == why(other)
        && place(&one.place, &other.place)
        && one.decided_by == other.decided_by
        && one.depends_on == other.depends_on
        && one.undecided == other.undecided
}

/// Doors with the same regions, with these.
fn by_entry<'m>(map: &AccessMap, all: &[&'m Region]) -> Vec<(Vec<Entry>, Vec<&'m Region>)> {
    let mut groups: Vec<(Vec<Entry>, Vec<&Region>)> = Vec::new();
    for entry in &map.entry {
        let admits = |region: &&Region| {
            let entries = region.place.entry.as_ref();
            entries.is_none_or(|entries| entries.contains(entry))
        };
        let regions: Vec<&Region> = all.iter().copied().filter(admits).collect();
        match groups.iter_mut().find(|(_, other)| *other == regions) {
            Some((entries, _)) => entries.push(*entry),
            None => groups.push((vec![*entry], regions)),
        }
    }
    groups
}

fn title(entries: &[Entry]) -> Message {
    let doors = entries.iter().copied().map(door).collect();
    message!("By {entries}", entries = all(doors))
}

/// For each network that has a name who gets in from it.
fn networks(networks: &[NamedNetwork], regions: &[&Region]) -> Vec<Line> {
    let of_network = |network: &NamedNetwork| {
        let lines = OUTCOMES.into_iter().flat_map(|outcome| {
            let of_network = regions
                .iter()
                .filter(|region| region.outcome == outcome && meets(network, &region.place));
            let places = of_network.map(|region| &region.place);
            let groups = gathered(places, |place| beyond(network, place));
            groups.into_iter().map(move |(beyond, whom)| {
                let verb = match outcome {
                    Outcome::Allowed => message!("gets in"),
                    Outcome::Denied => message!("stays out"),
                    Outcome::Unknown => message!("not known"),
                };
                let head = match beyond {
                    Some(place) => message!("{verb} {place}", verb = verb, place = place),
                    None => verb,
                };
                Line::of(head).outcome(outcome).tail(whom)
            })
        });
        Line::of(alone(described(network))).below(lines.collect())
    };
    networks.iter().map(of_network).collect()
}

/// Regions that say the same of everything but of whom, with these.
pub(super) fn gathered<'r, W: PartialEq>(
    places: impl Iterator<Item = &'r Where>,
    what: impl Fn(&Where) -> W,
) -> Vec<(W, Message)> {
    let mut groups: Vec<(W, Vec<Message>)> = Vec::new();
    for place in places {
        let what = what(place);
        let whom = who(&place.principal.clone().unwrap_or_default());
        match groups.iter_mut().find(|(other, _)| *other == what) {
            Some((_, all)) if all.contains(&whom) => {}
            Some((_, all)) => all.push(whom),
            None => groups.push((what, vec![whom])),
        }
    }
    let joined = groups.into_iter();
    joined.map(|(what, whom)| (what, apart(whom))).collect()
}

/// The regions of one outcome, those first that are everywhere.
fn of_outcome(outcome: Outcome, regions: &[&Region], place: PlaceOf<'_>) -> Option<Line> {
    let of_outcome = |region: &&&Region| region.outcome == outcome;
    if !regions.iter().any(|region| region.outcome == outcome) {
        return None;
    }
    let title = match outcome {
        Outcome::Allowed => message!("gets in"),
        Outcome::Denied => message!("stays closed"),
        Outcome::Unknown => message!("not known"),
    };
    let mut lines = Vec::new();
    let everywhere = if outcome == Outcome::Allowed {
        everywhere(regions)
    } else {
        Vec::new()
    };
    if !everywhere.is_empty() {
        let names = all(everywhere.iter().map(|arn| short(arn).into()).collect());
        lines.push(Line::of(alone(message!("from anywhere"))).tail(one(names)));
    }
    let is_told = |region: &&&Region| {
        let names = region.place.principal.as_ref().and_then(named);
        names.is_some_and(|names| names.iter().all(|arn| everywhere.contains(arn)))
    };
    let rest = regions
        .iter()
        .filter(of_outcome)
        .filter(|region| !is_told(region));
    let why = |region: &Region| Reason::of_region(region).line(place);
    // What says the same of why is told together.
    let mut reasons: Vec<(Option<Line>, Vec<&&Region>)> = Vec::new();
    for region in rest {
        let why = why(region);
        let head = why.as_ref().map(|line| &line.head);
        let same = |other: &Option<Line>| other.as_ref().map(|line| &line.head) == head;
        match reasons.iter_mut().find(|(other, _)| same(other)) {
            Some((_, all)) => all.push(region),
            None => reasons.push((why, vec![region])),
        }
    }
    for (why, of_reason) in reasons {
        let places = places(&of_reason);
        match why {
            Some(why) => lines.push(why.below(places)),
            None => lines.extend(places),
        }
    }
    Some(Line::of(title).outcome(outcome).below(lines))
}

/// From where, and who; with a sign-in of the first region of each.
fn places(regions: &[&&Region]) -> Vec<Line> {
    let groups = gathered(regions.iter().map(|region| &region.place), circumstances);
    let line = |(from, whom): (Message, Message)| {
        let mut of_group = regions
            .iter()
            .filter(|region| circumstances(&region.place) == from);
        let witness = of_group.next().map(|region| region.witness.clone());
        Line {
            witness,
            ..Line::of(alone(from)).tail(whom)
        }
    };
    groups.into_iter().map(line).collect()
}

fn short(arn: &str) -> Message {
    who(&PrincipalSet {
        within: Some(vec![Pattern::Exact(arn.to_owned())]),
        ..Default::default()
    })
}

/// The ARNs of those that are named and get in whatever the circumstances.
fn everywhere(regions: &[&Region]) -> Vec<String> {
    let allowed = regions.iter().filter(|r| r.outcome == Outcome::Allowed);
    let sets = allowed.filter_map(|region| named(region.place.principal.as_ref()?));
    let mut arns: Vec<String> = Vec::new();
    for arn in sets.flatten() {
        let gets_in = |region: &&Region| {
            let principal = region.place.principal.as_ref();
            region.outcome == Outcome::Allowed
                || !principal.is_none_or(|principal| is_among(principal, &arn))
        };
        if !arns.contains(&arn) && regions.iter().all(gets_in) {
            arns.push(arn);
        }
    }
    arns
}

/// Whom an answer is not about, as the case file says.
pub(crate) fn without_identity_center(identity_center: Option<bool>) -> Option<Message> {
    (identity_center == Some(false)).then(|| {
        message!(
            "the case file says that IAM Identity Center is not used in this account: its roles are left out"
        )
    })
}

/// Whether a line says whom an answer is not about.
pub fn is_without_identity_center(line: &Line) -> bool {
    without_identity_center(Some(false)).is_some_and(|said| said == line.head)
}

/// What an answer relies on beside the policies, and the statements that it leaves open.
pub(super) fn rests_on(
    assumed_absent: &[String],
    independent: &[String],
    undecided: &[UndecidedStatement],
    assumptions: &[String],
    identity_center: Option<bool>,
) -> Vec<Section> {
    let mut lines = Vec::new();
    if !assumed_absent.is_empty() {
        let head = message!("these keys are absent, because nothing says that sign-ins have them");
        lines.push(Line::of(head).tail(one(codes(assumed_absent))));
    }
    if !independent.is_empty() {
        let head = message!(
            "these keys are independent of each other, though an endpoint belongs to one VPC in one Region"
        );
        lines.push(Line::of(head).tail(one(codes(independent))));
    }
    if !assumptions.is_empty() {
        let head = message!("our interpretation of points that AWS leaves open");
        lines.push(Line::of(head).tail(one(codes(assumptions))));
    }
    lines.extend(without_identity_center(identity_center).map(Line::of));
    let open = of_undecided(undecided);
    let sections = [
        (message!("What this answer assumes"), lines),
        (message!("What this answer leaves open"), open),
    ];
    let sections = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
    sections
        .map(|(title, lines)| Section { title, lines })
        .collect()
}
