//! Room for rows and columns that are not drawn.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// In pixels.
    pub(super) size: usize,
    /// Columns, within a row; else rows.
    #[prop_or_default]
    pub(super) is_column: bool,
}

#[component]
pub(super) fn Gap(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        // The page's policy allows no style in an attribute.
        use_effect_with((props.size, props.is_column), move |(size, is_column)| {
            if let Some(gap) = node.cast::<HtmlElement>() {
                let side = if *is_column { "width" } else { "height" };
                let _ = gap.style().set_property(side, &format!("{size}px"));
            }
        });
    }
    if props.is_column {
        html! { <td class="gap-column" role="presentation" aria-hidden="true" ref={node} /> }
    } else {
        html! { <tr class="gap" role="presentation" aria-hidden="true" ref={node} /> }
    }
}
