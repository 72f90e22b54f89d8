//! One phase with its whole trace: classify every statement, then combine.

use vestibule_iam::context::{KeyId, KeyValue};

use super::compile::{LayerPolicy, SignIn};
use super::types::{DecidedBy, DecisionValue, KeyState, PhaseDecision, PolicyTrace};
use super::verdict::{Conclusion, Verdict};
use super::{Views, with_views};
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::{KeySource, Scene};
use crate::keys::MATRIX;
use crate::layers::Layer;
use crate::phase::{Action, Phase};
use crate::request::Request;
use crate::surface;

impl SignIn {
    pub(super) fn decide_phase(&self, request: &Request, action: Action) -> PhaseDecision {
        let scene = self.scene(request, action);
        let mut context = Vec::new();
        self.fill(&scene, &mut context);
        let trace = with_views(self, &scene, &context, |views| self.trace(&scene, views));
        let mut verdict = Verdict::default();
        self.collect_denies(&scene, &trace, &mut verdict);
        self.collect_needs(&scene, &trace, &mut verdict);
        let assumptions = self.assumptions(&scene, &trace);
        self.phase(&scene, trace, verdict, assumptions)
    }

    /// The truth of every statement of every policy that bears on the request.
    fn trace(&self, scene: &Scene<'_>, views: &Views<'_>) -> Vec<PolicyTrace> {
        let one = |(index, policy): (usize, &LayerPolicy)| {
            let bearing = scene.bearing(policy.attached.layer, &policy.attachment);
            let request = views.of(policy.attached.layer);
            let statements = if bearing.is_evaluated() {
                policy
                    .compiled
                    .statements()
                    .iter()
                    .map(|s| s.trace(request))
                    .collect()
            } else {
                Vec::new()
            };
            PolicyTrace {
                policy: index,
                bearing,
                statements,
            }
        };
        self.policies.iter().enumerate().map(one).collect()
    }

    fn phase(
        &self,
        scene: &Scene<'_>,
        trace: Vec<PolicyTrace>,
        verdict: Verdict,
        mut assumptions: AssumptionSet,
    ) -> PhaseDecision {
        let action = scene.action;
        let Conclusion {
            decision,
            reason,
            decided_by,
            depends_on,
        } = verdict.conclude(scene.enforcement_off());
        let surfaced = if decision == DecisionValue::Denied {
            self.surfaced_layer(&decided_by, &mut assumptions)
        } else {
            None
        };
        if self.leans_on_identity(scene, &trace, decision, &decided_by) {
            assumptions.insert(Assumption::J9);
        }
        let (absent_keys, assumed_absent) = self.absent_keys(scene, &trace);
        let protected = self.protects(action, &trace);
        PhaseDecision {
            action,
            decision,
            reached: true,
            protected,
            reason,
            decided_by,
            depends_on,
            context: self.shown_context(scene),
            absent_keys,
            assumed_absent,
            user_message: surfaced.and_then(|layer| surface::user_message(layer, action.phase())),
            cloud_trail: surfaced
                .and_then(|layer| surface::cloud_trail(layer, action, scene.request.entry)),
            assumptions,
            trace,
        }
    }

    /// Does a Deny of an RCP or a resource-based policy that is evaluated cover
    /// `action`?
    pub(super) fn protects(&self, action: Action, trace: &[PolicyTrace]) -> bool {
        self.policies.iter().zip(trace).any(|(policy, traced)| {
            matches!(
                policy.attached.layer,
                Layer::ResourceBased | Layer::ResourceControl
            ) && traced.bearing.is_evaluated()
                && !policy.denies[action as usize].is_empty()
        })
    }

    /// The layer whose text the user sees.
    fn surfaced_layer(
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
        // Layers without a documented text say nothing where another has one.
        let mut layers = decided_by.iter().map(|by| by.layer);
        let first = layers.clone().next();
        layers
            .find(|layer| surface::user_message(*layer, Phase::PostAuthentication).is_some())
            .or(first)
    }

    /// The keys that evaluated statements about the action test and that are
    /// absent, and those of them of which nobody spoke.
    fn absent_keys(&self, scene: &Scene<'_>, trace: &[PolicyTrace]) -> (Vec<String>, Vec<String>) {
        let mut absent = Vec::new();
        let mut assumed = Vec::new();
        for id in self.keys_in(scene.action, trace) {
            let (name, Some(source)) = (self.keys.name(id), self.sources.get(usize::from(id.0)))
            else {
                continue;
            };
            let resolved = scene.resolve(*source, name);
            if resolved.value == KeyValue::Absent {
                absent.push(name.to_owned());
                if resolved.assumed_absent {
                    assumed.push(name.to_owned());
                }
            }
        }
        (absent, assumed)
    }

    /// The keys of the statements about `action` in the policies evaluated, by id.
    pub(super) fn keys_in(&self, action: Action, trace: &[PolicyTrace]) -> Vec<KeyId> {
        let mut ids: Vec<KeyId> = self
            .policies
            .iter()
            .zip(trace)
            .filter(|(_, traced)| traced.bearing.is_evaluated())
            .flat_map(|(policy, _)| policy.touching(action))
            .flat_map(|statement| statement.keys())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The keys that the request context holds, or may hold: those of the matrix,
    /// those that the request gives, and what else statements about the action test.
    fn shown_context(&self, scene: &Scene<'_>) -> Vec<(String, KeyState)> {
        let known = MATRIX.iter().map(|row| row.name);
        let given = scene.request.context.iter().map(|(name, _)| name.as_str());
        let tested = self
            .tested_keys(scene.action)
            .iter()
            .map(|id| self.keys.name(*id));
        let mut shown: Vec<(String, KeyState)> = Vec::new();
        for name in known.chain(given).chain(tested) {
            if shown
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(name))
            {
                continue;
            }
            let state = match scene.resolve(KeySource::of(name), name).value {
                KeyValue::Absent => continue,
                KeyValue::Unknown | KeyValue::Untold => KeyState::Unknown,
                KeyValue::One(value) => KeyState::One(value.to_owned()),
                KeyValue::Many(values) => {
                    KeyState::Many(values.iter().map(|value| value.to_string()).collect())
                }
            };
            shown.push((name.to_owned(), state));
        }
        shown
    }
}
