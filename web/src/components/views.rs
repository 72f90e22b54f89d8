//! The views that lie over the page: gallery, guide and about.

use std::rc::Rc;

use yew::prelude::*;

use super::about::About;
use super::gallery::Gallery;
use super::guide::Guide;
use crate::state::State;
use crate::state::action::Action;
use crate::state::view::Dialog;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) state: Rc<State>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Views(props: &Props) -> Html {
    let (state, dispatch) = (&props.state, &props.dispatch);
    let asked = state.dialog == Some(Dialog::Guide);
    // The first visit begins with the guide; other views come before it.
    let guide = asked || (state.dialog.is_none() && !state.settings.guided);
    html! {
        <>
            if guide {
                <Guide settings={state.settings.clone()} {asked} dispatch={dispatch.clone()} />
            }
            if state.dialog == Some(Dialog::Gallery) {
                <Gallery current={state.workspace.example.clone()} dispatch={dispatch.clone()} />
            }
            if state.dialog == Some(Dialog::About) {
                <About dispatch={dispatch.clone()} />
            }
        </>
    }
}
