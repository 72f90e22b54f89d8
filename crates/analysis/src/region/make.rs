//! From boxes of classes to regions.

use std::net::IpAddr;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;
use vestibule_signin::{Entry, PrincipalKind};
use vestibule_syntax::limits::REGIONS;

use super::addresses::{Cidr, cidrs};
use super::describe::Catalogue;
use super::{ContextSet, ContextValues, Interval, NetworkSet, PrincipalSet, TextSet, Where};
use crate::space::Space;
use crate::space::axis::{
    Axis, ContextKey, ENDPOINT, KINDS, KeyValues, NETWORK, PRINCIPAL, VPC, VPC_ADDRESS,
};
use crate::space::boxes::Cuboid;
use crate::space::values::{Addresses, Ordered, Unit};
use crate::text::Texts;
use crate::unanswered::Unanswered;

/// A region, with the point of its witness.
pub(crate) struct Found {
    pub(crate) place: Where,
    /// A class for each dimension, none of them merged.
    pub(crate) point: Vec<usize>,
}

/// A member of a region in disjoint parts, each with its classes.
pub(crate) type Parts<T> = Vec<(T, Vec<usize>)>;

/// What a region says of one dimension.
#[derive(Clone, Debug)]
enum Member {
    Entry(Option<Vec<Entry>>),
    Network(Option<NetworkSet>),
    Vpc(TextSet),
    Endpoint(TextSet),
    VpcAddress(Option<Vec<Cidr>>),
    Region(TextSet),
    Principal(PrincipalSet),
    Context(Option<(String, ContextSet)>),
}

impl Member {
    fn put(self, place: &mut Where) {
        match self {
            Self::Entry(entry) => place.entry = entry,
            Self::Network(network) => place.network = network,
            Self::Region(region) => place.region = region,
            Self::Principal(principal) => place.principal = principal,
            Self::Context(key) => place.context.extend(key),
            Self::Vpc(_) | Self::Endpoint(_) | Self::VpcAddress(_) => {
                if let Some(NetworkSet::Endpoint {
                    vpc,
                    endpoint,
                    source_ip,
                }) = &mut place.network
                {
                    match self {
                        Self::Vpc(set) => *vpc = set,
                        Self::Endpoint(set) => *endpoint = set,
                        Self::VpcAddress(ranges) => *source_ip = ranges,
                        _ => {}
                    }
                }
            }
        }
    }
}

/// A dimension, the merged classes of a box in it, and whether the box says anything of
/// what is behind an endpoint.
type Asked = (usize, Option<Vec<usize>>, bool);

/// Describes the boxes of a space.
pub(crate) struct Describer<'s, 'a> {
    space: &'s Space<'a>,
    /// What was described before: each part with the class that a person would name first.
    known: FxHashMap<Asked, Vec<(Member, usize)>>,
    /// The patterns of each dimension of texts that was asked for.
    catalogues: FxHashMap<usize, Catalogue>,
}

impl<'s, 'a> Describer<'s, 'a> {
    pub(crate) fn new(space: &'s Space<'a>) -> Self {
        Self {
            space,
            known: FxHashMap::default(),
            catalogues: FxHashMap::default(),
        }
    }

    fn catalogue(&mut self, axis: usize) -> &Catalogue {
        let space = self.space;
        let catalogue = self.catalogues.entry(axis);
        catalogue.or_insert_with(|| match space.axes.get(axis) {
            Some(Axis::Vpc(texts) | Axis::Endpoint(texts) | Axis::Region(texts)) => {
                catalogue_of([("", texts)])
            }
            Some(Axis::Principal(of)) => {
                let [iam, federated] = &of.prefixes;
                catalogue_of([(iam.as_str(), &of.iam), (federated, &of.federated)])
            }
            Some(Axis::Context(key)) => match &key.values {
                KeyValues::Texts(texts) => catalogue_of([("", texts)]),
                KeyValues::Addresses(_) | KeyValues::Ordered(_) => Catalogue::default(),
            },
            Some(Axis::Entry | Axis::Network(_) | Axis::VpcAddress(_)) | None => {
                Catalogue::default()
            }
        })
    }

    /// The regions of a box: one, or several where one description would not do.
    pub(crate) fn regions(&mut self, cuboid: &Cuboid) -> Result<Vec<Found>, Unanswered> {
        let space = self.space;
        let mut found = vec![Found {
            place: Where::default(),
            point: vec![0; space.axes.len()],
        }];
        let within = [VPC, ENDPOINT, VPC_ADDRESS];
        let mut within = within.iter().filter_map(|axis| cuboid.sets.get(*axis));
        let inside = within.any(Option::is_some);
        for at in 0..space.axes.len() {
            let set = cuboid.sets.get(at).cloned().flatten();
            let asked = (at, set, inside && at == NETWORK);
            if !self.known.contains_key(&asked) {
                let parts = self.members(&asked)?;
                self.known.insert(asked.clone(), parts);
            }
            let parts = self.known.get(&asked).map_or(&[][..], |parts| parts);
            found = join(found, at, parts)?;
        }
        Ok(found)
    }

    /// The parts of one dimension of a box.
    fn members(&mut self, asked: &Asked) -> Result<Vec<(Member, usize)>, Unanswered> {
        let space = self.space;
        let (at, set, inside) = asked;
        let wanted = wanted(space, *at, set.as_deref());
        let one = |member| vec![(member, chosen(&wanted))];
        let parts: Parts<Member> = match space.axes.get(*at) {
            None => Vec::new(),
            Some(Axis::Entry) => one(Member::Entry(entries(&wanted))),
            Some(Axis::Network(addresses)) => {
                let parts = networks(addresses, &wanted, *inside);
                put(parts, Member::Network)
            }
            Some(Axis::Vpc(_)) => put(self.texts(*at, &wanted)?, Member::Vpc),
            Some(Axis::Endpoint(_)) => put(self.texts(*at, &wanted)?, Member::Endpoint),
            Some(Axis::VpcAddress(addresses)) => {
                one(Member::VpcAddress(ranges(addresses, &wanted)))
            }
            Some(Axis::Region(_)) => put(self.texts(*at, &wanted)?, Member::Region),
            Some(Axis::Principal(_)) => put(self.principals(&wanted)?, Member::Principal),
            Some(Axis::Context(key)) => {
                let named = |set: Option<ContextSet>| set.map(|set| (key.name.clone(), set));
                let parts = self.context(*at, key, &wanted)?;
                put(parts, |set| Member::Context(named(set)))
            }
        };
        let first = |(member, classes): (Member, Vec<usize>)| (member, space.first(*at, &classes));
        Ok(parts.into_iter().map(first).collect())
    }

    fn texts(&mut self, axis: usize, wanted: &[bool]) -> Result<Parts<TextSet>, Unanswered> {
        if is_all(wanted) {
            return Ok(vec![(TextSet::default(), chosen(wanted))]);
        }
        let possible = vec![true; wanted.len()];
        self.catalogue(axis).describe(wanted, &possible)
    }

    /// The principals of some classes in disjoint sets, each with its classes.
    pub(crate) fn principals(
        &mut self,
        wanted: &[bool],
    ) -> Result<Parts<PrincipalSet>, Unanswered> {
        let space = self.space;
        let all = || vec![(PrincipalSet::default(), chosen(wanted))];
        let Some(of) = space.principals().filter(|_| !is_all(wanted)) else {
            return Ok(all());
        };
        let mut is_theirs = [false; KINDS.len()];
        for class in chosen(wanted) {
            let kind = KINDS.iter().position(|kind| *kind == of.kind(class));
            if let Some(is) = kind.and_then(|kind| is_theirs.get_mut(kind)) {
                *is = true;
            }
        }
        let kinds = || KINDS.into_iter().zip(is_theirs).filter(|(_, is)| *is);
        let has_kind = |class: usize| kinds().any(|(kind, _)| kind == of.kind(class));
        let possible: Vec<bool> = (0..wanted.len()).map(has_kind).collect();
        // A kind of which there is nobody goes with the others where these are most kinds.
        let is_empty = |kind| (0..wanted.len()).all(|class| of.kind(class) != kind);
        let empty = KINDS.into_iter().filter(|kind| is_empty(*kind)).count();
        let is_most = 2 * kinds().count() > KINDS.len() - empty;
        let is_told = |(kind, is): &(PrincipalKind, bool)| *is || (is_most && is_empty(*kind));
        let told = KINDS.into_iter().zip(is_theirs).filter(is_told);
        let told: Vec<PrincipalKind> = told.map(|(kind, _)| kind).collect();
        let kinds = (told.len() < KINDS.len()).then_some(told);
        let described = self.catalogue(PRINCIPAL).describe(wanted, &possible)?;
        let with_kinds = |(arns, classes)| {
            let kinds: Option<Vec<_>> = kinds.clone();
            (PrincipalSet { kinds, arns }, classes)
        };
        Ok(described.into_iter().map(with_kinds).collect())
    }

    fn context(
        &mut self,
        axis: usize,
        key: &ContextKey,
        wanted: &[bool],
    ) -> Result<Parts<Option<ContextSet>>, Unanswered> {
        if is_all(wanted) {
            return Ok(vec![(None, chosen(wanted))]);
        }
        let offset = usize::from(key.may_be_left_out);
        let (left_out, values) = wanted.split_at(offset.min(wanted.len()));
        let parts: Parts<ContextValues> = if !values.contains(&true) {
            Vec::new()
        } else {
            match &key.values {
                KeyValues::Texts(_) => self
                    .texts(axis, values)?
                    .into_iter()
                    .map(|(set, classes)| (ContextValues::Texts(set), classes))
                    .collect(),
                KeyValues::Addresses(addresses) => vec![(
                    ContextValues::Addresses(ranges(addresses, values)),
                    chosen(values),
                )],
                KeyValues::Ordered(ordered) => intervals(ordered, values),
            }
        };
        let mut or_absent = left_out.contains(&true);
        let mut found: Parts<Option<ContextSet>> = Vec::new();
        if parts.is_empty() {
            let values = None;
            found.push((Some(ContextSet { or_absent, values }), vec![0]));
        }
        for (values, classes) in parts {
            let set = ContextSet {
                or_absent,
                values: Some(values),
            };
            let classes = classes.into_iter().map(|class| class + offset).collect();
            found.push((Some(set), classes));
            // The parts are disjoint.
            or_absent = false;
        }
        Ok(found)
    }
}

/// Each region with each part.
fn join(
    found: Vec<Found>,
    axis: usize,
    parts: &[(Member, usize)],
) -> Result<Vec<Found>, Unanswered> {
    if found.len().saturating_mul(parts.len()) > REGIONS {
        return Err(Unanswered::regions());
    }
    let mut joined = Vec::with_capacity(found.len() * parts.len());
    for before in found {
        for (member, class) in parts {
            let mut place = before.place.clone();
            member.clone().put(&mut place);
            let mut point = before.point.clone();
            if let Some(at) = point.get_mut(axis) {
                *at = *class;
            }
            joined.push(Found { place, point });
        }
    }
    Ok(joined)
}

fn put<T>(parts: Parts<T>, member: impl Fn(T) -> Member) -> Parts<Member> {
    let parts = parts.into_iter();
    parts
        .map(|(part, classes)| (member(part), classes))
        .collect()
}

/// For each class of a dimension whether it is in a set of merged ones.
fn wanted(space: &Space<'_>, axis: usize, set: Option<&[usize]>) -> Vec<bool> {
    let count = space.axes.get(axis).map_or(0, Axis::len);
    match set {
        Some(set) => (0..count)
            .map(|class| set.binary_search(&space.merged(axis, class)).is_ok())
            .collect(),
        None => vec![true; count],
    }
}

fn chosen(wanted: &[bool]) -> Vec<usize> {
    let classes = wanted.iter().enumerate().filter(|(_, is)| **is);
    classes.map(|(class, _)| class).collect()
}

fn is_all(wanted: &[bool]) -> bool {
    wanted.iter().all(|is| *is)
}

fn entries(wanted: &[bool]) -> Option<Vec<Entry>> {
    let of = chosen(wanted)
        .into_iter()
        .filter_map(|class| Entry::ALL.get(class));
    (!is_all(wanted)).then(|| of.copied().collect())
}

/// The public networks and the way through an endpoint, which are never one part unless
/// they are all there is. `inside` says that what is behind the endpoint matters.
fn networks(addresses: &Addresses, wanted: &[bool], inside: bool) -> Parts<Option<NetworkSet>> {
    if is_all(wanted) && !inside {
        return vec![(None, chosen(wanted))];
    }
    let mut parts = Vec::new();
    let (public, endpoint) = wanted.split_at(addresses.len().min(wanted.len()));
    if public.contains(&true) {
        let set = NetworkSet::Public(ranges(addresses, public));
        parts.push((Some(set), chosen(public)));
    }
    if endpoint.contains(&true) {
        let set = NetworkSet::Endpoint {
            vpc: TextSet::default(),
            endpoint: TextSet::default(),
            source_ip: None,
        };
        parts.push((Some(set), vec![addresses.len()]));
    }
    parts
}

fn ranges(addresses: &Addresses, wanted: &[bool]) -> Option<Vec<Cidr>> {
    if is_all(wanted) {
        return None;
    }
    let ranges: Vec<RangeInclusive<IpAddr>> = chosen(wanted)
        .into_iter()
        .filter_map(|class| addresses.range(class).cloned())
        .collect();
    Some(cidrs(&ranges))
}

/// The patterns of texts, each behind what stands before it, and which classes they match.
fn catalogue_of<'t>(all: impl IntoIterator<Item = (&'t str, &'t Texts)>) -> Catalogue {
    let mut patterns = Vec::new();
    let mut matching: Vec<Vec<usize>> = Vec::new();
    for (prefix, texts) in all {
        let before = patterns.len();
        patterns.extend(texts.patterns().iter().map(|glob| glob.behind(prefix)));
        matching.extend(texts.classes().iter().map(|class| {
            let of_class = texts.matching(class).iter();
            of_class.map(|at| before + at).collect::<Vec<usize>>()
        }));
    }
    Catalogue::new(patterns, matching)
}

/// The intervals of classes that follow each other.
fn intervals(ordered: &Ordered, wanted: &[bool]) -> Parts<ContextValues> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for class in chosen(wanted) {
        match runs.last_mut() {
            Some(run) if run.last() == Some(&class.wrapping_sub(1)) => run.push(class),
            _ => runs.push(vec![class]),
        }
    }
    let written = |run: Vec<usize>| {
        let first = run.first().copied().unwrap_or(0);
        let next = run.last().map_or(0, |last| last + 1);
        let start = |class: usize| ordered.range(class).map(|(first, _)| first);
        let interval = Interval {
            from: start(first).filter(|_| first > 0),
            before: start(next),
        };
        let values = match ordered.unit {
            Unit::Date => ContextValues::Dates(interval),
            Unit::Epoch | Unit::Whole => ContextValues::Numbers(interval),
        };
        (values, run)
    };
    runs.into_iter().map(written).collect()
}
