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
    if !text.contains(is_unseen) {
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

#[cfg(test)]
mod tests {
    use super::visible;

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
}
