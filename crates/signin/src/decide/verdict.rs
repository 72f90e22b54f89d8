//! What decides one phase, or leaves it open.

use vestibule_iam::condition::Why;
use vestibule_iam::keys::KeyId;
use vestibule_iam::matching::{CompiledStatement, StatementTrace};
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Single, Truth};

use super::Views;
use super::combine::{Term, says};
use super::compile::Authorizer;
use super::reading::OneRequest;
use super::types::{DecidedBy, DecisionValue, PolicyTrace, Reason};
use crate::applicability::Applicability;
use crate::context::PhaseContext;
use crate::layers::Layer;

/// The `dependsOn` of a sign-in whose identity policies are not given.
const IDENTITY_POLICIES: &str = "policies.identity";
/// The `dependsOn` of a statement for a console or client that is not given.
const RESOURCE: &str = "resource";

/// The key that settles which endpoint a request comes through.
const ENDPOINT: &str = "aws:SourceVpce";

/// What decides one phase, or leaves it open.
#[derive(Default)]
pub(super) struct Verdict<'a> {
    denied_by: Vec<DecidedBy>,
    missing_allow: Vec<DecidedBy>,
    open: Vec<DecidedBy>,
    depends_on: Vec<&'a str>,
    /// True when a statement that AWS would refuse leaves the phase open.
    unevaluable: bool,
}

/// What follows from a verdict.
pub(super) struct Conclusion<'a> {
    pub(super) decision: DecisionValue,
    pub(super) reason: Reason,
    pub(super) decided_by: Vec<DecidedBy>,
    pub(super) depends_on: Vec<&'a str>,
}

impl<'a> Verdict<'a> {
    /// Takes note of what denies (`value` is true) or may deny.
    pub(super) fn note(&mut self, phase: &OneRequest<'_, 'a>, term: Term, value: Truth) {
        let by = self.decided_by(phase, term);
        match (value, term) {
            (Truth::False, _) => {}
            (Truth::True | Truth::Indeterminate, Term::Need { .. }) => self.missing_allow.push(by),
            (Truth::True | Truth::Indeterminate, _) => self.denied_by.push(by),
            (Truth::Unknown, _) => {
                self.open.push(by);
                self.explain(phase, term);
            }
        }
    }

    /// A Deny counts before a missing Allow, and that before what is open.
    fn conclude(self, decision: DecisionValue, enforcement_off: bool) -> Conclusion<'a> {
        let (reason, decided_by, depends_on) = match decision {
            DecisionValue::Denied if !self.denied_by.is_empty() => {
                (Reason::ExplicitDeny, self.denied_by, Vec::new())
            }
            DecisionValue::Denied => (Reason::ImplicitDeny, self.missing_allow, Vec::new()),
            DecisionValue::Unknown => {
                let reason = if self.unevaluable {
                    Reason::UnevaluableStatement
                } else {
                    Reason::UnknownKey
                };
                (reason, self.open, self.depends_on)
            }
            DecisionValue::Allowed if enforcement_off => {
                (Reason::EnforcementOff, Vec::new(), Vec::new())
            }
            DecisionValue::Allowed => (Reason::NoMatchingDeny, Vec::new(), Vec::new()),
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

    fn decided_by(&self, phase: &OneRequest<'_, 'a>, term: Term) -> DecidedBy {
        let layer = |policy: usize| {
            let policy = phase.authorizer.policies.get(policy);
            policy.map_or(Layer::Identity, |policy| policy.attached.layer)
        };
        match term {
            Term::Deny { policy, statement } => DecidedBy {
                layer: layer(policy),
                policy: Some(policy),
                statement: Some(statement),
            },
            Term::Unreadable { policy } => DecidedBy {
                layer: layer(policy),
                policy: Some(policy),
                statement: None,
            },
            Term::Need { group } => {
                let group = phase.authorizer.groups.get(group);
                let mut members = group.into_iter().flat_map(|group| &group.members);
                DecidedBy {
                    layer: group.map_or(Layer::Identity, |group| group.layer),
                    policy: members
                        .find(|member| phase.applicability(**member).is_evaluated())
                        .copied(),
                    statement: None,
                }
            }
        }
    }

    /// Says what would settle a term that is open.
    fn explain(&mut self, phase: &OneRequest<'_, 'a>, term: Term) {
        let authorizer = phase.authorizer;
        match term {
            Term::Unreadable { .. } => self.unevaluable = true,
            Term::Deny { policy, statement } => {
                let compiled = authorizer
                    .policies
                    .get(policy)
                    .and_then(|policy| policy.compiled.statements().get(statement));
                let Some(compiled) = compiled else { return };
                let Some(traced) = phase.statement(policy, compiled) else {
                    return;
                };
                if traced.truth == Truth::False {
                    // Only that keys are withheld keeps it from applying (J30).
                    for key in authorizer.network_keys(compiled) {
                        self.depends_on(key);
                    }
                } else {
                    authorizer.explain_open(&traced, phase.applicability(policy), self);
                }
            }
            Term::Need { group } => match authorizer.groups.get(group) {
                Some(group) if authorizer.identity_unknown(group) => {
                    self.depends_on(IDENTITY_POLICIES)
                }
                Some(group) => self.explain_need(phase, &group.members),
                None => {}
            },
        }
    }

    /// Says what would settle whether one of `members` allows.
    fn explain_need(&mut self, phase: &OneRequest<'_, 'a>, members: &[usize]) {
        let authorizer = phase.authorizer;
        self.unevaluable |= phase.is_need_in_doubt(members);
        for member in members {
            let applicability = phase.applicability(*member);
            let policy = authorizer.policies.get(*member);
            let Some(policy) = policy.filter(|_| applicability.is_evaluated()) else {
                continue;
            };
            if applicability == Applicability::PerhapsOtherEndpoint {
                self.depends_on(ENDPOINT);
            }
            self.unevaluable |= policy.compiled.is_defective();
            for statement in policy.allowing(phase.phase_context.action) {
                let Some(traced) = phase.statement(*member, statement) else {
                    continue;
                };
                let (effect, role) = (statement.effect(), Effect::Allow);
                if says(&mut Single, &traced.truth, effect, role) == Truth::Unknown {
                    authorizer.explain_open(&traced, applicability, self);
                }
            }
        }
    }
}

impl Authorizer {
    /// What decides one phase; `trace` is what is known already of every statement.
    pub(super) fn conclude<'a>(
        &'a self,
        phase_context: &PhaseContext<'_>,
        views: &Views<'_>,
        trace: Option<&[PolicyTrace]>,
    ) -> Conclusion<'a> {
        let phase = OneRequest {
            authorizer: self,
            phase_context,
            views,
            trace,
            verdict: Some(Verdict::default()),
        };
        let (decision, verdict) = phase.decide();
        let verdict = verdict.unwrap_or_default();
        verdict.conclude(decision, phase_context.enforcement_off())
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

    /// Says what would settle a statement whose truth is open.
    #[inline(never)]
    fn explain_open<'a>(
        &'a self,
        statement: &StatementTrace,
        applicability: Applicability,
        verdict: &mut Verdict<'a>,
    ) {
        if applicability == Applicability::PerhapsOtherEndpoint {
            verdict.depends_on(ENDPOINT);
        }
        if statement.resource == Truth::Unknown {
            let key = statement.unknown_in_resource;
            verdict.depends_on(key.map_or(RESOURCE, |key| self.keys.name(key)));
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
                // An operator, operand or key that AWS would refuse, and reasons that
                // never leave a test open.
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
