//! The rules about whole cases: what they find in their samples, and that they never say
//! nothing where somebody is locked out, or may be.

#![allow(clippy::expect_used)] // helpers of tests may panic

use vestibule_answers::{lint, lockout};
use vestibule_lint::Sample;
use vestibule_wire::{Case, LockoutVerdict, NoFiles, Severity};

fn case(text: &str) -> Case {
    let case = Case::read(text, &NoFiles).expect("a case file");
    assert!(case.is_usable(), "{text}: {:?}", case.findings());
    case
}

fn codes(sample: &Sample) -> Vec<String> {
    let found = lint::lint(&case(&sample.text()));
    found
        .iter()
        .map(|finding| finding.code.to_string())
        .collect()
}

#[test]
fn rules_find_what_their_samples_say() {
    for doc in lint::DOCS {
        let code = doc.rule.code;
        for sample in doc.finds {
            let (found, text) = (codes(sample), sample.text());
            assert!(
                found.iter().any(|one| one == code),
                "{code} in {text}: {found:?}"
            );
        }
        for sample in doc.passes {
            let (found, text) = (codes(sample), sample.text());
            assert!(
                found.iter().all(|one| one != code),
                "{code} in {text}: {found:?}"
            );
        }
    }
}

#[test]
fn rules_are_sorted_and_documented() {
    assert!(lint::RULES.is_sorted_by(|a, b| a.rule.code < b.rule.code));
    let of_rules = lint::RULES.iter().map(|rule| &rule.rule);
    assert!(of_rules.eq(lint::DOCS.iter().map(|doc| &doc.rule)));
    let docs = lint::docs();
    assert!(docs.is_sorted_by(|a, b| a.rule.code < b.rule.code));
}

#[test]
fn a_lockout_is_always_a_finding() {
    let mut cases = 0;
    for sample in lint::DOCS
        .iter()
        .flat_map(|doc| doc.finds.iter().chain(doc.passes))
    {
        let case = case(&sample.text());
        let verdict = lockout(&case).expect("an answer").verdict;
        let found = lint::lint(&case);
        let is_told = found
            .iter()
            .any(|finding| finding.severity >= Severity::Warning);
        assert!(
            is_told || verdict == LockoutVerdict::None,
            "{}",
            sample.text()
        );
        cases += 1;
    }
    assert!(cases > 20, "{cases} cases");
}
