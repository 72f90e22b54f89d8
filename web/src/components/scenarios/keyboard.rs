//! What the keyboard does in the table.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::column::Column;
use crate::components::scroll_into_sight;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Rows(isize),
    Pages(isize),
    Columns(isize),
    First,
    Last,
    /// Opens what stands in the cell.
    Enter,
    /// Carries the row along.
    Carry(isize),
    Duplicate,
    Remove,
}

/// Where the focus is to go once it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    Cell(u32, Column),
    /// The field that edits what stands in a column.
    Field(Column),
}

/// What the key of an event asks for.
pub(super) fn of(event: &KeyboardEvent) -> Option<Move> {
    let command = event.ctrl_key() || event.meta_key();
    meant(&event.key(), command, event.alt_key(), event.shift_key())
}

fn meant(key: &str, command: bool, alt: bool, shift: bool) -> Option<Move> {
    Some(match (key, command, alt) {
        _ if shift => return None,
        ("ArrowUp", false, true) => Move::Carry(-1),
        ("ArrowDown", false, true) => Move::Carry(1),
        ("ArrowUp", false, false) => Move::Rows(-1),
        ("ArrowDown", false, false) => Move::Rows(1),
        ("ArrowLeft", false, false) => Move::Columns(-1),
        ("ArrowRight", false, false) => Move::Columns(1),
        ("PageUp", false, false) => Move::Pages(-1),
        ("PageDown", false, false) => Move::Pages(1),
        ("Home", true, false) => Move::First,
        ("End", true, false) => Move::Last,
        ("Home", false, false) => Move::Columns(isize::MIN),
        ("End", false, false) => Move::Columns(isize::MAX),
        ("Enter" | "F2", false, false) => Move::Enter,
        ("Delete", false, false) => Move::Remove,
        ("d", true, false) => Move::Duplicate,
        _ => return None,
    })
}

/// Puts the focus there and scrolls it into sight. Whether it was in the document.
pub(super) fn focus(scroll: &NodeRef, want: Want) -> bool {
    let selector = match want {
        Want::Cell(id, column) => {
            format!("[data-id='{id}'] > [data-column='{}']", column.name())
        }
        Want::Field(column) => format!(".fields-row [data-edits='{}']", column.name()),
    };
    let found = scroll
        .cast::<HtmlElement>()
        .and_then(|scroll| scroll.query_selector(&selector).ok().flatten());
    let Some(found) = found else { return false };
    let found: HtmlElement = wasm_bindgen::JsCast::unchecked_into(found);
    let _ = found.focus();
    scroll_into_sight(&found);
    true
}

/// The sign-in whose row holds the focus.
pub(super) fn focused(scroll: &NodeRef) -> Option<u32> {
    let scroll = scroll.cast::<HtmlElement>()?;
    let focused = scroll.query_selector("[data-id]:focus-within").ok()??;
    focused.get_attribute("data-id")?.parse().ok()
}

/// Moves the focus into the fields that were opened, unless it is there: to who signs in where
/// that is not said, else to the name.
pub(super) fn focus_fields(scroll: &NodeRef) {
    let find = |selector: &str| {
        let scroll = scroll.cast::<HtmlElement>()?;
        scroll.query_selector(selector).ok().flatten()
    };
    if find(".fields-row :focus").is_some() {
        return;
    }
    let who = find(".fields-row [data-edits='who']");
    let who = who.and_then(|who| who.dyn_into::<HtmlInputElement>().ok());
    let nobody = who.is_some_and(|who| who.value().trim().is_empty());
    let column = if nobody { Column::Who } else { Column::Name };
    let _ = focus(scroll, Want::Field(column));
}

/// Moves the focus to the explanation.
pub(super) fn focus_why() {
    crate::components::focus_id("why");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_a_grid_gives_them() {
        let rows = [
            ("ArrowDown", false, false, Some(Move::Rows(1))),
            ("ArrowDown", false, true, Some(Move::Carry(1))),
            ("ArrowDown", true, false, None),
            ("ArrowLeft", false, false, Some(Move::Columns(-1))),
            ("Home", true, false, Some(Move::First)),
            ("End", false, false, Some(Move::Columns(isize::MAX))),
            ("d", true, false, Some(Move::Duplicate)),
            ("d", false, false, None),
            ("Delete", false, false, Some(Move::Remove)),
            ("Tab", false, false, None),
        ];
        for (key, command, alt, expected) in rows {
            assert_eq!(
                meant(key, command, alt, false),
                expected,
                "{key} {command} {alt}"
            );
            assert_eq!(meant(key, command, alt, true), None, "shift {key}");
        }
    }
}
