//! One pass over the tree of an organization.

use std::collections::{HashMap, HashSet};

use vestibule_iam::language::{Id, is_organizational_unit};
use vestibule_iam::message;
use vestibule_iam::problem::{code, quoted};
use vestibule_signin as signin;
use vestibule_syntax::limits::{ORGANIZATION_ACCOUNTS, ORGANIZATION_LEVELS, ORGANIZATION_UNITS};

use super::account_twice;
use crate::contract::organization::{OrganizationNode, OrganizationTree};
use crate::input::place::Place;
use crate::input::report::Report;
use crate::input::validate::account::account_id;

/// One pass over the tree.
pub(super) struct Walk<'t> {
    pub(super) units: HashSet<&'t str>,
    /// From the root down to the node that is looked at.
    above: Vec<&'t str>,
    /// The unit of each account.
    pub(super) accounts: HashMap<&'t str, usize>,
    pub(super) order: Vec<(&'t str, usize)>,
    pub(super) tree: signin::OrganizationTree,
    /// A limit was passed, and that was said.
    pub(super) is_full: bool,
}

impl<'t> Walk<'t> {
    pub(super) fn new(told: &OrganizationTree) -> Self {
        Self {
            units: HashSet::new(),
            above: Vec::new(),
            accounts: HashMap::new(),
            order: Vec::new(),
            tree: signin::OrganizationTree::new(&*told.id, &*told.management_account),
            is_full: false,
        }
    }

    /// Whether a root, a unit or an account is in the tree; true for all where a limit was
    /// passed.
    pub(super) fn has(&self, id: &str) -> bool {
        self.is_full || self.units.contains(id) || self.accounts.contains_key(id)
    }

    pub(super) fn node(
        &mut self,
        node: &'t OrganizationNode,
        above: Option<usize>,
        place: &Place<'_>,
        report: &mut Report<'_>,
    ) {
        let own = place.member("id");
        if self.above.len() > ORGANIZATION_LEVELS {
            let message = message!(
                "the tree has more than {most} levels of units",
                most = ORGANIZATION_LEVELS
            );
            let help = message!("write the tree as AWS Organizations has it, which allows no more");
            report.error(&own, "organization-too-deep", message, help);
            self.is_full = true;
            return;
        }
        let (fits, kind) = match above {
            None => (Id::ROOT.matches(&node.id), "r-…"),
            Some(_) => (is_organizational_unit(&node.id), "ou-…-…"),
        };
        if !fits {
            let message = message!(
                "{id} does not fit its place in the tree",
                id = quoted(&node.id)
            );
            let help = message!(
                "write the id of the node, such as {kind}",
                kind = code(kind)
            );
            report.error(&own, "invalid-node", message, help);
        }
        if !self.units.insert(&node.id) {
            let message = if self.above.contains(&&*node.id) {
                message!("{id} is below itself in the tree", id = quoted(&node.id))
            } else {
                message!("{id} has two parents in the tree", id = quoted(&node.id))
            };
            let help = message!("leave each root and unit in one place of the tree");
            report.error(&own, "unit-twice", message, help);
            return;
        }
        if self.units.len() > ORGANIZATION_UNITS {
            self.too_large(&own, ORGANIZATION_UNITS, report);
            return;
        }
        let unit = self.tree.add_unit(&*node.id, above);
        let accounts = place.member("accounts");
        for (index, id) in node.accounts.iter().enumerate() {
            let place = accounts.element(index);
            if self.is_full {
                return;
            }
            account_id(id, &place, report);
            if self.accounts.contains_key(&**id) {
                account_twice(id, &place, report);
            } else if self.accounts.len() >= ORGANIZATION_ACCOUNTS {
                self.too_large(&place, ORGANIZATION_ACCOUNTS, report);
            } else {
                self.accounts.insert(id, unit);
                self.order.push((id, unit));
            }
        }
        self.above.push(&node.id);
        let children = place.member("children");
        for (index, child) in node.children.iter().enumerate() {
            if !self.is_full {
                self.node(child, Some(unit), &children.element(index), report);
            }
        }
        self.above.pop();
    }

    fn too_large(&mut self, place: &Place<'_>, most: usize, report: &mut Report<'_>) {
        self.is_full = true;
        let message = message!(
            "the organization has more than the {most} entries of this kind that are read",
            most = most
        );
        let help = message!("leave out branches of the tree whose accounts no request signs in to");
        report.error(place, "organization-too-large", message, help);
    }
}
