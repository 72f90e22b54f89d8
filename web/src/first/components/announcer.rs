//! Tells screen readers the outcome, once the typing pauses.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Longer than the pause between two keystrokes.
const PAUSE_MS: u32 = 900;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) message: AttrValue,
}

#[component]
pub(crate) fn Announcer(props: &Props) -> Html {
    let said = use_state(AttrValue::default);
    {
        let said = said.setter();
        use_effect_with(props.message.clone(), move |message| {
            let message = message.clone();
            let timeout = Timeout::new(PAUSE_MS, move || said.set(message));
            // Dropping the timeout cancels it: the next keystroke starts anew.
            move || drop(timeout)
        });
    }
    html! { <p class="hidden" role="status">{ &*said }</p> }
}
