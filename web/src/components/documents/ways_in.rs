//! The ways in: a menu of layers, a choice of files, and what is dropped or pasted anywhere.

use std::rc::Rc;

use vestibule_wire::{Layer, NotPolicy};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::drops::use_drops;
use super::files::{self, Read};
use super::incoming::{Taken, take};
use super::pastes::use_pastes;
use super::{names, no_policy};
use crate::components::focus::focus_soon;
use crate::components::glyph::{self, glyph};
use crate::components::menu::{Item, Menu};
use crate::state::action::{Action, Incoming};
use crate::state::documents::surplus;
use crate::state::view::{Open, Panel};
use crate::state::workspace::{LAYERS, Workspace};
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    pub(super) open: Open,
    pub(super) dispatch: Callback<Action>,
    pub(super) children: Html,
}

#[component]
pub(super) fn WaysIn(props: &Props) -> Html {
    let text = use_text();
    let said = use_state_eq(Vec::<AttrValue>::new);
    let chooser = use_node_ref();
    let arrived = {
        let (text, dispatch, said) = (text.clone(), props.dispatch.clone(), said.setter());
        Callback::from(move |read: Vec<Read>| said.set(arrive(&text, read, &dispatch)))
    };
    let over = use_drops(&arrived);
    use_pastes(&arrived);
    let onchange = {
        let (arrived, chooser) = (arrived.clone(), chooser.clone());
        Callback::from(move |_: Event| {
            let Some(input) = chooser.cast::<HtmlInputElement>() else {
                return;
            };
            let files = input.files();
            let files =
                files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
            files::read(files.unwrap_or_default(), arrived.clone());
            // So that a file may be chosen twice in a row.
            input.set_value("");
        })
    };
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    html! {
        <div class={classes!("documents", over.then_some("dropping"))}>
            <div class="pane-head">
                <h2>{ text.say(id!("documents-title")) }</h2>
                <Menu
                    label={text.say(id!("documents-add"))} to_left=true items={additions(&text, props)}
                    content={html! { <>{ glyph(glyph::PLUS) }<span>{ text.say(id!("documents-add")) }</span></> }}
                />
                <button type="button" class="quiet" onclick={choose}>
                    { glyph(glyph::UPLOAD) }<span>{ text.say(id!("documents-files")) }</span>
                </button>
                <input
                    type="file" ref={chooser} class="hidden" multiple=true tabindex="-1" aria-hidden="true"
                    accept=".json,.txt,application/json,text/plain" {onchange}
                />
            </div>
            if !said.is_empty() {
                <div role="status">
                    <ul class="document-said">
                        { for said.iter().map(|line| html! { <li>{ nodes(line) }</li> }) }
                    </ul>
                </div>
            }
            { props.children.clone() }
            if over { <p class="drop-here">{ text.say(id!("documents-drop")) }</p> }
        </div>
    }
}

/// Where the text of the document that is open is written.
const EDITED: &str = ".document-open .cm-content, .document-open .editor-plain";

fn additions(text: &Text, props: &Props) -> Vec<Item> {
    let has_resource_based = props
        .workspace
        .of_layer(Layer::ResourceBased)
        .next()
        .is_some();
    let layers = LAYERS.into_iter();
    layers
        .map(|layer| Item::Do {
            label: names::one(text, layer),
            glyph: None,
            key: None,
            // There is one at most.
            enabled: layer != Layer::ResourceBased || !has_resource_based,
            action: props.dispatch.reform(move |()| {
                focus_soon(EDITED);
                Action::AddDocument(Incoming {
                    layer,
                    name: AttrValue::default(),
                    target: AttrValue::default(),
                    text: AttrValue::default(),
                })
            }),
        })
        .collect()
}

/// Hands on what was read, and returns what is to be said of the rest.
fn arrive(text: &Text, read: Vec<Read>, dispatch: &Callback<Action>) -> Vec<AttrValue> {
    let mut said = Vec::new();
    let mut documents = Vec::new();
    let mut cases = Vec::new();
    for one in read {
        match one {
            Read::TooLarge { name } => {
                said.push(text.with(id!("documents-too-large"), &[("name", name.into())]))
            }
            Read::Failed { name } => {
                said.push(text.with(id!("documents-unreadable"), &[("name", name.into())]))
            }
            Read::Text {
                name,
                text: content,
            } => match take(&name, &content, None) {
                Taken::Case => cases.push((name, content)),
                Taken::Documents(mut taken) => documents.append(&mut taken),
                Taken::NoPolicy(what) => said.push(left_out(text, &name, what)),
                Taken::Nothing if name.is_empty() => {
                    said.push(text.say(id!("documents-pasted-no-json")));
                }
                Taken::Nothing => {
                    said.push(text.with(id!("documents-no-json"), &[("name", name.into())]));
                }
            },
        }
    }
    for document in surplus(&mut documents) {
        let name = Some(document.name).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| names::one(text, document.layer));
        said.push(text.with(id!("documents-surplus"), &[("name", name.as_str().into())]));
    }
    if !said.is_empty() {
        // On a narrow page it is to be seen what was left out.
        dispatch.emit(Action::Panel(Panel::Policies));
    }
    if !documents.is_empty() {
        said.push(text.with(id!("documents-added"), &[("count", documents.len().into())]));
        dispatch.emit(Action::AddDocuments(documents));
    }
    // A case file is a workspace of its own: it comes last, and stays open.
    for (name, content) in cases {
        dispatch.emit(Action::ImportCase {
            name: name.into(),
            text: content.into(),
        });
    }
    said
}

/// That a text is not used, and why.
fn left_out(text: &Text, name: &str, what: NotPolicy) -> AttrValue {
    let why = no_policy::looks(text, what);
    if name.is_empty() {
        return text.with(
            id!("documents-pasted-unused"),
            &[("why", why.as_str().into())],
        );
    }
    let both = [("name", name.into()), ("why", why.as_str().into())];
    text.with(id!("documents-unused"), &both)
}
