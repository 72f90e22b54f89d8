//! The views that lie over the page: gallery, guide and about.

use std::rc::Rc;

use yew::prelude::*;

use super::about::About;
use super::gallery::Gallery;
use super::guide::Guide;
use crate::state::State;
use crate::state::action::Action;
use crate::state::view::Dialog;

/// The guide, where it is wanted. The first visit begins with it, and it stays until it is put away.
pub(crate) fn guide(state: &State, dispatch: &Callback<Action>) -> Html {
    let asked = state.is_guide_asked;
    if !asked && (state.settings.guided || state.is_guide_off) {
        return html! {};
    }
    html! {
        <Guide
            settings={state.settings.clone()} {asked} workspace={state.workspace.clone()} open={state.open}
            dispatch={dispatch.clone()}
        />
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) state: Rc<State>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Views(props: &Props) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    html! {
        <>
            if state.dialog == Some(Dialog::Gallery) {
                <Gallery current={state.workspace.example.clone()} dispatch={dispatch.clone()} />
            }
            if state.dialog == Some(Dialog::About) {
                <About dispatch={dispatch.clone()} />
            }
        </>
    }
}
