//! The single facts that would change a decision. One of the sign-in is a step from being a
//! sign-in of its own, one of the account leads to its settings.

use std::rc::Rc;

use yew::prelude::*;

use super::decision::words;
use super::glyph::{self, glyph};
use super::icon;
use super::scenarios::facts;
use crate::evaluate::answer::{Changes, Fact, Question, Standing};
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

/// Leads to the account: all sign-ins share it, so that no other sign-in differs in it.
fn to_account(text: &Text, props: &Props) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick = move |_: MouseEvent| {
        dispatch.emit(Action::Open(Open::Account));
        dispatch.emit(Action::Panel(Panel::Policies));
    };
    html! {
        <button type="button" class="link" {onclick}>{ text.say(id!("why-changes-account")) }</button>
    }
}

/// Makes a sign-in of the change.
fn to_sign_in(text: &Text, props: &Props, fact: &Fact, said: &str) -> Html {
    let id = props.selected.scenario;
    let plain = said.replace('`', "");
    let name: AttrValue = format!("{} · {plain}", props.name).into();
    let label = text.with(id!("why-change-add-named"), &[("change", plain.into())]);
    let fact = fact.clone();
    let onclick = props
        .dispatch
        .reform(move |_: MouseEvent| Action::AddChanged(id, fact.clone(), name.clone()));
    html! {
        <button
            type="button" class="quiet only-icon" aria-label={label}
            title={text.say(id!("why-change-add"))} {onclick}
        >
            { glyph(glyph::PLUS) }
        </button>
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
    html! {
        <>
            <ul>
                { for answer.facts.iter().take(shown).map(|change| {
                    let said = fact(text, &change.fact);
                    let outcome = change.decision.unwrap_or(change.outcome);
                    html! {
                        <li class="change">
                            <span class={classes!("verdict", outcome.name())}>
                                { icon::outcome(outcome) }
                                <span class="word">{ words::outcome(text, outcome) }</span>
                            </span>
                            <span class="fact">{ nodes(&said) }</span>
                            if change.fact.is_of_account() {
                                { to_account(text, props) }
                            } else {
                                { to_sign_in(text, props, &change.fact, &said) }
                            }
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
        Fact::Authorization(true) => text.say(id!("why-fact-on")),
        Fact::Authorization(false) => text.say(id!("why-fact-off")),
        Fact::Standing(Standing::Standalone) => text.say(id!("why-fact-standalone")),
        Fact::Standing(Standing::Member) => text.say(id!("why-fact-member")),
        Fact::Standing(Standing::Management) => text.say(id!("why-fact-management")),
    }
}
