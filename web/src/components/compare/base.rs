//! With what the present text is compared: a version, another workspace, a file or a link.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::browser;
use crate::components::documents::incoming::{Taken, take};
use crate::components::field::{Select, TextField};
use crate::components::glyph::{self, glyph};
use crate::components::titles;
use crate::state::action::{Action, Incoming, StoreCommand};
use crate::state::case_file;
use crate::state::compare::{Base, Source};
use crate::state::saved::{StoreInfo, Version};
use crate::state::workspace::{Document, Workspace};
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    /// As it was when the page opened it.
    pub(super) opened: Rc<Workspace>,
    pub(super) base: Option<Rc<Base>>,
    pub(super) refused: bool,
    pub(super) store: Rc<StoreInfo>,
    pub(super) dispatch: Callback<Action>,
}

/// What can be chosen.
#[derive(Clone, PartialEq)]
enum Choice {
    Nothing,
    /// What is chosen already and is not in the store.
    Present,
    /// The workspace as it was when the page opened it.
    Opened,
    Stored(StoreCommand),
}

#[component]
pub(super) fn BaseChoice(props: &Props) -> Html {
    let text = use_text();
    let link = use_state_eq(AttrValue::default);
    let (choices, chosen) = choices(&text, props);
    let labels = choices
        .iter()
        .map(|(label, _)| label.clone())
        .collect::<Vec<_>>();
    let on_choose = {
        let (dispatch, opened) = (props.dispatch.clone(), props.opened.clone());
        Callback::from(
            move |at: usize| match choices.get(at).map(|(_, what)| what) {
                Some(Choice::Stored(command)) => dispatch.emit(Action::Store(command.clone())),
                Some(Choice::Opened) => {
                    dispatch.emit(Action::Compare(Some(Box::new(Base {
                        source: Source::Opened,
                        workspace: opened.clone(),
                    }))));
                }
                Some(Choice::Nothing) => dispatch.emit(Action::Compare(None)),
                Some(Choice::Present) | None => {}
            },
        )
    };
    let now = props
        .dispatch
        .reform(|_: MouseEvent| Action::Store(StoreCommand::CompareFromNow));
    let end = props.dispatch.reform(|_: MouseEvent| {
        gloo::timers::callback::Timeout::new(0, || crate::components::focus_id("compare-base"))
            .forget();
        Action::Compare(None)
    });
    let on_file = {
        let (dispatch, workspace) = (props.dispatch.clone(), props.workspace.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            input.set_value("");
            let (dispatch, workspace, name) = (dispatch.clone(), workspace.clone(), file.name());
            wasm_bindgen_futures::spawn_local(async move {
                let read = browser::read(file).await;
                let base = read.and_then(|text| of_file(&name, &text, &workspace));
                compare(&dispatch, base.map(|of| (Source::File(name.into()), of)));
            });
        })
    };
    let take_link = {
        let (dispatch, link) = (props.dispatch.clone(), link.clone());
        Callback::from(move |_: MouseEvent| {
            compare(&dispatch, of_link(&link).map(|of| (Source::Link, of)));
        })
    };
    html! {
        <div class="compare-base">
            if props.base.is_none() { <p>{ text.say(id!("compare-intro")) }</p> }
            <div class="compare-choice">
                <Select id="compare-base" label={text.say(id!("compare-with"))} options={labels} {chosen} {on_choose} />
                <button type="button" class={classes!(props.base.is_none().then_some("primary"))} onclick={now}
                    aria-describedby="compare-now-hint">
                    { glyph(glyph::CHECK) }{ text.say(id!("compare-now")) }
                </button>
                if props.base.is_some() {
                    <button type="button" onclick={end}>{ text.say(id!("compare-end")) }</button>
                }
            </div>
            <p class={if props.base.is_some() { "hidden" } else { "hint" }} id="compare-now-hint">{ text.say(id!("compare-now-hint")) }</p>
            <details class="compare-elsewhere">
                <summary>{ text.say(id!("compare-elsewhere")) }</summary>
                <div class="compare-choice">
                    <div class="field">
                        <label for="compare-file">{ text.say(id!("compare-file")) }</label>
                        <input id="compare-file" type="file" accept=".json,application/json" onchange={on_file} />
                    </div>
                    <TextField
                        id="compare-link" label={text.say(id!("compare-link"))} value={(*link).clone()} code=true
                        on_input={let link = link.setter(); move |value| link.set(value)}
                    />
                    <button type="button" disabled={link.trim().is_empty()} onclick={take_link}>
                        { glyph(glyph::LINK) }{ text.say(id!("compare-link-take")) }
                    </button>
                </div>
            </details>
            if props.refused { <p class="wrong" role="alert">{ nodes(&text.say(id!("compare-refused"))) }</p> }
        </div>
    }
}

/// What it is called with which the present text is compared.
fn named(text: &Text, store: &StoreInfo, base: &Base) -> AttrValue {
    called(text, store, base, titles::version)
}

/// Its name for a text that is read elsewhere and later.
pub(in crate::components) fn named_in_report(
    text: &Text,
    store: &StoreInfo,
    base: &Base,
) -> AttrValue {
    called(text, store, base, titles::version_in_report)
}

fn called(
    text: &Text,
    store: &StoreInfo,
    base: &Base,
    version: fn(&Text, &Version) -> AttrValue,
) -> AttrValue {
    match &base.source {
        Source::File(name) => text.with(id!("compare-of-file"), &[("name", name.as_str().into())]),
        Source::Link => text.say(id!("compare-of-link")),
        Source::Opened => text.say(id!("compare-opened")),
        Source::Version(key) => {
            let mut versions = store.versions.iter();
            match versions.find(|version| version.key == *key) {
                Some(of) => version(text, of),
                None => text.say(id!("compare-version-gone")),
            }
        }
        Source::Workspace(_) => {
            let name = titles::workspace(text, &base.workspace);
            text.with(id!("compare-workspace"), &[("name", name.as_str().into())])
        }
    }
}

/// What can be chosen, and which of it is.
fn choices(text: &Text, props: &Props) -> (Vec<(AttrValue, Choice)>, usize) {
    let store = &props.store;
    let mut all = vec![(text.say(id!("compare-choose")), Choice::Nothing)];
    let mut sources = vec![None];
    let base = props.base.as_ref();
    let is_stored = |source: &Source| match source {
        Source::Version(key) => store.versions.iter().any(|version| version.key == *key),
        Source::Workspace(key) => store.workspaces.iter().any(|kept| kept.key == *key),
        Source::Opened => true,
        Source::File(_) | Source::Link => false,
    };
    let elsewhere = base.filter(|base| !is_stored(&base.source));
    let elsewhere = elsewhere.map(|base| named(text, store, base));
    if let Some(label) = elsewhere {
        all.push((label, Choice::Present));
        sources.push(props.base.as_ref().map(|base| base.source.clone()));
    }
    let is_chosen = base.is_some_and(|base| base.source == Source::Opened);
    if is_chosen || *props.opened != *props.workspace {
        all.push((text.say(id!("compare-opened")), Choice::Opened));
        sources.push(Some(Source::Opened));
    }
    for version in &store.versions {
        let key = version.key.clone();
        all.push((
            titles::version(text, version),
            Choice::Stored(StoreCommand::CompareVersion(key.clone())),
        ));
        sources.push(Some(Source::Version(key)));
    }
    for kept in store
        .workspaces
        .iter()
        .filter(|kept| kept.key != store.current)
    {
        let name = titles::by_policies(text, &kept.name, &kept.policies);
        let name = [("name", name.as_str().into())];
        all.push((
            text.with(id!("compare-workspace"), &name),
            Choice::Stored(StoreCommand::CompareWorkspace(kept.key.clone())),
        ));
        sources.push(Some(Source::Workspace(kept.key.clone())));
    }
    let present = props.base.as_ref().map(|base| base.source.clone());
    let chosen = sources.iter().position(|source| *source == present);
    (all, chosen.unwrap_or(0))
}

fn compare(dispatch: &Callback<Action>, base: Option<(Source, Workspace)>) {
    dispatch.emit(match base {
        Some((source, workspace)) => Action::Compare(Some(Box::new(Base {
            source,
            workspace: Rc::new(workspace),
        }))),
        None => Action::CompareRefused,
    });
}

/// What a file holds: a case, or policies that stand for those of the present text.
fn of_file(name: &str, text: &str, present: &Workspace) -> Option<Workspace> {
    match take(name, text, None) {
        Taken::Case => case_file::import(text).ok().map(|(workspace, _)| workspace),
        Taken::Documents(documents) => {
            let mut workspace = Workspace::clone(present);
            for document in documents {
                put(&mut workspace, document);
            }
            Some(workspace)
        }
        Taken::NoPolicy(_) | Taken::Nothing => None,
    }
}

/// Puts a policy in the place of the one of its name, of the only one of its layer, or beside
/// those.
fn put(workspace: &mut Workspace, incoming: Incoming) {
    let of_layer: Vec<u32> = workspace
        .of_layer(incoming.layer)
        .map(|document| document.id)
        .collect();
    let by_name = workspace
        .of_layer(incoming.layer)
        .find(|document| document.name == incoming.name)
        .map(|document| document.id);
    let only = match of_layer.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let Some(id) = by_name.or(only) else {
        workspace.append(incoming);
        return;
    };
    for document in &mut workspace.documents {
        if document.id == id {
            *document = Rc::new(Document {
                text: incoming.text.clone(),
                ..Document::clone(document)
            });
        }
    }
}

/// What a share link holds.
fn of_link(link: &str) -> Option<Workspace> {
    let (_, fragment) = link.trim().rsplit_once('#')?;
    let case = vestibule_share::decode(fragment)?.ok()?;
    Some(case_file::workspace(&case))
}
