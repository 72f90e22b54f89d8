//! What is shown. Components get parts of the state and answer with actions.

mod about;
mod account_facts;
mod announcer;
mod assumptions;
mod browser;
mod changed_text;
mod changes;
mod claims;
mod compare;
mod copied;
pub(crate) mod decision;
mod denial;
pub(crate) mod dialog;
pub(crate) mod documents;
mod doors;
pub(crate) mod editor;
pub(crate) mod field;
mod files;
mod fix;
mod focus;
mod gallery;
pub(crate) mod glyph;
mod guide;
mod header;
pub(crate) mod icon;
mod import;
pub(crate) mod menu;
mod notices;
pub(crate) mod page;
mod people;
pub(crate) mod personas;
mod printing;
mod proof;
mod recovery;
mod report;
mod rule;
pub(crate) mod scenarios;
mod share;
mod slices;
mod splitter;
mod statements;
mod strip;
mod tabs;
mod titles;
pub(crate) mod views;
mod warnings;
mod why_pane;
mod workspaces;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves the focus to the element of that id and shows it. Skip links do so
/// too, since the fragment of the address belongs to shared cases.
pub(crate) fn focus_id(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.get_element_by_id(id));
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Shows the top of what why says: the verdict, after what was read further down has changed.
pub(crate) fn show_verdict() {
    let document = web_sys::window().and_then(|window| window.document());
    let body = document.and_then(|document| document.query_selector("#why .pane-body").ok()?);
    if let Some(body) = body {
        body.set_scroll_top(0);
    }
}

/// Scrolls as little as brings the element into sight.
pub(crate) fn scroll_into_sight(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Shows the element of that id.
pub(crate) fn scroll_to_id(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(found) = document.and_then(|document| document.get_element_by_id(id)) {
        found.scroll_into_view();
    }
}
