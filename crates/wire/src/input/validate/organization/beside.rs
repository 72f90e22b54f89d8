//! Whether the rest of a case file agrees with its organization.

use std::collections::HashMap;

use vestibule_iam::message;
use vestibule_iam::problem::quoted;

use super::not_in_tree;
use super::walk::Walk;
use crate::contract::case_file::{Account, CaseFile, NodePolicy, Policies};
use crate::contract::organization::{OrganizationAccount, OrganizationTree};
use crate::contract::words::Layer;
use crate::input::ids::{is_node, nodes};
use crate::input::permission_statements;
use crate::input::place::Place;
use crate::input::policies::is_unknown;
use crate::input::report::Report;
use crate::input::validate::account::authorization;

/// Whether `account` says of one of the accounts what the organization says of it.
pub(super) fn agrees(
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
        // That of the organization is one for all of its accounts, and on unless told.
        if of_account.is_some_and(|on| on != switch.account)
            || told.console_authorization.unwrap_or(true) != switch.organization
        {
            differs(&place.member("consoleAuthorization"));
        }
    }
    let has_own = own
        .get(id)
        .is_some_and(|own| own.policies.resource_based.is_some());
    let is_of_others = policies.resource_based.as_ref().is_some_and(is_unknown);
    if has_own && has_resource_based(policies) && !is_of_others {
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

/// What nobody says of which account.
pub(super) fn of_file(file: &CaseFile, report: &mut Report<'_>) {
    let is_told = file
        .account
        .as_ref()
        .is_some_and(|account| account.id.is_some());
    // One that is unknown stands for those of all accounts.
    let told = file.policies.resource_based.as_ref();
    let is_unknown = told.is_some_and(is_unknown);
    if has_resource_based(&file.policies) && !is_told && !is_unknown {
        let message = message!("nothing says which account has this resource-based policy");
        let help = message!("put it below `organization.accounts`, or write `account.id`");
        let policies = Place::Root.member("policies");
        let place = match file.policies.resource_based {
            Some(_) => policies.member(Layer::ResourceBased.name()),
            None => policies.member(permission_statements::MEMBER),
        };
        report.error(&place, "account-not-told", message, help);
    }
}

/// Whether RCPs and SCPs are attached to nodes of the tree.
pub(super) fn attachments(file: &CaseFile, walk: &Walk<'_>, report: &mut Report<'_>) {
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
            let mut ids = nodes(to).filter(|id| is_node(id));
            if let Some(id) = ids.find(|id| !walk.has(id)) {
                unknown_node(id, &entry_place.member("attachedTo"), report);
            }
        }
    }
}

/// Whether the accounts of guarantees, and the nodes that stand for accounts, are in the tree.
pub(super) fn guaranteed(file: &CaseFile, walk: &Walk<'_>, report: &mut Report<'_>) {
    let list = Place::Root.member("guarantees");
    for (index, guarantee) in file.guarantees.iter().enumerate() {
        let guarantee_place = list.element(index);
        let accounts = guarantee_place.member("accounts");
        for (index, id) in guarantee.accounts.iter().flatten().enumerate() {
            if is_node(id) && !walk.has(id) {
                unknown_node(id, &accounts.element(index), report);
            }
        }
    }
}

fn unknown_node(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let message = message!(
        "{id} is not in the tree of the organization",
        id = quoted(id)
    );
    let help = message!("correct the id, or add the node to the tree");
    report.error(place, "unknown-node", message, help);
}
