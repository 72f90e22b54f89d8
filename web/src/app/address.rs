//! The address of the page: a fragment may hold a shared case, and the browser's
//! back button leads to the workspace of before.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::persistence::Keeper;
use crate::state::State;
use crate::state::action::Action;
use crate::state::case_file;
use crate::state::view::NoticeKind;

/// The address follows the workspace, and the other way round.
#[hook]
pub(super) fn use_address(state: &Rc<State>, reduce: &Callback<Action>, keeper: &Keeper) {
    // The key that the present entry of the browser's history stands for.
    let entry = use_mut_ref(|| None::<String>);
    {
        let (reduce, keeper, entry) = (reduce.clone(), keeper.clone(), Rc::clone(&entry));
        use_effect_with((), move |()| {
            take_case(&reduce);
            let listeners = web_sys::window().map(|window| {
                let of_fragment = reduce.clone();
                [
                    EventListener::new(&window, "hashchange", move |_| take_case(&of_fragment)),
                    EventListener::new(&window, "popstate", move |_| travel(&keeper, &entry)),
                ]
            });
            move || drop(listeners)
        });
    }
    let key = state.key.as_ref().map(ToString::to_string);
    use_effect_with(key, move |key| note(key.as_deref(), &entry));
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}

/// The address without its fragment.
fn plain() -> Option<String> {
    let href = web_sys::window()?.location().href().ok()?;
    Some(href.split('#').next().unwrap_or_default().to_owned())
}

/// Opens the case in the fragment, if there is one, as a workspace of its own.
fn take_case(reduce: &Callback<Action>) {
    let fragment = web_sys::window().and_then(|window| window.location().hash().ok());
    let fragment = fragment.unwrap_or_default();
    let Some(read) = vestibule_share::decode(fragment.trim_start_matches('#')) else {
        return;
    };
    // The workspace is kept from now on; a reload must not open it once more.
    if let (Some(history), Some(address)) = (history(), plain()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    reduce.emit(match read {
        Ok(file) => Action::OpenShared(Box::new(case_file::workspace(&file))),
        Err(error) => Action::Notify(NoticeKind::LinkBroken {
            reason: error.message,
            help: error.help,
        }),
    });
}

/// The present entry of the history stands for the workspace of that key.
fn note(key: Option<&str>, entry: &RefCell<Option<String>>) {
    let (Some(key), Some(history)) = (key, history()) else {
        return;
    };
    let before = entry.replace(Some(key.to_owned()));
    if before.as_deref() == Some(key) {
        return;
    }
    let state = JsValue::from_str(key);
    // Fails when it is done too often; then the button leads further back.
    let _ = if before.is_none() || history.state().is_ok_and(|state| state.is_null()) {
        history.replace_state(&state, "")
    } else {
        history.push_state(&state, "")
    };
}

/// The browser went back or forth.
fn travel(keeper: &Keeper, entry: &RefCell<Option<String>>) {
    let state = history().and_then(|history| history.state().ok());
    let Some(key) = state.and_then(|state| state.as_string()) else {
        return;
    };
    let before = entry.replace(Some(key.clone()));
    if before.as_deref() == Some(&key) || keeper.open(&key) {
        return;
    }
    // The page stays as it is; so the entry stands for what is shown.
    if let (Some(history), Some(shown)) = (history(), &before) {
        let _ = history.replace_state(&JsValue::from_str(shown), "");
    }
    entry.replace(before);
}
