//! The decision in short: what decided, without what else was looked at.

use super::types::{Chain, DecidedBy, DecisionValue, Reason};
use super::{SignIn, with_views};
use crate::phase::Action;
use crate::request::{Request, RequestError};

/// [`super::Decision`] without trace, context and assumptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Whether the sign-in succeeds.
    pub outcome: DecisionValue,
    /// The first phase that denies for certain.
    pub denied_at: Option<Action>,
    /// The three phases, in order.
    pub phases: [BriefPhase; 3],
}

/// [`super::PhaseDecision`] without trace, context and assumptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefPhase {
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

impl SignIn {
    /// The decision on `request` with what decided it; [`SignIn::decide`] tells more.
    ///
    /// # Errors
    /// As [`SignIn::decide`].
    pub fn brief(&self, request: &Request) -> Result<Brief, RequestError> {
        self.check(request)?;
        if self.is_too_much(request) {
            return Ok(self.undecided_brief());
        }
        let phase = |action| self.brief_phase(request, action);
        let second = phase(Action::AuthorizeOAuth2Access);
        let last = if self.ends_as_second(request) {
            BriefPhase {
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
        Ok(Brief {
            outcome: chain.outcome,
            denied_at: chain.denied_at,
            phases,
        })
    }

    fn brief_phase(&self, request: &Request, action: Action) -> BriefPhase {
        let scene = self.scene(request, action);
        let mut context = Vec::new();
        self.fill(&scene, &mut context);
        let conclusion = with_views(self, &scene, &context, |views| {
            self.conclude(&scene, views, None)
        });
        BriefPhase {
            action,
            decision: conclusion.decision,
            reached: true,
            protected: self.protects(&scene),
            reason: conclusion.reason,
            decided_by: conclusion.decided_by,
        }
    }
}
