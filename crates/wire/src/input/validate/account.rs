//! Checks the account and its organization.

use vestibule_iam::message;
use vestibule_iam::problem::quoted;
use vestibule_signin::{self as signin, Authorization};
use vestibule_syntax::limits::PATH_NODES;

use crate::contract::case_file::{Account, ConsoleAuthorization, Organization};
use crate::input::ids::{is_account_id, is_node, is_organization_id};
use crate::input::place::Place;
use crate::input::report::Report;

/// The account for the evaluator.
pub(crate) fn account(told: &Account, report: &mut Report<'_>) -> signin::Account {
    let place = Place::Root.member("account");
    if let Some(id) = &told.id {
        account_id(id, &place.member("id"), report);
    }
    let place = place.member("organization");
    let organization = told.organization.as_ref();
    signin::Account {
        id: told.id.clone(),
        organization: organization.map(|told| self::organization(told, &place, report)),
        authorization: authorization(told.console_authorization),
    }
}

/// Says what is wrong with the id of an account.
pub(super) fn account_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    if !is_account_id(id) {
        let message = message!("{id} is not the id of an account", id = quoted(id));
        let help = message!("write its twelve digits, in quotes");
        report.error(place, "invalid-account-id", message, help);
    }
}

/// Says what is wrong with the id of an organization.
pub(super) fn organization_id(id: &str, place: &Place<'_>, report: &mut Report<'_>) {
    if !is_organization_id(id) {
        let message = message!("{id} is not the id of an organization", id = quoted(id));
        let help = message!("write `o-` and 10 to 32 lower-case letters and digits");
        report.error(place, "invalid-organization-id", message, help);
    }
}

fn organization(
    told: &Organization,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> signin::Organization {
    if let Some(id) = &told.id {
        organization_id(id, &place.member("id"), report);
    }
    let place = place.member("path");
    let nodes = told.path.as_ref().map_or(0, Vec::len);
    if nodes > PATH_NODES {
        let message = message!(
            "the path has {nodes} nodes, and at most {most} are read",
            nodes = nodes,
            most = PATH_NODES
        );
        let help = message!("name the root and the units above the account alone");
        report.error(&place, "path-too-long", message, help);
        return signin::Organization::default();
    }
    for (index, node) in told.path.iter().flatten().enumerate() {
        if !is_node(node) || is_account_id(node) {
            let message = message!(
                "{id} is neither a root nor an organizational unit",
                id = quoted(node)
            );
            let help = message!("write `r-…` or `ou-…-…`");
            report.error(&place.element(index), "invalid-node", message, help);
        }
    }
    signin::Organization {
        id: told.id.clone(),
        management_account: told.management_account,
        path: told.path.clone(),
    }
}

pub(super) fn authorization(told: Option<ConsoleAuthorization>) -> Authorization {
    match told {
        None => Authorization::default(),
        Some(ConsoleAuthorization::Both(on)) => Authorization::both(on),
        Some(ConsoleAuthorization::ByTarget(targets)) => Authorization {
            account: targets.account,
            organization: targets.organization,
        },
    }
}
