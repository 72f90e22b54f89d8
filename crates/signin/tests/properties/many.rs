//! The rules take truth values of other kinds: here one truth for each of many requests.

use std::ops::ControlFlow;

use proptest::collection::vec;
use proptest::prelude::*;
use vestibule_arbitrary as make;
use vestibule_iam::keys::Keys;
use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Logic, Truth};
use vestibule_signin::action::Action;
use vestibule_signin::applicability::Applicability;
use vestibule_signin::decide::{DecidedBy, Decision, Reading, Term};
use vestibule_signin::{Assumption, Authorizer, DecisionValue, PrincipalKind, Request};

/// One truth a request.
struct Many(usize);

impl Logic for Many {
    type Value = Vec<Truth>;

    fn constant(&mut self, truth: Truth) -> Vec<Truth> {
        vec![truth; self.0]
    }

    fn and(&mut self, a: &Vec<Truth>, b: &Vec<Truth>) -> Vec<Truth> {
        a.iter().zip(b).map(|(a, b)| a.and(*b)).collect()
    }

    fn or(&mut self, a: &Vec<Truth>, b: &Vec<Truth>) -> Vec<Truth> {
        a.iter().zip(b).map(|(a, b)| a.or(*b)).collect()
    }

    fn not(&mut self, value: &Vec<Truth>) -> Vec<Truth> {
        value.iter().map(|truth| truth.negate()).collect()
    }

    fn settle(&mut self, value: &Vec<Truth>, indeterminate: bool) -> Vec<Truth> {
        value.iter().map(|t| t.settle(indeterminate)).collect()
    }

    fn equals(&mut self, value: &Vec<Truth>, truth: Truth) -> Vec<Truth> {
        value
            .iter()
            .map(|other| Truth::from(*other == truth))
            .collect()
    }

    fn is_always(&self, value: &Vec<Truth>, truth: Truth) -> bool {
        value.iter().all(|other| *other == truth)
    }
}

/// The traces of many requests at one action.
struct Traces<'t> {
    action: Action,
    requests: &'t [&'t Request],
    decisions: &'t [Decision<'t>],
    identity_for_console: bool,
    /// For each request, what denies it.
    denied_by: Vec<Vec<Term>>,
}

impl Traces<'_> {
    fn each(
        &self,
        policy: usize,
        truth: impl Fn(&vestibule_signin::decide::PolicyTrace) -> Truth,
    ) -> Vec<Truth> {
        let phases = self
            .decisions
            .iter()
            .map(|d| &d.phases[self.action as usize]);
        phases.map(|phase| truth(&phase.trace[policy])).collect()
    }
}

impl Reading<Many> for Traces<'_> {
    fn applies(&mut self, _: &mut Many, policy: usize) -> Vec<Truth> {
        self.each(policy, |traced| match traced.applicability {
            Applicability::Evaluated => Truth::True,
            Applicability::PerhapsOtherEndpoint => Truth::Unknown,
            _ => Truth::False,
        })
    }

    fn holds(
        &mut self,
        _: &mut Many,
        policy: usize,
        statement: &CompiledStatement,
        _: Effect,
    ) -> Vec<Truth> {
        self.each(policy, |traced| {
            let traced = traced.statements.get(statement.index());
            traced.map_or(Truth::False, |traced| traced.truth)
        })
    }

    fn needs_identity(&mut self, _: &mut Many) -> Vec<Truth> {
        let needs = |request: &&Request| {
            self.action != Action::Authenticate
                && request.principal.kind != PrincipalKind::Root
                && (request.entry.is_login() || self.identity_for_console)
        };
        self.requests
            .iter()
            .map(|r| Truth::from(needs(r)))
            .collect()
    }

    fn note(&mut self, term: Term, value: &Vec<Truth>) -> ControlFlow<()> {
        for (terms, truth) in self.denied_by.iter_mut().zip(value) {
            if *truth == Truth::True {
                terms.push(term);
            }
        }
        ControlFlow::Continue(())
    }
}

fn names(term: &Term, by: &DecidedBy) -> bool {
    match term {
        Term::Deny { policy, statement } => {
            (by.policy, by.statement) == (Some(*policy), Some(*statement))
        }
        Term::Need { .. } => by.statement.is_none(),
        Term::Unreadable { .. } => false,
    }
}

/// Keys are listed in the order of the table, which is another one.
fn in_order(mut decision: Decision<'_>) -> Decision<'_> {
    for phase in &mut decision.phases {
        phase.context.sort_by_key(|(name, _)| *name);
        phase.absent_keys.sort_unstable();
        phase.assumed_absent.sort_unstable();
    }
    decision
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Many requests at once are decided as one by one.
    #[test]
    fn many_requests_are_decided_as_each_of_them(
        case in make::case(),
        more in vec(make::case(), 0..6),
    ) {
        let authorizer = case.compile();
        let requests: Vec<&Request> = std::iter::once(&case)
            .chain(&more)
            .map(|case| &case.request)
            // What is withheld from these is no truth of the trace.
            .filter(|request| request.principal.kind != PrincipalKind::IdentityCenterRole)
            .collect();
        let decisions: Vec<Decision<'_>> =
            requests.iter().map(|request| authorizer.explain(request).unwrap()).collect();
        let authorization = case.authorization;
        let is_on = authorization.account || authorization.organization;
        for action in Action::ALL {
            let mut traces = Traces {
                action,
                requests: &requests,
                decisions: &decisions,
                identity_for_console: is_on && case.switched.contains(&Assumption::J9),
                denied_by: vec![Vec::new(); requests.len()],
            };
            let denied = authorizer.combine(action, &mut Many(requests.len()), &mut traces);
            for ((truth, decision), terms) in denied.iter().zip(&decisions).zip(&traces.denied_by) {
                let phase = &decision.phases[action as usize];
                let expected = match phase.decision {
                    DecisionValue::Denied => Truth::True,
                    DecisionValue::Allowed => Truth::False,
                    DecisionValue::Unknown => Truth::Unknown,
                };
                prop_assert_eq!(*truth, expected, "{:?}", phase);
                if expected == Truth::True {
                    for by in &phase.decided_by {
                        prop_assert!(terms.iter().any(|term| names(term, by)), "{:?}", by);
                    }
                } else {
                    prop_assert!(terms.is_empty());
                }
            }
        }
    }

    /// Two sets of policies with one table of keys are decided as each with its own.
    #[test]
    fn a_shared_table_of_keys_changes_nothing(case in make::case(), other in make::case()) {
        let mut keys = Keys::default();
        let first: Authorizer = case.compile_with(&mut keys);
        let second = other.compile_with(&mut keys);
        for (id, name) in first.keys().iter() {
            prop_assert_eq!(second.keys().name(id), name);
            prop_assert_eq!(keys.find(name), Some(id));
        }
        for (shared, own) in [(&first, case.compile()), (&second, other.compile())] {
            for request in [&case.request, &other.request] {
                prop_assert_eq!(shared.outcome(request), own.outcome(request));
                prop_assert_eq!(shared.summary(request), own.summary(request));
                prop_assert_eq!(shared.decide(request).map(in_order), own.decide(request).map(in_order));
            }
        }
    }
}
