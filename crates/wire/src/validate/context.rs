//! Checks the context keys that a request gives.

use vestibule_iam::json::repeated;
use vestibule_iam::policy::GLOBAL_PREFIX;
use vestibule_iam::problem::{nearest, quoted};
use vestibule_signin::keys::{self, KnownKey};
use vestibule_signin::{Action, Networks, VOCABULARY};
use vestibule_syntax::limits::CONTEXT_KEYS;

use crate::finding::{Finding, Severity};
use crate::place::Place;
use crate::report::Report;
use crate::request::{ContextValue, Request};

/// Complains of keys that the context of a request may not have.
#[inline(never)]
pub(super) fn check(
    request: &Request,
    networks: Option<&Networks>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    let place = place.member("context");
    let names: Vec<String> = request
        .context
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    if names.len() > CONTEXT_KEYS {
        let message = format!(
            "the request gives {} context keys, and at most {CONTEXT_KEYS} are read",
            names.len()
        );
        let help = "leave out those that no policy tests";
        report.error(&place, "too-many-context-keys", message, help);
        return;
    }
    let again: Vec<usize> = repeated(&names)
        .into_iter()
        .map(|(_, later)| later)
        .collect();
    for (index, (name, value)) in request.context.iter().enumerate() {
        let place = place.member(name);
        if again.contains(&index) {
            let message = format!("the context key {} is given twice", quoted(name));
            report.key(
                &place,
                Finding::new("duplicate-key-case", Severity::Error, message)
                    .help("the case of a context key does not count; keep one"),
            );
        }
        if *value == ContextValue::Unknown {
            continue;
        }
        match keys::find(name) {
            Some(row) => determined(row.key, row.name, networks, &place, report),
            None => unknown_key(name, &place, report),
        }
    }
}

/// Complains of a key that other members of the request determine.
fn determined(
    key: KnownKey,
    name: &str,
    networks: Option<&Networks>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    use KnownKey::{
        OAuthClientAuthentication, OAuthClientId, OAuthGrantType, OAuthRedirectUri, OAuthTokenType,
        PrincipalAccount, PrincipalArn, PrincipalOrgId, RequestedRegion, ResourceAccount,
        ResourceOrgId, SignInPrincipalArn, SourceIp, SourceVpc, SourceVpce, VpcSourceIp,
    };
    let of_network = match key {
        SourceIp | VpcSourceIp => Some("network.sourceIp"),
        SourceVpc => Some("network.vpc"),
        SourceVpce => Some("network.endpoint"),
        RequestedRegion
        | SignInPrincipalArn
        | PrincipalArn
        | PrincipalAccount
        | ResourceAccount
        | ResourceOrgId
        | PrincipalOrgId
        | OAuthClientId
        | OAuthRedirectUri
        | OAuthGrantType
        | OAuthClientAuthentication
        | OAuthTokenType => None,
    };
    let (member, help) = match key {
        SourceIp | SourceVpc | SourceVpce | VpcSourceIp => {
            let of_endpoint = key != SourceIp;
            let mixed = networks.is_some_and(|networks| {
                Action::ALL
                    .iter()
                    .all(|action| networks.at(*action).is_endpoint() != of_endpoint)
            });
            if mixed {
                let message = format!(
                    "the request comes {} and its context has `{name}`, which only exists {}",
                    if of_endpoint {
                        "over the public internet"
                    } else {
                        "through a VPC endpoint"
                    },
                    if of_endpoint {
                        "through a VPC endpoint"
                    } else {
                        "over the public internet"
                    },
                );
                let help = "one request takes one path; tell it in `network` alone";
                report.key(
                    place,
                    Finding::new("mixed-network", Severity::Error, message).help(help),
                );
                return;
            }
            (of_network.unwrap_or("network"), "tell it there")
        }
        RequestedRegion => ("region", "tell it there"),
        SignInPrincipalArn | PrincipalArn | PrincipalAccount => ("principal", "tell it there"),
        ResourceAccount => (
            "account.id",
            "tell it there, or leave it out for the principal's account",
        ),
        ResourceOrgId
        | PrincipalOrgId
        | OAuthClientId
        | OAuthRedirectUri
        | OAuthGrantType
        | OAuthClientAuthentication
        | OAuthTokenType => return,
    };
    let message = format!("`{name}` follows from `{member}`");
    report.key(
        place,
        Finding::new("determined-key", Severity::Error, message).help(help),
    );
}

/// A key that AWS does not have is most likely misspelt, and then changes nothing.
#[inline(never)]
fn unknown_key(name: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let (prefix, rest) = name.split_once(':').unwrap_or(("", name));
    let of_service = VOCABULARY.service(prefix);
    let judged = prefix.is_empty() || rest.is_empty() || prefix.eq_ignore_ascii_case(GLOBAL_PREFIX);
    let begins = |known: &&str| {
        name.len() > known.len()
            && name
                .get(..known.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(known))
    };
    let known = || {
        VOCABULARY
            .global_keys
            .iter()
            .chain(of_service.iter().flat_map(|s| s.keys))
            .copied()
    };
    if (!judged && of_service.is_none())
        || known().any(|known| known.eq_ignore_ascii_case(name))
        || VOCABULARY.global_key_prefixes.iter().any(begins)
    {
        return;
    }
    let message = format!("AWS has no context key {}", quoted(name));
    let finding = Finding::new("unknown-key", Severity::Warning, message);
    let finding = match nearest(name, known()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => {
            finding.help("keys are written as `prefix:name`, such as `aws:MultiFactorAuthPresent`")
        }
    };
    report.key(place, finding);
}
