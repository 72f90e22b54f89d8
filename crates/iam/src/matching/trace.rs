//! How a statement came to its truth, part by part.

use super::statement::{CompiledStatement, MatchRequest};
use crate::condition::Outcome;
use crate::keys::{Context, KeyId, KeyValue};
use crate::language::Effect;
use crate::truth::Truth;

/// How one statement came to its truth.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementTrace {
    /// Index into the policy's statements.
    pub statement: usize,
    /// What it does; `None` when it is not readable.
    pub effect: Option<Effect>,
    /// Whether it applies.
    pub truth: Truth,
    /// Whether the statement is about the action.
    pub action: Truth,
    /// Whether it names the caller; true where there is no `Principal`.
    pub principal: Truth,
    /// Whether it covers the resource.
    pub resource: Truth,
    /// A key that a policy variable of `Resource` refers to and that is unknown.
    pub unknown_in_resource: Option<KeyId>,
    /// True when AWS would refuse the statement and its meaning is open.
    pub defective: bool,
    /// Each key test of its conditions, in order.
    pub tests: Vec<TestTrace>,
}

/// How one key test came to its truth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TestTrace {
    /// Index into the statement's operators.
    pub block: usize,
    /// Index into the operator's keys.
    pub test: usize,
    /// The key; `None` when there are too many keys to follow.
    pub key: Option<KeyId>,
    /// The outcome; `None` for an operator that AWS does not have.
    pub outcome: Option<Outcome>,
}

impl TestTrace {
    /// Whether the test holds.
    pub fn truth(&self) -> Truth {
        self.outcome
            .as_ref()
            .map_or(Truth::Unknown, |outcome| outcome.truth)
    }
}

impl CompiledStatement {
    /// Whether the statement applies and why: every test is evaluated.
    pub fn trace(&self, request: &MatchRequest<'_>) -> StatementTrace {
        let tests: Vec<TestTrace> = self
            .tests
            .iter()
            .map(|placed| TestTrace {
                block: placed.block,
                test: placed.test,
                key: placed.key,
                outcome: placed
                    .compiled
                    .as_ref()
                    .map(|test| test.explain(request.context)),
            })
            .collect();
        let action = self.action(request.action);
        let principal = self.caller_truth(request);
        let resource = self.resource_truth(request);
        let defect = if self.defective {
            Truth::Unknown
        } else {
            Truth::True
        };
        let truth = tests
            .iter()
            .map(TestTrace::truth)
            .chain([action, principal, resource, defect])
            .fold(Truth::True, Truth::and);
        StatementTrace {
            statement: self.index,
            effect: self.effect,
            truth,
            action,
            principal,
            resource,
            unknown_in_resource: self.unknown_in_resource(request.context),
            defective: self.defective,
            tests,
        }
    }

    /// The trace of a statement about other actions, without evaluating any of its tests.
    pub fn passed_over(&self) -> StatementTrace {
        StatementTrace {
            statement: self.index,
            effect: self.effect,
            truth: Truth::False,
            action: Truth::False,
            principal: Truth::True,
            resource: Truth::True,
            unknown_in_resource: None,
            defective: self.defective,
            tests: Vec::new(),
        }
    }

    fn unknown_in_resource(&self, context: &Context<'_>) -> Option<KeyId> {
        let unknown = |key: &KeyId| {
            let value = context.get(usize::from(key.0));
            matches!(value, Some(KeyValue::Unknown | KeyValue::PresentUnknown))
        };
        self.resource
            .as_ref()
            .and_then(|resource| resource.keys().find(unknown))
    }
}
