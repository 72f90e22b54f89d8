//! Which policy of one side stands for which of the other, and how they differ.

use std::rc::Rc;

use super::told::{DiffLine, DocumentChange, DocumentEffect, SettingsChange, Side};
use super::{layout, lines};
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
    let ways: [IsSame; 5] = [
        |a, b| {
            let is_named = a.id == b.id && a.name == b.name && a.target == b.target;
            is_named && a.account == b.account
        },
        |a, b| !a.name.trim().is_empty() && a.name == b.name && a.account == b.account,
        |a, b| a.text == b.text && a.account == b.account,
        |a, b| a.text == b.text,
        |a, b| a.account == b.account,
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
    let is_laid_out = was.is_some()
        && before != &*is.text
        && layout::without(before) == layout::without(&is.text);
    let ((parts, left_out), in_one_layout) = match was {
        Some(_) if is_laid_out => ((Vec::new(), 0), false),
        Some(_) => difference(before, &is.text),
        None => (lines::difference(before, &is.text), false),
    };
    Some(DocumentChange {
        what: match was {
            Some(_) if is_laid_out && target_before.is_none() => DocumentEffect::LaidOut,
            Some(_) => DocumentEffect::Changed,
            None => DocumentEffect::Added,
        },
        layer: is.layer,
        name: is.name.clone(),
        target_before: target_before.cloned(),
        target: is.target.clone(),
        parts,
        left_out,
        in_one_layout,
    })
}

/// The lines that differ, and whether they are those of both texts in one layout, in which fewer
/// lines differ.
fn difference(before: &str, after: &str) -> ((Vec<Vec<DiffLine>>, usize), bool) {
    let as_written = lines::difference(before, after);
    let [old, new] = [before, after].map(layout::alike);
    let in_one_layout = lines::difference(&old, &new);
    let count = |(parts, left_out): &(Vec<Vec<DiffLine>>, usize)| {
        let lines = parts.iter().flatten();
        lines.filter(|line| line.side != Side::Both).count() + left_out
    };
    // A few lines more are no reason for other numbers than those of the text.
    if count(&in_one_layout) * 2 < count(&as_written) {
        (in_one_layout, true)
    } else {
        (as_written, false)
    }
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
        in_one_layout: false,
    }
}

/// What else decides and differs.
/// Whether the organizations differ in more than what is shown of them.
fn differ(before: &Rules, after: &Rules) -> bool {
    match (&before.organization, &after.organization) {
        (Some(before), Some(after)) => !before.decides_as(after),
        (before, after) => before.is_some() || after.is_some(),
    }
}

pub(super) fn settings(before: &Rules, after: &Rules) -> Vec<SettingsChange> {
    let all = [
        (before.account != after.account, SettingsChange::Account),
        (differ(before, after), SettingsChange::Organization),
        (
            before.no_identity != after.no_identity,
            SettingsChange::NoIdentity,
        ),
        (before.readings != after.readings, SettingsChange::Readings),
    ];
    let differ = all.into_iter().filter(|(differs, _)| *differs);
    differ.map(|(_, what)| what).collect()
}
