//! Ties the page together: the state with the worker, the store, the address
//! and what is drawn.

mod address;
mod live;
mod persistence;
mod root;

use yew::prelude::*;

use crate::state::view::Settings;
use crate::text::{Language, TextProvider};

use root::Root;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let settings = use_state_eq(persistence::settings);
    let on_settings = {
        let settings = settings.setter();
        use_callback((), move |told: Settings, ()| settings.set(told))
    };
    let language = settings.language.as_deref().and_then(Language::of_tag);
    html! {
        <TextProvider {language}>
            <Root settings={(*settings).clone()} {on_settings} />
        </TextProvider>
    }
}
