//! What the page says of it.

use yew::prelude::*;

use super::{Release, browser, use_release};
use crate::components::glyph::{self, glyph};
use crate::text::use_text;

/// Offers the next release, among the notices.
#[component]
pub(crate) fn UpdateNotice() -> Html {
    let text = use_text();
    // The release that was put off; those behind it are offered again.
    let later = use_state(|| 0);
    let number = match use_release() {
        Release::Outdated(number) if number != *later => number,
        _ => return Html::default(),
    };
    let update = Callback::from(|_: MouseEvent| browser::change());
    let wait = Callback::from(move |_: MouseEvent| later.set(number));
    html! {
        <div class="toast info">
            <div class="toast-text"><p>{ text.say(id!("offline-update")) }</p></div>
            <button type="button" onclick={update}>{ text.say(id!("offline-reload")) }</button>
            <button type="button" class="quiet only-icon" aria-label={text.say(id!("offline-later"))} onclick={wait}>
                { glyph(glyph::X) }
            </button>
        </div>
    }
}

/// Says whether the page opens without a network.
#[component]
pub(crate) fn Kept() -> Html {
    let text = use_text();
    let said = match use_release() {
        Release::Absent => text.say(id!("offline-absent")),
        Release::Kept | Release::Outdated(_) => text.say(id!("offline-kept")),
    };
    html! { <p>{ said }</p> }
}
