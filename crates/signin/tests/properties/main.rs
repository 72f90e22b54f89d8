//! Properties of decisions, on policies and requests made at random.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

mod make;

use make::{Case, PolicyModel};
use proptest::prelude::*;
use vestibule_iam::policy::Effect;
use vestibule_signin::{DecisionValue, GivenValue, Layer, Request, SignIn};

fn outcome(sign_in: &SignIn, request: &Request) -> DecisionValue {
    // Explaining decides every phase by itself and looks at every test.
    sign_in
        .explain(request)
        .expect("a request made here is sound")
        .outcome
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// The fast path takes the same rules as the one that explains.
    #[test]
    fn outcome_is_that_of_the_decision(case in make::case()) {
        let sign_in = case.compile();
        prop_assert_eq!(sign_in.outcome(&case.request).unwrap(), outcome(&sign_in, &case.request));
    }

    /// So does the one that tells what decided and nothing more.
    #[test]
    fn brief_is_the_decision_in_short(case in make::case()) {
        let sign_in = case.compile();
        let (brief, decision) = (
            sign_in.brief(&case.request).unwrap(),
            sign_in.explain(&case.request).unwrap(),
        );
        prop_assert_eq!((brief.outcome, brief.denied_at), (decision.outcome, decision.denied_at));
        for (brief, phase) in brief.phases.iter().zip(&decision.phases) {
            prop_assert_eq!(brief.action, phase.action);
            prop_assert_eq!(
                (brief.decision, brief.reached, brief.protected, brief.reason),
                (phase.decision, phase.reached, phase.protected, phase.reason)
            );
            prop_assert_eq!(&brief.decided_by, &phase.decided_by);
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
        let (sign_in, spaced) = (case.compile(), Case { spaced: true, ..case.clone() }.compile());
        prop_assert_eq!(sign_in.explain(&case.request), spaced.explain(&case.request));
    }

    /// Keeping the trace, with the tests of statements about other actions, changes nothing.
    #[test]
    fn what_is_explained_is_what_is_decided(case in make::case()) {
        let sign_in = case.compile();
        let mut explained = sign_in.explain(&case.request).unwrap();
        for phase in &mut explained.phases {
            prop_assert_eq!(std::mem::take(&mut phase.trace).len(), sign_in.policies().len());
        }
        prop_assert_eq!(sign_in.decide(&case.request).unwrap(), explained);
    }

    /// No Deny ever lets anybody in.
    #[test]
    fn a_further_deny_never_opens(case in make::case(), deny in make::statement(), layer in make::layer()) {
        let before = outcome(&case.compile(), &case.request);
        let mut deny = deny;
        deny.effect = Effect::Deny;
        let mut more = case.clone();
        more.policies.push(PolicyModel { layer, attached_to: None, statements: vec![deny] });
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

    /// An unknown decision says what would settle it, and a known one leans on nothing.
    #[test]
    fn unknown_names_what_it_depends_on(case in make::case()) {
        let sign_in = case.compile();
        let decision = sign_in.decide(&case.request).unwrap();
        for phase in &decision.phases {
            prop_assert_eq!(
                phase.decision == DecisionValue::Unknown,
                !phase.depends_on.is_empty(),
                "{:?}", phase
            );
            prop_assert_eq!(phase.decision == DecisionValue::Allowed, phase.decided_by.is_empty());
        }
    }

    /// An account that is not told is that of the principal, whatever is attached to which.
    #[test]
    fn the_account_need_not_be_told(case in make::case()) {
        let (told, untold) = (case.compile(), Case { account_told: false, ..case.clone() }.compile());
        prop_assert_eq!(told.explain(&case.request), untold.explain(&case.request));
        prop_assert_eq!(told.outcome(&case.request), untold.outcome(&case.request));
    }

    /// RCPs and SCPs do not bind the management account.
    #[test]
    fn the_management_account_is_exempt(case in make::case()) {
        let mut management = case.clone();
        management.management_account = true;
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
