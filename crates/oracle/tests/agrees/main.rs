//! The analysis and the oracle agree: on equivalence, and on how many addresses there are of
//! each outcome, for every principal, Region, VPC and endpoint that policies tell apart.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

mod made;
mod sides;

use proptest::prelude::*;
use serde_json::Value;

use made::perimeters;
use sides::Both;

const EXAMPLES: [(&str, &str); 3] = [
    (
        "777788889999",
        include_str!("../../../../tests/analysis/example-1.json"),
    ),
    (
        "111122223333",
        include_str!("../../../../tests/analysis/example-2.json"),
    ),
    (
        "777788889999",
        include_str!("../../../../tests/analysis/separate-statements.json"),
    ),
];
const AT_LIMIT: &str = include_str!("../../../signin/benches/fixtures/rcp-at-limit.json");

/// The documents of the policies of a case file.
fn documents(file: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).expect("JSON");
    let mut found = Vec::new();
    for of_layer in file["policies"].as_object().expect("policies").values() {
        match of_layer {
            Value::Array(policies) => {
                found.extend(policies.iter().map(|policy| policy["document"].clone()));
            }
            own => found.push(own.clone()),
        }
    }
    found
}

#[test]
fn aws_examples_are_counted_alike() {
    for (account, file) in EXAMPLES {
        let both = Both::new(account, &documents(file));
        both.counts_agree().expect(file);
    }
    let at_limit = serde_json::from_str(AT_LIMIT).expect("JSON");
    let both = Both::new("777788889999", &[at_limit]);
    both.counts_agree().expect("the RCP at the limit");
}

/// Each example with one letter changed, and as it is.
#[test]
fn aws_examples_differ_alike() {
    for (account, file) in EXAMPLES {
        let before = documents(file);
        let edited = file.replace("203.0.113.0/24", "203.0.113.0/25");
        for edited in [edited, file.to_owned()] {
            sides::differ_alike(account, &before, &documents(&edited)).expect(file);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn perimeters_are_counted_alike(policies in perimeters()) {
        Both::new(made::ACCOUNT, &policies).counts_agree()?;
    }

    #[test]
    fn perimeters_differ_alike(before in perimeters(), after in perimeters()) {
        sides::differ_alike(made::ACCOUNT, &before, &after)?;
    }

    /// Written otherwise, but the same.
    #[test]
    fn the_same_perimeter_is_equivalent(policies in perimeters()) {
        let other: Vec<Value> = policies.iter().rev().map(made::turned).collect();
        let same = sides::differ_alike(made::ACCOUNT, &policies, &other)?;
        prop_assert!(same);
    }
}
