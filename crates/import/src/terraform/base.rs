//! What a plan changes of an organization, in a case file that has all of it.

use std::collections::BTreeSet;

use vestibule_iam::json::{self, Node};
use vestibule_syntax::diagnostic::{Message, codes};
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, DocumentText, Finding, NodePolicy, OrganizationNode, Severity};

use super::changes::Change;
use crate::fact::Type;
use crate::gap::unknown;
use crate::policies::{FULL_ACCESS, FULL_ACCESS_OF_RESOURCES, FULL_ACCESS_TEXT, NO_ACCESS_TEXT};
use crate::store::{Policy, Store};
use crate::subject::is_account;

/// What stands for a policy that is not known after apply. A comparison takes what both sides do
/// not know in the same words for the same.
pub(super) const AFTER: &str = "terraform apply";

const FULL: &str = "FullAWSAccess";
const NO_FULL: &str = "FullAWSAccess is not attached";

/// A case before and after a plan is applied.
pub(super) struct Sides<'a> {
    pub(super) cases: [CaseFile; 2],
    pub(super) stores: [&'a Store; 2],
    pub(super) findings: Vec<Finding>,
    /// What stands in the case: the nodes and accounts of the organization, or those above the
    /// account and it. `None` where nobody tells these.
    nodes: Option<BTreeSet<String>>,
    /// Nodes that the plan names, and that the case does not have.
    far: BTreeSet<String>,
    /// Policies that the plan changes, and that the case does not have by these names.
    unnamed: BTreeSet<String>,
}

impl<'a> Sides<'a> {
    pub(super) fn of(base: &CaseFile, before: &'a Store, after: &'a Store) -> Self {
        Self {
            nodes: nodes(base),
            cases: [base.clone(), base.clone()],
            stores: [before, after],
            findings: Vec::new(),
            far: BTreeSet::new(),
            unnamed: BTreeSet::new(),
        }
    }

    pub(super) fn apply(&mut self, changes: &[Change<'_>]) {
        for of_type in Type::ALL {
            self.policies(of_type);
        }
        self.types();
        self.tree();
        self.endpoints();
        self.identity();
        self.far_endpoints(changes);
        self.far_policies(changes);
        let unnamed: Vec<&str> = self.unnamed.iter().map(|name| &**name).collect();
        if !unnamed.is_empty() {
            let what = message!(
                "the plan changes policies that the case file does not have by these names: {names}",
                names = codes(unnamed)
            );
            self.say(what);
        }
        let far: Vec<&str> = self.far.iter().map(|id| &**id).collect();
        if !far.is_empty() {
            let what = message!(
                "the plan attaches policies to these, which the case file does not have: {ids}",
                ids = codes(far)
            );
            self.say(what);
        }
    }

    pub(super) fn say(&mut self, what: Message) {
        let help = message!("import the outputs of the AWS CLI into the case file again");
        let finding = Finding::new("import-terraform-unknown", Severity::Warning, what);
        self.findings.push(finding.help(help));
    }

    /// The policies of a type.
    fn policies(&mut self, of_type: Type) {
        let [before, after] = self.stores;
        let ids: BTreeSet<&String> = before
            .policies
            .keys()
            .chain(after.policies.keys())
            .collect();
        let is_untyped =
            |policy: Option<&Policy>| policy.is_some_and(|policy| policy.of_type.get().is_none());
        let mut touched: BTreeSet<String> = BTreeSet::new();
        let mut blurred: BTreeSet<String> = BTreeSet::new();
        let mut created = Vec::new();
        for id in ids {
            if *id == FULL_ACCESS || *id == FULL_ACCESS_OF_RESOURCES {
                continue;
            }
            let (one, other) = (before.policies.get(id), after.policies.get(id));
            if is_untyped(one) || is_untyped(other) {
                // Which of the case it is, nobody knows.
                blurred.extend(changed(one, other));
                continue;
            }
            let is_it = |policy: &&Policy| policy.of_type.get() == Some(&of_type);
            match (one.filter(is_it), other.filter(is_it)) {
                (None, None) => {}
                (None, Some(policy)) => created.push((id, policy)),
                (Some(policy), other) => {
                    touched.extend(changed(Some(policy), other));
                    if other.is_none_or(|other| !is_same(policy, other)) {
                        touched.extend(policy.nodes.iter().cloned());
                        touched.extend(self.base_nodes(of_type, id, policy));
                    }
                    self.policy(of_type, id, policy, other);
                }
            }
        }
        for (id, policy) in created {
            touched.extend(policy.nodes.iter().cloned());
            self.create(of_type, id, policy);
        }
        for node in self.known(&blurred) {
            self.blur(of_type, &node);
        }
        if of_type == Type::ServiceControl {
            self.full_access(touched);
        }
    }

    /// The nodes that the case has; the others are noted.
    fn known(&mut self, nodes: &BTreeSet<String>) -> Vec<String> {
        let mut known = Vec::new();
        for node in nodes {
            match &self.nodes {
                Some(all) if !all.contains(node) => {
                    // Other accounts and units than those above it are none of the account.
                    if self.cases.iter().any(|case| case.organization.is_some()) {
                        self.far.insert(node.clone());
                    }
                }
                _ => known.push(node.clone()),
            }
        }
        known
    }

    fn base_nodes(&self, of_type: Type, id: &str, policy: &Policy) -> BTreeSet<String> {
        let [case, _] = &self.cases;
        let own = entries(case, of_type).iter();
        let own = own.filter(|entry| is_named(entry, id, policy));
        own.flat_map(nodes_of).collect()
    }

    /// A policy that is there before.
    fn policy(&mut self, of_type: Type, id: &str, before: &Policy, after: Option<&Policy>) {
        let base = self.base_nodes(of_type, id, before);
        let empty = BTreeSet::new();
        let attached = after.map_or(&empty, |after| &after.nodes);
        let new: BTreeSet<String> = attached.difference(&before.nodes).cloned().collect();
        let gone: BTreeSet<String> = before.nodes.difference(attached).cloned().collect();
        let [case, _] = &self.cases;
        let is_everywhere = entries(case, of_type)
            .iter()
            .any(|entry| is_named(entry, id, before) && entry.attached_to.is_none());
        let own = name(id, before);
        let is_any = entries(case, of_type)
            .iter()
            .any(|entry| entry.name.as_deref() == Some(&*own));
        let is_there = entries(case, of_type)
            .iter()
            .any(|entry| is_named(entry, id, before));
        if self.nodes.is_none() && !is_there {
            // Whether it binds the account is not known.
            if after.is_none_or(|after| !is_same(before, after)) {
                self.anywhere(of_type, name(id, before));
            }
            return;
        }
        let was: BTreeSet<String> = base.union(&before.nodes).cloned().collect();
        let was: BTreeSet<String> = was.difference(&new).cloned().collect();
        let is: BTreeSet<String> = match after {
            Some(_) => was
                .union(&new)
                .filter(|node| !gone.contains(*node))
                .cloned()
                .collect(),
            None => BTreeSet::new(),
        };
        let known_was = self.known(&was);
        let known_is = self.known(&is);
        let is_changed = !new.is_empty() || !gone.is_empty();
        let text = before.text.get().map(|text| DocumentText::new(&**text));
        self.replace(
            0,
            of_type,
            (id, before),
            Put {
                name: name(id, before),
                nodes: (!is_everywhere).then_some(known_was),
                document: text,
            },
        );
        if !is_any && after.is_none_or(|after| !is_same(before, after)) {
            // The case may have it by another name.
            for node in self.known(&before.nodes) {
                self.blur(of_type, &node);
            }
            self.unnamed.insert(own);
        }
        let Some(after) = after else {
            self.remove(of_type, id, before);
            return;
        };
        let told = after.text.get();
        let document = told.map_or_else(|| unknown(AFTER), |text| DocumentText::new(&**text));
        // One that stands above the account without a node may be attached to fewer.
        let is_lost = is_everywhere && is_changed;
        self.replace(
            1,
            of_type,
            (id, before),
            Put {
                name: name(id, after),
                nodes: (!is_everywhere).then_some(known_is),
                document: Some(if is_lost { unknown(AFTER) } else { document }),
            },
        );
        if !is_same(before, after) {
            // What the case does not know of it is another thing now.
            self.relabel(of_type, &[name(id, before), name(id, after)]);
        }
        if after.is_lost() && !before.is_lost() {
            self.anywhere(of_type, name(id, after));
        }
    }

    /// A policy that is there after alone.
    fn create(&mut self, of_type: Type, id: &str, policy: &Policy) {
        let told = policy.text.get();
        let document = told.map_or_else(|| unknown(AFTER), |text| DocumentText::new(&**text));
        let nodes = self.known(&policy.nodes);
        let is_sure = self.nodes.is_some();
        if policy.is_lost() || (!is_sure && !policy.nodes.is_empty()) {
            self.anywhere(of_type, name(id, policy));
        }
        if is_sure && !nodes.is_empty() {
            let [_, case] = &mut self.cases;
            entries_mut(case, of_type).push(NodePolicy {
                name: Some(name(id, policy)),
                attached_to: Some(nodes.join(",")),
                document,
            });
        }
    }

    /// A policy that may be attached to anything after.
    fn anywhere(&mut self, of_type: Type, name: String) {
        let [_, case] = &mut self.cases;
        let root = case.organization.as_ref().map(|one| one.tree.id.clone());
        entries_mut(case, of_type).push(NodePolicy {
            name: Some(name),
            attached_to: root,
            document: unknown(AFTER),
        });
    }

    /// Puts a policy in the place of those of its name on one side.
    fn replace(&mut self, side: usize, of_type: Type, (id, of): (&str, &Policy), put: Put) {
        let Some(case) = self.cases.get_mut(side) else {
            return;
        };
        let all = entries_mut(case, of_type);
        let Some(first) = all.iter().position(|entry| is_named(entry, id, of)) else {
            let nodes = put.nodes.unwrap_or_default();
            if let (Some(document), false) = (put.document, nodes.is_empty()) {
                all.push(NodePolicy {
                    name: Some(put.name),
                    attached_to: Some(nodes.join(",")),
                    document,
                });
            }
            return;
        };
        let mut at = 0;
        all.retain(|entry| {
            at += 1;
            at - 1 == first || !is_named(entry, id, of)
        });
        let is_nowhere = put.nodes.as_ref().is_some_and(Vec::is_empty);
        if is_nowhere {
            all.remove(first);
        } else if let Some(entry) = all.get_mut(first) {
            entry.name = Some(put.name);
            if let Some(nodes) = put.nodes {
                entry.attached_to = Some(nodes.join(","));
            }
            let is_other = |document: &DocumentText| match (document.text(), entry.document.text())
            {
                (Some(one), Some(other)) => compact(one) != compact(other),
                _ => true,
            };
            if let Some(document) = put.document.filter(is_other) {
                entry.document = document;
            }
        }
    }

    /// Says of policies by these names that are unknown that they are so otherwise than before.
    fn relabel(&mut self, of_type: Type, names: &[String]) {
        let [_, case] = &mut self.cases;
        for entry in entries_mut(case, of_type) {
            let is_named = entry.name.as_ref().is_some_and(|name| names.contains(name));
            if is_named && entry.document.text().is_some_and(is_unknown) {
                entry.document = unknown(AFTER);
            }
        }
    }

    fn remove(&mut self, of_type: Type, id: &str, policy: &Policy) {
        let [_, case] = &mut self.cases;
        entries_mut(case, of_type).retain(|entry| !is_named(entry, id, policy));
    }

    /// Makes what is attached to a node after unknown.
    fn blur(&mut self, of_type: Type, node: &str) {
        let [_, case] = &mut self.cases;
        let all = entries_mut(case, of_type);
        detach(all, node);
        all.push(at_node(AFTER, node, unknown(AFTER)));
    }

    /// `FullAWSAccess`, which a node keeps in a case file as long as no other SCP of it allows.
    fn full_access(&mut self, touched: BTreeSet<String>) {
        let [before, after] = self.stores;
        let full = |store: &Store| -> BTreeSet<String> {
            let policy = store.policies.get(FULL_ACCESS);
            policy
                .map(|policy| policy.nodes.clone())
                .unwrap_or_default()
        };
        let (was, is) = (full(before), full(after));
        let mut touched = touched;
        touched.extend(was.symmetric_difference(&is).cloned());
        for node in self.known(&touched) {
            let [one, other] = &mut self.cases;
            let before = allows(&one.policies.service_control, &node, one);
            let all = &other.policies.service_control;
            let still = allows(all, &node, other);
            let all = &mut other.policies.service_control;
            if is.contains(&node) && !was.contains(&node) {
                detach_named(all, NO_FULL, &node);
                all.push(at_node(FULL, &node, DocumentText::new(FULL_ACCESS_TEXT)));
            } else if was.contains(&node) && !is.contains(&node) {
                detach_named(all, FULL, &node);
                let text = DocumentText::new(NO_ACCESS_TEXT);
                all.push(at_node(NO_FULL, &node, text));
            } else {
                match (before, still) {
                    // It kept full access, and another beside it is to allow as well.
                    (Some(false), Some(false)) | (Some(true), Some(true)) => {}
                    (Some(false), _) => {
                        all.push(at_node(FULL, &node, DocumentText::new(FULL_ACCESS_TEXT)));
                    }
                    (Some(true), Some(false)) => {
                        let text = DocumentText::new(NO_ACCESS_TEXT);
                        all.push(at_node(NO_FULL, &node, text));
                    }
                    (Some(true), None) => {}
                    (None, _) => all.push(at_node(FULL, &node, unknown(AFTER))),
                }
            }
        }
    }

    /// The types that the plan disables: their policies no longer hold.
    fn types(&mut self) {
        let [before, after] = self.stores;
        for (root, told) in &after.roots {
            let was = before.roots.get(root).and_then(|was| was.get());
            let (Some(was), Some(is)) = (was, told.get()) else {
                continue;
            };
            for of_type in Type::ALL {
                if was.contains(&of_type) && !is.contains(&of_type) {
                    let [_, case] = &mut self.cases;
                    entries_mut(case, of_type).clear();
                }
            }
        }
    }

    /// Accounts that the plan moves.
    fn tree(&mut self) {
        let [before, after] = self.stores;
        let [_, case] = &mut self.cases;
        let Some(organization) = &mut case.organization else {
            return;
        };
        let mut lost: BTreeSet<&str> = BTreeSet::new();
        for (child, parent) in &before.parents {
            let to = after.parents.get(child).and_then(|parent| parent.get());
            if !is_account(child) || to == parent.get() {
                continue;
            }
            if !take(&mut organization.tree, child) {
                continue;
            }
            let is_put = to.is_some_and(|to| put(&mut organization.tree, child, to));
            if !is_put {
                lost.insert(child);
            }
        }
        organization.accounts.retain(|one| !lost.contains(&*one.id));
        for of_type in Type::ALL {
            let all = entries_mut(case, of_type);
            lost.iter().for_each(|id| detach(all, id));
        }
        if !lost.is_empty() {
            let what = message!(
                "where these accounts stand after apply is not known, so they are left out: {ids}",
                ids = codes(lost)
            );
            self.say(what);
        }
    }
}

/// What a policy comes to on one side; what is `None` stays as it is.
struct Put {
    name: String,
    nodes: Option<Vec<String>>,
    document: Option<DocumentText>,
}

/// The nodes that a policy is attached to on one side alone.
fn changed(before: Option<&Policy>, after: Option<&Policy>) -> Vec<String> {
    let empty = BTreeSet::new();
    let [was, is] = [before, after].map(|policy| policy.map_or(&empty, |policy| &policy.nodes));
    was.symmetric_difference(is).cloned().collect()
}

/// Whether a policy is the same on both sides. One whose text is not told need not be.
fn is_same(one: &Policy, other: &Policy) -> bool {
    let texts = one.text.get().zip(other.text.get());
    let is_same_text = texts.is_some_and(|(one, other)| compact(one) == compact(other));
    is_same_text && one.nodes == other.nodes && one.is_lost() == other.is_lost()
}

pub(super) fn compact(text: &str) -> String {
    json::parse(text).root.to_compact_string()
}

fn name(id: &str, policy: &Policy) -> String {
    policy.name.get().map_or(id, |name| &**name).to_owned()
}

/// Whether an entry of a case is a policy of the plan, by its name. One that is unknown may be of
/// another.
fn is_named(entry: &NodePolicy, id: &str, policy: &Policy) -> bool {
    let name = policy.name.get().map_or(id, |name| &**name);
    let is_told = entry.document.text().is_none_or(|text| !is_unknown(text));
    is_told && entry.name.as_deref() == Some(name)
}

pub(super) fn is_unknown(text: &str) -> bool {
    matches!(json::parse(text).root.members(), [only] if &*only.key.value == "unknown")
}

fn nodes_of(entry: &NodePolicy) -> Vec<String> {
    let nodes = entry.attached_to.as_deref().unwrap_or_default().split(',');
    let nodes = nodes.map(str::trim).filter(|node| !node.is_empty());
    nodes.map(ToOwned::to_owned).collect()
}

fn at_node(name: &str, node: &str, document: DocumentText) -> NodePolicy {
    NodePolicy {
        name: Some(name.to_owned()),
        attached_to: Some(node.to_owned()),
        document,
    }
}

/// Takes a node off all entries.
fn detach(all: &mut Vec<NodePolicy>, node: &str) {
    detach_if(all, node, |_| true);
}

fn detach_named(all: &mut Vec<NodePolicy>, name: &str, node: &str) {
    detach_if(all, node, |entry| entry.name.as_deref() == Some(name));
}

fn detach_if(all: &mut Vec<NodePolicy>, node: &str, is_it: impl Fn(&NodePolicy) -> bool) {
    all.retain_mut(|entry| {
        let mut nodes = nodes_of(entry);
        if !is_it(entry) || !nodes.iter().any(|one| one == node) {
            return true;
        }
        nodes.retain(|one| one != node);
        entry.attached_to = Some(nodes.join(","));
        !nodes.is_empty()
    });
}

/// Whether an SCP of a node has an Allow; `None` where that is not known.
fn allows(all: &[NodePolicy], node: &str, case: &CaseFile) -> Option<bool> {
    let account = case.account.as_ref().and_then(|one| one.id.as_deref());
    let is_at = |entry: &&NodePolicy| match entry.attached_to {
        None => account == Some(node),
        Some(_) => nodes_of(entry).iter().any(|one| one == node),
    };
    let mut found = Some(false);
    for entry in all.iter().filter(is_at) {
        match entry.document.text().and_then(has_allow) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => found = None,
        }
    }
    found
}

fn has_allow(text: &str) -> Option<bool> {
    let root = json::parse(text).root;
    let statements = root.get("Statement")?.one_or_many();
    let effects: Option<Vec<&str>> = statements
        .iter()
        .map(|statement| statement.get("Effect").and_then(Node::as_str))
        .collect();
    Some(effects?.contains(&"Allow"))
}

fn entries(case: &CaseFile, of_type: Type) -> &[NodePolicy] {
    match of_type {
        Type::ResourceControl => &case.policies.resource_control,
        Type::ServiceControl => &case.policies.service_control,
    }
}

fn entries_mut(case: &mut CaseFile, of_type: Type) -> &mut Vec<NodePolicy> {
    match of_type {
        Type::ResourceControl => &mut case.policies.resource_control,
        Type::ServiceControl => &mut case.policies.service_control,
    }
}

fn nodes(case: &CaseFile) -> Option<BTreeSet<String>> {
    if let Some(organization) = &case.organization {
        let mut found = BTreeSet::new();
        let mut nodes = vec![&organization.tree];
        while let Some(node) = nodes.pop() {
            found.insert(node.id.clone());
            found.extend(node.accounts.iter().cloned());
            nodes.extend(&node.children);
        }
        return Some(found);
    }
    let account = case.account.as_ref()?;
    let path = account.organization.as_ref()?.path.as_ref()?;
    Some(path.iter().chain(&account.id).cloned().collect())
}

/// Takes an account out of a tree; false where it is not in it.
fn take(tree: &mut OrganizationNode, account: &str) -> bool {
    let mut nodes = vec![tree];
    while let Some(node) = nodes.pop() {
        let count = node.accounts.len();
        node.accounts.retain(|id| id != account);
        if node.accounts.len() < count {
            return true;
        }
        nodes.extend(&mut node.children);
    }
    false
}

/// Puts an account into a node of a tree; false where that is not in it.
fn put(tree: &mut OrganizationNode, account: &str, to: &str) -> bool {
    let mut nodes = vec![tree];
    while let Some(node) = nodes.pop() {
        if node.id == to {
            node.accounts.push(account.to_owned());
            return true;
        }
        nodes.extend(&mut node.children);
    }
    false
}
