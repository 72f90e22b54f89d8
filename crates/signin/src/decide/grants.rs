//! Which statements grant an Allow that is needed.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Single, Truth};

use super::combine::{Reading, Term, says};
use super::compile::{Authorizer, Group};
use super::reading::OneRequest;
use super::with_views;
use crate::action::Action;
use crate::request::Request;

/// The reading of one request that keeps which policies are asked for an Allow.
struct Asked<'r, 'a> {
    request: OneRequest<'r, 'a>,
    policies: BTreeSet<usize>,
}

impl Reading<Single> for Asked<'_, '_> {
    fn applies(&mut self, logic: &mut Single, policy: usize) -> Truth {
        self.request.applies(logic, policy)
    }

    fn holds(
        &mut self,
        logic: &mut Single,
        policy: usize,
        statement: &CompiledStatement,
        effect: Effect,
    ) -> Truth {
        if effect == Effect::Allow {
            self.policies.insert(policy);
        }
        self.request.holds(logic, policy, statement, effect)
    }

    fn needs_identity(&mut self, logic: &mut Single) -> Truth {
        self.request.needs_identity(logic)
    }

    fn note(&mut self, _: Term, _: &Truth) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl Authorizer {
    /// The statements that grant an Allow that `action` of `request` needs, each as the index
    /// of its policy and its own; several may grant the same one. An Allow that no layer needs
    /// is none of them. A request that is too much work to decide has none.
    pub fn granted_by(&self, request: &Request, action: Action) -> Vec<(usize, usize)> {
        if self.is_too_much(request) {
            return Vec::new();
        }
        let phase_context = self.phase_context(request, action);
        let mut context = Vec::new();
        self.fill(&phase_context, &mut context);
        with_views(self, &phase_context, &context, |views| {
            let request = OneRequest {
                authorizer: self,
                phase_context: &phase_context,
                views,
                trace: None,
                verdict: None,
            };
            let policies = BTreeSet::new();
            let mut asked = Asked { request, policies };
            self.combine(action, &mut Single, &mut asked);
            let Asked {
                mut request,
                policies,
            } = asked;
            let is_needed = |group: &&Group| {
                let mut members = group.members.iter();
                members.any(|member| policies.contains(member))
            };
            let needed = self.groups.iter().filter(is_needed);
            let mut granted = Vec::new();
            for member in needed.flat_map(|group| group.members.iter().copied()) {
                let applies = request.applies(&mut Single, member);
                let policy = self.policies.get(member).filter(|_| applies == Truth::True);
                for statement in policy
                    .into_iter()
                    .flat_map(|policy| policy.allowing(action))
                {
                    let holds = request.holds(&mut Single, member, statement, Effect::Allow);
                    let (effect, role) = (statement.effect(), Effect::Allow);
                    if says(&mut Single, &holds, effect, role) == Truth::True {
                        granted.push((member, statement.index()));
                    }
                }
            }
            granted
        })
    }
}
