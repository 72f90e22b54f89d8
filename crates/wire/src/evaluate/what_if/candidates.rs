//! Which facts are tried: those that the caller has in mind, then those that the
//! policies test, then an example of what none of them tests.

use vestibule_iam::cidr::parse_address;
use vestibule_iam::condition::Base;
use vestibule_iam::policy::{KeyTest, PrincipalType, Statement};
use vestibule_iam::sort;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::address::NotPublic;
use vestibule_signin::keys::{self, NetworkPart, Origin, PrincipalPart};
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};
use vestibule_signin::{Account, Authorization, Layer, Principal};

use super::fact::{Fact, Known, Source, Standing};
use super::values;
use crate::contract::request::{ContextValue, Entry, Network, Request};
use crate::evaluate::compiled::Compiled;

/// How many values a key has at most.
const MOST: usize = 60;
/// How many keys are tried.
const KEYS: usize = 500;
/// The longest operand that values are made of, in bytes: no key of AWS has a longer value.
const LONGEST: usize = 2_048;
/// How many values of a member of a network are combined with the others.
const COMBINED: usize = 10;

/// Regions to try where no policy names them.
const OTHER_REGIONS: [&str; 5] = [
    "us-east-1",
    "eu-west-1",
    "ap-northeast-1",
    "us-west-2",
    "sa-east-1",
];

/// Facts to try, by kind.
pub(super) fn of(
    compiled: &Compiled,
    request: &Request,
    known: &Known,
) -> Vec<Vec<(Fact, Source)>> {
    let tested = Tested::of(compiled);
    let mut groups = vec![
        networks(&tested, request, known),
        principals(&tested, request, known),
        regions(&tested, request, known),
        account(compiled.authorizer().account()),
    ];
    groups.extend(tested.others.iter().map(|key| key.facts(request)));
    groups.push(entries(request));
    groups
}

/// What the policies test.
#[derive(Default)]
struct Tested {
    /// The operands of the keys that other members of a request determine.
    addresses: Vec<String>,
    private: Vec<String>,
    vpcs: Vec<String>,
    endpoints: Vec<String>,
    regions: Vec<String>,
    principals: Vec<String>,
    /// The keys that a request gives.
    others: Vec<Key>,
}

/// A key that a request gives.
struct Key {
    name: String,
    values: Vec<(String, Source)>,
}

impl Tested {
    fn of(compiled: &Compiled) -> Self {
        let mut tested = Self::default();
        for attached in compiled.authorizer().policies() {
            if let Some(to) = &attached.attached_to {
                match attached.layer {
                    Layer::VpcEndpoint => add(&mut tested.endpoints, to),
                    Layer::Identity | Layer::PermissionsBoundary | Layer::Session => {
                        add(&mut tested.principals, to);
                    }
                    Layer::ResourceBased | Layer::ResourceControl | Layer::ServiceControl => {}
                }
            }
            for statement in &attached.policy.statements {
                tested.statement(statement);
            }
        }
        tested
    }

    fn statement(&mut self, statement: &Statement) {
        let named = statement.principal.iter().flat_map(|named| &named.entries);
        for entry in named.filter(|entry| entry.kind == PrincipalType::Aws) {
            add(&mut self.principals, &entry.value.value);
        }
        for block in &statement.conditions {
            let Some(operator) = block.operator else {
                continue;
            };
            for test in &block.tests {
                self.test(operator.base, test);
            }
        }
    }

    fn test(&mut self, base: Base, test: &KeyTest) {
        let name: &str = &test.key.value;
        let list = match keys::find(name).map(|row| row.origin) {
            Some(Origin::Network(NetworkPart::PublicAddress)) => &mut self.addresses,
            Some(Origin::Network(NetworkPart::VpcAddress)) => &mut self.private,
            Some(Origin::Network(NetworkPart::Vpc)) => &mut self.vpcs,
            Some(Origin::Network(NetworkPart::Endpoint)) => &mut self.endpoints,
            Some(Origin::Region) => &mut self.regions,
            Some(Origin::Principal(PrincipalPart::Arn | PrincipalPart::SignInArn)) => {
                &mut self.principals
            }
            // These follow from the account and the principal.
            Some(Origin::Principal(PrincipalPart::Account) | Origin::Account) => return,
            Some(
                Origin::Principal(
                    PrincipalPart::Kind | PrincipalPart::UserName | PrincipalPart::UserId,
                )
                | Origin::Organization
                | Origin::OrganizationPaths
                | Origin::Entry(_)
                | Origin::Varying
                | Origin::Fixed(_)
                | Origin::Credentials(_)
                | Origin::SignInSession
                | Origin::Federation
                | Origin::Referer
                | Origin::IdentityStore
                | Origin::RoleSession
                | Origin::SomePrincipals
                | Origin::OtherOperations
                | Origin::Unsaid,
            )
            | None => {
                let same = |key: &&mut Key| key.name.eq_ignore_ascii_case(name);
                let is_full = self.others.len() >= KEYS;
                let at = match self.others.iter_mut().find(same) {
                    Some(key) => key,
                    None if is_full => return,
                    None => {
                        self.others.push(Key {
                            name: name.to_owned(),
                            values: Vec::new(),
                        });
                        let Some(key) = self.others.last_mut() else {
                            return;
                        };
                        key
                    }
                };
                at.add(base, test);
                return;
            }
        };
        if base != Base::Null {
            for value in &test.values {
                add(list, &value.value);
            }
        }
    }
}

/// Adds an operand; one with a policy variable is no value by itself.
fn add(list: &mut Vec<String>, operand: &str) {
    if list.len() >= MOST || operand.len() > LONGEST || operand.contains("${") {
        return;
    }
    if !list.iter().any(|known| known == operand) {
        list.push(operand.to_owned());
    }
}

impl Key {
    fn add(&mut self, base: Base, test: &KeyTest) {
        for operand in test.values.iter().map(|value| &*value.value) {
            if operand.len() > LONGEST || operand.contains("${") {
                continue;
            }
            for (value, source) in values::of(base, operand) {
                if self.values.len() >= MOST {
                    return;
                }
                if !self.values.iter().any(|(known, _)| *known == value) {
                    self.values.push((value, source));
                }
            }
        }
    }

    fn facts(&self, request: &Request) -> Vec<(Fact, Source)> {
        let mut values: Vec<&(String, Source)> = self.values.iter().collect();
        sort::by_key(&mut values, |(_, source)| *source == Source::Other);
        let given = request
            .context
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&self.name))
            .map(|(_, given)| given);
        let is_present = |value: &str| matches!(given, Some(ContextValue::One(v)) if v == value);
        let mut facts: Vec<(Fact, Source)> = values
            .into_iter()
            .filter(|(value, _)| !is_present(value))
            .map(|(value, source)| (Fact::Key(self.name.clone(), value.clone()), *source))
            .collect();
        if given.is_some() {
            facts.insert(0, (Fact::NoKey(self.name.clone()), Source::Other));
        }
        facts
    }
}

fn networks(tested: &Tested, request: &Request, known: &Known) -> Vec<(Fact, Source)> {
    let mut networks: Vec<(Network, Source)> = Vec::new();
    for network in &known.networks {
        networks.push((network.clone(), Source::Known));
    }
    let mut public = values::addresses(&tested.addresses);
    public.retain(|(address, _)| {
        parse_address(address).is_some_and(|address| NotPublic::of(address).is_none())
    });
    let public = public.into_iter();
    networks.extend(public.map(|(source_ip, source)| {
        let network = Network {
            source_ip: Some(source_ip),
            ..Network::default()
        };
        (network, source)
    }));
    networks.extend(through_endpoints(tested));
    networks.dedup();
    let present = request.network.as_ref();
    networks
        .into_iter()
        .filter(|(network, _)| Some(network) != present || !request.phases.is_empty())
        .map(|(network, source)| (Fact::Network(network), source))
        .collect()
}

/// Paths through endpoints, those of which least is told first: what they flip
/// needs no more.
fn through_endpoints(tested: &Tested) -> Vec<(Network, Source)> {
    type Member = Vec<(Option<String>, Source)>;
    let member = |operands: &[String], other: &str, fits: fn(&str) -> bool| -> Member {
        let mut values: Member = vec![(None, Source::Other)];
        let fitting = operands.iter().filter_map(|operand| {
            let value = values::matching(operand, &["", "0123456789abcdef0", "01234567"], fits)?;
            Some((Some(value), Source::Tested))
        });
        values.extend(fitting.take(COMBINED));
        values.push((Some(other.to_owned()), Source::Other));
        values
    };
    let vpcs = member(&tested.vpcs, "vpc-00000000000000000", is_vpc_id);
    let endpoints = member(&tested.endpoints, "vpce-00000000000000000", is_endpoint_id);
    let mut private: Member = vec![(None, Source::Other)];
    let addresses = values::addresses(&tested.private).into_iter();
    private.extend(
        addresses
            .take(COMBINED)
            .map(|(ip, source)| (Some(ip), source)),
    );
    let mut networks = Vec::new();
    for (vpc, of_vpc) in &vpcs {
        for (endpoint, of_endpoint) in &endpoints {
            for (source_ip, of_ip) in &private {
                let network = Network {
                    vpc: vpc.clone(),
                    endpoint: endpoint.clone(),
                    source_ip: source_ip.clone(),
                };
                let sources = [of_vpc, of_endpoint, of_ip];
                let source = if sources.contains(&&Source::Tested) {
                    Source::Tested
                } else {
                    Source::Other
                };
                if network.is_endpoint() {
                    networks.push((network, source));
                }
            }
        }
    }
    sort::by_key(&mut networks, |(network, source)| {
        let members = [&network.vpc, &network.endpoint, &network.source_ip];
        let told = members.iter().filter(|member| member.is_some()).count();
        (told, *source == Source::Other)
    });
    networks
}

fn principals(tested: &Tested, request: &Request, known: &Known) -> Vec<(Fact, Source)> {
    let fields: Vec<&str> = request.principal.splitn(6, ':').collect();
    let (Some(partition), Some(account)) = (fields.get(1), fields.get(4)) else {
        return Vec::new();
    };
    let of_account = |arn: &str| Principal::parse(arn).is_ok_and(|p| p.account() == *account);
    let mut principals: Vec<(String, Source)> = known
        .principals
        .iter()
        .map(|arn| (arn.clone(), Source::Known))
        .collect();
    let tested = tested.principals.iter().filter_map(|operand| {
        let arn = values::matching(
            operand,
            &["", account, "example", "user/example"],
            of_account,
        );
        // An account stands for its root user, too.
        let root = || (operand == account).then(|| format!("arn:{partition}:iam::{account}:root"));
        Some((arn.or_else(root)?, Source::Tested))
    });
    principals.extend(tested);
    let others = ["root", "user/example", "role/example"];
    principals.extend(others.iter().map(|resource| {
        let arn = format!("arn:{partition}:iam::{account}:{resource}");
        (arn, Source::Other)
    }));
    principals
        .into_iter()
        .filter(|(arn, _)| *arn != request.principal)
        .map(|(arn, source)| (Fact::Principal(arn), source))
        .collect()
}

fn regions(tested: &Tested, request: &Request, known: &Known) -> Vec<(Fact, Source)> {
    // Without a test of it the Region says nothing.
    if tested.regions.is_empty() {
        return Vec::new();
    }
    let mut regions: Vec<(String, Source)> = known
        .regions
        .iter()
        .map(|region| (region.clone(), Source::Known))
        .collect();
    let fillers = ["", "us", "east", "1", "east-1", "us-east-1", "-east-1"];
    let fitting = tested
        .regions
        .iter()
        .filter_map(|operand| values::matching(operand, &fillers, is_region));
    regions.extend(fitting.map(|region| (region, Source::Tested)));
    let present = request.region.as_deref().unwrap_or("us-east-1");
    let is_tested = |region: &str| {
        tested
            .regions
            .iter()
            .any(|o| Pattern::new(o).matches(region))
    };
    let other = OTHER_REGIONS
        .into_iter()
        .find(|region| *region != present && !is_tested(region));
    regions.extend(other.map(|region| (region.to_owned(), Source::Other)));
    regions
        .into_iter()
        .filter(|(region, _)| region != present)
        .map(|(region, source)| (Fact::Region(region), source))
        .collect()
}

fn entries(request: &Request) -> Vec<(Fact, Source)> {
    let present = request.entry.unwrap_or_default();
    Entry::ALL
        .into_iter()
        .filter(|entry| *entry != present)
        .map(|entry| (Fact::Entry(entry), Source::Other))
        .collect()
}

/// What the account could have been set to.
fn account(present: &Account) -> Vec<(Fact, Source)> {
    let switches = [true, false].into_iter();
    let switches = switches.filter(|on| present.authorization != Authorization::both(*on));
    let standings = Standing::ALL.into_iter();
    let standings = standings.filter(|standing| *standing != Standing::of(present));
    switches
        .map(Fact::Authorization)
        .chain(standings.map(Fact::Standing))
        .map(|fact| (fact, Source::Other))
        .collect()
}
