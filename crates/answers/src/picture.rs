//! A map as a picture: groups of people by stretches of addresses and ways through endpoints.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{
    AccessMap, Case, EndpointSet, Entry, Network, NetworkSet, Outcome, Pattern, PrincipalSet,
    Ranges, Region, Request, Where,
};

use crate::reasons;
use crate::words::{
    self, Block, Line, admits_text, cell_reason, is_among, place_of, stretch_of, who_of,
};

/// So many stretches of addresses, and so many ways through endpoints, are drawn at the most.
const MOST: usize = 40;

/// So many groups of people at the most.
const MOST_GROUPS: usize = 24;

/// A picture of one door.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The doors that it is of.
    pub entries: Vec<Entry>,
    /// Who is in each row.
    pub groups: Vec<Message>,
    /// What is in each column.
    pub columns: Vec<Column>,
    /// For each group and each column what holds there.
    pub cells: Vec<Vec<Cell>>,
    /// True where there was no room for all columns.
    pub is_cut: bool,
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Public addresses of IPv4.
    Ipv4,
    /// Public addresses of IPv6.
    Ipv6,
    /// Ways through VPC endpoints.
    Endpoint,
}

/// Networks that are told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Of which kind.
    pub lane: Lane,
    /// In a few words.
    pub label: Message,
    /// The one range that it is; `None` of others.
    pub range: Option<String>,
    /// From where to where addresses that are no one range go, in the few words for which the
    /// head of a column has room.
    pub stretch: Option<Message>,
}

/// What holds for a group in a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// `None` where it differs by Region or context key.
    pub outcome: Option<Outcome>,
    /// In words, with a sign-in of each outcome.
    pub line: Line,
}

/// Pictures of a map, one for all doors that have the same.
pub fn pictures(case: &Case, map: &AccessMap) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    let mut known: Vec<Vec<&Region>> = Vec::new();
    for entry in &map.entry {
        let admits = |region: &&Region| {
            let entries = region.place.entry.as_ref();
            entries.is_none_or(|entries| entries.contains(entry))
        };
        let regions: Vec<&Region> = map.chain.iter().filter(admits).collect();
        match known.iter().position(|other| *other == regions) {
            Some(at) => pictures[at].entries.push(*entry),
            None => {
                pictures.push(picture(case, *entry, &regions));
                known.push(regions);
            }
        }
    }
    pictures
}

fn picture(case: &Case, entry: Entry, regions: &[&Region]) -> Picture {
    let mut groups = groups(regions);
    let mut is_cut = groups.len() > MOST_GROUPS;
    groups.truncate(MOST_GROUPS);
    let mut columns: Vec<(Lane, At, Vec<bool>)> = Vec::new();
    let families = [(Lane::Ipv4, 32), (Lane::Ipv6, 128)];
    let public = families.map(|(lane, bits)| (lane, stretches(regions, bits)));
    for (lane, mut all) in public
        .into_iter()
        .chain([(Lane::Endpoint, ways(case, regions))])
    {
        is_cut |= all.len() > MOST;
        all.truncate(MOST);
        columns.extend(all.into_iter().map(|(at, within)| (lane, at, within)));
    }
    let cells = groups.iter().map(|group| {
        let cell = |(_, at, within): &(Lane, At, Vec<bool>)| {
            let here = group.within.iter().filter(|number| within[**number]);
            let here: Vec<&Region> = here.map(|number| regions[*number]).collect();
            cell(case, entry, &here, group, at)
        };
        columns.iter().map(cell).collect()
    });
    Picture {
        entries: vec![entry],
        cells: cells.collect(),
        groups: groups.iter().map(|group| group.who.clone()).collect(),
        columns: columns
            .iter()
            .map(|(lane, at, _)| column(*lane, at))
            .collect(),
        is_cut,
    }
}

/// Principals who are in the same regions.
struct Group {
    who: Message,
    /// One of them.
    arn: String,
    /// The regions, by number.
    within: Vec<usize>,
}

fn set_of(region: &Region) -> PrincipalSet {
    region.place.principal.clone().unwrap_or_default()
}

fn groups(regions: &[&Region]) -> Vec<Group> {
    let sets: Vec<PrincipalSet> = regions.iter().map(|region| set_of(region)).collect();
    let named = sets.iter().filter_map(words::named).flatten();
    let witnesses = regions
        .iter()
        .map(|region| region.witness.principal.clone());
    let mut arns: Vec<String> = Vec::new();
    for arn in named.chain(witnesses) {
        if !arns.contains(&arn) {
            arns.push(arn);
        }
    }
    let mut groups: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
    for arn in arns {
        let within = sets.iter().enumerate();
        let within = within.filter(|(_, set)| is_among(set, &arn));
        let within: Vec<usize> = within.map(|(number, _)| number).collect();
        match groups.iter_mut().find(|(other, _)| *other == within) {
            Some((_, members)) => members.push(arn),
            None => groups.push((within, vec![arn])),
        }
    }
    let group = |(within, members): (Vec<usize>, Vec<String>)| {
        let sets: Vec<&PrincipalSet> = within.iter().map(|number| &sets[*number]).collect();
        Group {
            who: described(&sets, &members),
            arn: members.into_iter().next().unwrap_or_default(),
            within,
        }
    };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    // Whoever is named comes first.
    groups.sort_by_key(|group| group.who.plain().starts_with("everybody"));
    groups
}

/// Those who are in all of these sets; `members` are some of them.
fn described(sets: &[&PrincipalSet], members: &[String]) -> Message {
    let mut all = PrincipalSet::default();
    for set in sets {
        all.kind = match (all.kind.take(), &set.kind) {
            (Some(own), Some(others)) => Some(
                own.into_iter()
                    .filter(|kind| others.contains(kind))
                    .collect(),
            ),
            (own, others) => own.or_else(|| others.clone()),
        };
        match (&all.within, &set.within) {
            (Some(own), Some(others)) if own != others => {
                // Only those that are known are told.
                let exact = |arn: &String| Pattern::Exact(arn.clone());
                let within = Some(members.iter().map(exact).collect());
                return who_of(&PrincipalSet {
                    within,
                    ..PrincipalSet::default()
                });
            }
            (None, Some(others)) => all.within = Some(others.clone()),
            (Some(_) | None, _) => {}
        }
        for pattern in &set.without {
            if !all.without.contains(pattern) {
                all.without.push(pattern.clone());
            }
        }
    }
    if let Some(within) = &all.within {
        // What is left out of a few names is none of them.
        let is_left = |pattern: &Pattern| !all.without.contains(pattern);
        let within: Vec<Pattern> = within.iter().filter(|one| is_left(one)).cloned().collect();
        let are_single = within.iter().all(|one| words::single(one).is_some());
        if are_single {
            all.without.clear();
        }
        all.within = Some(within);
    }
    who_of(&all)
}

/// Where a column is.
enum At {
    Addresses {
        first: u128,
        last: u128,
        bits: u8,
    },
    Way {
        network: Network,
        region: String,
        label: Message,
    },
}

/// Disjoint intervals of addresses in ascending order.
type Intervals = Vec<(u128, u128)>;

/// The public addresses of a region; `None` where it has none.
fn intervals(region: &Region, bits: u8) -> Option<Intervals> {
    let ranges = match &region.place.network {
        None | Some(NetworkSet::Public(Ranges::Any(_))) => return Some(vec![(0, most(bits))]),
        Some(NetworkSet::Public(Ranges::In(ranges))) => ranges,
        Some(NetworkSet::Endpoint(_)) => return None,
    };
    let blocks = ranges.iter().filter_map(|text| Block::parse(text));
    let blocks = blocks.filter(|block| block.bits() == bits);
    let mut intervals: Intervals = blocks.map(|block| block.ends()).collect();
    intervals.sort_unstable();
    Some(intervals)
}

fn most(bits: u8) -> u128 {
    if bits == 32 {
        u128::from(u32::MAX)
    } else {
        u128::MAX
    }
}

fn holds(intervals: &Intervals, address: u128) -> bool {
    let behind = intervals.partition_point(|(first, _)| *first <= address);
    let last = behind.checked_sub(1).and_then(|at| intervals.get(at));
    last.is_some_and(|(_, last)| address <= *last)
}

/// Stretches of addresses on which the regions are the same.
fn stretches(regions: &[&Region], bits: u8) -> Vec<(At, Vec<bool>)> {
    let all: Vec<Option<Intervals>> = regions
        .iter()
        .map(|region| intervals(region, bits))
        .collect();
    let mut starts: Vec<u128> = vec![0];
    for (first, last) in all.iter().flatten().flatten() {
        starts.push(*first);
        starts.extend(last.checked_add(1).filter(|next| *next <= most(bits)));
    }
    starts.sort_unstable();
    starts.dedup();
    let within = |address: u128| -> Vec<bool> {
        let holds = |of: &Option<Intervals>| of.as_ref().is_some_and(|of| holds(of, address));
        all.iter().map(holds).collect()
    };
    let mut stretches: Vec<(u128, Vec<bool>)> = Vec::new();
    for start in starts {
        let own = within(start);
        if stretches.last().is_none_or(|(_, last)| *last != own) {
            stretches.push((start, own));
        }
    }
    let ends = stretches
        .iter()
        .skip(1)
        .map(|(start, _)| start.saturating_sub(1));
    let ends: Vec<u128> = ends.chain([most(bits)]).collect();
    let at = |((first, within), last)| (At::Addresses { first, last, bits }, within);
    stretches.into_iter().zip(ends).map(at).collect()
}

/// Ways through endpoints that the regions tell apart.
fn ways(case: &Case, regions: &[&Region]) -> Vec<(At, Vec<bool>)> {
    let told = case
        .file()
        .networks
        .iter()
        .filter(|network| network.is_endpoint());
    let mut points: Vec<(Network, String)> = Vec::new();
    for network in told {
        let of_regions = network.regions.clone().unwrap_or_default();
        let at = Network {
            vpc: Some(
                network
                    .vpc
                    .clone()
                    .unwrap_or_else(|| "vpc-aaaaaaaa".to_owned()),
            ),
            endpoint: Some(
                network
                    .endpoint
                    .clone()
                    .unwrap_or_else(|| "vpce-aaaaaaaa".to_owned()),
            ),
            source_ip: None,
        };
        for region in if of_regions.is_empty() {
            vec!["us-east-1".to_owned()]
        } else {
            of_regions
        } {
            points.push((at.clone(), region));
        }
    }
    for region in regions {
        let network = region.witness.network.clone().unwrap_or_default();
        if network.is_endpoint() {
            let of_region = region.witness.region.clone().unwrap_or_default();
            points.push((network, of_region));
        }
    }
    let mut columns: Vec<(Vec<bool>, Network, String)> = Vec::new();
    for (network, region) in points {
        let within: Vec<bool> = regions
            .iter()
            .map(|of| is_way(of, &network, &region))
            .collect();
        if !columns.iter().any(|(known, _, _)| *known == within) {
            columns.push((within, network, region));
        }
    }
    let counts: Vec<usize> = (0..regions.len())
        .map(|number| {
            columns
                .iter()
                .filter(|(within, _, _)| within[number])
                .count()
        })
        .collect();
    let column = |(within, network, region): &(Vec<bool>, Network, String)| {
        // The region that says the most of it.
        let own = within.iter().enumerate().filter(|(_, is)| **is);
        let closest = own.min_by_key(|(number, _)| counts[*number]);
        let place = closest.map(|(number, _)| regions[number].place.clone());
        let at = At::Way {
            label: way_label(place.unwrap_or_default()),
            network: network.clone(),
            region: region.clone(),
        };
        (at, within.clone())
    };
    columns.iter().map(column).collect()
}

fn way_label(place: Where) -> Message {
    use vestibule_wire::{Any, TextSet};
    let any = || TextSet::Any(Any::Any);
    let network = match place.network {
        Some(NetworkSet::Endpoint(set)) => set,
        Some(NetworkSet::Public(_)) | None => EndpointSet {
            vpc: any(),
            vpce: any(),
            source_ip: Ranges::Any(Any::Any),
        },
    };
    place_of(&Where {
        network: Some(NetworkSet::Endpoint(network)),
        region: place.region,
        ..Where::default()
    })
}

fn is_way(region: &Region, network: &Network, of_region: &str) -> bool {
    let place = &region.place;
    let in_region = place
        .region
        .as_ref()
        .is_none_or(|set| admits_text(set, of_region));
    let id = |told: &Option<String>, set| told.as_ref().is_none_or(|id| admits_text(set, id));
    let through = match &place.network {
        None => true,
        Some(NetworkSet::Public(_)) => false,
        Some(NetworkSet::Endpoint(set)) => {
            let address = network.source_ip.as_deref().unwrap_or("10.0.0.1");
            let is_in = match &set.source_ip {
                Ranges::Any(_) => true,
                Ranges::In(ranges) => {
                    let own = Block::parse(address);
                    let blocks = ranges.iter().filter_map(|text| Block::parse(text));
                    own.is_some_and(|own| blocks.into_iter().any(|block| block.holds(&own)))
                }
            };
            id(&network.vpc, &set.vpc) && id(&network.endpoint, &set.vpce) && is_in
        }
    };
    in_region && through
}

/// What holds for a group in a column.
fn cell(case: &Case, entry: Entry, here: &[&Region], group: &Group, at: &At) -> Cell {
    let first = here.first().map(|region| region.outcome);
    let is_one = here.iter().all(|region| Some(region.outcome) == first);
    let below = here.iter().map(|region| {
        let witness = sign_in(entry, region, group, at);
        let decision = case.compiled().decide(&witness).ok();
        let reasons = decision
            .map(|decision| reasons::of(&decision, None))
            .unwrap_or_default();
        cell_reason(
            region,
            &reasons.decided_by,
            reasons.depends_on.as_deref(),
            &witness,
        )
    });
    let label = column_label(at);
    Cell {
        outcome: first.filter(|_| is_one),
        line: words::cell(
            group.who.clone(),
            label,
            first.filter(|_| is_one),
            below.collect(),
        ),
    }
}

/// A sign-in of the group from there, in a region.
fn sign_in(entry: Entry, region: &Region, group: &Group, at: &At) -> Request {
    let network = match at {
        At::Addresses { first, last, bits } => Network {
            source_ip: Some(address_in(region, *first, *last, *bits)),
            ..Network::default()
        },
        At::Way { network, .. } => network.clone(),
    };
    let of_region = match at {
        At::Addresses { .. } => region.witness.region.clone(),
        At::Way { region, .. } => Some(region.clone()),
    };
    Request {
        principal: group.arn.clone(),
        entry: Some(entry),
        network: Some(network),
        region: of_region,
        ..region.witness.clone()
    }
}

/// An address of a stretch: that of the region's own sign-in, where it is one.
fn address_in(region: &Region, first: u128, last: u128, bits: u8) -> String {
    let network = region.witness.network.as_ref();
    let told = network.filter(|network| !network.is_endpoint());
    let told = told.and_then(|network| network.source_ip.as_ref());
    let is_within = |address: &&String| {
        Block::parse(address)
            .filter(|block| block.bits() == bits)
            .is_some_and(|block| (first..=last).contains(&block.ends().0))
    };
    told.filter(is_within).cloned().unwrap_or_else(|| {
        let second = first.saturating_add(1).min(last);
        stretch_of(second, second, bits).0
    })
}

fn column_label(at: &At) -> Message {
    match at {
        At::Addresses { first, last, bits } => {
            let (first_text, last_text, range) = stretch_of(*first, *last, *bits);
            match range {
                Some(range) => message!("from {ranges}", ranges = words::code_of(&range)),
                None => message!(
                    "from {first} to {last}",
                    first = words::code_of(&first_text),
                    last = words::code_of(&last_text)
                ),
            }
        }
        At::Way { label, .. } => label.clone(),
    }
}

fn column(lane: Lane, at: &At) -> Column {
    let label = column_label(at);
    let range = match at {
        At::Addresses { first, last, bits } => stretch_of(*first, *last, *bits).2,
        At::Way { .. } => None,
    };
    let stretch = match at {
        At::Addresses { first, last, bits } if range.is_none() => {
            Some(stretch_label(*first, *last, *bits))
        }
        At::Addresses { .. } | At::Way { .. } => None,
    };
    Column {
        lane,
        label,
        range,
        stretch,
    }
}

/// A stretch by the ends that it does not share with all addresses.
fn stretch_label(first: u128, last: u128, bits: u8) -> Message {
    let address = |address: u128| stretch_of(address, address, bits).0;
    if first == 0 {
        let next = address(last.saturating_add(1));
        return message!("below {address}", address = words::code_of(&next));
    }
    let first = address(first);
    if last == most(bits) {
        return message!("from {address} up", address = words::code_of(&first));
    }
    message!(
        "{first} to {last}",
        first = words::code_of(&first),
        last = words::code_of(&address(last))
    )
}
