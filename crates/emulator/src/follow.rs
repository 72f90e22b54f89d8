//! The case file of a state, which follows what requests make.

use vestibule_wire::{AuthorizationTargets, ConsoleAuthorization, DocumentText};

use crate::consolidated::policy_of;
use crate::organizations;
use crate::state::State;

/// Makes the resource-based policy, console authorization, RCPs and SCPs of the case file what the
/// control plane says.
pub(crate) fn follow(state: &mut State, account: &str) {
    let policy = policy_of(&state.control_plane.current, &state.case, account);
    let text = policy.map(|policy| DocumentText::new(policy.to_string()));
    state.case.policies.resource_based = text;
    let consoles = &state.control_plane.current.consoles;
    let is_on = |is_account: bool| {
        let mut targets = consoles.iter();
        targets.any(|(target, is_on)| *is_on && (target == account) == is_account)
    };
    let targets = AuthorizationTargets {
        account: is_on(true),
        organization: is_on(false),
    };
    let told = state.case.account.get_or_insert_default();
    told.id = Some(account.to_owned());
    told.console_authorization = Some(ConsoleAuthorization::ByTarget(targets));
    organizations::follow(state);
}
