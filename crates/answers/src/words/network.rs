//! Networks, Regions and context keys in words.

use vestibule_wire::{
    ContextSet, ContextValues, NamedNetwork, NetworkSet, Pattern, Patterns, Ranges, TextSet, Where,
};

use super::Words;
use super::pattern::holds;
use super::ranges::{Block, outside};

/// So many ranges are listed rather than those outside of them.
const FEW: usize = 3;

/// From where, in which Region, and with which context keys.
pub(super) fn circumstances(place: &Where) -> Words {
    from(place.network.as_ref())
        .then(region(place.region.as_ref()))
        .then(context(place))
}

fn from(network: Option<&NetworkSet>) -> Words {
    match network {
        None => Words::of("from anywhere"),
        Some(NetworkSet::Public(Ranges::Any(_))) => Words::of("over the internet"),
        Some(NetworkSet::Public(Ranges::In(ranges))) => {
            let most = ranges.len().saturating_sub(1);
            let outer = (ranges.len() > FEW)
                .then(|| outside(ranges, most))
                .flatten();
            match outer {
                Some(outer) => Words::of("over the internet from outside of ").then(codes(&outer)),
                None => Words::of("from ").then(codes(ranges)),
            }
        }
        Some(NetworkSet::Endpoint(set)) => {
            let endpoint = of_texts(&set.vpce, "", "other VPC endpoints than ");
            let vpc = of_texts(&set.vpc, "", "other VPCs than ");
            let words = match (endpoint, vpc) {
                (None, None) => Words::of("through a VPC endpoint"),
                (None, Some(vpc)) => Words::of("through ").then(vpc),
                (Some(endpoint), None) => Words::of("through ").then(endpoint),
                (Some(endpoint), Some(vpc)) => {
                    Words::of("through ").then(endpoint).plain(" in ").then(vpc)
                }
            };
            match &set.source_ip {
                Ranges::Any(_) => words,
                Ranges::In(ranges) => words.plain(" from ").then(codes(ranges)),
            }
        }
    }
}

pub(super) fn codes(texts: &[String]) -> Words {
    Words::list(texts.iter().map(|text| Words::code_of(text)).collect())
}

fn patterns(patterns: &[Pattern]) -> Words {
    let words = |pattern: &Pattern| match pattern {
        Pattern::Exact(text) => Words::code_of(text),
        Pattern::AnyCase(any) => Words::code_of(&any.any_case).plain(" in any case of its letters"),
    };
    Words::list(patterns.iter().map(words).collect())
}

/// `None` for every text.
fn of_texts(set: &TextSet, some: &str, others: &str) -> Option<Words> {
    let TextSet::Patterns(Patterns { within, without }) = set else {
        return None;
    };
    Some(match (within, without.as_slice()) {
        (None, []) => return None,
        (None, without) => Words::of(others).then(patterns(without)),
        (Some(within), []) => Words::of(some).then(patterns(within)),
        (Some(within), without) => Words::of(some)
            .then(patterns(within))
            .plain(" but ")
            .then(patterns(without)),
    })
}

fn region(set: Option<&TextSet>) -> Words {
    let words = set.and_then(|set| of_texts(set, " in ", " in other Regions than "));
    words.unwrap_or_default()
}

fn context(place: &Where) -> Words {
    let mut words = Words::default();
    for (key, set) in place.context.iter() {
        words = match set {
            ContextSet::Absent(_) => words.plain(", without ").code(key),
            ContextSet::Values(values) => {
                let words = words.plain(", with ").code(key).then(values_of(values));
                if values.or_absent {
                    words.plain(" or without it")
                } else {
                    words
                }
            }
        };
    }
    words
}

fn values_of(values: &ContextValues) -> Words {
    let mut words = Words::default();
    if let Some(within) = &values.within {
        words = words.plain(" ").then(patterns(within));
    }
    if !values.without.is_empty() {
        words = words.plain(" other than ").then(patterns(&values.without));
    }
    if let Some(Ranges::In(ranges)) = &values.addresses {
        words = words.plain(" in ").then(codes(ranges));
    }
    match (&values.from, &values.before) {
        (None, None) => words,
        (Some(from), None) => words.plain(" from ").code(from).plain(" on"),
        (None, Some(before)) => words.plain(" before ").code(before),
        (Some(from), Some(before)) => words
            .plain(" from ")
            .code(from)
            .plain(" and before ")
            .code(before),
    }
}

/// Whether some sign-in from a network with a name belongs to a region.
pub(super) fn meets(network: &NamedNetwork, place: &Where) -> bool {
    let regions = network.regions.as_ref();
    let in_region = |set: &TextSet| {
        regions.is_none_or(|regions| regions.iter().any(|region| holds(set, region)))
    };
    let id = |told: &Option<String>, set: &TextSet| told.as_ref().is_none_or(|id| holds(set, id));
    let from = match (&place.network, network.is_endpoint()) {
        (None, _) => true,
        (Some(NetworkSet::Public(ranges)), false) => overlaps(network, ranges),
        (Some(NetworkSet::Endpoint(set)), true) => {
            id(&network.vpc, &set.vpc)
                && id(&network.endpoint, &set.vpce)
                && overlaps(network, &set.source_ip)
        }
        (Some(NetworkSet::Public(_)), true) | (Some(NetworkSet::Endpoint(_)), false) => false,
    };
    from && place.region.as_ref().is_none_or(in_region)
}

/// Whether some address of a network lies in `ranges`.
fn overlaps(network: &NamedNetwork, ranges: &Ranges) -> bool {
    let (Ranges::In(ranges), Some(own)) = (ranges, &network.source_ip) else {
        return true;
    };
    let own = blocks(own);
    let has_part = |block: &Block| own.iter().any(|own| own.meets(block));
    blocks(ranges).iter().any(has_part)
}

/// Whether every address of a network lies in `ranges`.
fn covers(network: &NamedNetwork, ranges: &Ranges) -> bool {
    let Ranges::In(ranges) = ranges else {
        return true;
    };
    let ranges = blocks(ranges);
    let is_held = |own: &Block| ranges.iter().any(|block| block.holds(own));
    let own = network.source_ip.as_ref();
    own.is_some_and(|own| blocks(own).iter().all(is_held))
}

fn blocks(ranges: &[String]) -> Vec<Block> {
    ranges
        .iter()
        .filter_map(|text| Block::parse(text))
        .collect()
}

/// What a region says beyond being of a network with a name: a part of its addresses, of its
/// Regions, and context keys.
pub(super) fn beyond(network: &NamedNetwork, place: &Where) -> Words {
    let id = |told: &Option<String>, set: &TextSet| match told {
        Some(_) => true,
        None => !matches!(set, TextSet::Patterns(_)),
    };
    let is_all = match &place.network {
        None => true,
        Some(NetworkSet::Public(ranges)) => covers(network, ranges),
        Some(NetworkSet::Endpoint(set)) => {
            id(&network.vpc, &set.vpc)
                && id(&network.endpoint, &set.vpce)
                && covers(network, &set.source_ip)
        }
    };
    let own = network.regions.as_deref();
    let of_region = place
        .region
        .as_ref()
        .filter(|set| own.is_none_or(|regions| !regions.iter().all(|region| holds(set, region))));
    let from = if is_all {
        Words::default()
    } else {
        Words::of(" ").then(from(place.network.as_ref()))
    };
    from.then(region(of_region)).then(context(place))
}

/// A network by its name, with what it is.
pub(super) fn described(network: &NamedNetwork) -> Words {
    let ids = [&network.endpoint, &network.vpc];
    let ids = ids.into_iter().flatten().cloned();
    let ranges = network.source_ip.iter().flatten().cloned();
    let parts: Vec<String> = ids.chain(ranges).collect();
    let words = Words::code_of(&network.name)
        .plain(" (")
        .then(codes(&parts));
    match &network.regions {
        Some(regions) => words.plain(" in ").then(codes(regions)).plain(")"),
        None => words.plain(")"),
    }
}
