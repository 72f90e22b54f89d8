//! Why somebody was denied: every text and every shape of event in `tests/denials`, events made
//! of sign-ins that are known to be denied, and input that is broken.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may unwrap

mod broken;
mod corpus;
mod generated;

use serde_json::Value;
use vestibule_answers::{Beside, ExplainedDenials, explain_denial};
use vestibule_wire::{Case, NoFiles};

/// What is said of a text.
fn of_text(text: &str) -> ExplainedDenials {
    explain_denial(text.as_bytes(), Beside::default())
}

/// What is said of a text with policies.
fn with_case(text: &str, case: &Value) -> ExplainedDenials {
    let case = Case::read(case.to_string(), &NoFiles).unwrap();
    assert!(case.is_usable(), "{:?}", case.findings());
    let beside = Beside {
        case: Some(&case),
        request: None,
    };
    explain_denial(text.as_bytes(), beside)
}
