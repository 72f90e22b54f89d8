//! Every text of a case that may hold a secret, with what it is.

use vestibule_wire::{
    Case, CaseFile, ContextValue, DocumentText, EndpointPolicy, Expect, Guarantee,
    GuaranteedNetworks, GuaranteedPrincipals, Network, NoFiles, Ordered, OrganizationNode,
    OrganizationTree, PhaseExpect, PrincipalPolicy, Request, StatementName,
};

use super::document::of_text;
use super::vocabulary;
use crate::documents;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The name of a policy.
    Policy,
    /// The name of a sign-in.
    Request,
    /// The name of a statement.
    Sid,
    /// A policy or statement as expectations tell it: `perimeter[0]`.
    DecidedBy,
    /// A context key.
    Key,
    /// A number without quotes.
    Number,
    /// A Region that a sign-in asks for.
    Region,
    /// An action.
    Action,
    /// Text that AWS defines, a date, a number, yes or no.
    Value,
    /// The name of a member that policies do not have.
    Member,
    /// Anything else: an id, an ARN, an address, a value.
    Text,
}

/// Gives what shall stand in the place of a text, `None` to leave it.
pub(super) type Rename<'r> = &'r mut dyn FnMut(Role, &str) -> Option<String>;

/// Shows every text of `case` to `rename`, names of policies first.
pub(super) fn case(case: &mut CaseFile, rename: Rename<'_>) {
    let mut put = |role, text: &mut String| {
        if let Some(new) = rename(role, text) {
            *text = new;
        }
    };
    let policies = &mut case.policies;
    let of_nodes = policies
        .resource_control
        .iter_mut()
        .chain(&mut policies.service_control);
    for entry in of_nodes {
        entry
            .name
            .iter_mut()
            .for_each(|name| put(Role::Policy, name));
        entry
            .attached_to
            .iter_mut()
            .for_each(|to| put(Role::Text, to));
    }
    let of_principals = policies
        .identity
        .iter_mut()
        .flatten()
        .chain(&mut policies.permissions_boundary)
        .chain(&mut policies.session);
    of_principals.for_each(|entry| of_principal(entry, &mut put));
    let of_endpoints = policies.vpc_endpoint.iter_mut();
    of_endpoints.for_each(|entry| of_endpoint(entry, &mut put));
    if let Some(organization) = &mut case.organization {
        of_organization(organization, &mut put);
    }
    if let Some(account) = &mut case.account {
        account.id.iter_mut().for_each(|id| put(Role::Text, id));
        if let Some(organization) = &mut account.organization {
            organization
                .id
                .iter_mut()
                .for_each(|id| put(Role::Text, id));
            let nodes = organization.path.iter_mut().flatten();
            nodes.for_each(|node| put(Role::Text, node));
        }
    }
    for network in &mut case.networks {
        put(Role::Text, &mut network.name);
        let ids = [&mut network.vpc, &mut network.endpoint];
        let ranges = network.source_ip.iter_mut().flatten();
        let texts = ids.into_iter().flatten().chain(ranges);
        texts.for_each(|text| put(Role::Text, text));
        let regions = network.regions.iter_mut().flatten();
        regions.for_each(|region| put(Role::Region, region));
    }
    for guarantee in &mut case.guarantees {
        of_guarantee(guarantee, &mut put);
    }
    if let Some(perimeter) = &mut case.perimeter {
        let said = [&mut perimeter.owner, &mut perimeter.reason];
        let texts = perimeter
            .exempt
            .iter_mut()
            .chain(said.into_iter().flatten());
        texts.for_each(|text| put(Role::Text, text));
    }
    for known in &mut case.principals {
        put(Role::Text, &mut known.principal);
        let said = [&mut known.owner, &mut known.reason];
        said.into_iter()
            .flatten()
            .for_each(|text| put(Role::Text, text));
    }
    for known in &mut case.vpc_endpoints {
        put(Role::Text, &mut known.vpc);
        let endpoint = &mut known.endpoint;
        endpoint.iter_mut().for_each(|id| put(Role::Text, id));
    }
    for client in &mut case.oauth_clients {
        put(Role::Text, &mut client.client_id);
        let names = client.token_from.iter_mut();
        names.for_each(|name| put(Role::Text, name));
    }
    for suppression in &mut case.suppressions {
        put(Role::Text, &mut suppression.reason);
        if let Some(policy) = &mut suppression.policy {
            put(Role::Policy, policy);
        }
        if let Some(StatementName::Sid(sid)) = &mut suppression.statement {
            put(Role::Sid, sid);
        }
    }
    for person in &mut case.grid.people {
        let name = &mut person.name;
        name.iter_mut().for_each(|name| put(Role::Request, name));
        put(Role::Text, &mut person.principal);
        of_context(&mut person.context, &mut put);
    }
    for network in &mut case.grid.networks {
        let name = &mut network.name;
        name.iter_mut().for_each(|name| put(Role::Request, name));
        let ids = [&mut network.vpc, &mut network.endpoint];
        let ranges = network.source_ip.iter_mut().flatten();
        let texts = ids.into_iter().flatten().chain(ranges);
        texts.for_each(|text| put(Role::Text, text));
        let regions = network.regions.iter_mut().flatten();
        regions.for_each(|region| put(Role::Region, region));
    }
    for request in &mut case.requests {
        of_request(request, &mut put);
    }
    for document in documents::of_file(case) {
        *document = match document.text() {
            Some(text) => DocumentText::new(of_text(text, rename)),
            None => {
                let told = document.reference().unwrap_or_default();
                let new = rename(Role::Text, told);
                DocumentText::from_path(new.unwrap_or_else(|| told.to_owned()))
            }
        };
    }
}

fn of_principal(entry: &mut PrincipalPolicy, put: &mut dyn FnMut(Role, &mut String)) {
    let name = entry.name.iter_mut();
    name.for_each(|name| put(Role::Policy, name));
    let principal = entry.principal.iter_mut();
    principal.for_each(|arn| put(Role::Text, arn));
}

fn of_endpoint(entry: &mut EndpointPolicy, put: &mut dyn FnMut(Role, &mut String)) {
    let name = entry.name.iter_mut();
    name.for_each(|name| put(Role::Policy, name));
    entry.endpoint.iter_mut().for_each(|id| put(Role::Text, id));
}

fn of_organization(organization: &mut OrganizationTree, put: &mut dyn FnMut(Role, &mut String)) {
    for account in &mut organization.accounts {
        let policies = &mut account.policies;
        let of_principals = policies.identity.iter_mut().flatten();
        of_principals.for_each(|entry| of_principal(entry, put));
        let of_endpoints = policies.vpc_endpoint.iter_mut();
        of_endpoints.for_each(|entry| of_endpoint(entry, put));
        put(Role::Text, &mut account.id);
        account
            .name
            .iter_mut()
            .for_each(|name| put(Role::Text, name));
    }
    put(Role::Text, &mut organization.id);
    put(Role::Text, &mut organization.management_account);
    of_node(&mut organization.tree, put);
}

fn of_node(node: &mut OrganizationNode, put: &mut dyn FnMut(Role, &mut String)) {
    put(Role::Text, &mut node.id);
    let accounts = node.accounts.iter_mut();
    let texts = node.name.iter_mut().chain(accounts);
    texts.for_each(|text| put(Role::Text, text));
    node.children
        .iter_mut()
        .for_each(|child| of_node(child, put));
}

/// The names of networks are those of `networks`; what people wrote of the guarantee is
/// theirs.
fn of_guarantee(guarantee: &mut Guarantee, put: &mut dyn FnMut(Role, &mut String)) {
    put(Role::Text, &mut guarantee.name);
    let patterns = match &mut guarantee.principals {
        GuaranteedPrincipals::Any(_) => &mut Vec::new(),
        GuaranteedPrincipals::In(patterns) => patterns,
        GuaranteedPrincipals::NotIn(but) => &mut but.not_in,
    };
    patterns.iter_mut().for_each(|arn| put(Role::Text, arn));
    let names = match &mut guarantee.from {
        GuaranteedNetworks::Word(_) => &mut Vec::new(),
        GuaranteedNetworks::In(names) => names,
        GuaranteedNetworks::NotIn(but) => &mut but.not_in,
    };
    names.iter_mut().for_each(|name| put(Role::Text, name));
    let regions = guarantee.regions.iter_mut().flatten();
    regions.for_each(|region| put(Role::Region, region));
    let accounts = guarantee.accounts.iter_mut().flatten();
    accounts.for_each(|id| put(Role::Text, id));
    let said = [&mut guarantee.owner, &mut guarantee.reason];
    let said = said.into_iter().flatten();
    said.for_each(|text| put(Role::Text, text));
}

fn of_request(request: &mut Request, put: &mut dyn FnMut(Role, &mut String)) {
    request
        .name
        .iter_mut()
        .for_each(|name| put(Role::Request, name));
    put(Role::Text, &mut request.principal);
    let mut of_network = |network: &mut Network| {
        let members = [
            &mut network.vpc,
            &mut network.endpoint,
            &mut network.source_ip,
        ];
        members
            .into_iter()
            .flatten()
            .for_each(|text| put(Role::Text, text));
    };
    request.network.iter_mut().for_each(&mut of_network);
    for (_, phase) in &mut request.phases.0 {
        phase.network.iter_mut().for_each(&mut of_network);
    }
    of_context(&mut request.context, put);
    request
        .region
        .iter_mut()
        .for_each(|region| put(Role::Region, region));
    request
        .resource
        .iter_mut()
        .for_each(|arn| put(Role::Text, arn));
    request
        .expect
        .iter_mut()
        .for_each(|expect| of_expect(expect, put));
}

fn of_context(context: &mut Ordered<ContextValue>, put: &mut dyn FnMut(Role, &mut String)) {
    for (key, value) in &mut context.0 {
        let plain = vocabulary::is_plain_key(key);
        put(Role::Key, key);
        match value {
            ContextValue::One(value) if !plain => put(Role::Text, value),
            ContextValue::One(value) => put(Role::Value, value),
            ContextValue::Many(values) => {
                let role = if plain { Role::Value } else { Role::Text };
                values.iter_mut().for_each(|value| put(role, value));
            }
            ContextValue::Unknown => {}
        }
    }
}

fn of_expect(expect: &mut Expect, put: &mut dyn FnMut(Role, &mut String)) {
    for (_, phase) in &mut expect.phases.0 {
        let PhaseExpect::Details(details) = phase else {
            continue;
        };
        let deciders = details.decided_by.iter_mut().flatten();
        deciders.for_each(|text| put(Role::DecidedBy, text));
        let lists = [
            &mut details.depends_on,
            &mut details.absent_keys,
            &mut details.assumed_absent,
        ];
        let keys = lists.into_iter().flatten().flatten();
        keys.for_each(|key| put(Role::Key, key));
    }
}

/// The documents that are not sound, by their place.
pub(super) fn unsound(case: &CaseFile) -> Vec<String> {
    let case = Case::new(case.clone(), &NoFiles);
    let documents = case.compiled().documents().iter();
    documents
        .filter(|document| document.file.is_none() && !document.is_sound())
        .map(|document| document.path.clone())
        .collect()
}
