//! One phase with its whole trace: every statement is classified, then they are combined.

use std::borrow::Cow;
use std::sync::Arc;

use vestibule_iam::keys::{KeyId, KeyValue};

use super::compile::{Authorizer, LayerPolicy, tested};
use super::types::{DecidedBy, DecisionValue, KeyState, PhaseDecision, PolicyTrace};
use super::verdict::Conclusion;
use super::{Views, with_views};
use crate::action::{Action, Stage};
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::PhaseContext;
use crate::denial_message;
use crate::keys::{self, KeyRow};
use crate::layers::Layer;
use crate::request::Request;

impl Authorizer {
    /// One phase with its trace; `known` is the trace, where it is known already.
    pub(super) fn decide_phase<'a>(
        &'a self,
        request: &'a Request,
        action: Action,
        known: Option<Vec<PolicyTrace>>,
    ) -> PhaseDecision<'a> {
        let phase_context = self.phase_context(request, action);
        let mut context = Vec::new();
        self.fill(&phase_context, &mut context);
        let (trace, conclusion) = with_views(self, &phase_context, &context, |views| {
            let trace = known.unwrap_or_else(|| self.trace(&phase_context, views));
            let conclusion = self.conclude(&phase_context, views, Some(&trace));
            (trace, conclusion)
        });
        let keys = self.keys_in(action, &trace);
        let assumptions = self.assumptions(&phase_context, &trace, &keys);
        let mut phase = self.phase(&phase_context, &trace, &keys, conclusion, assumptions);
        phase.trace = trace;
        phase
    }

    /// The truth of every statement of every policy that is evaluated for the request.
    fn trace(&self, phase_context: &PhaseContext<'_>, views: &Views<'_>) -> Vec<PolicyTrace> {
        let action = phase_context.action as usize;
        let one = |(index, policy): (usize, &Arc<LayerPolicy>)| {
            let applicability =
                phase_context.applicability(policy.attached.layer, &policy.attachment);
            let statements = if applicability.is_evaluated() {
                policy
                    .compiled
                    .statements()
                    .iter()
                    .map(|statement| {
                        if statement.touches(action) {
                            views.trace(policy.attached.layer, statement)
                        } else {
                            statement.passed_over()
                        }
                    })
                    .collect()
            } else {
                Vec::new()
            };
            PolicyTrace {
                policy: index,
                applicability,
                statements,
            }
        };
        self.policies.iter().enumerate().map(one).collect()
    }

    fn phase<'a>(
        &'a self,
        phase_context: &PhaseContext<'a>,
        trace: &[PolicyTrace],
        keys: &[KeyId],
        conclusion: Conclusion<'a>,
        mut assumptions: AssumptionSet,
    ) -> PhaseDecision<'a> {
        let action = phase_context.action;
        let Conclusion {
            decision,
            reason,
            decided_by,
            depends_on,
        } = conclusion;
        let shown = if decision == DecisionValue::Denied {
            self.message_layer(&decided_by, &mut assumptions)
        } else {
            None
        };
        if self.rests_on_identity(phase_context, trace, decision, &decided_by) {
            assumptions.insert(Assumption::J9);
        }
        let (absent_keys, assumed_absent) = self.absent_keys(phase_context, keys);
        let protected = self.protects(phase_context);
        PhaseDecision {
            action,
            decision,
            reached: true,
            protected,
            reason,
            decided_by,
            depends_on,
            context: self.shown_context(phase_context),
            absent_keys,
            assumed_absent,
            user_message: shown
                .and_then(|layer| denial_message::user_message(layer, action.stage())),
            cloud_trail: shown.and_then(|layer| {
                denial_message::cloud_trail(layer, action, phase_context.request.entry)
            }),
            assumptions,
            trace: Vec::new(),
        }
    }

    /// Does a Deny of an RCP or a resource-based policy that is evaluated cover
    /// the action?
    pub(super) fn protects(&self, phase_context: &PhaseContext<'_>) -> bool {
        self.policies.iter().any(|policy| {
            let layer = policy.attached.layer;
            layer.is_resource_side()
                && policy.may_deny(phase_context.action)
                && phase_context
                    .applicability(layer, &policy.attachment)
                    .is_evaluated()
        })
    }

    /// The layer whose text the user sees.
    fn message_layer(
        &self,
        decided_by: &[DecidedBy],
        assumptions: &mut AssumptionSet,
    ) -> Option<Layer> {
        let denies = |layer| decided_by.iter().any(|by| by.layer == layer);
        if denies(Layer::ResourceControl) && denies(Layer::ResourceBased) {
            assumptions.insert(Assumption::J13);
            if self.switched.contains(Assumption::J13) {
                return Some(Layer::ResourceBased);
            }
        }
        // A layer with a documented text takes precedence over one without.
        let mut layers = decided_by.iter().map(|by| by.layer);
        let first = layers.clone().next();
        layers
            .find(|layer| denial_message::user_message(*layer, Stage::PostAuthentication).is_some())
            .or(first)
    }

    /// The keys that evaluated statements about the action test and that are
    /// absent, and which of them are absent only because the request does not give them.
    fn absent_keys(
        &self,
        phase_context: &PhaseContext<'_>,
        keys: &[KeyId],
    ) -> (Vec<&str>, Vec<&str>) {
        let mut absent = Vec::new();
        let mut assumed = Vec::new();
        for id in keys {
            let (name, Some(row)) = (self.keys.name(*id), self.rows.get(usize::from(id.0))) else {
                continue;
            };
            let resolved = phase_context.resolve(row, name);
            if resolved.value == KeyValue::Absent {
                absent.push(name);
                if resolved.assumed_absent {
                    assumed.push(name);
                }
            }
        }
        (absent, assumed)
    }

    /// The keys of the statements about `action` in the policies evaluated, by id.
    fn keys_in(&self, action: Action, trace: &[PolicyTrace]) -> Cow<'_, [KeyId]> {
        if trace
            .iter()
            .all(|traced| traced.applicability.is_evaluated())
        {
            return Cow::Borrowed(self.tested_keys(action));
        }
        let policies = self.policies.iter().zip(trace);
        let mut evaluated = policies
            .filter(|(_, traced)| traced.applicability.is_evaluated())
            .map(|(policy, _)| &**policy);
        Cow::Owned(tested(&self.keys, action, &mut evaluated))
    }

    /// The keys that the request context holds, or may hold: AWS Sign-In's own,
    /// those that the request gives, and what else statements about the action test.
    fn shown_context<'a>(
        &'a self,
        phase_context: &PhaseContext<'a>,
    ) -> Vec<(&'a str, KeyState<'a>)> {
        let given = &phase_context.request.context;
        let mut shown = Vec::with_capacity(8 + given.len());
        let mut show = |row: &KeyRow, name: &'a str| {
            let state = match phase_context.resolve(row, name).value {
                KeyValue::Absent => return,
                KeyValue::Unknown | KeyValue::PresentUnknown => KeyState::Unknown,
                KeyValue::One(value) => KeyState::One(value),
                KeyValue::Many(values) => KeyState::Many(values),
            };
            shown.push((name, state));
        };
        for row in keys::of_sign_in() {
            show(row, row.name);
        }
        let is_given = |upto: usize, name: &str| {
            let mut names = given.iter().take(upto).map(|(other, _)| other);
            names.any(|other| other.eq_ignore_ascii_case(name))
        };
        for (index, (name, _)) in given.iter().enumerate() {
            let row = keys::row_of(name);
            if !row.is_of_sign_in() && !is_given(index, name) {
                show(row, name);
            }
        }
        for id in self.tested_keys(phase_context.action) {
            let (name, row) = (self.keys.name(*id), self.rows.get(usize::from(id.0)));
            if let Some(row) = row.filter(|row| !row.is_of_sign_in())
                && !is_given(given.len(), name)
            {
                show(row, name);
            }
        }
        shown
    }
}
