//! From a workspace to a case file and back. What the contract has no place for
//! is told, and kept for the next export.

use implicit_clone::unsync::IString;
use vestibule_iam::json::{self, Value, json_string};
use vestibule_wire::{
    Case, CaseFile, ConsoleAuthorization, DocumentText, EndpointPolicy, Finding, Guarantee, Layer,
    NamedNetwork, Network, NoFiles, PrincipalPolicy, Request, Suppression,
};

use super::action::Incoming;
use super::declarations::Declarations;
use super::grid_file;
use super::managed;
use super::organization::Organization;
use super::scenario::{self, ContextRow, Override, Path, Scenario};
use super::unknown_members;
use super::workspace::{Account, Document, Standing, Workspace};
use crate::evaluate::case;
use crate::format;
use std::rc::Rc;

/// The case file of a workspace.
pub fn file(workspace: &Workspace) -> CaseFile {
    let mut file = with_documents(workspace, |document| DocumentText::new(&*document.text));
    file.principals = workspace.kept("principals");
    file.vpc_endpoints = workspace.kept("vpcEndpoints");
    file.oauth_clients = workspace.kept("oauthClients");
    if workspace.organization.is_some() {
        return file;
    }
    let account = file.account.get_or_insert_default();
    account.root_credentials = workspace.kept_of_account("rootCredentials");
    account.hard_expiry = workspace.kept_of_account("hardExpiry");
    account.joined_method = workspace.kept_of_account("joinedMethod");
    file
}

fn with_documents(workspace: &Workspace, text: impl Fn(&Document) -> DocumentText) -> CaseFile {
    let mut file = CaseFile::default();
    let organization = workspace.organization.as_deref();
    case::put_whose(&mut file, &workspace.account, organization);
    case::put_documents(&mut file, &workspace.documents, text);
    if workspace.no_identity && file.policies.identity.is_none() {
        file.policies.identity = Some(Vec::new());
    }
    let readings: Vec<String> = workspace.readings.iter().map(ToString::to_string).collect();
    file.assumptions = case::assumptions(&readings);
    let suppressions = workspace.suppressions.iter();
    file.suppressions = suppressions.map(|one| Suppression::clone(one)).collect();
    file.grid = grid_file::file(workspace);
    let declared = &workspace.declared;
    file.networks = declared
        .networks
        .iter()
        .map(|one| NamedNetwork::clone(one))
        .collect();
    file.guarantees = declared
        .guarantees
        .iter()
        .map(|one| Guarantee::clone(one))
        .collect();
    file.perimeter = declared.perimeter.as_deref().cloned();
    file.requests = workspace
        .scenarios
        .iter()
        .map(|scenario| case::request(scenario))
        .collect();
    file
}

/// The text of the case file, with each document as it was typed. Those without a
/// text have no place in it.
pub fn export(workspace: &Workspace) -> String {
    // Stands where a document goes; nothing that was typed looks like it.
    let typed = format::write(workspace);
    let mut mark = "document".to_owned();
    while typed.contains(&mark) {
        mark.push('-');
    }
    let token = |id: u32| format!("{mark}:{id}");
    let file = with_documents(workspace, |document| {
        DocumentText::from_path(token(document.id))
    });
    let mut root = json::parse_any_length(&file.to_json().unwrap_or_default()).root;
    unknown_members::put_back(workspace, &mut root);
    let mut text = root.to_pretty_string();
    for document in workspace.documents.iter().filter(|d| !d.is_blank()) {
        let token = format!("\"{}\"", token(document.id));
        if let Some(at) = text.find(&token) {
            let written = written(&document.text, depth(&text, at));
            text.replace_range(at..at + token.len(), &written);
        }
    }
    text.push('\n');
    text
}

/// How deep the line of `at` is.
fn depth(text: &str, at: usize) -> usize {
    let line = text.get(..at).and_then(|before| before.rsplit('\n').next());
    line.map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
}

/// A document in a case file: JSON as it is, moved to its place; anything else
/// as a string.
fn written(text: &str, depth: usize) -> String {
    if !is_object(text) {
        return json_string(text);
    }
    let margin = format!("\n{}", " ".repeat(depth));
    text.trim().replace('\n', &margin)
}

fn is_object(text: &str) -> bool {
    let parsed = json::parse(text);
    let mut problems = parsed.problems.iter();
    matches!(parsed.root.value, Value::Object(_))
        && problems.all(|problem| problem.code == json::Code::DuplicateKey)
}

/// The workspace that a case file holds, and what of it could not be read.
///
/// # Errors
/// Everything that is wrong with what is no case file.
pub fn import(text: &str) -> Result<(Workspace, Vec<Finding>), Vec<Finding>> {
    let read = Case::read(text, &NoFiles)?;
    let mut workspace = workspace(read.file());
    let findings: Vec<Finding> = read
        .findings()
        .iter()
        .filter(|finding| finding.policy.is_none() && is_of_reading(finding))
        .cloned()
        .collect();
    unknown_members::keep(&mut workspace, text, &findings);
    Ok((workspace, findings))
}

/// True for what is wrong with the file, or which text stands for an ARN in it; what is wrong
/// with a sign-in or the account is told where they are shown.
fn is_of_reading(finding: &Finding) -> bool {
    let code = &finding.code;
    let names = [
        "managed-policy",
        "unknown-field",
        "unknown-assumption",
        "two-resource-based-policies",
    ];
    names.contains(&&**code) || code.starts_with("json-")
}

/// The workspace for a case.
pub fn workspace(file: &CaseFile) -> Workspace {
    let mut workspace = Workspace {
        account: match file.organization {
            // What is told of one account stands beside the organization.
            Some(_) => Account::default(),
            None => account(file),
        },
        organization: Organization::of(file).map(Rc::new),
        no_identity: file.policies.identity.as_ref().is_some_and(Vec::is_empty),
        ..Workspace::default()
    };
    for entry in documents(file) {
        let layer = entry.layer;
        let managed = entry.text.arn();
        let managed = managed.and_then(|arn| managed::incoming(arn, layer));
        let (own_name, text) = match managed {
            Some(managed) => (managed.name, managed.text),
            None => (IString::default(), document_text(entry.text).into()),
        };
        workspace.append(Incoming {
            layer,
            name: entry.name.map_or(own_name, |name| name.to_owned().into()),
            target: entry.target.unwrap_or_default().to_owned().into(),
            text,
            account: entry.account.to_owned().into(),
        });
    }
    let switched = file.assumptions.iter().filter(|(_, shipped)| !**shipped);
    workspace.suppressions = file.suppressions.iter().cloned().map(Rc::new).collect();
    workspace.declared = Rc::new(Declarations {
        networks: file.networks.iter().cloned().map(Rc::new).collect(),
        guarantees: file.guarantees.iter().cloned().map(Rc::new).collect(),
        perimeter: file.perimeter.clone().map(Rc::new),
    });
    workspace.readings = switched.map(|(id, _)| id.to_owned().into()).collect();
    let statements = &file.policies.permission_statements;
    // A file with both is wrong, and the policy is shown.
    if !statements.is_empty() && file.policies.resource_based.is_none() {
        workspace.put_statements(statements.clone());
    }
    unknown_members::keep_of(&mut workspace, file);
    grid_file::take(&mut workspace, &file.grid);
    for request in &file.requests {
        let id = workspace.fresh_id();
        let scenario = scenario(request, id, &mut workspace.next_id);
        workspace.scenarios.push(Rc::new(scenario));
    }
    workspace
}

/// A document of a case file.
struct Entry<'a> {
    layer: Layer,
    name: Option<&'a str>,
    target: Option<&'a str>,
    /// Whose own it is in an organization; empty for nobody's.
    account: &'a str,
    text: &'a DocumentText,
}

/// Every document of a case file, in the order of the layers, those of single accounts last.
fn documents(file: &CaseFile) -> Vec<Entry<'_>> {
    let policies = &file.policies;
    let mut entries: Vec<Entry<'_>> = Vec::new();
    entries.extend(policies.resource_based.iter().map(resource_based("")));
    let nodes = [
        (Layer::ResourceControl, &policies.resource_control),
        (Layer::ServiceControl, &policies.service_control),
    ];
    for (layer, list) in nodes {
        entries.extend(list.iter().map(|entry| Entry {
            layer,
            name: entry.name.as_deref(),
            target: entry.attached_to.as_deref(),
            account: "",
            text: &entry.document,
        }));
    }
    let identity = policies.identity.as_deref().unwrap_or_default();
    entries.extend(identity.iter().map(of_principal(Layer::Identity, "")));
    let boundaries = policies.permissions_boundary.iter();
    entries.extend(boundaries.map(of_principal(Layer::PermissionsBoundary, "")));
    let sessions = policies.session.iter();
    entries.extend(sessions.map(of_principal(Layer::Session, "")));
    entries.extend(policies.vpc_endpoint.iter().map(of_endpoint("")));
    let accounts = file.organization.iter().flat_map(|told| &told.accounts);
    for account in accounts {
        let (id, own) = (&*account.id, &account.policies);
        entries.extend(own.resource_based.iter().map(resource_based(id)));
        let identity = own.identity.as_deref().unwrap_or_default();
        entries.extend(identity.iter().map(of_principal(Layer::Identity, id)));
        entries.extend(own.vpc_endpoint.iter().map(of_endpoint(id)));
    }
    entries
}

fn resource_based<'a>(account: &'a str) -> impl Fn(&'a DocumentText) -> Entry<'a> {
    move |text| Entry {
        layer: Layer::ResourceBased,
        name: None,
        target: None,
        account,
        text,
    }
}

fn of_principal<'a>(layer: Layer, account: &'a str) -> impl Fn(&'a PrincipalPolicy) -> Entry<'a> {
    move |entry| Entry {
        layer,
        name: entry.name.as_deref(),
        target: entry.principal.as_deref(),
        account,
        text: &entry.document,
    }
}

fn of_endpoint<'a>(account: &'a str) -> impl Fn(&'a EndpointPolicy) -> Entry<'a> {
    move |entry| Entry {
        layer: Layer::VpcEndpoint,
        name: entry.name.as_deref(),
        target: entry.endpoint.as_deref(),
        account,
        text: &entry.document,
    }
}

/// The sign-in of a request. `next_id` gives ids to the rows of its context.
fn scenario(request: &Request, id: u32, next_id: &mut u32) -> Scenario {
    let or_empty = |told: &Option<String>| told.clone().unwrap_or_default().into();
    let context = request.context.iter().map(|(key, value)| {
        let id = *next_id;
        *next_id = id.wrapping_add(1);
        ContextRow {
            id,
            key: key.to_owned().into(),
            value: grid_file::given(value),
        }
    });
    let overrides = request.phases.iter().map(|(action, told)| Override {
        action: action.to_owned().into(),
        network: network(told.network.as_ref()),
    });
    Scenario {
        id,
        name: or_empty(&request.name),
        entry: request.entry.unwrap_or_default(),
        principal: request.principal.clone().into(),
        network: network(request.network.as_ref()),
        region: or_empty(&request.region),
        context: context.collect(),
        overrides: overrides.collect(),
        resource: or_empty(&request.resource),
        expect: request.expect.clone(),
        invented: Vec::new(),
    }
}

/// The fields for a network.
pub fn network(told: Option<&Network>) -> scenario::Network {
    let told = told.cloned().unwrap_or_default();
    let field = |part: Option<String>| part.unwrap_or_default().into();
    if told.is_endpoint() {
        return scenario::Network {
            path: Path::Endpoint,
            vpc: field(told.vpc),
            endpoint: field(told.endpoint),
            private_ip: field(told.source_ip),
            ..scenario::Network::default()
        };
    }
    scenario::Network {
        source_ip: field(told.source_ip),
        ..scenario::Network::default()
    }
}

fn account(file: &CaseFile) -> Account {
    let told = file.account.clone().unwrap_or_default();
    let organization = told.organization.as_ref();
    let (on_account, on_organization) = match told.console_authorization {
        None => (true, true),
        Some(ConsoleAuthorization::Both(on)) => (on, on),
        Some(ConsoleAuthorization::ByTarget(targets)) => (targets.account, targets.organization),
    };
    let path = organization.and_then(|o| o.path.as_ref());
    Account {
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
        path: match path.map(Vec::as_slice) {
            None => IString::default(),
            Some([]) => IString::Static(","),
            Some(nodes) => nodes.join(" ").into(),
        },
        on_account,
        on_organization,
        without_identity_center: told.identity_center == Some(false),
    }
}

/// The text of a document. JSON is moved to the left margin: in a case file it
/// stands as deep as its place.
fn document_text(document: &DocumentText) -> String {
    let text = document.text().or(document.reference()).unwrap_or_default();
    if !is_object(text) {
        return text.to_owned();
    }
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
