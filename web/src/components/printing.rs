//! When the browser prints: what is printed is a report, not the page as it scrolls.

use gloo::events::EventListener;
use yew::prelude::*;

/// True from when the browser is about to print until it has.
#[hook]
pub(super) fn use_printing() -> bool {
    let printing = use_state_eq(|| false);
    {
        let printing = printing.setter();
        use_effect_with((), move |()| {
            let listeners = web_sys::window().map(|window| {
                [("beforeprint", true), ("afterprint", false)].map(|(event, on)| {
                    let printing = printing.clone();
                    EventListener::new(&window, event, move |_| printing.set(on))
                })
            });
            move || drop(listeners)
        });
    }
    *printing
}
