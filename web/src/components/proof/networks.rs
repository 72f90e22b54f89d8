//! From where the principal of the selected sign-in gets in: the answer in one line, then the
//! networks by what becomes of sign-ins from them.

use std::rc::Rc;

use vestibule_wire::Outcome;
use yew::prelude::*;

use super::Command;
use super::line::{example, line, lines};
use crate::analysis::answer::Line;
use crate::analysis::topics::{TopicTold, WhyTold};
use crate::state::action::Action;
use crate::state::scenario::Scenario;
use crate::state::topics::Shown;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(in crate::components) struct Props {
    pub(in crate::components) scenario: Rc<Scenario>,
    /// What the sign-in itself comes to.
    pub(in crate::components) outcome: Option<Outcome>,
    pub(in crate::components) shown: Shown,
    pub(in crate::components) dispatch: Callback<Action>,
}

#[component]
pub(in crate::components) fn Networks(props: &Props) -> Html {
    let text = use_text();
    let open = use_state_eq(|| false);
    let Some(told) = props.shown.told() else {
        return html! { <p class="soft from-where">{ waiting(&text, &props.shown) }</p> };
    };
    let TopicTold::Why(told) = told else {
        // Of which account it is, and why there is no answer, stands in the strip.
        return html! {};
    };
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let is_present = props.shown.is_present;
    // What the networks come to is a fact beside the decision, so it has no sign of a verdict.
    html! {
        <section
            class={classes!("from-where", (!is_present).then_some("earlier"), open.then_some("open"))}
            aria-label={text.say(id!("proof-networks-title"))} data-present={is_present.to_string()}
        >
            <p class="from-where-answer"><span>{ nodes(&told.sentence.text) }</span></p>
            if let Some(note) = narrower(&text, &props.scenario) { <p class="soft">{ nodes(&note) }</p> }
            <p class="from-where-steps">
                { counterexample(&text, props, told) }
                <button
                    type="button" class="link from-where-more" aria-expanded={open.to_string()}
                    aria-controls="from-where-body" onclick={toggle}
                >
                    { text.say(id!("proof-networks-more")) }
                </button>
            </p>
            <div class="from-where-body strip-section" id="from-where-body" hidden={!*open}>
                if *open {
                    { lines(&text, &props.dispatch, &told.places) }
                    <h3>{ text.say(id!("proof-networks-phases")) }</h3>
                    <ul>{ for told.phases.iter().map(|phase| line(&text, &props.dispatch, phase)) }</ul>
                    <Command command="map" />
                }
            </div>
        </section>
    }
}

fn waiting(text: &Text, shown: &Shown) -> AttrValue {
    if shown.stopped.is_some() {
        text.say(id!("proof-stopped"))
    } else {
        text.say(id!("proof-networks-working"))
    }
}

/// A sign-in of the same principal that comes to something else than the selected one.
fn counterexample(text: &Text, props: &Props, told: &WhyTold) -> Html {
    let other = told
        .places
        .iter()
        .find(|line| line.outcome != props.outcome);
    let Some((outcome, witness)) = other.and_then(|line| Some((line.outcome?, first(line)?)))
    else {
        return html! {};
    };
    let label = match outcome {
        Outcome::Allowed => text.say(id!("proof-counterexample-allowed")),
        Outcome::Denied => text.say(id!("proof-counterexample-denied")),
        Outcome::Unknown => text.say(id!("proof-counterexample-unknown")),
    };
    example(text, &props.dispatch, witness, Some((label, None)))
}

/// The first line with a sign-in.
fn first(line: &Line) -> Option<&Line> {
    if line.witness.is_some() {
        return Some(line);
    }
    line.below.iter().find_map(first)
}

/// What the sign-in says that the networks are not about.
fn narrower(text: &Text, scenario: &Scenario) -> Option<AttrValue> {
    let keys: Vec<String> = scenario
        .context
        .iter()
        .map(|row| row.key.trim())
        .filter(|key| !key.is_empty())
        .map(|key| format!("`{key}`"))
        .collect();
    if !scenario.overrides.is_empty() {
        return Some(text.say(id!("proof-networks-one-network")));
    }
    let told = [("keys", keys.join(", ").into())];
    (!keys.is_empty()).then(|| text.with(id!("proof-networks-without-keys"), &told))
}
