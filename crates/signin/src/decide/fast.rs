//! The outcome alone: the same rules, stopping at the first certain Deny.

use super::combine::{Need, allows, denies};
use super::compile::SignIn;
use super::types::DecisionValue;
use super::{Views, with_views};
use crate::context::Scene;
use crate::layers::Bearing;
use crate::phase::Action;
use crate::request::{Request, RequestError};

impl SignIn {
    /// Whether `request` succeeds: the outcome of [`SignIn::decide`], without why.
    ///
    /// # Errors
    /// As [`SignIn::decide`].
    pub fn outcome(&self, request: &Request) -> Result<DecisionValue, RequestError> {
        // What is withheld from policies shows only in the trace.
        if self.scene(request, Action::Authenticate).network_withheld() {
            return self.decide(request).map(|decision| decision.outcome);
        }
        self.check(request)?;
        if self.is_too_much(request) {
            return Ok(DecisionValue::Unknown);
        }
        let mut outcome = DecisionValue::Allowed;
        let mut context = Vec::with_capacity(self.keys.len());
        let apart = if self.ends_alike(request) { 2 } else { 3 };
        for action in Action::ALL.into_iter().take(apart) {
            let scene = self.scene(request, action);
            self.fill(&scene, &mut context);
            match with_views(self, &scene, &context, |views| {
                self.phase_value(&scene, views)
            }) {
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

    fn phase_value(&self, scene: &Scene<'_>, views: &Views<'_>) -> DecisionValue {
        let action = scene.action as usize;
        let bearing = |index: usize| {
            self.policies
                .get(index)
                .map_or(Bearing::OtherNode, |policy| {
                    scene.bearing(policy.attached.layer, &policy.attachment)
                })
        };
        let mut open = false;
        for policy in &self.policies {
            let denying = &policy.denies[action];
            if denying.is_empty() && !policy.compiled.is_defective() {
                continue;
            }
            let bearing = scene.bearing(policy.attached.layer, &policy.attachment);
            if !bearing.is_evaluated() {
                continue;
            }
            open |= policy.compiled.is_defective();
            for statement in denying.iter().filter_map(|index| policy.statement(*index)) {
                match denies(views.truth(policy.attached.layer, statement), bearing) {
                    // A statement whose effect is not readable denies only perhaps.
                    Some(true) if statement.effect().is_some() => return DecisionValue::Denied,
                    Some(false) => {}
                    Some(true) | None => open = true,
                }
            }
        }
        for group in &self.groups {
            let need = self.need(scene, group, bearing);
            match need {
                Need::Nothing => continue,
                Need::Untold => {
                    open = true;
                    continue;
                }
                Need::Allow => {}
            }
            let mut granted = Some(false);
            for member in &group.members {
                let bearing = bearing(*member);
                let Some(policy) = self
                    .policies
                    .get(*member)
                    .filter(|_| bearing.is_evaluated())
                else {
                    continue;
                };
                if bearing == Bearing::PerhapsOtherEndpoint || policy.compiled.is_defective() {
                    granted = granted.filter(|granted| *granted);
                }
                for statement in policy.allows[action]
                    .iter()
                    .filter_map(|i| policy.statement(*i))
                {
                    match allows(views.truth(policy.attached.layer, statement)) {
                        Some(true) if statement.effect().is_some() => granted = Some(true),
                        Some(false) => {}
                        Some(true) | None => granted = granted.filter(|granted| *granted),
                    }
                    if granted == Some(true) {
                        break;
                    }
                }
                if granted == Some(true) {
                    break;
                }
            }
            match granted {
                Some(true) => {}
                Some(false) => return DecisionValue::Denied,
                None => open = true,
            }
        }
        if open {
            DecisionValue::Unknown
        } else {
            DecisionValue::Allowed
        }
    }
}
