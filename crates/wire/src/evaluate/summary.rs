//! The decision in short, for faces that show many at once.

use vestibule_signin as signin;

use super::compiled::Compiled;
use crate::contract::decision::{DecidedBy, Decision, LeftOut, PhaseDecision};
use crate::contract::ordered::Ordered;
use crate::contract::words::{Action, Layer, Outcome, Phase, Reason};

/// A decision without what else was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Whether the sign-in succeeds.
    pub outcome: Outcome,
    /// The first action that is denied for certain.
    pub denied_at: Option<Action>,
    /// The three actions, in order.
    pub phases: [PhaseSummary; 3],
}

/// The decision on one action, without what else was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseSummary {
    /// The action.
    pub action: Action,
    /// Before or after authentication.
    pub phase: Phase,
    /// Whether it lets the sign-in pass.
    pub decision: Outcome,
    /// False behind the first action that is denied.
    pub reached: bool,
    /// True when a Deny of a resource-based policy or an RCP covers the action.
    pub protected: bool,
    /// Why.
    pub reason: Reason,
    /// What decided, or leaves it open.
    pub decided_by: Vec<Decider>,
}

/// What decided an action, by its numbers; [`Compiled::decided_by`] tells it in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decider {
    pub(super) layer: Layer,
    pub(super) policy: Option<usize>,
    pub(super) statement: Option<usize>,
}

impl From<&signin::decide::DecidedBy> for Decider {
    fn from(by: &signin::decide::DecidedBy) -> Self {
        Self {
            layer: by.layer.into(),
            policy: by.policy,
            statement: by.statement,
        }
    }
}

impl From<signin::Summary> for Summary {
    fn from(summary: signin::Summary) -> Self {
        Self {
            outcome: summary.outcome.into(),
            denied_at: summary.denied_at.map(Into::into),
            phases: summary.phases.map(|phase| PhaseSummary {
                action: phase.action.into(),
                phase: phase.action.stage().into(),
                decision: phase.decision.into(),
                reached: phase.reached,
                protected: phase.protected,
                reason: phase.reason.into(),
                decided_by: phase.decided_by.iter().map(Decider::from).collect(),
            }),
        }
    }
}

impl Summary {
    /// A decision with those members that a summary tells, and without the others.
    pub(super) fn as_decision(&self, compiled: &Compiled) -> Decision {
        let decided_by = |by: &Decider| -> DecidedBy { compiled.decided_by(*by) };
        let phases = self.phases.iter().map(|phase| PhaseDecision {
            action: phase.action,
            phase: phase.phase,
            decision: phase.decision,
            reached: phase.reached,
            protected: phase.protected,
            reason: phase.reason,
            decided_by: phase.decided_by.iter().map(decided_by).collect(),
            depends_on: None,
            context: Ordered::default(),
            absent_keys: Vec::new(),
            assumed_absent: Vec::new(),
            user_message: None,
            cloud_trail: None,
            statements: None,
            explanation: None,
            left_out: LeftOut::default(),
        });
        Decision {
            request: String::new(),
            outcome: self.outcome,
            denied_at: self.denied_at,
            phases: phases.collect(),
            assumptions: Vec::new(),
            findings: Vec::new(),
            account_facts: None,
        }
    }
}
