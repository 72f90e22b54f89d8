//! People × networks: what becomes of each of the ones who comes from each of the others.

mod bring;
mod cells;
mod dialog;
mod gap;
mod grid;
mod overview;
mod parts;
mod square;
mod tools;

use std::rc::Rc;

use yew::prelude::*;

pub(crate) use dialog::People;
pub(crate) use parts::{Parted, Parts};

use crate::state::State;
use crate::state::action::Action;
use crate::state::view::Dialog;
use crate::text::use_text;
use grid::Grid;
use overview::Overview;
use tools::Tools;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) state: Rc<State>,
    pub(crate) dispatch: Callback<Action>,
}

/// The pane.
#[component]
pub(crate) fn PeoplePane(props: &Props) -> Html {
    let text = use_text();
    let state = &props.state;
    let workspace = &state.workspace;
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let (people, networks) = (workspace.personas.len(), workspace.sites.len());
    let shown = state.grid_shown();
    let counts = if (shown.people.len(), shown.sites.len()) == (people, networks) {
        let counts = [("people", people.into()), ("networks", networks.into())];
        text.with(id!("people-counts"), &counts)
    } else {
        let counts = [
            ("people", shown.people.len().into()),
            ("people-all", people.into()),
            ("networks", shown.sites.len().into()),
            ("networks-all", networks.into()),
        ];
        text.with(id!("people-counts-shown"), &counts)
    };
    let is_stale = state.looks_stale();
    html! {
        <section
            class={classes!("pane", "people", is_stale.then_some("stale"))} id="sign-ins" tabindex="-1"
            aria-labelledby="people-title"
        >
            <div class="pane-head">
                <h2 id="people-title">{ text.say(id!("people-title")) }</h2>
                <span class="count" role="status">{ counts }</span>
            </div>
            if people == 0 || networks == 0 {
                <div class="empty">
                    <p>{ text.say(id!("people-empty")) }</p>
                    <button type="button" class="primary" onclick={act(Action::FeedLists)}>
                        { text.say(id!("people-feed")) }
                    </button>
                    <button type="button" onclick={act(Action::Dialog(Some(Dialog::People)))}>
                        { text.say(id!("people-edit")) }
                    </button>
                </div>
            } else {
                <Tools state={state.clone()} dispatch={props.dispatch.clone()} />
                if shown.squares() == 0 {
                    <div class="empty">
                        <p>{ text.say(id!("people-filter-none")) }</p>
                        <button type="button" onclick={act(Action::GridFilter(AttrValue::default()))}>
                            { text.say(id!("people-filter-clear")) }
                        </button>
                    </div>
                } else if state.is_overview() {
                    <Overview state={state.clone()} dispatch={props.dispatch.clone()} />
                } else {
                    <Grid
                        personas={shown.people} sites={shown.sites}
                        account={AttrValue::from(workspace.account_id().to_owned())}
                        squares={state.results.squares.clone()} looked={state.looked.as_ref().map(|looked| looked.place)}
                        dispatch={props.dispatch.clone()}
                    />
                }
            }
        </section>
    }
}
