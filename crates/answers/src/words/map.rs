//! Who gets in from where, in words, ordered for a reader.

use vestibule_wire::{AccessMap, CaseFile, DecidedBy, Entry, NamedNetwork, Outcome, Region};

use super::network::{beyond, circumstances, codes, described, meets};
use super::reason::{PlaceOf, Reason, of_undecided};
use super::who::{is_among, named, who};
use super::{Line, Section, Words, separated};

const OUTCOMES: [Outcome; 3] = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown];

/// A map in words: for each way in the networks that have names, who gets in from where, what
/// stays closed and what is not known; then what all of it rests on. `place` says where a
/// statement stands.
pub fn access_map(
    map: &AccessMap,
    file: &CaseFile,
    place: &dyn Fn(&DecidedBy) -> Option<String>,
) -> Vec<Section> {
    let mut sections = Vec::new();
    for (entries, regions) in by_entry(map) {
        let mut lines = Vec::new();
        networks(&file.networks, &regions, &mut lines);
        for outcome in OUTCOMES {
            of_outcome(outcome, &regions, place, &mut lines);
        }
        sections.push(Section {
            title: title(&entries),
            lines,
        });
    }
    sections.extend(rests_on(map));
    sections
}

/// Doors with the same regions, with these.
fn by_entry(map: &AccessMap) -> Vec<(Vec<Entry>, Vec<&Region>)> {
    let mut groups: Vec<(Vec<Entry>, Vec<&Region>)> = Vec::new();
    for entry in &map.entry {
        let admits = |region: &&Region| {
            let entries = region.place.entry.as_ref();
            entries.is_none_or(|entries| entries.contains(entry))
        };
        let regions: Vec<&Region> = map.chain.iter().filter(admits).collect();
        match groups.iter_mut().find(|(_, other)| *other == regions) {
            Some((entries, _)) => entries.push(*entry),
            None => groups.push((vec![*entry], regions)),
        }
    }
    groups
}

fn title(entries: &[Entry]) -> Words {
    let door = |entry: &Entry| match entry {
        Entry::Console => Words::of("the console"),
        Entry::LoginLocal => Words::code_of("aws login"),
        Entry::LoginRemote => Words::code_of("aws login --remote"),
    };
    Words::of("By ").then(Words::list(entries.iter().map(door).collect()))
}

fn heading(indent: usize, outcome: Option<Outcome>, text: Words) -> Line {
    Line {
        indent,
        outcome,
        text,
    }
}

fn line(indent: usize, text: Words) -> Line {
    heading(indent, None, text)
}

/// For each network that has a name who gets in from it.
fn networks(networks: &[NamedNetwork], regions: &[&Region], lines: &mut Vec<Line>) {
    for network in networks {
        lines.push(line(0, Words::of("from ").then(described(network))));
        for outcome in OUTCOMES {
            let of_network = regions
                .iter()
                .filter(|region| region.outcome == outcome && meets(network, &region.place));
            let groups = gathered(of_network, |region| beyond(network, &region.place));
            for (beyond, whom) in groups {
                let verb = match outcome {
                    Outcome::Allowed => "gets in",
                    Outcome::Denied => "stays out",
                    Outcome::Unknown => "not known",
                };
                let text = Words::default().then(beyond).plain(": ");
                lines.push(heading(
                    1,
                    Some(outcome),
                    Words::of(verb).then(text).then(whom),
                ));
            }
        }
    }
}

/// Regions that say the same of everything but of whom, with these.
fn gathered<'r>(
    regions: impl Iterator<Item = &'r &'r Region>,
    what: impl Fn(&Region) -> Words,
) -> Vec<(Words, Words)> {
    let mut groups: Vec<(Words, Vec<Words>)> = Vec::new();
    for region in regions {
        let what = what(region);
        let whom = who(&region.place.principal.clone().unwrap_or_default());
        match groups.iter_mut().find(|(other, _)| *other == what) {
            Some((_, all)) if all.contains(&whom) => {}
            Some((_, all)) => all.push(whom),
            None => groups.push((what, vec![whom])),
        }
    }
    let joined = groups.into_iter();
    joined.map(|(what, whom)| (what, separated(whom))).collect()
}

/// The regions of one outcome, those first that are everywhere.
fn of_outcome(outcome: Outcome, regions: &[&Region], place: PlaceOf<'_>, lines: &mut Vec<Line>) {
    let of_outcome = |region: &&&Region| region.outcome == outcome;
    if !regions.iter().any(|region| region.outcome == outcome) {
        return;
    }
    let title = match outcome {
        Outcome::Allowed => "gets in",
        Outcome::Denied => "stays closed",
        Outcome::Unknown => "not known",
    };
    lines.push(heading(0, Some(outcome), Words::of(title)));
    let everywhere = if outcome == Outcome::Allowed {
        everywhere(regions)
    } else {
        Vec::new()
    };
    if !everywhere.is_empty() {
        let names = everywhere.iter().map(|arn| short(arn)).collect();
        lines.push(line(
            1,
            Words::of("from anywhere: ").then(Words::list(names)),
        ));
    }
    let is_told = |region: &&&Region| {
        let names = region.place.principal.as_ref().and_then(named);
        names.is_some_and(|names| names.iter().all(|arn| everywhere.contains(arn)))
    };
    let rest = regions
        .iter()
        .filter(of_outcome)
        .filter(|region| !is_told(region));
    let why = |region: &Region| {
        let reason = Reason {
            outcome,
            denied_at: region.denied_at,
            decided_by: &region.decided_by,
            depends_on: region.depends_on.as_deref(),
            undecided: &region.undecided,
            is_of_one: true,
        };
        reason.words(place)
    };
    // What says the same of why is told together.
    let mut reasons: Vec<(Words, Vec<&&Region>)> = Vec::new();
    for region in rest {
        let why = why(region);
        match reasons.iter_mut().find(|(other, _)| *other == why) {
            Some((_, all)) => all.push(region),
            None => reasons.push((why, vec![region])),
        }
    }
    for (why, of_reason) in reasons {
        let indent = if why.is_empty() {
            1
        } else {
            lines.push(line(1, why));
            2
        };
        let regions = gathered(of_reason.into_iter(), |region| circumstances(&region.place));
        for (from, whom) in regions {
            lines.push(line(indent, from.plain(": ").then(whom)));
        }
    }
}

fn short(arn: &str) -> Words {
    who(&vestibule_wire::PrincipalSet {
        within: Some(vec![vestibule_wire::Pattern::Exact(arn.to_owned())]),
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

/// What a map rests on beside the policies.
fn rests_on(map: &AccessMap) -> Option<Section> {
    let mut lines = Vec::new();
    if !map.assumed_absent.is_empty() {
        let text = Words::of("taken to be absent, as nothing says that sign-ins have them: ");
        lines.push(line(0, text.then(codes(&map.assumed_absent))));
    }
    for undecided in &map.undecided {
        lines.push(line(0, of_undecided(undecided)));
    }
    if !map.assumptions.is_empty() {
        let text = Words::of("by our reading of what AWS leaves open: ");
        lines.push(line(0, text.then(codes(&map.assumptions))));
    }
    let title = Words::of("This rests on");
    (!lines.is_empty()).then_some(Section { title, lines })
}
