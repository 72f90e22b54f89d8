//! Texts that are pasted where nothing is typed, and policies wherever no policy can stand.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Element};
use yew::prelude::*;

use super::files::{self, Read};
use super::incoming::is_whole;

/// Hands over what is pasted anywhere on the page but into a field for text.
#[hook]
pub(super) fn use_pastes(arrived: &Callback<Vec<Read>>) {
    let latest = use_mut_ref(|| arrived.clone());
    latest.borrow_mut().clone_from(arrived);
    use_effect_with((), move |()| {
        let heard = move |event: &Event| {
            let event = event.dyn_ref::<ClipboardEvent>();
            let Some((event, data)) = event.and_then(|event| Some((event, meant(event)?))) else {
                return;
            };
            event.prevent_default();
            let arrived = latest.borrow().clone();
            let files = files::dropped(&data);
            if files.is_empty() {
                arrived.emit(vec![Read::Text {
                    name: String::new(),
                    text: text_of(&data),
                }]);
            } else {
                files::read(files, arrived);
            }
        };
        let listener = web_sys::window().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "paste", options, heard)
        });
        move || drop(listener)
    });
}

/// What an event brings, where it is for the page.
fn meant(event: &ClipboardEvent) -> Option<DataTransfer> {
    // The editor takes what it has a use for.
    if event.default_prevented() {
        return None;
    }
    let data = event.clipboard_data()?;
    let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
    let is_in = |selector| {
        let found = at.as_ref().and_then(|at| at.closest(selector).ok()?);
        found.is_some()
    };
    let document = web_sys::window()?.document()?;
    let is_covered = matches!(document.query_selector("dialog[open]"), Ok(Some(_)));
    if is_covered || is_in("textarea, .cm-editor") {
        return None;
    }
    let has_files = !files::dropped(&data).is_empty();
    let text = text_of(&data);
    let is_meant = if is_in("input") {
        // A field of one line has no room for a policy.
        !has_files && is_whole(&text)
    } else {
        has_files || !text.trim().is_empty()
    };
    is_meant.then_some(data)
}

fn text_of(data: &DataTransfer) -> String {
    data.get_data("text/plain").unwrap_or_default()
}
