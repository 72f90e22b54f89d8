//! What the rules find in the policies, as findings of their documents.

use std::rc::Rc;

use super::answer::{Field, Problem, Rules};

pub(super) fn of(rules: &Rules) -> Vec<Rc<Problem>> {
    let documents = rules.documents.iter().filter(|one| !one.is_blank());
    let found = documents.flat_map(|document| {
        let findings = vestibule_wire::lint(&document.text, document.layer);
        findings.into_iter().map(|finding| {
            Rc::new(Problem {
                place: Some(Field::DocumentText(document.id)),
                finding,
            })
        })
    });
    found.collect()
}
