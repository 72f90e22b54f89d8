//! How much decisions may say. What a policy says once, a decision may repeat for every
//! statement, phase and request; without a bound a small input has gigabytes to say.

use vestibule_syntax::limits::{EXPLAINED_BYTES, LISTED_BYTES, SHOWN_TEXT};

use crate::contract::decision::LeftOut;
use crate::input::shorten::cut;

/// Entries of a list that are told when no room is left.
const LEAST: usize = 3;
/// Bytes of a text that are told when no room is left.
const LEAST_TEXT: usize = 256;
/// What the members of an entry of a list cost beside its texts: about what they take
/// in JSON.
pub(crate) const ENTRY: usize = 512;
/// What a name in a list costs beside its text.
pub(crate) const NAME: usize = 32;
/// What a statement or a test costs beside its texts, with its line of the explanation.
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
