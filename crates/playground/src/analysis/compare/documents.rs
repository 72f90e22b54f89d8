//! Which policy of one side stands for which of the other, and how they differ.

use std::rc::Rc;

use super::lines;
use super::told::{DocumentChange, DocumentEffect, SettingsChange};
use crate::evaluate::answer::Rules;
use crate::state::workspace::{Document, LAYERS};

/// The policies that differ, and how many are the same.
pub(super) fn changes(before: &Rules, after: &Rules) -> (Vec<DocumentChange>, usize) {
    let mut changes = Vec::new();
    let mut same = 0;
    for layer in LAYERS {
        let of_layer = |rules: &Rules| -> Vec<Rc<Document>> {
            let all = rules.documents.iter();
            let all = all.filter(|one| one.layer == layer && !one.is_blank());
            all.map(Rc::clone).collect()
        };
        let mut gone = of_layer(before);
        let now = of_layer(after);
        let pairs = pairs(&mut gone, &now);
        for (was, is) in pairs.iter().zip(&now) {
            match change(was.as_deref(), is) {
                Some(change) => changes.push(change),
                None => same += 1,
            }
        }
        changes.extend(gone.iter().map(|gone| removed(gone)));
    }
    (changes, same)
}

/// For each present policy the one of before, which is taken out of `before`: that of the same
/// name, else the one with the same text, else the next one of those left.
fn pairs(before: &mut Vec<Rc<Document>>, now: &[Rc<Document>]) -> Vec<Option<Rc<Document>>> {
    type IsSame = fn(&Document, &Document) -> bool;
    let ways: [IsSame; 4] = [
        |a, b| a.id == b.id && a.name == b.name && a.target == b.target,
        |a, b| !a.name.trim().is_empty() && a.name == b.name,
        |a, b| a.text == b.text,
        |_, _| true,
    ];
    let mut pairs: Vec<Option<Rc<Document>>> = vec![None; now.len()];
    for is_same in ways {
        for (pair, document) in pairs.iter_mut().zip(now) {
            if pair.is_none()
                && let Some(at) = before.iter().position(|one| is_same(one, document))
            {
                *pair = Some(before.remove(at));
            }
        }
    }
    pairs
}

fn change(was: Option<&Document>, is: &Document) -> Option<DocumentChange> {
    let target_before = was
        .map(|was| &was.target)
        .filter(|target| target.trim() != is.target.trim());
    let before = was.map_or("", |was| &was.text);
    if was.is_some() && before == &*is.text && target_before.is_none() {
        return None;
    }
    let (parts, left_out) = lines::difference(before, &is.text);
    Some(DocumentChange {
        what: match was {
            Some(_) => DocumentEffect::Changed,
            None => DocumentEffect::Added,
        },
        layer: is.layer,
        name: is.name.clone(),
        target_before: target_before.cloned(),
        target: is.target.clone(),
        parts,
        left_out,
    })
}

fn removed(was: &Document) -> DocumentChange {
    let (parts, left_out) = lines::difference(&was.text, "");
    DocumentChange {
        what: DocumentEffect::Removed,
        layer: was.layer,
        name: was.name.clone(),
        target_before: None,
        target: was.target.clone(),
        parts,
        left_out,
    }
}

/// What else decides and differs.
pub(super) fn settings(before: &Rules, after: &Rules) -> Vec<SettingsChange> {
    let all = [
        (before.account != after.account, SettingsChange::Account),
        (
            before.no_identity != after.no_identity,
            SettingsChange::NoIdentity,
        ),
        (before.readings != after.readings, SettingsChange::Readings),
    ];
    let differ = all.into_iter().filter(|(differs, _)| *differs);
    differ.map(|(_, what)| what).collect()
}
