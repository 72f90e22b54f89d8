//! A message in place of silence should the page ever stop. It stands in
//! index.html, for nothing can be drawn any more.

use web_sys::Element;

fn message() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("stopped")
}

/// Shows the message when that happens.
pub(crate) fn tell() {
    yew::set_custom_panic_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Some(message) = message() {
            // Without it the message stays hidden, which is where we were.
            let _ = message.remove_attribute("hidden");
        }
    }));
}

/// Puts it into the language of the page.
pub(crate) fn say(text: &str) {
    if let Some(message) = message() {
        message.set_text_content(Some(text));
    }
}
