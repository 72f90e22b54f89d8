//! What changes between another text and the present one.

use vestibule_l10n::{Text, id};

use super::sign_ins::outcome;
use super::{Block, CodeLine, Told, code, head, plain, title};
use crate::analysis::compare::told::{
    CompareEffect, CompareTold, DocumentChange, DocumentEffect, SettingsChange, Side,
};
use crate::names;
use crate::state::State;

pub(super) fn blocks(state: &State, text: &Text, told: &Told) -> Vec<Block> {
    let Some(before) = &told.before else {
        return Vec::new();
    };
    let mut blocks = vec![title(&text.say(id!("report-change")))];
    let base = [("before", before.as_str().into())];
    let mut say = |sentence: &str| blocks.push(Block::Paragraph(plain(sentence)));
    say(&text.with(id!("report-compared-with"), &base));
    let Some(found) = state.compared_now() else {
        say(&text.say(id!("report-not-compared")));
        return blocks;
    };
    if found.before_errors > 0 {
        let count = [("count", found.before_errors.into())];
        say(&text.with(id!("report-before-errors"), &count));
    }
    if !found.access.is_empty() {
        blocks.push(Block::List(head::items(&found.access)));
    }
    let mut say = |sentence: &str| blocks.push(Block::Paragraph(plain(sentence)));
    say(&text.say(match found.effect {
        CompareEffect::Same => vestibule_l10n::id("report-same"),
        CompareEffect::Changes => vestibule_l10n::id("report-changes"),
        CompareEffect::NotKnown => vestibule_l10n::id("report-changes-not-known"),
    }));
    if found.total > 0 {
        say(&text.with(
            id!("report-rows-changed"),
            &[
                ("changed", found.outcomes_changed().into()),
                ("total", found.total.into()),
            ],
        ));
    }
    blocks.extend(rows(state, text, &found));
    blocks.push(Block::List(head::items(&found.lines)));
    if found.left_out > 0 {
        let count = [("count", found.left_out.into())];
        let more = text.with(id!("report-left-out"), &count);
        blocks.push(Block::Paragraph(plain(&more)));
    }
    blocks.push(Block::Title(3, plain(&text.say(id!("report-texts")))));
    for change in &found.settings {
        let said = text.say(match change {
            SettingsChange::Account => vestibule_l10n::id("report-setting-account"),
            SettingsChange::Organization => vestibule_l10n::id("report-setting-organization"),
            SettingsChange::NoIdentity => vestibule_l10n::id("report-setting-identity"),
            SettingsChange::Readings => vestibule_l10n::id("report-setting-readings"),
        });
        blocks.push(Block::Paragraph(plain(&said)));
    }
    if found.documents.is_empty() {
        blocks.push(Block::Paragraph(plain(&text.say(id!("report-texts-same")))));
    }
    for change in &found.documents {
        blocks.extend(document(text, change));
    }
    blocks
}

/// The sign-ins that come to another outcome, and those that only the table of before has.
fn rows(state: &State, text: &Text, found: &CompareTold) -> Option<Block> {
    let changed = found.rows.iter().filter(|row| row.is_other_outcome());
    let line = |row: &crate::analysis::compare::told::RowChange| {
        let scenario = state.workspace.scenario(row.id)?;
        Some(vec![
            code(&scenario.name),
            code(&scenario.principal),
            plain(&outcome(text, row.before.outcome)),
            plain(&outcome(text, row.after.outcome)),
        ])
    };
    let mut rows: Vec<_> = changed.filter_map(line).collect();
    rows.extend(found.gone.iter().map(|row| {
        let mut name = code(&row.scenario.name);
        name.extend(plain(&format!(
            " ({})",
            text.say(id!("report-only-before"))
        )));
        vec![
            name,
            code(&row.scenario.principal),
            plain(&outcome(text, row.before.outcome)),
            plain(&outcome(text, row.after.outcome)),
        ]
    }));
    let head = [
        text.say(id!("report-column-name")),
        text.say(id!("report-column-principal")),
        text.say(id!("report-column-before")),
        text.say(id!("report-column-after")),
    ];
    (!rows.is_empty()).then(|| Block::Table {
        head: head.iter().map(|name| plain(name)).collect(),
        rows,
    })
}

/// A policy that differs.
fn document(text: &Text, change: &DocumentChange) -> Vec<Block> {
    let what = text.say(match change.what {
        DocumentEffect::Added => vestibule_l10n::id("report-added"),
        DocumentEffect::Removed => vestibule_l10n::id("report-removed"),
        DocumentEffect::Changed => vestibule_l10n::id("report-changed"),
        DocumentEffect::LaidOut => vestibule_l10n::id("report-laid-out"),
    });
    let mut heading = plain(&format!("{} ", names::one(text, change.layer)));
    if !change.name.trim().is_empty() {
        heading.extend(code(change.name.trim()));
        heading.extend(plain(" "));
    }
    heading.extend(plain(&format!("({what})")));
    let mut lines = Vec::new();
    for (at, part) in change.parts.iter().enumerate() {
        if at > 0 {
            lines.push(CodeLine {
                number: None,
                sign: ' ',
                text: "…".to_owned(),
            });
        }
        lines.extend(part.iter().map(|line| CodeLine {
            number: Some(line.number),
            sign: match line.side {
                Side::Both => ' ',
                Side::Before => '-',
                Side::After => '+',
            },
            text: line.pieces.iter().map(|piece| &*piece.text).collect(),
        }));
    }
    let mut blocks = vec![Block::Paragraph(heading)];
    if change.in_one_layout {
        let said = text.say(id!("report-one-layout"));
        blocks.push(Block::Paragraph(plain(&said)));
    }
    if !lines.is_empty() {
        blocks.push(Block::Code(lines));
    }
    if change.left_out > 0 {
        let count = [("count", change.left_out.into())];
        let more = text.with(id!("report-left-out"), &count);
        blocks.push(Block::Paragraph(plain(&more)));
    }
    blocks
}
