//! Checks an organization, its tree and its accounts.

use std::collections::{HashMap, HashSet};

use vestibule_iam::language::{Id, is_organizational_unit};
use vestibule_iam::message;
use vestibule_iam::problem::{code, quoted};
use vestibule_signin::{self as signin, Authorization};
use vestibule_syntax::limits::{ORGANIZATION_ACCOUNTS, ORGANIZATION_LEVELS, ORGANIZATION_UNITS};

use super::account::authorization;
use crate::contract::case_file::{Account, CaseFile, NodePolicy, Policies};
use crate::contract::organization::{
    AccountState, OrganizationAccount, OrganizationNode, OrganizationTree,
};
use crate::contract::words::Layer;
use crate::input::ids::{is_account_id, is_node, is_organization_id, nodes};
use crate::input::permission_statements;
use crate::input::place::Place;
use crate::input::report::{Refused, Report};

/// The organization for the evaluator.
pub(crate) fn organization(
    told: &OrganizationTree,
    file: &CaseFile,
    report: &mut Report<'_>,
) -> signin::OrganizationTree {
    let place = Place::Root.member("organization");
    if !is_organization_id(&told.id) {
        let message = message!(
            "{id} is not the id of an organization",
            id = quoted(&told.id)
        );
        let help = message!("write `o-` and 10 to 32 lower-case letters and digits");
        report.error(
            &place.member("id"),
            "invalid-organization-id",
            message,
            help,
        );
    }
    let mut walk = Walk {
        units: HashSet::new(),
        above: Vec::new(),
        accounts: HashMap::new(),
        order: Vec::new(),
        tree: signin::OrganizationTree::new(&*told.id, &*told.management_account),
        is_full: false,
    };
    walk.node(&told.tree, None, &place.member("tree"), report);
    let management = place.member("managementAccount");
    account_id(&told.management_account, &management, report);
    if !walk.accounts.contains_key(&*told.management_account) && !walk.is_full {
        let message = message!(
            "the management account {id} is not in the tree",
            id = quoted(&told.management_account)
        );
        let help = message!("add it to `accounts` of the root or unit that it is in");
        report.error(&management, "management-account-missing", message, help);
    }
    let own = own(told, &walk, &place.member("accounts"), report);
    let account = file.account.as_ref();
    if let Some(account) = account {
        agrees(account, &file.policies, told, &walk, &own, report);
    }
    of_file(file, report);
    attachments(file, &walk, report);
    let of_all = file.policies.identity.is_some();
    for (id, unit) in &walk.order {
        let entry = own.get(id).copied();
        let told_here = account.filter(|account| account.id.as_deref() == Some(id));
        let by_entry = entry.and_then(|entry| entry.console_authorization);
        let by_account = told_here.and_then(|account| account.console_authorization);
        let by_account = by_account.map(|switch| authorization(Some(switch)));
        let switches = Authorization {
            // Nothing is told of any switch: both are on.
            account: by_entry
                .or(by_account.map(|both| both.account))
                .unwrap_or(told.console_authorization.is_none()),
            organization: told
                .console_authorization
                .or(by_account.map(|both| both.organization))
                .unwrap_or(true),
        };
        let identity_given = of_all || entry.is_some_and(|entry| entry.policies.identity.is_some());
        walk.tree.add_account(id, *unit, switches, identity_given);
    }
    walk.tree
}

/// The number of the account of a sign-in. Nothing is decided for an account that is not in the
/// tree or that is among the numbers of those that are not in use.
pub(crate) fn account_of(
    request: &signin::Request,
    tree: &signin::OrganizationTree,
    inactive: &HashSet<usize>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<usize, Refused> {
    let id = request.principal.account();
    let place = place.member("principal");
    let Some(number) = tree.find(id) else {
        return Err(not_in_tree(id, &place, report));
    };
    if inactive.contains(&number) {
        let message = message!(
            "account {id} is not active, so policies do not say who signs in",
            id = quoted(id)
        );
        let help = message!("leave the sign-in out, or correct `state` of the account");
        return Err(report.error(&place, "account-not-active", message, help));
    }
    Ok(number)
}

/// Says that what binds the accounts that are signed in to is more than is kept.
pub(crate) fn too_much(most: usize, place: &Place<'_>, report: &mut Report<'_>) -> Refused {
    let message = message!(
        "what binds the accounts that are signed in to is more than the {most} entries that are kept",
        most = most
    );
    let help = message!("divide the requests over several case files");
    report.error(
        &place.member("principal"),
        "organization-too-large",
        message,
        help,
    )
}

/// The numbers of the accounts that are not in use.
pub(crate) fn inactive(told: &OrganizationTree, tree: &signin::OrganizationTree) -> HashSet<usize> {
    let is_inactive = |state: AccountState| !matches!(state, AccountState::Active);
    let accounts = told.accounts.iter();
    accounts
        .filter(|account| account.state.is_some_and(is_inactive))
        .filter_map(|account| tree.find(&account.id))
        .collect()
}

/// One pass over the tree.
struct Walk<'t> {
    units: HashSet<&'t str>,
    /// From the root down to the node that is looked at.
    above: Vec<&'t str>,
    /// The unit of each account.
    accounts: HashMap<&'t str, usize>,
    order: Vec<(&'t str, usize)>,
    tree: signin::OrganizationTree,
    /// A limit was passed, and that was said.
    is_full: bool,
}

impl<'t> Walk<'t> {
    fn node(
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

fn account_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    if !is_account_id(id) {
        let message = message!("{id} is not the id of an account", id = quoted(id));
        let help = message!("write its twelve digits, in quotes");
        report.error(place, "invalid-account-id", message, help);
    }
}

fn account_twice(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let message = message!(
        "account {id} stands here for the second time",
        id = quoted(id)
    );
    let help = message!("leave each account in one place");
    report.error(place, "account-twice", message, help);
}

fn not_in_tree(id: &str, place: &Place<'_>, report: &mut Report<'_>) -> Refused {
    let message = message!(
        "account {id} is not in the tree of the organization",
        id = quoted(id)
    );
    let help = message!("correct the id, or add it to `accounts` of its root or unit");
    report.error(place, "account-not-in-organization", message, help)
}

/// What is told of single accounts, by their ids.
fn own<'t>(
    told: &'t OrganizationTree,
    walk: &Walk<'_>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> HashMap<&'t str, &'t OrganizationAccount> {
    let mut own: HashMap<&str, &OrganizationAccount> = HashMap::new();
    for (index, account) in told.accounts.iter().enumerate() {
        let place = place.element(index);
        let id = place.member("id");
        account_id(&account.id, &id, report);
        if own.contains_key(&*account.id) {
            account_twice(&account.id, &id, report);
            continue;
        }
        own.insert(&account.id, account);
        if !walk.accounts.contains_key(&*account.id) && !walk.is_full {
            not_in_tree(&account.id, &id, report);
        }
        let policies = place.member("policies");
        let endpoints = policies.member(Layer::VpcEndpoint.name());
        for (index, entry) in account.policies.vpc_endpoint.iter().enumerate() {
            if entry.endpoint.is_none() {
                let message = message!("the policy does not say which endpoint it is attached to");
                let help = message!("write `endpoint`, the id of the VPC endpoint");
                report.error(
                    &endpoints.element(index),
                    "endpoint-not-told",
                    message,
                    help,
                );
            }
        }
    }
    own
}

/// Whether `account` says of one of the accounts what the organization says of it.
fn agrees(
    account: &Account,
    policies: &Policies,
    told: &OrganizationTree,
    walk: &Walk<'_>,
    own: &HashMap<&str, &OrganizationAccount>,
    report: &mut Report<'_>,
) {
    let place = Place::Root.member("account");
    let Some(id) = account.id.as_deref() else {
        let message = message!("beside `organization`, `account` does not say which account it is");
        let help = message!("write `account.id`, or leave `account` out");
        report.error(&place, "account-not-told", message, help);
        return;
    };
    let Some(unit) = walk.accounts.get(id) else {
        if !walk.is_full {
            not_in_tree(id, &place.member("id"), report);
        }
        return;
    };
    let mut differs = |place: &Place<'_>| {
        let message = message!(
            "`organization` says otherwise of account {id}",
            id = quoted(id)
        );
        let help = message!("leave it out here, or put one of the two right");
        report.error(place, "organization-contradiction", message, help);
    };
    if let Some(of) = &account.organization {
        let place = place.member("organization");
        if of.id.as_ref().is_some_and(|id| *id != told.id) {
            differs(&place.member("id"));
        }
        if of.management_account != (id == told.management_account) {
            differs(&place.member("managementAccount"));
        }
        if let Some(path) = &of.path
            && path.iter().map(|node| &**node).ne(walk.tree.path_to(*unit))
        {
            differs(&place.member("path"));
        }
    }
    if let Some(switch) = account.console_authorization {
        let switch = authorization(Some(switch));
        let of_account = own.get(id).and_then(|own| own.console_authorization);
        if of_account.is_some_and(|on| on != switch.account)
            || told
                .console_authorization
                .is_some_and(|on| on != switch.organization)
        {
            differs(&place.member("consoleAuthorization"));
        }
    }
    let has_own = own
        .get(id)
        .is_some_and(|own| own.policies.resource_based.is_some());
    if has_own && has_resource_based(policies) {
        let message = message!(
            "account {id} has two resource-based policies",
            id = quoted(id)
        );
        let help = message!("leave it out below `policies` or below `organization`");
        let place = Place::Root.member("policies");
        report.error(&place, "two-resource-based-policies", message, help);
    }
}

/// Whether the policies of the case file have one for the account that it tells.
fn has_resource_based(policies: &Policies) -> bool {
    policies.resource_based.is_some() || !policies.permission_statements.is_empty()
}

/// What nobody says of which account, and what is not answered for organizations.
fn of_file(file: &CaseFile, report: &mut Report<'_>) {
    let is_told = file
        .account
        .as_ref()
        .is_some_and(|account| account.id.is_some());
    if has_resource_based(&file.policies) && !is_told {
        let message = message!("nothing says which account has this resource-based policy");
        let help = message!("put it below `organization.accounts`, or write `account.id`");
        let policies = Place::Root.member("policies");
        let place = match file.policies.resource_based {
            Some(_) => policies.member(Layer::ResourceBased.name()),
            None => policies.member(permission_statements::MEMBER),
        };
        report.error(&place, "account-not-told", message, help);
    }
    let unproven = [
        ("guarantees", !file.guarantees.is_empty()),
        ("perimeter", file.perimeter.is_some()),
    ];
    for (member, _) in unproven.into_iter().filter(|(_, has)| *has) {
        let message = message!(
            "{member} are not proven for an organization",
            member = code(member)
        );
        let help = message!("leave them out, or put them in a case file of one account");
        let place = Place::Root.member(member);
        report.error(&place, "organization-not-answered", message, help);
    }
}

/// Whether RCPs and SCPs are attached to nodes of the tree.
fn attachments(file: &CaseFile, walk: &Walk<'_>, report: &mut Report<'_>) {
    let policies = Place::Root.member("policies");
    let layers: [(Layer, &[NodePolicy]); 2] = [
        (Layer::ResourceControl, &file.policies.resource_control),
        (Layer::ServiceControl, &file.policies.service_control),
    ];
    for (layer, entries) in layers {
        let layer = policies.member(layer.name());
        for (index, entry) in entries.iter().enumerate() {
            let entry_place = layer.element(index);
            let Some(to) = entry.attached_to.as_deref() else {
                let message = message!("nothing says what the policy is attached to");
                let help = message!("write `attachedTo`, the ids of roots, units or accounts");
                report.error(&entry_place, "not-attached", message, help);
                continue;
            };
            // What is no id at all is complained of where policies are read.
            let ids = nodes(to).filter(|id| is_node(id));
            let mut unknown =
                ids.filter(|id| !walk.units.contains(id) && !walk.accounts.contains_key(id));
            if let Some(id) = unknown.next().filter(|_| !walk.is_full) {
                let message = message!(
                    "{id} is not in the tree of the organization",
                    id = quoted(id)
                );
                let help = message!("correct the id, or add the node to the tree");
                report.error(
                    &entry_place.member("attachedTo"),
                    "unknown-node",
                    message,
                    help,
                );
            }
        }
    }
}
