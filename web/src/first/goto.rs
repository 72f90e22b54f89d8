//! Leading the user to a place of the input: the only code that moves the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::first::evaluate::Place;
use vestibule_wire::{Position, Range};

/// The element of that id.
pub(crate) fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Opens what hides the place, selects it and brings it into view.
pub(crate) fn go(place: &Place) {
    let Some(target) = element(&place.field.dom_id()) else {
        return;
    };
    if let Ok(Some(details)) = target.closest("details") {
        // A refusal leaves the place folded; nothing depends on it.
        let _ = details.set_attribute("open", "");
    }
    if let Some(html) = target.dyn_ref::<HtmlElement>() {
        // Fails only for elements that cannot take the focus.
        let _ = html.focus();
    }
    match (target.dyn_ref::<HtmlTextAreaElement>(), place.range) {
        (Some(area), Some(range)) => select(area, range),
        (Some(_), None) => {}
        (None, _) => {
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                input.select();
            }
        }
    }
}

fn select(area: &HtmlTextAreaElement, range: Range) {
    let text = area.value();
    let (start, end) = utf16_offsets(&text, range);
    // Fails only for elements without text.
    let _ = area.set_selection_range(start, end);
    // Lines do not wrap, so all are of one height.
    let lines = i32::try_from(text.split('\n').count())
        .unwrap_or(i32::MAX)
        .max(1);
    let line = i32::try_from(range.start.line)
        .unwrap_or(i32::MAX)
        .min(lines);
    let height = area.scroll_height() / lines;
    area.set_scroll_top(line.saturating_mul(height) - area.client_height() / 2);
    area.set_scroll_left(0);
}

/// The range as a text area counts: UTF-16 code units from the start. An empty
/// range takes the character behind it, so that there is something to see.
fn utf16_offsets(text: &str, range: Range) -> (u32, u32) {
    let start = utf16_offset(text, range.start);
    let end = utf16_offset(text, range.end).max(start);
    if end > start {
        return (start, end);
    }
    let behind = text.encode_utf16().nth(start as usize);
    (start, if behind.is_some() { start + 1 } else { start })
}

fn utf16_offset(text: &str, position: Position) -> u32 {
    let mut offset = 0_u32;
    for (number, line) in text.split('\n').enumerate() {
        let units = u32::try_from(line.encode_utf16().count()).unwrap_or(u32::MAX);
        if number as u64 == u64::from(position.line) {
            return offset.saturating_add(position.character.min(units));
        }
        offset = offset.saturating_add(units).saturating_add(1);
    }
    // Behind the last line: the end of the text.
    offset.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offsets(text: &str, start: (u32, u32), end: (u32, u32)) -> (u32, u32) {
        let position = |(line, character)| Position { line, character };
        utf16_offsets(
            text,
            Range {
                start: position(start),
                end: position(end),
            },
        )
    }

    #[test]
    fn places_are_counted_as_text_areas_count() {
        let cases = [
            ("first line", "abc", ((0, 1), (0, 2)), (1, 2)),
            ("second line", "ab\ncd", ((1, 0), (1, 2)), (3, 5)),
            ("over a line end", "ab\ncd", ((0, 1), (1, 1)), (1, 4)),
            ("behind an emoji", "\"😀\"x", ((0, 4), (0, 5)), (4, 5)),
            ("empty takes one", "abc", ((0, 1), (0, 1)), (1, 2)),
            ("empty at the end", "abc", ((0, 3), (0, 3)), (3, 3)),
            ("column beyond the line", "ab\ncd", ((0, 9), (0, 9)), (2, 3)),
            ("line beyond the text", "ab\ncd", ((7, 0), (7, 0)), (5, 5)),
            ("end before start", "abcd", ((0, 3), (0, 1)), (3, 4)),
            ("no text", "", ((0, 0), (0, 0)), (0, 0)),
        ];
        for (name, text, (start, end), expected) in cases {
            assert_eq!(offsets(text, start, end), expected, "{name}");
        }
    }
}
