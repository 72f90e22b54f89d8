//! Long names, texts and lists, cut for a sentence.

use std::borrow::Cow;

use vestibule_syntax::diagnostic::grouped;
use vestibule_syntax::limits::{LIST_BYTES, LIST_NAMES, NAME_CHARACTERS};

/// `text` when it has at most `most` bytes, else its beginning and how many characters
/// are missing, as text and as a number.
pub(crate) fn cut(text: &str, most: usize) -> (Cow<'_, str>, usize) {
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

/// How many of `list` a sentence names, and how many more there are, those included of
/// which it is not told what they are.
pub(crate) fn named<T>(list: &[T], left_out: u32) -> (&[T], usize) {
    let (shown, rest) = list.split_at_checked(LIST_NAMES).unwrap_or((list, &[]));
    (
        shown,
        rest.len() + usize::try_from(left_out).unwrap_or(usize::MAX),
    )
}

/// The names of a list in a mismatch, with a comma between them.
pub(crate) fn listed(list: &[String], left_out: u32) -> String {
    let (named, mut more) = named(list, left_out);
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
    fn lists_in_a_mismatch_are_short() {
        let names: Vec<String> = (0..101).map(|number| number.to_string()).collect();
        assert!(listed(&names, 9).ends_with("98, 99 and 10 more"));
        let long = vec!["x".repeat(5000), "y".to_owned()];
        assert!(listed(&long, 0).ends_with("… and 904 more characters and 1 more"));
        assert_eq!(listed(&[], 0), "nothing");
        assert_eq!(listed(&["a".to_owned(), "b".to_owned()], 0), "a, b");
    }
}
