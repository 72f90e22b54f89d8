//! Named workspaces, and the versions of the one that is shown.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::browser;
use super::dialog::Dialog;
use super::field::TextField;
use super::focus_id;
use super::glyph::{self, glyph};
use super::titles;
use crate::state::action::{Action, StoreCommand};
use crate::state::saved::{SavedWorkspace, StoreInfo, Version};
use crate::state::view::Tab;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Of the workspace that is shown.
    pub(super) name: AttrValue,
    pub(super) store: Rc<StoreInfo>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Workspaces(props: &Props) -> Html {
    let text = use_text();
    // What was asked to be deleted, until that is confirmed.
    let doomed = use_state_eq(|| None::<AttrValue>);
    {
        let dispatch = props.dispatch.clone();
        use_effect_with((), move |()| {
            dispatch.emit(Action::Store(StoreCommand::Refresh))
        });
    }
    let kept = use_state_eq(|| false);
    let keep = {
        let (dispatch, kept) = (props.dispatch.clone(), kept.setter());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Store(StoreCommand::Keep));
            kept.set(true);
            // The newest stands first, and its name is what is typed next.
            Timeout::new(0, || focus_id("newest-version")).forget();
        })
    };
    let close = props.dispatch.reform(|()| Action::Dialog(None));
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let store = &props.store;
    html! {
        <Dialog title={text.say(id!("store-title"))} on_close={close}>
            <TextField
                id="workspace-name" label={text.say(id!("store-name"))} value={props.name.clone()}
                on_input={props.dispatch.reform(Action::Rename)}
            />
            <section aria-labelledby="store-workspaces">
                <h3 id="store-workspaces">{ text.say(id!("store-workspaces")) }</h3>
                <ul class="kept">
                    { for store.workspaces.iter().map(|kept| {
                        workspace(&text, props, kept, &doomed)
                    }) }
                </ul>
                <div class="buttons">
                    <button type="button" onclick={act(Action::NewWorkspace)}>{ glyph(glyph::PLUS) }{ text.say(id!("shell-new")) }</button>
                    <button type="button" onclick={act(Action::CopyWorkspace)}>{ glyph(glyph::COPY) }{ text.say(id!("shell-copy")) }</button>
                </div>
            </section>
            <section aria-labelledby="store-versions">
                <h3 id="store-versions">{ text.say(id!("store-versions")) }</h3>
                <p class="hint">{ text.say(id!("store-versions-hint")) }</p>
                if store.versions.is_empty() { <p class="soft">{ text.say(id!("store-no-versions")) }</p> }
                <ul class="kept">{ for store.versions.iter().enumerate().map(|(at, version)| one_version(&text, props, version, at == 0)) }</ul>
                <button type="button" id="store-keep" onclick={keep}>
                    { glyph(glyph::CHECK) }{ text.say(id!("store-keep")) }
                </button>
                <p role="status" class="hint">{ if *kept { text.say(id!("store-kept")) } else { AttrValue::default() } }</p>
            </section>
        </Dialog>
    }
}

fn workspace(
    text: &Text,
    props: &Props,
    kept: &SavedWorkspace,
    doomed: &UseStateHandle<Option<AttrValue>>,
) -> Html {
    let name = titles::by_policies(text, &kept.name, &kept.policies);
    let label = [("name", name.as_str().into())];
    let current = kept.key == props.store.current;
    let open = StoreCommand::Open(kept.key.clone());
    let open = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Store(open.clone()));
    let is_doomed = doomed.as_ref() == Some(&kept.key);
    let delete = {
        let (key, doomed, dispatch) = (kept.key.clone(), doomed.setter(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            if is_doomed {
                dispatch.emit(Action::Store(StoreCommand::Delete(key.clone())));
                doomed.set(None);
            } else {
                doomed.set(Some(key.clone()));
            }
        })
    };
    html! {
        <li key={kept.key.to_string()} aria-current={current.then_some("true")}>
            <span class="kept-name">
                <span class="name">{ &name }</span>
                if current { <span class="badge">{ text.say(id!("store-current")) }</span> }
                { only_here(text, kept.lasts) }
                <span class="facts">{ browser::when(text, kept.changed) }</span>
            </span>
            if !current {
                <button type="button" onclick={open} aria-label={text.with(id!("store-open-named"), &label)}>
                    { text.say(id!("store-open")) }
                </button>
            }
            <button
                type="button" class={if is_doomed { "danger" } else { "quiet" }} onclick={delete}
                aria-label={if is_doomed { text.with(id!("store-really-named"), &label) } else { text.with(id!("store-delete-named"), &label) }}
            >
                { if is_doomed { text.say(id!("store-really")) } else { text.say(id!("table-remove")) } }
            </button>
        </li>
    }
}

fn one_version(text: &Text, props: &Props, version: &Version, is_newest: bool) -> Html {
    let when = browser::when_exactly(text, version.saved);
    let title = titles::version(text, version);
    let label = [("version", title.as_str().into())];
    let command = |command: StoreCommand| {
        props
            .dispatch
            .reform(move |_: MouseEvent| Action::Store(command.clone()))
    };
    let restore = command(StoreCommand::Restore(version.key.clone()));
    let pin = command(StoreCommand::Pin(version.key.clone(), !version.pinned));
    let remove = {
        let command = command(StoreCommand::RemoveVersion(version.key.clone()));
        command.reform(|event| {
            // The button goes with its version.
            Timeout::new(0, || focus_id("store-keep")).forget();
            event
        })
    };
    let compare = {
        let (dispatch, key) = (props.dispatch.clone(), version.key.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Dialog(None));
            dispatch.emit(Action::Tab(Tab::Compare));
            dispatch.emit(Action::Store(StoreCommand::CompareVersion(key.clone())));
            Timeout::new(0, || focus_id("compare")).forget();
        })
    };
    let name = {
        let (dispatch, key) = (props.dispatch.clone(), version.key.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let name = input.value().trim().to_owned().into();
            dispatch.emit(Action::Store(StoreCommand::NameVersion(key.clone(), name)));
        })
    };
    let holds = [
        ("documents", version.documents.into()),
        ("scenarios", version.scenarios.into()),
    ];
    html! {
        <li key={version.key.to_string()} class="version">
            <span class="kept-name">
                <input
                    type="text" id={is_newest.then_some("newest-version")} value={version.name.clone()} onchange={name} maxlength="80"
                    autocomplete="off" data-own-undo="" class="version-name"
                    placeholder={text.say(id!("store-version-placeholder"))}
                    aria-label={text.with(id!("store-version-name"), &label)}
                />
                <span class="name">{ &when }</span>
                if version.other_tab { <span class="badge">{ text.say(id!("store-other-tab")) }</span> }
                { only_here(text, version.lasts) }
                <span class="facts">{ text.with(id!("store-holds"), &holds) }</span>
            </span>
            <button
                type="button" class="chip" onclick={pin} aria-pressed={version.pinned.to_string()}
                aria-label={text.with(id!("store-pin-named"), &label)}
            >
                if version.pinned { { glyph(glyph::CHECK) } }
                { text.say(id!("store-pin")) }
            </button>
            <button type="button" onclick={compare} aria-label={text.with(id!("store-compare-named"), &label)}>
                { text.say(id!("store-compare")) }
            </button>
            <button type="button" onclick={restore} aria-label={text.with(id!("store-restore-named"), &label)}>
                { text.say(id!("store-restore")) }
            </button>
            <button
                type="button" class="quiet only-icon" onclick={remove}
                aria-label={text.with(id!("store-remove-named"), &label)}
            >
                { glyph(glyph::TRASH) }
            </button>
        </li>
    }
}

/// Says what goes with the tab.
fn only_here(text: &Text, lasts: bool) -> Html {
    html! { if !lasts { <span class="badge">{ text.say(id!("store-only-here")) }</span> } }
}
