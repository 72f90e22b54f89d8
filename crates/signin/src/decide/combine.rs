//! The rules by which layers make a phase, written once for truth values of every kind:
//! those of one request, or those of many requests at once.

use std::ops::ControlFlow;

use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Logic, Truth};

use super::compile::{Authorizer, Group, LayerPolicy};
use crate::action::Action;
use crate::layers::Layer;

/// Something that may deny a phase. A phase is denied where one of them does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// A statement that is a Deny, or whose effect is not readable.
    Deny {
        /// Index into [`Authorizer::policies`].
        policy: usize,
        /// Index into its statements.
        statement: usize,
    },
    /// A policy of which a part is not readable, so that it may hold a Deny.
    Unreadable {
        /// Index into [`Authorizer::policies`].
        policy: usize,
    },
    /// A group of policies none of which allows, where one must.
    Need {
        /// Index into [`Authorizer::groups`].
        group: usize,
    },
}

/// How the rules see one phase, of one request or of many: which statements apply, and
/// where the terms that deny are noted.
pub trait Reading<L: Logic> {
    /// Whether the policy of that index is evaluated.
    fn applies(&mut self, logic: &mut L, policy: usize) -> L::Value;

    /// Whether `statement` of the policy of that index applies, being the Deny or Allow
    /// that `effect` says.
    fn holds(
        &mut self,
        logic: &mut L,
        policy: usize,
        statement: &CompiledStatement,
        effect: Effect,
    ) -> L::Value;

    /// Whether the principal's own policies must allow.
    fn needs_identity(&mut self, logic: &mut L) -> L::Value;

    /// Notes that `term` denies where `value` is true; `value` is not false everywhere.
    /// Breaks off when the reader needs no further terms.
    fn note(&mut self, term: Term, value: &L::Value) -> ControlFlow<()>;
}

/// The terms of a phase, collected one by one.
struct Terms<'p, L: Logic, R> {
    logic: &'p mut L,
    reading: &'p mut R,
    denied: L::Value,
}

impl<L: Logic, R: Reading<L>> Terms<'_, L, R> {
    fn add(&mut self, term: Term, value: &L::Value) -> ControlFlow<()> {
        if self.logic.is_always(value, Truth::False) {
            return ControlFlow::Continue(());
        }
        self.denied = self.logic.or(&self.denied, value);
        self.reading.note(term, value)
    }

    /// Whether some of `policies` is evaluated.
    fn any_applies(&mut self, policies: impl Iterator<Item = usize>) -> L::Value {
        let mut any = self.logic.constant(Truth::False);
        for policy in policies {
            let applies = self.reading.applies(self.logic, policy);
            any = self.logic.or(&any, &applies);
        }
        any
    }
}

/// Where a statement takes effect as a Deny or an Allow, given where it applies (`holds`):
/// an indeterminate Deny takes effect and an indeterminate Allow does not [E2]; a
/// statement whose effect is not readable takes effect only perhaps.
pub(super) fn says<L: Logic>(
    logic: &mut L,
    holds: &L::Value,
    effect: Option<Effect>,
    role: Effect,
) -> L::Value {
    let value = logic.settle(holds, role == Effect::Deny);
    if effect.is_some() {
        return value;
    }
    let unknown = logic.constant(Truth::Unknown);
    logic.and(&value, &unknown)
}

impl Authorizer {
    /// Whether `action` is denied: where a Deny applies, or an Allow that is needed is
    /// missing.
    pub fn combine<L: Logic, R: Reading<L>>(
        &self,
        action: Action,
        logic: &mut L,
        reading: &mut R,
    ) -> L::Value {
        let denied = logic.constant(Truth::False);
        let mut terms = Terms {
            logic,
            reading,
            denied,
        };
        let mut heard = ControlFlow::Continue(());
        for (index, policy) in self.policies.iter().enumerate() {
            if heard.is_continue() {
                heard = denies(&mut terms, action, index, policy);
            }
        }
        for (index, group) in self.groups.iter().enumerate() {
            if heard.is_continue() {
                heard = self.needs(&mut terms, action, index, group);
            }
        }
        terms.denied
    }

    /// The Allow that is missing of one group.
    fn needs<L: Logic, R: Reading<L>>(
        &self,
        terms: &mut Terms<'_, L, R>,
        action: Action,
        index: usize,
        group: &Group,
    ) -> ControlFlow<()> {
        let members = group.members.iter().copied();
        let needed = match group.layer {
            // Without a policy of its own an endpoint has AWS's, which allows all. [PL]
            Layer::VpcEndpoint => terms.any_applies(members),
            // A node whose SCPs hold no Allow keeps AWS's FullAWSAccess (J26).
            Layer::ServiceControl => {
                let mut any = terms.logic.constant(Truth::False);
                for member in members {
                    let policy = self.policies.get(member);
                    let has_allow = policy.map_or(Truth::False, |policy| policy.has_allow);
                    if has_allow != Truth::False {
                        let has_allow = terms.logic.constant(has_allow);
                        let applies = terms.reading.applies(terms.logic, member);
                        let value = terms.logic.and(&applies, &has_allow);
                        any = terms.logic.or(&any, &value);
                    }
                }
                any
            }
            Layer::Identity => terms.reading.needs_identity(terms.logic),
            Layer::PermissionsBoundary | Layer::Session => {
                let applies = terms.any_applies(members);
                let needed = terms.reading.needs_identity(terms.logic);
                terms.logic.and(&applies, &needed)
            }
            Layer::ResourceControl | Layer::ResourceBased => return ControlFlow::Continue(()),
        };
        if terms.logic.is_always(&needed, Truth::False) {
            return ControlFlow::Continue(());
        }
        let granted = if self.identity_unknown(group) {
            terms.logic.constant(Truth::Unknown)
        } else {
            self.granted(terms, action, group)
        };
        let missing = terms.logic.not(&granted);
        let value = terms.logic.and(&needed, &missing);
        terms.add(Term::Need { group: index }, &value)
    }

    /// True when the identity policies, which the group holds, were not given.
    pub(super) fn identity_unknown(&self, group: &Group) -> bool {
        group.layer == Layer::Identity && !self.identity_given
    }

    /// Whether some policy of `group` allows. A policy that is
    /// evaluated only perhaps is needed only where it is evaluated.
    fn granted<L: Logic, R: Reading<L>>(
        &self,
        terms: &mut Terms<'_, L, R>,
        action: Action,
        group: &Group,
    ) -> L::Value {
        let mut granted = terms.logic.constant(Truth::False);
        for member in &group.members {
            let Some(policy) = self.policies.get(*member) else {
                continue;
            };
            let applies = terms.reading.applies(terms.logic, *member);
            if terms.logic.is_always(&applies, Truth::False) {
                continue;
            }
            let never = terms.logic.equals(&applies, Truth::False);
            let perhaps = terms.logic.not(&never);
            if policy.compiled.is_defective() {
                let unknown = terms.logic.constant(Truth::Unknown);
                let value = terms.logic.and(&perhaps, &unknown);
                granted = terms.logic.or(&granted, &value);
            }
            for statement in policy.allowing(action) {
                let role = Effect::Allow;
                let holds = terms.reading.holds(terms.logic, *member, statement, role);
                let value = says(terms.logic, &holds, statement.effect(), role);
                let value = terms.logic.and(&perhaps, &value);
                granted = terms.logic.or(&granted, &value);
                if terms.logic.is_always(&granted, Truth::True) {
                    return granted;
                }
            }
        }
        granted
    }
}

/// The Denies of one policy.
fn denies<L: Logic, R: Reading<L>>(
    terms: &mut Terms<'_, L, R>,
    action: Action,
    index: usize,
    policy: &LayerPolicy,
) -> ControlFlow<()> {
    let unreadable = policy.compiled.is_defective();
    if !unreadable && !policy.may_deny(action) {
        return ControlFlow::Continue(());
    }
    let applies = terms.reading.applies(terms.logic, index);
    if terms.logic.is_always(&applies, Truth::False) {
        return ControlFlow::Continue(());
    }
    if unreadable {
        let unknown = terms.logic.constant(Truth::Unknown);
        let value = terms.logic.and(&applies, &unknown);
        terms.add(Term::Unreadable { policy: index }, &value)?;
    }
    for statement in policy.denying(action) {
        let role = Effect::Deny;
        let holds = terms.reading.holds(terms.logic, index, statement, role);
        let value = says(terms.logic, &holds, statement.effect(), role);
        let value = terms.logic.and(&applies, &value);
        let term = Term::Deny {
            policy: index,
            statement: statement.index(),
        };
        terms.add(term, &value)?;
    }
    ControlFlow::Continue(())
}
