//! Whom and which networks policies name.

use vestibule_iam::language::{Base, Effect};
use vestibule_iam::policy::Statement;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::keys::{self, NetworkPart, Origin};
use vestibule_signin::{Layer, Principal};

use super::compiled::Compiled;
use crate::contract::grid::GridNetwork;

/// Whom and which networks policies name, each once, in the order of the policies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// ARNs of principals, and patterns of such.
    pub principals: Vec<String>,
    /// Networks: what one statement says of the way through a VPC endpoint is one of them for
    /// each VPC or endpoint, and each public range is one.
    /// Such a network has the Regions to which a statement pins it, where there is one.
    pub networks: Vec<GridNetwork>,
    /// Regions that tests name. A pattern stands for one of the usual Regions.
    pub regions: Vec<String>,
    /// Whether a statement tests the Region at all.
    pub tests_region: bool,
    /// VPCs and endpoints, each with the Regions to which statements pin it.
    pins: Vec<(String, Vec<String>)>,
}

/// Regions of which a pattern may mean one.
const USUAL_REGIONS: [&str; 8] = [
    "us-east-1",
    "us-west-2",
    "eu-west-1",
    "eu-central-1",
    "ap-northeast-1",
    "ap-southeast-1",
    "ca-central-1",
    "sa-east-1",
];

/// So many Regions at most are taken from the tests of all policies.
const REGIONS: usize = 12;

/// The keys whose values are ARNs of principals.
const ARN_KEYS: [&str; 2] = ["aws:PrincipalArn", "signin:PrincipalArn"];

impl Compiled {
    /// Whom and which networks the policies name.
    pub fn named(&self) -> Named {
        let mut named = Named::default();
        for policy in self.authorizer().policies() {
            let to = policy.attached_to.as_deref();
            match (policy.layer, to) {
                (Layer::Identity | Layer::PermissionsBoundary | Layer::Session, Some(arn)) => {
                    named.principal(arn);
                }
                (Layer::VpcEndpoint, Some(id)) => named.network(through(None, Some(id), &[])),
                _ => {}
            }
            for statement in &policy.policy.statements {
                let entries = statement.principal.iter().flat_map(|of| &of.entries);
                entries.for_each(|entry| named.principal(&entry.value.value));
                let tests = statement.conditions.iter().flat_map(|block| &block.tests);
                let mut told: [Vec<&str>; 4] = Default::default();
                for test in tests {
                    let values = || test.values.iter().map(|value| &*value.value);
                    let key = &*test.key.value;
                    if ARN_KEYS.iter().any(|arn| arn.eq_ignore_ascii_case(key)) {
                        values().for_each(|arn| named.principal(arn));
                        continue;
                    }
                    let Some(place) = keys::find(key).and_then(|row| place(row.origin)) else {
                        continue;
                    };
                    if let Some(list) = told.get_mut(place) {
                        list.extend(values().filter(is_plain));
                    }
                }
                named.networks_of(&told);
                named.regions_of(statement);
            }
        }
        named.pin();
        named
    }
}

/// Whether a value is one VPC, endpoint, range or Region, and no pattern or placeholder.
fn is_plain(value: &&str) -> bool {
    !value.contains(['*', '?', '$', '<'])
}

/// Where the values of a key belong: public addresses, addresses within a VPC, VPCs, endpoints.
fn place(origin: Origin) -> Option<usize> {
    match origin {
        Origin::Network(NetworkPart::PublicAddress) => Some(0),
        Origin::Network(NetworkPart::VpcAddress) => Some(1),
        Origin::Network(NetworkPart::Vpc) => Some(2),
        Origin::Network(NetworkPart::Endpoint) => Some(3),
        _ => None,
    }
}

fn through(vpc: Option<&str>, endpoint: Option<&str>, inside: &[&str]) -> GridNetwork {
    let inside = (!inside.is_empty()).then(|| inside.iter().map(ToString::to_string).collect());
    GridNetwork {
        vpc: vpc.map(str::to_owned),
        endpoint: endpoint.map(str::to_owned),
        source_ip: inside,
        ..GridNetwork::default()
    }
}

impl Named {
    /// The Regions to which statements pin a VPC or an endpoint.
    pub fn pinned(&self, vpc: Option<&str>, endpoint: Option<&str>) -> &[String] {
        let of = |id: &str| self.pins.iter().find(|(known, _)| known == id);
        let found = [endpoint, vpc].into_iter().flatten().find_map(of);
        found.map_or(&[], |(_, regions)| regions)
    }

    /// The Regions that a statement names, and what it pins to them: a Deny of an endpoint in all
    /// other Regions, or an Allow in these alone. A Deny in these pins nothing.
    fn regions_of(&mut self, statement: &Statement) {
        let tests = || {
            let blocks = statement.conditions.iter();
            let known = blocks.filter_map(|block| Some((block.operator?, block)));
            known.flat_map(|(operator, block)| block.tests.iter().map(move |test| (operator, test)))
        };
        let mut pinned: Vec<String> = Vec::new();
        for (operator, test) in tests() {
            let key = keys::find(&test.key.value);
            if key.is_none_or(|row| row.origin != Origin::Region) {
                continue;
            }
            self.tests_region = true;
            let is_text = matches!(
                operator.base,
                Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike
            );
            if !is_text {
                continue;
            }
            let pins = statement
                .effect
                .is_some_and(|effect| operator.negated == (effect == Effect::Deny));
            let values = test.values.iter();
            for value in values.filter_map(|value| region_like(&value.value)) {
                if self.regions.len() < REGIONS {
                    add(&mut self.regions, &value);
                }
                if pins {
                    add(&mut pinned, &value);
                }
            }
        }
        if pinned.is_empty() {
            return;
        }
        for (operator, test) in tests() {
            let of = keys::find(&test.key.value).and_then(|row| place(row.origin));
            if operator.negated || !matches!(of, Some(2 | 3)) {
                continue;
            }
            let ids = test.values.iter().map(|value| &*value.value);
            for id in ids.filter(is_plain) {
                match self.pins.iter_mut().find(|(known, _)| known == id) {
                    Some((_, regions)) => pinned.iter().for_each(|one| add(regions, one)),
                    None => self.pins.push((id.to_owned(), pinned.clone())),
                }
            }
        }
    }

    /// Puts the Regions to which they are pinned into the networks.
    fn pin(&mut self) {
        let mut networks = std::mem::take(&mut self.networks);
        for network in &mut networks {
            let regions = self.pinned(network.vpc.as_deref(), network.endpoint.as_deref());
            network.regions = (!regions.is_empty()).then(|| regions.to_vec());
        }
        self.networks = networks;
    }

    fn principal(&mut self, arn: &str) {
        let is_one = arn.starts_with("arn:") && !arn.contains('$');
        if is_one && !self.principals.iter().any(|known| known == arn) {
            self.principals.push(arn.to_owned());
        }
    }

    fn network(&mut self, network: GridNetwork) {
        if !self.networks.contains(&network) {
            self.networks.push(network);
        }
    }

    fn networks_of(&mut self, told: &[Vec<&str>; 4]) {
        let [public, inside, vpcs, endpoints] = told;
        for range in public {
            self.network(GridNetwork {
                source_ip: Some(vec![(*range).to_owned()]),
                ..GridNetwork::default()
            });
        }
        for vpc in vpcs {
            self.network(through(Some(vpc), None, inside));
        }
        for endpoint in endpoints {
            self.network(through(None, Some(endpoint), inside));
        }
    }
}

fn add(all: &mut Vec<String>, one: &str) {
    if !all.iter().any(|known| known == one) {
        all.push(one.to_owned());
    }
}

/// A Region of a test: itself, or one of the usual ones where it is a pattern.
fn region_like(value: &str) -> Option<String> {
    if is_plain(&value) {
        return Some(value.to_owned());
    }
    let pattern = Pattern::new(value);
    let found = USUAL_REGIONS.iter().find(|region| pattern.matches(region));
    found.map(|region| (*region).to_owned())
}

/// Whether a text is the ARN of someone who can sign in.
pub fn is_principal(arn: &str) -> bool {
    Principal::parse(arn).is_ok()
}

/// The account of an ARN of someone who can sign in.
pub fn account_of(arn: &str) -> Option<String> {
    Some(Principal::parse(arn).ok()?.account().to_owned())
}

/// An ARN of someone in `account` that a pattern matches; of a pattern without wildcards it is
/// the ARN itself.
pub fn principal_like(pattern: &str, account: &str) -> Option<String> {
    let mut parts: Vec<String> = pattern.splitn(6, ':').map(str::to_owned).collect();
    let [arn, partition, service, region, of, resource] = parts.as_mut_slice() else {
        return None;
    };
    if partition.contains(['*', '?']) {
        "aws".clone_into(partition);
    }
    if service.contains(['*', '?']) {
        "iam".clone_into(service);
    }
    if region.contains(['*', '?']) {
        region.clear();
    }
    if of.contains(['*', '?']) {
        account.clone_into(of);
    }
    let head = [arn.as_str(), partition, service, region, of].join(":");
    let fillers = [
        "",
        "someone",
        "0123456789abcdef",
        "/someone",
        "user/someone",
    ];
    let mut tried = fillers.iter().map(|filler| {
        let resource = resource.replace('*', filler).replace('?', "x");
        format!("{head}:{resource}")
    });
    tried.find(|arn| is_principal(arn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_pins_a_way_in_to_its_regions() {
        let vpc = r#""StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}"#;
        let not_vpc = r#""StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}"#;
        let endpoint = r#""StringEquals":{"aws:SourceVpce":"vpce-0123456789abcdef0"}"#;
        let region = |operator: &str, value: &str| {
            format!(r#""{operator}":{{"aws:RequestedRegion":{value}}}"#)
        };
        let west = r#"["us-west-2","us-gov-*"]"#;
        let rows: [(&str, String, &[&str], &[&str]); 7] = [
            (
                "Deny",
                format!("{vpc},{}", region("StringNotEquals", west)),
                &["us-west-2"],
                &["us-west-2"],
            ),
            (
                "Allow",
                format!("{endpoint},{}", region("StringLike", r#""eu-*""#)),
                &["eu-west-1"],
                &["eu-west-1"],
            ),
            // A Deny in a Region says nothing of where the VPC is.
            (
                "Deny",
                format!("{vpc},{}", region("StringEqualsIfExists", west)),
                &[],
                &["us-west-2"],
            ),
            (
                "Deny",
                format!("{not_vpc},{}", region("StringNotEqualsIfExists", west)),
                &[],
                &["us-west-2"],
            ),
            ("Deny", region("StringNotEquals", west), &[], &["us-west-2"]),
            (
                "Deny",
                format!(r#"{vpc},{}"#, region("Null", r#""true""#)),
                &[],
                &[],
            ),
            ("Deny", vpc.to_owned(), &[], &[]),
        ];
        for (effect, conditions, pinned, named) in rows {
            let text = format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{{conditions}}}}}]}}"#
            );
            let policies = crate::Policies {
                resource_based: Some(crate::DocumentText::new(&*text)),
                ..crate::Policies::default()
            };
            let compiled =
                Compiled::new(&policies, None, &crate::Ordered::default(), &crate::NoFiles);
            let found = compiled.named();
            let ids = (
                Some("vpc-0a1b2c3d4e5f60718"),
                Some("vpce-0123456789abcdef0"),
            );
            assert_eq!(found.pinned(ids.0, ids.1), pinned, "{conditions}");
            assert_eq!(found.regions, named, "{conditions}");
            assert_eq!(
                found.tests_region,
                conditions.contains("Region"),
                "{conditions}"
            );
            let of_networks = found.networks.iter().filter_map(|one| one.regions.as_ref());
            assert!(
                of_networks.clone().all(|regions| regions == pinned),
                "{conditions}"
            );
            assert_eq!(of_networks.count() > 0, !pinned.is_empty(), "{conditions}");
        }
    }

    #[test]
    fn someone_whom_a_pattern_matches() {
        let rows = [
            (
                "arn:aws:iam::111122223333:role/BreakGlassRole",
                Some("arn:aws:iam::111122223333:role/BreakGlassRole"),
            ),
            (
                "arn:aws:iam::*:role/BreakGlassRole",
                Some("arn:aws:iam::444455556666:role/BreakGlassRole"),
            ),
            (
                "arn:aws:iam::*:role/BreakGlass*",
                Some("arn:aws:iam::444455556666:role/BreakGlass"),
            ),
            (
                "arn:aws:iam::111122223333:user/*",
                Some("arn:aws:iam::111122223333:user/someone"),
            ),
            ("arn:aws:iam::111122223333:group/a", None),
            ("*", None),
        ];
        for (pattern, expected) in rows {
            let found = principal_like(pattern, "444455556666");
            assert_eq!(found.as_deref(), expected, "{pattern}");
        }
    }
}
