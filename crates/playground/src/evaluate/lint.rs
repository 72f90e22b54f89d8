//! What the rules find in each policy by itself, as problems of its document.

use std::rc::Rc;

use vestibule_wire::{Finding, drop_explained};

use super::answer::Problem;
use super::case;
use super::ruling::Ruling;

/// What is wrong with rules: what the readers of policies found, and what the rules of lint find
/// in the documents that can be read.
pub(super) fn problems(ruling: &Ruling) -> Vec<Rc<Problem>> {
    let mut findings: Vec<Finding> = ruling.compiled().findings().to_vec();
    let unreadable: Vec<Option<String>> = findings
        .iter()
        .filter(|finding| Problem::keeps_from_reading(finding))
        .map(|finding| finding.path.clone())
        .collect();
    let mut found = ruling.compiled().lint();
    // What is half typed is only said to be that, and what is to be filled in anyway.
    found.retain(|finding| finding.code == "placeholder" || !unreadable.contains(&finding.path));
    findings.extend(found);
    drop_explained(&mut findings);
    let problem = |finding: Finding| {
        Rc::new(Problem {
            place: case::place_of(&finding, &ruling.paths),
            finding,
            of_all: false,
        })
    };
    findings.into_iter().map(problem).collect()
}
