//! What is found in the policies, the policies themselves, and on what the answers rest.

use std::collections::BTreeSet;
use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_l10n::{IString, Text, id};
use vestibule_syntax::visible::visible;
use vestibule_wire::{Severity, open_point};

use super::{Block, CodeLine, Inline, Item, code, plain, said, title};
use crate::evaluate::answer::{Field, Problem};
use crate::names;
use crate::state::State;
use crate::state::suppressed;

/// The findings, the worst first; those that are suppressed with the reason, behind all others.
pub(super) fn findings(state: &State, text: &Text, today: &str) -> Vec<Block> {
    let mut blocks = vec![title(&text.say(id!("report-findings")))];
    let found = suppressed::apply(&state.workspace, &state.results.problems, today, false);
    let is_told = |problem: &&Rc<Problem>| problem.finding.severity > Severity::Info;
    let told = found.problems.iter().filter(is_told);
    let (known, new): (Vec<_>, Vec<_>) =
        told.partition(|problem| problem.finding.suppressed.is_some());
    if new.is_empty() {
        blocks.push(Block::Paragraph(plain(
            &text.say(id!("report-no-findings")),
        )));
    }
    let item = |problem: &&Rc<Problem>| finding(state, text, problem);
    let all = new.iter().chain(&known).map(item);
    let all: Vec<Item> = all.collect();
    if !all.is_empty() {
        blocks.push(Block::List(all));
    }
    blocks
}

fn finding(state: &State, text: &Text, problem: &Problem) -> Item {
    let finding = &problem.finding;
    let severity = match finding.severity {
        Severity::Error => text.say(id!("report-error")),
        Severity::Warning => text.say(id!("report-warning")),
        Severity::Info => text.say(id!("report-info")),
    };
    let mut sentence = plain(&format!("{severity}: "));
    sentence.extend(said(&text.message(&finding.message)));
    sentence.extend(plain(" "));
    sentence.extend(place(state, text, problem));
    let mut below = Vec::new();
    if let Some(suppressed) = &finding.suppressed {
        let mut why = plain(&text.say(id!("report-suppressed")));
        why.extend(plain(" "));
        why.extend(code(&suppressed.reason));
        below.push(Item {
            text: why,
            below: Vec::new(),
        });
    }
    Item {
        text: sentence,
        below,
    }
}

/// Where a finding lies, and its code.
fn place(state: &State, text: &Text, problem: &Problem) -> Inline {
    let workspace = &state.workspace;
    let mut place = match problem.place {
        Some(Field::DocumentText(id) | Field::DocumentName(id) | Field::DocumentTarget(id)) => {
            workspace
                .document(id)
                .map(|document| names::document(text, workspace, document))
        }
        Some(Field::Scenario(id, _)) => {
            workspace.scenario(id).map(|scenario| scenario.name.clone())
        }
        _ => None,
    }
    .map(|name| code(&name))
    .unwrap_or_default();
    if let Some(range) = problem.finding.range.filter(|_| !place.is_empty()) {
        let line = [("line", (range.start.line + 1).into())];
        place.extend(plain(" "));
        place.extend(plain(&text.with(id!("report-line"), &line)));
    }
    if !place.is_empty() {
        place.extend(plain(" "));
    }
    place.extend(code(&problem.finding.code));
    place
}

/// All policies, with the numbers of their lines.
pub(super) fn blocks(state: &State, text: &Text) -> Vec<Block> {
    let workspace = &state.workspace;
    let mut blocks = vec![title(&text.say(id!("report-policies")))];
    let documents = workspace.documents.iter().filter(|one| !one.is_blank());
    for document in documents {
        let layer = names::one(text, document.layer);
        let mut heading = plain(&layer);
        if !document.name.trim().is_empty() {
            heading.extend(plain(" "));
            heading.extend(code(document.name.trim()));
        }
        blocks.push(Block::Title(3, heading));
        if !document.target.trim().is_empty() {
            let mut target = plain(&text.say(id!("report-target")));
            target.extend(plain(" "));
            target.extend(code(document.target.trim()));
            blocks.push(Block::Paragraph(target));
        }
        let lines = document.text.lines().enumerate();
        let line = |(at, line): (usize, &str)| CodeLine {
            number: Some(at + 1),
            sign: ' ',
            // Tabs lay out a text; everything else that is not seen is shown.
            text: line
                .trim_end()
                .split('\t')
                .map(visible)
                .collect::<Vec<_>>()
                .join("\t"),
        };
        blocks.push(Block::Code(lines.map(line).collect()));
    }
    if workspace.no_identity {
        blocks.push(Block::Paragraph(plain(
            &text.say(id!("report-no-identity")),
        )));
    }
    blocks
}

/// The points that AWS leaves open of which the other interpretation is taken. On which others an
/// answer rests it says itself.
pub(super) fn assumptions(state: &State, text: &Text) -> Vec<Block> {
    let mut readings: Vec<IString> = state.workspace.readings.clone();
    let number = |id: &str| {
        id.trim_start_matches('J')
            .parse::<u32>()
            .unwrap_or(u32::MAX)
    };
    sort::by_key(&mut readings, |id| number(id));
    let item = |reading: &IString| {
        let point = open_point(reading)?;
        let mut sentence = code(reading);
        sentence.extend(plain(" "));
        sentence.extend(said(&text.reading(&point, true)?));
        Some(Item {
            text: sentence,
            below: Vec::new(),
        })
    };
    let items: Vec<Item> = readings.iter().filter_map(item).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let heading = title(&text.say(id!("report-assumptions")));
    vec![heading, Block::List(items)]
}

/// What AWS leaves open and an answer rests on, as `before` names it by ids: each with the
/// interpretation that is taken.
pub(super) fn open_points(state: &State, text: &Text, before: &[Block]) -> Vec<Block> {
    let mut ids = BTreeSet::new();
    for block in before {
        named_in(block, &mut ids);
    }
    let item = |(_, id): (u32, String)| {
        let point = open_point(&id)?;
        let other = state.workspace.readings.iter().any(|taken| **taken == *id);
        let mut sentence = code(&id);
        sentence.extend(plain(" "));
        sentence.extend(said(&text.reading(&point, other)?));
        Some(Item {
            text: sentence,
            below: Vec::new(),
        })
    };
    let items: Vec<Item> = ids.into_iter().filter_map(item).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let heading = title(&text.say(id!("report-open-points")));
    vec![heading, Block::List(items)]
}

/// The ids of open points that a block names, by number.
fn named_in(block: &Block, ids: &mut BTreeSet<(u32, String)>) {
    fn in_items(items: &[Item], ids: &mut BTreeSet<(u32, String)>) {
        for item in items {
            in_inline(&item.text, ids);
            in_items(&item.below, ids);
        }
    }
    fn in_inline(text: &Inline, ids: &mut BTreeSet<(u32, String)>) {
        for piece in text.iter().filter(|piece| piece.is_code) {
            let number = piece
                .text
                .strip_prefix('J')
                .and_then(|number| number.parse().ok());
            if let Some(number) = number {
                ids.insert((number, piece.text.to_string()));
            }
        }
    }
    match block {
        Block::List(items) => in_items(items, ids),
        Block::Paragraph(text) | Block::Warning(text) => in_inline(text, ids),
        Block::Title(..) | Block::Facts(_) | Block::Table { .. } | Block::Code(_) => {}
    }
}
