//! What the rules find in the policies, as findings of their documents.

use std::rc::Rc;

use vestibule_wire::Severity;

use super::answer::{Field, Problem, Rules};

/// The rules of which the page speaks while somebody types: those about lockouts. The command
/// has all.
const TOLD: [&str; 3] = [
    "denies-vpc-endpoints",
    "exempts-nobody",
    "private-source-ip",
];

pub(super) fn of(rules: &Rules) -> Vec<Rc<Problem>> {
    let documents = rules.documents.iter().filter(|one| !one.is_blank());
    let found = documents.flat_map(|document| {
        let findings = vestibule_wire::lint(&document.text, document.layer);
        let told = findings.into_iter();
        let told = told.filter(|finding| TOLD.contains(&&*finding.code));
        told.map(|mut finding| {
            // AWS stores such policies: what the page says of refused ones does not hold.
            finding.severity = finding.severity.min(Severity::Warning);
            Rc::new(Problem {
                place: Some(Field::DocumentText(document.id)),
                finding,
            })
        })
    });
    found.collect()
}
