//! The decision in short: what decided each phase, without trace and context.

use super::types::{Chain, DecidedBy, DecisionValue, Reason};
use super::{Authorizer, with_views};
use crate::action::Action;
use crate::request::{Request, RequestError};

/// [`super::Decision`] without trace, context and assumptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Whether the sign-in succeeds.
    pub outcome: DecisionValue,
    /// The first phase that denies for certain.
    pub denied_at: Option<Action>,
    /// The three phases, in order.
    pub phases: [PhaseSummary; 3],
}

/// [`super::PhaseDecision`] without trace, context and assumptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseSummary {
    /// Which phase, by its action.
    pub action: Action,
    /// Whether it lets the sign-in pass.
    pub decision: DecisionValue,
    /// False behind the first phase that denies.
    pub reached: bool,
    /// As in [`super::PhaseDecision::protected`].
    pub protected: bool,
    /// Why.
    pub reason: Reason,
    /// The statements that decided, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
}

impl Authorizer {
    /// The decision on `request` with what decided it; [`Authorizer::decide`] tells more.
    ///
    /// # Errors
    /// As [`Authorizer::decide`].
    pub fn summary(&self, request: &Request) -> Result<Summary, RequestError> {
        self.check(request)?;
        if self.is_too_much(request) {
            return Ok(self.undecided_summary());
        }
        let phase = |action| self.phase_summary(request, action);
        let second = phase(Action::AuthorizeOAuth2Access);
        let last = if self.ends_as_second(request) {
            PhaseSummary {
                action: Action::CreateOAuth2Token,
                ..second.clone()
            }
        } else {
            phase(Action::CreateOAuth2Token)
        };
        let mut phases = [phase(Action::Authenticate), second, last];
        let chain = Chain::of(phases.each_ref().map(|phase| phase.decision));
        for (phase, reached) in phases.iter_mut().zip(chain.reached) {
            phase.reached = reached;
        }
        Ok(Summary {
            outcome: chain.outcome,
            denied_at: chain.denied_at,
            phases,
        })
    }

    fn phase_summary(&self, request: &Request, action: Action) -> PhaseSummary {
        let phase_context = self.phase_context(request, action);
        let mut context = Vec::new();
        self.fill(&phase_context, &mut context);
        let conclusion = with_views(self, &phase_context, &context, |views| {
            self.conclude(&phase_context, views, None)
        });
        PhaseSummary {
            action,
            decision: conclusion.decision,
            reached: true,
            protected: self.protects(&phase_context),
            reason: conclusion.reason,
            decided_by: conclusion.decided_by,
        }
    }
}
