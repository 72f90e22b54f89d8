//! `*` and `?` patterns: `*` is any run of characters, `?` is one UTF-16 unit,
//! and nothing else is special [OPS, E2].
//!
//! Matching is linear in the text. Without `?` a pattern is a list of fragments
//! that are looked for one behind the other; with `?` each fragment is looked for
//! with one bit per unit, 64 units at a time, in a single pass over the text.

mod automaton;
mod parts;
mod text_pattern;
mod units;

#[cfg(test)]
pub(crate) mod tests;

use memchr::memmem;

pub use automaton::Element;
pub use parts::TextParts;
pub use text_pattern::TextPattern;

use units::UnitPattern;

use crate::work::{Weight, count};

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    ignore_case: bool,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    /// No wildcard.
    Literal(Box<str>),
    /// Fragments with `*` between them and no `?`.
    Fragments {
        first: Box<str>,
        middle: Box<[memmem::Finder<'static>]>,
        last: Box<str>,
    },
    /// Fragments with `*` between them; at least one `?`.
    Units(UnitPattern),
}

impl Pattern {
    /// Compiles a case-sensitive pattern.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        let mut builder = PatternBuilder::default();
        builder.push(pattern, false);
        builder.build()
    }

    /// Compiles a pattern that takes ASCII letters for equal in either case, as
    /// action names do.
    #[must_use]
    pub fn new_ignore_ascii_case(pattern: &str) -> Self {
        Self {
            ignore_case: true,
            ..Self::new(&pattern.to_ascii_lowercase())
        }
    }

    /// True when the whole of `text` matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        if !self.ignore_case {
            return self.shape.matches(text);
        }
        if let Shape::Literal(literal) = &self.shape {
            return literal.eq_ignore_ascii_case(text);
        }
        // Action names are short: lower them without the heap.
        let mut short = [0_u8; 96];
        match short.get_mut(..text.len()) {
            Some(lower) => {
                lower.copy_from_slice(text.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).is_ok_and(|lower| self.shape.matches(lower))
            }
            None => self.shape.matches(&text.to_ascii_lowercase()),
        }
    }

    /// The text that alone matches, when there is no wildcard; in lower case when
    /// case is ignored.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match &self.shape {
            Shape::Literal(literal) => Some(literal),
            Shape::Fragments { .. } | Shape::Units(_) => None,
        }
    }

    /// What [`Pattern::matches`] costs at most.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match &self.shape {
            Shape::Literal(literal) => Weight::fixed(compared(literal.len())),
            Shape::Fragments {
                first,
                middle,
                last,
            } => Weight {
                fixed: compared(first.len())
                    + compared(last.len())
                    + middle.iter().map(|_| FIND).sum::<u64>(),
                per_byte: u64::from(!middle.is_empty()),
                ..Weight::default()
            },
            Shape::Units(pattern) => pattern.weight(),
        }
    }

    /// True for `*` and its like: every text matches.
    #[must_use]
    pub fn matches_everything(&self) -> bool {
        matches!(&self.shape, Shape::Fragments { first, middle, last }
            if first.is_empty() && middle.is_empty() && last.is_empty())
    }
}

impl Shape {
    #[inline(never)]
    fn fragments(done: Vec<Fragment>, last: Fragment) -> Self {
        let mut fragments = done.into_iter();
        let first = fragments.next().unwrap_or_default().text.into_boxed_str();
        let middle = fragments
            .map(|fragment| memmem::Finder::new(fragment.text.as_bytes()).into_owned())
            .collect();
        Shape::Fragments {
            first,
            middle,
            last: last.text.into_boxed_str(),
        }
    }

    fn matches(&self, text: &str) -> bool {
        match self {
            Shape::Literal(literal) => equal(literal, text),
            Shape::Fragments {
                first,
                middle,
                last,
            } => {
                let (text, last) = (text.as_bytes(), last.as_bytes());
                let Some((start, rest)) = text.split_at_checked(first.len()) else {
                    return false;
                };
                let Some(end) = rest.len().checked_sub(last.len()) else {
                    return false;
                };
                let (mut rest, tail) = rest.split_at(end);
                if !equal_bytes(start, first.as_bytes()) || !equal_bytes(tail, last) {
                    return false;
                }
                // The leftmost place leaves the most for the fragments behind it.
                middle.iter().all(|fragment| match fragment.find(rest) {
                    Some(at) => {
                        rest = &rest[at + fragment.needle().len()..];
                        true
                    }
                    None => false,
                })
            }
            Shape::Units(pattern) => pattern.matches(text),
        }
    }
}

/// The steps before a search for a fragment looks at the first character.
const FIND: u64 = 16;

/// The steps of comparing so many bytes, which goes by many at once.
fn compared(bytes: usize) -> u64 {
    2 + count(bytes) / 16
}

/// Equality that does not look at empty texts: an empty box points nowhere, and
/// comparing nothing at such an address costs 80 ns on processors that mask loads.
fn equal(a: &str, b: &str) -> bool {
    equal_bytes(a.as_bytes(), b.as_bytes())
}

fn equal_bytes(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && (a.is_empty() || a == b)
}

/// True when a `*` or a `?` stands in `text`.
#[inline(never)]
pub(crate) fn has_wildcard(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'*' | b'?'))
}

/// A piece of a pattern, and whether it stands for itself: its `*` and `?` are then
/// no wildcards.
pub(crate) type Piece<'a> = (&'a str, bool);

/// One pattern of all pieces.
pub(crate) fn pattern_of(pieces: &[Piece<'_>]) -> Pattern {
    let mut builder = PatternBuilder::default();
    for (text, literal) in pieces {
        builder.push(text, *literal);
    }
    builder.build()
}

/// Does the pattern of all pieces match? What stands for itself, and each `?`, takes up
/// at least as many bytes of a text as of the pattern, so that a pattern that has more
/// of them than the text has bytes is never built.
pub(crate) fn matches_pieces(pieces: &[Piece<'_>], text: &str) -> bool {
    let mut room = text.len();
    let fits = pieces.iter().all(|(piece, literal)| {
        let needed = if *literal {
            piece.len()
        } else {
            piece.len() - piece.bytes().filter(|byte| *byte == b'*').count()
        };
        match room.checked_sub(needed) {
            Some(left) => {
                room = left;
                true
            }
            None => false,
        }
    });
    fits && pattern_of(pieces).matches(text)
}

/// Puts a pattern together from pieces of which some stand for themselves.
#[derive(Clone, Debug, Default)]
pub struct PatternBuilder {
    /// The fragments between the stars.
    done: Vec<Fragment>,
    current: Fragment,
    question: bool,
}

/// Units between two stars: the text, and where in it a `?` stands (byte offsets).
#[derive(Clone, Debug, Default)]
struct Fragment {
    text: String,
    any: Vec<usize>,
}

impl PatternBuilder {
    /// Appends `text`; its `*` and `?` are wildcards unless it is `literal`.
    pub fn push(&mut self, text: &str, literal: bool) {
        if literal {
            self.current.text.push_str(text);
            return;
        }
        for character in text.chars() {
            match character {
                '*' => {
                    let full = std::mem::take(&mut self.current);
                    // Stars in a row are one star.
                    if self.done.is_empty() || !full.text.is_empty() {
                        self.done.push(full);
                    }
                }
                '?' => {
                    self.question = true;
                    self.current.any.push(self.current.text.len());
                    self.current.text.push('?');
                }
                _ => self.current.text.push(character),
            }
        }
    }

    /// The pattern.
    #[must_use]
    pub fn build(self) -> Pattern {
        let Self {
            mut done,
            current,
            question,
        } = self;
        let shape = if question {
            done.push(current);
            Shape::Units(UnitPattern::new(&done))
        } else if done.is_empty() {
            Shape::Literal(current.text.into_boxed_str())
        } else {
            Shape::fragments(done, current)
        };
        Pattern {
            ignore_case: false,
            shape,
        }
    }
}
