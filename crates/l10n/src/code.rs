//! Sentences put code in backticks; here it is set as code. What comes out is
//! text in nodes, never markup.

use yew::prelude::*;

/// Stands for a backtick of the user's own inside a message, so that it cannot
/// end or begin a piece of code. Unicode promises that it is no character.
const OWN_BACKTICK: char = '\u{FDD0}';

/// A sentence with its code set apart.
pub(crate) fn nodes(sentence: &str) -> Html {
    html! { <>{ for parts(sentence).into_iter().map(|(part, is_code)| set(part, is_code)) }</> }
}

/// Text for [`nodes`] that is to be shown as it is.
pub(super) fn literal(text: &str) -> String {
    text.replace('`', OWN_BACKTICK.encode_utf8(&mut [0; 4]))
}

fn set(part: &str, is_code: bool) -> Html {
    let part = part.replace(OWN_BACKTICK, "`");
    if is_code {
        // Code is of no language: it is not to be translated or read as one.
        html! { <code translate="no">{ part }</code> }
    } else {
        html! { { part } }
    }
}

/// The parts of a sentence and whether each is code. A backtick without a
/// second one is a backtick.
pub(crate) fn parts(sentence: &str) -> Vec<(&str, bool)> {
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
}
