//! Regions in a line each, so that a test can say what it expects.

use vestibule_analysis::{
    Cidr, ContextSet, ContextValues, Glob, Interval, NetworkSet, Region, TextSet,
};
use vestibule_signin::DecisionValue;

pub(crate) fn lines(regions: &[Region]) -> Vec<String> {
    regions.iter().map(line).collect()
}

fn line(region: &Region) -> String {
    let mut words: Vec<String> = vec![match (region.outcome, region.denied_at) {
        (DecisionValue::Denied, Some(action)) => format!("denied at {}:", action as usize + 1),
        (outcome, _) => format!("{}:", outcome.name()),
    }];
    let place = &region.place;
    if let Some(entries) = &place.entry {
        let names: Vec<&str> = entries.iter().map(|entry| entry.name()).collect();
        words.push(format!("by {}", names.join("|")));
    }
    match &place.network {
        None => {}
        Some(NetworkSet::Public(ranges)) => {
            words.push(format!("from {}", addresses(ranges.as_deref())))
        }
        Some(NetworkSet::Endpoint {
            vpc,
            endpoint,
            source_ip,
        }) => {
            words.push("through".to_owned());
            words.extend([texts(vpc), texts(endpoint)].into_iter().flatten());
            if source_ip.is_some() {
                words.push(format!("from {}", addresses(source_ip.as_deref())));
            }
        }
    }
    words.extend(texts(&place.region).map(|region| format!("in {region}")));
    if let Some(kinds) = &place.principal.kinds {
        let names: Vec<String> = kinds.iter().map(|kind| format!("{kind:?}")).collect();
        words.push(names.join("|"));
    }
    words.extend(texts(&place.principal.arns));
    words.extend(
        place
            .context
            .iter()
            .map(|(name, set)| format!("{name} {}", context(set))),
    );
    if !region.undecided.is_empty() {
        words.push("undecided".to_owned());
    }
    words.join(" ")
}

fn addresses(ranges: Option<&[Cidr]>) -> String {
    match ranges {
        None => "anywhere".to_owned(),
        Some([one]) => one.to_string(),
        Some(all) => format!("{} ranges", all.len()),
    }
}

fn texts(set: &TextSet) -> Option<String> {
    let list = |globs: &[Glob]| {
        let written: Vec<String> = globs.iter().map(Glob::to_string).collect();
        written.join("|")
    };
    let within = set.within.as_deref().map(list);
    let without = (!set.without.is_empty()).then(|| format!("not {}", list(&set.without)));
    match (within, without) {
        (Some(within), Some(without)) => Some(format!("{within} {without}")),
        (within, without) => within.or(without),
    }
}

fn context(set: &ContextSet) -> String {
    let interval = |Interval { from, before }: &Interval| {
        let bound = |value: &Option<i64>| value.map_or_else(String::new, |value| value.to_string());
        format!("{}..{}", bound(from), bound(before))
    };
    let values = match &set.values {
        None => "absent".to_owned(),
        Some(ContextValues::Texts(set)) => texts(set).unwrap_or_default(),
        Some(ContextValues::Addresses(ranges)) => addresses(ranges.as_deref()),
        Some(ContextValues::Dates(dates)) => interval(dates),
        Some(ContextValues::Numbers(numbers)) => interval(numbers),
    };
    if set.or_absent && set.values.is_some() {
        format!("{values} or absent")
    } else {
        values
    }
}
