//! All sign-ins at once: what is said of them is what is decided of single ones.
//!
//! Text that begins as JSON is a case file. All other bytes are where chance begins in what
//! property tests make policies and sign-ins of, so that each input is a set of policies of every
//! layer and sign-ins near to what they name.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use proptest::collection::vec;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use vestibule_analysis::{Options, access_map, lockout};
use vestibule_arbitrary::{case, sign_in};
use vestibule_fuzz::{Case as Seed, seed};
use vestibule_oracle::map::says_of;
use vestibule_wire::{Case, NoFiles, Outcome, Request, WayIn};

fuzz_target!(init: seed("analysis", seeds), |data: &[u8]| check(data));

fn seeds(case: &Seed, seeds: &mut BTreeSet<String>) {
    seeds.insert(case.root.to_compact_string());
}

fn check(data: &[u8]) {
    if data.first() == Some(&b'{') {
        if let Ok(case) = Case::from_bytes(data, &NoFiles) {
            check_answers(&case);
        }
        return;
    }
    let mut seed = [0; 32];
    for (at, byte) in data.iter().enumerate() {
        seed[at % 32] = seed[at % 32] ^ byte.wrapping_add(at as u8);
    }
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), chance);
    let Ok(made) = (case(), vec(sign_in::seed(), 16)).new_tree(&mut runner) else {
        return;
    };
    let (case, seeds) = made.current();
    let authorizer = case.compile();
    // What has no answer is said to be too large.
    let Ok(map) = access_map(&authorizer, &Options::default()) else {
        return;
    };
    let of_seeds = seeds
        .iter()
        .map(|seed| sign_in::of(&authorizer, &map.ranging, seed));
    let regions = map.phases.iter().flatten().chain(&map.chain);
    let witnesses = regions.map(|region| region.witness.clone());
    for request in of_seeds.chain(witnesses) {
        if let Err(why) = says_of(&map, &authorizer, &request) {
            panic!("{why}\n{case:#?}");
        }
    }
    assert!(lockout(&authorizer, &Options::default()).is_ok());
}

/// Each witness comes to what the answer says that it does.
fn check_answers(case: &Case) {
    let decide = |request: &Request| {
        case.compiled()
            .decide(request)
            .map(|decision| decision.outcome)
    };
    if let Ok(map) = vestibule_answers::access_map(case) {
        for region in &map.chain {
            let outcome = decide(&region.witness);
            assert!(
                outcome.as_ref() == Ok(&region.outcome) || !region.undecided.is_empty(),
                "{outcome:?} {region:#?}"
            );
        }
    }
    if let Ok(lockout) = vestibule_answers::lockout(case) {
        for access in &lockout.principals {
            let outcome = decide(&access.witness);
            let is_so = match access.verdict {
                WayIn::Passes => outcome == Ok(Outcome::Allowed),
                WayIn::LockedOut => outcome == Ok(Outcome::Denied),
                WayIn::Unknown => outcome.is_ok(),
            };
            assert!(is_so, "{outcome:?} {access:#?}");
        }
    }
    let _ = vestibule_answers::prove(case, None);
}
