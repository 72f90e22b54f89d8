//! Checks from where a sign-in comes.

use vestibule_iam::cidr::parse_address;
use vestibule_iam::message;
use vestibule_iam::problem::{code, codes, nearest, quoted};
use vestibule_signin::address::NotPublic;
use vestibule_signin::network::{is_endpoint_id, is_vpc_id};
use vestibule_signin::{self as signin, Action, Networks};

use crate::contract::finding::{Finding, Severity};
use crate::contract::request::{Network, Request};
use crate::input::place::Place;
use crate::input::report::{Refused, Report};

/// The networks of a request.
pub(super) struct Paths {
    /// The network at each action.
    pub(super) networks: Networks,
    /// Something beside them is refused, such as an action that there is not.
    pub(super) refused: Option<Refused>,
}

/// The network at each action.
pub(super) fn networks(
    request: &Request,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<Paths, Refused> {
    let top = place.member("network");
    let told = request.network.as_ref();
    let everywhere = told.map(|told| network(told, &top, report));
    if request.phases.is_empty()
        && let Some(everywhere) = everywhere
    {
        let networks = everywhere?.into();
        let refused = None;
        return Ok(Paths { networks, refused });
    }
    networks_of_phases(request, everywhere, place, report)
}

/// The networks of a request that is not the same at every action.
#[inline(never)]
fn networks_of_phases(
    request: &Request,
    everywhere: Option<Result<signin::Network, Refused>>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<Paths, Refused> {
    let (everywhere, mut refused) = match everywhere {
        Some(Ok(network)) => (Some(network), None),
        Some(Err(refused)) => (None, Some(refused)),
        None => (None, None),
    };
    let mut networks = [everywhere.clone(), everywhere.clone(), everywhere];
    let phases = place.member("phases");
    for (name, phase) in request.phases.iter() {
        let place = phases.member(name);
        let Some(action) = Action::from_name(name) else {
            refused = Some(report.refuse_key(&place, unknown_action(name)));
            continue;
        };
        if let Some(told) = &phase.network {
            let told = network(told, &place.member("network"), report);
            refused = told.as_ref().err().copied().or(refused);
            networks[action as usize] = told.ok();
        }
    }
    if let [Some(first), Some(second), Some(third)] = networks {
        let networks = Networks::each([first, second, third]);
        return Ok(Paths { networks, refused });
    }
    Err(refused.unwrap_or_else(|| {
        let finding = Finding::new(
            "missing-network",
            Severity::Error,
            message!("the request does not say from where it comes"),
        )
        .help(message!(
            "add {network}, or `vpc`, `endpoint` and `sourceIp` for a VPC endpoint",
            network = code("\"network\": { \"sourceIp\": \"203.0.113.10\" }")
        ));
        report.refuse(place, finding)
    }))
}

/// `name` is not one of the three actions.
#[inline(never)]
pub(super) fn unknown_action(name: &str) -> Finding {
    let message = message!(
        "a sign-in does not pass the action {action}",
        action = quoted(name)
    );
    let finding = Finding::new("unknown-action", Severity::Error, message);
    match nearest(name, Action::NAMES) {
        Some(near) => finding.help(message!("did you mean {right}?", right = code(near))),
        None => finding.help(message!(
            "name an action that a sign-in passes: {actions}",
            actions = codes(Action::NAMES)
        )),
    }
}

fn network(
    told: &Network,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<signin::Network, Refused> {
    let mut not_public = None;
    let mut refused = None;
    if let Some(ip) = told.source_ip.as_deref() {
        match parse_address(ip) {
            None => refused = Some(invalid_ip(ip, &place.member("sourceIp"), report)),
            Some(address) if !told.is_endpoint() => not_public = NotPublic::of(address),
            Some(_) => {}
        }
    }
    let of_ids = ids(told.vpc.as_deref(), told.endpoint.as_deref(), place, report);
    if let Some(refused) = of_ids.or(refused) {
        return Err(refused);
    }
    if told.is_endpoint() {
        return Ok(signin::Network::Endpoint {
            vpc: told.vpc.clone(),
            endpoint: told.endpoint.clone(),
            source_ip: told.source_ip.clone(),
        });
    }
    let Some(source_ip) = told.source_ip.clone() else {
        return Err(report.refuse(place, no_members()));
    };
    if let Some(range) = not_public {
        not_public_ip(&source_ip, range, &place.member("sourceIp"), report);
    }
    Ok(signin::Network::Public { source_ip })
}

/// The network says neither an address nor an endpoint.
#[inline(never)]
pub(super) fn no_members() -> Finding {
    let message = message!("the network is empty");
    let help = message!(
        "write `sourceIp` for the public internet, or `vpc`, `endpoint` and `sourceIp` for a VPC endpoint"
    );
    Finding::new("missing-network", Severity::Error, message).help(help)
}

/// Complains of ids that are none, of which the last counts.
pub(super) fn ids(
    vpc: Option<&str>,
    endpoint: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<Refused> {
    let mut refused = None;
    if let Some(vpc) = vpc.filter(|vpc| !is_vpc_id(vpc)) {
        refused = Some(vpc_id(vpc, &place.member("vpc"), report));
    }
    if let Some(endpoint) = endpoint.filter(|endpoint| !is_endpoint_id(endpoint)) {
        refused = Some(endpoint_id(endpoint, &place.member("endpoint"), report));
    }
    refused
}

/// No request over the internet comes from `ip`: most likely it came through a VPC
/// endpoint, and then other keys are there.
#[inline(never)]
pub(super) fn not_public_ip(
    ip: &str,
    range: NotPublic,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    let message = message!(
        "{address} is {kind}, from which no request comes over the internet",
        address = quoted(ip),
        kind = range.phrase()
    );
    let help = message!(
        "did you mean a VPC endpoint? then add `vpc` or `endpoint`; else write the public address"
    );
    let finding = Finding::new("source-ip-not-public", Severity::Warning, message);
    report.value(place, finding.help(help));
}

#[inline(never)]
fn invalid_ip(ip: &str, place: &Place<'_>, report: &mut Report<'_>) -> Refused {
    let help = if ip.contains('/') {
        message!("a request comes from one address; write it without a prefix")
    } else {
        message!(
            "write an IPv4 address such as `203.0.113.10` or an IPv6 address such as `2001:db8::1`"
        )
    };
    let message = message!("{text} is not an IP address", text = quoted(ip));
    report.error(place, "invalid-ip", message, help)
}

#[inline(never)]
fn vpc_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) -> Refused {
    let message = message!("{id} is not the id of a VPC", id = quoted(id));
    let help = message!("write `vpc-` and 8 or 17 digits from `0` to `9` and `a` to `f`");
    report.error(place, "invalid-vpc-id", message, help)
}

#[inline(never)]
pub(super) fn endpoint_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) -> Refused {
    let message = message!("{id} is not the id of a VPC endpoint", id = quoted(id));
    let help = message!("write `vpce-` and 8 to 20 lower-case letters and digits");
    report.error(place, "invalid-endpoint-id", message, help)
}
