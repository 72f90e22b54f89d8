//! Statements that may or may not see some of the context keys.
//!
//! Before authentication AWS names only keys of the account signed in to for the
//! policies of VPC endpoints [VPCE], and says elsewhere that other keys are in every
//! request [GCK]. What such a policy says is taken to be known where both readings
//! agree (J38).

use vestibule_iam::condition::Outcome;
use vestibule_iam::keys::{Context, KeyId, KeyValue};
use vestibule_iam::matching::{CompiledStatement, MatchRequest, StatementTrace, TestTrace, Truth};

use super::compile::Authorizer;
use crate::action::Action;
use crate::assumption::Assumption;
use crate::context::PhaseContext;
use crate::keys::Seen;
use crate::layers::Layer;

/// The context keys as they are when some are not seen.
pub(super) struct Doubted<'a> {
    /// The context in which the keys in doubt are absent.
    pub(super) without: Vec<KeyValue<'a>>,
    /// The context in which nothing is known of the keys in doubt.
    pub(super) unknown: Vec<KeyValue<'a>>,
}

impl Doubted<'_> {
    /// The truth of `statement`, and of each of its parts, where it is the same with
    /// and without the keys in doubt; unknown elsewhere.
    pub(super) fn trace(
        &self,
        statement: &CompiledStatement,
        request: &MatchRequest<'_>,
    ) -> StatementTrace {
        let seeing = |context| {
            statement.trace(&MatchRequest {
                context,
                ..*request
            })
        };
        let with = statement.trace(request);
        let without = seeing(&self.without);
        let unknown = seeing(&self.unknown);
        let tests: Vec<TestTrace> = with
            .tests
            .iter()
            .zip(&without.tests)
            .zip(&unknown.tests)
            .map(|((with, without), unknown)| {
                if with.truth() == without.truth() {
                    return *with;
                }
                // The value is known, and whether it is seen is not.
                let value = with.outcome.and_then(|outcome| outcome.value);
                let outcome = unknown.outcome.map(|outcome| Outcome { value, ..outcome });
                TestTrace {
                    outcome,
                    ..*unknown
                }
            })
            .collect();
        let by_resource = if with.resource == without.resource {
            &with
        } else {
            &unknown
        };
        let defect = if with.defective {
            Truth::Unknown
        } else {
            Truth::True
        };
        let truth = tests
            .iter()
            .map(TestTrace::truth)
            .chain([with.action, with.principal, by_resource.resource, defect])
            .fold(Truth::True, Truth::and);
        StatementTrace {
            truth,
            resource: by_resource.resource,
            unknown_in_resource: by_resource.unknown_in_resource,
            tests,
            ..with
        }
    }
}

impl Authorizer {
    /// The keys as the policy of a VPC endpoint may see them; `None` where it sees
    /// what other policies see.
    pub(super) fn doubted<'a>(
        &self,
        phase_context: &PhaseContext<'_>,
        context: &Context<'a>,
    ) -> Option<Doubted<'a>> {
        let has_policy = || {
            let mut layers = self.policies.iter().map(|policy| policy.attached.layer);
            layers.any(|layer| layer == Layer::VpcEndpoint)
        };
        if phase_context.action != Action::Authenticate
            || !phase_context
                .request
                .network(phase_context.action)
                .is_endpoint()
            || phase_context.switched.contains(Assumption::J38)
            || !has_policy()
        {
            return None;
        }
        let (mut without, mut unknown) = (context.to_vec(), context.to_vec());
        let mut doubt = false;
        for (id, _) in self.keys.iter() {
            let index = usize::from(id.0);
            if let (Some(without), Some(unknown)) = (without.get_mut(index), unknown.get_mut(index))
                && self.is_in_doubt(id, without)
            {
                doubt = true;
                *without = KeyValue::Absent;
                *unknown = KeyValue::Unknown;
            }
        }
        doubt.then_some(Doubted { without, unknown })
    }

    /// True for a key that is there and that the policy of a VPC endpoint may not see
    /// before authentication.
    fn is_in_doubt(&self, id: KeyId, value: &KeyValue<'_>) -> bool {
        let row = self.rows.get(usize::from(id.0));
        *value != KeyValue::Absent && row.is_some_and(|row| row.seen != Seen::ByAllAlways)
    }

    /// Does `statement` of an endpoint policy test a key that it may not see?
    pub(super) fn tests_in_doubt(
        &self,
        phase_context: &PhaseContext<'_>,
        statement: &CompiledStatement,
    ) -> bool {
        statement.keys().into_iter().any(|id| {
            let Some(row) = self.rows.get(usize::from(id.0)) else {
                return false;
            };
            let value = phase_context.resolve(row, self.keys.name(id)).value;
            self.is_in_doubt(id, &value) && !self.unseen.contains(&id)
        })
    }
}
