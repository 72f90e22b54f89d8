//! A button that leads to a place of the input.

use yew::prelude::*;

use crate::first::evaluate::Place;
use crate::first::goto;

/// "line 3, column 5", or nothing where a place has no line.
pub(super) fn place_button(place: Option<&Place>) -> Html {
    let Some(place) = place else { return html! {} };
    let label = place.short();
    to_place(place, html! { { label } })
}

/// Any text, as a button that leads to `place`.
pub(super) fn to_place(place: &Place, content: Html) -> Html {
    let target = place.clone();
    let onclick = Callback::from(move |_: MouseEvent| goto::go(&target));
    html! { <button type="button" class="link" {onclick}>{ content }</button> }
}
