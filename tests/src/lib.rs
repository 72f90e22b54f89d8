//! What runs the corpus: the same cases natively and in a browser.

use vestibule_wire::{Case, NoFiles, Outcome};

/// Decides the request `index` of the case file `text` and holds the decision
/// against what the file expects.
///
/// # Panics
/// When the file cannot be read, expects nothing, or expects something else.
#[allow(clippy::panic)] // it is what a test does
pub fn run(text: &str, index: usize) {
    let case = match Case::read(text, &NoFiles) {
        Ok(case) => case,
        Err(findings) => panic!("the case file cannot be read: {findings:#?}"),
    };
    let own: Vec<_> = case
        .findings()
        .iter()
        .filter(|finding| finding.policy.is_none() && finding.is_error())
        .collect();
    assert!(own.is_empty(), "the case file itself has errors: {own:#?}");
    let expect = case
        .file()
        .requests
        .get(index)
        .and_then(|request| request.expect.as_ref());
    let Some((expect, decision)) = expect.zip(case.decide(index)) else {
        panic!("the request has no expectation, or cannot be decided");
    };
    let mismatches: Vec<String> = expect
        .mismatches(&decision)
        .iter()
        .map(|m| format!("{}: expected {} and found {}", m.path, m.expected, m.actual))
        .collect();
    assert!(mismatches.is_empty(), "{}", mismatches.join("\n"));
    let alone: Option<Outcome> = case.outcome(index);
    assert_eq!(
        alone,
        Some(decision.outcome),
        "the outcome alone differs from the decision"
    );
    let compiled = case.compiled();
    let prepared = case.file().requests.get(index).map(|r| compiled.prepare(r));
    let Some((Some(prepared), _)) = prepared else {
        panic!("the request cannot be prepared");
    };
    let Some(summary) = compiled.summary(&prepared) else {
        panic!("the request cannot be decided in short");
    };
    let mismatches = compiled.mismatches(&prepared, &summary, expect);
    assert!(mismatches.is_empty(), "in short: {mismatches:#?}");
    // Another outcome than that of the decision is a mismatch, and the only one.
    let mut wrong = expect.clone();
    wrong.outcome = Some(match decision.outcome {
        Outcome::Denied => Outcome::Allowed,
        Outcome::Allowed | Outcome::Unknown => Outcome::Denied,
    });
    assert_eq!(wrong.mismatches(&decision).len(), 1);
    let in_short = compiled.mismatches(&prepared, &summary, &wrong);
    assert_eq!(in_short.len(), 1, "in short: {in_short:#?}");
}
