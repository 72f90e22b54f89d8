//! Values that a change writes and that nobody gave: an example that stands for one is never
//! written unless somebody names it.

use vestibule_iam::cidr::{parse_address, parse_network};
use vestibule_wire::{Case, CaseFile, Extent, Network, Repair, RepairKind, RepairStep, Request};

use super::Target;
use super::candidate::Asked;
use crate::question::{Question, is_arn_key};

/// What is known of values beside what a case tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Giving {
    /// Values in requests of the case that are examples. A change writes one of them only where
    /// a policy or a network of the case names it.
    pub invented: Vec<String>,
    /// Whether a change is proposed that needs a value which nobody gave. It is tried with an
    /// example, which is told beside it, and is not to be written.
    pub asks: bool,
    /// The ARN to take for an example of a principal.
    pub principal: Option<String>,
    /// The range to take for an example of an address.
    pub range: Option<String>,
    /// The VPC to take for an example of one.
    pub vpc: Option<String>,
    /// The VPC endpoint to take for an example of one.
    pub endpoint: Option<String>,
    /// The Region to take for an example of one.
    pub region: Option<String>,
}

/// What a change needs that nobody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Needed {
    /// The ARN of a principal.
    Principal,
    /// A range of addresses.
    Range,
    /// The id of a VPC.
    Vpc,
    /// The id of a VPC endpoint.
    Endpoint,
    /// A Region.
    Region,
}

/// An example that stands in a change for a value that nobody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// What it stands for.
    pub needed: Needed,
    /// As the change writes it.
    pub value: String,
}

impl Giving {
    pub(super) fn is_invented(&self, value: &str) -> bool {
        self.invented.iter().any(|invented| invented == value)
    }

    pub(super) fn is_given(&self, value: &str) -> bool {
        let given = [
            &self.principal,
            &self.range,
            &self.vpc,
            &self.endpoint,
            &self.region,
        ];
        given.into_iter().flatten().any(|given| given == value)
    }

    /// The given range, where the address lies in it.
    pub(super) fn range_of(&self, address: &str) -> Option<String> {
        let range = self.range.as_deref()?;
        let holds = parse_network(range).ok()?.contains(parse_address(address)?);
        holds.then(|| range.to_owned())
    }

    /// Puts what is given in the place of examples of a sign-in.
    pub(super) fn put_into(&self, case: &Case, question: &Question<'_>, target: &mut Target) {
        let Ok(request) = case.compiled().sign_in(&target.request) else {
            return;
        };
        let asked = Asked::new(case, question, &request, target, self);
        let put = |value: &mut String, given: &Option<String>| {
            if let Some(given) = given.as_ref().filter(|_| !asked.is_told(value)) {
                value.clone_from(given);
            }
        };
        let address = self.range.as_deref().and_then(first_address);
        let mut made = target.request.clone();
        if target.principals.is_empty() && !made.principal.ends_with(":root") {
            put(&mut made.principal, &self.principal);
        }
        if let Some(region) = &mut made.region {
            put(region, &self.region);
        }
        let phases = made.phases.0.iter_mut().map(|(_, of)| &mut of.network);
        for network in phases.chain([&mut made.network]).flatten() {
            let Network {
                vpc,
                endpoint,
                source_ip,
            } = network;
            let each = [(vpc, &self.vpc), (endpoint, &self.endpoint)];
            for (value, given) in each {
                value.iter_mut().for_each(|value| put(value, given));
            }
            for value in source_ip.iter_mut() {
                if !is_in_network(case.file(), value) {
                    put(value, &address);
                }
            }
        }
        target.request = made;
    }
}

/// The first address of a range.
fn first_address(range: &str) -> Option<String> {
    Some(parse_network(range).ok()?.network().to_string())
}

/// Whether a network of the case has the address.
pub(super) fn is_in_network(file: &CaseFile, address: &str) -> bool {
    let Some(address) = parse_address(address) else {
        return false;
    };
    let ranges = file.networks.iter().filter_map(|of| of.source_ip.as_ref());
    let mut ranges = ranges.flatten().filter_map(|of| parse_network(of).ok());
    ranges.any(|range| range.contains(address))
}

/// Whether a network of the case is called so, or has that VPC, endpoint or Region.
pub(super) fn is_of_network(file: &CaseFile, value: &str) -> bool {
    file.networks.iter().any(|network| {
        let ids = [&network.vpc, &network.endpoint].into_iter().flatten();
        let regions = network.regions.iter().flatten();
        ids.chain(regions).any(|known| known == value)
    })
}

/// All values of a request that say who it is and from where.
pub fn values_of(request: &Request) -> Vec<String> {
    let overrides = request.phases.iter().map(|(_, of)| &of.network);
    let networks = overrides.chain([&request.network]).flatten();
    let of_networks = networks.flat_map(|of| [&of.vpc, &of.endpoint, &of.source_ip]);
    let mut values = vec![request.principal.clone()];
    values.extend(of_networks.chain([&request.region]).flatten().cloned());
    values
}

/// The examples that a change writes.
pub(super) fn stand_ins(asked: &Asked<'_>, steps: &[RepairStep]) -> Vec<StandIn> {
    let mut found: Vec<StandIn> = Vec::new();
    for step in steps {
        let is_arn = step.key.as_deref().is_some_and(is_arn_key);
        let needed = match step.kind {
            RepairKind::ExcludePrincipal => Needed::Principal,
            RepairKind::AddValue if is_arn => Needed::Principal,
            RepairKind::AddRange => Needed::Range,
            RepairKind::AddVpc => Needed::Vpc,
            RepairKind::AddEndpoint => Needed::Endpoint,
            RepairKind::AddRegion => Needed::Region,
            _ => continue,
        };
        for value in step.values.iter().filter(|value| asked.is_stand_in(value)) {
            let value = value.clone();
            let stand_in = StandIn { needed, value };
            if !found.contains(&stand_in) {
                found.push(stand_in);
            }
        }
    }
    found
}

/// Whether a change lets others than principals by name in from more than half of all
/// addresses of the internet.
pub fn opens_the_internet(repair: &Repair) -> bool {
    is_wide(&repair.opens)
}

pub(super) fn is_wide(opens: &Extent) -> bool {
    let is_most = |count: &str, bits: u32| {
        let count = count.parse::<u128>().unwrap_or(u128::MAX);
        count > 1 << (bits - 1)
    };
    opens.others && (is_most(&opens.addresses.ipv4, 32) || is_most(&opens.addresses.ipv6, 128))
}

#[cfg(test)]
mod tests {
    use vestibule_wire::AddressCount;

    use super::*;

    #[test]
    fn most_of_the_internet_for_anyone_is_wide() {
        let all = "340282366920938463463374607431768211456";
        let rows = [
            (true, "4294967040", "0", true),
            (true, "0", all, true),
            (true, "65536", "1", false),
            (false, "4294967296", all, false),
        ];
        for (others, ipv4, ipv6, is) in rows {
            let addresses = AddressCount {
                ipv4: ipv4.to_owned(),
                ipv6: ipv6.to_owned(),
            };
            let opens = Extent {
                any: true,
                others,
                endpoints: false,
                addresses,
                within: Vec::new(),
            };
            assert_eq!(is_wide(&opens), is, "{opens:?}");
        }
    }
}
