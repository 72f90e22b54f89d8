//! What the store follows besides the state: that the page goes, that another tab stores, and how
//! something is typed.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

use super::Keeper;
use crate::store::{Browser, Library};

impl Keeper {
    /// The page goes, or another tab stores something. The page listens for as
    /// long as it is there.
    pub(super) fn listen(&self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        for event in ["pagehide", "blur"] {
            let keeper = self.clone();
            EventListener::new(&window, event, move |_| {
                keeper.keep();
                if event == "pagehide" {
                    keeper.keep_history();
                    let held = keeper.0.now.borrow().clone();
                    keeper.forget_moment(held.as_ref());
                }
            })
            .forget();
        }
        for (event, composes) in [("compositionstart", true), ("compositionend", false)] {
            let keeper = self.clone();
            EventListener::new(&window, event, move |_| keeper.composes(composes)).forget();
        }
        // Whoever comes back to a field begins anew.
        let keeper = self.clone();
        EventListener::new(&window, "focusout", move |_| keeper.settle()).forget();
        let keeper = self.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window, "beforeunload", options, move |event| {
            keeper.keep();
            if keeper.0.library.borrow().would_lose() {
                event.prevent_default();
                // Older browsers ask by this; it fails in none.
                let _ = js_sys::Reflect::set(event, &"returnValue".into(), &true.into());
            }
        })
        .forget();
        let keeper = self.clone();
        EventListener::new(&window, "storage", move |event| {
            keeper.other_tab(event.dyn_ref::<StorageEvent>());
        })
        .forget();
    }

    fn other_tab(&self, event: Option<&StorageEvent>) {
        let name = event.and_then(StorageEvent::key);
        let shown = self
            .0
            .now
            .borrow()
            .as_ref()
            .and_then(|held| held.key.clone());
        let name = name.as_deref().and_then(Browser::own_name);
        let ours = shown.filter(|key| name.as_deref() == Some(&*Library::<Browser>::name_of(key)));
        if ours.is_some() {
            self.refresh();
        }
    }
}
