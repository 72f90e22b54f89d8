//! Which sign-ins a region admits, read from the contract's JSON.
//!
//! Written apart from what makes regions: a mistake there is to be found here.

use std::net::IpAddr;

use vestibule_signin::Action;
use vestibule_signin::{Entry, GivenValue, Network, Principal, PrincipalKind, Request};
use vestibule_wire as wire;

use crate::pattern::Pattern;
use crate::space::values::{self, Bounds, Unit};

/// A region as it was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) entries: Option<Vec<Entry>>,
    pub(crate) account: Texts,
    pub(crate) network: Option<Way>,
    pub(crate) region: Texts,
    pub(crate) kinds: Option<Vec<PrincipalKind>>,
    pub(crate) arns: Texts,
    pub(crate) context: Vec<(String, Values)>,
}

/// Texts that a region admits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    /// Some of these matches; `None` is any.
    pub(crate) within: Option<Vec<AllOf>>,
    /// None of these does.
    pub(crate) without: Vec<AllOf>,
}

/// Patterns all of which match.
pub(crate) type AllOf = Vec<Pattern>;

/// Addresses that a region admits; `None` is any.
pub(crate) type Ranges = Option<Vec<Bounds>>;

/// Networks that a region admits.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    Public(Ranges),
    Endpoint {
        vpc: Texts,
        endpoint: Texts,
        inside: Ranges,
    },
}

/// Values of a key that a region admits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    pub(crate) absent: bool,
    /// False where no value is admitted.
    pub(crate) present: bool,
    pub(crate) texts: Texts,
    pub(crate) addresses: Ranges,
    pub(crate) from: Option<String>,
    pub(crate) before: Option<String>,
}

impl Place {
    /// Reads a region; `None` where something in it cannot be read.
    pub(crate) fn read(place: &wire::Where) -> Option<Self> {
        let entries = place.entry.as_ref();
        let mut read = Self {
            entries: entries.map(|all| all.iter().map(|entry| (*entry).into()).collect()),
            account: place.account.as_ref().map(Texts::read).unwrap_or_default(),
            region: place.region.as_ref().map(Texts::read).unwrap_or_default(),
            ..Self::default()
        };
        if let Some(network) = &place.network {
            read.network = Some(match network {
                wire::NetworkSet::Public(set) => Way::Public(ranges(set)?),
                wire::NetworkSet::Endpoint(set) => Way::Endpoint {
                    vpc: Texts::read(&set.vpc),
                    endpoint: Texts::read(&set.vpce),
                    inside: ranges(&set.source_ip)?,
                },
            });
        }
        if let Some(set) = &place.principal {
            read.principals(set);
        }
        for (name, set) in place.context.iter() {
            read.context.push((name.to_owned(), Values::read(set)?));
        }
        Some(read)
    }

    /// Reads who belongs.
    pub(crate) fn principals(&mut self, set: &wire::PrincipalSet) {
        let kind = |kind: &wire::PrincipalKind| match kind {
            wire::PrincipalKind::Root => PrincipalKind::Root,
            wire::PrincipalKind::User => PrincipalKind::User,
            wire::PrincipalKind::Role => PrincipalKind::Role,
            wire::PrincipalKind::IdentityCenterRole => PrincipalKind::IdentityCenterRole,
            wire::PrincipalKind::FederatedUser => PrincipalKind::FederatedUser,
        };
        self.kinds = set
            .kind
            .as_ref()
            .map(|kinds| kinds.iter().map(kind).collect());
        self.arns = Texts::of(set.within.as_deref(), &set.without);
    }

    /// Whether every member admits a sign-in.
    pub(crate) fn admits(&self, request: &Request) -> bool {
        self.admits_entry(request.entry)
            && self.admits_principal(&request.principal)
            && self.admits_network(request.network(Action::Authenticate))
            && self.region.admit(request.region())
            && self.context.iter().all(|(name, values)| {
                let mut given = request.context.iter();
                let given = given.find(|(other, _)| other.eq_ignore_ascii_case(name));
                match given {
                    None => values.absent,
                    Some((_, GivenValue::One(value))) => values.admit(value),
                    Some((_, GivenValue::Many(_) | GivenValue::Unknown)) => false,
                }
            })
    }

    pub(crate) fn admits_entry(&self, entry: Entry) -> bool {
        self.entries.as_ref().is_none_or(|all| all.contains(&entry))
    }

    pub(crate) fn admits_kind(&self, kind: PrincipalKind) -> bool {
        self.kinds.as_ref().is_none_or(|all| all.contains(&kind))
    }

    pub(crate) fn admits_principal(&self, principal: &Principal) -> bool {
        self.admits_kind(principal.kind)
            && self.account.admit(principal.account())
            && self.arns.admit(&principal.arn)
    }

    fn admits_network(&self, network: &Network) -> bool {
        match (&self.network, network) {
            (None, _) => true,
            (Some(Way::Public(ranges)), Network::Public { source_ip }) => {
                admits_address(ranges, source_ip)
            }
            (
                Some(Way::Endpoint {
                    vpc,
                    endpoint,
                    inside,
                }),
                Network::Endpoint {
                    vpc: Some(own_vpc),
                    endpoint: Some(own),
                    source_ip: Some(address),
                },
            ) => vpc.admit(own_vpc) && endpoint.admit(own) && admits_address(inside, address),
            (Some(_), _) => false,
        }
    }
}

impl Texts {
    fn read(set: &wire::TextSet) -> Self {
        match set {
            wire::TextSet::Any(_) => Self::default(),
            wire::TextSet::Patterns(set) => Self::of(set.within.as_deref(), &set.without),
        }
    }

    fn of(within: Option<&[wire::Pattern]>, without: &[wire::Pattern]) -> Self {
        let all = |patterns: &[wire::Pattern]| patterns.iter().map(self::all).collect();
        Self {
            within: within.map(all),
            without: all(without),
        }
    }

    pub(crate) fn admit(&self, text: &str) -> bool {
        let matches = |all: &AllOf| all.iter().all(|pattern| pattern.matches(text));
        let within = self.within.as_ref();
        within.is_none_or(|within| within.iter().any(matches)) && !self.without.iter().any(matches)
    }

    /// All patterns that tell texts apart.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let within = self.within.iter().flatten();
        within.chain(&self.without).flatten()
    }
}

/// The patterns that all match what one of the contract's matches.
fn all(pattern: &wire::Pattern) -> AllOf {
    match pattern {
        wire::Pattern::Exact(text) => vec![Pattern::of_region(text)],
        wire::Pattern::AnyCase(text) => vec![Pattern::in_any_case(&unescaped(&text.any_case))],
        wire::Pattern::All(of) => of.all.iter().flat_map(all).collect(),
    }
}

/// A text without wildcards.
fn unescaped(text: &str) -> String {
    text.replace("${*}", "*")
        .replace("${?}", "?")
        .replace("${$}", "$")
}

fn ranges(set: &wire::Ranges) -> Option<Ranges> {
    match set {
        wire::Ranges::Any(_) => Some(None),
        wire::Ranges::In(all) => {
            let all: Option<Vec<Bounds>> = all.iter().map(|text| values::range(text)).collect();
            Some(Some(all?))
        }
    }
}

pub(crate) fn admits_address(ranges: &Ranges, text: &str) -> bool {
    let Ok(address) = text.parse::<IpAddr>() else {
        return false;
    };
    let within = |(first, last): &Bounds| {
        first.is_ipv4() == address.is_ipv4() && (*first..=*last).contains(&address)
    };
    ranges
        .as_ref()
        .is_none_or(|ranges| ranges.iter().any(within))
}

impl Values {
    fn read(set: &wire::ContextSet) -> Option<Self> {
        let set = match set {
            wire::ContextSet::Absent(_) => {
                return Some(Self {
                    absent: true,
                    ..Self::default()
                });
            }
            wire::ContextSet::Values(set) => set,
        };
        Some(Self {
            absent: set.or_absent,
            present: true,
            texts: Texts::of(set.within.as_deref(), &set.without),
            addresses: set.addresses.as_ref().map_or(Some(None), ranges)?,
            from: set.from.clone(),
            before: set.before.clone(),
        })
    }

    /// Whether a value belongs. Whole numbers and dates are in the order of what they say.
    pub(crate) fn admit(&self, value: &str) -> bool {
        let bounded = self.from.is_some() || self.before.is_some();
        self.present
            && self.texts.admit(value)
            && (self.addresses.is_none() || admits_address(&self.addresses, value))
            && (!bounded || self.admit_in_order(value))
    }

    fn admit_in_order(&self, value: &str) -> bool {
        // Numbers have nothing but digits, and dates more.
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let unit = if is_number { Unit::Whole } else { Unit::Date };
        let Some(own) = unit.read(value) else {
            return false;
        };
        let bound = |text: &Option<String>| match text {
            None => Some(None),
            Some(text) => unit.read(text).map(Some),
        };
        match (bound(&self.from), bound(&self.before)) {
            (Some(from), Some(before)) => {
                from.is_none_or(|from| from <= own) && before.is_none_or(|before| own < before)
            }
            // A bound that cannot be read admits nothing.
            _ => false,
        }
    }
}
