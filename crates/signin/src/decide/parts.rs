//! One phase of one request in parts, each of which depends on little of the request.
//!
//! A statement applies where all its parts hold, so that what looks at many requests at
//! once asks for each part only where its truth can differ.

use vestibule_iam::condition::Test;
use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_iam::matching::{CompiledStatement, MatchRequest, Truth};
use vestibule_iam::truth::Single;

use super::compile::{Authorizer, LayerPolicy};
use super::reading::OneRequest;
use super::{Reading, Views, with_views};
use crate::action::Action;
use crate::context::PhaseContext;
use crate::layers::Layer;
use crate::request::Request;

/// A part of a statement whose truth depends on the request. Its truth is that of all
/// parts, of its action, and of whether it is defective, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `Principal` or `NotPrincipal`.
    Caller,
    /// `Resource` or `NotResource`.
    Resource,
    /// The test of that index among [`CompiledStatement::tests`].
    Test(usize),
}

/// One phase of one request.
pub struct PhaseParts<'r> {
    authorizer: &'r Authorizer,
    phase_context: &'r PhaseContext<'r>,
    views: &'r Views<'r>,
}

impl Authorizer {
    /// Calls `ask` with the parts of one phase of `request`, which is of this account and
    /// gives no key that another member determines.
    pub fn with_parts<R>(
        &self,
        request: &Request,
        action: Action,
        ask: impl FnOnce(&PhaseParts<'_>) -> R,
    ) -> R {
        let phase_context = self.phase_context(request, action);
        let mut context = Vec::new();
        self.fill(&phase_context, &mut context);
        with_views(self, &phase_context, &context, |views| {
            ask(&PhaseParts {
                authorizer: self,
                phase_context: &phase_context,
                views,
            })
        })
    }
}

impl PhaseParts<'_> {
    /// Whether the policy of that index is evaluated.
    pub fn applies(&self, policy: usize) -> Truth {
        self.reading().applies(&mut Single, policy)
    }

    /// Whether the principal's own policies must allow.
    pub fn needs_identity(&self) -> Truth {
        self.reading().needs_identity(&mut Single)
    }

    /// What the policies see of a key, but for layers that do not see it.
    pub fn value(&self, key: KeyId) -> KeyValue<'_> {
        let value = self.views.full.context.get(usize::from(key.0));
        value.copied().unwrap_or(KeyValue::Absent)
    }

    /// Whether a part of a statement holds. There is no such part, no such statement or no
    /// such policy: unknown.
    pub fn truth(&self, policy: usize, statement: usize, part: Part) -> Truth {
        let Some((layer, statement)) = self.statement(policy, statement) else {
            return Truth::Unknown;
        };
        let view = self.views.of(layer);
        let with = part.truth(statement, view);
        match &self.views.doubted {
            // Known where it is the same with and without the keys in doubt.
            Some(doubted) if layer == Layer::VpcEndpoint && part != Part::Caller => {
                let seeing = |context| part.truth(statement, &MatchRequest { context, ..*view });
                if with == seeing(&doubted.without) {
                    with
                } else {
                    seeing(&doubted.unknown)
                }
            }
            _ => with,
        }
    }

    /// The truth of a part where nothing is known of the network keys. `None` unless they are withheld
    /// from a policy whose Denies then may apply (assumption J30): a Deny that does not
    /// apply is then unknown, unless it does not apply here either.
    pub fn withheld(&self, policy: usize, statement: usize, part: Part) -> Option<Truth> {
        let unknown = self.views.withheld.as_ref()?;
        let (layer, statement) = self.statement(policy, statement)?;
        layer
            .is_resource_side()
            .then(|| part.truth(statement, unknown))
    }

    fn statement(&self, policy: usize, statement: usize) -> Option<(Layer, &CompiledStatement)> {
        let policy: &LayerPolicy = self.authorizer.policies.get(policy)?;
        let statement = policy.compiled.statements().get(statement)?;
        Some((policy.attached.layer, statement))
    }

    fn reading(&self) -> OneRequest<'_, '_> {
        OneRequest {
            authorizer: self.authorizer,
            phase_context: self.phase_context,
            views: self.views,
            trace: None,
            verdict: None,
        }
    }
}

impl Part {
    fn truth(self, statement: &CompiledStatement, request: &MatchRequest<'_>) -> Truth {
        match self {
            Part::Caller => statement.caller().map_or(Truth::True, |caller| {
                caller.truth(request.caller, statement.effect())
            }),
            Part::Resource => statement.resource().map_or(Truth::True, |resource| {
                resource.truth(request.resource, request.context)
            }),
            Part::Test(index) => {
                let test = statement.tests().get(index);
                let test = test.and_then(|placed| placed.compiled.as_ref());
                let evaluate = |test: &Test| test.evaluate(request.context).truth;
                test.map_or(Truth::Unknown, evaluate)
            }
        }
    }
}
