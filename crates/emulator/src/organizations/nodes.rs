//! The roots, organizational units and accounts that policies are attached to.

use serde_json::{Value, json};
use vestibule_wire::Organization;

use super::model::is_account_id;
use super::policy::{Organizations, Owner};
use crate::failure::Failure;
use crate::state::State;

fn organization(state: &State) -> Option<&Organization> {
    state.case.account.as_ref()?.organization.as_ref()
}

/// Whether the account is in an organization.
pub(crate) fn is_in_use(state: &State) -> bool {
    organization(state).is_some() || !state.control_plane.organizations.policies.is_empty()
}

/// Every target that is known: the path of the account from the root down, the account, and
/// others, in an order that stays.
pub(crate) fn known(state: &State) -> Vec<&str> {
    let path = organization(state).and_then(|of| of.path.as_deref());
    let others = &state.control_plane.organizations.targets;
    let all = path.into_iter().flatten().map(String::as_str);
    let all = all.chain(state.account());
    let mut known: Vec<&str> = Vec::new();
    for target in all.chain(others.iter().map(String::as_str)) {
        if !known.contains(&target) {
            known.push(target);
        }
    }
    known
}

/// Refuses a target that is none of the organization. Without a path in the case file every root
/// and unit is one, since each is taken to be above the account.
pub(crate) fn found(state: &State, target: &str) -> Result<(), Failure> {
    let has_path = organization(state).is_some_and(|of| of.path.is_some());
    if known(state).contains(&target) || !(has_path || is_account_id(target)) {
        return Ok(());
    }
    Err(Failure::organizations(
        "TargetNotFoundException",
        format!(
            "{target} is neither the account nor in its `organization.path`; begin with `--target {target}` where the organization has it"
        ),
    ))
}

/// Remembers a target.
pub(crate) fn remember(organizations: &mut Organizations, target: &str) {
    if !organizations.targets.iter().any(|of| of == target) {
        organizations.targets.push(target.to_owned());
    }
}

/// Whose policies they are. What the case file does not tell is made of zeros.
pub(crate) fn owner(state: &State) -> Owner<'_> {
    let of = organization(state);
    let is_management = of.is_some_and(|of| of.management_account);
    let management = state.account().filter(|_| is_management);
    Owner {
        management: management.unwrap_or("000000000000"),
        organization: of.and_then(|of| of.id.as_deref()).unwrap_or("o-0000000000"),
    }
}

/// What a list tells of a target.
pub(crate) fn summary(target: &str, owner: &Owner<'_>) -> Value {
    let (kind, word, name) = match target {
        _ if target.starts_with("r-") => ("ROOT", "root", "Root"),
        _ if target.starts_with("ou-") => ("ORGANIZATIONAL_UNIT", "ou", target),
        _ => ("ACCOUNT", "account", target),
    };
    let Owner {
        management,
        organization,
    } = owner;
    json!({
        "TargetId": target,
        "Arn": format!("arn:aws:organizations::{management}:{word}/{organization}/{target}"),
        "Name": name,
        "Type": kind,
    })
}
