//! A VPC without the endpoints that OAuth needs.

use vestibule_iam::message;
use vestibule_iam::problem::{Severity, codes, quoted};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{CaseFile, Entry, Finding, Network};

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "oauth-endpoint-missing",
    number: Some("VST057"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for VPCs from which `aws login` or an OAuth client is used, by `requests` and `oauthClients` of the case file. An endpoint that it needs there is not among `vpcEndpoints`.",
    why: "Through AWS PrivateLink a browser and the client that it authorizes need endpoints of both `com.amazonaws.REGION.signin` and `com.amazonaws.REGION.signin-v2`; a call for tokens alone needs the second. Without it the call fails, or leaves over the internet where policies deny it.",
    sources: &["PL"],
    finds: &[Sample::Case(ONE), Sample::Case(CLIENT)],
    passes: &[
        Sample::Case(BOTH),
        Sample::Case(CONSOLE),
        Sample::Case(NOT_TOLD),
        Sample::Case(TOKENS_ALONE),
    ],
};

const ONE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.eu-west-1.signin"}],"requests":[{"principal":"arn:aws:iam::111122223333:user/alice","entry":"login-local","network":{"vpc":"vpc-0a1b2c3d4e5f60718","sourceIp":"10.0.1.2"},"region":"eu-west-1"}]}"#;
const CLIENT: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"workloads","vpc":"vpc-0a1b2c3d4e5f60718"}],"oauthClients":[{"clientId":"arn:aws:signin:::client-credentials/sigv4","tokenFrom":["workloads"]}],"vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.eu-west-1.signin"}],"requests":[]}"#;
const BOTH: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.eu-west-1.signin"},{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.eu-west-1.signin-v2"}],"requests":[{"principal":"arn:aws:iam::111122223333:user/alice","entry":"login-local","network":{"vpc":"vpc-0a1b2c3d4e5f60718","sourceIp":"10.0.1.2"},"region":"eu-west-1"}]}"#;
const CONSOLE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.eu-west-1.signin"}],"requests":[{"principal":"arn:aws:iam::111122223333:user/alice","entry":"console","network":{"vpc":"vpc-0a1b2c3d4e5f60718","sourceIp":"10.0.1.2"},"region":"eu-west-1"}]}"#;
const NOT_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[],"requests":[{"principal":"arn:aws:iam::111122223333:user/alice","entry":"login-local","network":{"vpc":"vpc-0a1b2c3d4e5f60718","sourceIp":"10.0.1.2"},"region":"eu-west-1"}]}"#;
const TOKENS_ALONE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"workloads","vpc":"vpc-0a1b2c3d4e5f60718"}],"oauthClients":[{"clientId":"arn:aws:signin:::client-credentials/sigv4","tokenFrom":["workloads"]}],"vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.eu-west-1.signin-v2"}],"requests":[]}"#;

/// The ends of the names of the services that a browser and its client need.
const INTERACTIVE: &[&str] = &["signin", "signin-v2"];

/// That of the service that a call for tokens needs.
const TOKENS: &[&str] = &["signin-v2"];

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let file = answers.about.case.file();
    let mut needed: Vec<(&str, &str)> = Vec::new();
    for (vpc, services) in used(file) {
        for service in services {
            if !needed.contains(&(vpc, *service)) {
                needed.push((vpc, *service));
            }
        }
    }
    let endpoints = file.vpc_endpoints.iter().enumerate();
    let mut told: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (index, endpoint) in endpoints {
        let vpc = &*endpoint.vpc;
        if told.contains(&vpc) {
            continue;
        }
        told.push(vpc);
        let is_missing = |service: &&str| {
            let mut all = file.vpc_endpoints.iter();
            !all.any(|other| {
                other.vpc == vpc && other.service_name.rsplit('.').next() == Some(*service)
            })
        };
        let of_vpc = needed.iter().filter(|(of, _)| *of == vpc);
        let missing: Vec<&str> = of_vpc
            .map(|(_, service)| *service)
            .filter(is_missing)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let message = message!(
            "OAuth is used from {vpc}, and no endpoint there is of {services}",
            vpc = quoted(vpc),
            services = codes(missing)
        );
        let help = message!("make the endpoint, or name it among `vpcEndpoints`");
        let place = ("vpcEndpoints", Some(index), "serviceName");
        found.push(
            answers
                .at_member(&OF, OF.severity, message, place)
                .help(help),
        );
    }
    found
}

/// The VPCs from which OAuth is used, each with the services that it takes.
fn used(file: &CaseFile) -> Vec<(&str, &'static [&'static str])> {
    let logins = file
        .requests
        .iter()
        .filter(|request| matches!(request.entry, Some(Entry::LoginLocal | Entry::LoginRemote)));
    let logins = logins.flat_map(|request| {
        let phases = request.phases.iter();
        let networks = phases.filter_map(|(_, phase)| phase.network.as_ref());
        networks.chain(&request.network)
    });
    let logins = logins.filter_map(|network| Some((vpc(file, network)?, INTERACTIVE)));
    let clients = file
        .oauth_clients
        .iter()
        .flat_map(|client| &client.token_from);
    let clients = clients.filter_map(|name| {
        let network = file.networks.iter().find(|network| network.name == *name)?;
        let (vpc, endpoint) = (network.vpc.as_deref(), network.endpoint.as_deref());
        Some((vpc.or_else(|| of_endpoint(file, endpoint))?, TOKENS))
    });
    logins.chain(clients).collect()
}

/// The VPC that a sign-in comes through.
fn vpc<'f>(file: &'f CaseFile, network: &'f Network) -> Option<&'f str> {
    let vpc = network.vpc.as_deref();
    vpc.or_else(|| of_endpoint(file, network.endpoint.as_deref()))
}

/// The VPC of an endpoint.
fn of_endpoint<'f>(file: &'f CaseFile, endpoint: Option<&str>) -> Option<&'f str> {
    let mut all = file.vpc_endpoints.iter();
    let known = all.find(|known| endpoint.is_some() && known.endpoint.as_deref() == endpoint)?;
    Some(&known.vpc)
}
