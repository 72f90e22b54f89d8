//! The decision, its outcome, its summary, its trace and its explanation say the same
//! of every request of the corpus.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

use std::path::{Path, PathBuf};

use vestibule_wire::{Case, Decision, Mark, NoFiles, PhaseDecision, Truth};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
}

/// A decision without what only an explanation has.
fn plain(mut decision: Decision) -> Decision {
    for phase in &mut decision.phases {
        phase.statements = None;
        phase.explanation = None;
    }
    decision
}

fn the_trace_is_explained(phase: &PhaseDecision) {
    let statements = phase.statements.as_ref().unwrap();
    let lines = phase.explanation.as_ref().unwrap();
    assert_eq!(lines.first().unwrap().mark, phase.decision.mark());
    let elsewhere = statements.iter().filter(|s| s.action == Some(Truth::False));
    for statement in elsewhere.clone() {
        // Such a statement is about other actions, and that is all that is said.
        assert_eq!(statement.truth, Some(Truth::False));
        assert_eq!((statement.principal, statement.resource), (None, None));
        assert!(statement.tests.is_empty());
    }
    let action = phase.action.name();
    let said = lines.iter().filter(|line| {
        line.indent == 1
            && line.mark == Mark::Skipped
            && line.text.ends_with(&format!("is not about {action}"))
    });
    assert_eq!(said.count(), elsewhere.count());
}

#[test]
fn every_way_to_decide_says_the_same() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut found = Vec::new();
    files(&corpus, &mut found);
    let mut decided = 0;
    for file in found {
        let bytes = std::fs::read(&file).unwrap();
        let Ok(case) = Case::from_bytes(&bytes, &NoFiles) else {
            continue;
        };
        for index in 0..case.names().len() {
            // Documents in files of their own are not read here.
            let Some(explained) = case.decide_explained(index) else {
                continue;
            };
            let name = explained.request.clone();
            for phase in &explained.phases {
                the_trace_is_explained(phase);
            }
            assert_eq!(case.outcome(index), Some(explained.outcome), "{name}");
            let request = &case.file().requests[index];
            let (prepared, _) = case.compiled().prepare(request);
            let summary = case.compiled().summary(&prepared.unwrap()).unwrap();
            for (summary, phase) in summary.phases.iter().zip(&explained.phases) {
                assert_eq!(summary.decision.name(), phase.decision.name(), "{name}");
                assert_eq!(summary.reason.name(), phase.reason.name(), "{name}");
                assert_eq!(summary.decided_by.len(), phase.decided_by.len(), "{name}");
            }
            let alone = case.compiled().decide(request).unwrap();
            assert_eq!(alone.findings, explained.findings, "{name}");
            assert_eq!(case.decide(index).unwrap(), plain(explained), "{name}");
            decided += 1;
        }
    }
    assert!(decided > 1_000, "{decided} requests are decided");
}
