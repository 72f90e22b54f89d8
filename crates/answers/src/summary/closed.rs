//! Networks from which nobody gets in but those that policies name.

use vestibule_iam::cidr::parse_network;
use vestibule_wire::{NamedNetwork, Network, NetworkSet, Outcome, PrincipalSet, Region, Request};

use super::{About, is_few, is_portal, stating};
use crate::words::{Block, Line, meets, say};

/// An address of the public internet.
const PUBLIC: &str = "203.0.113.10";

/// A VPC, one of its endpoints and an address in it.
const VPC: [&str; 3] = [
    "vpc-0a1b2c3d4e5f60718",
    "vpce-0123456789abcdef0",
    "10.0.1.25",
];

/// A network from which people may come.
enum Way<'a> {
    Named(&'a NamedNetwork),
    Internet,
    Endpoint,
}

/// The networks from which people do not get in, or may not: of those that have names, or else of the two paths.
pub(crate) fn closed(about: &About<'_>) -> Vec<Line> {
    let networks = &about.case.file().networks;
    let ways = if networks.is_empty() {
        vec![Way::Internet, Way::Endpoint]
    } else {
        networks.iter().map(Way::Named).collect()
    };
    ways.iter().filter_map(|way| of_way(about, way)).collect()
}

fn of_way(about: &About<'_>, way: &Way<'_>) -> Option<Line> {
    let regions = about.console.iter().filter(|region| way.meets(region));
    let [mut except, mut perhaps]: [Vec<&PrincipalSet>; 2] = [Vec::new(), Vec::new()];
    let (mut denied, mut open) = (Vec::new(), None);
    for region in regions {
        let named = region.place.principal.as_ref();
        let named = named.filter(|set| is_few(set) || is_portal(set));
        match (region.outcome, named) {
            (Outcome::Denied, None) => denied.push(region),
            (Outcome::Denied, Some(_)) => {}
            // Somebody whom no policy names gets in, or may.
            (Outcome::Allowed, None) => return None,
            (Outcome::Unknown, None) => open = Some(region),
            (Outcome::Allowed, Some(set)) => add(&mut except, set),
            (Outcome::Unknown, Some(set)) => add(&mut perhaps, set),
        }
    }
    perhaps.retain(|set| !except.contains(set));
    let path = match way {
        Way::Named(network) => say::from_network(network),
        Way::Internet => say::over_the_internet(),
        Way::Endpoint => say::through_an_endpoint(),
    };
    if let Some(region) = open {
        let line = Line::of(say::not_known_from(path)).outcome(Outcome::Unknown);
        let request = way.sign_in(&region.witness);
        return Some(say::with_reason(line, region).witness(&request));
    }
    let (request, reasons) = denied.iter().find_map(|region| {
        let request = way.sign_in(&region.witness);
        let reasons = about.denial(&request)?;
        Some((request, reasons))
    })?;
    let line = Line::of(say::closed(path, &except, &perhaps));
    let line = line.outcome(Outcome::Denied).witness(&request);
    Some(line.statements(stating(&reasons.decided_by)))
}

fn add<'a>(sets: &mut Vec<&'a PrincipalSet>, set: &'a PrincipalSet) {
    if !sets.contains(&set) {
        sets.push(set);
    }
}

impl Way<'_> {
    fn meets(&self, region: &Region) -> bool {
        match (self, &region.place.network) {
            (Self::Named(network), _) => meets(network, &region.place),
            (Self::Internet | Self::Endpoint, None) => true,
            (Self::Internet, Some(set)) => matches!(set, NetworkSet::Public(_)),
            (Self::Endpoint, Some(set)) => matches!(set, NetworkSet::Endpoint(_)),
        }
    }

    /// The sign-in from here.
    fn sign_in(&self, witness: &Request) -> Request {
        let told = witness.network.clone().unwrap_or_default();
        let mut moved = witness.clone();
        match self {
            Self::Named(network) => {
                let regions = network.regions.iter().flatten();
                let own = witness.region.as_ref();
                if !regions.clone().any(|region| Some(region) == own) {
                    moved.region = regions.clone().next().or(own).cloned();
                }
                moved.network = Some(within(network, told));
            }
            Self::Internet if told.is_endpoint() => moved.network = Some(public()),
            Self::Endpoint if !told.is_endpoint() => moved.network = Some(endpoint()),
            Self::Internet | Self::Endpoint => {}
        }
        moved
    }
}

fn public() -> Network {
    Network {
        source_ip: Some(PUBLIC.to_owned()),
        ..Network::default()
    }
}

fn endpoint() -> Network {
    let [vpc, endpoint, source_ip] = VPC.map(|text| Some(text.to_owned()));
    Network {
        vpc,
        endpoint,
        source_ip,
    }
}

/// A network as a sign-in tells it, within one that has a name, and as near to `told` as can
/// be.
fn within(named: &NamedNetwork, told: Network) -> Network {
    let mut network = match (named.is_endpoint(), told.is_endpoint()) {
        (true, false) => endpoint(),
        (false, true) => public(),
        (true, true) | (false, false) => told,
    };
    network.vpc = named.vpc.clone().or(network.vpc);
    network.endpoint = named.endpoint.clone().or(network.endpoint);
    let ranges = || named.source_ip.iter().flatten();
    let address = network.source_ip.as_deref().and_then(Block::parse);
    let holds = |range: &String| {
        let range = Block::parse(range);
        address.is_some_and(|address| range.is_some_and(|range| range.holds(&address)))
    };
    if !ranges().any(holds) {
        let first = ranges().find_map(|range| parse_network(range).ok());
        let first = first.map(|range| range.network().to_string());
        network.source_ip = first.or(network.source_ip);
    }
    network
}
