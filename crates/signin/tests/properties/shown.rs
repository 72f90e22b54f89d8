//! What a decision shows beside its outcome, held against the trace.

use proptest::prelude::*;
use vestibule_iam::condition::Why;
use vestibule_iam::matching::{StatementTrace, TestTrace, Truth};
use vestibule_iam::policy::Effect;
use vestibule_signin::decide::{DecidedBy, Group, PolicyTrace};
use vestibule_signin::{
    Applicability, Authorizer, DecisionValue, Layer, PhaseDecision, Reason, keys,
};

use crate::make;

fn is_evaluated(traced: &PolicyTrace) -> bool {
    matches!(
        traced.applicability,
        Applicability::Evaluated | Applicability::PerhapsOtherEndpoint
    )
}

/// Is what leaves the test open a key, whose value would settle it?
fn waits_for_key(test: &TestTrace) -> bool {
    matches!(
        (test.outcome.map(|outcome| outcome.why), test.key),
        (Some(Why::VariableUnknown(_)), _) | (Some(Why::KeyUnknown), Some(_))
    )
}

/// Is what leaves the statement open more than keys and its resource?
fn is_unevaluable(statement: &StatementTrace) -> bool {
    let mut open = statement
        .tests
        .iter()
        .filter(|test| test.truth() == Truth::Unknown);
    statement.defective
        || statement.effect.is_none()
        || statement.action == Truth::Unknown
        || statement.principal == Truth::Unknown
        || open.any(|test| !waits_for_key(test))
}

/// The traces of the policies of `group` that are evaluated.
fn evaluated<'t>(
    group: &'t Group,
    phase: &'t PhaseDecision<'_>,
) -> impl Iterator<Item = &'t PolicyTrace> {
    let members = group
        .members
        .iter()
        .filter_map(|member| phase.trace.get(*member));
    members.filter(|traced| is_evaluated(traced))
}

/// Is it the effect of a statement, which cannot be read, that says whether a node needs an Allow?
fn is_need_in_doubt(authorizer: &Authorizer, group: &Group, phase: &PhaseDecision<'_>) -> bool {
    let compiled: Vec<_> = authorizer.compiled().collect();
    let policies = evaluated(group, phase).map(|traced| compiled[traced.policy]);
    let effects = policies.flat_map(|policy| policy.statements());
    let effects: Vec<Option<Effect>> = effects.map(|statement| statement.effect()).collect();
    group.layer == Layer::ServiceControl
        && effects.contains(&None)
        && !effects.contains(&Some(Effect::Allow))
}

/// Does what AWS would refuse leave the phase open?
fn by_refused(authorizer: &Authorizer, phase: &PhaseDecision<'_>, by: &DecidedBy) -> bool {
    let defective = |policy: usize| {
        authorizer
            .compiled()
            .nth(policy)
            .expect("a policy")
            .is_defective()
    };
    match (by.policy, by.statement) {
        (Some(policy), Some(statement)) => {
            let statement = &phase.trace[policy].statements[statement];
            // One that only withheld keys leave open is read.
            statement.truth != Truth::False && is_unevaluable(statement)
        }
        (Some(policy), None) if defective(policy) => true,
        (Some(policy), None) => {
            let mut groups = authorizer.groups().iter();
            let group = groups
                .find(|group| group.members.contains(&policy))
                .expect("a group");
            is_need_in_doubt(authorizer, group, phase)
                || evaluated(group, phase).any(|traced| {
                    let mut allows = traced.statements.iter().filter(|statement| {
                        let open = statement.truth == Truth::Unknown;
                        let perhaps = statement.effect.is_none() && statement.truth == Truth::True;
                        statement.effect != Some(Effect::Deny) && (open || perhaps)
                    });
                    defective(traced.policy) || allows.any(is_unevaluable)
                })
        }
        (None, _) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// A phase is open for what AWS would refuse, or for what is not known.
    #[test]
    fn an_open_phase_says_what_leaves_it_open(case in make::case()) {
        let authorizer = case.compile();
        let decision = authorizer.explain(&case.request).unwrap();
        let phases = decision.phases.iter();
        for phase in phases.filter(|phase| phase.decision == DecisionValue::Unknown) {
            let refused = phase.decided_by.iter().any(|by| by_refused(&authorizer, phase, by));
            prop_assert_eq!(phase.reason == Reason::UnevaluableStatement, refused, "{:?}", phase);
        }
    }

    /// The context shows each key once, and all that the request gives and the action
    /// offers; what statements test is there or absent.
    #[test]
    fn every_key_is_there_or_absent(case in make::case()) {
        let authorizer = case.compile();
        let decision = authorizer.explain(&case.request).unwrap();
        for phase in &decision.phases {
            let lower = |name: &str| name.to_ascii_lowercase();
            let mut there: Vec<String> = phase.context.iter().map(|(name, _)| lower(name)).collect();
            let absent: Vec<String> = phase.absent_keys.iter().map(|name| lower(name)).collect();
            for (name, _) in &case.request.context {
                let row = keys::find(name);
                if row.is_none_or(|row| row.is_offered(phase.action)) {
                    prop_assert!(there.contains(&lower(name)), "{} in {:?}", name, phase);
                }
            }
            let action = phase.action as usize;
            for (compiled, traced) in authorizer.compiled().zip(&phase.trace) {
                let statements = compiled.statements().iter();
                let about = statements.filter(|s| s.action(action) != Truth::False);
                for id in about.flat_map(|statement| statement.keys()) {
                    let name = lower(authorizer.keys().name(id));
                    let (is_there, is_absent) = (there.contains(&name), absent.contains(&name));
                    prop_assert!(!(is_there && is_absent), "{} in {:?}", name, phase);
                    if is_evaluated(traced) {
                        prop_assert!(is_there || is_absent, "{} in {:?}", name, phase);
                    }
                }
            }
            let count = there.len();
            there.sort();
            there.dedup();
            prop_assert_eq!(there.len(), count, "{:?}", phase.context);
        }
    }
}
