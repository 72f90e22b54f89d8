//! The outcome alone, which stops at the first certain Deny.

use super::compile::SignIn;
use super::reading::OneRequest;
use super::types::DecisionValue;
use super::with_views;
use crate::context::Scene;
use crate::phase::Action;
use crate::request::{Request, RequestError};

impl SignIn {
    /// Whether `request` succeeds: the outcome of [`SignIn::decide`], without why.
    ///
    /// # Errors
    /// As [`SignIn::decide`].
    pub fn outcome(&self, request: &Request) -> Result<DecisionValue, RequestError> {
        self.check(request)?;
        if self.is_too_much(request) {
            return Ok(DecisionValue::Unknown);
        }
        let mut outcome = DecisionValue::Allowed;
        let mut context = Vec::with_capacity(self.keys.len());
        let apart = if self.ends_as_second(request) { 2 } else { 3 };
        for action in Action::ALL.into_iter().take(apart) {
            let scene = self.scene(request, action);
            self.fill(&scene, &mut context);
            let (decision, _) = with_views(self, &scene, &context, |views| {
                let phase = OneRequest {
                    sign_in: self,
                    scene: &scene,
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

    pub(super) fn scene<'a>(&'a self, request: &'a Request, action: Action) -> Scene<'a> {
        Scene {
            request,
            account: &self.account,
            action,
            switched: self.switched,
        }
    }
}
