//! Everything that a person can type or choose on the page, kept as typed.

use serde::{Deserialize, Serialize};
use vestibule_wire::{Entry, Layer};
use yew::AttrValue;

use super::field::{Field, Switch};

/// The kinds of policies in the order in which the page shows them.
pub(crate) const KINDS: [Layer; 7] = [
    Layer::ResourceBased,
    Layer::ResourceControl,
    Layer::ServiceControl,
    Layer::Identity,
    Layer::PermissionsBoundary,
    Layer::Session,
    Layer::VpcEndpoint,
];

/// The row of [`KINDS`] that holds `kind`.
pub(crate) fn kind_index(kind: Layer) -> usize {
    KINDS.iter().position(|other| *other == kind).unwrap_or(0)
}

/// The whole input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    /// The documents, by row of [`KINDS`]; every kind has at least one.
    pub(crate) documents: [Vec<Document>; 7],
    /// True when "no identity policies" was said, rather than nothing.
    pub(crate) no_identity: bool,
    pub(crate) account: Account,
    pub(crate) request: Request,
    /// The slug of the example that it began as.
    pub(crate) example: Option<AttrValue>,
    /// The id of the next document.
    pub(crate) next_id: u32,
}

/// One text area with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Document {
    pub(crate) id: u32,
    pub(crate) name: AttrValue,
    /// The node, principal or endpoint that it belongs to; empty for any.
    pub(crate) target: AttrValue,
    pub(crate) text: AttrValue,
}

/// Where the account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    Standalone,
    #[default]
    Member,
    Management,
}

impl Standing {
    pub(crate) const ALL: [Self; 3] = [Self::Standalone, Self::Member, Self::Management];
}

/// The account that is signed in to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Account {
    pub(crate) id: AttrValue,
    pub(crate) standing: Standing,
    pub(crate) organization: AttrValue,
    /// Root and OUs above the account, between spaces; empty when not told.
    pub(crate) path: AttrValue,
    pub(crate) on_account: bool,
    pub(crate) on_organization: bool,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            id: AttrValue::default(),
            standing: Standing::default(),
            organization: AttrValue::default(),
            path: AttrValue::default(),
            on_account: true,
            on_organization: true,
        }
    }
}

/// The path that a sign-in takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Path {
    #[default]
    Public,
    Endpoint,
}

/// The sign-in to decide. The fields of both network paths are kept, so that
/// switching between them loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Request {
    pub(crate) entry: Entry,
    pub(crate) principal: AttrValue,
    pub(crate) path: Path,
    pub(crate) source_ip: AttrValue,
    pub(crate) vpc: AttrValue,
    pub(crate) endpoint: AttrValue,
    pub(crate) private_ip: AttrValue,
    pub(crate) region: AttrValue,
    pub(crate) context: Vec<ContextRow>,
}

/// A further context key. Several lines of `values` are several values, none at
/// all says that the value is not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ContextRow {
    pub(crate) id: u32,
    pub(crate) key: AttrValue,
    pub(crate) values: AttrValue,
}

impl Default for Input {
    fn default() -> Self {
        Self {
            documents: std::array::from_fn(|index| {
                vec![Document {
                    id: u32::try_from(index).unwrap_or(0),
                    ..Document::default()
                }]
            }),
            no_identity: false,
            account: Account::default(),
            request: Request::default(),
            example: None,
            next_id: 7,
        }
    }
}

impl Input {
    #[cfg(test)]
    pub(crate) fn documents(&self, kind: Layer) -> &[Document] {
        self.documents
            .get(kind_index(kind))
            .map_or(&[], Vec::as_slice)
    }

    /// Every document with its kind, in the order of the page.
    pub(crate) fn all_documents(&self) -> impl Iterator<Item = (Layer, &Document)> {
        KINDS
            .into_iter()
            .zip(&self.documents)
            .flat_map(|(kind, documents)| documents.iter().map(move |document| (kind, document)))
    }

    /// The document of that id.
    pub(crate) fn document(&self, id: u32) -> Option<(Layer, &Document)> {
        self.all_documents().find(|(_, document)| document.id == id)
    }

    fn document_mut(&mut self, id: u32) -> Option<&mut Document> {
        self.documents
            .iter_mut()
            .flatten()
            .find(|document| document.id == id)
    }

    fn context_mut(&mut self, id: u32) -> Option<&mut ContextRow> {
        self.request.context.iter_mut().find(|row| row.id == id)
    }

    /// The text that stands in `field`.
    fn slot(&mut self, field: Field) -> Option<&mut AttrValue> {
        Some(match field {
            Field::AccountId => &mut self.account.id,
            Field::Organization => &mut self.account.organization,
            Field::OrganizationPath => &mut self.account.path,
            Field::Principal => &mut self.request.principal,
            Field::SourceIp => &mut self.request.source_ip,
            Field::Vpc => &mut self.request.vpc,
            Field::Endpoint => &mut self.request.endpoint,
            Field::PrivateIp => &mut self.request.private_ip,
            Field::Region => &mut self.request.region,
            Field::ContextKey(id) => &mut self.context_mut(id)?.key,
            Field::ContextValues(id) => &mut self.context_mut(id)?.values,
            Field::DocumentText(id) => &mut self.document_mut(id)?.text,
            Field::DocumentName(id) => &mut self.document_mut(id)?.name,
            Field::DocumentTarget(id) => &mut self.document_mut(id)?.target,
            Field::Standing | Field::Entry => return None,
        })
    }

    /// Puts `text` into `field`; a field that is gone takes nothing.
    pub(crate) fn edit(&mut self, field: Field, text: &str) {
        if let Some(slot) = self.slot(field) {
            *slot = normal(text).into();
        }
    }

    pub(crate) fn switch(&mut self, switch: Switch, on: bool) {
        *match switch {
            Switch::OnAccount => &mut self.account.on_account,
            Switch::OnOrganization => &mut self.account.on_organization,
            Switch::NoIdentity => &mut self.no_identity,
        } = on;
    }

    fn fresh_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        id
    }

    /// Adds a blank document behind the others of its kind and returns its id.
    pub(crate) fn add_document(&mut self, kind: Layer) -> u32 {
        let id = self.fresh_id();
        if let Some(documents) = self.documents.get_mut(kind_index(kind)) {
            documents.push(Document {
                id,
                ..Document::default()
            });
        }
        id
    }

    /// Adds a document with its text; it takes the place of blank ones.
    pub(crate) fn load_document(&mut self, kind: Layer, name: &str, target: &str, text: &str) {
        let document = Document {
            id: self.fresh_id(),
            name: name.to_owned().into(),
            target: target.to_owned().into(),
            text: normal(text).into(),
        };
        if let Some(documents) = self.documents.get_mut(kind_index(kind)) {
            documents.retain(|other| !other.is_blank());
            documents.push(document);
        }
    }

    /// Takes a document away; the last one of its kind leaves a blank one.
    pub(crate) fn remove_document(&mut self, id: u32) {
        let blank = Document {
            id: self.fresh_id(),
            ..Document::default()
        };
        for documents in &mut self.documents {
            documents.retain(|document| document.id != id);
            if documents.is_empty() {
                documents.push(blank.clone());
            }
        }
    }

    /// Adds a row for a further key and returns its id.
    pub(crate) fn add_context(&mut self) -> u32 {
        let rows = &mut self.request.context;
        let id = rows.iter().map(|row| row.id + 1).max().unwrap_or(0);
        rows.push(ContextRow {
            id,
            ..ContextRow::default()
        });
        id
    }

    pub(crate) fn remove_context(&mut self, id: u32) {
        self.request.context.retain(|row| row.id != id);
    }

    /// Makes what came from storage hold together: a document for every kind,
    /// every id once.
    pub(crate) fn repair(&mut self) {
        self.next_id = 0;
        let mut documents = std::mem::take(&mut self.documents);
        for kind in &mut documents {
            if kind.is_empty() {
                kind.push(Document::default());
            }
            for document in kind {
                document.id = self.fresh_id();
            }
        }
        self.documents = documents;
        for (row, id) in self.request.context.iter_mut().zip(0..) {
            row.id = id;
        }
    }
}

impl Document {
    /// True when nothing at all was typed.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_empty() && self.target.is_empty() && self.text.trim().is_empty()
    }
}

/// Line ends as a text area gives them back, so that places agree with it.
fn normal(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
