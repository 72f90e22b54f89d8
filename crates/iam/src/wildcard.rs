//! `*` and `?` patterns: `*` is any run of characters, `?` is one UTF-16 unit,
//! and nothing else is special [OPS, E2].
//!
//! Matching is linear in the text. Without `?` a pattern is a list of fragments
//! that are looked for one behind the other; with `?` each fragment is looked for
//! with one bit per unit, 64 units at a time, in a single pass over the text.

use memchr::memmem;

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
            _ => None,
        }
    }

    /// True when there is no wildcard.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        self.literal().is_some()
    }

    /// True for `*` and its like: every text matches.
    #[must_use]
    pub fn matches_everything(&self) -> bool {
        matches!(&self.shape, Shape::Fragments { first, middle, last }
            if first.is_empty() && middle.is_empty() && last.is_empty())
    }
}

impl Shape {
    fn matches(&self, text: &str) -> bool {
        match self {
            Shape::Literal(literal) => **literal == *text,
            Shape::Fragments {
                first,
                middle,
                last,
            } => {
                let Some(rest) = text.strip_prefix(&**first) else {
                    return false;
                };
                let Some(rest) = rest.strip_suffix(&**last) else {
                    return false;
                };
                let mut rest = rest.as_bytes();
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
            let mut fragments = done.into_iter();
            let first = fragments.next().unwrap_or_default().text.into_boxed_str();
            let middle = fragments
                .map(|fragment| memmem::Finder::new(fragment.text.as_bytes()).into_owned())
                .collect();
            Shape::Fragments {
                first,
                middle,
                last: current.text.into_boxed_str(),
            }
        };
        Pattern {
            ignore_case: false,
            shape,
        }
    }
}

/// A pattern with `?`, in UTF-16 units; `None` is a `?`.
#[derive(Clone, Debug)]
struct UnitPattern {
    first: Box<[Option<u16>]>,
    /// What stands between the first and the last star.
    middle: Box<[UnitFragment]>,
    /// What stands behind the last star; `None` without any star.
    last: Option<Box<[Option<u16>]>>,
}

impl UnitPattern {
    fn new(fragments: &[Fragment]) -> Self {
        let units = |fragment: &Fragment| -> Box<[Option<u16>]> {
            let mut any = fragment.any.iter().peekable();
            let mut buffer = [0; 2];
            let mut units = Vec::new();
            for (at, character) in fragment.text.char_indices() {
                if any.next_if(|next| **next == at).is_some() {
                    units.push(None);
                } else {
                    units.extend(
                        character
                            .encode_utf16(&mut buffer)
                            .iter()
                            .copied()
                            .map(Some),
                    );
                }
            }
            units.into_boxed_slice()
        };
        match fragments {
            [] => Self {
                first: Box::default(),
                middle: Box::default(),
                last: None,
            },
            [only] => Self {
                first: units(only),
                middle: Box::default(),
                last: None,
            },
            [first, middle @ .., last] => Self {
                first: units(first),
                middle: middle
                    .iter()
                    .map(|fragment| UnitFragment::new(&units(fragment)))
                    .collect(),
                last: Some(units(last)),
            },
        }
    }

    fn matches(&self, text: &str) -> bool {
        if text.is_ascii() {
            self.matches_units(text.bytes().map(u16::from), text.len())
        } else {
            self.matches_units(text.encode_utf16(), text.encode_utf16().count())
        }
    }

    fn matches_units(&self, mut units: impl Iterator<Item = u16>, count: usize) -> bool {
        let Some(last) = &self.last else {
            return count == self.first.len() && starts_with(&mut units, &self.first);
        };
        let Some(mut between) = count.checked_sub(self.first.len() + last.len()) else {
            return false;
        };
        if !starts_with(&mut units, &self.first) {
            return false;
        }
        for fragment in &self.middle {
            match fragment.find(units.by_ref().take(between)) {
                Some(read) => between -= read,
                None => return false,
            }
        }
        if between > 0 {
            units.nth(between - 1);
        }
        starts_with(&mut units, last)
    }
}

fn starts_with(units: &mut impl Iterator<Item = u16>, fragment: &[Option<u16>]) -> bool {
    fragment.iter().all(|wanted| match (wanted, units.next()) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(wanted), Some(found)) => *wanted == found,
    })
}

/// A fragment between stars, for the shift-and algorithm: bit `i` of a unit's mask
/// is set when the unit may stand at place `i`.
#[derive(Clone, Debug)]
struct UnitFragment {
    len: usize,
    /// The places of `?`, one bit each.
    any: Box<[u64]>,
    /// The masks of the units that occur, by unit, `any` included.
    masks: Box<[(u16, Box<[u64]>)]>,
}

impl UnitFragment {
    fn new(units: &[Option<u16>]) -> Self {
        let words = units.len().div_ceil(64);
        let mut any = vec![0_u64; words];
        let mut distinct: Vec<u16> = units.iter().flatten().copied().collect();
        distinct.sort_unstable();
        distinct.dedup();
        for (place, unit) in units.iter().enumerate() {
            if unit.is_none() {
                any[place / 64] |= 1 << (place % 64);
            }
        }
        let masks = distinct
            .into_iter()
            .map(|unit| {
                let mut mask = any.clone();
                for (place, wanted) in units.iter().enumerate() {
                    if *wanted == Some(unit) {
                        mask[place / 64] |= 1 << (place % 64);
                    }
                }
                (unit, mask.into_boxed_slice())
            })
            .collect();
        Self {
            len: units.len(),
            any: any.into_boxed_slice(),
            masks,
        }
    }

    fn mask(&self, unit: u16) -> &[u64] {
        match self.masks.binary_search_by_key(&unit, |(unit, _)| *unit) {
            Ok(at) => self.masks.get(at).map_or(&self.any, |(_, mask)| mask),
            Err(_) => &self.any,
        }
    }

    /// How many units were read up to the end of the leftmost occurrence.
    fn find(&self, units: impl Iterator<Item = u16>) -> Option<usize> {
        let goal = 1_u64 << ((self.len - 1) % 64);
        if let [_] = *self.any {
            let mut state = 0_u64;
            for (at, unit) in units.enumerate() {
                state = ((state << 1) | 1) & self.mask(unit)[0];
                if state & goal != 0 {
                    return Some(at + 1);
                }
            }
            return None;
        }
        let mut state = vec![0_u64; self.any.len()];
        for (at, unit) in units.enumerate() {
            let mut carry = 1;
            for (word, mask) in state.iter_mut().zip(self.mask(unit)) {
                let shifted = (*word << 1) | carry;
                carry = *word >> 63;
                *word = shifted & mask;
            }
            if state.last().is_some_and(|word| word & goal != 0) {
                return Some(at + 1);
            }
        }
        None
    }
}
