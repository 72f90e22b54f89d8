//! All accounts of an organization: a row an account or unit, a column for each of the people and
//! each of the networks, in each cell the worst that becomes of anybody.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use vestibule_playground::tree::{self, Row, What};
use yew::prelude::*;

use crate::analysis::topics::TopicTold;
use crate::components::decision::words;
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::evaluate::overview::{Worst, by_node};
use crate::state::State;
use crate::state::action::Action;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) state: Rc<State>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Overview(props: &Props) -> Html {
    let text = use_text();
    let toggled = use_state_eq(HashSet::<AttrValue>::new);
    let (state, dispatch) = (&props.state, &props.dispatch);
    let shown = use_memo(
        (state.workspace.clone(), (*toggled).clone()),
        |(workspace, toggled)| tree::rows(workspace, toggled, ""),
    );
    let asked = state.overview_asked().asked;
    let topic = state.shown_topic();
    let Some(organization) = &state.workspace.organization else {
        return html! {};
    };
    let cells: HashMap<AttrValue, Vec<Worst>> = match topic.told() {
        Some(TopicTold::Overview(rows)) => by_node(&organization.tree, rows),
        _ => HashMap::new(),
    };
    let heads = asked.people.iter().map(|one| &one.name);
    let heads: Vec<AttrValue> = heads
        .chain(asked.sites.iter().map(|one| &one.name))
        .map(|name| match name.trim() {
            "" => text.say(id!("table-unnamed")),
            _ => name.clone(),
        })
        .collect();
    let (people, networks) = (asked.people.len(), asked.sites.len());
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
    html! {
        <div class="overview" aria-busy={(!topic.is_present).to_string()}>
            <p class="soft">{ text.say(id!("organization-overview")) }</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col" rowspan="2">{ text.say(id!("organization-account")) }</th>
                        <th scope="colgroup" colspan={people.to_string()}>{ text.say(id!("organization-people")) }</th>
                        <th scope="colgroup" colspan={networks.to_string()}>{ text.say(id!("organization-networks")) }</th>
                    </tr>
                    <tr>{ for heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr>
                </thead>
                <tbody>
                    { for shown.rows.iter().map(|row| line(&text, row, cells.get(&row.id), &heads, &toggle, dispatch)) }
                </tbody>
            </table>
            if shown.left_out > 0 {
                <p class="soft">{ text.with(id!("organization-left-out"), &[("count", shown.left_out.into())]) }</p>
            }
        </div>
    }
}

fn line(
    text: &Text,
    row: &Row,
    cells: Option<&Vec<Worst>>,
    heads: &[AttrValue],
    toggle: &Callback<AttrValue>,
    dispatch: &Callback<Action>,
) -> Html {
    let label = html! {
        <>
            if !row.name.is_empty() { <span class="tree-name">{ &row.name }</span>{ " " } }
            <code translate="no">{ &row.id }</code>
        </>
    };
    let head = match &row.what {
        What::Unit {
            is_open,
            can_open,
            accounts,
        } => {
            let id = row.id.clone();
            let onclick = toggle.reform(move |_: MouseEvent| id.clone());
            let count = text.with(
                id!("organization-unit-accounts"),
                &[("count", (*accounts).into())],
            );
            let mark = if *is_open {
                glyph::CHEVRON_DOWN
            } else {
                glyph::CHEVRON_RIGHT
            };
            html! {
                <button
                    type="button" class="quiet" {onclick} disabled={!can_open}
                    aria-expanded={is_open.to_string()}
                >
                    { glyph(mark) }{ label }{ " " }<span class="tree-told">{ count }</span>
                </button>
            }
        }
        What::Account { .. } => {
            let id = row.id.clone();
            let onclick = dispatch.reform(move |_: MouseEvent| Action::ShowAccount(id.clone()));
            html! { <button type="button" class="quiet" {onclick}>{ label }</button> }
        }
    };
    let is_account = matches!(row.what, What::Account { .. });
    html! {
        <tr key={&*row.id} data-id={row.id.clone()} class={if is_account { "of-account" } else { "of-unit" }}>
            <th scope="row" data-level={row.level.to_string()}>{ head }</th>
            { for heads.iter().enumerate().map(|(at, head)| {
                let worst = cells.and_then(|cells| cells.get(at));
                cell(text, row, is_account, head, worst, dispatch)
            }) }
        </tr>
    }
}

fn cell(
    text: &Text,
    row: &Row,
    is_account: bool,
    head: &AttrValue,
    worst: Option<&Worst>,
    dispatch: &Callback<Action>,
) -> Html {
    let Some(worst) = worst else {
        return html! { <td></td> };
    };
    let Some(outcome) = worst.outcome else {
        return html! { <td class="none">{ text.say(id!("organization-no-decision")) }</td> };
    };
    let word = words::outcome(text, outcome);
    let content = html! { <>{ icon::outcome(outcome) }<span class="word">{ &word }</span></> };
    let class = classes!("square", outcome.name());
    let Some(shown) = worst.shown.clone().filter(|_| is_account) else {
        return html! { <td {class}>{ content }</td> };
    };
    let id = row.id.clone();
    let label = text.with(
        id!("organization-cell"),
        &[
            ("account", (&*row.id).into()),
            ("of", (&**head).into()),
            ("outcome", (&*word).into()),
        ],
    );
    let onclick = dispatch.reform(move |_: MouseEvent| Action::LookIn(id.clone(), shown.clone()));
    html! {
        <td {class}>
            <button type="button" class="quiet" aria-label={label} {onclick}>{ content }</button>
        </td>
    }
}
