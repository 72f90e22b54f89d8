//! Room for the rows that are not drawn.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// In pixels.
    pub(super) height: usize,
}

#[component]
pub(super) fn Gap(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        // Before it is painted; the page's policy allows no style in an attribute.
        use_effect_with(props.height, move |height| {
            if let Some(row) = node.cast::<HtmlElement>() {
                let _ = row.style().set_property("height", &format!("{height}px"));
            }
        });
    }
    html! { <tr class="gap" role="presentation" aria-hidden="true" ref={node} /> }
}
