//! What a decision rests on, of one action or of all three.

use vestibule_wire::{Action, DecidedBy, Decision, Outcome, PhaseDecision};

/// What decided, or leaves it open, and the keys that would settle it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reasons {
    pub(crate) decided_by: Vec<DecidedBy>,
    pub(crate) depends_on: Option<Vec<String>>,
}

/// Why `action` comes to what it does; without one, why the whole sign-in does.
pub(crate) fn of(decision: &Decision, action: Option<Action>) -> Reasons {
    let is_reason = |phase: &&PhaseDecision| match (action, decision.denied_at) {
        (Some(action), _) => phase.action == action,
        (None, Some(denied_at)) => phase.action == denied_at,
        (None, None) => phase.reached && phase.decision == decision.outcome,
    };
    let mut reasons = Reasons::default();
    for phase in decision.phases.iter().filter(is_reason) {
        for by in &phase.decided_by {
            if !reasons.decided_by.contains(by) {
                reasons.decided_by.push(by.clone());
            }
        }
        if phase.decision == Outcome::Unknown {
            let keys = reasons.depends_on.get_or_insert_default();
            for key in phase.depends_on.iter().flatten() {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
    }
    reasons
}
