//! A case file with an organization and all of its accounts.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod cases;
mod flat;
mod large;
mod refused;
mod unknown;

use vestibule_wire::{Case, NoFiles};

/// The case of a file that can be decided.
fn read(file: &serde_json::Value) -> Case {
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    let errors = case.findings().iter().filter(|finding| finding.is_error());
    assert_eq!(
        errors.collect::<Vec<_>>().len(),
        0,
        "{:#?}",
        case.findings()
    );
    case
}
