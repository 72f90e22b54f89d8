//! What a plan changes of the organization itself: where full access is attached, which types are
//! enabled, and where accounts stand.

use std::collections::BTreeSet;

use vestibule_syntax::diagnostic::codes;
use vestibule_syntax::message;
use vestibule_wire::{DocumentText, OrganizationNode};

use super::base::{AFTER, Sides};
use super::entries::{allows, at_node, detach, detach_named, entries_mut};
use crate::fact::Type;
use crate::gap::unknown;
use crate::policies::{FULL_ACCESS, FULL_ACCESS_TEXT, NO_ACCESS_TEXT};
use crate::store::Store;
use crate::subject::is_account;

const FULL: &str = "FullAWSAccess";
const NO_FULL: &str = "FullAWSAccess is not attached";

impl Sides<'_> {
    /// `FullAWSAccess`, which a node keeps in a case file as long as no other SCP of it allows.
    pub(super) fn full_access(&mut self, touched: BTreeSet<String>) {
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
    pub(super) fn types(&mut self) {
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
    pub(super) fn tree(&mut self) {
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
