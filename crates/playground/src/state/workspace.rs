//! What a person works on: everything that a case file can hold, kept exactly
//! as typed. Parts are shared, so that a copy of the whole is cheap.

use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::Layer;
use yew::AttrValue;

use super::persona::{Persona, Site};
use super::scenario::Scenario;

/// The layers in the order in which they are shown.
pub(crate) const LAYERS: [Layer; 7] = [
    Layer::ResourceBased,
    Layer::ResourceControl,
    Layer::ServiceControl,
    Layer::Identity,
    Layer::PermissionsBoundary,
    Layer::Session,
    Layer::VpcEndpoint,
];

/// The place of `layer` among [`LAYERS`].
pub(crate) fn layer_index(layer: Layer) -> usize {
    LAYERS.iter().position(|other| *other == layer).unwrap_or(0)
}

/// Everything that is kept under one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Workspace {
    pub(crate) name: AttrValue,
    pub(crate) account: Account,
    /// Sorted by layer; there is at most one resource-based policy.
    pub(crate) documents: Vec<Rc<Document>>,
    /// True when "no identity policies" was said, rather than nothing.
    pub(crate) no_identity: bool,
    pub(crate) scenarios: Vec<Rc<Scenario>>,
    /// The ids of assumptions (`J9`) of which the other reading is taken.
    pub(crate) readings: Vec<AttrValue>,
    pub(crate) personas: Vec<Rc<Persona>>,
    pub(crate) sites: Vec<Rc<Site>>,
    /// The slug of the example that it began as.
    pub(crate) example: Option<AttrValue>,
    /// What an imported case file held and the playground has no place for.
    pub(crate) extras: Vec<Extra>,
    /// Ids are given once in a workspace, to documents and rows alike.
    pub(crate) next_id: u32,
}

/// A policy, or the output of an AWS tool that holds one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) id: u32,
    pub(crate) layer: Layer,
    pub(crate) name: AttrValue,
    /// The node, principal or endpoint that it belongs to; empty for any.
    pub(crate) target: AttrValue,
    pub(crate) text: AttrValue,
}

impl Default for Document {
    /// Nobody's, of no layer in particular.
    fn default() -> Self {
        Self {
            id: 0,
            layer: Layer::Identity,
            name: AttrValue::default(),
            target: AttrValue::default(),
            text: AttrValue::default(),
        }
    }
}

impl Document {
    /// True when there is no text to evaluate.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The root, unit or account that an RCP or SCP is attached to; empty for all others.
    pub(crate) fn attachment(&self) -> &str {
        match self.layer {
            Layer::ResourceControl | Layer::ServiceControl => self.target.trim(),
            Layer::VpcEndpoint
            | Layer::ResourceBased
            | Layer::Identity
            | Layer::PermissionsBoundary
            | Layer::Session => "",
        }
    }
}

/// The documents of a layer that are attached to the same.
pub(crate) struct Attached<'a> {
    pub(crate) target: &'a str,
    /// Each with its place among all of the layer.
    pub(crate) documents: Vec<(usize, &'a Rc<Document>)>,
}

impl Attached<'_> {
    /// Where the document at `index` comes by one step up, and by one down.
    pub(crate) fn steps(&self, index: usize) -> [Option<usize>; 2] {
        let place = |index: usize| self.documents.get(index).map(|(place, _)| *place);
        [index.checked_sub(1).and_then(place), place(index + 1)]
    }
}

/// Where the account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) id: AttrValue,
    pub(crate) standing: Standing,
    pub(crate) organization: AttrValue,
    /// Root and OUs above the account, between spaces or commas; empty when not
    /// told, a lone comma for none at all.
    pub(crate) path: AttrValue,
    /// Console authorization, as switched on for the account.
    pub(crate) on_account: bool,
    /// The same for its organization.
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

/// A member of a case file that the contract does not know, kept so that the
/// next export has it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extra {
    pub(crate) holder: Holder,
    /// The members that lead from the holder to the object it stands in.
    pub(crate) path: Vec<AttrValue>,
    pub(crate) member: AttrValue,
    pub(crate) json: AttrValue,
}

/// The part of a case file that something stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Holder {
    /// The case file itself.
    #[default]
    File,
    Document(u32),
    Scenario(u32),
}

impl Workspace {
    /// The document of that id.
    pub(crate) fn document(&self, id: u32) -> Option<&Rc<Document>> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The scenario of that id.
    pub(crate) fn scenario(&self, id: u32) -> Option<&Rc<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The documents of a layer, in order.
    pub(crate) fn of_layer(&self, layer: Layer) -> impl Iterator<Item = &Rc<Document>> {
        self.documents
            .iter()
            .filter(move |document| document.layer == layer)
    }

    /// The documents of a layer by what they are attached to, in the order of the first of each.
    /// Of other layers than RCPs and SCPs, all are together.
    pub(crate) fn attached(&self, layer: Layer) -> Vec<Attached<'_>> {
        let mut groups: Vec<Attached<'_>> = Vec::new();
        for (place, document) in self.of_layer(layer).enumerate() {
            let target = document.attachment();
            let found = groups.iter().position(|group| group.target == target);
            let group = found.unwrap_or_else(|| {
                groups.push(Attached {
                    target,
                    documents: Vec::new(),
                });
                groups.len() - 1
            });
            groups[group].documents.push((place, document));
        }
        groups
    }

    /// The members of its case file that the contract does not know.
    pub(crate) fn strangers(&self) -> Vec<&str> {
        // An assumption that was named without being switched is no stranger.
        let strangers = self.extras.iter().filter(|extra| {
            extra.json != "true" || !extra.path.iter().any(|name| name == "assumptions")
        });
        let mut names: Vec<&str> = Vec::new();
        for extra in strangers {
            if !names.contains(&&*extra.member) {
                names.push(&extra.member);
            }
        }
        names
    }

    /// The names of documents without a text, which a case file cannot hold.
    pub(crate) fn blank_names(&self) -> Vec<AttrValue> {
        let blank = self.documents.iter().filter(|document| document.is_blank());
        blank.map(|document| document.name.clone()).collect()
    }

    /// True while there is nothing that anyone would miss.
    pub(crate) fn is_blank(&self) -> bool {
        self.scenarios.is_empty() && self.documents.iter().all(|document| document.is_blank())
    }

    /// Makes what came from storage hold together: every id once, documents by
    /// layer.
    pub(crate) fn repair(&mut self) {
        let mut seen = std::collections::HashSet::new();
        let mut is_new = |id: u32| seen.insert(id);
        self.documents.retain(|document| is_new(document.id));
        self.scenarios.retain(|scenario| is_new(scenario.id));
        self.personas.retain(|persona| is_new(persona.id));
        self.sites.retain(|site| is_new(site.id));
        sort::by_key(&mut self.documents, |document| layer_index(document.layer));
        let rows = self.scenarios.iter().flat_map(|s| &s.context);
        let ids = seen.into_iter().chain(rows.map(|row| row.id));
        let behind = ids.max().map_or(0, |id| id.wrapping_add(1));
        self.next_id = self.next_id.max(behind);
    }

    /// An id that nothing has yet.
    pub(crate) fn fresh_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        id
    }
}

/// Line ends as the editor gives them back, so that places agree with it.
pub(crate) fn normal(text: &AttrValue) -> AttrValue {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.clone()
    }
}
