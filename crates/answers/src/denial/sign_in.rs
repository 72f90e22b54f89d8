//! The sign-ins that an event may be of: one for each thing that its unknown facts may be.

use vestibule_signin::Action;
use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{AmbiguousFact, Case, ContextValue, Entry, Network, Request};

use super::facts::{Facts, Kind, Path, RegionAsked, Who, WhyUnknown};
use super::paths;
use crate::words::all_of;

/// So many sign-ins are decided for one event.
const READINGS: usize = 256;

/// Something that is not known, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unknown {
    pub(super) fact: AmbiguousFact,
    pub(super) why: Message,
}

pub(super) fn unknown(fact: AmbiguousFact, why: Message) -> Unknown {
    Unknown { fact, why }
}

/// What an event says of its sign-in.
#[derive(Clone, Debug)]
pub(super) struct SignIn {
    /// As far as it is told; `None` where nobody knows who it was.
    pub(super) told: Option<Request>,
    /// The sign-ins that it may be; none where nobody knows who it was.
    pub(super) readings: Vec<Request>,
    pub(super) unknown: Vec<Unknown>,
}

/// Stands where an address has to and is not known; its key is then given as unknown.
const ANY_ADDRESS: &str = "192.0.2.1";
/// Stands where a VPC has to and is not known.
const ANY_VPC: &str = "vpc-00000000";

const SOURCE_IP: &str = "aws:SourceIp";
const SOURCE_VPC: &str = "aws:SourceVpc";
const REGION: &str = "aws:RequestedRegion";
const PRINCIPAL_ARNS: [&str; 2] = ["aws:PrincipalArn", "signin:PrincipalArn"];

impl SignIn {
    /// The sign-in of an event, with what the case knows of endpoints and paths.
    pub(super) fn of(facts: &Facts, case: Option<&Case>) -> Self {
        let mut unknown = Vec::new();
        let base = base(facts, &mut unknown);
        let people = people(facts, case, &mut unknown);
        let networks = networks(facts, case, &mut unknown);
        let regions = regions(facts, &mut unknown);
        let mut readings = Vec::new();
        for person in &people {
            for network in &networks {
                for region in &regions {
                    let mut request = base.clone();
                    request.principal.clone_from(&person.value);
                    request.network = Some(network.value.clone());
                    request.region.clone_from(&region.value);
                    for keys in [&person.unknown, &network.unknown, &region.unknown] {
                        for key in keys {
                            give(&mut request, key, ContextValue::Unknown);
                        }
                    }
                    readings.push(request);
                }
            }
        }
        readings.truncate(READINGS);
        let told = told(&base, facts, &people, &networks, &regions);
        Self {
            told,
            readings,
            unknown,
        }
    }
}

/// One thing that a fact may be, with the keys that are then not known.
struct Choice<T> {
    value: T,
    unknown: Vec<&'static str>,
}

impl<T> Choice<T> {
    fn known(value: T) -> Self {
        Self {
            value,
            unknown: Vec::new(),
        }
    }

    fn open(value: T, unknown: &[&'static str]) -> Self {
        Self {
            value,
            unknown: unknown.to_vec(),
        }
    }
}

fn give(request: &mut Request, key: &str, value: ContextValue) {
    let is_given = |(name, _): &(String, ContextValue)| name.eq_ignore_ascii_case(key);
    if !request.context.0.iter().any(is_given) {
        request.context.0.push((key.to_owned(), value));
    }
}

/// The request with what is the same in all readings.
fn base(facts: &Facts, unknown: &mut Vec<Unknown>) -> Request {
    let mut request = Request {
        name: Some(name(facts)),
        entry: facts.entry.filter(|entry| *entry != Entry::Console),
        ..Request::default()
    };
    let Kind::Action(action) = facts.kind else {
        return request;
    };
    if let Some(redirect) = &facts.redirect
        && action == Action::AuthorizeOAuth2Access
    {
        let value = ContextValue::One(redirect.clone());
        give(&mut request, "signin:OAuthRedirectUri", value);
    }
    if action == Action::CreateOAuth2Token {
        let grant = facts.grant.clone();
        let value = grant.map_or(ContextValue::Unknown, ContextValue::One);
        give(&mut request, "signin:OAuthGrantType", value);
    }
    if let Some(session) = &facts.session {
        let value = ContextValue::One(session.clone());
        give(&mut request, "aws:SignInSessionArn", value);
    }
    if facts.entry.is_none() {
        // Another client of OAuth takes the same way as `aws login`, to another resource.
        request.entry = Some(Entry::LoginLocal);
        let client = facts.client.clone();
        let value = client.map_or(ContextValue::Unknown, ContextValue::One);
        give(&mut request, "signin:OAuthClientId", value);
        request.resource = resource(facts);
        unknown.push(self::unknown(
            AmbiguousFact::Resource,
            match &request.resource {
                Some(arn) => message!(
                    "AWS does not log the resource of an OAuth client: it is taken to be {arn}",
                    arn = code(arn)
                ),
                None => message!(
                    "AWS does not log the resource of an OAuth client: statements on single resources may decide otherwise"
                ),
            },
        ));
    }
    request
}

/// The resource of a client of the AWS MCP Server, as the managed policy for it has it.
fn resource(facts: &Facts) -> Option<String> {
    let told = facts.resource.as_deref()?;
    let is_mcp = told.contains("aws-mcp.");
    let (RegionAsked::Known(region), Who::Known(arn)) = (&facts.region, &facts.who) else {
        return None;
    };
    let account = arn.split(':').nth(4).filter(|_| is_mcp)?;
    let partition = arn.split(':').nth(1)?;
    Some(format!(
        "arn:{partition}:signin:{region}:{account}:service-principal/aws-mcp.amazonaws.com"
    ))
}

fn name(facts: &Facts) -> String {
    let name = facts.event.name.as_deref().unwrap_or("event");
    let which = facts.event.id.as_deref().or(facts.event.time.as_deref());
    match which {
        Some(which) => format!("{name} {which}"),
        None => name.to_owned(),
    }
}

fn people(facts: &Facts, case: Option<&Case>, unknown: &mut Vec<Unknown>) -> Vec<Choice<String>> {
    match &facts.who {
        Who::Known(arn) => vec![Choice::known(arn.clone())],
        Who::Unknown => {
            unknown.push(self::unknown(
                AmbiguousFact::Principal,
                message!("the event does not say who signed in"),
            ));
            Vec::new()
        }
        Who::PathLost { arn, prefix, name } => {
            unknown.push(self::unknown(
                AmbiguousFact::PrincipalPath,
                message!(
                    "the event has the name {name} without its path, which policies may compare",
                    name = code(name)
                ),
            ));
            let arns = case.and_then(|case| paths::arns(case, prefix, name));
            match arns {
                Some(arns) => arns.into_iter().map(Choice::known).collect(),
                None => vec![Choice::open(arn.clone(), &PRINCIPAL_ARNS)],
            }
        }
    }
}

fn networks(
    facts: &Facts,
    case: Option<&Case>,
    unknown: &mut Vec<Unknown>,
) -> Vec<Choice<Network>> {
    match &facts.path {
        Path::Public(address) => vec![Choice::known(Network {
            source_ip: Some(address.clone()),
            ..Network::default()
        })],
        Path::Endpoint { id, vpc, address } => {
            let known = case.and_then(|case| {
                let mut endpoints = case.file().vpc_endpoints.iter();
                let found = endpoints.find(|known| known.endpoint.as_deref() == Some(id))?;
                Some(found.vpc.clone())
            });
            let vpc = vpc.clone().or(known);
            if vpc.is_none() {
                unknown.push(self::unknown(
                    AmbiguousFact::Vpc,
                    message!(
                        "CloudTrail does not log the VPC of {endpoint}: `vpcEndpoints` of the case file can say it",
                        endpoint = code(id)
                    ),
                ));
            }
            if address.is_none() {
                unknown.push(self::unknown(
                    AmbiguousFact::Address,
                    message!("the event has no address inside of the VPC"),
                ));
            }
            vec![Choice::known(Network {
                vpc,
                endpoint: Some(id.clone()),
                source_ip: address.clone(),
            })]
        }
        Path::Unknown(why) => {
            unknown.push(self::unknown(AmbiguousFact::NetworkPath, why_path(why)));
            // The address inside of a VPC is known where it is private.
            let inside = match why {
                WhyUnknown::Private(address) => Some(address.clone()),
                WhyUnknown::NoAddress(_) | WhyUnknown::Missing => None,
            };
            vec![
                Choice::open(
                    Network {
                        source_ip: Some(ANY_ADDRESS.to_owned()),
                        ..Network::default()
                    },
                    &[SOURCE_IP],
                ),
                Choice::open(
                    Network {
                        vpc: Some(ANY_VPC.to_owned()),
                        source_ip: inside,
                        ..Network::default()
                    },
                    &[SOURCE_VPC],
                ),
            ]
        }
    }
}

fn why_path(why: &WhyUnknown) -> Message {
    match why {
        WhyUnknown::Private(address) => message!(
            "{address} is a private address and no VPC endpoint is logged: the way may be either",
            address = code(address)
        ),
        WhyUnknown::NoAddress(text) => message!(
            "{text} stands in the place of the address: the way may be any",
            text = code(text)
        ),
        WhyUnknown::Missing => message!("the event has no address: the way may be any"),
    }
}

fn regions(facts: &Facts, unknown: &mut Vec<Unknown>) -> Vec<Choice<Option<String>>> {
    match &facts.region {
        RegionAsked::Known(region) => vec![Choice::known(Some(region.clone()))],
        RegionAsked::OneOf(regions) => {
            let list = regions.iter().map(|region| code(region)).collect();
            unknown.push(self::unknown(
                AmbiguousFact::Region,
                message!(
                    "the event does not say which endpoint was asked: its Region may be one of {regions}",
                    regions = all_of(list)
                ),
            ));
            let known = regions
                .iter()
                .map(|region| Choice::known(Some(region.clone())));
            known.collect()
        }
        RegionAsked::Unknown => {
            unknown.push(self::unknown(
                AmbiguousFact::Region,
                message!("the event does not say which endpoint was asked: its Region may be any"),
            ));
            vec![Choice::open(None, &[REGION])]
        }
    }
}

/// The sign-in as far as the event tells it.
fn told(
    base: &Request,
    facts: &Facts,
    people: &[Choice<String>],
    networks: &[Choice<Network>],
    regions: &[Choice<Option<String>>],
) -> Option<Request> {
    let mut request = base.clone();
    request.principal = match &facts.who {
        Who::Known(arn) | Who::PathLost { arn, .. } => arn.clone(),
        Who::Unknown => return None,
    };
    let mut is_open = people.iter().flat_map(|choice| &choice.unknown).count() > 0;
    is_open |= matches!(facts.who, Who::PathLost { .. });
    if is_open {
        for key in PRINCIPAL_ARNS {
            give(&mut request, key, ContextValue::Unknown);
        }
    }
    if let [one] = networks {
        request.network = Some(one.value.clone());
    }
    match regions {
        [one] if one.unknown.is_empty() => request.region.clone_from(&one.value),
        _ => give(&mut request, REGION, ContextValue::Unknown),
    }
    Some(request)
}

/// Gives keys that the request does not give yet.
pub(super) fn give_all(request: &mut Request, context: &[(String, ContextValue)]) {
    for (key, value) in context {
        give(request, key, value.clone());
    }
}
