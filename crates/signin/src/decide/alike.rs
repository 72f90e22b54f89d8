//! The last two phases are one and the same for most policies, and decided once.

use super::Action;
use super::compile::{LayerPolicy, SignIn};
use super::types::{DecisionValue, PhaseDecision};
use crate::keys::{KeyRow, Origin};
use crate::phase::Entry;
use crate::request::Request;
use crate::surface;
use vestibule_iam::context::KeyId;

const SECOND: usize = Action::AuthorizeOAuth2Access as usize;
const LAST: usize = Action::CreateOAuth2Token as usize;

/// Are the same statements about the last two actions, and are all keys that they
/// test offered at both or at neither?
pub(super) fn are_alike(
    policies: &[LayerPolicy],
    tested: &[Vec<KeyId>; 3],
    rows: &[&KeyRow],
) -> bool {
    let same_statements = |policy: &LayerPolicy| {
        policy.denies[SECOND] == policy.denies[LAST] && policy.allows[SECOND] == policy.allows[LAST]
    };
    let same_value = |id: &KeyId| {
        rows.get(usize::from(id.0)).is_some_and(|row| {
            // The command line that asks for the token is no browser.
            row.origin != Origin::Referer
                && row.is_offered(Action::AuthorizeOAuth2Access)
                    == row.is_offered(Action::CreateOAuth2Token)
        })
    };
    policies.iter().all(same_statements) && tested[LAST].iter().all(same_value)
}

impl SignIn {
    /// True when the last phase of `request` is decided by what decided the second:
    /// the rules treat both actions the same, so only statements, keys and networks
    /// can tell them apart.
    pub(super) fn ends_alike(&self, request: &Request) -> bool {
        self.last_like_second && !request.networks.change()
    }

    /// The three phases by `decide`; where the last one is alike, by `follow` from the second.
    pub(super) fn phases<T>(
        alike: bool,
        decide: impl Fn(Action) -> T,
        follow: impl FnOnce(&T) -> T,
    ) -> [T; 3] {
        let second = decide(Action::AuthorizeOAuth2Access);
        let last = if alike {
            follow(&second)
        } else {
            decide(Action::CreateOAuth2Token)
        };
        [decide(Action::Authenticate), second, last]
    }

    /// The last phase of a request that [ends alike](Self::ends_alike).
    pub(super) fn last_phase<'a>(
        &'a self,
        request: &'a Request,
        second: &PhaseDecision<'a>,
    ) -> PhaseDecision<'a> {
        let scene = self.scene(request, Action::CreateOAuth2Token);
        let mut last = second.clone();
        last.action = scene.action;
        // Keys that no statement tests may be offered at the last action alone.
        if request.entry != Entry::Console || !request.context.is_empty() {
            last.context = self.shown_context(&scene);
        }
        if last.decision == DecisionValue::Denied {
            let surfaced = self.surfaced_layer(&last.decided_by, &mut last.assumptions);
            last.cloud_trail =
                surfaced.and_then(|layer| surface::cloud_trail(layer, scene.action, request.entry));
        }
        last
    }
}
