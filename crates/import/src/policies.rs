//! RCPs and SCPs, with what is known of what they are attached to.

use std::collections::BTreeSet;

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{DocumentText, Finding, ImportGap, NodePolicy, Severity};

use crate::fact::{NEW, Type};
use crate::gap::{gap, gap_of, unknown};
use crate::options::Options;
use crate::store::{Policy, Store};
use crate::tree::Tree;

/// The SCP that AWS manages and attaches to every new node.
const FULL_ACCESS: &str = "p-FullAWSAccess";
/// The RCP that AWS manages and attaches to every node, for ever: it decides nothing.
const FULL_ACCESS_OF_RESOURCES: &str = "p-RCPFullAWSAccess";
/// As AWS stores it.
const FULL_ACCESS_TEXT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
/// An SCP that allows nothing, for a node from which full access was detached.
const NO_ACCESS_TEXT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"none:null","Resource":"*"}]}"#;

/// The policies of a type as entries of a case file.
pub(crate) fn entries(
    of_type: Type,
    store: &Store,
    tree: &Tree,
    options: &Options,
    findings: &mut Vec<Finding>,
    missing: &mut Vec<ImportGap>,
) -> Vec<NodePolicy> {
    let all: Vec<(&String, &Policy)> = store
        .policies
        .iter()
        .filter(|(id, policy)| {
            let is_of_type = policy.of_type.get() == Some(&of_type);
            let may_be = is_of_type || policy.of_type.is_disputed();
            may_be && **id != FULL_ACCESS_OF_RESOURCES
        })
        .collect();
    if !is_enabled(of_type, store, tree) {
        if !all.is_empty() {
            let message = message!(
                "policies of type {of_type} are not enabled in the organization, so they are left out",
                of_type = code(of_type.name())
            );
            let help =
                message!("run `aws organizations enable-policy-type` where these are to hold");
            findings.push(Finding::new("import-not-enabled", Severity::Info, message).help(help));
        }
        return Vec::new();
    }
    let mut making = Making {
        of_type,
        store,
        tree,
        made: Vec::new(),
        missing,
    };
    let all_nodes = making.knows_all_nodes();
    for (id, policy) in &all {
        if *id != FULL_ACCESS {
            making.policy(id, policy, all_nodes);
        }
    }
    if !all_nodes && !store.all_policies.contains(&of_type) && !options.is_complete(of_type.kind())
    {
        let call = format!(
            "aws organizations list-policies --filter {}",
            of_type.name()
        );
        let what = message!(
            "it is not known whether there are further policies of type {of_type}",
            of_type = code(of_type.name())
        );
        making.unknown("further policies", &tree.root.id, what, call);
    }
    if of_type == Type::ServiceControl {
        making.full_access(all_nodes, options);
    }
    making.made
}

/// Whether the organization has policies of that type; it may, unless told.
fn is_enabled(of_type: Type, store: &Store, tree: &Tree) -> bool {
    let enabled = store.roots.get(&tree.root.id).and_then(|root| root.get());
    store.has_all_features.get() != Some(&false)
        && enabled.is_none_or(|enabled| enabled.contains(&of_type))
}

struct Making<'a> {
    of_type: Type,
    store: &'a Store,
    tree: &'a Tree,
    made: Vec<NodePolicy>,
    missing: &'a mut Vec<ImportGap>,
}

impl Making<'_> {
    /// Whether of each node and account all policies of the type are known.
    fn knows_all_nodes(&self) -> bool {
        self.tree.ids.iter().all(|id| self.of_node(id).is_some())
    }

    fn of_node(&self, id: &str) -> Option<&BTreeSet<String>> {
        let key = (self.of_type, id.to_owned());
        self.store.of_node.get(&key)?.get()
    }

    /// The ids of what is in the tree. Nothing signs in to what is not.
    fn in_tree<'s>(&self, nodes: impl Iterator<Item = &'s String>) -> Vec<&'s str> {
        let nodes = nodes.filter(|id| self.tree.ids.contains(*id));
        nodes.map(|id| &**id).collect()
    }

    fn push(&mut self, name: &str, nodes: &[&str], document: DocumentText) {
        if !nodes.is_empty() {
            self.made.push(NodePolicy {
                name: Some(name.to_owned()),
                attached_to: Some(nodes.join(",")),
                document,
            });
        }
    }

    fn unknown(&mut self, name: &str, node: &str, what: Message, call: String) {
        self.push(name, &[node], unknown(&call));
        let kind = self.of_type.kind();
        self.missing.push(gap_of(kind, what, vec![call]));
    }

    fn policy(&mut self, id: &str, policy: &Policy, all_nodes: bool) {
        let name = policy.name.get().map_or(id, |name| &**name);
        let nodes = self.in_tree(policy.nodes.iter());
        // Of these one file says that it is attached, and another that it is not.
        let is_disputed = |node: &&str| {
            let told = self.of_node(node);
            !id.starts_with(NEW) && told.is_some_and(|told| !told.contains(id))
        };
        let (disputed, nodes): (Vec<&str>, Vec<&str>) = nodes.into_iter().partition(is_disputed);
        if let Some(node) = disputed.first() {
            let call = format!("aws organizations list-policies-for-target --target-id {node}");
            let what = message!(
                "whether policy {policy} is attached to {node} is not known",
                policy = code(name),
                node = code(node)
            );
            self.push(name, &disputed, unknown(&call));
            self.missing.push(gap(Severity::Warning, what, vec![call]));
        }
        let is_known = !policy.of_type.is_disputed();
        match policy.text.get().filter(|_| is_known) {
            Some(text) => self.push(name, &nodes, DocumentText::new(&**text)),
            // Of one that is attached to nothing the text does not matter.
            None if nodes.is_empty() => {}
            None => {
                let call = format!("aws organizations describe-policy --policy-id {id}");
                self.push(name, &nodes, unknown(&call));
                let what = message!(
                    "the text of policy {policy} is not known",
                    policy = code(name)
                );
                let gap = gap(Severity::Warning, what, vec![call]);
                self.missing.push(gap);
            }
        }
        if !all_nodes && !self.knows_targets(policy) {
            let call = format!("aws organizations list-targets-for-policy --policy-id {id}");
            let what = message!(
                "what policy {policy} is attached to is not known",
                policy = code(name)
            );
            let root = self.tree.root.id.clone();
            self.unknown(name, &root, what, call);
        }
    }

    /// Whether all is known that a policy is attached to, without contradiction.
    fn knows_targets(&self, policy: &Policy) -> bool {
        let targets = policy.targets.get();
        targets.is_some_and(|targets| policy.nodes.is_subset(targets))
    }

    /// `FullAWSAccess`, where another SCP is attached, and what stands for its absence. A node
    /// without either keeps it in a case file.
    fn full_access(&mut self, all_nodes: bool, options: &Options) {
        let others: BTreeSet<String> = self
            .made
            .iter()
            .filter_map(|entry| entry.attached_to.as_deref())
            .flat_map(|nodes| nodes.split(',').map(ToOwned::to_owned))
            .collect();
        let policy = self.store.policies.get(FULL_ACCESS);
        let has_targets = policy.is_some_and(|policy| self.knows_targets(policy));
        if let Some(policy) = policy {
            let nodes = self.in_tree(policy.nodes.iter());
            let nodes: Vec<&str> = nodes
                .into_iter()
                .filter(|id| others.contains(*id))
                .collect();
            let text = DocumentText::new(FULL_ACCESS_TEXT);
            self.push("FullAWSAccess", &nodes, text);
        }
        let is_attached = |id: &str| policy.is_some_and(|policy| policy.nodes.contains(id));
        let is_without =
            |id: &&String| !is_attached(id) && (has_targets || self.of_node(id).is_some());
        let without: Vec<&str> = self
            .tree
            .ids
            .iter()
            .filter(is_without)
            .map(|id| &**id)
            .collect();
        if !without.is_empty() {
            let text = DocumentText::new(NO_ACCESS_TEXT);
            let name = "FullAWSAccess is not attached";
            self.push(name, &without, text);
        }
        // Where full access may have been detached it is not known whether others allow.
        let is_complete = options.is_complete(Type::ServiceControl.kind());
        if !all_nodes && !has_targets && !is_complete {
            let call =
                format!("aws organizations list-targets-for-policy --policy-id {FULL_ACCESS}");
            let what = message!(
                "what policy {policy} is attached to is not known",
                policy = code("FullAWSAccess")
            );
            let root = self.tree.root.id.clone();
            self.unknown("FullAWSAccess", &root, what, call);
        }
    }
}
