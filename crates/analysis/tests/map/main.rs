//! Maps of all sign-ins, held to the evaluator on sign-ins made at random.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

mod diffs;
mod examples;
mod guarantees;
mod idle;
mod lockouts;
mod words;

use proptest::prelude::*;
use vestibule_analysis::{AccessMap, Options, Region, access_map};
use vestibule_arbitrary::{Case, PolicyModel, case, layer, sign_in, statement};
use vestibule_oracle::{map::says_of, reader};
use vestibule_signin::{Authorizer, DecisionValue, PrincipalKind, Request};

fn map(authorizer: &Authorizer) -> AccessMap {
    map_of(authorizer, false)
}

fn map_of(authorizer: &Authorizer, without_identity_center: bool) -> AccessMap {
    let options = Options {
        without_identity_center,
        ..Options::default()
    };
    access_map(authorizer, &options).expect("small policies are not too large")
}

fn is_of_identity_center(request: &Request) -> bool {
    request.principal.kind == PrincipalKind::IdentityCenterRole
}

/// The region of a request, which must be one.
fn region<'m>(regions: &'m [Region], request: &Request) -> Result<&'m Region, TestCaseError> {
    vestibule_oracle::map::region(regions, request).map_err(TestCaseError::fail)
}

fn all_hold(
    authorizer: &Authorizer,
    map: &AccessMap,
    request: &Request,
) -> Result<(), TestCaseError> {
    says_of(map, authorizer, request).map_err(TestCaseError::fail)
}

fn told(case: Case) -> Case {
    Case {
        account_told: true,
        ..case
    }
}

/// So many sets of policies, each with a hundred sign-ins: 100,000 pairs.
const SETS: u32 = 1_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(SETS))]

    /// Each sign-in lies in one region of each list, and comes to what that says.
    #[test]
    fn a_sign_in_comes_to_what_its_region_says(
        case in case(), others in prop::collection::vec(sign_in::seed(), 100), left_out in any::<bool>(),
    ) {
        let authorizer = told(case).compile();
        let map = map_of(&authorizer, left_out);
        for seed in others {
            let request = sign_in::of(&authorizer, &map.ranging, &seed);
            if !left_out || !is_of_identity_center(&request) {
                all_hold(&authorizer, &map, &request)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A witness lies in its region, and comes to what that says.
    #[test]
    fn a_witness_comes_to_what_its_region_says(case in case(), left_out in any::<bool>()) {
        let authorizer = told(case).compile();
        let map = map_of(&authorizer, left_out);
        for regions in map.phases.iter().chain([&map.chain]) {
            for one in regions {
                prop_assert!(std::ptr::eq(region(regions, &one.witness)?, one));
                prop_assert!(!left_out || !is_of_identity_center(&one.witness));
            }
        }
        for one in map.phases.iter().flatten().chain(&map.chain) {
            all_hold(&authorizer, &map, &one.witness)?;
        }
    }

    /// Statements, tests and values are sets: their order says nothing.
    #[test]
    fn order_does_not_matter(case in case()) {
        let case = told(case);
        let (one, other) = (map(&case.compile()), map(&case.reversed().compile()));
        let plain = |regions: &[Region]| -> Vec<Region> {
            let unnamed = |region: &Region| Region { undecided: Vec::new(), ..region.clone() };
            regions.iter().map(unnamed).collect()
        };
        prop_assert_eq!(plain(&one.chain), plain(&other.chain));
        for (one, other) in one.phases.iter().zip(&other.phases) {
            prop_assert_eq!(plain(one), plain(other));
        }
    }

    /// No Deny ever lets anybody in.
    #[test]
    fn a_further_deny_never_opens(case in case(), deny in statement(), layer in layer()) {
        let mut case = told(case);
        case.organization.get_or_insert_default();
        let before = map(&case.compile());
        case.policies.push(PolicyModel::of(layer, deny.denying()));
        for region_after in map(&case.compile()).chain {
            // A key that now ranges was held before.
            let Ok(region_before) = region(&before.chain, &region_after.witness) else { continue };
            match region_before.outcome {
                DecisionValue::Denied => prop_assert_eq!(region_after.outcome, DecisionValue::Denied),
                // A statement that was undecided may be decided on classes that are finer now.
                DecisionValue::Unknown if !region_before.undecided.is_empty() => {}
                DecisionValue::Unknown => prop_assert_ne!(region_after.outcome, DecisionValue::Allowed),
                DecisionValue::Allowed => {}
            }
        }
    }
}
