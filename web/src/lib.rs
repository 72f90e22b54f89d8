//! The vestibule playground: a page that decides AWS console sign-ins where
//! the user is. The state is pure, the components show it, a worker evaluates,
//! and only [`app`], [`store`] and [`worker`] touch the browser.

#[allow(
    dead_code,
    unused_imports,
    reason = "the page that uses them comes next"
)]
mod components;
#[allow(dead_code, reason = "the components that use it come next")]
mod evaluate;
pub mod element;
#[allow(dead_code, reason = "the page that uses them comes next")]
mod examples;
mod first;
#[allow(dead_code, reason = "the components that use it come next")]
mod language;
#[allow(
    dead_code,
    unused_imports,
    reason = "the page that uses them comes next"
)]
mod offline;
#[allow(dead_code, reason = "the components that use it come next")]
mod state;
mod text;

/// Starts the page, or in a worker the evaluator.
pub fn run() {
    first::storage::tell_when_stopped();
    if let Some(root) = first::goto::element("app") {
        yew::Renderer::<first::components::App>::with_root(root).render();
    }
}
