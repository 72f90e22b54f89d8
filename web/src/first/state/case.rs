//! From a case file to the form.

use vestibule_wire::{CaseFile, ConsoleAuthorization, ContextValue, DocumentText, Layer, Request};

use super::input::{self, Input, Path, Standing};

/// The form for a case, with the first of its sign-ins.
pub(crate) fn input(file: &CaseFile) -> Input {
    let mut input = Input {
        account: account(file),
        ..Input::default()
    };
    let policies = &file.policies;
    if let Some(document) = &policies.resource_based {
        input.load_document(Layer::ResourceBased, "", "", &text(document));
    }
    let mut load = |kind, name: &Option<String>, target: &Option<String>, document| {
        let or_empty = |told: &Option<String>| told.clone().unwrap_or_default();
        input.load_document(kind, &or_empty(name), &or_empty(target), &text(document));
    };
    for policy in &policies.resource_control {
        load(
            Layer::ResourceControl,
            &policy.name,
            &policy.attached_to,
            &policy.document,
        );
    }
    for policy in &policies.service_control {
        load(
            Layer::ServiceControl,
            &policy.name,
            &policy.attached_to,
            &policy.document,
        );
    }
    for policy in policies.identity.iter().flatten() {
        load(
            Layer::Identity,
            &policy.name,
            &policy.principal,
            &policy.document,
        );
    }
    for policy in &policies.permissions_boundary {
        load(
            Layer::PermissionsBoundary,
            &policy.name,
            &policy.principal,
            &policy.document,
        );
    }
    for policy in &policies.session {
        load(
            Layer::Session,
            &policy.name,
            &policy.principal,
            &policy.document,
        );
    }
    for policy in &policies.vpc_endpoint {
        load(
            Layer::VpcEndpoint,
            &policy.name,
            &policy.endpoint,
            &policy.document,
        );
    }
    input.no_identity = policies.identity.as_ref().is_some_and(Vec::is_empty);
    if let Some(first) = file.requests.first() {
        input.request = request(first);
    }
    input.repair();
    input
}

/// The form for one sign-in.
pub(crate) fn request(request: &Request) -> input::Request {
    let network = request.network.clone().unwrap_or_default();
    let or_empty = |told: Option<String>| told.unwrap_or_default().into();
    let (path, source_ip, private_ip) = if network.is_endpoint() {
        (Path::Endpoint, None, network.source_ip)
    } else {
        (Path::Public, network.source_ip, None)
    };
    let context = request
        .context
        .iter()
        .zip(0..)
        .map(|((key, value), id)| input::ContextRow {
            id,
            key: key.to_owned().into(),
            values: match value {
                ContextValue::Unknown => String::new(),
                ContextValue::One(value) => value.clone(),
                ContextValue::Many(values) => values.join("\n"),
            }
            .into(),
        });
    input::Request {
        entry: request.entry.unwrap_or_default(),
        principal: request.principal.clone().into(),
        path,
        source_ip: or_empty(source_ip),
        vpc: or_empty(network.vpc),
        endpoint: or_empty(network.endpoint),
        private_ip: or_empty(private_ip),
        region: or_empty(request.region.clone()),
        context: context.collect(),
    }
}

fn account(file: &CaseFile) -> input::Account {
    let told = file.account.clone().unwrap_or_default();
    let organization = told.organization.as_ref();
    let (on_account, on_organization) = match told.console_authorization {
        None => (true, true),
        Some(ConsoleAuthorization::Both(on)) => (on, on),
        Some(ConsoleAuthorization::ByTarget(targets)) => (targets.account, targets.organization),
    };
    input::Account {
        id: told.id.clone().unwrap_or_default().into(),
        standing: match organization {
            None => Standing::Standalone,
            Some(organization) if organization.management_account => Standing::Management,
            Some(_) => Standing::Member,
        },
        organization: organization
            .and_then(|o| o.id.clone())
            .unwrap_or_default()
            .into(),
        path: organization
            .and_then(|o| o.path.as_ref())
            .map(|path| path.join(" "))
            .unwrap_or_default()
            .into(),
        on_account,
        on_organization,
    }
}

/// The text of a document, moved to the left margin: in a case file it stands
/// as deep as its place.
fn text(document: &DocumentText) -> String {
    let text = document.text().unwrap_or_default();
    let margin = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let depth = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| margin(&line))
        .min()
        .unwrap_or(0);
    let moved = text.lines().enumerate().map(|(index, line)| match index {
        0 => line,
        _ => line.get(depth.min(margin(&line))..).unwrap_or(line),
    });
    moved.collect::<Vec<_>>().join("\n")
}
