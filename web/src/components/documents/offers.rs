//! What a text was recognised as, and what can be made of it.

use std::rc::Rc;

use vestibule_wire::Recognized;
use yew::prelude::*;

use super::incoming::{Offer, offers};
use super::names;
use super::no_policy::looks;
use crate::components::denial::Explain;
use crate::components::glyph::{self, glyph};
use crate::denied::looks_denied;
use crate::state::action::{Action, DocumentEdit};
use crate::state::workspace::Document;
use crate::text::{Nodes as _, Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) found: Rc<Recognized>,
    pub(super) document: Rc<Document>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Offers(props: &Props) -> Html {
    let text = use_text();
    if let Some(what) = props.found.not_policy {
        return html! {
            <div class="document-offers" role="status">
                { glyph(glyph::TRIANGLE_ALERT) }
                <p>{ nodes(&looks(&text, what)) }</p>
                if looks_denied(&props.document.text) {
                    <Explain of={props.document.text.clone()} dispatch={props.dispatch.clone()} />
                }
            </div>
        };
    }
    let offers = offers(&props.found, props.document.layer);
    if offers.is_empty() {
        return html! {};
    }
    html! {
        <div class="document-offers" role="status">
            { glyph(glyph::INFO) }
            <p>{ said(&text, &offers) }</p>
            <div class="buttons">
                { for offers.into_iter().map(|offer| button(&text, props, offer)) }
            </div>
        </div>
    }
}

/// What the text is.
fn said(text: &Text, offers: &[Offer]) -> Html {
    match offers.last() {
        Some(Offer::Unwrap { command, .. }) => {
            text.nodes(id!("documents-output"), &[("command", (*command).into())])
        }
        Some(Offer::Split { command, documents }) => text.nodes(
            id!("documents-outputs"),
            &[
                ("command", (*command).into()),
                ("count", documents.len().into()),
            ],
        ),
        _ => text.nodes(id!("documents-case"), &[]),
    }
}

fn button(text: &Text, props: &Props, offer: Offer) -> Html {
    let document = props.document.clone();
    let id = document.id;
    let (label, actions): (AttrValue, Vec<Action>) = match offer {
        Offer::OpenCase => {
            let action = Action::ImportCase {
                name: document.name.clone(),
                text: document.text.clone(),
            };
            (text.say(id!("documents-open-case")), vec![action])
        }
        Offer::Unwrap {
            text: policy, name, ..
        } => {
            let mut actions = vec![Action::Document(id, DocumentEdit::ReplaceText(policy))];
            if let Some(name) = name.filter(|_| document.name.is_empty()) {
                actions.push(Action::Document(id, DocumentEdit::Name(name)));
            }
            (text.say(id!("documents-unwrap")), actions)
        }
        Offer::Split { documents, .. } => {
            let label = text.with(id!("documents-split"), &[("count", documents.len().into())]);
            let actions = vec![Action::AddDocuments(documents), Action::RemoveDocument(id)];
            (label, actions)
        }
        Offer::Move(layer) => {
            let layers = names::layers(text, layer);
            let label = text.with(id!("documents-move"), &[("layer", layers.as_str().into())]);
            let edit = DocumentEdit::Layer(layer);
            (label, vec![Action::Document(id, edit)])
        }
    };
    let dispatch = props.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        for action in &actions {
            dispatch.emit(action.clone());
        }
    });
    html! { <button type="button" {onclick}>{ label }</button> }
}
