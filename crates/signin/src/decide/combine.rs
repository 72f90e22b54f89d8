//! The rules by which layers make a phase, in one place for both ways to decide.

use vestibule_iam::matching::Truth;

use super::compile::{Group, SignIn};
use crate::assumption::Assumption;
use crate::context::Scene;
use crate::layers::{Bearing, Layer};
use crate::phase::Action;

/// Does a Deny with this truth deny? `None` when that is open.
pub(super) fn denies(truth: Truth, bearing: Bearing) -> Option<bool> {
    match (truth, bearing) {
        (Truth::False, _) => Some(false),
        (Truth::Unknown, _) | (_, Bearing::PerhapsOtherEndpoint) => None,
        // An indeterminate Deny applies. [E2]
        (Truth::True | Truth::Indeterminate, _) => Some(true),
    }
}

/// Does an Allow with this truth allow? `None` when that is open.
pub(super) fn allows(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::Unknown => None,
        // An indeterminate Allow does not apply. [E2]
        Truth::False | Truth::Indeterminate => Some(false),
    }
}

/// What a group of policies has to say when one of them must allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing is needed of it.
    Nothing,
    /// One of its evaluated policies must allow.
    Allow,
    /// An Allow is needed, and nobody said which policies there are.
    Untold,
}

impl SignIn {
    /// Is an Allow needed of `group`? `bearing` gives the bearing of a policy.
    pub(super) fn need(
        &self,
        scene: &Scene<'_>,
        group: &Group,
        bearing: impl Fn(usize) -> Bearing,
    ) -> Need {
        let mut members = group.members.iter().copied();
        let mut evaluated = || members.any(|member| bearing(member).is_evaluated());
        let needed = match group.layer {
            // Without a policy of its own an endpoint has AWS's, which allows all. [PL]
            Layer::VpcEndpoint => evaluated(),
            // A node whose SCPs hold no Allow keeps AWS's FullAWSAccess (J26).
            Layer::ServiceControl => group.members.iter().any(|member| {
                let policy = self.policies.get(*member);
                policy.is_some_and(|policy| policy.has_allow) && bearing(*member).is_evaluated()
            }),
            Layer::Identity if !self.identity_side_needed(scene) => false,
            Layer::Identity if !self.identity_given => return Need::Untold,
            Layer::Identity => true,
            Layer::PermissionsBoundary | Layer::Session => {
                self.identity_side_needed(scene) && evaluated()
            }
            Layer::ResourceControl | Layer::ResourceBased => false,
        };
        if needed { Need::Allow } else { Need::Nothing }
    }

    /// Must the principal's own policies allow? For `aws login` they must, for
    /// the console only under the other reading of J9; root needs no grant. [UG-CLI]
    fn identity_side_needed(&self, scene: &Scene<'_>) -> bool {
        scene.action != Action::Authenticate
            && !scene.request.principal.is_root()
            && (scene.request.entry.is_login()
                || (self.switched.contains(Assumption::J9) && !scene.enforcement_off()))
    }
}
