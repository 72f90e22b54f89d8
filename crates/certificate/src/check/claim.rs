//! What is claimed of many sign-ins.

use vestibule_signin::Action;
use vestibule_wire::{self as wire, Finding, Outcome};

use super::block::{Block, Cuboid};
use super::decide::other_than;
use super::masks::{ALLOWED, ANY_FATE, DENIED, Fates, UNKNOWN};
use super::{Counted, Held};
use crate::said;
use crate::space::Space;

/// All fates of those who are denied.
pub(super) const ANY_DENIED: Fates = DENIED[0] | DENIED[1] | DENIED[2];

/// What an outcome, with the action that denies for certain, says; `None` where the two do
/// not go together. `is_open` says that some statements leave it open.
pub(super) fn fates(
    outcome: Outcome,
    denied_at: Option<wire::Action>,
    is_open: bool,
) -> Option<Fates> {
    match (outcome, denied_at, is_open) {
        (Outcome::Allowed, None, false) => Some(ALLOWED),
        (Outcome::Denied, Some(action), false) => DENIED.get(index(action)?).copied(),
        (Outcome::Denied, None, true) => Some(ANY_DENIED),
        (Outcome::Unknown, None, false) => Some(UNKNOWN),
        (Outcome::Unknown, None, true) => Some(ANY_FATE),
        _ => None,
    }
}

pub(super) fn index(action: wire::Action) -> Option<usize> {
    Action::ALL
        .into_iter()
        .position(|own| wire::Action::from(own) == action)
}

/// What all sign-ins of a set are said to come to.
pub(super) struct Claim<'n> {
    /// The place in the answer where it is said.
    pub(super) name: &'n str,
    /// Through these actions.
    pub(super) actions: &'n [Action],
    pub(super) fates: Fates,
}

impl Claim<'_> {
    /// Shows that it is so.
    pub(super) fn holds(
        &self,
        held: &Held<'_>,
        space: &Space,
        block: &Block,
        cuboid: Cuboid,
        counted: &mut Counted,
    ) -> Result<(), Box<Finding>> {
        if self.fates == ANY_FATE {
            return Ok(());
        }
        let (actions, steps) = (self.actions, &mut counted.steps);
        let found = other_than(&held.authorizer, block, cuboid, actions, self.fates, steps)?;
        let Some(other) = found else {
            return Ok(());
        };
        let Some(example) = block.some(space, &other.cuboid) else {
            return Err(said::too_much());
        };
        Err(if other.fates & self.fates == 0 {
            said::outcome(self.name, &example)
        } else {
            said::open(self.name, &example)
        })
    }
}
