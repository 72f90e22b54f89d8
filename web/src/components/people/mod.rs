//! People × networks: what becomes of each of the ones who comes from each of the others.

mod bring;
mod dialog;
mod gap;
mod grid;
mod parts;
mod square;

use std::rc::Rc;

use yew::prelude::*;

pub(crate) use dialog::People;
pub(crate) use parts::{Parted, Parts};

use crate::components::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::grid::Looked;
use crate::state::results::Squares;
use crate::state::view::Dialog;
use crate::state::workspace::Workspace;
use crate::text::use_text;
use grid::Grid;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) workspace: Rc<Workspace>,
    pub(crate) squares: Rc<Squares>,
    pub(crate) looked: Option<Looked>,
    /// The squares are those of before the last change.
    pub(crate) stale: bool,
    pub(crate) dispatch: Callback<Action>,
}

/// The pane.
#[component]
pub(crate) fn PeoplePane(props: &Props) -> Html {
    let text = use_text();
    let workspace = &props.workspace;
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let (people, networks) = (workspace.personas.len(), workspace.sites.len());
    let counts = [("people", people.into()), ("networks", networks.into())];
    html! {
        <section
            class={classes!("pane", "people", props.stale.then_some("stale"))} id="sign-ins" tabindex="-1"
            aria-labelledby="people-title"
        >
            <div class="pane-head">
                <h2 id="people-title">{ text.say(id!("people-title")) }</h2>
                <span class="count">{ text.with(id!("people-counts"), &counts) }</span>
                <span class="grow"></span>
                <button type="button" class="quiet" onclick={act(Action::FeedLists)}>
                    { glyph(glyph::DOWNLOAD) }{ text.say(id!("people-feed")) }
                </button>
                <button type="button" class="quiet" onclick={act(Action::Dialog(Some(Dialog::People)))}>
                    { glyph(glyph::PENCIL) }{ text.say(id!("people-edit")) }
                </button>
            </div>
            if people == 0 || networks == 0 {
                <div class="empty">
                    <p>{ text.say(id!("people-empty")) }</p>
                    <button type="button" class="primary" onclick={act(Action::FeedLists)}>
                        { text.say(id!("people-feed")) }
                    </button>
                </div>
            } else {
                <Grid
                    personas={workspace.personas.clone()} sites={workspace.sites.clone()}
                    account={AttrValue::from(workspace.account_id().to_owned())}
                    squares={props.squares.clone()} looked={props.looked.as_ref().map(|looked| looked.place)}
                    dispatch={props.dispatch.clone()}
                />
            }
        </section>
    }
}
