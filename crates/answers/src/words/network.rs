//! Networks, Regions and context keys in words.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{
    ContextSet, ContextValues, NamedNetwork, NetworkSet, Pattern, Patterns, Ranges, TextSet, Where,
};

use super::pattern::holds;
use super::ranges::{Block, outside};
use super::tree::{all, codes, comma, name, one};
use super::who::{all_at_once, but, in_any_case};

/// So many ranges are listed rather than those outside of them.
const FEW: usize = 3;

/// From where, in which Region, and with which context keys.
pub(crate) fn circumstances(place: &Where) -> Message {
    let from = from(place.network.as_ref());
    joined(Some(from.clone()), place.region.as_ref(), place).unwrap_or(from)
}

/// From where and in which Region.
pub(super) fn way(place: &Where) -> Message {
    let from = from(place.network.as_ref());
    in_region(Some(from.clone()), place.region.as_ref()).unwrap_or(from)
}

/// A place that no verb follows, of which some languages make a noun.
pub(super) fn alone(place: Message) -> Message {
    message!("{place}", place = place)
}

/// In which Region, and with which context keys, where it is not any.
pub(super) fn conditions(place: &Where) -> Option<Message> {
    joined(None, place.region.as_ref(), place)
}

/// What there is of a network, of Regions and of context keys, in this order.
fn joined(from: Option<Message>, region: Option<&TextSet>, place: &Where) -> Option<Message> {
    match (in_region(from, region), with_keys(place)) {
        (Some(place), Some(keys)) => Some(comma(place, keys)),
        (place, keys) => place.or(keys),
    }
}

fn in_region(from: Option<Message>, region: Option<&TextSet>) -> Option<Message> {
    let others = |others| message!("other Regions than {others}", others = others);
    let region = region.and_then(|set| of_texts(set, others));
    match (from, region) {
        (Some(from), Some(region)) => Some(message!(
            "{from} in {regions}",
            from = from,
            regions = region
        )),
        (None, Some(region)) => Some(message!("in {regions}", regions = region)),
        (from, None) => from,
    }
}

fn from(network: Option<&NetworkSet>) -> Message {
    match network {
        None => message!("from anywhere"),
        Some(NetworkSet::Public(Ranges::Any(_))) => message!("over the internet"),
        Some(NetworkSet::Public(Ranges::In(ranges))) => {
            let most = ranges.len().saturating_sub(1);
            let outer = (ranges.len() > FEW)
                .then(|| outside(ranges, most))
                .flatten();
            match outer {
                Some(outer) => message!(
                    "over the internet from outside of {ranges}",
                    ranges = codes(&outer)
                ),
                None => message!("from {ranges}", ranges = codes(ranges)),
            }
        }
        Some(NetworkSet::Endpoint(set)) => {
            let endpoint = of_texts(&set.vpce, |others| {
                message!("other VPC endpoints than {others}", others = others)
            });
            let vpc = of_texts(&set.vpc, |others| {
                message!("other VPCs than {others}", others = others)
            });
            let through = match (endpoint, vpc) {
                (None, None) => message!("through {it}", it = message!("a VPC endpoint")),
                (None, Some(one)) | (Some(one), None) => message!("through {it}", it = one),
                (Some(endpoint), Some(vpc)) => message!(
                    "through {endpoint} in {vpc}",
                    endpoint = endpoint,
                    vpc = vpc
                ),
            };
            match &set.source_ip {
                Ranges::Any(_) => through,
                Ranges::In(ranges) => message!(
                    "{through} from {ranges}",
                    through = through,
                    ranges = codes(ranges)
                ),
            }
        }
    }
}

fn patterns(patterns: &[Pattern]) -> Arg {
    all(patterns.iter().map(pattern).collect())
}

fn pattern(of: &Pattern) -> Arg {
    match of {
        Pattern::Exact(text) => name(text),
        Pattern::AnyCase(any) => in_any_case(&any.any_case).into(),
        Pattern::All(of) => all_at_once(of.all.iter().map(pattern).collect()).into(),
    }
}

/// `None` for every text.
fn of_texts(set: &TextSet, others: impl Fn(Arg) -> Message) -> Option<Message> {
    let TextSet::Patterns(Patterns { within, without }) = set else {
        return None;
    };
    match (within, without.as_slice()) {
        (None, []) => None,
        (None, without) => Some(others(patterns(without))),
        (Some(within), []) => Some(one(patterns(within))),
        (Some(within), without) => Some(but(one(patterns(within)), patterns(without))),
    }
}

/// With which context keys, and without which.
pub(super) fn with_keys(place: &Where) -> Option<Message> {
    let of_key = |(key, set): (&str, &ContextSet)| match set {
        ContextSet::Absent(_) => message!("without {key}", key = name(key)),
        ContextSet::Values(values) => {
            let with = values_of(name(key), values);
            if values.or_absent {
                message!("{with} or without it", with = with)
            } else {
                with
            }
        }
    };
    place.context.iter().map(of_key).reduce(comma)
}

fn values_of(key: Arg, values: &ContextValues) -> Message {
    if let Some(Ranges::In(ranges)) = &values.addresses {
        return message!("with {key} in {ranges}", key = key, ranges = codes(ranges));
    }
    let is_number = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
    let ends = [&values.from, &values.before];
    if ends.into_iter().flatten().all(is_number) {
        match (&values.from, &values.before) {
            (None, None) => {}
            (Some(from), None) => {
                return message!(
                    "with {key} of at least {from}",
                    key = key,
                    from = name(from)
                );
            }
            (None, Some(before)) => {
                return message!(
                    "with {key} below {before}",
                    key = key,
                    before = name(before)
                );
            }
            (Some(from), Some(before)) => {
                return message!(
                    "with {key} of at least {from} and below {before}",
                    key = key,
                    from = name(from),
                    before = name(before)
                );
            }
        }
    }
    match (&values.from, &values.before) {
        (None, None) => texts_of(key, values),
        (Some(from), None) => message!("with {key} from {from} on", key = key, from = name(from)),
        (None, Some(before)) => {
            message!(
                "with {key} before {before}",
                key = key,
                before = name(before)
            )
        }
        (Some(from), Some(before)) => message!(
            "with {key} from {from} and before {before}",
            key = key,
            from = name(from),
            before = name(before)
        ),
    }
}

fn texts_of(key: Arg, values: &ContextValues) -> Message {
    match (&values.within, values.without.as_slice()) {
        (None, []) => message!("with {key}", key = key),
        (Some(within), []) => message!("with {key} {values}", key = key, values = patterns(within)),
        (None, without) => message!(
            "with {key} other than {values}",
            key = key,
            values = patterns(without)
        ),
        (Some(within), without) => message!(
            "with {key} {values}",
            key = key,
            values = but(one(patterns(within)), patterns(without))
        ),
    }
}

/// Whether some sign-in from a network with a name belongs to a region.
pub(crate) fn meets(network: &NamedNetwork, place: &Where) -> bool {
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
pub(super) fn beyond(network: &NamedNetwork, place: &Where) -> Option<Message> {
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
    let from = (!is_all).then(|| from(place.network.as_ref()));
    joined(from, of_region, place)
}

/// A network by its name, with what it is.
pub(super) fn described(network: &NamedNetwork) -> Message {
    let ids = [&network.endpoint, &network.vpc];
    let ids = ids.into_iter().flatten().cloned();
    let ranges = network.source_ip.iter().flatten().cloned();
    let parts: Vec<String> = ids.chain(ranges).collect();
    if network.regions.is_none() && parts.join(", ") == network.name {
        return message!("from {ranges}", ranges = codes(&parts));
    }
    match &network.regions {
        Some(regions) => message!(
            "from {network} ({parts} in {regions})",
            network = name(&network.name),
            parts = codes(&parts),
            regions = codes(regions)
        ),
        None => message!(
            "from {network} ({parts})",
            network = name(&network.name),
            parts = codes(&parts)
        ),
    }
}
