//! The page inside of another one, which could lay itself over it and lead the clicks of its user.
//! A header forbids that, but not every server sends one, so the page does not start there. What
//! it says instead stands in index.html.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlAnchorElement};

/// True in a frame, of whatever origin the page around it is.
pub(crate) fn is_framed() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    // What cannot be told is taken for a frame.
    window.top().ok().flatten().is_none_or(|top| top != window)
}

/// Says so, with a way out.
pub(crate) fn say() {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _ = try_say(&document);
    }
}

fn try_say(document: &Document) -> Option<()> {
    document.get_element_by_id("app")?.remove();
    let message = document.get_element_by_id("framed")?;
    message.remove_attribute("hidden").ok()?;
    let links = message.query_selector_all("a").ok()?;
    for index in 0..links.length() {
        let link: HtmlAnchorElement = links.get(index)?.dyn_into().ok()?;
        // With the case that the address holds, if it holds one.
        link.set_href(&document.location()?.href().ok()?);
    }
    Some(())
}
