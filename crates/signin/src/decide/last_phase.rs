//! The last two phases are decided by the same statements in most policies.

use std::sync::Arc;

use vestibule_iam::keys::KeyId;

use super::compile::{Authorizer, LayerPolicy};
use crate::action::Action;
use crate::keys::{KeyRow, Origin};
use crate::request::Request;

const SECOND: Action = Action::AuthorizeOAuth2Access;
const LAST: Action = Action::CreateOAuth2Token;

/// Are the same statements about the last two actions, and are all keys that they
/// test (`tested` at the last one) offered at both or at neither?
pub(super) fn is_as_second(
    policies: &[Arc<LayerPolicy>],
    tested: &[KeyId],
    rows: &[&'static KeyRow],
) -> bool {
    let same_statements = |policy: &Arc<LayerPolicy>| policy.is_alike(SECOND, LAST);
    let same_value = |id: &KeyId| {
        rows.get(usize::from(id.0)).is_some_and(|row| {
            // The command line that asks for the token is no browser.
            row.origin != Origin::Referer && row.is_offered(SECOND) == row.is_offered(LAST)
        })
    };
    policies.iter().all(same_statements) && tested.iter().all(same_value)
}

impl Authorizer {
    /// True when the last phase of `request` is decided by what decided the second:
    /// the rules treat both actions the same, so only statements, keys and networks
    /// can tell them apart.
    pub fn ends_as_second(&self, request: &Request) -> bool {
        self.last_as_second && !request.networks.change()
    }
}
