//! RCPs and SCPs, with what is known of what they are attached to.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::{Message, code, codes};
use vestibule_syntax::message;
use vestibule_wire::{DocumentText, Finding, ImportGap, NodePolicy, Severity};

use crate::fact::{NEW, Type};
use crate::gap::{gap, gap_of, unknown};
use crate::options::Options;
use crate::store::{Policy, Store};
use crate::terraform::SHOW;
use crate::tree::Tree;

/// The SCP that AWS manages and attaches to every new node.
pub(crate) const FULL_ACCESS: &str = "p-FullAWSAccess";
/// The RCP that AWS manages and attaches to every node, for ever: it decides nothing.
pub(crate) const FULL_ACCESS_OF_RESOURCES: &str = "p-RCPFullAWSAccess";
/// As AWS stores it.
pub(crate) const FULL_ACCESS_TEXT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
/// An SCP that allows nothing, for a node from which full access was detached: one whose SCPs
/// allow nothing keeps it in a case file.
pub(crate) const NO_ACCESS_TEXT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"none:null","Resource":"*"}]}"#;

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
            // Of one of which the type is not known, it may be this.
            let may_be = is_of_type || policy.of_type.get().is_none();
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
        is_complete: store.is_complete(of_type.kind(), options),
        made: Vec::new(),
        missing,
        unattached: BTreeMap::new(),
        is_anywhere: false,
    };
    let all_nodes = making.knows_all_nodes();
    for (id, policy) in &all {
        if *id != FULL_ACCESS {
            making.policy(id, policy, all_nodes);
        }
    }
    let all_policies = store.lists_all(of_type) || store.is_complete(of_type.kind(), options);
    if !all_nodes && !all_policies {
        let call = format!(
            "aws organizations list-policies --filter {}",
            of_type.name()
        );
        let what = message!(
            "it is not known whether there are further policies of type {of_type}",
            of_type = code(of_type.name())
        );
        making.unknown("further policies", what, call);
    }
    if of_type == Type::ServiceControl {
        // AWS keeps one SCP at least on each node: the only one is on all.
        let is_alone = all_policies && all.iter().all(|(id, _)| *id == FULL_ACCESS);
        making.full_access(all_nodes || is_alone);
    }
    making.say_unattached();
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
    /// The files have all policies of the type.
    is_complete: bool,
    made: Vec<NodePolicy>,
    missing: &'a mut Vec<ImportGap>,
    /// The policies of which it is not known what they are attached to, by the call that tells it.
    unattached: BTreeMap<String, Vec<String>>,
    /// Further policies may be attached to any node.
    is_anywhere: bool,
}

impl Making<'_> {
    /// Whether of each node and account all policies of the type are known.
    fn knows_all_nodes(&self) -> bool {
        self.tree.ids.iter().all(|id| self.of_node(id).is_some())
    }

    fn of_node(&self, id: &str) -> Option<&BTreeSet<String>> {
        self.store.of_node(self.of_type, id)?.get()
    }

    /// Whether one file says that a policy is attached to a node, and another that it is not.
    fn is_disputed(&self, id: &str, policy: &Policy, node: &str) -> bool {
        let lacks =
            |told: Option<&BTreeSet<String>>, id: &str| told.is_none_or(|told| !told.contains(id));
        let of_node = self.store.of_node(self.of_type, node);
        let targets = policy.whole_targets();
        let is_new = id.starts_with(NEW);
        !is_new
            && (of_node.is_some_and(|told| lacks(told.get(), id))
                || targets.is_some_and(|told| lacks(told.get(), node)))
    }

    /// Of a policy the nodes where files contradict each other, and the others.
    fn nodes<'s>(&self, id: &str, policy: &'s Policy) -> (Vec<&'s str>, Vec<&'s str>) {
        let nodes = self.in_tree(policy.nodes.iter());
        let is_disputed = |node: &&str| self.is_disputed(id, policy, node);
        nodes.into_iter().partition(is_disputed)
    }

    fn disputed(&mut self, name: &str, nodes: &[&str]) {
        let Some(node) = nodes.first() else { return };
        let call = format!("aws organizations list-policies-for-target --target-id {node}");
        let what = message!(
            "whether policy {policy} is attached to {node} is not known",
            policy = code(name),
            node = code(node)
        );
        self.push(name, nodes, unknown(&call));
        self.missing.push(gap(Severity::Warning, what, vec![call]));
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

    /// A policy that may be attached to any node: what it denies at the root, it denies below.
    fn unknown(&mut self, name: &str, what: Message, call: String) {
        let tree = self.tree;
        self.is_anywhere = true;
        self.push(name, &[&tree.root.id], unknown(&call));
        let kind = self.of_type.kind();
        self.missing.push(gap_of(kind, what, vec![call]));
    }

    /// A known policy that may be attached to any node, since nothing says what it is attached to.
    fn unattached(&mut self, name: &str, call: String) {
        self.is_anywhere = true;
        self.push(name, &[&self.tree.root.id], unknown(&call));
        let names = self.unattached.entry(call).or_default();
        names.push(name.to_owned());
    }

    /// One gap for all policies of which the same call tells what they are attached to.
    fn say_unattached(&mut self) {
        let kind = self.of_type.kind();
        for (call, names) in std::mem::take(&mut self.unattached) {
            let what = match names.as_slice() {
                [name] => message!(
                    "what policy {policy} is attached to is not known",
                    policy = code(name)
                ),
                names => message!(
                    "what {count} policies are attached to is not known: {policies}",
                    count = names.len(),
                    policies = codes(names.iter().map(String::as_str))
                ),
            };
            self.missing.push(gap_of(kind, what, vec![call]));
        }
    }

    fn policy(&mut self, id: &str, policy: &Policy, all_nodes: bool) {
        let name = policy.name.get().map_or(id, |name| &**name);
        let (disputed, nodes) = self.nodes(id, policy);
        self.disputed(name, &disputed);
        let is_known = policy.of_type.get().is_some() && !policy.is_open;
        match policy.text.get().filter(|_| is_known) {
            Some(text) => self.push(name, &nodes, DocumentText::new(&**text)),
            // Of one that is attached to nothing the text does not matter.
            None if nodes.is_empty() => {}
            None => {
                let call = match id.starts_with(NEW) {
                    true if policy.is_of_terraform() => SHOW.to_owned(),
                    true => "aws organizations describe-policy".to_owned(),
                    false => format!("aws organizations describe-policy --policy-id {id}"),
                };
                self.push(name, &nodes, unknown(&call));
                let what = message!(
                    "the text of policy {policy} is not known",
                    policy = code(name)
                );
                let gap = gap(Severity::Warning, what, vec![call]);
                self.missing.push(gap);
            }
        }
        let is_all = all_nodes && !policy.is_lost() && !policy.may_be_elsewhere;
        let is_managed = self.is_complete && policy.is_managed();
        if !is_all && !is_managed && !self.knows_targets(policy) {
            let call = match id.starts_with(NEW) {
                true if policy.is_of_terraform() => SHOW.to_owned(),
                true => "aws organizations list-targets-for-policy".to_owned(),
                false => format!("aws organizations list-targets-for-policy --policy-id {id}"),
            };
            self.unattached(name, call);
        }
    }

    /// Whether all is known that a policy is attached to, without contradiction.
    fn knows_targets(&self, policy: &Policy) -> bool {
        let targets = policy.whole_targets().and_then(|targets| targets.get());
        !policy.is_lost() && targets.is_some_and(|targets| policy.nodes.is_subset(targets))
    }

    /// `FullAWSAccess`, where another SCP is attached, and what stands where it is not known which
    /// SCPs are. A node without any entry keeps `FullAWSAccess` in a case file.
    fn full_access(&mut self, is_settled: bool) {
        let (store, tree) = (self.store, self.tree);
        let entries = self.made.iter();
        let others: BTreeSet<String> = entries
            .filter_map(|entry| entry.attached_to.as_deref())
            .flat_map(|nodes| nodes.split(',').map(ToOwned::to_owned))
            .collect();
        let policy = store.policies.get(FULL_ACCESS);
        let has_targets = policy.is_some_and(|policy| self.knows_targets(policy));
        let (disputed, attached) =
            policy.map_or_else(Default::default, |policy| self.nodes(FULL_ACCESS, policy));
        self.disputed("FullAWSAccess", &disputed);
        let beside = attached.iter().filter(|id| others.contains(**id));
        let beside: Vec<&str> = beside.copied().collect();
        let text = DocumentText::new(FULL_ACCESS_TEXT);
        self.push("FullAWSAccess", &beside, text);
        let has_it: BTreeSet<&str> = attached.into_iter().chain(disputed).collect();
        let rest = tree.ids.iter().map(|id| &**id);
        let (shared, bare): (Vec<&str>, Vec<&str>) = rest
            .filter(|id| !has_it.contains(id))
            .partition(|id| others.contains(*id));
        // By what the files tell, no SCP is attached to these. As long as SCPs are enabled, AWS
        // keeps one at least on each node.
        let is_told = |id: &&str| has_targets || self.of_node(id).is_some();
        let bare: Vec<&str> = bare.into_iter().filter(is_told).collect();
        let detached: Vec<&str> = shared.iter().copied().filter(is_told).collect();
        self.bare(&bare);
        // Where full access may have been detached it is not known whether others allow.
        if !is_settled && !has_targets {
            let call =
                format!("aws organizations list-targets-for-policy --policy-id {FULL_ACCESS}");
            self.unattached("FullAWSAccess", call);
        }
        // Each node has to allow, and what may be attached to these may do so.
        let is_open = |id: &&str| **id != tree.root.id && self.of_node(id).is_none();
        let open: Vec<&str> = shared.into_iter().filter(is_open).collect();
        let text = DocumentText::new(NO_ACCESS_TEXT);
        self.push("FullAWSAccess is not attached", &detached, text);
        if self.is_anywhere {
            let call = "aws organizations list-policies-for-target";
            self.push("further policies", &open, unknown(call));
        }
    }

    fn bare(&mut self, nodes: &[&str]) {
        let Some(node) = nodes.first() else { return };
        let enabled = self.store.roots.get(&self.tree.root.id);
        let calls = match enabled.and_then(|enabled| enabled.get()) {
            None => vec!["aws organizations list-roots".to_owned()],
            Some(_) => {
                let call = |id: &&str| {
                    format!("aws organizations list-policies-for-target --target-id {id}")
                };
                nodes.iter().map(call).collect()
            }
        };
        let what = message!(
            "which policies of type {of_type} are attached to {node} is not known",
            of_type = code(self.of_type.name()),
            node = code(node)
        );
        let call = calls.first().map_or("", |call| &**call);
        self.push(self.of_type.name(), nodes, unknown(call));
        self.missing.push(gap(Severity::Warning, what, calls));
    }
}
