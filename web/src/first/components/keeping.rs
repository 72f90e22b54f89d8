//! What happens to the text: saved or not, the way back, clearing it.

use yew::prelude::*;

use crate::first::state::Action;
use crate::first::state::history::Step;
use crate::first::state::saved::SaveState;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) saved: SaveState,
    pub(crate) behind: Option<Step>,
    pub(crate) ahead: Option<Step>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Keeping(props: &Props) -> Html {
    let dispatch = &props.dispatch;
    let step = |action: Action, word: &'static str, step: &Step| {
        let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
        html! {
            <button type="button" class="quiet" {onclick}>
                { format!("{word}: {}", text::step(step)) }
            </button>
        }
    };
    let failed = matches!(props.saved, SaveState::Failed | SaveState::Unreadable);
    html! {
        <div class="keeping">
            <p class={classes!("saved", failed.then_some("failed"))} role="status">
                { text::saved(&props.saved) }
            </p>
            <div class="buttons">
                if let Some(behind) = &props.behind {
                    { step(Action::Back, text::BACK, behind) }
                }
                if let Some(ahead) = &props.ahead {
                    { step(Action::Forward, text::FORWARD, ahead) }
                }
                <button
                    type="button" class="quiet" onclick={dispatch.reform(|_: MouseEvent| Action::Clear)}
                >
                    { text::CLEAR }
                </button>
            </div>
        </div>
    }
}
