//! The context keys of a phase, absent ones called absent.

use vestibule_wire::{ContextValue, PhaseDecision};
use yew::prelude::*;

use crate::text::Text;

pub(super) fn keys(text: &Text, phase: &PhaseDecision) -> Html {
    html! {
        <table class="keys">
            <thead>
                <tr>
                    <th scope="col">{ text.say(id!("why-keys-key")) }</th>
                    <th scope="col">{ text.say(id!("why-keys-state")) }</th>
                </tr>
            </thead>
            <tbody>
                { for phase.context.iter().map(|(key, value)| row(key, present(text, value))) }
                { for phase.absent_keys.iter().map(|key| row(key, absent(text, phase, key))) }
            </tbody>
        </table>
    }
}

fn row(key: &str, state: Html) -> Html {
    html! {
        <tr>
            <th scope="row"><code translate="no">{ key.to_owned() }</code></th>
            <td>{ state }</td>
        </tr>
    }
}

fn present(text: &Text, value: &ContextValue) -> Html {
    let code = |value: &String| html! { <><code translate="no">{ value.clone() }</code>{ " " }</> };
    match value {
        ContextValue::Unknown => {
            html! { <em class="unknown">{ text.say(id!("why-keys-unknown")) }</em> }
        }
        ContextValue::One(value) => code(value),
        ContextValue::Many(values) => html! { <>{ for values.iter().map(code) }</> },
    }
}

fn absent(text: &Text, phase: &PhaseDecision, key: &str) -> Html {
    let assumed = phase.assumed_absent.iter().any(|other| other == key);
    let word = if assumed {
        text.say(id!("why-keys-assumed"))
    } else {
        text.say(id!("why-keys-absent"))
    };
    html! { <em>{ word }</em> }
}
