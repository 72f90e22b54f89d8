//! Plain texts, found in the browser: most of what is drawn is plain, and to look at a text there
//! takes a fraction of the time that it takes to copy it.

use std::ops::RangeInclusive;

use wasm_bindgen::prelude::*;
use web_sys::js_sys::JsString;

/// The characters of most texts, English and Japanese. None of them deceives anybody.
const PLAIN: [RangeInclusive<char>; 8] = [
    ' '..='~',
    '\u{b7}'..='\u{b7}',
    '\u{d7}'..='\u{d7}',
    '\u{2012}'..='\u{2026}',
    '\u{3001}'..='\u{3015}',
    '\u{3041}'..='\u{3096}',
    '\u{30a1}'..='\u{30fe}',
    '\u{4e00}'..='\u{9fff}',
];

#[wasm_bindgen]
extern "C" {
    /// A regular expression of the browser.
    #[wasm_bindgen(js_name = RegExp)]
    type Expression;

    #[wasm_bindgen(constructor, js_class = "RegExp")]
    fn new(pattern: &str) -> Expression;

    #[wasm_bindgen(method, js_class = "RegExp", js_name = test)]
    fn finds(this: &Expression, text: &JsString) -> bool;

    /// A node whose texts stay in the browser.
    pub(super) type Shown;

    #[wasm_bindgen(method, getter, js_name = textContent)]
    pub(super) fn text(this: &Shown) -> Option<JsString>;

    #[wasm_bindgen(method, js_name = getAttribute)]
    pub(super) fn attribute(this: &Shown, name: &JsString) -> Option<JsString>;
}

/// Knows plain texts.
pub(super) struct Plain(Expression);

impl Plain {
    pub(super) fn new() -> Self {
        Self(Expression::new(&pattern()))
    }

    /// Whether all characters of a text are plain. Of any other text that is not said.
    pub(super) fn is(&self, text: &JsString) -> bool {
        !self.0.finds(text)
    }
}

/// What finds a character that is not plain.
fn pattern() -> String {
    let code = |character: &char| format!("\\u{:04x}", u32::from(*character));
    let ranges = PLAIN
        .iter()
        .map(|range| format!("{}-{}", code(range.start()), code(range.end())));
    format!("[^{}]", ranges.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::text::is_deceptive;

    #[test]
    fn no_plain_character_deceives() {
        for character in PLAIN.into_iter().flatten() {
            assert!(
                !is_deceptive(&character.to_string(), false),
                "{character:?}"
            );
        }
    }

    #[test]
    fn plain_characters_are_found_by_their_codes() {
        assert!(
            pattern().starts_with(r"[^\u0020-\u007e\u00b7-\u00b7"),
            "{}",
            pattern()
        );
    }
}
