//! One phase with its whole trace: classify every statement, then combine.

use vestibule_iam::condition::{Leaned, Why};
use vestibule_iam::context::{KeyId, KeyValue};
use vestibule_iam::matching::{MatchRequest, StatementTrace, Truth};
use vestibule_iam::policy::Effect;

use super::combine::{Need, allows, denies};
use super::compile::SignIn;
use super::types::{DecidedBy, DecisionValue, KeyState, PhaseDecision, PolicyTrace, Reason};
use super::with_match_request;
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::Scene;
use crate::keys::MATRIX;
use crate::layers::{Bearing, Layer};
use crate::phase::{Action, Phase};
use crate::request::Request;
use crate::surface;

/// The `dependsOn` of a sign-in whose identity policies are not told.
const UNTOLD_IDENTITY: &str = "policies.identity";
/// The `dependsOn` of a statement for a console or client that is not told.
const UNTOLD_RESOURCE: &str = "resource";

/// What the layers say of one phase.
#[derive(Default)]
struct Verdict {
    denied_by: Vec<DecidedBy>,
    missing_allow: Vec<DecidedBy>,
    open: Vec<DecidedBy>,
    depends_on: Vec<String>,
    /// True when a statement that AWS would refuse leaves the phase open.
    unevaluable: bool,
}

impl Verdict {
    fn depends_on(&mut self, name: &str) {
        if !self.depends_on.iter().any(|known| known == name) {
            self.depends_on.push(name.to_owned());
        }
    }
}

impl SignIn {
    pub(super) fn decide_phase(&self, request: &Request, action: Action) -> PhaseDecision {
        let scene = self.scene(request, action);
        let mut context = Vec::new();
        self.fill(&scene, &mut context);
        let trace = with_match_request(self, &scene, &context, |m| self.trace(&scene, m));
        let mut verdict = Verdict::default();
        self.collect_denies(&trace, &mut verdict);
        let identity_allowed = self.collect_needs(&scene, &trace, &mut verdict);
        let mut assumptions = self.assumptions(&scene, &trace);
        if identity_allowed == Some(false) {
            assumptions.insert(Assumption::J9);
        }
        self.phase(&scene, trace, verdict, assumptions)
    }

    /// The truth of every statement of every policy that bears on the request.
    fn trace(&self, scene: &Scene<'_>, request: &MatchRequest<'_>) -> Vec<PolicyTrace> {
        let one = |(index, policy): (usize, &super::compile::LayerPolicy)| {
            let bearing = scene.bearing(policy.attached.layer, &policy.attachment);
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

    fn collect_denies(&self, trace: &[PolicyTrace], verdict: &mut Verdict) {
        for (policy, traced) in self.policies.iter().zip(trace) {
            let by = |statement| DecidedBy {
                layer: policy.attached.layer,
                policy: Some(traced.policy),
                statement,
            };
            if traced.bearing.is_evaluated() && policy.compiled.is_defective() {
                verdict.unevaluable = true;
                verdict.open.push(by(None));
            }
            for statement in traced
                .statements
                .iter()
                .filter(|s| s.effect != Some(Effect::Allow))
            {
                match denies(statement.truth, traced.bearing) {
                    Some(true) if statement.effect.is_some() => {
                        verdict.denied_by.push(by(Some(statement.statement)));
                    }
                    Some(false) => {}
                    _ => {
                        verdict.open.push(by(Some(statement.statement)));
                        self.explain_open(statement, traced.bearing, verdict);
                    }
                }
            }
        }
    }

    /// Collects missing Allows. Tells whether the identity policies of a console
    /// sign-in, which needs none of them, allow; `None` where that does not come up.
    fn collect_needs(
        &self,
        scene: &Scene<'_>,
        trace: &[PolicyTrace],
        verdict: &mut Verdict,
    ) -> Option<bool> {
        let bearing = |index: usize| {
            trace
                .get(index)
                .map_or(Bearing::OtherNode, |traced| traced.bearing)
        };
        let mut identity_allowed = None;
        for group in &self.groups {
            let need = self.need(scene, group, bearing);
            let members = || {
                let member = |index: &usize| trace.get(*index);
                group
                    .members
                    .iter()
                    .filter_map(member)
                    .filter(|m| m.bearing.is_evaluated())
            };
            if need == Need::Nothing {
                if group.layer == Layer::Identity && members().next().is_some() {
                    let allowing = members().flat_map(|m| &m.statements).any(|statement| {
                        statement.effect == Some(Effect::Allow)
                            && allows(statement.truth) == Some(true)
                    });
                    identity_allowed = Some(allowing);
                }
                continue;
            }
            let first = DecidedBy {
                layer: group.layer,
                policy: members().next().map(|member| member.policy),
                statement: None,
            };
            if need == Need::Untold {
                verdict.open.push(first);
                verdict.depends_on(UNTOLD_IDENTITY);
                continue;
            }
            match self.granted(members(), verdict) {
                Some(true) => {}
                Some(false) => verdict.missing_allow.push(first),
                None => verdict.open.push(first),
            }
        }
        identity_allowed
    }

    /// Does one of `members` allow? Where that is open, the verdict says why.
    fn granted<'t>(
        &self,
        members: impl Iterator<Item = &'t PolicyTrace>,
        verdict: &mut Verdict,
    ) -> Option<bool> {
        let mut open = Vec::new();
        let mut defective = false;
        for member in members {
            if member.bearing == Bearing::PerhapsOtherEndpoint {
                open.push((None, member.bearing));
            }
            defective |= self
                .policies
                .get(member.policy)
                .is_some_and(|p| p.compiled.is_defective());
            for statement in member
                .statements
                .iter()
                .filter(|s| s.effect != Some(Effect::Deny))
            {
                match allows(statement.truth) {
                    Some(true) if statement.effect.is_some() => return Some(true),
                    Some(false) => {}
                    _ => open.push((Some(statement), member.bearing)),
                }
            }
        }
        if open.is_empty() && !defective {
            return Some(false);
        }
        verdict.unevaluable |= defective;
        for (statement, bearing) in open {
            match statement {
                Some(statement) => self.explain_open(statement, bearing, verdict),
                None => verdict.depends_on("aws:SourceVpce"),
            }
        }
        None
    }

    /// Says what would settle a statement whose truth is open.
    fn explain_open(&self, statement: &StatementTrace, bearing: Bearing, verdict: &mut Verdict) {
        if bearing == Bearing::PerhapsOtherEndpoint {
            verdict.depends_on("aws:SourceVpce");
        }
        if statement.resource == Truth::Unknown {
            let key = statement.unknown_in_resource;
            verdict.depends_on(key.map_or(UNTOLD_RESOURCE, |key| self.keys.name(key)));
        }
        for test in statement
            .tests
            .iter()
            .filter(|test| test.truth() == Truth::Unknown)
        {
            match (test.outcome.map(|outcome| outcome.why), test.key) {
                (Some(Why::VariableUnknown(key)), _) | (Some(Why::KeyUnknown), Some(key)) => {
                    verdict.depends_on(self.keys.name(key));
                }
                _ => verdict.unevaluable = true,
            }
        }
        verdict.unevaluable |= statement.defective
            || statement.effect.is_none()
            || statement.action == Truth::Unknown
            || statement.principal == Truth::Unknown;
    }

    fn phase(
        &self,
        scene: &Scene<'_>,
        trace: Vec<PolicyTrace>,
        verdict: Verdict,
        mut assumptions: AssumptionSet,
    ) -> PhaseDecision {
        let action = scene.action;
        let (decision, reason, decided_by, depends_on) = if !verdict.denied_by.is_empty() {
            (
                DecisionValue::Denied,
                Reason::ExplicitDeny,
                verdict.denied_by,
                Vec::new(),
            )
        } else if !verdict.missing_allow.is_empty() {
            (
                DecisionValue::Denied,
                Reason::ImplicitDeny,
                verdict.missing_allow,
                Vec::new(),
            )
        } else if !verdict.open.is_empty() {
            let reason = if verdict.unevaluable {
                Reason::UnevaluableStatement
            } else {
                Reason::UnknownKey
            };
            (
                DecisionValue::Unknown,
                reason,
                verdict.open,
                verdict.depends_on,
            )
        } else {
            let reason = if scene.enforcement_off() {
                Reason::EnforcementOff
            } else {
                Reason::NoMatchingDeny
            };
            (DecisionValue::Allowed, reason, Vec::new(), Vec::new())
        };
        let surfaced = if decision == DecisionValue::Denied {
            self.surfaced_layer(&decided_by, &mut assumptions)
        } else {
            None
        };
        let (absent_keys, assumed_absent) = self.absent_keys(scene, &trace);
        let protected = self.policies.iter().zip(&trace).any(|(policy, traced)| {
            matches!(
                policy.attached.layer,
                Layer::ResourceBased | Layer::ResourceControl
            ) && traced.bearing.is_evaluated()
                && !policy.denies[action as usize].is_empty()
        });
        PhaseDecision {
            action,
            decision,
            reached: true,
            protected,
            reason,
            decided_by,
            depends_on,
            context: shown_context(scene),
            absent_keys,
            assumed_absent,
            user_message: surfaced.and_then(|layer| surface::user_message(layer, action.phase())),
            cloud_trail: surfaced
                .and_then(|layer| surface::cloud_trail(layer, action, scene.request.entry)),
            assumptions,
            trace,
        }
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
    fn keys_in(&self, action: Action, trace: &[PolicyTrace]) -> Vec<KeyId> {
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

    /// What this phase leaned on, by what was evaluated.
    fn assumptions(&self, scene: &Scene<'_>, trace: &[PolicyTrace]) -> AssumptionSet {
        let mut set = AssumptionSet::new();
        for id in self.keys_in(scene.action, trace) {
            if let Some(source) = self.sources.get(usize::from(id.0)) {
                set = set.union(source.assumptions(scene.request, scene.action));
            }
        }
        let switch = scene.account.authorization;
        let before_client = scene.action == Action::Authenticate;
        let resource_untold = if scene.request.entry.is_login() {
            before_client
        } else {
            scene.request.resource.is_none()
        };
        for (policy, traced) in self.policies.iter().zip(trace) {
            let layer = policy.attached.layer;
            let touched = policy.touching(scene.action).next().is_some();
            let organization = matches!(layer, Layer::ResourceControl | Layer::ServiceControl);
            let bound_by_switch = organization || layer.is_identity_side();
            if switch.account != switch.organization
                && (organization || layer == Layer::ResourceBased)
                && touched
            {
                set.insert(Assumption::J5);
            }
            if scene.enforcement_off()
                && bound_by_switch
                && touched
                && (traced.bearing.is_evaluated() || traced.bearing == Bearing::EnforcementOff)
            {
                set.insert(Assumption::J6);
            }
            if let Bearing::Assumed(assumption) = traced.bearing {
                set.insert(assumption);
            }
            // An SCP with Allows denies what it does not name, too.
            if traced.bearing == Bearing::Evaluated
                && layer == Layer::ServiceControl
                && scene.action == Action::Authenticate
                && (touched || policy.has_allow)
            {
                set.insert(Assumption::J8);
            }
            if traced.bearing.is_evaluated() && touched {
                if layer == Layer::ResourceBased && scene.account.is_management() {
                    set.insert(Assumption::J7);
                }
                for statement in policy.touching(scene.action) {
                    if scene.action == Action::Authenticate && statement.depends_on_caller() {
                        set.insert(Assumption::J20);
                    }
                    if resource_untold && !statement.covers_every_resource() {
                        set.insert(Assumption::J25);
                    }
                }
            }
            traced
                .statements
                .iter()
                .for_each(|statement| lean(statement, &mut set));
        }
        for group in self
            .groups
            .iter()
            .filter(|g| g.layer == Layer::ServiceControl && !g.has_allow)
        {
            let evaluated =
                |member: &usize| trace.get(*member).is_some_and(|m| m.bearing.is_evaluated());
            if group.members.iter().any(evaluated) {
                set.insert(Assumption::J26);
            }
        }
        set
    }
}

/// The points that the policy language leaves open, as assumptions.
const LEANED: [(Leaned, Assumption); 3] = [
    (Leaned::FOR_ANY_VALUE_IF_EXISTS, Assumption::J18),
    (Leaned::IP_SPELLING, Assumption::J19),
    (Leaned::NO_OPERANDS, Assumption::J31),
];

/// What the tests of one statement leaned on.
fn lean(statement: &StatementTrace, set: &mut AssumptionSet) {
    if statement.action == Truth::False {
        return;
    }
    let outcomes = || statement.tests.iter().filter_map(|test| test.outcome);
    for outcome in outcomes() {
        for (point, assumption) in LEANED {
            if outcome.leaned.contains(point) {
                set.insert(assumption);
            }
        }
    }
    let indeterminate = outcomes().any(|outcome| outcome.truth == Truth::Indeterminate);
    if indeterminate && statement.truth == Truth::False {
        set.insert(Assumption::J27);
    }
}

/// The keys that the request context holds, or may hold: those of the matrix,
/// then those that the request gives.
fn shown_context(scene: &Scene<'_>) -> Vec<(String, KeyState)> {
    let known = MATRIX.iter().map(|row| row.name);
    let given = scene.request.context.iter().map(|(name, _)| name.as_str());
    let mut shown: Vec<(String, KeyState)> = Vec::new();
    for name in known.chain(given) {
        if shown
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(name))
        {
            continue;
        }
        let source = crate::context::KeySource::of(name);
        let state = match scene.resolve(source, name).value {
            KeyValue::Absent => continue,
            KeyValue::Unknown => KeyState::Unknown,
            KeyValue::One(value) => KeyState::One(value.to_owned()),
            KeyValue::Many(values) => {
                KeyState::Many(values.iter().map(|value| value.to_string()).collect())
            }
        };
        shown.push((name.to_owned(), state));
    }
    shown
}
