//! The case that the form stands for, and the way back from the paths of the
//! case to the fields of the form.

use vestibule_wire::{
    Account, AuthorizationTargets, CaseFile, ConsoleAuthorization, ContextValue, DocumentText,
    EndpointPolicy, Finding, Layer, Network, NodePolicy, Organization, Policies, PrincipalPolicy,
    Range, Request,
};
use yew::AttrValue;

use super::Place;
use crate::first::state::field::Field;
use crate::first::state::input::{self, Document, Input, Path, Standing};
use crate::text;

/// Which document of the page stands at which path of the case.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Documents {
    entries: Vec<Entry>,
    /// The ids of the rows of further keys, by name.
    context: Vec<(String, u32)>,
    path: Path,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    path: String,
    id: u32,
    /// What the page calls it.
    name: String,
    is_named: bool,
}

/// The case file of the form. Text areas without a text are no policies.
pub(super) fn file(input: &Input) -> (CaseFile, Documents) {
    let mut file = CaseFile {
        account: Some(account(&input.account)),
        ..CaseFile::default()
    };
    let mut entries = Vec::new();
    for (kind, documents) in input::KINDS.into_iter().zip(&input.documents) {
        let several = documents.len() > 1;
        let filled = documents
            .iter()
            .enumerate()
            .filter(|(_, d)| !d.text.trim().is_empty());
        for (index, (number, document)) in filled.enumerate() {
            put(&mut file.policies, kind, document);
            let path = match kind {
                Layer::ResourceBased => format!("policies.{}", kind.name()),
                _ => format!("policies.{}[{index}]", kind.name()),
            };
            let number = several.then_some(number + 1);
            let name = match told(&document.name) {
                Some(name) => format!("{} {name}", text::one(kind, None)),
                None => text::one(kind, number),
            };
            entries.push(Entry {
                path,
                id: document.id,
                name,
                is_named: told(&document.name).is_some(),
            });
        }
    }
    if input.no_identity && file.policies.identity.is_none() {
        file.policies.identity = Some(Vec::new());
    }
    file.requests.push(request(&input.request));
    let context = input
        .request
        .context
        .iter()
        .map(|row| (row.key.trim().to_owned(), row.id))
        .collect();
    (
        file,
        Documents {
            entries,
            context,
            path: input.request.path,
        },
    )
}

/// A field's text; `None` where there is none.
fn told(text: &AttrValue) -> Option<String> {
    Some(text.trim())
        .filter(|text| !text.is_empty())
        .map(ToOwned::to_owned)
}

fn put(policies: &mut Policies, kind: Layer, from: &Document) {
    let document = DocumentText::new(from.text.as_str());
    let (name, target) = (told(&from.name), told(&from.target));
    let principal = |document, name, principal| PrincipalPolicy {
        name,
        principal,
        document,
    };
    match kind {
        Layer::ResourceBased => policies.resource_based = Some(document),
        Layer::ResourceControl => {
            policies.resource_control.push(NodePolicy {
                name,
                attached_to: target,
                document,
            });
        }
        Layer::ServiceControl => {
            policies.service_control.push(NodePolicy {
                name,
                attached_to: target,
                document,
            });
        }
        Layer::Identity => {
            policies
                .identity
                .get_or_insert_default()
                .push(principal(document, name, target));
        }
        Layer::PermissionsBoundary => {
            policies
                .permissions_boundary
                .push(principal(document, name, target));
        }
        Layer::Session => policies.session.push(principal(document, name, target)),
        Layer::VpcEndpoint => {
            policies.vpc_endpoint.push(EndpointPolicy {
                name,
                endpoint: target,
                document,
            });
        }
    }
}

fn account(form: &input::Account) -> Account {
    let in_organization = form.standing != Standing::Standalone;
    Account {
        id: told(&form.id),
        organization: in_organization.then(|| Organization {
            id: told(&form.organization),
            management_account: form.standing == Standing::Management,
            path: told(&form.path).map(|path| {
                path.split([' ', ',', '\n'])
                    .filter(|node| !node.is_empty())
                    .map(Into::into)
                    .collect()
            }),
        }),
        console_authorization: Some(ConsoleAuthorization::ByTarget(AuthorizationTargets {
            account: form.on_account,
            organization: in_organization && form.on_organization,
        })),
    }
}

fn request(form: &input::Request) -> Request {
    let network = match form.path {
        Path::Public => told(&form.source_ip).map(|ip| Network {
            source_ip: Some(ip),
            ..Network::default()
        }),
        Path::Endpoint => Some(Network {
            vpc: told(&form.vpc),
            endpoint: told(&form.endpoint),
            source_ip: told(&form.private_ip),
        })
        // An address alone would speak of the public internet.
        .filter(Network::is_endpoint),
    };
    Request {
        entry: Some(form.entry),
        principal: form.principal.trim().to_owned(),
        network,
        region: told(&form.region),
        context: form
            .context
            .iter()
            .filter_map(|row| Some((told(&row.key)?, context_value(&row.values))))
            .collect(),
        ..Request::default()
    }
}

/// No value at all is an unknown one; several lines are several values.
pub(super) fn context_value(text: &str) -> ContextValue {
    let mut values: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    match values.len() {
        0 => ContextValue::Unknown,
        1 => ContextValue::One(values.remove(0)),
        _ => ContextValue::Many(values),
    }
}

impl Documents {
    /// The place in the document at `path` of the case.
    pub(super) fn place(&self, path: &str, range: Option<Range>) -> Option<Place> {
        let entry = self.entry(path)?;
        Some(Place {
            field: Field::DocumentText(entry.id),
            range,
            name: entry.name.clone(),
        })
    }

    /// True for a document that a person named.
    pub(super) fn is_named(&self, path: &str) -> bool {
        self.entry(path).is_some_and(|entry| entry.is_named)
    }

    fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }

    /// The document of a finding as the page orders them; the form comes first.
    pub(super) fn order(&self, finding: &Finding) -> Option<usize> {
        let path = finding.path.as_deref()?;
        self.entries.iter().position(|entry| entry.path == path)
    }

    /// Where on the page a finding belongs.
    pub(super) fn place_of(&self, finding: &Finding) -> Option<Place> {
        let path = finding.path.as_deref()?;
        if finding.policy.is_some() {
            return self.place(path, finding.range);
        }
        let field = self.field(path)?;
        Some(Place {
            field,
            range: None,
            name: text::field(field).to_owned(),
        })
    }

    /// The field that a path of the case came from.
    fn field(&self, path: &str) -> Option<Field> {
        if let Some(rest) = path.strip_prefix("requests[0]") {
            return Some(self.request_field(rest));
        }
        if let Some(rest) = path.strip_prefix("account") {
            return Some(match rest {
                ".organization.path" => Field::OrganizationPath,
                _ if rest.starts_with(".organization.path") => Field::OrganizationPath,
                _ if rest.starts_with(".organization") => Field::Organization,
                _ => Field::AccountId,
            });
        }
        let at = path.rfind('.')?;
        let (holder, member) = (path.get(..at)?, path.get(at + 1..)?);
        let entry = self.entry(holder)?;
        Some(match member {
            "name" => Field::DocumentName(entry.id),
            "document" => Field::DocumentText(entry.id),
            _ => Field::DocumentTarget(entry.id),
        })
    }

    fn request_field(&self, rest: &str) -> Field {
        let endpoint = self.path == Path::Endpoint;
        match rest {
            ".principal" => Field::Principal,
            ".region" => Field::Region,
            ".entry" => Field::Entry,
            ".network.endpoint" => Field::Endpoint,
            ".network.sourceIp" if endpoint => Field::PrivateIp,
            _ => self.context_field(rest).unwrap_or(if endpoint {
                Field::Vpc
            } else {
                Field::SourceIp
            }),
        }
    }

    fn context_field(&self, rest: &str) -> Option<Field> {
        let named = rest.strip_prefix(".context")?;
        let (_, id) = self.context.iter().find(|(key, _)| {
            !key.is_empty()
                && (named == format!("[{key:?}]") || named.strip_prefix('.') == Some(key.as_str()))
        })?;
        Some(Field::ContextKey(*id))
    }
}
