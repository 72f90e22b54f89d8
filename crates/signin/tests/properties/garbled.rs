//! What a statement with an effect that nobody can read leaves open.

use proptest::prelude::*;
use proptest::sample::Index;
use vestibule_iam::keys::Keys;
use vestibule_iam::policy::Effect;
use vestibule_signin::{DecisionValue, PhaseDecision};

use crate::make::{self, Case};

/// The decisions of the three phases, with that effect in one of the statements.
fn decisions(case: &Case, place: Index, effect: Option<Effect>) -> Vec<DecisionValue> {
    let mut policies = case.attached();
    let statements = policies
        .iter_mut()
        .flat_map(|one| &mut one.policy.statements);
    let mut statements: Vec<_> = statements.collect();
    if !statements.is_empty() {
        place.get_mut(&mut statements).effect = effect;
    }
    let authorizer = case.compile_these(policies, &mut Keys::default());
    let decision = authorizer.explain(&case.request).expect("a sound request");
    let value = |phase: &PhaseDecision<'_>| phase.decision;
    decision.phases.iter().map(value).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// Nothing is certain without the effect that is not so with each of the two.
    #[test]
    fn what_is_certain_holds_for_both_effects(case in make::case(), place: Index) {
        let without = decisions(&case, place, None);
        for effect in [Effect::Allow, Effect::Deny] {
            let with = decisions(&case, place, Some(effect));
            for (without, with) in without.iter().zip(&with) {
                if *without != DecisionValue::Unknown {
                    prop_assert_eq!(without, with, "{:?}", effect);
                }
            }
        }
    }
}
