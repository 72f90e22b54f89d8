//! People × networks: each of the ones from each of the others, where a network may be ranges of
//! addresses and several Regions. Ranges are cut where the policies tell addresses apart, so that
//! an answer is about all of them.

use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_iam::sort;
use vestibule_wire::{Action, AddressCuts, Budget, Outcome, address_range};

use super::answer::Cell;
use super::case;
use super::regions::Regions;
use super::ruling::Ruling;
use crate::state::persona::{Persona, Site, listed};
use crate::state::scenario::Path;

/// So many parts of a network at most are decided for each person.
const PARTS: usize = 2_000;
/// So many ranges of a part at most are told.
const TOLD: usize = 40;
/// So many squares at most are asked for at once.
pub const SQUARES: usize = 2_000;

/// People and networks that are in sight together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub people: Vec<Rc<Persona>>,
    pub sites: Vec<Rc<Site>>,
    /// The account that stands in ARNs without one.
    pub account: IString,
    /// The Regions of networks that do not tell theirs, as far as they are known.
    pub regions: Vec<(u32, Vec<IString>)>,
}

impl Asked {
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() || self.sites.is_empty()
    }
}

/// What becomes of one of the people who comes from one of the networks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Square {
    pub person: u32,
    pub site: u32,
    /// The worst first; none where the network is cut into too many parts.
    pub parts: Vec<Part>,
    pub cut: Cut,
    /// In which Regions it is decided, where the network does not tell.
    pub regions: Regions,
}

/// How far the parts tell of all addresses of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cut {
    /// It is one address, or one way through an endpoint.
    One,
    /// Every address comes to what its part does.
    Exact,
    /// Only the samples are decided: a policy compares addresses as text, which does not tell
    /// ranges apart.
    Samples,
    /// There are more parts than are decided.
    TooMany,
}

/// Addresses of a network, and a Region, from which a sign-in is decided alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Ranges, the first of them; none where there is no range to speak of.
    pub ranges: Vec<IString>,
    /// How many ranges are not told.
    pub more: usize,
    /// An address of the part; empty where none is told.
    pub sample: IString,
    pub region: IString,
    /// `None`: it cannot be decided.
    pub outcome: Option<Outcome>,
    /// The phase at which that is so: the one that denies, or the first that is open.
    pub at: Option<Cell>,
    /// A policy that bears on it cannot be in force as it stands.
    pub provisional: bool,
}

impl Square {
    /// What all parts come to, where that is the same.
    pub fn outcome(&self) -> Option<Outcome> {
        let first = self.parts.first()?.outcome?;
        let same = |part: &Part| part.outcome == Some(first);
        (self.cut != Cut::TooMany && self.parts.iter().all(same)).then_some(first)
    }

    /// Whether parts of it come to different outcomes.
    pub fn is_mixed(&self) -> bool {
        let first = self.parts.first().map(|part| part.outcome);
        self.parts.iter().any(|part| Some(part.outcome) != first)
    }
}

/// Decides everyone of `asked` from everywhere. `not_final` are the documents that cannot be in
/// force as they stand.
pub(super) fn decide(ruling: &mut Ruling, asked: &Asked, not_final: &[u32]) -> Vec<Rc<Square>> {
    let networks = networks(ruling, asked);
    of_account(ruling, asked, &asked.account, &networks, not_final)
}

/// The networks that are asked about, in parts, each with its Regions.
pub(super) fn networks(ruling: &Ruling, asked: &Asked) -> Vec<(Regions, Cutout)> {
    let cuts = [false, true].map(|private| ruling.compiled().address_cuts(private));
    let named = ruling.compiled().named();
    let network = |site: &Rc<Site>| {
        let regions = Regions::of(site, &asked.regions, &named);
        let network = Cutout::of(site, &cuts, &regions);
        (regions, network)
    };
    asked.sites.iter().map(network).collect()
}

/// The squares of one account.
pub(super) fn of_account(
    ruling: &mut Ruling,
    asked: &Asked,
    account: &str,
    networks: &[(Regions, Cutout)],
    not_final: &[u32],
) -> Vec<Rc<Square>> {
    let mut budget = Budget::default();
    let mut squares = Vec::new();
    for (site, (regions, network)) in asked.sites.iter().zip(networks) {
        for person in &asked.people {
            if squares.len() >= SQUARES {
                return squares;
            }
            let mut parts: Vec<Part> = Vec::new();
            for (ranges, sample) in &network.addresses {
                for region in &network.regions {
                    let scenario = person.sign_in(site, account, sample, region);
                    let mut part = Part {
                        ranges: ranges.iter().take(TOLD).cloned().collect(),
                        more: ranges.len().saturating_sub(TOLD),
                        sample: sample.clone(),
                        region: region.clone(),
                        outcome: None,
                        at: None,
                        provisional: false,
                    };
                    let (bound, _) = ruling.bind(&case::request(&scenario));
                    if let Some(bound) = &bound {
                        let binding = ruling.binding(bound);
                        let summary = binding.summary_within(&bound.prepared, &mut budget);
                        let summary = summary.unwrap_or_else(|| binding.undecided_summary());
                        let cells = ruling.cells(bound, &summary);
                        part.outcome = Some(summary.outcome);
                        part.at = worst(cells, summary.outcome, summary.denied_at);
                        part.provisional = ruling.is_borne_by(bound, not_final);
                    }
                    add(&mut parts, part);
                }
            }
            let (mut parts, regions) = settled(parts, regions.clone());
            sort::by_key(&mut parts, |part: &Part| rank(part.outcome));
            let is_one = regions == Regions::Told && network.is_one_address;
            squares.push(Rc::new(Square {
                person: person.id,
                site: site.id,
                cut: if is_one && parts.len() == 1 {
                    Cut::One
                } else {
                    network.cut
                },
                parts,
                regions,
            }));
        }
    }
    squares
}

/// The parts of a square as they are told: once for all Regions that were tried, where those make
/// no difference.
fn settled(parts: Vec<Part>, regions: Regions) -> (Vec<Part>, Regions) {
    let Regions::Tried(tried) = &regions else {
        return (parts, regions);
    };
    let without = |part: &Part| Part {
        region: IString::default(),
        ..part.clone()
    };
    let mut by_region = tried.iter().map(|region| {
        let of = parts.iter().filter(|part| part.region == *region);
        of.map(without).collect::<Vec<_>>()
    });
    let first = by_region.next().unwrap_or_default();
    if tried.len() > 1 && by_region.all(|other| other == first) {
        (first, Regions::Told)
    } else {
        (parts, regions)
    }
}

fn rank(outcome: Option<Outcome>) -> u8 {
    match outcome {
        None => 0,
        Some(Outcome::Denied) => 1,
        Some(Outcome::Unknown) => 2,
        Some(Outcome::Allowed) => 3,
    }
}

/// The phase that makes the outcome what it is.
fn worst(cells: Vec<Cell>, outcome: Outcome, denied_at: Option<Action>) -> Option<Cell> {
    let mut cells = cells.into_iter();
    match outcome {
        Outcome::Allowed => None,
        Outcome::Denied => cells.find(|cell| denied_at.is_none_or(|at| cell.action == at)),
        Outcome::Unknown => cells.find(|cell| cell.decision == Outcome::Unknown),
    }
}

/// Adds a part to those that come to the same in the same Region.
fn add(parts: &mut Vec<Part>, part: Part) {
    let same = |other: &&mut Part| {
        let by = |part: &Part| part.at.clone();
        other.outcome == part.outcome
            && other.region == part.region
            && by(other) == by(&part)
            && other.provisional == part.provisional
    };
    let Some(known) = parts.iter_mut().find(same) else {
        parts.push(part);
        return;
    };
    let room = TOLD.saturating_sub(known.ranges.len());
    known.more += part.more + part.ranges.len().saturating_sub(room);
    known.ranges.extend(part.ranges.into_iter().take(room));
}

/// A network in parts.
pub(super) struct Cutout {
    /// What each part is called, where that is said, and an address in it.
    addresses: Vec<(Vec<IString>, IString)>,
    regions: Vec<IString>,
    cut: Cut,
    /// It is one address, or no address at all.
    is_one_address: bool,
}

impl Cutout {
    fn of(site: &Site, cuts: &[AddressCuts; 2], known: &Regions) -> Self {
        let mut regions: Vec<IString> = listed(&site.region).into_iter().map(Into::into).collect();
        regions.extend_from_slice(known.list());
        if regions.is_empty() {
            regions.push(IString::default());
        }
        let several = regions.len() > 1;
        let [public, private] = cuts;
        let (text, cuts) = match site.network.path {
            Path::Public => (&site.network.source_ip, public),
            Path::Endpoint => (&site.network.private_ip, private),
        };
        let told = listed(text);
        let ranges: Option<Vec<RangeInclusive<IpAddr>>> =
            told.iter().map(|text| address_range(text).ok()).collect();
        let is_range = |range: &RangeInclusive<IpAddr>| range.start() != range.end();
        // One address is decided as it is written, and so is what is none.
        let ranges = ranges.filter(|all| all.len() > 1 || all.iter().any(is_range));
        let Some(ranges) = ranges else {
            return Self {
                addresses: vec![(Vec::new(), text.trim().to_owned().into())],
                is_one_address: listed(&site.region).len() < 2,
                regions,
                cut: if several { Cut::Exact } else { Cut::One },
            };
        };
        let parts = cuts.parts(&ranges);
        if parts.len() > PARTS {
            return Self {
                addresses: Vec::new(),
                regions,
                cut: Cut::TooMany,
                is_one_address: false,
            };
        }
        let address = |part: vestibule_wire::AddressPart| {
            let ranges = part.ranges.iter().map(|range| spelled(range).into());
            (ranges.collect(), part.sample.into())
        };
        Self {
            addresses: parts.into_iter().map(address).collect(),
            regions,
            cut: if cuts.is_exact() {
                Cut::Exact
            } else {
                Cut::Samples
            },
            is_one_address: false,
        }
    }
}

/// A range in CIDR notation where it has one, else its first and last address.
fn spelled(range: &RangeInclusive<IpAddr>) -> String {
    let (first, last) = (range.start(), range.end());
    if first == last {
        return first.to_string();
    }
    let (first_bits, last_bits, length) = match (first, last) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (u128::from(a.to_bits()), u128::from(b.to_bits()), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits(), b.to_bits(), 128),
        _ => return format!("{first}–{last}"),
    };
    let differing = first_bits ^ last_bits;
    let is_block = differing & differing.wrapping_add(1) == 0 && first_bits & differing == 0;
    if is_block {
        let prefix = length - (u128::BITS - differing.leading_zeros());
        format!("{first}/{prefix}")
    } else {
        format!("{first}–{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn ranges_are_spelled_as_people_write_them() {
        let rows = [
            ("203.0.113.0", "203.0.113.0", "203.0.113.0"),
            ("203.0.113.0", "203.0.113.63", "203.0.113.0/26"),
            ("203.0.113.32", "203.0.113.63", "203.0.113.32/27"),
            ("203.0.113.32", "203.0.113.95", "203.0.113.32–203.0.113.95"),
            ("0.0.0.0", "255.255.255.255", "0.0.0.0/0"),
            ("2001:db8::", "2001:db8::ffff", "2001:db8::/112"),
            ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0"),
        ];
        for (first, last, expected) in rows {
            let range = first.parse().unwrap()..=last.parse().unwrap();
            assert_eq!(spelled(&range), expected);
        }
    }
}
