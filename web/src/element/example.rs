//! One example: its policies, the table, what was expected, and why.

use std::rc::Rc;

use vestibule_wire::{Action, Finding, Outcome};
use web_sys::js_sys::Function;
use yew::prelude::*;

use super::answers::Answers;
use super::documents::{Documents, findings};
use super::model::{Decided, Model};
use super::verdict::Verdict;
use crate::components::decision::{DecisionTable, Why};
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) text: AttrValue,
    pub(super) editable: bool,
    pub(super) open: bool,
    pub(super) playground: Option<String>,
    /// Promises what holds for every sign-in.
    pub(super) analyse: Option<Function>,
    /// How many expectations there are and how many do not hold; nothing of what
    /// is no case file.
    pub(super) on_decided: Callback<Option<(usize, usize)>>,
}

#[component]
pub(super) fn Example(props: &Props) -> Html {
    let text = use_text();
    let written = use_memo(props.text.clone(), |text| Model::read(text));
    let changed = use_state_eq(|| None::<Rc<Model>>);
    {
        let changed = changed.clone();
        use_effect_with(props.text.clone(), move |_| changed.set(None));
    }
    let model = match (&*changed, &*written) {
        (Some(model), _) => Some(Rc::clone(model)),
        (None, Ok(model)) => Some(Rc::new(model.clone())),
        (None, Err(_)) => None,
    };
    let decided = use_memo(model.clone(), |model| {
        model.as_ref().map(|model| model.decide())
    });
    let chosen = use_state_eq(|| None::<(u32, Option<Action>)>);
    let counts = decided.as_ref().as_ref();
    let counts = counts.map(|decided| (decided.expected, decided.unmet.len()));
    use_effect_with(
        (counts, props.on_decided.clone()),
        |(counts, on_decided)| {
            on_decided.emit(*counts);
        },
    );
    let (Some(model), Some(decided)) = (model, &*decided) else {
        let found: &[Finding] = match &*written {
            Err(found) => found,
            Ok(_) => &[],
        };
        return html! {
            <>
                <p class="failed" role="status">{ text.say(id!("embed-unreadable")) }</p>
                { findings(&text, found.iter()) }
                <slot></slot>
            </>
        };
    };
    let is_changed = changed.is_some();
    let on_text = {
        let (changed, model) = (changed.clone(), Rc::clone(&model));
        Callback::from(move |(path, written): (String, String)| {
            changed.set(Some(Rc::new(model.with(&path, &written))));
        })
    };
    let on_reset = {
        let changed = changed.clone();
        Callback::from(move |()| changed.set(None))
    };
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |cell| {
            let again = *chosen == Some(cell);
            chosen.set((!again).then_some(cell));
        })
    };
    html! {
        <>
            <Documents
                documents={model.documents.clone()} editable={props.editable} open={props.open}
                findings={decided.findings.clone()} {on_text}
            />
            if !decided.rows.is_empty() {
                <div class="scroll" tabindex="0" role="group" aria-label={text.say(id!("decision-table"))}>
                    <DecisionTable rows={Rc::clone(&decided.rows)} chosen={*chosen} {on_choose} />
                </div>
            } else if props.analyse.is_none() {
                <p class="soft">{ text.say(id!("decision-no-rows")) }</p>
            }
            { why(decided, &chosen) }
            if let Some(analyse) = &props.analyse {
                <Answers
                    case={if is_changed { model.text() } else { Some(props.text.clone()) }}
                    changed={is_changed} analyse={analyse.clone()}
                />
            }
            <Verdict
                expected={decided.expected} unmet={decided.unmet.clone()} changed={is_changed}
                editable={props.editable} link={link(props, decided)} {on_reset}
            />
            if props.editable {
                <p class="hidden" role="status">
                    if is_changed { { summary(&text, decided) } }
                </p>
            }
        </>
    }
}

/// The walk of the chosen cell.
fn why(decided: &Decided, chosen: &UseStateHandle<Option<(u32, Option<Action>)>>) -> Html {
    let Some((id, action)) = **chosen else {
        return html! {};
    };
    let Some(decision) = decided.explained(id) else {
        return html! {};
    };
    let name = decided.rows.iter().find(|shown| shown.row.id == id);
    let name = name.map(|shown| shown.name.clone()).unwrap_or_default();
    let on_action = {
        let chosen = chosen.clone();
        Callback::from(move |action| chosen.set(Some((id, Some(action)))))
    };
    html! { <Why {decision} {name} {action} {on_action} /> }
}

/// The address that opens the case in the playground.
fn link(props: &Props, decided: &Decided) -> Option<AttrValue> {
    let playground = props.playground.as_deref()?;
    let fragment = decided.fragment.as_deref()?;
    let (page, _) = playground.split_once('#').unwrap_or((playground, ""));
    Some(format!("{page}#{fragment}").into())
}

/// What a change came to, for those who hear it.
fn summary(text: &Text, decided: &Decided) -> AttrValue {
    text.with(
        id!("embed-summary"),
        &[
            ("allowed", decided.count(Outcome::Allowed).into()),
            ("denied", decided.count(Outcome::Denied).into()),
            ("unknown", decided.count(Outcome::Unknown).into()),
        ],
    )
}
