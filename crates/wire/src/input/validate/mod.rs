//! Checks a request and turns it into what the evaluator takes.

pub(crate) mod characters;
mod context;

use vestibule_iam::cidr::parse_address;
use vestibule_iam::problem::{nearest, quoted};
use vestibule_signin::address::NotPublic;
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};
use vestibule_signin::principal::PrincipalError;
use vestibule_signin::{Action, GivenValue, Networks, Principal};

use crate::contract::finding::{Finding, Severity};
use crate::contract::request::{ContextValue, Network, Request};
use crate::input::place::Place;
use crate::input::report::{Counted, Report};

/// The request for the evaluator; `None` when it cannot be decided, and why is
/// in the report. `account` is the account signed in to, where it is told.
pub(crate) fn request(
    request: &Request,
    account: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<vestibule_signin::Request> {
    let before = report.counted();
    let principal = principal(&request.principal, account, place, report);
    let networks = networks(request, place, report);
    region(request, place, report);
    if let Some(told) = &request.resource {
        resource(told, place, report);
    }
    if !request.context.is_empty() {
        context::check(request, networks.as_ref(), place, report);
    }
    let has_error = report.counted().has_error_since(before);
    characters::check(request, place, report);
    let networks = networks.filter(|_| !has_error)?;
    Some(vestibule_signin::Request {
        entry: request.entry.unwrap_or_default().into(),
        principal: principal?,
        networks,
        region: request.region.clone(),
        context: request
            .context
            .iter()
            .map(|(name, value)| (name.to_owned(), given(value)))
            .collect(),
        resource: request.resource.clone(),
    })
}

fn given(value: &ContextValue) -> GivenValue {
    match value {
        ContextValue::Unknown => GivenValue::Unknown,
        ContextValue::One(value) => GivenValue::One(value.clone()),
        ContextValue::Many(values) => {
            GivenValue::Many(values.iter().map(|value| value.as_str().into()).collect())
        }
    }
}

pub(crate) fn principal(
    arn: &str,
    account: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<Principal> {
    let place = place.member("principal");
    match Principal::parse(arn) {
        Ok(principal) => {
            if let Some(account) = account.filter(|account| *account != principal.account()) {
                let message = format!(
                    "the principal belongs to account {} and the sign-in is to account {}",
                    quoted(principal.account()),
                    quoted(account)
                );
                let help = "a principal signs in to its own account; for a role of the other account name that role";
                report.error(&place, "another-account", message, help);
                return None;
            }
            Some(principal)
        }
        Err(error) => {
            let (code, message, help) = principal_error(arn, error);
            report.value(
                &place,
                Finding::new(code, Severity::Error, message).help(help),
            );
            None
        }
    }
}

#[inline(never)]
fn principal_error(arn: &str, error: PrincipalError) -> (&'static str, String, String) {
    let shown = quoted(arn);
    match error {
        PrincipalError::AssumedRoleSession => {
            let message = format!("{shown} is the session of a role, which policies never see");
            ("session-principal", message, format!("name the role: {}", role_of_session(arn)))
        }
        PrincipalError::ServiceLinkedRole => (
            "service-linked-role",
            format!("{shown} is a service-linked role, which nobody signs in as"),
            "name a user or another role".to_owned(),
        ),
        PrincipalError::Account => (
            "invalid-principal",
            format!("the account in {shown} is not twelve digits"),
            "write the account id in the fifth field: `arn:aws:iam::111122223333:user/NAME`".to_owned(),
        ),
        PrincipalError::NotAnArn => (
            "invalid-principal",
            format!("{shown} is not the ARN of a principal"),
            "write `arn:aws:iam::ACCOUNT:root`, `…:user/NAME` or `…:role/NAME`, or `arn:aws:sts::ACCOUNT:federated-user/NAME`"
                .to_owned(),
        ),
        PrincipalError::Resource => (
            "invalid-principal",
            format!("{shown} names nobody who can sign in"),
            "write `root`, `user/NAME` or `role/NAME` behind the account, without wildcards".to_owned(),
        ),
    }
}

/// `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` comes of this role.
#[inline(never)]
fn role_of_session(arn: &str) -> String {
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    let name = fields
        .get(5)
        .and_then(|resource| resource.split('/').nth(1))
        .unwrap_or("NAME");
    match fields.as_slice() {
        [_, partition, _, _, account, _] => {
            format!("`arn:{partition}:iam::{account}:role/{name}`, with its path if it has one")
        }
        _ => "`arn:aws:iam::ACCOUNT:role/NAME`".to_owned(),
    }
}

/// The network at each action.
fn networks(request: &Request, place: &Place<'_>, report: &mut Report<'_>) -> Option<Networks> {
    let before = report.counted();
    let top = place.member("network");
    let everywhere = request
        .network
        .as_ref()
        .and_then(|told| network(told, &top, report));
    if request.phases.is_empty()
        && let Some(everywhere) = everywhere
    {
        return Some(everywhere.into());
    }
    networks_of_phases(request, everywhere, before, place, report)
}

/// The same for a request that is not the same everywhere; `before` are the findings
/// before its networks.
#[inline(never)]
fn networks_of_phases(
    request: &Request,
    everywhere: Option<vestibule_signin::Network>,
    before: Counted,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<Networks> {
    let mut networks = [everywhere.clone(), everywhere.clone(), everywhere];
    let phases = place.member("phases");
    for (name, phase) in request.phases.iter() {
        let place = phases.member(name);
        let Some(action) = Action::from_name(name) else {
            report.key(&place, unknown_action(name));
            continue;
        };
        if let Some(told) = &phase.network {
            networks[action as usize] = network(told, &place.member("network"), report);
        }
    }
    let had_error = report.counted().has_error_since(before);
    if let [Some(first), Some(second), Some(third)] = networks {
        return Some(Networks::each([first, second, third]));
    }
    if !had_error {
        let finding = Finding::new("missing-network", Severity::Error, "the request does not say from where it comes")
            .help("add `\"network\": { \"sourceIp\": \"203.0.113.10\" }`, or `vpc`, `endpoint` and `sourceIp` for a VPC endpoint");
        report.value(place, finding);
    }
    None
}

/// `name` is not one of the three actions.
#[inline(never)]
pub(crate) fn unknown_action(name: &str) -> Finding {
    let message = format!("a sign-in does not pass the action {}", quoted(name));
    let finding = Finding::new("unknown-action", Severity::Error, message);
    match nearest(name, Action::NAMES) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("it passes `{}`", Action::NAMES.join("`, `"))),
    }
}

fn network(
    told: &Network,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<vestibule_signin::Network> {
    let before = report.counted();
    let mut not_public = None;
    if let Some(ip) = told.source_ip.as_deref() {
        match parse_address(ip) {
            None => invalid_ip(ip, &place.member("sourceIp"), report),
            Some(address) if !told.is_endpoint() => not_public = NotPublic::of(address),
            Some(_) => {}
        }
    }
    if let Some(vpc) = told.vpc.as_deref().filter(|vpc| !is_vpc_id(vpc)) {
        vpc_id(vpc, &place.member("vpc"), report);
    }
    if let Some(endpoint) = told
        .endpoint
        .as_deref()
        .filter(|endpoint| !is_endpoint_id(endpoint))
    {
        endpoint_id(endpoint, &place.member("endpoint"), report);
    }
    if report.counted() != before {
        return None;
    }
    if told.is_endpoint() {
        return Some(vestibule_signin::Network::Endpoint {
            vpc: told.vpc.clone(),
            endpoint: told.endpoint.clone(),
            source_ip: told.source_ip.clone(),
        });
    }
    let Some(source_ip) = told.source_ip.clone() else {
        let message = "the network is told with none of its members".to_owned();
        let help = "write `sourceIp` for the public internet, or `vpc`, `endpoint` and `sourceIp` for a VPC endpoint";
        report.error(place, "missing-network", message, help);
        return None;
    };
    if let Some(range) = not_public {
        not_public_ip(&source_ip, range, &place.member("sourceIp"), report);
    }
    Some(vestibule_signin::Network::Public { source_ip })
}

/// No request over the internet comes from `ip`: most likely it came through a VPC
/// endpoint, and then other keys are there.
#[inline(never)]
fn not_public_ip(ip: &str, range: NotPublic, place: &Place<'_>, report: &mut Report<'_>) {
    let message = format!(
        "{} is {}, from which no request comes over the internet",
        quoted(ip),
        range.name()
    );
    let help =
        "did you mean a VPC endpoint? then add `vpc` or `endpoint`; else write the public address";
    let finding = Finding::new("source-ip-not-public", Severity::Warning, message);
    report.value(place, finding.help(help));
}

#[inline(never)]
fn invalid_ip(ip: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let help = if ip.contains('/') {
        "a request comes from one address; write it without a prefix"
    } else {
        "write an IPv4 address such as `203.0.113.10` or an IPv6 address such as `2001:db8::1`"
    };
    let message = format!("{} is not an IP address", quoted(ip));
    report.error(place, "invalid-ip", message, help);
}

#[inline(never)]
fn vpc_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let message = format!("{} is not the id of a VPC", quoted(id));
    let help = "write `vpc-` and 8 or 17 digits from `0` to `9` and `a` to `f`";
    report.error(place, "invalid-vpc-id", message, help);
}

#[inline(never)]
pub(crate) fn endpoint_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let message = format!("{} is not the id of a VPC endpoint", quoted(id));
    let help = "write `vpce-` and 8 to 20 lower-case letters and digits";
    report.error(place, "invalid-endpoint-id", message, help);
}

fn region(request: &Request, place: &Place<'_>, report: &mut Report<'_>) {
    if let Some(region) = request
        .region
        .as_deref()
        .filter(|region| !is_region(region))
    {
        let message = format!("{} is not the name of a Region", quoted(region));
        report.error(
            &place.member("region"),
            "invalid-region",
            message,
            "write a name such as `eu-west-1`",
        );
    }
}

#[inline(never)]
fn resource(resource: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let fields: Vec<&str> = resource.splitn(6, ':').collect();
    let fits = matches!(fields.as_slice(), ["arn", partition, "signin", _, _, resource]
        if !partition.is_empty() && !resource.is_empty())
        && !resource.contains(['*', '?']);
    if !fits {
        let message = format!(
            "{} is not the ARN of a console or an OAuth client",
            quoted(resource)
        );
        let help = "write an ARN such as `arn:aws:signin:::console/canvas`, or leave it out";
        report.error(&place.member("resource"), "invalid-resource", message, help);
    }
}
