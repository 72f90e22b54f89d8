//! The context keys of each phase, absent ones called absent.

use std::rc::Rc;

use vestibule_wire::{ContextValue, PhaseDecision};
use yew::prelude::*;

use crate::first::evaluate::Verdict;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) verdict: Rc<Verdict>,
}

#[component]
pub(crate) fn Keys(props: &Props) -> Html {
    html! {
        <details class="more">
            <summary><h3>{ text::KEYS }</h3></summary>
            { for props.verdict.decision.phases.iter().map(phase) }
        </details>
    }
}

fn phase(phase: &PhaseDecision) -> Html {
    html! {
        <>
            <h4>
                { format!("{} {} ", text::number(phase.action), text::phase(phase.action)) }
                <code>{ phase.action.name() }</code>
            </h4>
            <dl class="keys">
                { for phase.context.iter().map(|(key, value)| present(key, value)) }
                { for phase.absent_keys.iter().map(|key| absent(phase, key)) }
            </dl>
        </>
    }
}

fn present(key: &str, value: &ContextValue) -> Html {
    let value = match value {
        ContextValue::Unknown => html! { <em>{ text::UNKNOWN_VALUE }</em> },
        ContextValue::One(value) => html! { <code>{ value.clone() }</code> },
        ContextValue::Many(values) => html! {
            <>{ for values.iter().map(|value| html! { <><code>{ value.clone() }</code>{ " " }</> }) }</>
        },
    };
    html! { <><dt><code>{ key.to_owned() }</code></dt><dd>{ value }</dd></> }
}

fn absent(phase: &PhaseDecision, key: &str) -> Html {
    let assumed = phase.assumed_absent.iter().any(|other| other == key);
    let word = if assumed {
        text::ASSUMED_ABSENT
    } else {
        text::ABSENT
    };
    html! { <><dt><code>{ key.to_owned() }</code></dt><dd><em>{ word }</em></dd></> }
}
