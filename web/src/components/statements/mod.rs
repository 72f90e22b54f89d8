//! The form for permission statements: their parameters, the policy that follows, and the calls.

mod fields;
mod outputs;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_wire::PermissionStatement;
use yew::prelude::*;

use super::dialog::Dialog;
use super::focus_id;
use super::glyph::{self, glyph};
use super::proof::line::lines;
use crate::analysis::topics::{LeftTold, StatementsTold, TopicTold};
use crate::state::State;
use crate::state::action::Action;
use crate::state::topics::Shown;
use crate::text::{Text, nodes, use_text};
use fields::Fields;

/// So many statements have fields.
const MOST: usize = 100;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) shown: Shown,
    /// What somebody edited and did not use.
    pub(super) draft: Option<Rc<Vec<PermissionStatement>>>,
    pub(super) dispatch: Callback<Action>,
}

impl Props {
    pub(super) fn of(state: &State, dispatch: &Callback<Action>) -> Self {
        Self {
            shown: state.shown_repairs(),
            draft: state.draft().cloned(),
            dispatch: dispatch.clone(),
        }
    }
}

#[component]
pub(super) fn StatementsDialog(props: &Props) -> Html {
    let text = use_text();
    let on_close = props.dispatch.reform(|()| Action::Dialog(None));
    let told = match props.shown.told() {
        Some(TopicTold::Statements(told)) => Some(told),
        _ => None,
    };
    let list = match (&props.draft, told) {
        (Some(draft), _) => draft.to_vec(),
        (None, Some(told)) if !told.statements.is_empty() => told.statements.clone(),
        _ => vec![PermissionStatement::default()],
    };
    let draft = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |list| dispatch.emit(Action::DraftStatements(Some(list))))
    };
    let is_ready = props.shown.is_present
        && told.is_some_and(|told| told.policy.is_some() && told.statements == list);
    // The fields that AWS would refuse, while the answer is of this list.
    let wrong: Vec<String> = told
        .filter(|told| props.shown.is_present && told.statements == list)
        .into_iter()
        .flat_map(|told| &told.wrong)
        .filter(|one| one.is_error)
        .map(|one| {
            let parameter = one.parameter.as_deref().unwrap_or("sourceIp");
            format!("statement-{}-{parameter}", one.statement)
        })
        .collect();
    html! {
        <Dialog
            title={text.say(id!("statements-title"))} large=true {on_close}
            foot={foot(&text, props, &list, is_ready, &wrong)}
        >
            <div class="statements" data-present={props.shown.is_present.to_string()}>
                <p>{ text.say(id!("statements-about")) }</p>
                if let Some(told) = told { { left(&text, told) } }
                { for list.iter().take(MOST).enumerate().map(|(index, statement)| html! {
                    <Fields
                        key={index} {index} list={list.clone()} statement={statement.clone()}
                        wrong={told.map(|told| told.wrong.iter().filter(|one| one.statement == index).cloned().collect::<Vec<_>>()).unwrap_or_default()}
                        draft={draft.clone()}
                    />
                }) }
                { add(&text, &list, &draft) }
                <div role="status">{ standing(&text, props) }</div>
                if let Some(told) = told { { outputs::all(&text, &props.dispatch, told) } }
            </div>
        </Dialog>
    }
}

/// What of the policy no call makes.
fn left(text: &Text, told: &StatementsTold) -> Html {
    if !told.is_of_policy {
        return html! {};
    }
    if told.left.is_empty() {
        return html! { <p>{ text.say(id!("statements-read")) }</p> };
    }
    let one = |left: &LeftTold| {
        html! {
            <li>
                if let Some(at) = left.at { <strong>{ text.with(id!("statements-left-at"), &[("line", at.into())]) }</strong>{ " " } }
                { nodes(&left.why.text) }
                { lines(text, &Callback::noop(), &left.why.below) }
            </li>
        }
    };
    html! {
        <section class="statements-left" aria-labelledby="statements-left">
            <h3 id="statements-left">{ glyph(glyph::TRIANGLE_ALERT) }{ " " }{ text.say(id!("statements-left")) }</h3>
            <p>{ text.say(id!("statements-left-about")) }</p>
            <ul>{ for told.left.iter().map(one) }</ul>
        </section>
    }
}

fn add(
    text: &Text,
    list: &[PermissionStatement],
    draft: &Callback<Vec<PermissionStatement>>,
) -> Html {
    let onclick = {
        let (list, draft) = (list.to_vec(), draft.clone());
        Callback::from(move |_: MouseEvent| {
            let mut list = list.clone();
            list.push(PermissionStatement::default());
            focus_field(list.len() - 1);
            draft.emit(list);
        })
    };
    html! {
        <div class="buttons">
            <button type="button" {onclick} disabled={list.len() >= MOST}>
                { glyph(glyph::PLUS) }<span>{ text.say(id!("statements-add")) }</span>
            </button>
        </div>
    }
}

/// Moves the focus to the first field of a statement, once that is drawn.
fn focus_field(index: usize) {
    Timeout::new(0, move || focus_id(&format!("statement-{index}-sourceIp"))).forget();
}

/// How far the answer is.
fn standing(text: &Text, props: &Props) -> Html {
    if props.shown.stopped.is_some() {
        html! { <p>{ text.say(id!("proof-stopped")) }</p> }
    } else if props.shown.is_present {
        html! {}
    } else {
        html! { <p class="soft">{ text.say(id!("statements-working")) }</p> }
    }
}

fn foot(
    text: &Text,
    props: &Props,
    list: &[PermissionStatement],
    is_ready: bool,
    wrong: &[String],
) -> Html {
    let correct = wrong.first().map(|first| {
        let first = first.clone();
        let onclick = move |_: MouseEvent| focus_id(&first);
        let count = [("count", wrong.len().into())];
        html! {
            <button type="button" class="link" {onclick}>
                { text.with(id!("statements-to-correct"), &count) }
            </button>
        }
    });
    let use_them = {
        let list = list.to_vec();
        props
            .dispatch
            .reform(move |_: MouseEvent| Action::UseStatements(list.clone()))
    };
    let forget = props
        .dispatch
        .reform(|_: MouseEvent| Action::DraftStatements(None));
    html! {
        <div class="buttons">
            <button type="button" class="primary" disabled={!is_ready} onclick={use_them}>
                { text.say(id!("statements-use")) }
            </button>
            { correct.unwrap_or_default() }
            if props.draft.is_some() {
                <button type="button" onclick={forget}>{ text.say(id!("statements-forget")) }</button>
            }
        </div>
    }
}
