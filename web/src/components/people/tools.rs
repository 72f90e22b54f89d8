//! Above the grid: a filter for people and networks, and the grid as a file.

use std::rc::Rc;

use vestibule_playground::report::grid_csv;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::browser;
use crate::components::glyph::{self, glyph};
use crate::components::titles;
use crate::state::State;
use crate::state::action::Action;
use crate::state::view::Dialog;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) state: Rc<State>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Tools(props: &Props) -> Html {
    let text = use_text();
    let is_wanted = use_state_eq(|| false);
    let state = &props.state;
    let is_decided = state.is_grid_decided();
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let oninput = props.dispatch.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::GridFilter(input.value().into())
    });
    let want = {
        let (is_wanted, dispatch) = (is_wanted.setter(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::GridWhole(true));
            is_wanted.set(true);
        })
    };
    {
        // A large grid is decided as a whole before it is a file.
        let (state, text, dispatch) = (state.clone(), text.clone(), props.dispatch.clone());
        let is_wanted = is_wanted.clone();
        use_effect_with((*is_wanted, is_decided), move |(wanted, decided)| {
            if *wanted && *decided {
                let title = titles::workspace(&text, &state.workspace);
                let name = browser::file_name_with(&title, ".grid.csv");
                browser::download_as(&name, &grid_csv(&state, &text), "text/csv");
                dispatch.emit(Action::GridWhole(false));
                is_wanted.set(false);
            }
        });
    }
    html! {
        <div class="tools">
            <label class="search">
                { glyph(glyph::SEARCH) }
                <span class="hidden">{ text.say(id!("people-filter")) }</span>
                <input
                    type="search" value={state.grid_filter.clone()} {oninput}
                    placeholder={text.say(id!("people-filter"))}
                />
            </label>
            <span class="grow"></span>
            <button type="button" class="quiet" onclick={act(Action::FeedLists)}>
                { glyph(glyph::DOWNLOAD) }{ text.say(id!("people-feed")) }
            </button>
            <button type="button" class="quiet" onclick={act(Action::Dialog(Some(Dialog::People)))}>
                { glyph(glyph::PENCIL) }{ text.say(id!("people-edit")) }
            </button>
            <button type="button" class="quiet" title={text.say(id!("people-csv-hint"))} disabled={*is_wanted} onclick={want}>
                { text.say(id!("people-csv")) }
            </button>
        </div>
    }
}
