//! The documentation of what the readers find: each sample has its mistake and no other.

#![allow(clippy::expect_used)] // helpers of tests may panic

use std::collections::BTreeSet;

use vestibule_answers::lint;
use vestibule_iam::problem::Code;
use vestibule_lint::{Sample, reader};
use vestibule_wire::{Finding, Kind, check_file};

/// Codes that come with another one, which is the mistake.
const BESIDE: &[(&str, &str)] = &[
    ("json-control-character", "unseen-character"),
    ("nesting-too-deep", "wrong-type"),
    ("too-many-problems", "missing-action"),
    ("too-many-problems", "missing-effect"),
    ("too-many-problems", "missing-principal"),
    ("too-many-problems", "missing-resource"),
];

/// All that is found in the sample, a policy.
fn findings(sample: &Sample) -> Vec<Finding> {
    check_file(&sample.bytes(), sample.kind().map(Kind::from)).findings
}

/// What the reader finds in the sample.
fn found(sample: &Sample) -> BTreeSet<String> {
    let of_reader: BTreeSet<&str> = Code::all().map(Code::as_str).collect();
    let checked = check_file(&sample.bytes(), sample.kind().map(Kind::from));
    let codes = checked
        .findings
        .iter()
        .map(|finding| finding.code.to_string());
    codes.filter(|code| of_reader.contains(&**code)).collect()
}

#[test]
fn samples_have_their_mistake_and_no_other() {
    let mut wrong = Vec::new();
    for doc in reader::docs() {
        let code = doc.rule.code;
        for sample in doc.finds {
            let mut found = found(sample);
            found.retain(|other| !BESIDE.contains(&(code, other)));
            if !found.iter().eq([code]) {
                wrong.push(format!("{code}: {found:?}"));
            }
        }
        for sample in doc.passes {
            let found = found(sample);
            if !found.is_empty() {
                wrong.push(format!("{code} passes: {found:?} in {}", sample.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a rule's fixes do is told by its samples, so it has one of each kind of fix.
#[test]
fn samples_show_what_fixes_do() {
    let told = lint::explained(&|_, _| true, &|_, _, english| english.to_owned());
    let mut wrong = BTreeSet::new();
    let docs = lint::docs();
    let samples = docs
        .iter()
        .flat_map(|doc| doc.finds.iter().chain(doc.passes));
    let policies = samples.filter(|sample| sample.kind().is_some());
    for finding in policies.flat_map(findings) {
        let rule = told.iter().find(|rule| rule.code == finding.code);
        if let (Some(rule), Some(fix)) = (rule, &finding.fix)
            && !rule.fix.contains(&fix.applies)
        {
            wrong.insert(format!("{}: {:?}", finding.code, fix.applies));
        }
    }
    assert!(
        wrong.is_empty(),
        "samples do not show these fixes: {wrong:#?}"
    );
}
