//! The documents by layer, account settings first.

use std::rc::Rc;

use vestibule_wire::Severity;
use web_sys::DragEvent;
use yew::prelude::*;

use super::names;
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::evaluate::answer::{Field, Problem};
use crate::state::action::{Action, DocumentEdit};
use crate::state::view::Open;
use crate::state::workspace::{Attached, LAYERS, Workspace};
use crate::text::{Text, use_text};

/// As what the id of a policy goes along that is dragged.
pub(super) const DRAGGED: &str = "application/x-vestibule-policy";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    pub(super) problems: Rc<[Rc<Problem>]>,
    pub(super) open: Open,
    /// Those that decide what is selected.
    pub(super) deciding: Vec<u32>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn List(props: &Props) -> Html {
    let text = use_text();
    let dragged = use_state_eq(|| None::<u32>);
    let is_account = |field: Option<Field>| {
        matches!(
            field,
            Some(
                Field::AccountId | Field::Organization | Field::OrganizationPath | Field::Readings
            )
        )
    };
    let account = counts(&props.problems, is_account);
    let open_account = props
        .dispatch
        .reform(|_: MouseEvent| Action::Open(Open::Account));
    let elsewhere = props.workspace.own_elsewhere();
    let current = |open: bool| open.then_some("true");
    html! {
        <nav class="document-list" aria-label={text.say(id!("documents-list"))}>
            <button
                type="button" class="document-row account-row" onclick={open_account}
                aria-current={current(props.open == Open::Account)}
            >
                if let Some(organization) = &props.workspace.organization {
                    <span class="document-name">{ text.say(id!("organization-title")) }</span>
                    <span class="document-target" translate="no">{ &organization.id }</span>
                } else {
                    <span class="document-name">{ text.say(id!("documents-account")) }</span>
                    <span class="document-target" translate="no">{ &props.workspace.account.id }</span>
                }
                { badges(&text, account) }
            </button>
            <ul>
                { for LAYERS.into_iter().map(|layer| {
                    let groups = props.workspace.listed(layer);
                    if groups.is_empty() {
                        return html! {};
                    }
                    let id = format!("layer-{}", layer.name());
                    let rows = |group: &Attached<'_>, is_named| -> Html {
                        let indices = 0..group.documents.len();
                        indices.map(|index| row(&text, props, &dragged, group, index, is_named)).collect()
                    };
                    html! {
                        <li key={layer.name()}>
                            <span class="document-layer" id={id.clone()}>{ names::layers(&text, layer) }</span>
                            <ul aria-labelledby={id.clone()}>
                                if let [group] = &groups[..] {
                                    { rows(group, true) }
                                } else {
                                    { for groups.iter().enumerate().map(|(number, group)| html! {
                                        <li key={group.target} class="document-group">
                                            <span class="document-attachment" id={format!("{id}-{number}")}>
                                                if group.target.is_empty() {
                                                    { text.say(id!("documents-unattached")) }
                                                } else {
                                                    { attachment(&props.workspace, group.target) }
                                                }
                                            </span>
                                            <ul aria-labelledby={format!("{id}-{number}")}>{ rows(group, false) }</ul>
                                        </li>
                                    }) }
                                }
                            </ul>
                        </li>
                    }
                }) }
            </ul>
            if elsewhere > 0 {
                <p class="document-elsewhere soft">
                    { text.with(id!("organization-own-elsewhere"), &[("count", elsewhere.into())]) }
                </p>
            }
        </nav>
    }
}

/// To what policies belong: of an organization, with the names of its units and accounts.
fn attachment(workspace: &Workspace, target: &str) -> Html {
    let Some(organization) = &workspace.organization else {
        return html! { <code translate="no">{ target }</code> };
    };
    let nodes = target
        .split(',')
        .map(str::trim)
        .filter(|node| !node.is_empty());
    let node = |node: &str| {
        let name = organization.name(node);
        html! {
            <span class="document-node">
                if !name.is_empty() { { name.to_owned() }{ " " } }
                <code translate="no">{ node }</code>
            </span>
        }
    };
    html! { { for nodes.map(node) } }
}

fn row(
    text: &Text,
    props: &Props,
    dragged: &UseStateHandle<Option<u32>>,
    group: &Attached<'_>,
    index: usize,
    is_target_shown: bool,
) -> Html {
    let (place, document) = group.documents[index];
    let (among, [up, down]) = (group.documents.len(), group.steps(index));
    let (id, dispatch) = (document.id, &props.dispatch);
    let counted = counts(&props.problems, |field| {
        matches!(
            field,
            Some(Field::DocumentText(of) | Field::DocumentName(of) | Field::DocumentTarget(of)) if of == id
        )
    });
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Open(Open::Document(id)));
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowUp" if event.alt_key() => up,
                "ArrowDown" if event.alt_key() => down,
                "Delete" => {
                    event.prevent_default();
                    dispatch.emit(Action::RemoveDocument(id));
                    None
                }
                _ => return,
            };
            event.prevent_default();
            if let Some(to) = to {
                dispatch.emit(Action::Document(id, DocumentEdit::Move(to)));
            }
        })
    };
    let ondragstart = {
        let dragged = dragged.setter();
        Callback::from(move |event: DragEvent| {
            if let Some(data) = event.data_transfer() {
                // Some browsers drag nothing that carries no data.
                let _ = data.set_data("text/plain", "");
                let _ = data.set_data(DRAGGED, &id.to_string());
                data.set_effect_allowed("move");
            }
            dragged.set(Some(id));
        })
    };
    let ondragend = {
        let dragged = dragged.setter();
        Callback::from(move |_: DragEvent| dragged.set(None))
    };
    // A policy is attached elsewhere by its form, not by a slip of the hand.
    let same_group = dragged.is_some_and(|dragged| {
        let mut others = group.documents.iter();
        others.any(|(_, other)| other.id == dragged)
    });
    let ondragover = Callback::from(move |event: DragEvent| {
        if same_group {
            event.prevent_default();
        }
    });
    let ondrop = {
        let (dragged, dispatch) = (dragged.clone(), dispatch.clone());
        Callback::from(move |event: DragEvent| {
            if let Some(other) = dragged.filter(|_| same_group) {
                event.prevent_default();
                event.stop_propagation();
                dispatch.emit(Action::Document(other, DocumentEdit::Move(place)));
            }
            dragged.set(None);
        })
    };
    let is_open = props.open == Open::Document(id);
    let decides = props.deciding.contains(&id);
    let can_attach = props.workspace.organization.is_some() && document.is_of_organization();
    html! {
        <li key={id}>
            <button
                type="button" {onclick} {onkeydown} {ondragstart} {ondragend} {ondragover} {ondrop}
                draggable={(among > 1 || can_attach).to_string()} aria-current={is_open.then_some("true")}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
                class={classes!(
                    "document-row", (**dragged == Some(id)).then_some("dragged"),
                    decides.then_some("deciding"),
                )}
                title={decides.then(|| text.say(id!("documents-deciding")))}
            >
                if among > 1 { <span class="grip">{ glyph(glyph::GRIP_VERTICAL) }</span> }
                <span class="document-name">{ names::document(text, &props.workspace, document) }</span>
                if is_target_shown && !document.target.is_empty() {
                    <span class="document-target">{ attachment(&props.workspace, &document.target) }</span>
                }
                if document.is_blank() {
                    <span class="document-blank">{ text.say(id!("documents-blank")) }</span>
                }
                if decides { <span class="hidden">{ text.say(id!("documents-deciding")) }</span> }
                { badges(text, counted) }
            </button>
        </li>
    }
}

/// How many errors and warnings there are of some fields.
fn counts(problems: &[Rc<Problem>], is_of: impl Fn(Option<Field>) -> bool) -> (usize, usize) {
    let of = |severity: Severity| {
        let found = problems.iter().filter(|problem| is_of(problem.place));
        found
            .filter(|problem| problem.finding.severity == severity)
            .count()
    };
    (of(Severity::Error), of(Severity::Warning))
}

fn badges(text: &Text, (errors, warnings): (usize, usize)) -> Html {
    let badge = |severity: Severity, number: usize, said: AttrValue| {
        if number == 0 {
            return html! {};
        }
        html! {
            <span class={classes!("badge", severity.name())}>
                { icon::severity(severity) }
                <span aria-hidden="true">{ number }</span>
                <span class="hidden">{ said }</span>
            </span>
        }
    };
    html! {
        <>
            { badge(Severity::Error, errors, text.with(id!("documents-errors"), &[("count", errors.into())])) }
            { badge(Severity::Warning, warnings, text.with(id!("documents-warnings"), &[("count", warnings.into())])) }
        </>
    }
}
