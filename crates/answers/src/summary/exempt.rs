//! Principals that a perimeter exempts, such as break-glass, and where they are denied.

use vestibule_wire::{NetworkSet, Outcome, PrincipalSet, Ranges, Region, Request, TextSet, WayIn};

use super::{About, is_console, is_few, is_people, stating};
use crate::words::{Line, is_among, named, say};

/// So many regions are looked at for exempt principals.
const REGIONS: usize = 32;

/// So many of those that no policy names stand for all of them.
const OTHERS: usize = 4;

/// So many IPv4 addresses are more than anybody lists.
const MANY: u64 = 1 << 31;

/// Principals that get in, or through one action, from where others do not and no policy
/// lists the networks.
pub(crate) struct Exempt {
    /// Who.
    pub(crate) principals: PrincipalSet,
    /// One of them.
    pub(crate) arn: String,
}

/// The exempt principals of a case, each once.
pub(crate) fn exempt(about: &About<'_>) -> Vec<Exempt> {
    let others = others(about);
    if others.is_empty() {
        return Vec::new();
    }
    let phases = about.map.phases.iter().enumerate();
    let phases = phases.flat_map(|(index, phase)| {
        let regions = phase.regions.iter().filter(|region| is_console(region));
        regions.map(move |region| (Some(index), region))
    });
    let chain = about.console.iter().map(|region| (None, *region));
    let candidates = chain
        .chain(phases)
        .filter(|(_, region)| is_candidate(region));
    let mut found: Vec<Exempt> = Vec::new();
    for (phase, region) in candidates.take(REGIONS) {
        let gets_in = |arn: &&String| {
            let decision = about.decide(&of(&region.witness, arn));
            let outcome = decision.and_then(|decision| match phase {
                Some(index) => decision.phases.get(index).map(|phase| phase.decision),
                None => Some(decision.outcome),
            });
            outcome == Some(Outcome::Allowed)
        };
        let Some(set) = &region.place.principal else {
            continue;
        };
        if others.iter().any(gets_in) {
            continue;
        }
        for one in each(set, &region.witness.principal) {
            if !found.iter().any(|other| other.arn == one.arn) {
                found.push(one);
            }
        }
    }
    found
}

/// Some of those that no policy names, who stand for all of them.
fn others<'a>(about: &About<'a>) -> Vec<&'a String> {
    let people = about.lockout.principals.iter();
    let people = people.filter(|access| is_people(access));
    let people = people.map(|access| &access.witness.principal);
    people.take(OTHERS).collect()
}

/// The principals of a set one by one where they are named.
fn each(set: &PrincipalSet, witness: &str) -> Vec<Exempt> {
    let Some(arns) = named(set) else {
        return vec![Exempt {
            principals: set.clone(),
            arn: witness.to_owned(),
        }];
    };
    let one = |arn: &String| {
        let within = set.within.iter().flatten();
        let within = within
            .filter(|pattern| named(&only((*pattern).clone())).is_some_and(|of| of.contains(arn)));
        Exempt {
            principals: PrincipalSet {
                within: Some(within.cloned().collect()),
                ..PrincipalSet::default()
            },
            arn: arn.clone(),
        }
    };
    arns.iter().map(one).collect()
}

fn only(pattern: vestibule_wire::Pattern) -> PrincipalSet {
    PrincipalSet {
        within: Some(vec![pattern]),
        ..PrincipalSet::default()
    }
}

/// Whether principals that a policy names pass from networks that none lists.
fn is_candidate(region: &Region) -> bool {
    let is_few = region.place.principal.as_ref().is_some_and(is_few);
    let is_listed = |set: &TextSet| match set {
        TextSet::Any(_) => false,
        TextSet::Patterns(patterns) => patterns.within.is_some(),
    };
    let is_wide = match &region.place.network {
        None | Some(NetworkSet::Public(Ranges::Any(_))) => true,
        Some(NetworkSet::Public(Ranges::In(_))) => {
            let count = region.addresses.as_ref();
            let count = count.and_then(|count| count.ipv4.parse::<u64>().ok());
            count.is_some_and(|count| count > MANY)
        }
        Some(NetworkSet::Endpoint(set)) => !is_listed(&set.vpc) && !is_listed(&set.vpce),
    };
    region.outcome == Outcome::Allowed && is_few && is_wide
}

/// The same sign-in of another principal.
fn of(request: &Request, arn: &str) -> Request {
    Request {
        principal: arn.to_owned(),
        ..request.clone()
    }
}

/// Where exempt principals are denied that have a way in; those together that are denied at
/// the same places.
pub(crate) fn denied(about: &About<'_>, exempt: &[Exempt]) -> Vec<Line> {
    let passes = |exempt: &&Exempt| {
        let mut all = about.lockout.principals.iter();
        let own = all.find(|access| is_among(&access.principal, &exempt.arn));
        own.is_some_and(|access| access.verdict == WayIn::Passes)
    };
    let mut groups: Vec<(Vec<usize>, Vec<&Exempt>)> = Vec::new();
    for one in exempt.iter().filter(passes) {
        let regions = about.console.iter().enumerate();
        let denies = |(_, region): &(usize, &&Region)| {
            let principals = region.place.principal.as_ref();
            region.outcome == Outcome::Denied
                && principals.is_none_or(|set| is_among(set, &one.arn))
        };
        let at: Vec<usize> = regions.filter(denies).map(|(index, _)| index).collect();
        match groups.iter_mut().find(|(other, _)| *other == at) {
            Some((_, all)) => all.push(one),
            None if at.is_empty() => {}
            None => groups.push((at, vec![one])),
        }
    }
    let line = |(at, all): &(Vec<usize>, Vec<&Exempt>)| {
        let regions = at.iter();
        let regions = regions.filter_map(|index| about.console.get(*index).copied());
        let names: Vec<&PrincipalSet> = all.iter().map(|one| &one.principals).collect();
        sentence(
            about,
            &names,
            &all.first()?.arn,
            &regions.collect::<Vec<_>>(),
        )
    };
    groups.iter().filter_map(line).collect()
}

/// Where principals that policies name are denied and others get in; not of those that are
/// exempt, or have no way in at all.
pub(crate) fn restricted(about: &About<'_>, exempt: &[Exempt]) -> Vec<Line> {
    let others = others(about);
    let mut groups: Vec<(&PrincipalSet, &String, Vec<&Region>)> = Vec::new();
    let few = about.console.iter().filter_map(|region| {
        let set = region.place.principal.as_ref().filter(|set| is_few(set))?;
        (region.outcome == Outcome::Denied).then_some((set, *region))
    });
    for (set, region) in few.take(REGIONS) {
        let arn = &region.witness.principal;
        let mut all = about.lockout.principals.iter();
        let own = all.find(|access| is_among(&access.principal, arn));
        let is_told = own.is_none_or(|own| own.verdict != WayIn::Passes)
            || exempt.iter().any(|one| is_among(set, &one.arn));
        let gets_in = |arn: &&String| {
            let decision = about.decide(&of(&region.witness, arn));
            decision.is_some_and(|decision| decision.outcome == Outcome::Allowed)
        };
        if is_told || !others.iter().any(gets_in) {
            continue;
        }
        match groups.iter_mut().find(|(other, ..)| *other == set) {
            Some((.., all)) => all.push(region),
            None => groups.push((set, arn, vec![region])),
        }
    }
    let line = |(set, arn, regions): &(&PrincipalSet, &String, Vec<&Region>)| {
        sentence(about, &[*set], arn, regions)
    };
    groups.iter().filter_map(line).collect()
}

/// That principals are denied in regions, shown by the sign-in of one.
fn sentence(
    about: &About<'_>,
    names: &[&PrincipalSet],
    arn: &str,
    regions: &[&Region],
) -> Option<Line> {
    // A sign-in of the region by another principal of it lies in the region.
    let (request, reasons) = regions.iter().find_map(|region| {
        let request = of(&region.witness, arn);
        let reasons = about.denial(&request)?;
        Some((request, reasons))
    })?;
    let line = Line::of(say::denied(names, regions)).outcome(Outcome::Denied);
    let line = line
        .witness(&request)
        .statements(stating(&reasons.decided_by));
    Some(line.below(say::places(regions)))
}
