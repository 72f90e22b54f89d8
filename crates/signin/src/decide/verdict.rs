//! What the layers say of one phase, collected from the trace.

use vestibule_iam::condition::Why;
use vestibule_iam::context::{KeyId, KeyValue};
use vestibule_iam::matching::{CompiledStatement, StatementTrace, Truth};
use vestibule_iam::policy::Effect;

use super::combine::{Need, allows, denies};
use super::compile::SignIn;
use super::types::{DecidedBy, DecisionValue, PolicyTrace, Reason};
use super::with_views;
use crate::context::Scene;
use crate::layers::Bearing;

/// The `dependsOn` of a sign-in whose identity policies are not told.
const UNTOLD_IDENTITY: &str = "policies.identity";
/// The `dependsOn` of a statement for a console or client that is not told.
const UNTOLD_RESOURCE: &str = "resource";

/// What the layers say of one phase.
#[derive(Default)]
pub(super) struct Verdict<'a> {
    pub(super) denied_by: Vec<DecidedBy>,
    pub(super) missing_allow: Vec<DecidedBy>,
    pub(super) open: Vec<DecidedBy>,
    pub(super) depends_on: Vec<&'a str>,
    /// True when a statement that AWS would refuse leaves the phase open.
    pub(super) unevaluable: bool,
}

/// What follows from a verdict.
pub(super) struct Conclusion<'a> {
    pub(super) decision: DecisionValue,
    pub(super) reason: Reason,
    pub(super) decided_by: Vec<DecidedBy>,
    pub(super) depends_on: Vec<&'a str>,
}

impl<'a> Verdict<'a> {
    /// A Deny counts before a missing Allow, and that before what is open.
    pub(super) fn conclude(self, enforcement_off: bool) -> Conclusion<'a> {
        let (decision, reason, decided_by, depends_on) = if !self.denied_by.is_empty() {
            let reason = Reason::ExplicitDeny;
            (DecisionValue::Denied, reason, self.denied_by, Vec::new())
        } else if !self.missing_allow.is_empty() {
            let reason = Reason::ImplicitDeny;
            (
                DecisionValue::Denied,
                reason,
                self.missing_allow,
                Vec::new(),
            )
        } else if !self.open.is_empty() {
            let reason = if self.unevaluable {
                Reason::UnevaluableStatement
            } else {
                Reason::UnknownKey
            };
            (DecisionValue::Unknown, reason, self.open, self.depends_on)
        } else {
            let reason = if enforcement_off {
                Reason::EnforcementOff
            } else {
                Reason::NoMatchingDeny
            };
            (DecisionValue::Allowed, reason, Vec::new(), Vec::new())
        };
        Conclusion {
            decision,
            reason,
            decided_by,
            depends_on,
        }
    }

    fn depends_on(&mut self, name: &'a str) {
        if !self.depends_on.contains(&name) {
            self.depends_on.push(name);
        }
    }
}

impl SignIn {
    pub(super) fn collect_denies<'a>(
        &'a self,
        scene: &Scene<'_>,
        trace: &[PolicyTrace],
        verdict: &mut Verdict<'a>,
    ) {
        let spared = if scene.network_withheld() {
            self.spared_by_withheld_keys(scene)
        } else {
            Vec::new()
        };
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
                    Some(false) => {
                        let place = (traced.policy, statement.statement);
                        if spared.binary_search(&place).is_err() {
                            continue;
                        }
                        verdict.open.push(by(Some(statement.statement)));
                        let compiled = policy.compiled.statements().get(statement.statement);
                        let keys = compiled.map(|compiled| self.network_keys(compiled));
                        keys.iter()
                            .flatten()
                            .for_each(|key| verdict.depends_on(key));
                    }
                    Some(true) | None => {
                        verdict.open.push(by(Some(statement.statement)));
                        self.explain_open(statement, traced.bearing, verdict);
                    }
                }
            }
        }
    }

    /// The Denies that do not apply only because the network keys are withheld, as
    /// policies and statements in their order: were they there, some values would
    /// make them apply.
    /// AWS says that network restrictions block IAM Identity Center, not how, so
    /// such a Deny leaves the phase open (J30). [UG]
    #[inline(never)]
    fn spared_by_withheld_keys(&self, scene: &Scene<'_>) -> Vec<(usize, usize)> {
        let mut context = Vec::new();
        self.fill(scene, &mut context);
        for (value, row) in context.iter_mut().zip(&self.rows) {
            if row.is_network() {
                *value = KeyValue::Unknown;
            }
        }
        with_views(self, scene, &context, |views| {
            let policies = self.policies.iter().enumerate();
            policies
                .filter(|(_, policy)| policy.attached.layer.is_resource_side())
                .flat_map(|(index, policy)| {
                    let request = views.of(policy.attached.layer);
                    policy
                        .touching(scene.action)
                        .filter(|statement| statement.truth(request) != Truth::False)
                        .map(move |statement| (index, statement.index()))
                })
                .collect()
        })
    }

    /// The network keys of a statement.
    fn network_keys(&self, statement: &CompiledStatement) -> Vec<&str> {
        let is_network = |id: &KeyId| {
            let row = self.rows.get(usize::from(id.0));
            row.is_some_and(|row| row.is_network())
        };
        let keys = statement.keys().into_iter().filter(is_network);
        keys.map(|id| self.keys.name(id)).collect()
    }

    /// Collects missing Allows.
    pub(super) fn collect_needs<'a>(
        &'a self,
        scene: &Scene<'_>,
        trace: &[PolicyTrace],
        verdict: &mut Verdict<'a>,
    ) {
        let bearing = |index: usize| {
            trace
                .get(index)
                .map_or(Bearing::OtherNode, |traced| traced.bearing)
        };
        for group in &self.groups {
            let need = self.need(scene, group, bearing);
            if need == Need::Nothing {
                continue;
            }
            let members = || group.evaluated(trace);
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
    }

    /// Does one of `members` allow? Where that is open, the verdict says why.
    fn granted<'a, 't>(
        &'a self,
        members: impl Iterator<Item = &'t PolicyTrace>,
        verdict: &mut Verdict<'a>,
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
                    Some(true) | None => open.push((Some(statement), member.bearing)),
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
    #[inline(never)]
    fn explain_open<'a>(
        &'a self,
        statement: &StatementTrace,
        bearing: Bearing,
        verdict: &mut Verdict<'a>,
    ) {
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
                // An operator, operand or key that nothing can be said of, and what
                // never leaves a test open.
                (
                    None
                    | Some(
                        Why::MalformedOperand { .. }
                        | Why::NoOperands
                        | Why::Matched { .. }
                        | Why::NoMatch
                        | Why::EveryValue
                        | Why::NoValue
                        | Why::KeyAbsent
                        | Why::KeyPresent
                        | Why::MalformedValue
                        | Why::MultiValued
                        | Why::EmptySet,
                    ),
                    _,
                )
                | (Some(Why::KeyUnknown), None) => verdict.unevaluable = true,
            }
        }
        verdict.unevaluable |= statement.defective
            || statement.effect.is_none()
            || statement.action == Truth::Unknown
            || statement.principal == Truth::Unknown;
    }
}
