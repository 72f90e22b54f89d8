//! Whether console authorization is on.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vestibule_signin::control_plane::Parameter;
use vestibule_wire::{AuthorizationTargets, CaseFile, ConsoleAuthorization, Organization};

use crate::failure::Failure;
use crate::follow::follow;
use crate::given::Given;
use crate::moment::{Done, Moment};

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Account,
    Organization,
}

impl Scope {
    /// The word of the answer. AWS documents that there is one, and no value of it.
    fn name(self) -> &'static str {
        match self {
            Self::Account => "ACCOUNT",
            Self::Organization => "ORGANIZATION",
        }
    }
}

/// Switches it on or off.
pub(crate) fn put(moment: &Moment<'_>, given: &Given, is_on: bool) -> Done {
    let (target, scope) = target(moment, given)?;
    let consoles = &moment.state.control_plane.current.consoles;
    let was_on = consoles.get(target).copied();
    if !is_on && was_on.is_none() {
        return Err(never(target));
    }
    let told = told(target, scope, is_on);
    if was_on == Some(is_on) {
        return Ok((told, None));
    }
    let mut next = moment.state.clone();
    let plane = &mut next.control_plane;
    plane.keep(moment.now, moment.settings.replication_delay);
    plane.current.consoles.insert(target.to_owned(), is_on);
    follow(&mut next, &moment.settings.account);
    Ok((told, Some(next)))
}

/// Says whether it is on.
pub(crate) fn get(moment: &Moment<'_>, given: &Given) -> Done {
    let (target, scope) = target(moment, given)?;
    let is_on = moment.seen().consoles.get(target);
    let is_on = is_on.ok_or_else(|| never(target))?;
    Ok((told(target, scope, *is_on), None))
}

/// The targets that console authorization is on for in a case file that says so, as if requests
/// had switched it on.
pub(crate) fn begin(case: &CaseFile, account: &str) -> BTreeMap<String, bool> {
    let told = case.account.as_ref();
    let organization = told.and_then(|of| of.organization.as_ref());
    let targets = match told.and_then(|of| of.console_authorization) {
        None => AuthorizationTargets::default(),
        Some(ConsoleAuthorization::ByTarget(targets)) => targets,
        Some(ConsoleAuthorization::Both(is_on)) => AuthorizationTargets {
            account: is_on,
            organization: is_on && organization.is_some(),
        },
    };
    let root = organization.and_then(|of| of.path.as_ref()?.first().cloned());
    let id = organization.and_then(|of| of.id.clone()).or(root);
    let id = id.unwrap_or_else(|| "o-0000000000".to_owned());
    let on = [
        (account.to_owned(), targets.account),
        (id, targets.organization),
    ];
    on.into_iter().filter(|(_, is_on)| *is_on).collect()
}

fn told(target: &str, scope: Scope, is_on: bool) -> Value {
    json!({
        "targetId": target,
        "scope": scope.name(),
        "consoleAuthorizationEnabled": is_on,
    })
}

fn never(target: &str) -> Failure {
    Failure::not_found(format!(
        "console authorization was never configured for {target}; see `put-console-authorization-configuration`"
    ))
}

/// The target that a request names, the caller's account where it names none.
fn target<'a>(moment: &'a Moment<'_>, given: &'a Given) -> Result<(&'a str, Scope), Failure> {
    let account = &*moment.settings.account;
    let Some(target) = given.text(Parameter::TargetId) else {
        return Ok((account, Scope::Account));
    };
    if target == account {
        return Ok((account, Scope::Account));
    }
    if is_organization(&moment.state.case, target) {
        return Ok((target, Scope::Organization));
    }
    Err(Failure::not_found(format!(
        "{target} is neither the caller's account {account} nor its organization; name one of them, or start the emulator for the account that is meant"
    )))
}

fn is_organization(case: &CaseFile, target: &str) -> bool {
    let organization = case
        .account
        .as_ref()
        .and_then(|of| of.organization.as_ref());
    organization.is_some_and(|Organization { id, path, .. }| {
        let root = path.as_ref().and_then(|path| path.first());
        id.as_deref() == Some(target) || root.is_some_and(|root| root == target)
    })
}
