//! Networks by name: the offices and endpoints of a company.

use vestibule_iam::wildcard::Pattern;

use crate::region::{Cidr, NetworkSet, TextSet};
use crate::space::axis::{Axis, NETWORK, REGION};
use crate::text::{Glob, matches};

/// A network that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedNetwork {
    /// Its name.
    pub name: String,
    /// The sign-ins that come from it.
    pub network: NetworkSet,
    /// The Regions in which it is; `None` is any.
    pub regions: Option<Vec<String>>,
}

/// For each dimension the classes that belong; `None` where all do.
pub(crate) type Selection = Vec<Option<Vec<bool>>>;

impl NamedNetwork {
    /// The ranges of addresses that it tells apart: of the internet, and within VPCs.
    pub(crate) fn ranges(&self) -> (&[Cidr], &[Cidr]) {
        match &self.network {
            NetworkSet::Public(ranges) => (ranges.as_deref().unwrap_or_default(), &[]),
            NetworkSet::Endpoint { source_ip, .. } => {
                (&[], source_ip.as_deref().unwrap_or_default())
            }
        }
    }

    /// The patterns of VPCs and of endpoints that it tells apart.
    pub(crate) fn texts(&self) -> [Vec<Glob>; 2] {
        let of = |set: &TextSet| {
            let within = set.within.iter().flatten();
            within.chain(&set.without).cloned().collect()
        };
        match &self.network {
            NetworkSet::Public(_) => [Vec::new(), Vec::new()],
            NetworkSet::Endpoint { vpc, endpoint, .. } => [of(vpc), of(endpoint)],
        }
    }

    /// The classes of a space, none of them merged, that belong to it. The space was cut by
    /// it, so that the witness of a class speaks for all of the class.
    pub(crate) fn selection(&self, axes: &[Axis]) -> Selection {
        let of = |(at, axis): (usize, &Axis)| match (axis, &self.network) {
            (Axis::Network(addresses), NetworkSet::Public(ranges)) => {
                let belongs = |class: usize| match addresses.range(class) {
                    Some(range) => holds(ranges.as_deref(), *range.start()),
                    // The way through an endpoint.
                    None => false,
                };
                Some((0..axis.len()).map(belongs).collect())
            }
            (Axis::Network(addresses), NetworkSet::Endpoint { .. }) => {
                let belongs = |class: usize| class >= addresses.len();
                Some((0..axis.len()).map(belongs).collect())
            }
            (Axis::VpcAddress(addresses), NetworkSet::Endpoint { source_ip, .. }) => {
                let range = |class: usize| addresses.range(class);
                let belongs = |class: usize| {
                    range(class).is_some_and(|range| holds(source_ip.as_deref(), *range.start()))
                };
                Some((0..axis.len()).map(belongs).collect())
            }
            (Axis::Vpc(texts), NetworkSet::Endpoint { vpc: set, .. })
            | (Axis::Endpoint(texts), NetworkSet::Endpoint { endpoint: set, .. }) => {
                let classes = texts.classes().iter();
                Some(classes.map(|class| admits(set, &class.witness)).collect())
            }
            (Axis::Region(texts), _) => {
                let regions = self.regions.as_ref()?;
                let classes = texts.classes().iter();
                Some(
                    classes
                        .map(|class| regions.contains(&class.witness))
                        .collect(),
                )
            }
            _ => {
                debug_assert!(at != NETWORK && at != REGION);
                None
            }
        };
        axes.iter().enumerate().map(of).collect()
    }
}

fn holds(ranges: Option<&[Cidr]>, address: std::net::IpAddr) -> bool {
    ranges.is_none_or(|ranges| ranges.iter().any(|range| range.holds(address)))
}

fn admits(set: &TextSet, text: &str) -> bool {
    let is_part_met = |part: &Glob| {
        if part.ignores_case() {
            Pattern::new_ignore_ascii_case(&part.to_string()).matches(text)
        } else {
            matches(part.elements(), text)
        }
    };
    let is_match = |glob: &Glob| glob.parts().iter().all(is_part_met);
    set.within
        .as_ref()
        .is_none_or(|within| within.iter().any(is_match))
        && !set.without.iter().any(is_match)
}
