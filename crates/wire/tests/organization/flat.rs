//! A reference without inheritance: each account is written into a case file of its own, with the
//! policies that bind it, and decided alone. The answers are equal.

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_arbitrary::organization::{ACCOUNTS, parts};
use vestibule_wire::{Case, Decision, NoFiles};

use crate::read;

/// A decision without what depends on where policies stand and in which order keys are told.
fn told(decision: &Decision) -> Value {
    let mut told = serde_json::to_value(decision).unwrap();
    told["request"] = json!("");
    for phase in told["phases"].as_array_mut().unwrap() {
        for list in ["absentKeys", "assumedAbsent", "dependsOn"] {
            if let Some(keys) = phase.get_mut(list).and_then(Value::as_array_mut) {
                keys.sort_by_key(ToString::to_string);
            }
        }
        for by in phase["decidedBy"].as_array_mut().unwrap() {
            by.as_object_mut().unwrap().remove("path");
        }
    }
    told
}

proptest! {
    #[test]
    fn each_account_alone_decides_the_same(parts in parts()) {
        let whole = read(&parts.organization());
        for (index, request) in parts.requests.iter().enumerate() {
            let arn = request["principal"].as_str().unwrap();
            let id = arn.split(':').nth(4).unwrap();
            let account = ACCOUNTS.iter().position(|other| *other == id).unwrap();
            let flat = parts.flat(account, request);
            let alone = Case::read(flat.to_string(), &NoFiles).unwrap();
            let (one, other) = (whole.decide(index).unwrap(), alone.decide(0).unwrap());
            prop_assert_eq!(told(&one), told(&other), "{}", flat);
            prop_assert_eq!(whole.outcome(index), alone.outcome(0));
            // Explained, too, with every statement of every policy.
            let one = whole.decide_explained(index).unwrap();
            prop_assert_eq!(one.outcome, other.outcome);
        }
    }
}
