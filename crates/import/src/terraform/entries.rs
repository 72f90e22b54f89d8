//! RCPs and SCPs of a case file, with what they are attached to.

use std::collections::BTreeSet;

use vestibule_iam::json::{self, Node};
use vestibule_wire::{CaseFile, DocumentText, NodePolicy};

use crate::fact::Type;

pub(super) fn nodes_of(entry: &NodePolicy) -> Vec<String> {
    let nodes = entry.attached_to.as_deref().unwrap_or_default().split(',');
    let nodes = nodes.map(str::trim).filter(|node| !node.is_empty());
    nodes.map(ToOwned::to_owned).collect()
}

pub(super) fn at_node(name: &str, node: &str, document: DocumentText) -> NodePolicy {
    NodePolicy {
        name: Some(name.to_owned()),
        attached_to: Some(node.to_owned()),
        document,
    }
}

/// Takes a node off all entries.
pub(super) fn detach(all: &mut Vec<NodePolicy>, node: &str) {
    detach_if(all, node, |_| true);
}

pub(super) fn detach_named(all: &mut Vec<NodePolicy>, name: &str, node: &str) {
    detach_if(all, node, |entry| entry.name.as_deref() == Some(name));
}

pub(super) fn detach_if(
    all: &mut Vec<NodePolicy>,
    node: &str,
    is_it: impl Fn(&NodePolicy) -> bool,
) {
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
pub(super) fn allows(all: &[NodePolicy], node: &str, case: &CaseFile) -> Option<bool> {
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

pub(super) fn has_allow(text: &str) -> Option<bool> {
    let root = json::parse(text).root;
    let statements = root.get("Statement")?.one_or_many();
    let effects: Option<Vec<&str>> = statements
        .iter()
        .map(|statement| statement.get("Effect").and_then(Node::as_str))
        .collect();
    Some(effects?.contains(&"Allow"))
}

pub(super) fn entries(case: &CaseFile, of_type: Type) -> &[NodePolicy] {
    match of_type {
        Type::ResourceControl => &case.policies.resource_control,
        Type::ServiceControl => &case.policies.service_control,
    }
}

pub(super) fn entries_mut(case: &mut CaseFile, of_type: Type) -> &mut Vec<NodePolicy> {
    match of_type {
        Type::ResourceControl => &mut case.policies.resource_control,
        Type::ServiceControl => &mut case.policies.service_control,
    }
}

pub(super) fn nodes(case: &CaseFile) -> Option<BTreeSet<String>> {
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
