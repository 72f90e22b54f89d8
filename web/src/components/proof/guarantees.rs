//! The guarantees of the case: declared, edited and removed in place, each with what becomes of
//! it, and those that hold and may be declared.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_wire::{Guarantee, GuaranteeVerdict, Outcome, Perimeter};
use yew::prelude::*;

use super::Command;
use super::guarantee::{Form, GuaranteeForm, split};
use super::line::{line, lines};
use super::network::Networks;
use crate::analysis::topics::{GuaranteesTold, ProofTold, RepairOf, Suggested, TopicTold};
use crate::components::field::TextField;
use crate::components::glyph::{self, glyph};
use crate::components::{focus_id, icon};
use crate::state::action::Action;
use crate::state::declarations::Declarations;
use crate::state::declared::Declare;
use crate::state::topics::Shown;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(in crate::components) struct Props {
    pub(in crate::components) declared: Rc<Declarations>,
    pub(in crate::components) shown: Shown,
    /// The policies can be in force as they stand; otherwise nothing of them is called proven.
    pub(in crate::components) is_settled: bool,
    pub(in crate::components) dispatch: Callback<Action>,
}

/// What is edited.
#[derive(Clone, Debug, PartialEq)]
struct Editing {
    /// The place of the guarantee; `None` for another one.
    place: Option<usize>,
    form: Form,
}

#[component]
pub(in crate::components) fn GuaranteesPane(props: &Props) -> Html {
    let text = use_text();
    let editing = use_state_eq(|| None::<Editing>);
    let told = match props.shown.told() {
        Some(TopicTold::Guarantees(told)) => Some(told),
        _ => None,
    };
    let add = {
        let editing = editing.setter();
        move |_: MouseEvent| {
            editing.set(Some(Editing {
                place: None,
                form: Form::default(),
            }));
        }
    };
    let is_new = editing.as_ref().is_some_and(|of| of.place.is_none());
    html! {
        <section
            class={classes!("pane", "proof-pane", (!props.shown.is_present).then_some("earlier"))}
            id="guarantees" tabindex="-1" aria-labelledby="guarantees-title"
            data-present={props.shown.is_present.to_string()}
        >
            <div class="pane-head">
                <h2 id="guarantees-title">{ text.say(id!("guarantee-title")) }</h2>
                <span class="count">{ counted(&text, props, told) }</span>
                <span class="grow"></span>
                <button type="button" id="guarantee-add" onclick={add}>
                    { glyph(glyph::PLUS) }{ text.say(id!("guarantee-add")) }
                </button>
            </div>
            <div class="pane-body guarantees">
                <p class="soft">{ text.say(id!("guarantee-what-for")) }</p>
                { standing(&text, props) }
                if is_new { { form(props, &editing) } }
                <ol class="guarantee-list">
                    { for props.declared.guarantees.iter().enumerate().map(|(place, of)| {
                        if editing.as_ref().is_some_and(|editing| editing.place == Some(place)) {
                            html! { <li key={place}>{ form(props, &editing) }</li> }
                        } else {
                            declared(&text, props, &editing, place, of, told)
                        }
                    }) }
                    if let Some(perimeter) = &props.declared.perimeter {
                        { self::perimeter(&text, props, perimeter, told) }
                    }
                </ol>
                if props.declared.guarantees.is_empty() && props.declared.perimeter.is_none() && !is_new {
                    <p>{ text.say(id!("guarantee-none")) }</p>
                }
                if let Some(told) = told.filter(|told| props.is_settled && !told.suggested.is_empty()) {
                    { suggestions(&text, props, told) }
                }
                <Networks declared={props.declared.clone()} dispatch={props.dispatch.clone()} />
                if !props.declared.guarantees.is_empty() || props.declared.perimeter.is_some() {
                    <Command command="prove" />
                }
            </div>
        </section>
    }
}

fn counted(text: &Text, props: &Props, told: Option<&GuaranteesTold>) -> AttrValue {
    let Some(told) =
        told.filter(|told| props.shown.is_present && props.is_settled && !told.proofs.is_empty())
    else {
        return AttrValue::default();
    };
    let mut proofs = told.proofs.iter();
    let holding = proofs
        .by_ref()
        .filter(|of| of.verdict == GuaranteeVerdict::Holds)
        .count();
    let both = [
        ("holding", holding.into()),
        ("all", told.proofs.len().into()),
    ];
    text.with(id!("guarantee-count"), &both)
}

/// Of which text the answers are, or why there are none.
fn standing(text: &Text, props: &Props) -> Html {
    match props.shown.told() {
        Some(TopicTold::Nothing(why)) => html! {
            <div class="strip-section"><ul>{ line(text, &props.dispatch, why) }</ul></div>
        },
        _ if props.shown.stopped.is_some() => html! { <p>{ text.say(id!("proof-stopped")) }</p> },
        _ if !props.shown.is_present => html! {
            <p class="soft"><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("guarantee-working")) }</p>
        },
        Some(TopicTold::Guarantees(told)) if !told.problems.is_empty() => html! {
            <ul class="wrong">{ for told.problems.iter().map(|one| line(text, &props.dispatch, one)) }</ul>
        },
        _ => html! {},
    }
}

fn form(props: &Props, editing: &UseStateHandle<Option<Editing>>) -> Html {
    let Some(Editing { place, form }) = (**editing).clone() else {
        return html! {};
    };
    let back = move || match place {
        Some(place) => format!("guarantee-edit-{place}"),
        None => "guarantee-add".to_owned(),
    };
    let close = {
        let editing = editing.setter();
        move || {
            editing.set(None);
            Timeout::new(0, move || focus_id(&back())).forget();
        }
    };
    let on_change = {
        let editing = editing.setter();
        Callback::from(move |form| editing.set(Some(Editing { place, form })))
    };
    let on_save = {
        let (dispatch, close) = (props.dispatch.clone(), close.clone());
        Callback::from(move |guarantee: Guarantee| {
            dispatch.emit(Action::Declare(Declare::Guarantee(place, guarantee)));
            close();
        })
    };
    let on_cancel = Callback::from(move |()| close());
    html! { <GuaranteeForm {form} declared={props.declared.clone()} {on_change} {on_save} {on_cancel} /> }
}

/// What becomes of the guarantee of that name.
fn proof<'t>(told: Option<&'t GuaranteesTold>, name: &str) -> Option<&'t ProofTold> {
    told?.proofs.iter().find(|proof| proof.name == name)
}

fn declared(
    text: &Text,
    props: &Props,
    editing: &UseStateHandle<Option<Editing>>,
    place: usize,
    of: &Rc<Guarantee>,
    told: Option<&GuaranteesTold>,
) -> Html {
    let edit = {
        let (editing, of) = (editing.setter(), Rc::clone(of));
        move |_: MouseEvent| {
            editing.set(Some(Editing {
                place: Some(place),
                form: Form::of(&of),
            }));
        }
    };
    let remove = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Declare(Declare::RemoveGuarantee(place)));
    let tools = html! {
        <>
            <button
                type="button" class="quiet only-icon" id={format!("guarantee-edit-{place}")} onclick={edit}
                aria-label={text.with(id!("guarantee-edit"), &[("name", of.name.clone().into())])}
            >{ glyph(glyph::PENCIL) }</button>
            <button
                type="button" class="quiet only-icon" onclick={remove}
                aria-label={text.with(id!("guarantee-remove"), &[("name", of.name.clone().into())])}
            >{ glyph(glyph::TRASH) }</button>
        </>
    };
    item(
        text,
        props,
        &of.name,
        of.name.clone().into(),
        proof(told, &of.name),
        tools,
    )
}

fn perimeter(text: &Text, props: &Props, of: &Perimeter, told: Option<&GuaranteesTold>) -> Html {
    let remove = props
        .dispatch
        .reform(|_: MouseEvent| Action::Declare(Declare::Perimeter(None)));
    let name = text.say(id!("guarantee-perimeter"));
    let tools = html! {
        <button
            type="button" class="quiet only-icon" onclick={remove}
            aria-label={text.with(id!("guarantee-remove"), &[("name", name.as_str().into())])}
        >{ glyph(glyph::TRASH) }</button>
    };
    html! {
        <>
            { item(text, props, Perimeter::NAME, name, proof(told, Perimeter::NAME), tools) }
            <li class="guarantee-exempt">
                <Exempt of={of.clone()} dispatch={props.dispatch.clone()} />
            </li>
        </>
    }
}

fn item(
    text: &Text,
    props: &Props,
    name: &str,
    shown: AttrValue,
    proof: Option<&ProofTold>,
    tools: Html,
) -> Html {
    let known = proof.filter(|proof| {
        let is_proven = props.is_settled || proof.verdict != GuaranteeVerdict::Holds;
        props.shown.is_present && is_proven
    });
    let outcome = known.map(ProofTold::outcome);
    let is_broken = outcome.is_some_and(|outcome| outcome != Outcome::Allowed);
    let verdict = known.map(|proof| match proof.verdict {
        GuaranteeVerdict::Holds => text.say(id!("guarantee-holds")),
        GuaranteeVerdict::Fails => text.say(id!("guarantee-fails")),
        GuaranteeVerdict::Unknown => text.say(id!("guarantee-unknown")),
    });
    let repair = {
        let name = name.to_owned();
        props.dispatch.reform(move |_: MouseEvent| {
            Action::LookAtRepairs(RepairOf::Guarantee(name.clone().into()))
        })
    };
    html! {
        <li class={classes!("guarantee", outcome.map(Outcome::name))} key={format!("of {name}")}>
            <div class="guarantee-head">
                <span class={classes!("verdict", outcome.map(Outcome::name))}>
                    { outcome.map(icon::outcome) }
                    <span class="word">{ verdict.unwrap_or_else(|| text.say(id!("guarantee-open"))) }</span>
                </span>
                <strong class="guarantee-name">{ shown }</strong>
                <span class="grow"></span>
                { tools }
            </div>
            if let Some(proof) = proof {
                <div class="strip-section">
                    <p>{ nodes(&proof.says.text) }</p>
                    if props.shown.is_present { { lines(text, &props.dispatch, &proof.why) } }
                </div>
            }
            if is_broken && name != Perimeter::NAME {
                <button type="button" onclick={repair}>{ text.say(id!("repair-propose")) }</button>
            }
        </li>
    }
}

/// What holds today and may be declared.
fn suggestions(text: &Text, props: &Props, told: &GuaranteesTold) -> Html {
    let one = |suggested: &Suggested| {
        let (what, networks) = (suggested.what.clone(), suggested.networks.clone());
        let onclick = props.dispatch.reform(move |_: MouseEvent| {
            Action::Declare(Declare::Suggested(what.clone(), networks.clone()))
        });
        let said = super::line::plain(&suggested.says.text);
        let label = text.with(
            id!("guarantee-declare-named"),
            &[("guarantee", said.into())],
        );
        html! {
            <li class="suggested">
                <span>{ nodes(&suggested.says.text) }</span>
                <button type="button" aria-label={label} {onclick}>{ text.say(id!("guarantee-declare")) }</button>
            </li>
        }
    };
    let all = {
        let all = told.suggested.iter();
        let all: Vec<_> = all
            .map(|one| (one.what.clone(), one.networks.clone()))
            .collect();
        props
            .dispatch
            .reform(move |_: MouseEvent| Action::Declare(Declare::AllSuggested(all.clone())))
    };
    html! {
        <section class="suggestions" aria-labelledby="guarantee-suggested">
            <h3 id="guarantee-suggested">{ text.say(id!("guarantee-suggested")) }</h3>
            <ul>{ for told.suggested.iter().map(one) }</ul>
            if told.suggested.len() > 1 {
                <button type="button" id="guarantee-declare-all" onclick={all}>{ text.say(id!("guarantee-declare-all")) }</button>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ExemptProps {
    of: Perimeter,
    dispatch: Callback<Action>,
}

/// Who may get in from outside all the same.
#[component]
fn Exempt(props: &ExemptProps) -> Html {
    let text = use_text();
    let typed = use_state_eq(|| AttrValue::from(props.of.exempt.join(", ")));
    {
        // What is undone, or comes from elsewhere, is shown.
        let typed = typed.clone();
        use_effect_with(props.of.exempt.clone(), move |exempt| {
            if split(&typed) != *exempt {
                typed.set(exempt.join(", ").into());
            }
        });
    }
    let on_input = {
        let (dispatch, of, typed) = (props.dispatch.clone(), props.of.clone(), typed.setter());
        Callback::from(move |value: AttrValue| {
            let perimeter = Perimeter {
                exempt: split(&value),
                ..of.clone()
            };
            typed.set(value);
            dispatch.emit(Action::Declare(Declare::Perimeter(Some(perimeter))));
        })
    };
    html! {
        <TextField
            id="perimeter-exempt" label={text.say(id!("guarantee-exempt"))} code=true
            value={(*typed).clone()} {on_input}
        />
    }
}
