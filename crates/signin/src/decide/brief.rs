//! The decision in short: what decided, without what else was looked at.

use super::types::{DecidedBy, DecisionValue, PolicyTrace, Reason};
use super::verdict::Verdict;
use super::{SignIn, Views, with_views};
use crate::context::Scene;
use crate::phase::Action;
use crate::request::{Request, RequestError};
use vestibule_iam::matching::Truth;

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
        let mut phases = Self::phases(
            self.ends_alike(request),
            |action| self.brief_phase(request, action),
            |second| BriefPhase {
                action: Action::CreateOAuth2Token,
                ..second.clone()
            },
        );
        let mut denied_at = None;
        let mut outcome = DecisionValue::Allowed;
        for phase in &mut phases {
            phase.reached = denied_at.is_none();
            match phase.decision {
                _ if denied_at.is_some() => {}
                DecisionValue::Denied => {
                    denied_at = Some(phase.action);
                    outcome = DecisionValue::Denied;
                }
                DecisionValue::Unknown => outcome = DecisionValue::Unknown,
                DecisionValue::Allowed => {}
            }
        }
        Ok(Brief {
            outcome,
            denied_at,
            phases,
        })
    }

    fn brief_phase(&self, request: &Request, action: Action) -> BriefPhase {
        let scene = self.scene(request, action);
        let mut context = Vec::new();
        self.fill(&scene, &mut context);
        let trace = with_views(self, &scene, &context, |views| {
            self.sparse_trace(&scene, views)
        });
        let mut verdict = Verdict::default();
        self.collect_denies(&scene, &trace, &mut verdict);
        self.collect_needs(&scene, &trace, &mut verdict);
        let protected = self.protects(action, &trace);
        let conclusion = verdict.conclude(scene.enforcement_off());
        BriefPhase {
            action,
            decision: conclusion.decision,
            reached: true,
            protected,
            reason: conclusion.reason,
            decided_by: conclusion.decided_by,
        }
    }

    /// The trace of the statements that have a say. One that does not apply has
    /// none, except where its keys are withheld.
    fn sparse_trace(&self, scene: &Scene<'_>, views: &Views<'_>) -> Vec<PolicyTrace> {
        let every = scene.network_withheld();
        let mut traces = Vec::with_capacity(self.policies.len());
        for (index, policy) in self.policies.iter().enumerate() {
            let bearing = scene.bearing(policy.attached.layer, &policy.attachment);
            let layer = policy.attached.layer;
            let statements = if bearing.is_evaluated() {
                policy
                    .touching(scene.action)
                    .filter(|s| every || views.truth(layer, s) != Truth::False)
                    .map(|s| views.trace(layer, s))
                    .collect()
            } else {
                Vec::new()
            };
            traces.push(PolicyTrace {
                policy: index,
                bearing,
                statements,
            });
        }
        traces
    }
}
