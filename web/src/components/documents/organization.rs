//! The organization: its tree with what is attached where, and the account that is looked at.

use std::collections::HashSet;
use std::rc::Rc;

use vestibule_playground::tree::{self, Row, What};
use vestibule_wire::AccountState;
use web_sys::{DragEvent, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::list::DRAGGED;
use super::names;
use crate::components::field::wrong;
use crate::components::glyph::{self, glyph};
use crate::evaluate::answer::{Field, Problem};
use crate::state::action::{Action, DocumentEdit};
use crate::state::view::Open;
use crate::state::workspace::Workspace;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    pub(super) problems: Rc<[Rc<Problem>]>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn OrganizationTree(props: &Props) -> Html {
    let text = use_text();
    let toggled = use_state_eq(HashSet::<AttrValue>::new);
    let query = use_state_eq(AttrValue::default);
    let focused = use_state_eq(AttrValue::default);
    let shown = use_memo(
        (
            props.workspace.clone(),
            (*toggled).clone(),
            (*query).clone(),
        ),
        |(workspace, toggled, query)| tree::rows(workspace, toggled, query),
    );
    let Some(organization) = &props.workspace.organization else {
        return html! {};
    };
    let oninput = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            query.set(input.value().into());
        })
    };
    let toggle = {
        let toggled = toggled.clone();
        Callback::from(move |id: AttrValue| {
            let mut now = (*toggled).clone();
            if !now.remove(&id) {
                now.insert(id);
            }
            toggled.set(now);
        })
    };
    // One row is in the order of tabs: the one that had the focus, else that of the account.
    let rows = &shown.rows;
    let has = |id: &AttrValue| rows.iter().any(|row| row.id == *id);
    let current = [(*focused).clone(), organization.shown.clone()];
    let current = current.into_iter().find(|id| !id.is_empty() && has(id));
    let current = current.or_else(|| rows.first().map(|row| row.id.clone()));
    let errors = wrong(&text, &props.problems, Field::Organization);
    let accounts = organization.places().len();
    html! {
        <section class="account organization" aria-labelledby="organization-title">
            <h3 id="organization-title">
                { text.say(id!("organization-title")) }{ " " }<code translate="no">{ &organization.id }</code>
            </h3>
            <p class="soft">{ text.with(id!("organization-accounts"), &[("count", accounts.into())]) }</p>
            if !errors.is_empty() {
                <ul class="wrong">{ for errors.iter().map(|error| html! { <li>{ nodes(error) }</li> }) }</ul>
            }
            <label class="search" for="organization-search">
                { glyph(glyph::SEARCH) }
                <span class="hidden">{ text.say(id!("organization-search")) }</span>
                <input
                    type="search" id="organization-search" value={(*query).clone()} {oninput}
                    placeholder={text.say(id!("organization-search"))}
                />
            </label>
            <ul class="tree" role="tree" aria-labelledby="organization-title">
                { for rows.iter().enumerate().map(|(index, row)| {
                    let is_current = current.as_ref() == Some(&row.id);
                    let near = Near::of(rows, index);
                    let focused = focused.setter();
                    let on_focus = Callback::from(move |id: AttrValue| focused.set(id));
                    html! {
                        <TreeRow key={&*row.id} row={row.clone()} workspace={props.workspace.clone()} {near}
                            {is_current} is_shown={organization.shown == row.id}
                            toggle={toggle.clone()} {on_focus} dispatch={props.dispatch.clone()} />
                    }
                }) }
            </ul>
            if shown.rows.is_empty() {
                <p class="soft" role="status">{ text.say(id!("organization-nothing-found")) }</p>
            }
            if shown.left_out > 0 {
                <p class="soft">{ text.with(id!("organization-left-out"), &[("count", shown.left_out.into())]) }</p>
            }
        </section>
    }
}

/// The rows to which keys lead from one.
#[derive(Clone, PartialEq)]
struct Near {
    above: Option<AttrValue>,
    below: Option<AttrValue>,
    /// The unit that it is in.
    parent: Option<AttrValue>,
    first: Option<AttrValue>,
    last: Option<AttrValue>,
}

impl Near {
    fn of(rows: &[Row], index: usize) -> Self {
        let id = |row: &Row| row.id.clone();
        let level = rows.get(index).map_or(0, |row| row.level);
        let before = rows.iter().take(index).rev();
        Self {
            above: index.checked_sub(1).and_then(|at| rows.get(at)).map(id),
            below: rows.get(index + 1).map(id),
            parent: before.clone().find(|row| row.level < level).map(id),
            first: rows.first().map(id),
            last: rows.last().map(id),
        }
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    row: Row,
    workspace: Rc<Workspace>,
    near: Near,
    /// It is in the order of tabs.
    is_current: bool,
    /// Its sign-ins are looked at.
    is_shown: bool,
    toggle: Callback<AttrValue>,
    on_focus: Callback<AttrValue>,
    dispatch: Callback<Action>,
}

#[component]
fn TreeRow(props: &RowProps) -> Html {
    let text = use_text();
    let row = &props.row;
    let over = use_state_eq(|| false);
    let is_unit = matches!(row.what, What::Unit { .. });
    let open = match &row.what {
        What::Unit {
            is_open,
            can_open: true,
            ..
        } => Some(*is_open),
        _ => None,
    };
    let choose = {
        let (id, is_shown, dispatch) = (row.id.clone(), props.is_shown, props.dispatch.clone());
        let toggle = props.toggle.clone();
        move || {
            if is_unit {
                toggle.emit(id.clone());
            } else {
                let shown = if is_shown {
                    AttrValue::default()
                } else {
                    id.clone()
                };
                dispatch.emit(Action::ShowAccount(shown));
            }
        }
    };
    let onclick = {
        let choose = choose.clone();
        Callback::from(move |_: MouseEvent| choose())
    };
    let onkeydown = keys(props, open, choose);
    let onfocus = {
        let id = row.id.clone();
        props.on_focus.reform(move |_: FocusEvent| id.clone())
    };
    let [ondragover, ondragleave] = {
        let over = over.setter();
        let entered = over.clone();
        [
            Callback::from(move |event: DragEvent| {
                if carries(&event) {
                    event.prevent_default();
                    entered.set(true);
                }
            }),
            Callback::from(move |_: DragEvent| over.set(false)),
        ]
    };
    let ondrop = {
        let (over, id, dispatch) = (over.setter(), row.id.clone(), props.dispatch.clone());
        Callback::from(move |event: DragEvent| {
            over.set(false);
            if let Some(document) = dropped(&event) {
                event.prevent_default();
                event.stop_propagation();
                let edit = DocumentEdit::Attach(id.clone());
                dispatch.emit(Action::Document(document, edit));
            }
        })
    };
    html! {
        <li
            role="treeitem" class={classes!("tree-row", props.is_shown.then_some("shown"), over.then_some("over"))}
            id={node_id(&row.id)} tabindex={if props.is_current { "0" } else { "-1" }}
            data-level={row.level.to_string()} data-id={row.id.clone()}
            aria-level={row.level.to_string()} aria-posinset={row.place.0.to_string()}
            aria-setsize={row.place.1.to_string()} aria-expanded={open.map(|open| open.to_string())}
            aria-selected={(!is_unit).then(|| props.is_shown.to_string())}
            {onkeydown} {onfocus} {ondragover} {ondragleave} {ondrop}
        >
            <span class="tree-label" {onclick}>
                if open == Some(true) { { glyph(glyph::CHEVRON_DOWN) } }
                if open == Some(false) { { glyph(glyph::CHEVRON_RIGHT) } }
                if !row.name.is_empty() { <span class="tree-name">{ &row.name }</span> }
                <code translate="no">{ &row.id }</code>
                { told(&text, &row.what) }
            </span>
            { for row.policies.iter().map(|document| {
                let open = Action::Open(Open::Document(document.id));
                let onclick = props.dispatch.reform(move |event: MouseEvent| {
                    event.stop_propagation();
                    open.clone()
                });
                html! {
                    <button type="button" class="tree-policy" tabindex={if props.is_current { "0" } else { "-1" }} {onclick}>
                        { names::document(&text, &props.workspace, document) }
                    </button>
                }
            }) }
        </li>
    }
}

/// What is told of a row beside its name.
fn told(text: &Text, what: &What) -> Html {
    let said = match what {
        What::Unit { accounts, .. } => text.with(
            id!("organization-unit-accounts"),
            &[("count", (*accounts).into())],
        ),
        What::Account {
            is_management: true,
            ..
        } => text.say(id!("organization-management")),
        What::Account {
            state: Some(state), ..
        } => text.say(match state {
            AccountState::PendingActivation => id!("organization-pending-activation"),
            AccountState::Suspended => id!("organization-suspended"),
            AccountState::PendingClosure => id!("organization-pending-closure"),
            AccountState::Closed | AccountState::Active => id!("organization-closed"),
        }),
        What::Account { state: None, .. } => return html! {},
    };
    html! { <span class="tree-told">{ said }</span> }
}

/// Arrow keys, Home and End lead through the tree; Enter and Space choose.
fn keys(
    props: &RowProps,
    open: Option<bool>,
    choose: impl Fn() + 'static,
) -> Callback<KeyboardEvent> {
    let (near, id, toggle) = (
        props.near.clone(),
        props.row.id.clone(),
        props.toggle.clone(),
    );
    let on_focus = props.on_focus.clone();
    Callback::from(move |event: KeyboardEvent| {
        let target = event.target_dyn_into::<HtmlElement>();
        let on_row = target.is_some_and(|target| target.id() == node_id(&id));
        let to = match event.key().as_str() {
            "ArrowDown" => near.below.clone(),
            "ArrowUp" => near.above.clone(),
            "Home" => near.first.clone(),
            "End" => near.last.clone(),
            "ArrowRight" if open == Some(false) => {
                toggle.emit(id.clone());
                None
            }
            "ArrowRight" if open == Some(true) => near.below.clone(),
            "ArrowLeft" if open == Some(true) => {
                toggle.emit(id.clone());
                None
            }
            "ArrowLeft" => near.parent.clone(),
            "Enter" | " " if on_row => {
                choose();
                None
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            let document = gloo::utils::document();
            let row = document.get_element_by_id(&node_id(&to));
            if let Some(row) =
                row.and_then(|row| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(row).ok())
            {
                let _ = row.focus();
            }
            on_focus.emit(to);
        }
    })
}

fn node_id(id: &AttrValue) -> String {
    format!("tree-{id}")
}

/// Whether a policy of the list is dragged.
fn carries(event: &DragEvent) -> bool {
    let data = event.data_transfer();
    data.is_some_and(|data| data.types().includes(&DRAGGED.into(), 0))
}

/// The policy that was dragged here.
fn dropped(event: &DragEvent) -> Option<u32> {
    event.data_transfer()?.get_data(DRAGGED).ok()?.parse().ok()
}
