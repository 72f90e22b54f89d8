//! The name of the document that is open, to what it belongs, and what can be
//! done with it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{incoming, names};
use crate::components::browser;
use crate::components::field::{Select, TextField, wrong};
use crate::components::glyph::{self, glyph};
use crate::components::menu::{Item, Menu};
use crate::evaluate::answer::{Field, Problem};
use crate::state::action::{Action, DocumentEdit};
use crate::state::workspace::{Document, LAYERS, Workspace, layer_index};
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) document: Rc<Document>,
    pub(super) workspace: Rc<Workspace>,
    pub(super) problems: Rc<[Rc<Problem>]>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Details(props: &Props) -> Html {
    let text = use_text();
    let (document, dispatch) = (&props.document, &props.dispatch);
    let id = document.id;
    let said = use_state_eq(AttrValue::default);
    let edit = |make: fn(AttrValue) -> DocumentEdit| {
        dispatch.reform(move |value| Action::Document(id, make(value)))
    };
    let layers = LAYERS.map(|layer| names::one(&text, layer)).to_vec();
    let present = document.layer;
    let on_layer = dispatch.reform(move |chosen: usize| {
        let layer = LAYERS.get(chosen).copied().unwrap_or(present);
        Action::Document(id, DocumentEdit::Layer(layer))
    });
    let copy = {
        let (said, content) = (said.setter(), document.text.clone());
        let (done, failed) = (
            text.say(id!("documents-copied")),
            text.say(id!("documents-not-copied")),
        );
        Callback::from(move |()| {
            let (said, done, failed) = (said.clone(), done.clone(), failed.clone());
            let content = content.to_string();
            spawn_local(async move {
                let copied = browser::copy(content).await;
                said.set(if copied { done } else { failed });
            });
        })
    };
    let download = {
        let document = document.clone();
        Callback::from(move |()| {
            let name = incoming::file_name(&document.name, document.layer);
            browser::download(&name, &document.text);
        })
    };
    let groups = props.workspace.attached(document.layer);
    let steps = groups.iter().find_map(|group| {
        let mut documents = group.documents.iter();
        let index = documents.position(|(_, other)| other.id == id)?;
        Some(group.steps(index))
    });
    let [up, down] = steps.unwrap_or_default();
    let to = |to: Option<usize>| {
        let to = to.unwrap_or_default();
        dispatch.reform(move |()| Action::Document(id, DocumentEdit::Move(to)))
    };
    let item = |label: AttrValue, path, key: Option<&'static str>, enabled, action| Item::Do {
        label,
        glyph: Some(path),
        key: key.map(Into::into),
        enabled,
        action,
    };
    let items = vec![
        item(
            text.say(id!("documents-copy")),
            glyph::COPY,
            None,
            true,
            copy,
        ),
        item(
            text.say(id!("documents-download")),
            glyph::DOWNLOAD,
            None,
            true,
            download,
        ),
        Item::Separator,
        item(
            text.say(id!("documents-up")),
            glyph::ARROW_UP,
            Some("Alt+↑"),
            up.is_some(),
            to(up),
        ),
        item(
            text.say(id!("documents-down")),
            glyph::ARROW_DOWN,
            Some("Alt+↓"),
            down.is_some(),
            to(down),
        ),
        Item::Separator,
        item(
            text.say(id!("documents-remove")),
            glyph::TRASH,
            None,
            true,
            dispatch.reform(move |()| Action::RemoveDocument(id)),
        ),
    ];
    let target = names::target(&text, document.layer);
    html! {
        <div class="document-details" role="group" aria-label={names::document(&text, &props.workspace, document)}>
            <TextField
                id="document-name" label={text.say(id!("documents-name"))} value={document.name.clone()}
                placeholder={names::one(&text, document.layer)} on_input={edit(DocumentEdit::Name)}
                wrong={wrong(&text, &props.problems, Field::DocumentName(id))}
            />
            <Select
                id="document-layer" label={text.say(id!("documents-layer"))} options={layers}
                chosen={layer_index(document.layer)} on_choose={on_layer}
            />
            if let Some((label, placeholder)) = target {
                <TextField
                    id="document-target" {label} value={document.target.clone()} {placeholder} code=true
                    on_input={edit(DocumentEdit::Target)} class={classes!("document-belongs")}
                    wrong={wrong(&text, &props.problems, Field::DocumentTarget(id))}
                />
            }
            { owner(&text, props) }
            <Menu
                label={text.say(id!("documents-more"))} class={classes!("only-icon")} to_left=true
                content={glyph(glyph::ELLIPSIS)} {items}
            />
            <p class="hidden" role="status">{ &*said }</p>
        </div>
    }
}

/// Of which account of the organization it is the own policy.
fn owner(text: &Text, props: &Props) -> Html {
    let (document, dispatch) = (&props.document, &props.dispatch);
    let organization = props.workspace.organization.as_ref();
    let Some(organization) = organization.filter(|_| document.may_be_own()) else {
        return html! {};
    };
    let id = document.id;
    let members: Vec<AttrValue> = organization
        .members
        .iter()
        .map(|one| one.id.clone())
        .collect();
    let named = members.iter().map(|id| match organization.name(id) {
        "" => id.clone(),
        name => format!("{name} ({id})").into(),
    });
    let options: Vec<AttrValue> = std::iter::once(text.say(id!("organization-nobody")))
        .chain(named)
        .collect();
    let chosen = members.iter().position(|id| *id == document.account);
    let on_choose = dispatch.reform(move |chosen: usize| {
        let account = chosen.checked_sub(1).and_then(|at| members.get(at));
        Action::Document(
            id,
            DocumentEdit::Account(account.cloned().unwrap_or_default()),
        )
    });
    html! {
        <Select
            id="document-account" label={text.say(id!("organization-account"))} {options}
            chosen={chosen.map_or(0, |at| at + 1)} {on_choose}
        />
    }
}
