//! Every rule finds something in the samples that it is said to, and nothing in the others.

#![allow(clippy::expect_used)] // helpers of tests may panic

use vestibule_lint::{DOCS, Sample};
use vestibule_wire::{Kind, check};

fn codes(sample: &Sample) -> Vec<String> {
    let kind = sample
        .kind()
        .expect("a rule for one policy has policies as samples");
    let checked = check(sample.text().as_bytes(), Some(Kind::from(kind)));
    let codes = checked.findings.iter();
    codes.map(|finding| finding.code.to_string()).collect()
}

#[test]
fn rules_find_what_their_samples_say() {
    for doc in DOCS {
        let code = doc.rule.code;
        for sample in doc.finds {
            let found = codes(sample);
            let text = sample.text();
            assert!(
                found.iter().any(|one| one == code),
                "{code} in {text}: {found:?}"
            );
        }
        for sample in doc.passes {
            let found = codes(sample);
            let text = sample.text();
            assert!(
                found.iter().all(|one| one != code),
                "{code} in {text}: {found:?}"
            );
        }
    }
}
