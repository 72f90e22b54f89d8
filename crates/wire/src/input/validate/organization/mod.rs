//! Checks an organization, its tree and its accounts.

mod beside;
mod walk;

use std::collections::{HashMap, HashSet};

use vestibule_iam::message;
use vestibule_iam::problem::quoted;
use vestibule_signin::{self as signin, Authorization};

use super::account::{account_id, authorization, organization_id};
use crate::contract::case_file::CaseFile;
use crate::contract::organization::{AccountState, OrganizationAccount, OrganizationTree};
use crate::contract::words::Layer;
use crate::input::place::Place;
use crate::input::report::{Refused, Report};
use beside::{agrees, attachments, guaranteed, of_file};
use walk::Walk;

/// The organization for the evaluator.
pub(crate) fn organization(
    told: &OrganizationTree,
    file: &CaseFile,
    report: &mut Report<'_>,
) -> signin::OrganizationTree {
    let place = Place::Root.member("organization");
    organization_id(&told.id, &place.member("id"), report);
    let mut walk = Walk::new(told);
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
    guaranteed(file, &walk, report);
    // A list of the case file is that of all accounts, unless some have lists of their own: then
    // it is not known which policies another account has.
    let has_own = |entry: &OrganizationAccount| entry.policies.identity.is_some();
    let of_all = file.policies.identity.is_some() && !told.accounts.iter().any(has_own);
    for (id, unit) in &walk.order {
        let entry = own.get(id).copied();
        let told_here = account.filter(|account| account.id.as_deref() == Some(id));
        let by_entry = entry.and_then(|entry| entry.console_authorization);
        let by_account = told_here.and_then(|account| account.console_authorization);
        let switches = Authorization {
            // Nothing is told of any switch: both are on.
            account: by_entry
                .or(by_account.map(|switch| authorization(Some(switch)).account))
                .unwrap_or(told.console_authorization.is_none()),
            organization: told.console_authorization.unwrap_or(true),
        };
        let identity_given = of_all || entry.is_some_and(has_own);
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
