//! What a person works on: everything that a case file can hold, kept exactly
//! as typed. Parts are shared, so that a copy of the whole is cheap.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_iam::sort;
use vestibule_wire::{Layer, PermissionStatement, Suppression};

use super::declarations::Declarations;
use super::made_of::MadeOf;
use super::organization::Organization;
use super::persona::{Persona, Site};
use super::scenario::Scenario;

/// The layers in the order in which they are shown.
pub const LAYERS: [Layer; 7] = [
    Layer::ResourceBased,
    Layer::ResourceControl,
    Layer::ServiceControl,
    Layer::Identity,
    Layer::PermissionsBoundary,
    Layer::Session,
    Layer::VpcEndpoint,
];

/// The place of `layer` among [`LAYERS`].
pub fn layer_index(layer: Layer) -> usize {
    LAYERS.iter().position(|other| *other == layer).unwrap_or(0)
}

/// Everything that is kept under one name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Workspace {
    pub name: IString,
    pub account: Account,
    /// The organization with all of its accounts that is worked on, rather than one account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Rc<Organization>>,
    /// Sorted by layer; there is at most one resource-based policy of an account.
    pub documents: Vec<Rc<Document>>,
    /// True when "no identity policies" was said, rather than nothing.
    pub no_identity: bool,
    pub scenarios: Vec<Rc<Scenario>>,
    /// The ids of assumptions (`J9`) of which the other reading is taken.
    pub readings: Vec<IString>,
    /// Which findings are known and do not count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Rc<Suppression>>,
    /// What is declared of all sign-ins.
    #[serde(skip_serializing_if = "nothing_declared")]
    pub declared: Rc<Declarations>,
    pub personas: Vec<Rc<Persona>>,
    pub sites: Vec<Rc<Site>>,
    /// The slug of the example that it began as.
    pub example: Option<IString>,
    /// What an imported case file held and the playground has no place for.
    #[serde(rename = "extras")]
    pub unknown_members: Vec<UnknownMember>,
    /// Ids are given once in a workspace, to documents and rows alike.
    pub next_id: u32,
}

fn is_empty(text: &IString) -> bool {
    text.is_empty()
}

fn nothing_declared(declared: &Rc<Declarations>) -> bool {
    declared.is_empty()
}

/// A policy, or the output of an AWS tool that holds one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: u32,
    pub layer: Layer,
    pub name: IString,
    /// The node, principal or endpoint that it belongs to; empty for any. Several nodes stand
    /// between commas.
    pub target: IString,
    /// The account of an organization whose own it is; empty for what is nobody's own.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub account: IString,
    pub text: IString,
    /// Of what the text was made; it counts as long as the text is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_of: Option<Rc<MadeOf>>,
}

impl Default for Document {
    /// Nobody's, of no layer in particular.
    fn default() -> Self {
        Self {
            id: 0,
            layer: Layer::Identity,
            name: IString::default(),
            target: IString::default(),
            account: IString::default(),
            text: IString::default(),
            made_of: None,
        }
    }
}

impl Document {
    /// True when there is nothing to evaluate.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.statements().is_none()
    }

    /// The permission statements that make the text; `None` once somebody changed it.
    pub fn statements(&self) -> Option<&[PermissionStatement]> {
        let made = self.made_of.as_ref()?;
        let is_made = self.layer == Layer::ResourceBased && self.text == made.text;
        is_made.then_some(&made.statements)
    }

    /// True where it may be the own policy of an account of an organization.
    pub fn may_be_own(&self) -> bool {
        match self.layer {
            Layer::ResourceBased | Layer::Identity | Layer::VpcEndpoint => true,
            Layer::ResourceControl
            | Layer::ServiceControl
            | Layer::PermissionsBoundary
            | Layer::Session => false,
        }
    }

    /// True for an RCP or SCP.
    pub fn is_of_organization(&self) -> bool {
        matches!(self.layer, Layer::ResourceControl | Layer::ServiceControl)
    }

    /// The root, unit or account that an RCP or SCP is attached to; empty for all others.
    pub fn attachment(&self) -> &str {
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
pub struct Attached<'a> {
    pub target: &'a str,
    /// Each with its place among all of the layer.
    pub documents: Vec<(usize, &'a Rc<Document>)>,
}

impl Attached<'_> {
    /// Where the document at `index` comes by one step up, and by one down.
    pub fn steps(&self, index: usize) -> [Option<usize>; 2] {
        let place = |index: usize| self.documents.get(index).map(|(place, _)| *place);
        [index.checked_sub(1).and_then(place), place(index + 1)]
    }
}

/// Where the account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    Standalone,
    #[default]
    Member,
    Management,
}

impl Standing {
    pub const ALL: [Self; 3] = [Self::Standalone, Self::Member, Self::Management];
}

/// The account that is signed in to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    pub id: IString,
    pub standing: Standing,
    pub organization: IString,
    /// Root and OUs above the account, between spaces or commas; empty when not
    /// told, a lone comma for none at all.
    pub path: IString,
    /// Console authorization, as switched on for the account.
    pub on_account: bool,
    /// True where console authorization is enabled for its organization.
    pub on_organization: bool,
    /// True where IAM Identity Center is not used in the account.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_identity_center: bool,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            id: IString::default(),
            standing: Standing::default(),
            organization: IString::default(),
            path: IString::default(),
            on_account: true,
            on_organization: true,
            without_identity_center: false,
        }
    }
}

/// A member of a case file that the contract does not know, kept so that the
/// next export has it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownMember {
    pub holder: Holder,
    /// The members that lead from the holder to the object it stands in.
    pub path: Vec<IString>,
    pub member: IString,
    pub json: IString,
}

/// Members of a case file that the contract knows and the page keeps as they stand there.
pub(super) const OF_FILE: [&str; 3] = ["principals", "vpcEndpoints", "oauthClients"];

/// Members of `account` that the contract knows and the page keeps as they stand there.
pub(super) const OF_ACCOUNT: [&str; 3] = ["rootCredentials", "hardExpiry", "joinedMethod"];

impl UnknownMember {
    /// True for a member that the contract knows and the page keeps as it stands there.
    pub(super) fn is_known(&self) -> bool {
        let name = &*self.member;
        let is_one = match self.path.as_slice() {
            [] => OF_FILE.contains(&name),
            [within] => within == "account" && OF_ACCOUNT.contains(&name),
            _ => false,
        };
        self.holder == Holder::File && is_one
    }
}

/// The part of a case file that something stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// The case file itself.
    #[default]
    File,
    Document(u32),
    Scenario(u32),
    /// An account of the organization, by its place among those of which something is told.
    Member(u32),
}

impl Workspace {
    /// How many RCPs and SCPs are decided although the account is said to stand alone, which
    /// cannot have any. They are decided as if the account were a member.
    pub fn out_of_place(&self) -> usize {
        if self.account.standing != Standing::Standalone || self.organization.is_some() {
            return 0;
        }
        let documents = self.documents.iter();
        documents
            .filter(|document| document.is_of_organization() && !document.is_blank())
            .count()
    }

    /// The document of that id.
    pub fn document(&self, id: u32) -> Option<&Rc<Document>> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The scenario of that id.
    pub fn scenario(&self, id: u32) -> Option<&Rc<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The documents of a layer, in order.
    pub fn of_layer(&self, layer: Layer) -> impl Iterator<Item = &Rc<Document>> {
        self.documents
            .iter()
            .filter(move |document| document.layer == layer)
    }

    /// The documents of a layer by what they are attached to, in the order of the first of each.
    /// Of other layers than RCPs and SCPs, all are together.
    pub fn attached(&self, layer: Layer) -> Vec<Attached<'_>> {
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

    /// The documents of a layer as they are listed: in an organization, of the policies that
    /// accounts have of their own only those of the account that is looked at.
    pub fn listed(&self, layer: Layer) -> Vec<Attached<'_>> {
        let mut groups = self.attached(layer);
        if self.organization.is_some() {
            let shown = self.shown_account();
            for group in &mut groups {
                group
                    .documents
                    .retain(|(_, one)| one.account.is_empty() || one.account == shown);
            }
            groups.retain(|group| !group.documents.is_empty());
        }
        groups
    }

    /// How many accounts have policies of their own that are not listed.
    pub fn own_elsewhere(&self) -> usize {
        if self.organization.is_none() {
            return 0;
        }
        let shown = self.shown_account();
        let own = self.documents.iter().map(|document| &*document.account);
        let own: std::collections::HashSet<&str> = own
            .filter(|account| !account.is_empty() && *account != &*shown)
            .collect();
        own.len()
    }

    /// The members of its case file that the contract does not know.
    pub fn unknown_names(&self) -> Vec<&str> {
        // An assumption that was named without being switched is none of them.
        let unknown = self.unknown_members.iter().filter(|unknown| {
            if unknown.is_known() {
                return false;
            }
            unknown.json != "true" || !unknown.path.iter().any(|name| name == "assumptions")
        });
        let mut names: Vec<&str> = Vec::new();
        for member in unknown {
            if !names.contains(&&*member.member) {
                names.push(&member.member);
            }
        }
        names
    }

    /// The names of documents without a text, which a case file cannot hold.
    pub fn blank_names(&self) -> Vec<IString> {
        let blank = self.documents.iter().filter(|document| document.is_blank());
        blank.map(|document| document.name.clone()).collect()
    }

    /// True where both are the same but for the text of that document, which both have.
    pub fn is_but_for_text(&self, other: &Self, id: u32) -> bool {
        let (Some(own), Some(text)) = (self.document(id), other.document(id)) else {
            return false;
        };
        let mut alike = Self {
            next_id: self.next_id,
            ..other.clone()
        };
        let text = Document {
            text: own.text.clone(),
            ..Document::clone(text)
        };
        for document in alike.documents.iter_mut().filter(|one| one.id == id) {
            *document = Rc::new(text.clone());
        }
        alike == *self
    }

    /// True while there is nothing that anyone would miss.
    pub fn is_blank(&self) -> bool {
        self.scenarios.is_empty() && self.documents.iter().all(|document| document.is_blank())
    }

    /// Makes what came from storage hold together: every id once, documents by
    /// layer.
    pub fn repair(&mut self) {
        self.take_declared();
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
    pub fn fresh_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        id
    }
}

/// Line ends as the editor gives them back, so that places agree with it.
pub fn normal(text: &IString) -> IString {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_standalone_account_has_policies_of_an_organization_out_of_place() {
        let of = |standing, layer, text: &'static str| {
            let mut workspace = Workspace::default();
            workspace.account.standing = standing;
            workspace.documents.push(Rc::new(Document {
                layer,
                text: text.into(),
                ..Document::default()
            }));
            workspace.out_of_place()
        };
        assert_eq!(of(Standing::Standalone, Layer::ResourceControl, "{}"), 1);
        assert_eq!(of(Standing::Standalone, Layer::ServiceControl, "{}"), 1);
        assert_eq!(of(Standing::Standalone, Layer::ServiceControl, " "), 0);
        assert_eq!(of(Standing::Standalone, Layer::Identity, "{}"), 0);
        assert_eq!(of(Standing::Member, Layer::ResourceControl, "{}"), 0);
        assert_eq!(of(Standing::Management, Layer::ResourceControl, "{}"), 0);
    }
}
