//! From a workspace to the parts of a case file, and back from its paths.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_iam::json;
use vestibule_wire::{
    Account, AccountPolicies, AuthorizationTargets, CaseFile, ConsoleAuthorization, ContextValue,
    DocumentText, EndpointPolicy, Finding, Layer, Network, NodePolicy, Ordered, Organization,
    PhaseOverride, Policies, PrincipalPolicy, Request,
};

use super::answer::{Field, Rules, ScenarioField};
use crate::state::organization;
use crate::state::scenario::{self, ContextRow, Given, Path, Scenario};
use crate::state::workspace::{self, Document, Standing, Workspace};

/// Which document stands at which path of the case file.
pub type Paths = Vec<(String, u32)>;

/// Where the permission statements stand in a case file.
const STATEMENTS: &str = "permissionStatements";

/// A field's text; `None` where there is none.
pub fn told(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Everything that decides beside the sign-ins.
pub fn rules(workspace: &Workspace) -> Rules {
    Rules {
        account: workspace.account.clone(),
        organization: workspace.organization.clone(),
        documents: workspace.documents.clone(),
        no_identity: workspace.no_identity,
        readings: workspace.readings.iter().map(ToString::to_string).collect(),
    }
}

/// True when both decide every sign-in alike, the names of documents apart.
pub fn decides_alike(a: &Workspace, b: &Workspace) -> bool {
    let organizations = match (&a.organization, &b.organization) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b) || a.decides_as(b),
        (a, b) => a.is_none() && b.is_none(),
    };
    organizations
        && a.documents == b.documents
        && a.account == b.account
        && a.no_identity == b.no_identity
        && a.readings == b.readings
}

/// The account or the organization, the policies and the readings, as a case file tells them, with
/// the place of each document. Documents without a text are none.
pub fn file(rules: &Rules) -> (CaseFile, Paths) {
    let mut file = CaseFile {
        assumptions: assumptions(&rules.readings),
        ..CaseFile::default()
    };
    put_whose(&mut file, &rules.account, rules.organization.as_deref());
    let text = |document: &Document| DocumentText::new(&*document.text);
    let paths = put_documents(&mut file, &rules.documents, text);
    if rules.no_identity && file.policies.identity.is_none() {
        file.policies.identity = Some(Vec::new());
    }
    (file, paths)
}

/// Puts the account, or the organization in its place.
pub fn put_whose(
    file: &mut CaseFile,
    form: &workspace::Account,
    organization: Option<&organization::Organization>,
) {
    match organization {
        None => file.account = Some(account(form)),
        Some(organization) => {
            file.account = organization.beside.as_deref().cloned();
            file.organization = Some(organization.told());
        }
    }
}

/// Puts the documents where they stand in a case file, with what `text` makes of each, and says
/// which stands where. Documents without a text are none.
pub fn put_documents(
    file: &mut CaseFile,
    documents: &[Rc<Document>],
    text: impl Fn(&Document) -> DocumentText,
) -> Paths {
    let mut paths = Paths::new();
    let numbers: HashMap<String, usize> = match &file.organization {
        None => HashMap::new(),
        Some(told) => {
            let accounts = told.accounts.iter().enumerate();
            let numbers = accounts.rev().map(|(number, own)| (own.id.clone(), number));
            numbers.collect()
        }
    };
    for document in documents.iter().filter(|document| !document.is_blank()) {
        let number = numbers.get(document.account.trim()).copied();
        let own = number.filter(|_| document.may_be_own()).and_then(|number| {
            let told = file.organization.as_mut()?;
            Some((number, told.accounts.get_mut(number)?))
        });
        let path = match own {
            Some((number, account)) => {
                let place = put_own(&mut account.policies, document, text(document));
                format!("organization.accounts[{number}].policies.{place}")
            }
            None => {
                let place = put_made(&mut file.policies, document, &text);
                format!("policies.{place}")
            }
        };
        paths.push((path, document.id));
    }
    paths
}

/// Puts a document among the policies of its account, and says where.
fn put_own(policies: &mut AccountPolicies, from: &Document, document: DocumentText) -> String {
    let name = from.layer.name();
    match from.layer {
        Layer::Identity => {
            let list = policies.identity.get_or_insert_default();
            list.push(of_principal(from, document));
            format!("{name}[{}]", list.len() - 1)
        }
        Layer::VpcEndpoint => {
            policies.vpc_endpoint.push(of_endpoint(from, document));
            format!("{name}[{}]", policies.vpc_endpoint.len() - 1)
        }
        Layer::ResourceBased
        | Layer::ResourceControl
        | Layer::ServiceControl
        | Layer::PermissionsBoundary
        | Layer::Session => {
            policies.resource_based = Some(document);
            name.to_owned()
        }
    }
}

/// Puts a document where its layer stands, as the permission statements that it is made of where
/// nobody changed it, and says where that is.
fn put_made(
    policies: &mut Policies,
    from: &Document,
    text: impl FnOnce(&Document) -> DocumentText,
) -> String {
    match from.statements() {
        Some(statements) => {
            policies.permission_statements = statements.to_vec();
            STATEMENTS.to_owned()
        }
        None => put(policies, from, text(from)),
    }
}

fn of_principal(from: &Document, document: DocumentText) -> PrincipalPolicy {
    PrincipalPolicy {
        name: told(&from.name),
        principal: told(&from.target),
        document,
    }
}

fn of_endpoint(from: &Document, document: DocumentText) -> EndpointPolicy {
    EndpointPolicy {
        name: told(&from.name),
        endpoint: told(&from.target),
        document,
    }
}

/// Puts a document where its layer stands, and says where that is.
pub fn put(policies: &mut Policies, from: &Document, document: DocumentText) -> String {
    let of_node = |document| NodePolicy {
        name: told(&from.name),
        attached_to: told(&from.target),
        document,
    };
    let last = |count: usize| format!("{}[{}]", from.layer.name(), count - 1);
    match from.layer {
        Layer::ResourceBased => {
            policies.resource_based = Some(document);
            from.layer.name().to_owned()
        }
        Layer::ResourceControl => {
            policies.resource_control.push(of_node(document));
            last(policies.resource_control.len())
        }
        Layer::ServiceControl => {
            policies.service_control.push(of_node(document));
            last(policies.service_control.len())
        }
        Layer::Identity => {
            let list = policies.identity.get_or_insert_default();
            list.push(of_principal(from, document));
            last(list.len())
        }
        Layer::PermissionsBoundary => {
            let list = &mut policies.permissions_boundary;
            list.push(of_principal(from, document));
            last(list.len())
        }
        Layer::Session => {
            policies.session.push(of_principal(from, document));
            last(policies.session.len())
        }
        Layer::VpcEndpoint => {
            policies.vpc_endpoint.push(of_endpoint(from, document));
            last(policies.vpc_endpoint.len())
        }
    }
}

/// The account.
pub fn account(form: &workspace::Account) -> Account {
    let organization = (form.standing != Standing::Standalone).then(|| Organization {
        id: told(&form.organization),
        management_account: form.standing == Standing::Management,
        path: told(&form.path).map(|path| {
            path.split(|c: char| c.is_whitespace() || c == ',')
                .filter(|node| !node.is_empty())
                .map(Into::into)
                .collect()
        }),
    });
    let (account, by_organization) = (form.on_account, form.on_organization);
    Account {
        id: told(&form.id),
        organization,
        console_authorization: Some(if account == by_organization {
            ConsoleAuthorization::Both(account)
        } else {
            ConsoleAuthorization::ByTarget(AuthorizationTargets {
                account,
                organization: by_organization,
            })
        }),
        identity_center: form.without_identity_center.then_some(false),
        ..Account::default()
    }
}

/// The assumptions of which the other reading is taken.
pub fn assumptions(readings: &[String]) -> Ordered<bool> {
    readings.iter().map(|id| (id.clone(), false)).collect()
}

/// The sign-in.
pub fn request(scenario: &Scenario) -> Request {
    let overrides = scenario.overrides.iter().map(|told| {
        let network = network(&told.network);
        (told.action.to_string(), PhaseOverride { network })
    });
    Request {
        name: told(&scenario.name),
        entry: Some(scenario.entry),
        principal: scenario.principal.trim().to_owned(),
        network: network(&scenario.network),
        region: told(&scenario.region),
        context: context(&scenario.context),
        resource: told(&scenario.resource),
        phases: overrides.collect(),
        expect: scenario.expect.clone(),
    }
}

/// The context keys, with what is told of them.
pub fn context(rows: &[ContextRow]) -> Ordered<ContextValue> {
    let told = rows.iter().filter_map(|row| {
        let value = match &row.value {
            Given::Unknown => ContextValue::Unknown,
            Given::One(value) => ContextValue::One(value.to_string()),
            Given::Many(values) => {
                ContextValue::Many(values.iter().map(ToString::to_string).collect())
            }
        };
        Some((told(&row.key)?, value))
    });
    told.collect()
}

/// The network; `None` when nothing is told of it.
pub fn network(form: &scenario::Network) -> Option<Network> {
    let network = match form.path {
        Path::Public => Network {
            source_ip: told(&form.source_ip),
            ..Network::default()
        },
        Path::Endpoint => Network {
            vpc: told(&form.vpc),
            endpoint: told(&form.endpoint),
            source_ip: told(&form.private_ip),
        },
    };
    // An address alone would speak of the public internet.
    let is_told = match form.path {
        Path::Public => network.source_ip.is_some(),
        Path::Endpoint => network.is_endpoint(),
    };
    is_told.then_some(network)
}

/// Where on the page a finding about the account or a policy belongs.
pub fn place_of(finding: &Finding, paths: &Paths) -> Option<Field> {
    let path = finding.path.as_deref()?;
    let document = |path: &str| {
        let (_, id) = paths.iter().find(|(other, _)| other == path)?;
        Some(*id)
    };
    if finding.policy.is_some() {
        return document(path).map(Field::DocumentText);
    }
    if let Some(id) = document(path) {
        return Some(Field::DocumentText(id));
    }
    if let Some(rest) = path.strip_prefix("account") {
        return Some(if rest.starts_with(".organization.path") {
            Field::OrganizationPath
        } else if rest.starts_with(".organization") {
            Field::Organization
        } else {
            Field::AccountId
        });
    }
    if path.starts_with("assumptions") {
        return Some(Field::Readings);
    }
    let statements = format!("policies.{STATEMENTS}");
    if path.starts_with(&statements) {
        return document(&statements).map(Field::DocumentText);
    }
    let (holder, member) = path.rsplit_once('.')?;
    let Some(id) = document(holder) else {
        return path
            .starts_with("organization")
            .then_some(Field::Organization);
    };
    Some(match member {
        "name" => Field::DocumentName(id),
        "document" => Field::DocumentText(id),
        _ => Field::DocumentTarget(id),
    })
}

/// Where in a scenario a finding about its request belongs.
pub fn scenario_field(path: &str, scenario: &Scenario) -> ScenarioField {
    let endpoint = scenario.network.path == Path::Endpoint;
    let (first, _) = path.split_once(['.', '[']).unwrap_or((path, ""));
    match (first, path) {
        ("principal", _) => ScenarioField::Principal,
        ("region", _) => ScenarioField::Region,
        ("entry", _) => ScenarioField::Entry,
        ("name", _) => ScenarioField::Name,
        ("resource", _) => ScenarioField::Resource,
        ("expect", _) => ScenarioField::Expect,
        ("phases", _) => ScenarioField::Overrides,
        (_, "network.endpoint") => ScenarioField::Endpoint,
        (_, "network.vpc") => ScenarioField::Vpc,
        (_, "network.sourceIp") if endpoint => ScenarioField::PrivateIp,
        ("context", _) => context_field(path, scenario),
        _ if endpoint => ScenarioField::Vpc,
        _ => ScenarioField::SourceIp,
    }
}

/// The last row of that name: of two the second is one too many.
fn context_field(path: &str, scenario: &Scenario) -> ScenarioField {
    let name = match path.strip_prefix("context.") {
        Some(plain) => Some(plain.to_owned()),
        None => path
            .strip_prefix("context[")
            .and_then(|rest| rest.strip_suffix(']'))
            .and_then(|quoted| Some(json::parse(quoted).root.as_str()?.to_owned())),
    };
    let row = scenario
        .context
        .iter()
        .rev()
        .find(|row| name.as_deref() == Some(row.key.trim()))
        .or(scenario.context.first());
    row.map_or(ScenarioField::SourceIp, |row| {
        ScenarioField::Context(row.id)
    })
}
