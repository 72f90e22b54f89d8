//! The outcome alone, which stops at the first certain Deny.

use super::compile::Authorizer;
use super::reading::OneRequest;
use super::types::DecisionValue;
use super::with_views;
use crate::action::Action;
use crate::context::PhaseContext;
use crate::request::{Request, RequestError};

impl Authorizer {
    /// Whether `request` succeeds: the outcome of [`Authorizer::decide`], without why.
    ///
    /// # Errors
    /// As [`Authorizer::decide`].
    pub fn outcome(&self, request: &Request) -> Result<DecisionValue, RequestError> {
        self.check(request)?;
        if self.is_too_much(request) {
            return Ok(DecisionValue::Unknown);
        }
        let mut outcome = DecisionValue::Allowed;
        let mut context = Vec::with_capacity(self.keys.len());
        let apart = if self.ends_as_second(request) { 2 } else { 3 };
        for action in Action::ALL.into_iter().take(apart) {
            let phase_context = self.phase_context(request, action);
            self.fill(&phase_context, &mut context);
            let (decision, _) = with_views(self, &phase_context, &context, |views| {
                let phase = OneRequest {
                    authorizer: self,
                    phase_context: &phase_context,
                    views,
                    trace: None,
                    verdict: None,
                };
                phase.decide()
            });
            match decision {
                DecisionValue::Denied => return Ok(DecisionValue::Denied),
                DecisionValue::Unknown => outcome = DecisionValue::Unknown,
                DecisionValue::Allowed => {}
            }
        }
        Ok(outcome)
    }

    /// Is the policy of that number evaluated for `request` at any action, perhaps or for
    /// certain?
    pub fn bears(&self, request: &Request, policy: usize) -> bool {
        self.policies.get(policy).is_some_and(|policy| {
            Action::ALL.into_iter().any(|action| {
                let context = self.phase_context(request, action);
                let applicability =
                    context.applicability(policy.attached.layer, &policy.attachment);
                applicability.is_evaluated()
            })
        })
    }

    pub(super) fn phase_context<'a>(
        &'a self,
        request: &'a Request,
        action: Action,
    ) -> PhaseContext<'a> {
        PhaseContext {
            request,
            account: &self.account,
            action,
            switched: self.switched,
        }
    }
}
