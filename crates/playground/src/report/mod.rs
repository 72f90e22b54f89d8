//! A report for a change ticket: what was decided about which policies, with all that it takes to
//! read it without the page. It is made once, as blocks, which become Markdown, HTML or elements of
//! the page.

mod change;
mod csv;
mod grid;
mod head;
mod html;
pub(crate) mod markdown;
mod policies;
mod sign_ins;
mod summary;
#[cfg(test)]
mod tests;

use vestibule_l10n::{Piece, Text, pieces};

use crate::state::State;

pub use csv::csv;
pub use grid::grid_csv;
pub use html::html;
pub use markdown::markdown;

/// What a report is to say beside what the page knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What the workspace is called.
    pub title: String,
    /// The day of the report, as somebody gave it.
    pub date: String,
    /// When it is made, with the zone; `None` where somebody gave the day.
    pub time: Option<String>,
    /// The ticket or whatever else it is for; empty for nothing.
    pub note: String,
    /// What the present text is compared with; `None` for a report without a comparison.
    pub before: Option<String>,
}

/// A report, in the order in which it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The tag of its language.
    pub language: &'static str,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A title, of the first or of the second order.
    Title(u8, Inline),
    Paragraph(Inline),
    /// What must be known before the rest is believed.
    Warning(Inline),
    /// Names, each with what it is.
    Facts(Vec<(Inline, Inline)>),
    List(Vec<Item>),
    Table {
        head: Vec<Inline>,
        rows: Vec<Vec<Inline>>,
    },
    /// A text with the numbers of its lines.
    Code(Vec<CodeLine>),
}

/// A sentence; what is code or the user's own stands apart.
pub type Inline = Vec<Piece>;

/// A sentence with those that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub text: Inline,
    pub below: Vec<Item>,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLine {
    /// `None` where lines are left out.
    pub number: Option<usize>,
    /// `-` of a line that goes, `+` of one that comes, else a space.
    pub sign: char,
    pub text: String,
}

/// The report on what the page shows.
pub fn report(state: &State, text: &Text, told: &Told) -> Report {
    let mut blocks = head::blocks(state, text, told);
    blocks.extend(change::blocks(state, text, told));
    blocks.extend(grid::blocks(state, text));
    blocks.extend(sign_ins::blocks(state, text, told));
    blocks.extend(head::answer(state, text));
    let open_points = policies::open_points(state, text, &blocks);
    blocks.extend(open_points);
    blocks.extend(policies::findings(state, text, &told.date));
    blocks.extend(policies::blocks(state, text));
    blocks.extend(policies::assumptions(state, text));
    let title = text.with(
        vestibule_l10n::id!("report-title"),
        &[("name", told.title.as_str().into())],
    );
    Report {
        language: text.language().tag(),
        title: title.to_string(),
        blocks,
    }
}

/// How the name of a report's file ends: with its day, where there is one.
pub fn file_ending(date: &str, ending: &str) -> String {
    let is_day = date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if is_day {
        format!("-{date}{ending}")
    } else {
        ending.to_owned()
    }
}

/// A sentence of the page's.
fn said(sentence: &str) -> Inline {
    pieces(sentence)
}

/// What somebody wrote, as it is.
fn code(text: &str) -> Inline {
    vec![Piece {
        text: text.to_owned(),
        is_code: true,
    }]
}

/// Words that hold no code.
fn plain(text: &str) -> Inline {
    vec![Piece {
        text: text.to_owned(),
        is_code: false,
    }]
}

fn title(text: &str) -> Block {
    Block::Title(2, plain(text))
}
