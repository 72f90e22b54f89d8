//! Lists in tables: for reading, and as Markdown.

use std::io;

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::Message;

use super::answer::{code_span, plain, spans};
use crate::output::{BOLD, DIM, Output, Text};

/// One list, as a table.
pub(super) struct Sheet {
    pub(super) title: Message,
    /// What is to be known of the whole list.
    pub(super) note: Option<Message>,
    pub(super) head: Vec<Message>,
    pub(super) rows: Vec<Vec<Cell>>,
}

pub(super) enum Cell {
    /// Words.
    Said(Message),
    /// Names and ids; a dash for none.
    Codes(Vec<String>),
    /// A text of AWS's, or a date, in any language.
    Text(String),
}

impl From<Message> for Cell {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}

impl Cell {
    pub(super) fn code(text: &str) -> Self {
        Self::Codes(vec![text.to_owned()])
    }

    pub(super) fn codes(texts: &[String]) -> Self {
        Self::Codes(texts.to_vec())
    }

    fn plain(&self, words: &Words) -> String {
        match self {
            Self::Said(message) => plain(words, message),
            Self::Codes(codes) if codes.is_empty() => NONE.to_owned(),
            Self::Codes(codes) => codes.join(", "),
            Self::Text(text) => text.clone(),
        }
    }

    fn markdown(&self, words: &Words) -> String {
        match self {
            Self::Said(message) => spans(words, message),
            Self::Codes(codes) if codes.is_empty() => NONE.to_owned(),
            Self::Codes(codes) => {
                let spans: Vec<String> = codes.iter().map(|code| code_span(code)).collect();
                spans.join(", ")
            }
            Self::Text(text) => text.clone(),
        }
    }
}

const NONE: &str = "–";

/// Writes the lists for reading, each with an empty line behind it.
pub(super) fn tables(
    out: &mut Output,
    width: usize,
    words: &Words,
    sheets: &[Sheet],
) -> io::Result<()> {
    for sheet in sheets {
        out.line(Text::default().styled(BOLD, plain(words, &sheet.title)))?;
        if let Some(note) = &sheet.note {
            out.line(Text::default().styled(DIM, plain(words, note)))?;
        }
        for line in table(out, width, words, sheet).trim_fmt().lines() {
            out.line(line)?;
        }
        out.line("")?;
    }
    Ok(())
}

fn table(out: &Output, width: usize, words: &Words, sheet: &Sheet) -> Table {
    let cells = |row: &Vec<Cell>| -> Vec<String> {
        let cells = row.iter().map(|cell| out.shown(&cell.plain(words)));
        cells.collect()
    };
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(cells).collect();
    let head: Vec<String> = sheet.head.iter().map(|name| plain(words, name)).collect();
    let line = LineStyle::none().fill('─').junction('─');
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING.header_separator(line))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    let narrowest: Vec<usize> = (0..head.len())
        .map(|column| {
            let column = rows.iter().chain([&head]).filter_map(|row| row.get(column));
            PADDING + column.map(|cell| longest_name(cell)).max().unwrap_or(0)
        })
        .collect();
    table.set_header(head);
    table.add_rows(rows);
    // Names are not broken where there is room for all of them.
    if narrowest.iter().sum::<usize>() <= width {
        for (column, narrowest) in table.column_iter_mut().zip(narrowest) {
            let narrowest = u16::try_from(narrowest).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(narrowest)));
        }
    }
    table
}

/// A space on both sides of a cell.
const PADDING: usize = 2;

/// The characters of the longest name or word in a cell; Japanese may be broken anywhere.
fn longest_name(cell: &str) -> usize {
    let names = cell.split(|c: char| !c.is_ascii_graphic());
    names.map(str::len).max().unwrap_or(0)
}

pub(super) fn markdown(out: &mut Output, words: &Words, sheets: &[Sheet]) -> io::Result<()> {
    for (index, sheet) in sheets.iter().enumerate() {
        if index > 0 {
            out.line("")?;
        }
        out.line(format!("**{}**", spans(words, &sheet.title)))?;
        out.line("")?;
        if let Some(note) = &sheet.note {
            out.line(spans(words, note))?;
            out.line("")?;
        }
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        out.line(line(
            sheet.head.iter().map(|name| spans(words, name)).collect(),
        ))?;
        out.line("|---".repeat(sheet.head.len()) + "|")?;
        for row in &sheet.rows {
            out.line(line(row.iter().map(|cell| cell.markdown(words)).collect()))?;
        }
    }
    Ok(())
}
