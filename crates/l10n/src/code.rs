//! Sentences put code in backticks; what displays a sentence sets that part as code.

/// Stands for a backtick of the user's own inside a message, so that it cannot
/// end or begin a piece of code. Unicode promises that it is no character.
const OWN_BACKTICK: char = '\u{FDD0}';

/// A piece of a sentence as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Without the backticks around it.
    pub text: String,
    /// It stood in backticks.
    pub is_code: bool,
}

/// A sentence in pieces, with the user's own backticks as they are.
pub fn pieces(sentence: &str) -> Vec<Piece> {
    let parts = parts(sentence).into_iter();
    let piece = |(part, is_code): (&str, bool)| Piece {
        text: part.replace(OWN_BACKTICK, "`"),
        is_code,
    };
    parts.map(piece).collect()
}

/// Text for [`pieces`] that is to be shown as it is.
pub(crate) fn literal(text: &str) -> String {
    text.replace('`', OWN_BACKTICK.encode_utf8(&mut [0; 4]))
}

/// The parts of a sentence and whether each is code. A backtick without a
/// second one is a backtick.
pub fn parts(sentence: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((before, from)) = rest.split_once('`') {
        let Some((code, after)) = from.split_once('`') else {
            break;
        };
        parts.push((before, false));
        parts.push((code, true));
        rest = after;
    }
    parts.push((rest, false));
    parts.retain(|(part, is_code)| *is_code || !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_what_stands_between_two_backticks() {
        let own = literal("a`b");
        let around = format!("`{own}` c");
        let cases: &[(&str, &[(&str, bool)])] = &[
            ("plain", &[("plain", false)]),
            ("a `b` c", &[("a ", false), ("b", true), (" c", false)]),
            ("`a``b`", &[("a", true), ("b", true)]),
            ("a ` b", &[("a ` b", false)]),
            ("`<b>`", &[("<b>", true)]),
            ("`` is empty", &[("", true), (" is empty", false)]),
            (&around, &[(&own, true), (" c", false)]),
            ("", &[]),
        ];
        for (sentence, expected) in cases {
            assert_eq!(parts(sentence), *expected, "{sentence}");
        }
    }

    #[test]
    fn a_backtick_of_the_users_own_is_shown_and_ends_no_code() {
        let sentence = format!("`{}` is {}", literal("a`b"), literal("`"));
        let expected = [("a`b", true), (" is `", false)].map(|(text, is_code)| Piece {
            text: text.to_owned(),
            is_code,
        });
        assert_eq!(pieces(&sentence), expected);
    }
}
