//! An OAuth client is denied its tokens.

use vestibule_iam::cidr::parse_network;
use vestibule_iam::message;
use vestibule_iam::problem::{Severity, quoted};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{
    ContextValue, Finding, NamedNetwork, Network, OAuthClient, Ordered, Outcome, PhaseDecision,
    PrincipalAccess, Request, WayIn,
};

use crate::lint::{Answers, CaseRule};
use crate::summary::is_people;

static OF: Rule = Rule {
    code: "oauth-client-denied",
    number: Some("VST050"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for `oauthClients` of the case file that are denied `signin:CreateOAuth2Token` in a network from which they ask for tokens. The principals can sign in elsewhere.",
    why: "A client calls for tokens from where it runs, and its user signs in from another network. A statement that restricts networks for all clients denies the call, though the user got in.",
    sources: &["SAR", "CK"],
    finds: &[Sample::Case(RUNNERS)],
    passes: &[
        Sample::Case(OFFICE),
        Sample::Case(NOT_TOLD),
        Sample::Case(CLIENT_EXEMPT),
    ],
};

const RUNNERS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"office","sourceIp":["203.0.113.0/24"]},{"name":"runners","sourceIp":["198.51.100.0/24"]}],"oauthClients":[{"clientId":"arn:aws:signin:us-east-1::external-client/dcr/8f14e45f","tokenFrom":["runners"]}],"requests":[]}"#;
const OFFICE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"office","sourceIp":["203.0.113.0/24"]},{"name":"runners","sourceIp":["198.51.100.0/24"]}],"oauthClients":[{"clientId":"arn:aws:signin:us-east-1::external-client/dcr/8f14e45f","tokenFrom":["office"]}],"requests":[]}"#;
const NOT_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"office","sourceIp":["203.0.113.0/24"]},{"name":"runners","sourceIp":["198.51.100.0/24"]}],"requests":[]}"#;
const CLIENT_EXEMPT: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"signin:OAuthClientId":"arn:aws:signin:us-east-1::external-client/dcr/8f14e45f"},"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"office","sourceIp":["203.0.113.0/24"]},{"name":"runners","sourceIp":["198.51.100.0/24"]}],"oauthClients":[{"clientId":"arn:aws:signin:us-east-1::external-client/dcr/8f14e45f","tokenFrom":["runners"]}],"requests":[]}"#;

/// So many principals stand for all that no policy names.
const PRINCIPALS: usize = 4;

/// The action of the calls for tokens, by its number.
const TOKEN: usize = 2;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let file = answers.about.case.file();
    let each = file.oauth_clients.iter().flat_map(|client| {
        let networks = file.networks.iter();
        let named = networks.filter(|network| client.token_from.contains(&network.name));
        named.map(move |network| (client, network))
    });
    let finding = |(client, network): (&OAuthClient, &NamedNetwork)| {
        let denied = denied(answers, client, network)?;
        let message = message!(
            "{client} calls for tokens from {network}, where this denies `signin:CreateOAuth2Token`",
            client = quoted(&client.client_id),
            network = quoted(&network.name)
        );
        let help = message!(
            "let the network in for `signin:CreateOAuth2Token`, or exempt the client there by `signin:OAuthClientId`"
        );
        Some(answers.finding(&OF, message, &denied.decided_by).help(help))
    };
    each.filter_map(finding).collect()
}

/// A call for tokens that is denied, of somebody whom no policy names and who can sign in.
fn denied(
    answers: &Answers<'_>,
    client: &OAuthClient,
    network: &NamedNetwork,
) -> Option<PhaseDecision> {
    let about = &answers.about;
    let get_in = |access: &&PrincipalAccess| is_people(access) && access.verdict == WayIn::Passes;
    let people = about.lockout.principals.iter().filter(get_in);
    let context = ContextValue::One(client.client_id.clone());
    let requests = people.take(PRINCIPALS).flat_map(|access| {
        sign_ins(network)
            .into_iter()
            .map(|(network, region)| Request {
                network: Some(network),
                region,
                phases: Ordered::default(),
                context: Ordered(vec![("signin:OAuthClientId".to_owned(), context.clone())]),
                ..access.witness.clone()
            })
    });
    let mut decided = requests.filter_map(|request| {
        let decision = about.case.compiled().decide(&request).ok()?;
        let phase = decision.phases.into_iter().nth(TOKEN)?;
        (phase.decision == Outcome::Denied).then_some(phase)
    });
    decided.next()
}

/// Some sign-ins from a network: from both ends of each of its ranges, in each of its Regions.
fn sign_ins(network: &NamedNetwork) -> Vec<(Network, Option<String>)> {
    let ranges = network.source_ip.iter().flatten();
    let ends = ranges.filter_map(|range| {
        let range = parse_network(range).ok()?;
        Some([range.network(), range.broadcast()])
    });
    let mut addresses: Vec<Option<String>> = ends
        .flatten()
        .map(|address| Some(address.to_string()))
        .collect();
    if addresses.is_empty() {
        addresses.push(None);
    }
    let mut regions: Vec<Option<String>> = network
        .regions
        .iter()
        .flatten()
        .cloned()
        .map(Some)
        .collect();
    if regions.is_empty() {
        regions.push(None);
    }
    let each = addresses.into_iter().flat_map(|source_ip| {
        let from = Network {
            vpc: network.vpc.clone(),
            endpoint: network.endpoint.clone(),
            source_ip,
        };
        regions
            .iter()
            .map(move |region| (from.clone(), region.clone()))
    });
    each.collect()
}
