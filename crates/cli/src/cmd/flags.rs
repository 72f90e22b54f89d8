//! From the flags of `decide` to a case file.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    Account, CaseFile, ConsoleAuthorization, ContextValue, DocumentText, EndpointPolicy, Finding,
    Network, NodePolicy, Ordered, Organization, Policies, PrincipalPolicy, Request, Severity,
};

use crate::args::{AccountFlags, Decide, PolicyFlags, RequestFlags};

/// The case that the flags tell.
pub(crate) fn case_file(args: &Decide) -> Result<CaseFile, Box<Finding>> {
    Ok(CaseFile {
        account: account(&args.account),
        policies: policies(&args.policies),
        assumptions: args
            .account
            .other_reading
            .iter()
            .map(|id| (id.clone(), false))
            .collect(),
        requests: vec![request(&args.request)?],
        ..CaseFile::default()
    })
}

/// The flag that tells what stands at `path` in a case file.
pub(crate) fn flag_of(path: &str) -> Option<&'static str> {
    let of_request = |name: &str| {
        path.strip_prefix("requests[0]")
            .is_some_and(|rest| rest.starts_with(name))
    };
    let of_policies = |name: &str| {
        path.strip_prefix("policies.")
            .is_some_and(|rest| rest.starts_with(name))
    };
    let flags: [(bool, &'static str); 19] = [
        (of_request(".principal"), "--principal"),
        (of_request(".network.sourceIp"), "--source-ip"),
        (of_request(".network.vpc"), "--vpc"),
        (of_request(".network.endpoint"), "--vpc-endpoint"),
        (of_request(".region"), "--region"),
        (of_request(".context"), "--context"),
        (of_request(".resource"), "--resource"),
        (path == "requests[0]", "--source-ip"),
        (of_policies("resourceBased"), "--resource-policy"),
        (of_policies("resourceControl"), "--rcp"),
        (of_policies("serviceControl"), "--scp"),
        (of_policies("identity"), "--identity-policy"),
        (of_policies("permissionsBoundary"), "--permissions-boundary"),
        (of_policies("session"), "--session-policy"),
        (of_policies("vpcEndpoint"), "--vpc-endpoint-policy"),
        (path == "account.id", "--account"),
        (path == "account.organization.id", "--organization-id"),
        (path.starts_with("assumptions"), "--other-reading"),
        (path.starts_with("account"), "--account"),
    ];
    flags
        .into_iter()
        .find(|(fits, _)| *fits)
        .map(|(_, flag)| flag)
}

fn account(flags: &AccountFlags) -> Option<Account> {
    let organization = flags.organization_id.is_some() || flags.management_account;
    let account = Account {
        id: flags.account.clone(),
        organization: organization.then(|| Organization {
            id: flags.organization_id.clone(),
            management_account: flags.management_account,
            path: None,
        }),
        console_authorization: flags.authorization.map(ConsoleAuthorization::Both),
        ..Account::default()
    };
    (account != Account::default()).then_some(account)
}

fn policies(flags: &PolicyFlags) -> Policies {
    let of_principal = |told: &String| {
        let (name, path) = named(told);
        PrincipalPolicy {
            name,
            principal: None,
            document: DocumentText::from_path(path),
        }
    };
    let of_node = |told: &String| {
        let (name, path, attached_to) = attached(told);
        NodePolicy {
            name,
            attached_to,
            document: DocumentText::from_path(path),
        }
    };
    let of_endpoint = |told: &String| {
        let (name, path, endpoint) = attached(told);
        EndpointPolicy {
            name,
            endpoint,
            document: DocumentText::from_path(path),
        }
    };
    let identity_told = flags.no_identity_policy || !flags.identity_policy.is_empty();
    Policies {
        resource_based: flags.resource_policy.as_ref().map(DocumentText::from_path),
        resource_control: flags.rcp.iter().map(of_node).collect(),
        service_control: flags.scp.iter().map(of_node).collect(),
        identity: identity_told.then(|| flags.identity_policy.iter().map(of_principal).collect()),
        permissions_boundary: flags
            .permissions_boundary
            .iter()
            .map(of_principal)
            .collect(),
        session: flags.session_policy.iter().map(of_principal).collect(),
        vpc_endpoint: flags.vpc_endpoint_policy.iter().map(of_endpoint).collect(),
        ..Policies::default()
    }
}

/// `[NAME=]FILE`.
fn named(told: &str) -> (Option<String>, &str) {
    match told.split_once('=') {
        // A folder may have a `=` in its name, the name of a policy has no `/`.
        Some((name, path)) if !name.is_empty() && !name.contains(['/', '\\']) => {
            (Some(name.to_owned()), path)
        }
        _ => (None, told),
    }
}

/// `[NAME=]FILE[@TO]`.
fn attached(told: &str) -> (Option<String>, &str, Option<String>) {
    let (name, rest) = named(told);
    match rest.rsplit_once('@') {
        Some((path, to)) if !path.is_empty() && !to.contains(['/', '\\', '.']) => {
            (name, path, Some(to.to_owned()))
        }
        _ => (name, rest, None),
    }
}

fn request(flags: &RequestFlags) -> Result<Request, Box<Finding>> {
    Ok(Request {
        principal: flags.principal.clone().unwrap_or_default(),
        entry: flags.entry.map(|entry| entry.0),
        network: network(flags)?,
        region: flags.region.clone(),
        context: context(&flags.context)?,
        resource: flags.resource.clone(),
        ..Request::default()
    })
}

fn network(flags: &RequestFlags) -> Result<Option<Network>, Box<Finding>> {
    let through_endpoint =
        flags.vpc.is_some() || flags.vpc_endpoint.is_some() || flags.vpc_source_ip.is_some();
    if through_endpoint && flags.source_ip.is_some() {
        let message =
            message!("the request comes over the public internet and through a VPC endpoint");
        let help =
            message!("use `--source-ip` alone, or `--vpc`, `--vpc-endpoint` and `--vpc-source-ip`");
        return Err(refused("mixed-network", message, help));
    }
    if flags.vpc_source_ip.is_some() && flags.vpc.is_none() && flags.vpc_endpoint.is_none() {
        let message = message!("an address inside a VPC is given without the VPC or the endpoint");
        let help =
            message!("add `--vpc` or `--vpc-endpoint`, or use `--source-ip` for a public address");
        return Err(refused("missing-network", message, help));
    }
    Ok(
        (through_endpoint || flags.source_ip.is_some()).then(|| Network {
            vpc: flags.vpc.clone(),
            endpoint: flags.vpc_endpoint.clone(),
            source_ip: flags
                .vpc_source_ip
                .clone()
                .or_else(|| flags.source_ip.clone()),
        }),
    )
}

fn refused(code: &'static str, message: Message, help: Message) -> Box<Finding> {
    Box::new(Finding::new(code, Severity::Error, message).help(help))
}

/// `KEY=VALUE`, `KEY=` for an empty value, `KEY?` for an unknown one. A key that
/// comes again has several values.
fn context(told: &[String]) -> Result<Ordered<ContextValue>, Box<Finding>> {
    let mut context: Vec<(String, ContextValue)> = Vec::new();
    for told in told {
        let (key, value) = match (told.split_once('='), told.strip_suffix('?')) {
            (Some((key, value)), _) => (key, ContextValue::One(value.to_owned())),
            (None, Some(key)) => (key, ContextValue::Unknown),
            (None, None) => {
                let message = message!(
                    "{flag} gives no value to the context key",
                    flag = code(told)
                );
                let help = message!(
                    "write `KEY=VALUE`, `KEY=` for an empty value, or `KEY?` for an unknown one"
                );
                return Err(refused("missing-value", message, help));
            }
        };
        match (context.iter_mut().find(|(other, _)| other == key), value) {
            (Some((_, ContextValue::Many(values))), ContextValue::One(value)) => values.push(value),
            (Some((_, first @ ContextValue::One(_))), ContextValue::One(value)) => {
                if let ContextValue::One(one) = first.clone() {
                    *first = ContextValue::Many(vec![one, value]);
                }
            }
            (Some((_, known)), value) => *known = value,
            (None, value) => context.push((key.to_owned(), value)),
        }
    }
    Ok(Ordered(context))
}
