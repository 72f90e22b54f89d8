//! Properties of decisions, on policies and requests made at random.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

mod garbled;
mod many;
mod named;
mod shown;

use proptest::prelude::*;
use vestibule_arbitrary as make;
use vestibule_arbitrary::{Case, PolicyModel};
use vestibule_iam::matching::{StatementTrace, Truth};
use vestibule_iam::policy::Effect;
use vestibule_signin::applicability::Applicability;
use vestibule_signin::decide::{DecidedBy, PhaseDecision};
use vestibule_signin::{
    Assumption, Authorizer, DecisionValue, GivenValue, Layer, PrincipalKind, Reason, Request,
};

fn outcome(authorizer: &Authorizer, request: &Request) -> DecisionValue {
    // Explaining decides every phase by itself and looks at every test.
    authorizer
        .explain(request)
        .expect("a request made here is sound")
        .outcome
}

/// The truth of a statement by that of its parts.
fn by_parts(statement: &StatementTrace) -> Truth {
    let sound = if statement.defective {
        Truth::Unknown
    } else {
        Truth::True
    };
    let parts = [
        statement.action,
        statement.principal,
        statement.resource,
        sound,
    ];
    let tests = statement.tests.iter().map(|test| test.truth());
    parts.into_iter().chain(tests).fold(Truth::True, Truth::and)
}

/// What the trace alone says of the Denies of a phase: those that apply for certain,
/// and those that may apply.
fn denies_by_trace(authorizer: &Authorizer, phase: &PhaseDecision<'_>) -> [Vec<DecidedBy>; 2] {
    let (mut certain, mut open) = (Vec::new(), Vec::new());
    for (policy, traced) in authorizer.policies().zip(&phase.trace) {
        for statement in &traced.statements {
            let by = DecidedBy {
                layer: policy.layer,
                policy: Some(traced.policy),
                statement: Some(statement.statement),
            };
            match (statement.truth, statement.effect, traced.applicability) {
                (Truth::False, _, _) | (_, Some(Effect::Allow), _) => {}
                (
                    Truth::True | Truth::Indeterminate,
                    Some(Effect::Deny),
                    Applicability::Evaluated,
                ) => certain.push(by),
                _ => open.push(by),
            }
        }
    }
    [certain, open]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// A trace adds up: statements to their parts, and the phase to its statements.
    #[test]
    fn the_trace_says_what_is_decided(case in make::case()) {
        let authorizer = case.compile();
        let decision = authorizer.explain(&case.request).unwrap();
        for phase in &decision.phases {
            for statement in phase.trace.iter().flat_map(|traced| &traced.statements) {
                prop_assert_eq!(statement.truth, by_parts(statement), "{:?}", statement);
                // Nothing else is evaluated of a statement about other actions.
                if statement.action == Truth::False {
                    prop_assert!(statement.tests.is_empty(), "{:?}", statement);
                }
            }
            let [certain, open] = denies_by_trace(&authorizer, phase);
            prop_assert_eq!(phase.reason == Reason::ExplicitDeny, !certain.is_empty());
            if phase.reason == Reason::ExplicitDeny {
                prop_assert_eq!(&phase.decided_by, &certain);
            }
            if phase.reason == Reason::ImplicitDeny {
                prop_assert!(phase.decided_by.iter().all(|by| by.statement.is_none()));
            }
            if phase.decision == DecisionValue::Unknown {
                let named: Vec<&DecidedBy> =
                    phase.decided_by.iter().filter(|by| by.statement.is_some()).collect();
                for by in &open {
                    prop_assert!(named.contains(&by), "{:?} lacks {:?}", phase, by);
                }
                // A Deny of whom AWS only says that it is blocked is open by itself.
                let withheld = case.request.principal.kind == PrincipalKind::IdentityCenterRole
                    && !case.switched.contains(&Assumption::J30);
                prop_assert!(withheld || named.len() == open.len(), "{:?}", phase);
            } else if phase.decision == DecisionValue::Allowed {
                prop_assert!(open.is_empty(), "{:?}", phase);
            }
        }
    }

    /// The outcome takes the same rules as the explanation.
    #[test]
    fn outcome_is_that_of_the_decision(case in make::case()) {
        let authorizer = case.compile();
        prop_assert_eq!(authorizer.outcome(&case.request).unwrap(), outcome(&authorizer, &case.request));
    }

    /// The summary takes the same rules as the explanation.
    #[test]
    fn summary_is_the_decision_in_short(case in make::case()) {
        let authorizer = case.compile();
        let (summary, decision) = (
            authorizer.summary(&case.request).unwrap(),
            authorizer.explain(&case.request).unwrap(),
        );
        prop_assert_eq!((summary.outcome, summary.denied_at), (decision.outcome, decision.denied_at));
        for (summary, phase) in summary.phases.iter().zip(&decision.phases) {
            prop_assert_eq!(summary.action, phase.action);
            prop_assert_eq!(
                (summary.decision, summary.reached, summary.protected, summary.reason),
                (phase.decision, phase.reached, phase.protected, phase.reason)
            );
            prop_assert_eq!(&summary.decided_by, &phase.decided_by);
        }
    }

    /// Statements, keys and values are sets: their order says nothing.
    #[test]
    fn order_does_not_matter(case in make::case()) {
        let decision = outcome(&case.compile(), &case.request);
        prop_assert_eq!(outcome(&case.reversed().compile(), &case.request), decision);
    }

    /// How a document is written says nothing either.
    #[test]
    fn white_space_does_not_matter(case in make::case()) {
        let (authorizer, spaced) = (case.compile(), Case { spaced: true, ..case.clone() }.compile());
        prop_assert_eq!(authorizer.explain(&case.request), spaced.explain(&case.request));
    }

    /// Keeping the trace changes nothing.
    #[test]
    fn what_is_explained_is_what_is_decided(case in make::case()) {
        let authorizer = case.compile();
        let mut explained = authorizer.explain(&case.request).unwrap();
        for phase in &mut explained.phases {
            prop_assert_eq!(std::mem::take(&mut phase.trace).len(), authorizer.policies().len());
        }
        prop_assert_eq!(authorizer.decide(&case.request).unwrap(), explained);
    }

    /// No Deny ever lets anybody in.
    #[test]
    fn a_further_deny_never_opens(case in make::case(), deny in make::statement(), layer in make::layer()) {
        let mut case = case;
        // An RCP or SCP says that there is an organization, which is more than a Deny.
        case.organization.get_or_insert_default();
        let before = outcome(&case.compile(), &case.request);
        let mut more = case.clone();
        more.policies.push(PolicyModel::of(layer, deny.denying()));
        // A layer that was empty may now need an Allow; that closes, never opens.
        let after = outcome(&more.compile(), &more.request);
        match before {
            DecisionValue::Denied => prop_assert_eq!(after, DecisionValue::Denied),
            DecisionValue::Unknown => prop_assert_ne!(after, DecisionValue::Allowed),
            DecisionValue::Allowed => {}
        }
    }

    /// A decision that is known in spite of an unknown key holds for every value of it.
    #[test]
    fn unknown_narrows(case in make::case(), key in make::carrier_key(), value in make::carrier_value()) {
        let mut unknown = case.clone();
        unknown.request.context.retain(|(name, _)| *name != key);
        let mut present = unknown.clone();
        let absent = unknown.clone();
        unknown.request.context.push((key.clone(), GivenValue::Unknown));
        present.request.context.push((key, GivenValue::One(value)));
        let before = outcome(&unknown.compile(), &unknown.request);
        if before != DecisionValue::Unknown {
            for narrowed in [present, absent] {
                prop_assert_eq!(outcome(&narrowed.compile(), &narrowed.request), before);
            }
        }
    }

    /// An unknown decision says what would settle it, and a known one rests on nothing.
    #[test]
    fn unknown_names_what_it_depends_on(case in make::case()) {
        let authorizer = case.compile();
        let decision = authorizer.decide(&case.request).unwrap();
        for phase in &decision.phases {
            // Nothing is known to settle a statement that AWS would refuse.
            let refused = phase.reason == Reason::UnevaluableStatement;
            prop_assert_eq!(
                phase.decision == DecisionValue::Unknown,
                refused || !phase.depends_on.is_empty(),
                "{:?}", phase
            );
            prop_assert_eq!(phase.decision == DecisionValue::Allowed, phase.decided_by.is_empty());
        }
    }

    /// Without an account id, the account is that of the principal.
    #[test]
    fn the_account_need_not_be_told(case in make::case()) {
        let (given, not_given) = (case.compile(), Case { account_told: false, ..case.clone() }.compile());
        prop_assert_eq!(given.explain(&case.request), not_given.explain(&case.request));
        prop_assert_eq!(given.outcome(&case.request), not_given.outcome(&case.request));
    }

    /// RCPs and SCPs do not bind the management account.
    #[test]
    fn the_management_account_is_exempt(case in make::case()) {
        let mut management = case.clone();
        management.organization.get_or_insert_default().management_account = true;
        let mut bare = management.clone();
        bare.policies.retain(|p| {
            !matches!(p.layer, Layer::ResourceControl | Layer::ServiceControl)
        });
        prop_assert_eq!(
            outcome(&management.compile(), &case.request),
            outcome(&bare.compile(), &case.request)
        );
    }
}
