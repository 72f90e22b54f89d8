//! Where the focus goes when what had it is no longer there: without this the browser puts it on
//! the body, and the keyboard begins at the top of the page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What had the focus last, and all that it stood in, the nearest first.
type Trail = Rc<RefCell<Vec<Element>>>;

/// Looks after the focus, each time that something was drawn.
#[hook]
pub(crate) fn use_kept_focus() {
    let trail: Trail = use_mut_ref(Vec::new);
    {
        let trail = Rc::clone(&trail);
        use_effect_with((), move |()| {
            let document = web_sys::window().and_then(|window| window.document());
            let listeners = document.map(|document| {
                let came = Rc::clone(&trail);
                let to = EventListener::new(&document, "focusin", move |event| {
                    let target = event.target().and_then(|target| target.dyn_into().ok());
                    *came.borrow_mut() = within(target);
                });
                let from = EventListener::new(&document, "focusout", move |_| {
                    let trail = Rc::clone(&trail);
                    // What is being removed is still there.
                    Timeout::new(0, move || {
                        if is_nowhere() && !is_gone(&trail) {
                            // Somebody took it away.
                            trail.borrow_mut().clear();
                        }
                    })
                    .forget();
                });
                [to, from]
            });
            move || drop(listeners)
        });
    }
    use_effect(move || {
        // What is drawn moves the focus itself, if it does.
        let looking = Timeout::new(0, move || {
            if is_nowhere() && is_gone(&trail) {
                let left = std::mem::take(&mut *trail.borrow_mut());
                restore(&left);
            }
        });
        looking.forget();
    });
}

/// An element and all that it stands in.
fn within(element: Option<Element>) -> Vec<Element> {
    std::iter::successors(element, |one| one.parent_element()).collect()
}

fn is_nowhere() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let body = document.body().map(Element::from);
        let active = document.active_element();
        active.is_none() || active == body
    })
}

/// True when what had the focus cannot have it any more.
fn is_gone(trail: &Trail) -> bool {
    let trail = trail.borrow();
    trail.first().is_some_and(|last| {
        !last.is_connected() || last.has_attribute("disabled") || !is_seen(last)
    })
}

fn is_seen(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    place.width() > 0.0 && place.height() > 0.0
}

/// What stands for the one that is gone: the current entry of its list, the current cell of its
/// table, a button beside it, or else the part of the page that it was in.
const INSIDE: [&str; 2] = ["[aria-current='true']", "[data-column][tabindex='0']"];
/// Of these any button will do.
const TOGETHER: &str = "header, dialog, .buttons, .tools, .pane-head, [role='group']";
/// The parts of the page, where nothing else is left.
const PARTS: &str = "#policies, #sign-ins, #why";

fn restore(trail: &[Element]) {
    for around in trail.iter().skip(1).filter(|one| one.is_connected()) {
        let is_together = around.matches(TOGETHER).unwrap_or(false);
        let buttons = is_together.then_some("button:not(:disabled)");
        let found = INSIDE.into_iter().chain(buttons);
        if found
            .into_iter()
            .any(|selector| focus_first(around, selector))
        {
            return;
        }
        if around.has_attribute("tabindex") && is_seen(around) && focus(around) {
            return;
        }
        if around.matches(".app").unwrap_or(false) {
            focus_first(around, PARTS);
            return;
        }
    }
}

fn focus_first(around: &Element, selector: &str) -> bool {
    let Ok(found) = around.query_selector_all(selector) else {
        return false;
    };
    let found = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok());
    found
        .into_iter()
        .any(|one: Element| is_seen(&one) && focus(&one))
}

/// Gives it the focus; false when it does not take it.
fn focus(element: &Element) -> bool {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return false;
    };
    element.focus().is_ok() && !is_nowhere()
}

/// Gives the focus to the first of those elements that is seen, once what is asked for is drawn.
pub(crate) fn focus_soon(selector: &'static str) {
    Timeout::new(0, move || {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(root) = document.and_then(|document| document.document_element()) {
            focus_first(&root, selector);
        }
    })
    .forget();
}
