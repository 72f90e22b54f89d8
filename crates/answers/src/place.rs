//! Regions in the contract's words.

use vestibule_analysis::{self as analysis, Glob, Interval};
use vestibule_iam::date::spelled;
use vestibule_signin as signin;
use vestibule_wire::{
    Absent, AllOf, Any, AnyCase, ContextSet, ContextValues, EndpointSet, Entry, NetworkSet,
    Ordered, Pattern, Patterns, PrincipalKind, PrincipalSet, Ranges, TextSet, Where,
};

/// A region of the sign-ins to `account`.
pub(crate) fn of_region(place: &analysis::Where, account: &str) -> Where {
    let entries = place.entry.as_ref();
    let context = place.context.iter();
    Where {
        entry: entries.map(|entries| entries.iter().copied().map(entry).collect()),
        account: Some(TextSet::Patterns(Patterns {
            within: Some(vec![Pattern::Exact(account.to_owned())]),
            without: Vec::new(),
        })),
        network: place.network.as_ref().map(network),
        region: unless_any(&place.region),
        principal: Some(principals(&place.principal)).filter(|set| *set != PrincipalSet::default()),
        context: Ordered(
            context
                .map(|(name, set)| (name.clone(), self::context(set)))
                .collect(),
        ),
    }
}

pub(crate) fn entry(entry: signin::Entry) -> Entry {
    match entry {
        signin::Entry::Console => Entry::Console,
        signin::Entry::LoginLocal => Entry::LoginLocal,
        signin::Entry::LoginRemote => Entry::LoginRemote,
    }
}

pub(crate) fn principals(set: &analysis::PrincipalSet) -> PrincipalSet {
    let kind = |kind: &signin::PrincipalKind| match kind {
        signin::PrincipalKind::Root => PrincipalKind::Root,
        signin::PrincipalKind::User => PrincipalKind::User,
        signin::PrincipalKind::Role => PrincipalKind::Role,
        signin::PrincipalKind::IdentityCenterRole => PrincipalKind::IdentityCenterRole,
        signin::PrincipalKind::FederatedUser => PrincipalKind::FederatedUser,
    };
    let patterns = patterns(&set.arns);
    PrincipalSet {
        kind: set
            .kinds
            .as_ref()
            .map(|kinds| kinds.iter().map(kind).collect()),
        within: patterns.within,
        without: patterns.without,
    }
}

fn network(set: &analysis::NetworkSet) -> NetworkSet {
    match set {
        analysis::NetworkSet::Public(public) => NetworkSet::Public(ranges(public.as_deref())),
        analysis::NetworkSet::Endpoint {
            vpc,
            endpoint,
            source_ip,
        } => NetworkSet::Endpoint(EndpointSet {
            vpc: texts(vpc),
            vpce: texts(endpoint),
            source_ip: ranges(source_ip.as_deref()),
        }),
    }
}

fn ranges(ranges: Option<&[analysis::Cidr]>) -> Ranges {
    match ranges {
        None => Ranges::Any(Any::Any),
        Some(ranges) => Ranges::In(ranges.iter().map(ToString::to_string).collect()),
    }
}

fn texts(set: &analysis::TextSet) -> TextSet {
    unless_any(set).unwrap_or(TextSet::Any(Any::Any))
}

fn unless_any(set: &analysis::TextSet) -> Option<TextSet> {
    (!set.is_any()).then(|| TextSet::Patterns(patterns(set)))
}

fn patterns(set: &analysis::TextSet) -> Patterns {
    let all = |globs: &Vec<Glob>| globs.iter().map(pattern).collect();
    Patterns {
        within: set.within.as_ref().map(all),
        without: all(&set.without),
    }
}

fn pattern(glob: &Glob) -> Pattern {
    let parts = glob.parts();
    if parts.len() > 1 {
        let all = parts.iter().map(pattern).collect();
        Pattern::All(AllOf { all })
    } else if glob.ignores_case() {
        Pattern::AnyCase(AnyCase {
            any_case: glob.to_string(),
        })
    } else {
        Pattern::Exact(glob.to_string())
    }
}

fn context(set: &analysis::ContextSet) -> ContextSet {
    let Some(values) = &set.values else {
        return ContextSet::Absent(Absent::Absent);
    };
    let or_absent = set.or_absent;
    let interval = |interval: &Interval, spell: fn(i64) -> String| ContextValues {
        from: interval.from.map(spell),
        before: interval.before.map(spell),
        or_absent,
        ..ContextValues::default()
    };
    ContextSet::Values(match values {
        analysis::ContextValues::Texts(set) => {
            let Patterns { within, without } = patterns(set);
            ContextValues {
                within,
                without,
                or_absent,
                ..ContextValues::default()
            }
        }
        analysis::ContextValues::Addresses(addresses) => ContextValues {
            addresses: Some(ranges(addresses.as_deref())),
            or_absent,
            ..ContextValues::default()
        },
        analysis::ContextValues::Dates(dates) => interval(dates, spelled),
        analysis::ContextValues::Numbers(numbers) => interval(numbers, |number| number.to_string()),
    })
}
