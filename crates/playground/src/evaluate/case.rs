//! From a workspace to the parts of a case file, and back from its paths.

use vestibule_iam::json;
use vestibule_wire::{
    Account, AuthorizationTargets, ConsoleAuthorization, ContextValue, DocumentText,
    EndpointPolicy, Finding, Layer, Network, NodePolicy, Ordered, Organization, PhaseOverride,
    Policies, PrincipalPolicy, Request,
};

use super::answer::{Field, Rules, ScenarioField};
use crate::state::scenario::{self, ContextRow, Given, Path, Scenario};
use crate::state::workspace::{self, Document, Standing, Workspace};

/// Which document stands at which path of the case file.
pub type Paths = Vec<(String, u32)>;

/// Where the permission statements stand in a case file.
const STATEMENTS: &str = "policies.permissionStatements";

/// A field's text; `None` where there is none.
pub fn told(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Everything that decides beside the sign-ins.
pub fn rules(workspace: &Workspace) -> Rules {
    Rules {
        account: workspace.account.clone(),
        documents: workspace.documents.clone(),
        no_identity: workspace.no_identity,
        readings: workspace.readings.iter().map(ToString::to_string).collect(),
    }
}

/// True when both decide every sign-in alike, the names of documents apart.
pub fn decides_alike(a: &Workspace, b: &Workspace) -> bool {
    a.documents == b.documents
        && a.account == b.account
        && a.no_identity == b.no_identity
        && a.readings == b.readings
}

/// The policies. Documents without a text are none.
pub fn policies(rules: &Rules) -> (Policies, Paths) {
    let mut policies = Policies::default();
    let mut paths = Paths::new();
    let mut counts = [0_usize; workspace::LAYERS.len()];
    for document in rules
        .documents
        .iter()
        .filter(|document| !document.is_blank())
    {
        let layer = document.layer;
        let Some(count) = counts.get_mut(workspace::layer_index(layer)) else {
            continue;
        };
        let path = match layer {
            Layer::ResourceBased if document.statements().is_some() => STATEMENTS.to_owned(),
            Layer::ResourceBased => format!("policies.{}", layer.name()),
            Layer::VpcEndpoint
            | Layer::ResourceControl
            | Layer::ServiceControl
            | Layer::Identity
            | Layer::PermissionsBoundary
            | Layer::Session => format!("policies.{}[{count}]", layer.name()),
        };
        *count += 1;
        put_made(&mut policies, document, |document| {
            DocumentText::new(&*document.text)
        });
        paths.push((path, document.id));
    }
    if rules.no_identity && policies.identity.is_none() {
        policies.identity = Some(Vec::new());
    }
    (policies, paths)
}

/// Puts a document where its layer stands, as the permission statements that it is made of where
/// nobody changed it.
pub fn put_made(
    policies: &mut Policies,
    from: &Document,
    text: impl FnOnce(&Document) -> DocumentText,
) {
    match from.statements() {
        Some(statements) => policies.permission_statements = statements.to_vec(),
        None => put(policies, from, text(from)),
    }
}

/// Puts a document where its layer stands.
pub fn put(policies: &mut Policies, from: &Document, document: DocumentText) {
    let (name, target) = (told(&from.name), told(&from.target));
    let of_node = |document| NodePolicy {
        name: name.clone(),
        attached_to: target.clone(),
        document,
    };
    let of_principal = |document| PrincipalPolicy {
        name: name.clone(),
        principal: target.clone(),
        document,
    };
    match from.layer {
        Layer::ResourceBased => policies.resource_based = Some(document),
        Layer::ResourceControl => policies.resource_control.push(of_node(document)),
        Layer::ServiceControl => policies.service_control.push(of_node(document)),
        Layer::Identity => policies
            .identity
            .get_or_insert_default()
            .push(of_principal(document)),
        Layer::PermissionsBoundary => policies.permissions_boundary.push(of_principal(document)),
        Layer::Session => policies.session.push(of_principal(document)),
        Layer::VpcEndpoint => policies.vpc_endpoint.push(EndpointPolicy {
            name,
            endpoint: target,
            document,
        }),
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
    if let Some(id) = document(path) {
        return Some(Field::DocumentText(id));
    }
    if path.starts_with(STATEMENTS) {
        return document(STATEMENTS).map(Field::DocumentText);
    }
    let (holder, member) = path.rsplit_once('.')?;
    let id = document(holder)?;
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
