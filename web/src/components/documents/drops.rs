//! Files that are dropped, anywhere: where nobody takes a file, the browser leaves the page for it.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Element, Window};
use yew::prelude::*;

use super::files::{self, Dropped, Read};

/// Hands over what is dropped, and whether a folder was; true while files are being dragged over the page.
#[hook]
pub(super) fn use_drops(arrived: &Callback<(Vec<Read>, bool)>) -> bool {
    let over = use_state_eq(|| false);
    let latest = use_mut_ref(|| arrived.clone());
    latest.borrow_mut().clone_from(arrived);
    {
        let over = over.setter();
        use_effect_with((), move |()| {
            let heard: Rc<dyn Fn(&DragEvent)> = Rc::new(move |event| match meant(event) {
                Some(Drag::Over) => over.set(true),
                Some(Drag::Gone) => over.set(false),
                Some(Drag::Dropped(data)) => {
                    over.set(false);
                    let arrived = latest.borrow().clone();
                    match files::dropped_with_folders(&data) {
                        Dropped::Files(files) => {
                            files::read(files, arrived.reform(|read| (read, false)));
                        }
                        Dropped::Folders(entries) => {
                            files::read_folders(entries, arrived.reform(|read| (read, true)));
                        }
                    }
                }
                None => {}
            });
            let listeners = web_sys::window().map(|window| listen(&window, &heard));
            move || drop(listeners)
        });
    }
    *over
}

fn listen(window: &Window, heard: &Rc<dyn Fn(&DragEvent)>) -> [EventListener; 3] {
    ["dragover", "dragleave", "drop"].map(|event| {
        let heard = Rc::clone(heard);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(window, event, options, move |event| {
            if let Some(event) = event.dyn_ref() {
                heard(event);
            }
        })
    })
}

enum Drag {
    Over,
    Gone,
    Dropped(DataTransfer),
}

/// What an event says of files; rows of the list are dragged, too.
fn meant(event: &DragEvent) -> Option<Drag> {
    let data = event.data_transfer()?;
    let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
    let is_in = |selector| {
        let found = at.as_ref().and_then(|at| at.closest(selector).ok()?);
        found.is_some()
    };
    // A field for files takes them by itself.
    if !data.types().iter().any(|one| one == "Files") || is_in("input[type='file']") {
        return None;
    }
    if event.type_() == "dragleave" {
        // For another part of the page, or for good.
        return event.related_target().is_none().then_some(Drag::Gone);
    }
    event.prevent_default();
    // What lies over the page has another use for files, or none.
    if is_in("dialog:not(.takes-files)") {
        data.set_drop_effect("none");
        return Some(Drag::Gone);
    }
    Some(match &*event.type_() {
        "drop" => Drag::Dropped(data),
        _ => Drag::Over,
    })
}
