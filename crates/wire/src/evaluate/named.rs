//! Whom and which networks policies name.

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
    pub networks: Vec<GridNetwork>,
}

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
                    let is_plain = |value: &&str| !value.contains(['*', '?', '$']);
                    if let Some(list) = told.get_mut(place) {
                        list.extend(values().filter(is_plain));
                    }
                }
                named.networks_of(&told);
            }
        }
        named
    }
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
