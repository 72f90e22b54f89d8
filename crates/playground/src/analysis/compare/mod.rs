//! What changes between what decided before and what decides now: the texts, the sign-ins of the
//! table, and all sign-ins.

mod documents;
mod layout;
pub(super) mod lines;
pub mod told;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use vestibule_answers::{Comparing, Effect, Swapped, diff, effect, words};
use vestibule_l10n::{Language, Text};
use vestibule_wire::{Case, Comparison, Finding, NoFiles};

use super::answer::{Line, Order};
use super::engine::{Room, case_of_order, line, sentence};
use crate::evaluate::answer::{Order as RowsOrder, Row};
use crate::evaluate::engine::Engine;
use crate::format;
use crate::state::scenario::Scenario;
use told::{CompareAsked, CompareEffect, CompareTold, Decided, GoneRow, RowChange};

/// The answer to what is asked.
pub(super) fn told(asked: &CompareAsked) -> CompareTold {
    let language = Language::of_tag(&asked.after.language).unwrap_or_default();
    let text = Text::of_answers(language);
    let (before, after) = (case_of_order(&asked.before), case_of_order(&asked.after));
    let swapped = swapped(&before, &after);
    let of_all = of_all(&text, &before, &after, swapped.as_ref());
    let (rules_before, rules_after) = (&asked.before.rules, &asked.after.rules);
    let (documents, same_documents) = documents::changes(rules_before, rules_after);
    CompareTold {
        number: asked.after.number,
        effect: of_all.effect,
        before_errors: errors(&before),
        access: of_all.access,
        lines: of_all.lines,
        left_out: of_all.left_out,
        rows: rows(asked, swapped.as_ref()),
        total: asked.rows.len(),
        gone: gone(asked, swapped.as_ref()),
        documents,
        same_documents,
        settings: documents::settings(rules_before, rules_after),
    }
}

/// How many errors a text has.
fn errors(case: &Case) -> usize {
    let errors = case.findings().iter().filter(|finding| finding.is_error());
    errors.count()
}

/// The accounts of both, where they are two: each stands for the other then.
fn swapped(before: &Case, after: &Case) -> Option<Swapped> {
    let [before, after] = [before, after].map(vestibule_answers::account);
    let (before, after) = before.zip(after)?;
    (before != after).then(|| Swapped::new(&before, &after))
}

/// What changes for all sign-ins, in words.
struct OfAll {
    effect: CompareEffect,
    access: Vec<Line>,
    lines: Vec<Line>,
    left_out: usize,
}

/// What changes for all sign-ins, and the lines that say it.
fn of_all(text: &Text, before: &Case, after: &Case, swapped: Option<&Swapped>) -> OfAll {
    let of_one = match swapped {
        Some(swapped) => as_of_the_first(after, swapped),
        None => None,
    };
    let after = of_one.as_ref().unwrap_or(after);
    let cases = [before, after];
    let is_of_many = cases.iter().any(|case| case.organization().is_some());
    if is_of_many {
        return match diff(before, after, Comparing::default()) {
            Ok(found) => {
                let effect = effect_of(&found);
                said(text, effect, &[found], cases)
            }
            Err(why) => not_known(text, *why),
        };
    }
    if vestibule_answers::account(before).is_none() || vestibule_answers::account(after).is_none() {
        // Then it is compared for those that the policies name.
        return match effect(before, after).effect {
            Effect::Same => said(text, CompareEffect::Same, &[], cases),
            Effect::NotKnown(why) => not_known(text, *why),
            Effect::NothingBefore => said(text, CompareEffect::Changes, &[], cases),
            Effect::Settles(found) | Effect::Changes(found) => {
                said(text, CompareEffect::Changes, &found, cases)
            }
        };
    }
    let comparing = Comparing {
        swapped,
        ..Comparing::default()
    };
    match diff(before, after, comparing) {
        Ok(found) => {
            let effect = effect_of(&found);
            said(text, effect, &[found], cases)
        }
        Err(why) => not_known(text, *why),
    }
}

fn effect_of(found: &Comparison) -> CompareEffect {
    match found.equivalent {
        Some(true) => CompareEffect::Same,
        Some(false) => CompareEffect::Changes,
        None => CompareEffect::NotKnown,
    }
}

fn not_known(text: &Text, why: Finding) -> OfAll {
    OfAll {
        effect: CompareEffect::NotKnown,
        access: Vec::new(),
        lines: vec![sentence(text, line(why.message))],
        left_out: 0,
    }
}

/// The second case, in which what it says of its account it says of the first one's.
fn as_of_the_first(after: &Case, swapped: &Swapped) -> Option<Case> {
    let text = after.file().to_json()?;
    Case::read(swapped.text(&text), &NoFiles).ok()
}

fn said(text: &Text, effect: CompareEffect, found: &[Comparison], cases: [&Case; 2]) -> OfAll {
    let compared = words::Compared {
        is_of_many: cases.iter().any(|case| case.organization().is_some()),
        networks: cases.map(|case| case.file().networks.as_slice()),
        places: [&|_| None, &|_| None],
    };
    // Of several accounts each may change otherwise, and none is named in these sentences.
    let access = match found {
        [one] => words::access(one),
        _ => Vec::new(),
    };
    let mut room = Room::default();
    let mut lines = Vec::new();
    for comparison in found {
        for section in words::comparison(comparison, &compared) {
            let below = room.lines(text, section.lines);
            lines.push(Line {
                below,
                ..sentence(text, line(section.title))
            });
        }
    }
    OfAll {
        effect,
        access: access
            .into_iter()
            .map(|line| sentence(text, line))
            .collect(),
        lines,
        left_out: room.left_out(),
    }
}

/// The sign-ins of the table that are decided otherwise.
fn rows(asked: &CompareAsked, swapped: Option<&Swapped>) -> Vec<RowChange> {
    let of_before = match swapped {
        Some(swapped) => asked
            .rows
            .iter()
            .map(|row| of_other(row, swapped))
            .collect(),
        None => asked.rows.clone(),
    };
    let before = decided(&asked.before, of_before);
    let after = decided(&asked.after, asked.rows.clone());
    let side = |rows: &HashMap<u32, Rc<Row>>, id| Decided::of(rows.get(&id).map(|row| &**row));
    let change = |row: &Rc<Scenario>| {
        let (before, after) = (side(&before, row.id), side(&after, row.id));
        (!before.is_as(&after)).then_some(RowChange {
            id: row.id,
            before,
            after,
        })
    };
    asked.rows.iter().filter_map(change).collect()
}

/// The sign-ins that only the table of before has, by both.
fn gone(asked: &CompareAsked, swapped: Option<&Swapped>) -> Vec<GoneRow> {
    let as_now = |row: &Rc<Scenario>| match swapped {
        Some(swapped) => of_other(row, swapped),
        None => Rc::clone(row),
    };
    let present: HashSet<String> = asked.rows.iter().map(|row| row.key()).collect();
    let gone = asked.rows_before.iter().map(|row| (row, as_now(row)));
    let gone: Vec<_> = gone
        .filter(|(_, now)| !present.contains(&now.key()))
        .collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let was = gone.iter().map(|(row, _)| Rc::clone(row)).collect();
    let before = decided(&asked.before, was);
    let after = decided(
        &asked.after,
        gone.iter().map(|(_, now)| Rc::clone(now)).collect(),
    );
    let side = |rows: &HashMap<u32, Rc<Row>>, id| Decided::of(rows.get(&id).map(|row| &**row));
    let one = |(row, _): &(&Rc<Scenario>, Rc<Scenario>)| GoneRow {
        scenario: Rc::clone(row),
        before: side(&before, row.id),
        after: side(&after, row.id),
    };
    gone.iter().map(one).collect()
}

/// A sign-in to the other account.
fn of_other(row: &Rc<Scenario>, swapped: &Swapped) -> Rc<Scenario> {
    let other = format::read(&swapped.text(&format::write(row)));
    other.map_or_else(|| Rc::clone(row), Rc::new)
}

/// How the rules of an order decide these, as the worker of the table decides them.
pub(super) fn decided(order: &Order, rows: Vec<Rc<Scenario>>) -> HashMap<u32, Rc<Row>> {
    let mut engine = Engine::default();
    let first = engine.answer(RowsOrder {
        afresh: true,
        rules: Some(order.rules.clone()),
        scenarios: rows,
        ..RowsOrder::default()
    });
    let rows = first.rows.into_iter().chain(engine.rest().rows);
    rows.map(|row| (row.id, row)).collect()
}
