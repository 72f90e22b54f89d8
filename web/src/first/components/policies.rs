//! The policies by kind; the kinds without a text are folded.

use std::rc::Rc;

use vestibule_wire::Layer;
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use super::account::checkbox;
use super::document::Document;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::Switch;
use crate::first::state::input::{Document as Text, KINDS};
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) documents: [Vec<Text>; 7],
    pub(crate) open: [bool; 7],
    pub(crate) no_identity: bool,
    pub(crate) problems: Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Policies(props: &Props) -> Html {
    let kinds = KINDS.into_iter().zip(&props.documents).zip(props.open);
    html! {
        <section class="card" aria-labelledby="policies-title">
            <h2 id="policies-title">{ text::POLICIES }</h2>
            { for kinds.map(|((kind, documents), open)| one_kind(props, kind, documents, open)) }
        </section>
    }
}

fn one_kind(props: &Props, kind: Layer, documents: &[Text], open: bool) -> Html {
    let dispatch = &props.dispatch;
    let ontoggle = dispatch.reform(move |event: Event| {
        let details: HtmlDetailsElement = event.target_unchecked_into();
        Action::Fold(kind, details.open())
    });
    let add = dispatch.reform(move |_: MouseEvent| Action::AddDocument(kind));
    let several = documents.len() > 1;
    let number = documents
        .iter()
        .filter(|document| !document.text.trim().is_empty())
        .count();
    html! {
        <details class="kind" {open} {ontoggle} key={kind.name()}>
            <summary>
                <span class="kind-name">{ text::kind(kind) }</span>
                <span class="count">{ text::count(number) }</span>
            </summary>
            { for documents.iter().enumerate().map(|(index, document)| html! {
                <Document
                    key={document.id} {kind} document={document.clone()}
                    number={several.then_some(index + 1)}
                    problems={props.problems.clone()} dispatch={dispatch.clone()}
                />
            }) }
            if kind == Layer::Identity && number == 0 {
                { checkbox(Switch::NoIdentity, "no-identity", props.no_identity, dispatch) }
            }
            if kind != Layer::ResourceBased && number > 0 {
                <button type="button" class="quiet" onclick={add}>{ text::add_one(kind) }</button>
            }
        </details>
    }
}
