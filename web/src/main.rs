//! The vestibule playground.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <main><h1>{ "vestibule" }</h1></main> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
