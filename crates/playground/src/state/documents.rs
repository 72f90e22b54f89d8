//! Changes of the account and of documents.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::{AccountFacts, Layer, PermissionStatement};

use super::account_facts::{AccountPart, TakenFacts};
use super::action::{AccountEdit, DocumentEdit, Incoming};
use super::history::Typing;
use super::view::{Filter, NoticeKind, Open, Panel};
use super::workspace::{Document, Holder, Standing, Workspace, layer_index, normal};
use super::{State, Step};

impl State {
    /// Takes in documents that came as files or pasted. An example that nobody changed makes way
    /// for them: they are of another account, and what holds of both together is of no use.
    pub(super) fn take_in(
        &mut self,
        incoming: Vec<Incoming>,
        facts: &[AccountFacts],
        statements: Vec<PermissionStatement>,
    ) {
        let is_nothing = incoming.is_empty() && facts.is_empty() && statements.is_empty();
        if !self.is_example() || is_nothing {
            return self.add_documents_to(incoming, facts, statements, |_| {});
        }
        let words = Rc::clone(&self.words);
        self.add_documents_to(incoming, facts, statements, |example| {
            *example = Workspace {
                name: IString::default(),
                next_id: example.next_id,
                ..Workspace::default()
            };
            example.fill_lists(&words);
        });
        self.filter = Filter::default();
        self.sort = None;
        self.notify(NoticeKind::ExampleLeft);
    }

    /// Adds documents and opens the last of them.
    pub(super) fn add_documents(&mut self, incoming: Vec<Incoming>) {
        self.add_documents_to(incoming, &[], Vec::new(), |_| {});
    }

    /// Adds documents, and what is known of the account, to what `prepare` makes of the workspace,
    /// in one step.
    pub(super) fn add_documents_to(
        &mut self,
        mut incoming: Vec<Incoming>,
        facts: &[AccountFacts],
        statements: Vec<PermissionStatement>,
        prepare: impl FnOnce(&mut Workspace),
    ) {
        // None of those that come together takes the place of another.
        let surplus = surplus(&mut incoming);
        let (mut last, mut replaced) = (None, false);
        let mut taken = TakenFacts::default();
        self.change(|workspace| {
            prepare(workspace);
            let shown = workspace.shown_account();
            for document in &mut incoming {
                let is_own = matches!(document.layer, Layer::ResourceBased | Layer::Identity);
                if is_own && document.account.is_empty() {
                    document.account = shown.clone();
                }
            }
            for document in incoming {
                let (id, over) = workspace.add_document(document);
                last = Some(id);
                replaced |= over;
            }
            if workspace.organization.is_none() {
                taken = workspace.account.take_facts(facts);
            }
            if !statements.is_empty() {
                let account = workspace.account_of(&statements);
                taken.set.extend(account.map(AccountPart::Id));
                let (id, over) = workspace.put_statements(statements);
                last = Some(id);
                replaced |= over;
            }
            Step::Own
        });
        if let Some(id) = last {
            self.open = Open::Document(id);
            self.panel = Panel::Policies;
        } else if !facts.is_empty() {
            self.open = Open::Account;
            self.panel = Panel::Policies;
        }
        if !taken.set.is_empty() {
            self.notify(NoticeKind::AccountSet(taken.set));
        }
        for (here, told) in taken.others {
            self.notify(NoticeKind::OtherAccount { here, told });
        }
        if replaced {
            self.notify(NoticeKind::Replaced);
        }
        if !surplus.is_empty() {
            self.notify(NoticeKind::OnlyOne);
        }
    }

    pub(super) fn remove_organization_policies(&mut self) {
        let documents = self.workspace.documents.iter();
        let ids = documents.filter(|document| document.is_of_organization());
        let ids: Vec<u32> = ids.map(|document| document.id).collect();
        self.change(|workspace| {
            for id in &ids {
                workspace.remove_document(*id);
            }
            Step::Own
        });
        if !ids.is_empty() {
            self.notify(NoticeKind::OrganizationLeft(ids.len()));
        }
    }

    pub(super) fn fill_in(
        &mut self,
        texts: Vec<(u32, IString)>,
        values: usize,
        account: Option<IString>,
    ) {
        if texts.is_empty() {
            return;
        }
        let documents = texts.len();
        let is_open = self.workspace.account.id.trim().is_empty();
        let account = account.filter(|_| is_open);
        self.change(|workspace| {
            if let Some(account) = &account {
                workspace.account.id = account.clone();
            }
            for (id, text) in texts {
                workspace.edit_document(id, DocumentEdit::ReplaceText(text));
            }
            Step::Own
        });
        self.notify(NoticeKind::FilledIn {
            values,
            documents,
            account,
        });
    }

    pub(super) fn edit_document(&mut self, id: u32, edit: DocumentEdit) {
        let document = self.workspace.document(id);
        let account = document.map(|document| document.account.clone());
        let becomes_own = match &edit {
            DocumentEdit::Layer(Layer::ResourceBased) => account,
            DocumentEdit::Account(account) => document
                .filter(|document| document.layer == Layer::ResourceBased)
                .map(|_| account.clone()),
            _ => None,
        };
        if let Some(account) = becomes_own {
            let there = self.workspace.of_layer(Layer::ResourceBased);
            let mut others = there.filter(|other| other.account == account);
            if others.any(|other| other.id != id) {
                drop(others);
                return self.notify(NoticeKind::OnlyOne);
            }
        }
        self.change(|workspace| workspace.edit_document(id, edit));
    }
}

/// The nodes that a policy is attached to, with one more; the same where it is among them.
fn attached_too(target: &str, node: &str) -> IString {
    let mut nodes: Vec<&str> = target.split(',').map(str::trim).collect();
    nodes.retain(|one| !one.is_empty());
    if !nodes.contains(&node) {
        nodes.push(node);
    }
    nodes.join(",").into()
}

/// Takes out those that have no place beside the others: an account has one resource-based policy.
pub fn surplus(incoming: &mut Vec<Incoming>) -> Vec<Incoming> {
    let mut have_one: Vec<IString> = Vec::new();
    let mut surplus = Vec::new();
    incoming.retain(|document| {
        let is_resource_based = document.layer == Layer::ResourceBased;
        let stays = !(is_resource_based && have_one.contains(&document.account));
        if is_resource_based {
            have_one.push(document.account.clone());
        }
        if !stays {
            surplus.push(document.clone());
        }
        stays
    });
    surplus
}

impl Workspace {
    /// Adds a document and returns its id, and whether it took the place of the
    /// text of another.
    pub fn add_document(&mut self, incoming: Incoming) -> (u32, bool) {
        let Incoming {
            layer,
            name,
            target,
            text,
            account,
        } = incoming;
        let text = normal(&text);
        let same = |document: &&mut Rc<Document>| {
            document.layer == layer
                && document.account == account
                && (layer == Layer::ResourceBased
                    || (document.is_blank()
                        && document.name.is_empty()
                        && document.target.is_empty()
                        && !text.is_empty()))
        };
        if let Some(document) = self.documents.iter_mut().find(same) {
            let replaced = !document.is_blank() && !text.is_empty() && document.text != text;
            let id = document.id;
            if !text.is_empty() {
                *document = Rc::new(Document {
                    id,
                    layer,
                    name,
                    target,
                    account,
                    text,
                    made_of: None,
                });
            }
            return (id, replaced);
        }
        let id = self.fresh_id();
        self.insert(Document {
            id,
            layer,
            name,
            target,
            account,
            text,
            made_of: None,
        });
        (id, false)
    }

    /// Adds a document behind the others of its layer, whatever is there.
    pub fn append(&mut self, incoming: Incoming) {
        let id = self.fresh_id();
        self.insert(Document {
            id,
            layer: incoming.layer,
            name: incoming.name,
            target: incoming.target,
            account: incoming.account,
            text: normal(&incoming.text),
            made_of: None,
        });
    }

    /// Puts a document behind the others of its layer.
    pub(super) fn insert(&mut self, document: Document) {
        let row = layer_index(document.layer);
        let at = self
            .documents
            .partition_point(|other| layer_index(other.layer) <= row);
        self.documents.insert(at, Rc::new(document));
    }

    pub(super) fn remove_document(&mut self, id: u32) -> Step {
        self.documents.retain(|document| document.id != id);
        self.unknown_members
            .retain(|unknown| unknown.holder != Holder::Document(id));
        Step::Own
    }

    fn edit_document(&mut self, id: u32, edit: DocumentEdit) -> Step {
        let Some(document) = self.documents.iter_mut().find(|other| other.id == id) else {
            return Step::Own;
        };
        match edit {
            DocumentEdit::Name(name) => {
                Rc::make_mut(document).name = name;
                Step::Typed(Typing::Document(id, 0))
            }
            DocumentEdit::Target(target) => {
                Rc::make_mut(document).target = target;
                Step::Typed(Typing::Document(id, 1))
            }
            DocumentEdit::Text(text) => {
                Rc::make_mut(document).text = normal(&text);
                Step::Typed(Typing::Document(id, 2))
            }
            DocumentEdit::ReplaceText(text) => {
                Rc::make_mut(document).text = normal(&text);
                Step::Own
            }
            DocumentEdit::Account(account) => {
                Rc::make_mut(document).account = account;
                Step::Own
            }
            DocumentEdit::Attach(node) => {
                let document = Rc::make_mut(document);
                document.target = attached_too(&document.target, &node);
                Step::Own
            }
            DocumentEdit::Layer(layer) => {
                self.change_layer(id, layer);
                Step::Own
            }
            DocumentEdit::Move(to) => {
                self.move_document(id, to);
                Step::Own
            }
        }
    }

    fn change_layer(&mut self, id: u32, layer: Layer) {
        let Some(at) = self
            .documents
            .iter()
            .position(|other| other.id == id && other.layer != layer)
        else {
            return;
        };
        let document = self.documents.remove(at);
        let mut document = Document {
            layer,
            ..Rc::unwrap_or_clone(document)
        };
        if !document.may_be_own() {
            document.account = IString::default();
        }
        self.insert(document);
    }

    fn move_document(&mut self, id: u32, to: usize) {
        let Some(from) = self.documents.iter().position(|other| other.id == id) else {
            return;
        };
        let document = self.documents.remove(from);
        let layer = layer_index(document.layer);
        let first = self
            .documents
            .partition_point(|other| layer_index(other.layer) < layer);
        let end = self
            .documents
            .partition_point(|other| layer_index(other.layer) <= layer);
        let at = first.saturating_add(to).min(end);
        self.documents.insert(at, document);
    }

    pub(super) fn edit_account(&mut self, edit: AccountEdit) -> Step {
        let account = &mut self.account;
        match edit {
            AccountEdit::Id(id) => {
                account.id = id;
                Step::Typed(Typing::Account(0))
            }
            AccountEdit::Organization(id) => {
                account.organization = id;
                Step::Typed(Typing::Account(1))
            }
            AccountEdit::Path(path) => {
                account.path = path;
                Step::Typed(Typing::Account(2))
            }
            AccountEdit::Standing(standing) => {
                account.standing = standing;
                Step::Own
            }
            AccountEdit::OnAccount(on) => {
                account.on_account = on;
                // There is no other switch where there is no organization.
                if account.standing == Standing::Standalone {
                    account.on_organization = on;
                }
                Step::Own
            }
            AccountEdit::OnOrganization(on) => {
                account.on_organization = on;
                Step::Own
            }
            AccountEdit::WithoutIdentityCenter(is_without) => {
                account.without_identity_center = is_without;
                Step::Own
            }
        }
    }
}
