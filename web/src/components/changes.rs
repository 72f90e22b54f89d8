//! The single facts that would change a decision, each a step from being a
//! sign-in of its own.

use std::rc::Rc;

use yew::prelude::*;

use super::decision::words;
use super::glyph::{self, glyph};
use super::icon;
use super::scenarios::facts;
use crate::evaluate::answer::{Changes, Fact, Question};
use crate::state::action::Action;
use crate::state::view::{Open, Panel, Selection};
use crate::text::{Text, Value, nodes, use_text};

/// How many are listed before the rest is asked for.
const FIRST: usize = 6;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) selected: Selection,
    /// What the sign-in is called.
    pub(super) name: AttrValue,
    /// The last answer; perhaps to another question.
    pub(super) changes: Option<Rc<Changes>>,
    pub(super) question: Option<Question>,
    /// Console authorization is off, so that the policies do not decide.
    pub(super) is_off: bool,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn ChangeList(props: &Props) -> Html {
    let text = use_text();
    let all = use_state_eq(|| false);
    let asked = Question {
        scenario: props.selected.scenario,
        action: props.selected.action,
    };
    {
        let (all, dispatch) = (all.setter(), props.dispatch.clone());
        let known = props.question == Some(asked);
        use_effect_with((asked, known), move |(_, known)| {
            if !known {
                all.set(false);
                dispatch.emit(Action::AskChanges);
            }
        });
    }
    let answer = props
        .changes
        .as_ref()
        .filter(|changes| changes.question == asked);
    html! {
        <div class="changes">
            <h3>{ text.say(id!("why-changes")) }</h3>
            if props.is_off { { switch(&text, props) } }
            { match answer {
                None => html! { <p class="soft">{ text.say(id!("why-changes-wait")) }</p> },
                Some(answer) if answer.facts.is_empty() => {
                    let tried = [("count", answer.tried.into())];
                    html! { <p class="soft">{ text.with(id!("why-changes-none"), &tried) }</p> }
                }
                Some(answer) => list(&text, props, answer, *all, all.setter()),
            } }
        </div>
    }
}

/// The switch of the account, which is no fact of the sign-in.
fn switch(text: &Text, props: &Props) -> Html {
    let onclick = {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| {
            dispatch.emit(Action::Open(Open::Account));
            dispatch.emit(Action::Panel(Panel::Policies));
        }
    };
    html! {
        <p>
            { text.say(id!("why-changes-off")) }{ " " }
            <button type="button" class="link" {onclick}>{ text.say(id!("why-changes-account")) }</button>
        </p>
    }
}

fn list(
    text: &Text,
    props: &Props,
    answer: &Changes,
    all: bool,
    set_all: UseStateSetter<bool>,
) -> Html {
    let shown = if all { answer.facts.len() } else { FIRST };
    let rest = answer.facts.len().saturating_sub(shown);
    let id = props.selected.scenario;
    html! {
        <>
            <ul>
                { for answer.facts.iter().take(shown).map(|change| {
                    let said = fact(text, &change.fact);
                    let plain = said.replace('`', "");
                    let outcome = change.decision.unwrap_or(change.outcome);
                    let name: AttrValue = format!("{} · {plain}", props.name).into();
                    let told = change.fact.clone();
                    let onclick = props.dispatch.reform(move |_: MouseEvent| {
                        Action::AddChanged(id, told.clone(), name.clone())
                    });
                    let label = text.with(id!("why-change-add-named"), &[("change", plain.clone().into())]);
                    html! {
                        <li class="change">
                            <span class={classes!("verdict", outcome.name())}>
                                { icon::outcome(outcome) }
                                <span class="word">{ words::outcome(text, outcome) }</span>
                            </span>
                            <span class="fact">{ nodes(&said) }</span>
                            <button
                                type="button" class="quiet only-icon" aria-label={label}
                                title={text.say(id!("why-change-add"))} {onclick}
                            >
                                { glyph(glyph::PLUS) }
                            </button>
                        </li>
                    }
                }) }
            </ul>
            if rest > 0 {
                <button type="button" class="link" onclick={move |_: MouseEvent| set_all.set(true)}>
                    { text.with(id!("why-more"), &[("count", rest.into())]) }
                </button>
            }
        </>
    }
}

/// A fact in a few words, its code in backticks.
fn fact(text: &Text, fact: &Fact) -> AttrValue {
    let one = |name: &'static str, value: &str| [(name, Value::from(value.to_owned()))];
    match fact {
        Fact::Network(network) if network.is_endpoint() => {
            // Each is a piece of code of its own.
            let parts = [&network.vpc, &network.endpoint, &network.source_ip];
            let told: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            text.with(id!("why-fact-endpoint"), &one("network", &told.join("` `")))
        }
        Fact::Network(network) => {
            let ip = network.source_ip.as_deref().unwrap_or_default();
            text.with(id!("why-fact-network"), &one("network", ip))
        }
        Fact::Principal(arn) => text.with(
            id!("why-fact-principal"),
            &one("principal", &words::principal(arn)),
        ),
        Fact::Entry(entry) => {
            let entry = facts::entry(text, *entry);
            text.with(id!("why-fact-entry"), &one("entry", &entry))
        }
        Fact::Region(region) => text.with(id!("why-fact-region"), &one("region", region)),
        Fact::Key(key, value) => text.with(
            id!("why-fact-key"),
            &[("key", key.clone().into()), ("value", value.clone().into())],
        ),
        Fact::NoKey(key) => text.with(id!("why-fact-no-key"), &one("key", key)),
    }
}
