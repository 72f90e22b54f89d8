//! How much decisions may say. What a policy says once, a decision may repeat for every
//! statement, phase and request; without a bound a small input has gigabytes to say.

use std::borrow::Cow;

use vestibule_syntax::limits::{
    EXPLAINED_BYTES, LIST_BYTES, LIST_NAMES, LISTED_BYTES, NAME_CHARACTERS, SHOWN_TEXT,
};

use crate::contract::decision::LeftOut;

/// Entries of a list that are told when no room is left.
const LEAST: usize = 3;
/// Bytes of a text that are told when no room is left.
const LEAST_TEXT: usize = 256;
/// What the members of an entry of a list cost beside its texts: about what they take
/// in JSON.
pub(crate) const ENTRY: usize = 512;
/// The same of a name in a list.
pub(crate) const NAME: usize = 32;
/// The same of a statement or a test, with its line of the explanation.
pub(crate) const EXPLAINED: usize = 1536;

/// What room is left, in bytes, for what decisions say. Those on the requests of one
/// case share it.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    listed: usize,
    explained: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            listed: LISTED_BYTES,
            explained: EXPLAINED_BYTES,
        }
    }
}

impl Room {
    /// `text`, cut when it is too long; `left_out` counts what is missing then.
    pub(crate) fn text(&self, text: &str, left_out: &mut LeftOut) -> String {
        let most = if self.listed == 0 {
            LEAST_TEXT
        } else {
            SHOWN_TEXT
        };
        let (shown, more) = cut(text, most);
        left_out.characters = left_out.characters.saturating_add(count(more));
        shown.into_owned()
    }

    /// What `make` makes of `items`, as far as there is room; and how many are left out.
    pub(crate) fn list<I: ExactSizeIterator, T>(
        &mut self,
        items: I,
        mut make: impl FnMut(&Self, I::Item) -> (T, usize),
    ) -> (Vec<T>, u32) {
        let all = items.len();
        let mut list = Vec::new();
        for item in items {
            if self.listed == 0 && list.len() >= LEAST {
                break;
            }
            let (made, bytes) = make(self, item);
            self.listed = self.listed.saturating_sub(bytes);
            list.push(made);
        }
        let more = count(all - list.len());
        (list, more)
    }

    /// Takes room for a part of an explanation; false when none is left.
    pub(crate) fn explain(&mut self, bytes: usize) -> bool {
        let left = self.explained > 0;
        self.explained = self.explained.saturating_sub(bytes);
        left
    }
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// `text` when it has at most `most` bytes, else its beginning and how many characters
/// are missing, as text and as a number.
fn cut(text: &str, most: usize) -> (Cow<'_, str>, usize) {
    if text.len() <= most {
        return (Cow::Borrowed(text), 0);
    }
    let end = text.floor_char_boundary(most);
    let (shown, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let more = rest.chars().count();
    let shown = format!("{shown}… and {} more characters", grouped(more));
    (Cow::Owned(shown), more)
}

/// A name for a sentence: its beginning when it is very long.
pub fn short_name(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(NAME_CHARACTERS) {
        Some((end, _)) => {
            let shown = name.get(..end).unwrap_or(name);
            Cow::Owned(format!("{shown}…"))
        }
        None => Cow::Borrowed(name),
    }
}

/// A number with commas: `9,940`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many of `list` a sentence names, and how many more there are, those included of
/// which it is not told what they are.
pub(crate) fn named<T>(list: &[T], untold: u32) -> (&[T], usize) {
    let (shown, rest) = list.split_at_checked(LIST_NAMES).unwrap_or((list, &[]));
    (
        shown,
        rest.len() + usize::try_from(untold).unwrap_or(usize::MAX),
    )
}

/// The names of a list in a mismatch, with a comma between them.
pub(crate) fn told(list: &[String], untold: u32) -> String {
    let (named, mut more) = named(list, untold);
    let mut told = String::new();
    for (index, name) in named.iter().enumerate() {
        if told.len() >= LIST_BYTES {
            more += named.len() - index;
            break;
        }
        if index > 0 {
            told.push_str(", ");
        }
        told.push_str(&cut(name, LIST_BYTES).0);
    }
    match (told.is_empty(), more) {
        (true, 0) => "nothing".to_owned(),
        (_, 0) => told,
        (_, more) => format!("{told} and {} more", grouped(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters_and_say_so() {
        let text = "é".repeat(10);
        let (shown, more) = cut(&text, 5);
        assert_eq!((&*shown, more), ("éé… and 8 more characters", 8));
        assert_eq!(cut("abc", 3), ("abc".into(), 0));
    }

    #[test]
    fn numbers_have_commas() {
        let rows = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ];
        for (number, said) in rows {
            assert_eq!(grouped(number), said);
        }
    }

    #[test]
    fn without_room_lists_are_short_and_count_the_others() {
        let mut room = Room {
            listed: 20,
            explained: 0,
        };
        let numbers: Vec<usize> = (0..10).collect();
        let (list, more) = room.list(numbers.iter(), |_, number| (*number, 5));
        assert_eq!((list, more), (vec![0, 1, 2, 3], 6));
        let (list, more) = room.list(numbers.iter(), |_, number| (*number, 5));
        assert_eq!((list, more), (vec![0, 1, 2], 7));
        let mut left_out = LeftOut::default();
        assert!(
            room.text(&"x".repeat(300), &mut left_out)
                .ends_with("… and 44 more characters")
        );
        assert_eq!(left_out.characters, 44);
        assert!(!room.explain(1));
    }

    #[test]
    fn lists_in_a_mismatch_are_short() {
        let names: Vec<String> = (0..101).map(|number| number.to_string()).collect();
        assert!(told(&names, 9).ends_with("98, 99 and 10 more"));
        let long = vec!["x".repeat(5000), "y".to_owned()];
        assert!(told(&long, 0).ends_with("… and 904 more characters and 1 more"));
        assert_eq!(told(&[], 0), "nothing");
        assert_eq!(told(&["a".to_owned(), "b".to_owned()], 0), "a, b");
    }
}
