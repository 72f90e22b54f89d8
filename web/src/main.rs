//! The vestibule playground: a page that decides AWS console sign-ins where
//! the user is. The state is pure, the components show it, and only
//! [`storage`] and [`goto`] touch the browser.

mod components;
mod evaluate;
mod goto;
mod state;
mod storage;
mod text;

fn main() {
    storage::tell_when_stopped();
    if let Some(root) = goto::element("app") {
        yew::Renderer::<components::App>::with_root(root).render();
    }
}
