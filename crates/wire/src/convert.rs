//! From the evaluator's types to those of the contract.

use vestibule_iam::condition;
use vestibule_iam::matching;
use vestibule_iam::policy;
use vestibule_iam::span::LineIndex;
use vestibule_signin::{self as signin, layers, surface};

use crate::compiled::Compiled;
use crate::decision::{
    Action, CloudTrail, DecidedBy, Decision, Layer, Outcome, Phase, PhaseDecision, Reason,
};
use crate::finding::Range;
use crate::request::ContextValue;
use crate::trace::{Bearing, Effect, StatementTrace, TestTrace, Truth, Why};

macro_rules! same_variants {
    ($($from:path => $to:ident { $($variant:ident)+ })+) => {
        $(impl From<$from> for $to {
            fn from(value: $from) -> Self {
                match value {
                    $(<$from>::$variant => Self::$variant,)+
                }
            }
        })+
    };
}

same_variants! {
    signin::DecisionValue => Outcome { Allowed Denied Unknown }
    signin::Reason => Reason {
        NoMatchingDeny ExplicitDeny ImplicitDeny EnforcementOff UnknownKey UnevaluableStatement
    }
    signin::Layer => Layer {
        VpcEndpoint ResourceControl ServiceControl ResourceBased Identity PermissionsBoundary Session
    }
    signin::Action => Action { Authenticate AuthorizeOAuth2Access CreateOAuth2Token }
    signin::Phase => Phase { PreAuthentication PostAuthentication }
    matching::Truth => Truth { True False Unknown Indeterminate }
    policy::Effect => Effect { Allow Deny }
}

impl From<Layer> for signin::Layer {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::VpcEndpoint => Self::VpcEndpoint,
            Layer::ResourceControl => Self::ResourceControl,
            Layer::ServiceControl => Self::ServiceControl,
            Layer::ResourceBased => Self::ResourceBased,
            Layer::Identity => Self::Identity,
            Layer::PermissionsBoundary => Self::PermissionsBoundary,
            Layer::Session => Self::Session,
        }
    }
}

impl From<Action> for signin::Action {
    fn from(action: Action) -> Self {
        match action {
            Action::Authenticate => Self::Authenticate,
            Action::AuthorizeOAuth2Access => Self::AuthorizeOAuth2Access,
            Action::CreateOAuth2Token => Self::CreateOAuth2Token,
        }
    }
}

impl From<layers::Bearing> for Bearing {
    fn from(bearing: layers::Bearing) -> Self {
        use layers::Bearing as From;
        match bearing {
            From::Evaluated => Self::Evaluated,
            From::PerhapsOtherEndpoint => Self::PerhapsOtherEndpoint,
            From::NoEndpoint => Self::NoEndpoint,
            From::OtherEndpoint => Self::OtherEndpoint,
            From::EnforcementOff => Self::EnforcementOff,
            From::ManagementAccount => Self::ManagementAccount,
            From::OtherNode => Self::OtherNode,
            From::OtherPrincipal => Self::OtherPrincipal,
            From::BeforeAuthentication => Self::BeforeAuthentication,
            From::RootUser => Self::RootUser,
            From::Assumed(_) => Self::Assumed,
        }
    }
}

impl From<surface::CloudTrail> for CloudTrail {
    fn from(record: surface::CloudTrail) -> Self {
        Self {
            event_name: record.event_name.into(),
            error_code: record.error_code.into(),
            error_message: record.error_message.into(),
        }
    }
}

impl From<signin::decide::KeyState<'_>> for ContextValue {
    fn from(state: signin::decide::KeyState<'_>) -> Self {
        match state {
            signin::decide::KeyState::Unknown => Self::Unknown,
            signin::decide::KeyState::One(value) => Self::One(value.to_owned()),
            signin::decide::KeyState::Many(values) => {
                Self::Many(values.iter().map(|value| value.to_string()).collect())
            }
        }
    }
}

impl Compiled {
    /// The decision in the contract's words; with every statement when `traced`.
    pub(crate) fn decision(
        &self,
        name: String,
        decision: signin::Decision<'_>,
        traced: bool,
    ) -> Decision {
        let assumptions = decision.assumptions.iter().map(|a| a.to_string()).collect();
        let phases = decision
            .phases
            .into_iter()
            .map(|phase| self.phase(phase, traced))
            .collect();
        Decision {
            request: name,
            outcome: decision.outcome.into(),
            denied_at: decision.denied_at.map(Into::into),
            phases,
            assumptions,
        }
    }

    fn phase(&self, phase: signin::PhaseDecision<'_>, traced: bool) -> PhaseDecision {
        let decision = Outcome::from(phase.decision);
        let statements = traced.then(|| self.statements(&phase));
        PhaseDecision {
            action: phase.action.into(),
            phase: phase.action.phase().into(),
            decision,
            reached: phase.reached,
            protected: phase.protected,
            reason: phase.reason.into(),
            decided_by: phase
                .decided_by
                .iter()
                .map(|by| self.decided_by(by))
                .collect(),
            depends_on: (decision == Outcome::Unknown).then(|| owned(&phase.depends_on)),
            context: phase
                .context
                .into_iter()
                .map(|(name, state)| (name.to_owned(), state.into()))
                .collect(),
            absent_keys: owned(&phase.absent_keys),
            assumed_absent: owned(&phase.assumed_absent),
            user_message: phase.user_message.map(Into::into),
            cloud_trail: phase.cloud_trail.map(Into::into),
            statements,
            explanation: None,
        }
    }

    /// What decided, in the contract's words.
    #[inline(never)]
    pub fn decided_by(&self, by: &signin::decide::DecidedBy) -> DecidedBy {
        let holder = by.policy.and_then(|policy| self.holder(policy));
        let statement = by
            .policy
            .zip(by.statement)
            .and_then(|(p, s)| self.statement(p, s));
        let place = holder.zip(statement).map(|((_, document), statement)| {
            (
                statement.span.into(),
                Range::of(statement.span, &document.document.lines),
            )
        });
        DecidedBy {
            layer: by.layer.into(),
            policy: holder.map(|(name, _)| name.to_owned()),
            path: holder.map(|(_, document)| document.path.clone()),
            statement: by.statement.and_then(|index| u32::try_from(index).ok()),
            sid: statement.and_then(sid),
            span: place.map(|(span, _)| span),
            range: place.map(|(_, range)| range),
        }
    }

    #[inline(never)]
    fn statements(&self, phase: &signin::PhaseDecision<'_>) -> Vec<StatementTrace> {
        let mut statements = Vec::new();
        for traced in &phase.trace {
            let Some((name, document)) = self.holder(traced.policy) else {
                continue;
            };
            let blank = StatementTrace {
                layer: document.layer,
                policy: name.to_owned(),
                path: document.path.clone(),
                bearing: traced.bearing.into(),
                assumption: match traced.bearing {
                    layers::Bearing::Assumed(assumption) => Some(assumption.to_string()),
                    _ => None,
                },
                statement: None,
                sid: None,
                span: None,
                range: None,
                effect: None,
                truth: None,
                action: None,
                principal: None,
                resource: None,
                defective: false,
                tests: Vec::new(),
            };
            if traced.statements.is_empty() {
                statements.push(blank);
                continue;
            }
            for trace in &traced.statements {
                let Some(statement) = self.statement(traced.policy, trace.statement) else {
                    continue;
                };
                let lines = &document.document.lines;
                statements.push(StatementTrace {
                    statement: u32::try_from(trace.statement).ok(),
                    sid: sid(statement),
                    span: Some(statement.span.into()),
                    range: Some(Range::of(statement.span, lines)),
                    effect: trace.effect.map(Into::into),
                    truth: Some(trace.truth.into()),
                    action: Some(trace.action.into()),
                    principal: Some(trace.principal.into()),
                    resource: Some(trace.resource.into()),
                    defective: trace.defective,
                    tests: self.tests(phase, statement, trace, lines),
                    ..blank.clone()
                });
            }
        }
        statements
    }

    fn tests(
        &self,
        phase: &signin::PhaseDecision<'_>,
        statement: &policy::Statement,
        trace: &matching::StatementTrace,
        lines: &LineIndex,
    ) -> Vec<TestTrace> {
        let one = |test: &matching::TestTrace| {
            let block = statement.conditions.get(test.block)?;
            let key = block.tests.get(test.test)?;
            let (why, operand, variable) = self.why(test.outcome.as_ref());
            let operand = match operand {
                Some(index) => usize::try_from(index)
                    .ok()
                    .and_then(|index| key.values.get(index)),
                None => key.values.first().filter(|_| key.values.len() == 1),
            };
            let value = test.outcome.and_then(|outcome| outcome.value);
            Some(TestTrace {
                operator: block.name.value.to_string(),
                key: key.key.value.to_string(),
                negated: block.operator.is_some_and(|operator| operator.negated),
                truth: test.truth().into(),
                why,
                value: value.and_then(|index| value_of(phase, &key.key.value, index)),
                operand: operand.map(|operand| operand.value.to_string()),
                operands: u32::try_from(key.values.len()).unwrap_or(u32::MAX),
                variable,
                span: key.span.into(),
                range: Range::of(key.span, lines),
            })
        };
        trace.tests.iter().filter_map(one).collect()
    }

    fn why(&self, outcome: Option<&condition::Outcome>) -> (Why, Option<u32>, Option<String>) {
        use condition::Why as From;
        let Some(outcome) = outcome else {
            return (Why::UnknownOperator, None, None);
        };
        let why = match outcome.why {
            From::Matched { operand } => return (Why::Matched, Some(operand), None),
            From::MalformedOperand { operand } => {
                return (Why::MalformedOperand, Some(operand), None);
            }
            From::VariableUnknown(key) => {
                return (
                    Why::VariableUnknown,
                    None,
                    Some(self.key_name(key).to_owned()),
                );
            }
            From::NoMatch => Why::NoMatch,
            From::EveryValue => Why::EveryValue,
            From::NoValue => Why::NoValue,
            From::KeyAbsent => Why::KeyAbsent,
            From::KeyPresent => Why::KeyPresent,
            From::KeyUnknown => Why::KeyUnknown,
            From::MalformedValue => Why::MalformedValue,
            From::MultiValued => Why::MultiValued,
            From::NoOperands => Why::NoOperands,
            From::EmptySet => Why::EmptySet,
            _ => Why::KeyUnknown,
        };
        (why, None, None)
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn sid(statement: &policy::Statement) -> Option<String> {
    statement.sid.as_ref().map(|sid| sid.value.to_string())
}

/// The value of a key that a test looked at, where the phase tells it.
fn value_of(phase: &signin::PhaseDecision<'_>, key: &str, index: u32) -> Option<String> {
    let (_, state) = phase
        .context
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(key))?;
    match state {
        signin::decide::KeyState::Unknown => None,
        signin::decide::KeyState::One(value) => Some((*value).to_owned()),
        signin::decide::KeyState::Many(values) => {
            let value = values.get(usize::try_from(index).ok()?)?;
            Some(value.to_string())
        }
    }
}
