//! Answers in words, for people.

mod lockout;
mod map;
mod network;
mod pattern;
mod prove;
mod ranges;
mod reason;
mod who;

use std::fmt;

use vestibule_syntax::limits::LIST_NAMES;
use vestibule_wire::{Outcome, grouped, short_name};

pub use lockout::lockout;
pub(crate) use lockout::summary;
pub use map::access_map;
pub use prove::{broken, guarantees};
pub(crate) use reason::why_undecided;

/// A part of an answer: a title, and lines below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Of what it tells.
    pub title: Words,
    /// What it tells.
    pub lines: Vec<Line>,
}

/// A line of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// How deep it stands below its section.
    pub indent: usize,
    /// The outcome that it begins with.
    pub outcome: Option<Outcome>,
    /// What it says.
    pub text: Words,
}

/// A phrase, in which names, ids and addresses are apart from our own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Code(String),
}

impl Words {
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self::default().plain(text)
    }

    pub(crate) fn code_of(text: &str) -> Self {
        Self::default().code(text)
    }

    /// And then our own words.
    pub(crate) fn plain(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Plain(text.into()));
        self
    }

    /// And then a text that is the user's or the policy language's.
    pub(crate) fn code(mut self, text: &str) -> Self {
        self.0.push(Piece::Code(short_name(text).into_owned()));
        self
    }

    /// And then another phrase.
    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `a, b and c`; of very many the first.
    pub(crate) fn list(items: Vec<Self>) -> Self {
        let more = items.len().saturating_sub(LIST_NAMES);
        let shown = items.len().min(LIST_NAMES);
        let mut listed = Self::default();
        for (index, item) in items.into_iter().take(LIST_NAMES).enumerate() {
            listed = match (index, index + 1 == shown && more == 0) {
                (0, _) => listed,
                (_, true) => listed.plain(" and "),
                (_, false) => listed.plain(", "),
            };
            listed = listed.then(item);
        }
        match more {
            0 => listed,
            more => listed.plain(format!(" and {} more", grouped(more))),
        }
    }

    /// In Markdown: names, ids and addresses as code, in which nothing has a meaning of its
    /// own.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Plain(text) => out.push_str(text),
                Piece::Code(text) => out.push_str(&code_span(text)),
            }
        }
        out
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Plain(text) | Piece::Code(text) => f.write_str(text),
        })
    }
}

/// A list of phrases, separated so that a phrase behind one with exceptions is not read as
/// a further exception. Of very many phrases only the first are listed.
fn separated(phrases: Vec<Words>) -> Words {
    let more = phrases.len().saturating_sub(LIST_NAMES);
    let mut words = Words::default();
    for (index, one) in phrases.into_iter().take(LIST_NAMES).enumerate() {
        words = if index == 0 {
            one
        } else {
            words.plain("; ").then(one)
        };
    }
    match more {
        0 => words,
        more => words.plain(format!("; and {} more", grouped(more))),
    }
}

/// A code span of Markdown, between more backticks than stand together in it.
fn code_span(text: &str) -> String {
    // A line break would end a list item, and with it the code.
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_edge = |c: char| c == '`' || c == ' ';
    let pad = if text.starts_with(is_edge) || text.ends_with(is_edge) || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_wrote_stays_code() {
        for (text, expected) in [
            ("a|<b>", "`a|<b>`"),
            ("a`b", "``a`b``"),
            ("``", "``` `` ```"),
            ("@team\n# x", "`@team # x`"),
        ] {
            assert_eq!(Words::code_of(text).markdown(), expected);
            assert_eq!(Words::code_of(text).to_string(), text);
        }
    }

    #[test]
    fn lists() {
        let list = |count: usize| {
            let items = (0..count).map(|index| Words::of(index.to_string()));
            Words::list(items.collect()).to_string()
        };
        assert_eq!(
            (list(1), list(3)),
            ("0".to_owned(), "0, 1 and 2".to_owned())
        );
        assert!(list(LIST_NAMES + 1).ends_with(", 99 and 1 more"));
    }
}
