//! A report as Markdown (CommonMark with tables).

use vestibule_l10n::Piece;
use vestibule_syntax::visible::visible;

use super::{Block, CodeLine, Item, Report};

/// The text of a Markdown file.
pub fn markdown(report: &Report) -> String {
    let blocks = report.blocks.iter().map(block);
    let mut text = blocks.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(level, text) => {
            let signs = "#".repeat(usize::from(*level));
            format!("{signs} {}", inline(text))
        }
        Block::Paragraph(text) => inline(text),
        Block::Warning(text) => format!("> ⚠ {}", inline(text)),
        Block::Facts(facts) => {
            let fact = |(name, value): &(Vec<Piece>, Vec<Piece>)| {
                format!("- {}: {}", inline(name), inline(value))
            };
            facts.iter().map(fact).collect::<Vec<_>>().join("\n")
        }
        Block::List(items) => {
            let mut lines = Vec::new();
            list(items, 0, &mut lines);
            lines.join("\n")
        }
        Block::Table { head, rows } => {
            let line = |cells: &Vec<Vec<Piece>>| {
                let cells = cells.iter().map(|cell| in_table(&inline(cell)));
                format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
            };
            let rule = format!("|{}", " --- |".repeat(head.len()));
            let lines = [line(head), rule].into_iter().chain(rows.iter().map(line));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Code(lines) => code_block(lines),
    }
}

fn list(items: &[Item], depth: usize, lines: &mut Vec<String>) {
    for item in items {
        lines.push(format!("{}- {}", "  ".repeat(depth), inline(&item.text)));
        list(&item.below, depth + 1, lines);
    }
}

fn inline(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let text = one_line(&piece.text);
        if piece.is_code {
            code(&text)
        } else {
            escaped(&text)
        }
    };
    pieces.iter().map(piece).collect()
}

/// Text in which nothing is unseen and no line ends.
fn one_line(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    visible(&text).into_owned()
}

/// Code in as many backticks as it takes.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    // One space on each side is no part of the code, and keeps its backticks apart from the fence.
    let is_bare = !text.starts_with([' ', '`']) && !text.ends_with([' ', '`']);
    let space = if is_bare { "" } else { " " };
    format!("{fence}{space}{text}{space}{fence}")
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

/// Words in which no sign means anything.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_sign = "\\`*_[]<>&|~#@$".contains(c);
        let begins = at == 0 && (matches!(c, '-' | '+' | '=') || is_number_of_list(text));
        if begins && c.is_ascii_digit() {
            escaped.push('\u{2060}');
        } else if is_sign || begins {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// True for `1.` and `1)` at the beginning of a text.
fn is_number_of_list(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['.', ')'])
}

/// What stands in a cell: a bar would end it, also in code.
fn in_table(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c == '|' && before != '\\' {
            cell.push('\\');
        }
        cell.push(c);
        before = c;
    }
    cell
}

fn code_block(lines: &[CodeLine]) -> String {
    let longest = lines.iter().map(|line| longest_run(&line.text)).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let last = lines.iter().filter_map(|line| line.number).max();
    let width = last.unwrap_or(0).to_string().len();
    let line = |line: &CodeLine| {
        let number = line.number.map(|number| number.to_string());
        let number = number.unwrap_or_default();
        let text = one_line(&line.text);
        format!("{number:>width$} {} {text}", line.sign)
            .trim_end()
            .to_owned()
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("{fence}text\n{}\n{fence}", lines.join("\n"))
}
