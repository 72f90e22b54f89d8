//! Whatever is typed, reading ends, and every place lies in the text.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use vestibule_wire::{Case, Finding, NoFiles, SourceText};

const CASES: [&str; 3] = [
    include_str!("../../../tests/corpus/forms/all-forms-together.json"),
    include_str!("../../../tests/corpus/examples/ug-example-2-rbp.json"),
    include_str!("../../../tests/corpus/assumptions/j5-account-target-other.json"),
];

/// Every eleventh place of a text, each case beginning elsewhere.
fn places(text: &str, from: usize) -> impl Iterator<Item = usize> + '_ {
    (from..text.len())
        .step_by(11)
        .filter(|at| text.is_char_boundary(*at))
}

fn check(text: &str) {
    match Case::read(text, &NoFiles) {
        Ok(case) => {
            for finding in case.findings() {
                let location = case.location_of(finding).unwrap();
                let excerpt = location.excerpt();
                assert!(!finding.message.to_string().is_empty() && excerpt.line > 0);
            }
            for index in 0..case.names().len() {
                let decision = case.decide_explained(index);
                assert_eq!(
                    decision.as_ref().map(|decision| decision.outcome),
                    case.outcome(index)
                );
                for by in decision
                    .iter()
                    .flat_map(|d| &d.phases)
                    .flat_map(|p| &p.decided_by)
                {
                    if let Some(span) = by.span {
                        let place = case.locate(by.path.as_deref(), span).unwrap();
                        assert!(place.excerpt().line > 0);
                    }
                }
            }
        }
        Err(findings) => {
            assert!(
                findings.iter().any(Finding::is_error),
                "nothing is said of\n{text}"
            );
            let source = SourceText::from_bytes(text.as_bytes());
            for span in findings.iter().filter_map(|finding| finding.span) {
                assert!(span.start <= span.end && text.get(..span.end as usize).is_some());
                assert!(source.locate(span).excerpt().line > 0);
            }
        }
    }
}

#[test]
fn a_text_that_ends_anywhere() {
    for (from, text) in CASES.iter().enumerate() {
        places(text, from).for_each(|at| check(&text[..at]));
    }
}

#[test]
fn a_text_with_a_character_missing() {
    for (from, text) in CASES.iter().enumerate() {
        for at in places(text, from + 3) {
            let mut text = (*text).to_owned();
            text.remove(at);
            check(&text);
        }
    }
}

#[test]
fn a_text_with_a_character_too_many() {
    for (from, text) in CASES.iter().enumerate() {
        for (at, extra) in places(text, from + 5).zip(
            ['"', '}', ']', ',', ':', '\\', '{', '[', '1', '😀', '%']
                .into_iter()
                .cycle(),
        ) {
            let mut text = (*text).to_owned();
            text.insert(at, extra);
            check(&text);
        }
    }
}
