//! Foreign text, without what could deceive:
//!
//! - What is not seen becomes a visible escape ([`visible`]), or two names could look equal.
//! - What is written from right to left stands between Unicode's isolates, or it would draw what
//!   stands beside it to its other side.
//! - An address that is neither of the web nor relative is no link.

use std::borrow::Cow;

use vestibule_syntax::visible::{is_unseen, visible};

/// What stands around a run from right to left.
const ISOLATES: (char, char) = ('\u{2068}', '\u{2069}');

/// Whether an address leads into the web or into the folder of the page. Browsers leave out
/// white space and controls before an address and line breaks inside of one.
pub(super) fn is_link(address: &str) -> bool {
    let mut scheme = String::new();
    for character in address.trim_start_matches(|c: char| c <= ' ').chars() {
        match character {
            ':' => return matches!(&*scheme, "http" | "https"),
            '/' | '?' | '#' | '\\' => return true,
            '\t' | '\n' | '\r' => {}
            _ => scheme.push(character.to_ascii_lowercase()),
        }
    }
    true
}

/// Whether `text` cannot be shown as it is. With `keeps_lines` line breaks and tabs are seen.
pub(super) fn is_deceptive(text: &str, keeps_lines: bool) -> bool {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    let is_kept = |c: char| keeps_lines && matches!(c, '\n' | '\t');
    let is_deceptive = |c: char| (is_unseen(c) && !is_kept(c)) || is_right_to_left(c);
    // Most texts are ASCII.
    !text.bytes().all(is_plain) && text.contains(is_deceptive)
}

/// What is shown in the place of `text`; `None` where that may stay.
pub(super) fn safe(text: &str, keeps_lines: bool) -> Option<String> {
    if !is_deceptive(text, keeps_lines) {
        return None;
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for (run, is_right_to_left) in runs(text) {
        if is_right_to_left {
            safe.push(ISOLATES.0);
        }
        safe.push_str(&seen(run, keeps_lines));
        if is_right_to_left {
            safe.push(ISOLATES.1);
        }
    }
    Some(safe)
}

/// `text` with what is unseen in it as escapes, but for the lines that are kept.
fn seen(text: &str, keeps_lines: bool) -> Cow<'_, str> {
    if !keeps_lines || !text.contains(is_unseen) {
        return visible(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive(['\n', '\t']) {
        let end = line.trim_end_matches(['\n', '\t']).len();
        let (line, end) = line.split_at(end);
        // A line break of two characters is one.
        safe.push_str(&visible(line.strip_suffix('\r').unwrap_or(line)));
        safe.push_str(end);
    }
    Cow::Owned(safe)
}

/// Whether a character is of a script that is written from right to left.
const fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The runs of a text, and which of them are written from right to left: from its first such
/// letter to its last one before a letter of the other direction.
fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    // Where the present run begins, and where the last letter from right to left in it ends.
    let (mut start, mut end) = (0, None);
    for (at, character) in text.char_indices() {
        if is_right_to_left(character) {
            if end.is_none() {
                runs.push((text.get(start..at).unwrap_or_default(), false));
                start = at;
            }
            end = Some(at + character.len_utf8());
        } else if (character.is_alphabetic() || is_unseen(character))
            && let Some(to) = end.take()
        {
            runs.push((text.get(start..to).unwrap_or_default(), true));
            start = to;
        }
    }
    if let Some(to) = end {
        runs.push((text.get(start..to).unwrap_or_default(), true));
        start = to;
    }
    runs.push((text.get(start..).unwrap_or_default(), false));
    runs.retain(|(run, _)| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        safe(text, false).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn what_is_unseen_is_shown() {
        for (text, expected) in [
            ("alice", "alice"),
            ("山田 é", "山田 é"),
            ("ali\u{200b}ce\u{202e}\n", "ali\\u{200b}ce\\u{202e}\\n"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn lines_stay_where_a_text_has_lines() {
        let lines = "{\r\n\t\"a\u{feff}\"\n}";
        assert_eq!(safe(lines, true).unwrap(), "{\n\t\"a\\u{feff}\"\n}");
        assert_eq!(shown(lines), "{\\r\\n\\t\"a\\u{feff}\"\\n}");
        assert_eq!(safe("{\n\t}", true), None);
    }

    #[test]
    fn runs_from_right_to_left_are_isolated() {
        assert_eq!(
            shown("user/אבג 1 דה/x · 203.0.113.7"),
            "user/\u{2068}אבג 1 דה\u{2069}/x · 203.0.113.7"
        );
        // Marks of the other side cannot end the isolation.
        assert_eq!(
            shown("א\u{2069}ב"),
            "\u{2068}א\u{2069}\\u{2069}\u{2068}ב\u{2069}"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for (address, is_kept) in [
            ("https://example.com/#x", true),
            ("HTTP://example.com", true),
            ("//example.com", true),
            ("../?a:b", true),
            ("#case=1.a:b", true),
            ("", true),
            ("page", true),
            ("javascript:alert(1)", false),
            (" \u{1}\njava\tscr\nipt:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("data:text/html,x", false),
            ("vbscript:x", false),
            ("blob:https://example.com/1", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(is_link(address), is_kept, "{address:?}");
        }
    }
}
