//! What a plan changes of an organization, in a case file that has all of it.

use std::collections::BTreeSet;

use vestibule_iam::json;
use vestibule_syntax::diagnostic::{Message, codes};
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, DocumentText, Finding, NodePolicy, Severity};

use super::changes::Change;
use super::entries::{at_node, detach, entries, entries_mut, nodes, nodes_of};
use crate::fact::Type;
use crate::gap::unknown;
use crate::policies::{FULL_ACCESS, FULL_ACCESS_OF_RESOURCES};
use crate::store::{Policy, Store};

/// What stands for a policy that is not known after apply. A comparison takes what both sides do
/// not know in the same words for the same.
pub(super) const AFTER: &str = "terraform apply";

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
                // Where one side tells it, the other may have it with another text.
                for policy in [one, other].into_iter().flatten() {
                    if policy.of_type.is_told() {
                        blurred.extend(policy.nodes.iter().cloned());
                        blurred.extend(self.base_nodes(of_type, id, policy));
                    }
                }
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
    pub(super) fn known(&mut self, nodes: &BTreeSet<String>) -> Vec<String> {
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
