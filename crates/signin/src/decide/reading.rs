//! One phase of one request, as the rules read it.

use std::borrow::Cow;
use std::ops::ControlFlow;

use vestibule_iam::matching::{CompiledStatement, StatementTrace};
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Single, Truth};

use super::Views;
use super::combine::{Reading, Term};
use super::compile::Authorizer;
use super::types::{DecisionValue, PolicyTrace};
use super::verdict::Verdict;
use crate::action::Action;
use crate::applicability::Applicability;
use crate::assumption::Assumption;
use crate::context::PhaseContext;
use crate::layers::Layer;

/// One phase of one request.
pub(super) struct OneRequest<'r, 'a> {
    pub(super) authorizer: &'a Authorizer,
    pub(super) phase_context: &'r PhaseContext<'r>,
    pub(super) views: &'r Views<'r>,
    /// What is known already of every statement; without it, statements are matched
    /// when they are asked about.
    pub(super) trace: Option<&'r [PolicyTrace]>,
    /// What decides; without it, the first certain Deny is enough.
    pub(super) verdict: Option<Verdict<'a>>,
}

impl<'a> OneRequest<'_, 'a> {
    /// Whether the phase is allowed, and what decided that when a verdict was asked for.
    pub(super) fn decide(mut self) -> (DecisionValue, Option<Verdict<'a>>) {
        let denied = self
            .authorizer
            .combine(self.phase_context.action, &mut Single, &mut self);
        let decision = match denied {
            Truth::True => DecisionValue::Denied,
            Truth::False => DecisionValue::Allowed,
            Truth::Unknown | Truth::Indeterminate => DecisionValue::Unknown,
        };
        (decision, self.verdict)
    }

    pub(super) fn applicability(&self, policy: usize) -> Applicability {
        match self.trace {
            Some(trace) => trace.get(policy).map(|traced| traced.applicability),
            None => self.authorizer.policies.get(policy).map(|policy| {
                self.phase_context
                    .applicability(policy.attached.layer, &policy.attachment)
            }),
        }
        .unwrap_or(Applicability::OtherNode)
    }

    /// What became of `statement`.
    pub(super) fn statement(
        &self,
        policy: usize,
        statement: &CompiledStatement,
    ) -> Option<Cow<'_, StatementTrace>> {
        if let Some(trace) = self.trace {
            let traced = trace.get(policy)?.statements.get(statement.index())?;
            return Some(Cow::Borrowed(traced));
        }
        let layer = self.authorizer.policies.get(policy)?.attached.layer;
        Some(Cow::Owned(self.views.trace(layer, statement)))
    }

    /// Whether only an SCP with an effect that is not readable may make its node need an Allow.
    pub(super) fn is_need_in_doubt(&self, members: &[usize]) -> bool {
        let members = members
            .iter()
            .filter(|member| self.applicability(**member).is_evaluated());
        let policies = members.filter_map(|member| self.authorizer.policies.get(*member));
        let of_scps = policies.filter(|policy| policy.attached.layer == Layer::ServiceControl);
        let has_allow = of_scps.fold(Truth::False, |any, policy| any.or(policy.has_allow));
        has_allow == Truth::Unknown
    }

    fn truth(&self, policy: usize, statement: &CompiledStatement) -> Truth {
        let truth = match self.trace {
            Some(trace) => trace
                .get(policy)
                .and_then(|traced| traced.statements.get(statement.index()))
                .map(|traced| traced.truth),
            None => self
                .authorizer
                .policies
                .get(policy)
                .map(|policy| self.views.truth(policy.attached.layer, statement)),
        };
        truth.unwrap_or(Truth::False)
    }
}

impl Reading<Single> for OneRequest<'_, '_> {
    fn applies(&mut self, _: &mut Single, policy: usize) -> Truth {
        let applicability = self.applicability(policy);
        if applicability == Applicability::PerhapsOtherEndpoint {
            Truth::Unknown
        } else {
            Truth::from(applicability.is_evaluated())
        }
    }

    fn holds(
        &mut self,
        _: &mut Single,
        policy: usize,
        statement: &CompiledStatement,
        effect: Effect,
    ) -> Truth {
        let truth = self.truth(policy, statement);
        let layer = self
            .authorizer
            .policies
            .get(policy)
            .map(|p| p.attached.layer);
        // If the withheld network keys were present, some values might make the Deny
        // apply. AWS says that network restrictions block IAM Identity Center, not
        // how, so it leaves the phase open (J30). [UG]
        if truth == Truth::False
            && effect == Effect::Deny
            && layer.is_some_and(|layer| layer.is_resource_side())
            && let Some(unknown) = &self.views.withheld
            && statement.truth(unknown) != Truth::False
        {
            return Truth::Unknown;
        }
        truth
    }

    fn needs_identity(&mut self, _: &mut Single) -> Truth {
        Truth::from(self.authorizer.needs_identity(self.phase_context))
    }

    fn note(&mut self, term: Term, value: &Truth) -> ControlFlow<()> {
        match self.verdict.take() {
            None if *value == Truth::True => ControlFlow::Break(()),
            None => ControlFlow::Continue(()),
            Some(mut verdict) => {
                verdict.note(self, term, *value);
                self.verdict = Some(verdict);
                ControlFlow::Continue(())
            }
        }
    }
}

impl Authorizer {
    /// Must the principal's own policies allow? For `aws login` they must, for
    /// the console only under the other reading of J9; root needs no grant. [UG-CLI]
    fn needs_identity(&self, phase_context: &PhaseContext<'_>) -> bool {
        phase_context.action != Action::Authenticate
            && !phase_context.request.principal.is_root()
            && (phase_context.request.entry.is_login()
                || (self.switched.contains(Assumption::J9) && !phase_context.enforcement_off()))
    }
}
