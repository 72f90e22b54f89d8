//! Foreign text, made safe to show.
//!
//! Names, `Sid`s, keys, paths and excerpts are written by whoever wrote the input.
//! Shown as they are, a line break forges a line of a log, an escape sequence
//! commands a terminal, and characters that nobody sees make two names look equal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` in which each character that is not seen, or that changes how others are
/// seen, is an escape: `\n`, `\t`, `\u{202e}`. Everything else stays as it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            character if is_unseen(character) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
            }
            character => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character is not seen, or changes how others are seen: controls, line
/// and paragraph separators, spaces that look like a space, and what Unicode calls
/// default-ignorable, which has bidirectional controls and zero-width characters.
pub const fn is_unseen(character: char) -> bool {
    matches!(character,
        // Cc
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Zs but the space and the ideographic space; Zl, Zp; blank symbols
        | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
        | '\u{2028}' | '\u{2029}' | '\u{2800}'
        // Default_Ignorable_Code_Point (Unicode 16)
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether `text` is printable ASCII throughout, which is soon seen.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Finds the marks by which runners of builds know commands in a log: `::name::` of
/// GitHub, `##[name]` of it and of Azure, `##vso[name]`, `##teamcity[name]`. One of
/// them goes through the pieces of a line, as a mark may stand across two.
///
/// No command begins with a digit, so the account in an ARN stays readable:
/// `arn:aws:iam::111122223333:root`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    last: Option<char>,
    before: Option<char>,
}

impl Marks {
    /// Whether `character`, which comes next, completes a mark; `then` follows it.
    /// Who asks writes the character as an escape if so.
    pub fn complete(&mut self, character: char, then: Option<char>) -> bool {
        let twice = matches!(character, ':' | '#') && self.last == Some(character);
        let in_arn = character == ':'
            && self.before.is_some_and(|c| c.is_ascii_alphanumeric())
            && then.is_some_and(|c| c.is_ascii_digit());
        let complete = twice && !in_arn;
        self.before = self.last;
        // What is escaped ends in `}`, so a third one begins anew.
        self.last = Some(if complete { '}' } else { character });
        complete
    }

    /// `text` in which no mark stands: the second character of each is an escape.
    pub fn broken<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let mut shown = String::new();
        let mut kept = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let then = characters.peek().map(|(_, then)| *then);
            if self.complete(character, then) {
                shown.push_str(text.get(kept..at).unwrap_or_default());
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
                kept = at + character.len_utf8();
            }
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        shown.push_str(text.get(kept..).unwrap_or_default());
        Cow::Owned(shown)
    }
}

/// What of a text must be an escape in JSON: the characters that are not seen and,
/// with `marks`, those that complete a mark. The pieces in between are handed out,
/// too; all of them in their order.
pub fn pieces<'t, E>(
    text: &'t str,
    mut marks: Option<Marks>,
    mut piece: impl FnMut(Piece<'t>) -> Result<(), E>,
) -> Result<(), E> {
    if is_plain(text) && marks.is_none() {
        return piece(Piece::Plain(text));
    }
    let mut kept = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let then = characters.peek().map(|(_, then)| *then);
        let completes = marks
            .as_mut()
            .is_some_and(|marks| marks.complete(character, then));
        if completes || is_unseen(character) {
            piece(Piece::Plain(text.get(kept..at).unwrap_or_default()))?;
            piece(Piece::Escaped(character))?;
            kept = at + character.len_utf8();
        }
    }
    piece(Piece::Plain(text.get(kept..).unwrap_or_default()))
}

/// A piece of a text, as [`pieces`] hands it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// It stays as it is; may be empty.
    Plain(&'t str),
    /// It becomes an escape.
    Escaped(char),
}

#[cfg(test)]
mod tests {
    use super::{Marks, visible};

    #[test]
    fn what_is_not_seen_is_escaped_and_nothing_else() {
        for (text, shown) in [
            ("user/alice", "user/alice"),
            ("山田　太郎 é 👍", "山田　太郎 é 👍"),
            ("a\nb\r\t", "a\\nb\\r\\t"),
            ("\u{1b}[31m\u{9b}2J\0", "\\u{1b}[31m\\u{9b}2J\\u{0}"),
            ("ali\u{200b}ce\u{202e}", "ali\\u{200b}ce\\u{202e}"),
            ("a\u{a0}b\u{feff}", "a\\u{a0}b\\u{feff}"),
            ("\u{e0041}", "\\u{e0041}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn marks_of_commands_are_broken_up_and_accounts_stay() {
        for (text, shown) in [
            ("::error::x", ":\\u{3a}error:\\u{3a}x"),
            (" ::add-mask::x", " :\\u{3a}add-mask:\\u{3a}x"),
            ("##[error]", "#\\u{23}[error]"),
            ("###[error]", "#\\u{23}#[error]"),
            ("##vso[task]", "#\\u{23}vso[task]"),
            (":::a", ":\\u{3a}:a"),
            ("::1", ":\\u{3a}1"),
            (
                "arn:aws:iam::111122223333:root",
                "arn:aws:iam::111122223333:root",
            ),
            ("a::1::error::", "a::1:\\u{3a}error:\\u{3a}"),
            ("a:b#c", "a:b#c"),
        ] {
            assert_eq!(Marks::default().broken(text), shown);
        }
    }

    #[test]
    fn a_mark_across_two_pieces_is_broken_up() {
        let mut marks = Marks::default();
        assert_eq!(marks.broken("x#"), "x#");
        assert_eq!(marks.broken("#[error]"), "\\u{23}[error]");
    }
}
