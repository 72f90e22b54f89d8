//! The state of the page and what it is shown by.

use std::rc::Rc;

use yew::prelude::*;

use super::address::use_address;
use super::evaluating::use_evaluator;
use super::keeping::{self, use_keeper};
use crate::components::documents::Documents;
use crate::components::page::Page;
use crate::components::personas;
use crate::components::views::Views;
use crate::examples;
use crate::state::State;
use crate::state::action::Action;
use crate::state::view::Settings;
use crate::state::workspace::Workspace;
use crate::stopped;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) settings: Settings,
    pub(super) on_settings: Callback<Settings>,
}

#[component]
pub(super) fn Root(props: &Props) -> Html {
    let text = use_text();
    let library = use_mut_ref(keeping::library);
    let state = {
        let (text, settings, library) = (text.clone(), props.settings.clone(), Rc::clone(&library));
        use_reducer_eq(move || open(&text, settings, &library))
    };
    let reduce = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let shown = use_memo(state.clone(), |state| State::clone(state));
    let evaluator = use_evaluator(&shown, &reduce);
    let keeper = use_keeper(&shown, &reduce, &library);
    use_address(&shown, &reduce, &keeper);
    let dispatch = {
        let reduce = reduce.clone();
        use_callback((), move |action: Action, ()| match action {
            Action::Store(command) => keeper.obey(command),
            Action::Cancel => {
                evaluator.cancel();
                reduce.emit(Action::Stopped);
            }
            Action::Retry => {
                evaluator.retry();
                reduce.emit(Action::Restarted);
            }
            other => reduce.emit(other),
        })
    };
    {
        let dispatch = dispatch.clone();
        use_effect_with(text, move |text: &Text| {
            dispatch.emit(Action::Words(personas::words(text)));
            stopped::say(&text.say("page-stopped"));
        });
    }
    {
        let told = props.on_settings.clone();
        use_effect_with(shown.settings.clone(), move |settings: &Settings| {
            keeping::keep_settings(settings);
            told.emit(settings.clone());
        });
    }
    html! {
        <Page
            state={shown.clone()} dispatch={dispatch.clone()}
            documents={html! { <Documents state={shown.clone()} dispatch={dispatch.clone()} /> }}
            views={html! { <Views state={shown} {dispatch} /> }}
        />
    }
}

/// The page as it opens: with what is kept, else with the first example.
fn open(text: &Text, settings: Settings, library: &keeping::Shared) -> State {
    let opened = library.borrow_mut().open(keeping::now());
    let mut state = State::new(Workspace::default(), settings, personas::words(text));
    for notice in keeping::notices(&opened) {
        state.act(Action::Notify(notice));
    }
    let first = match opened.workspace {
        Some((key, found)) => Some(Action::SwitchTo {
            key: key.into(),
            workspace: found.workspace,
            untouched: found.disposable,
        }),
        None => examples::ALL.first().map(|example| Action::Example {
            slug: example.slug.into(),
            name: example.title(text).replace('`', "").into(),
            text: example.case_file(text).into(),
        }),
    };
    if let Some(first) = first {
        state.act(first);
    }
    state
}
