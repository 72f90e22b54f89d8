//! Case files: read, decided in all ways, which must agree, written and read once more.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case as Seed, seed};
use vestibule_iam::document::from_bytes;
use vestibule_iam::span::Span;
use vestibule_wire::{Case, Decision, Finding, NoFiles, Outcome, reason};

fuzz_target!(init: seed("case_file", seeds), |data: &[u8]| check(data));

fn seeds(case: &Seed, seeds: &mut BTreeSet<String>) {
    // Without its white space more of a file is met by a mutation.
    seeds.insert(case.root.to_compact_string());
}

fn check(data: &[u8]) {
    let case = match Case::from_bytes(data, &NoFiles) {
        Ok(case) => case,
        Err(findings) => {
            assert!(findings.iter().any(Finding::is_error));
            return;
        }
    };
    for finding in case.findings() {
        if finding.policy.is_none()
            && let Some(span) = finding.span
        {
            let text = &from_bytes(data).text;
            assert!(Span::from(span).of(text).is_some(), "{finding:?}");
        }
    }
    let outcomes: Vec<_> = case
        .names()
        .iter()
        .enumerate()
        .map(|(index, _)| decide(&case, index))
        .collect();
    if case.is_usable() {
        assert!(outcomes.iter().all(Option::is_some));
    }
    // A case that can be written is the same case when it is read again.
    if let Ok(written) = serde_json::to_string(case.file()) {
        match Case::read(&written, &NoFiles) {
            Ok(again) => {
                let later: Vec<_> = (0..again.names().len())
                    .map(|index| again.outcome(index))
                    .collect();
                assert_eq!(outcomes, later, "{written}");
            }
            Err(findings) => panic!("{findings:?}: {written}"),
        }
    }
}

/// What the page's table shows of a decision is what the decision says.
fn in_short(case: &Case, index: usize, decision: &Decision) {
    let (prepared, _) = case.compiled().prepare(&case.file().requests[index]);
    let prepared = prepared.expect("what is decided can be prepared");
    let summary = case
        .compiled()
        .summary(&prepared)
        .expect("and decided in short");
    assert_eq!(Outcome::from(summary.outcome), decision.outcome);
    assert_eq!(
        summary.denied_at.map(|action| action.name()),
        decision.denied_at.map(|action| action.name())
    );
    for (short, whole) in summary.phases.iter().zip(&decision.phases) {
        assert_eq!(short.action.name(), whole.action.name());
        assert_eq!(Outcome::from(short.decision), whole.decision);
        assert_eq!(short.decided_by.len(), whole.decided_by.len(), "{short:?}");
        assert!(!reason(whole).is_empty());
    }
}

fn decide(case: &Case, index: usize) -> Option<Outcome> {
    let outcome = case.outcome(index);
    let decision = case.decide(index);
    assert_eq!(outcome, decision.as_ref().map(|decision| decision.outcome));
    let decision = decision?;
    in_short(case, index, &decision);
    for by in decision.phases.iter().flat_map(|phase| &phase.decided_by) {
        if let Some(span) = by.span {
            // A statement is never empty, so its first line shows something of it.
            let place = case.locate(by.path.as_deref(), span);
            let meant = place.map(|place| place.excerpt().meant);
            assert!(meant.is_some_and(|meant| !meant.is_empty()), "{by:?}");
        }
    }
    let mut explained = case.decide_explained(index)?;
    for phase in &mut explained.phases {
        assert!(phase.statements.take().is_some() && phase.explanation.take().is_some());
    }
    assert_eq!(explained, decision);
    let written = serde_json::to_string(&decision);
    let again = written
        .ok()
        .and_then(|text| serde_json::from_str::<Decision>(&text).ok());
    assert_eq!(again.as_ref(), Some(&decision));
    outcome
}
