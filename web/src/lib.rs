//! The vestibule playground: a page that decides AWS console sign-ins where
//! the user is. The [state] is pure, the components show it, a worker evaluates,
//! and only [`app`], [`store`] and [`worker`] touch the browser.

#[macro_use(id)]
extern crate vestibule_l10n;

mod app;
mod components;
pub mod element;
mod foreign;
mod framed;
mod offline;
mod stopped;
mod store;
mod text;
mod worker;

use vestibule_playground::{analysis, denied, evaluate, examples, fill, state};

/// Starts the worker that analyses.
pub fn analyse() {
    worker::analyse();
}

/// Starts the page, or in a worker the evaluator.
pub fn run() {
    if worker::serve() {
        return;
    }
    stopped::tell();
    if framed::is_framed() {
        return framed::say();
    }
    store::adopt();
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else {
        return;
    };
    // As long as the page.
    std::mem::forget(document.body().and_then(|body| foreign::Guard::of(&body)));
    if let Some(root) = document.get_element_by_id("app") {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
