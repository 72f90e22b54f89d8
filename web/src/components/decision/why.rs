//! Why a sign-in was decided so: short first, the whole trace on demand. Like
//! the table it knows nothing of the page and stands in a shadow root as well.
//! However long a policy is, no more is made of it at once than someone reads.

use std::rc::Rc;

use vestibule_wire::{Action, Decision, Outcome, PhaseDecision, Reason};
use yew::prelude::*;

use super::deciders::Deciders;
use super::place::Place;
use super::trace::Trace;
use super::{cell, keys, words};
use crate::components::icon;
use crate::text::{Nodes as _, Text, Value, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The decision with its trace.
    pub(crate) decision: Rc<Decision>,
    /// What the sign-in is called; empty for none.
    pub(crate) name: AttrValue,
    /// The phase to explain; `None` for the one that settles the sign-in.
    pub(crate) action: Option<Action>,
    pub(crate) on_action: Callback<Action>,
    /// Leads to a place in a policy, where there is an editor.
    #[prop_or_default]
    pub(crate) on_show: Option<Callback<Place>>,
    /// The policies cannot be in force as they stand.
    #[prop_or_default]
    pub(crate) provisional: bool,
    /// What stands below the headline: what is known beyond this one sign-in.
    #[prop_or_default]
    pub(crate) below: Html,
    /// What stands beside the short answer: what would change it, assumptions.
    #[prop_or_default]
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Why(props: &Props) -> Html {
    let text = use_text();
    let decision = &props.decision;
    let action = props.action.unwrap_or_else(|| settling(decision));
    let Some(phase) = decision.phases.iter().find(|phase| phase.action == action) else {
        return html! {};
    };
    // What is folded away is not made.
    let (trace, keys) = (use_state_eq(|| false), use_state_eq(|| false));
    // Of another decision the beginning is shown again.
    let key = format!("{} {}", props.name, action.name());
    html! {
        <div class="why">
            <p class={classes!("headline", decision.outcome.name(), props.provisional.then_some("provisional"))}>
                { icon::outcome(decision.outcome) }
                <span>{ headline(&text, decision, &props.name) }</span>
                if props.provisional { { cell::mark(&text) } }
            </p>
            { props.below.clone() }
            <div class={classes!("steps", props.provisional.then_some("provisional"))} role="group" aria-label={text.say(id!("why-phases"))}>
                { for decision.phases.iter().map(|phase| step(&text, phase, action, &props.on_action)) }
            </div>
            <div class="answer">
                <div class="reason">
                    { reason(&text, phase) }
                    if names_policies(phase.reason) {
                        <Deciders
                            key={key.clone()} decision={decision.clone()} {action} on_show={props.on_show.clone()}
                        />
                    }
                    { surface(&text, phase) }
                </div>
                { props.children.clone() }
            </div>
            <details class="more" open={*trace}>
                { summary(&trace, text.say(id!("why-trace"))) }
                if *trace {
                    <Trace {key} decision={decision.clone()} {action} on_show={props.on_show.clone()} />
                }
            </details>
            <details class="more" open={*keys}>
                { summary(&keys, text.say(id!("why-keys"))) }
                if *keys { { keys::keys(&text, phase) } }
            </details>
        </div>
    }
}

/// What opens and closes a part.
fn summary(open: &UseStateHandle<bool>, title: AttrValue) -> Html {
    let open = open.clone();
    let onclick = move |event: MouseEvent| {
        // It opens with what is in it.
        event.prevent_default();
        open.set(!*open);
    };
    html! { <summary {onclick}><h3>{ title }</h3></summary> }
}

/// The phase that tells most: the denied one, else the first that is open, else
/// the first.
fn settling(decision: &Decision) -> Action {
    let open = || {
        let open = |phase: &&PhaseDecision| phase.decision == Outcome::Unknown;
        decision.phases.iter().find(open).map(|phase| phase.action)
    };
    decision
        .denied_at
        .or_else(open)
        .unwrap_or(Action::Authenticate)
}

fn headline(text: &Text, decision: &Decision, name: &str) -> AttrValue {
    let name = match name.trim() {
        "" => text.say(id!("why-this")).to_string(),
        name => name.to_owned(),
    };
    let name = [("name", Value::from(name))];
    match (decision.outcome, decision.denied_at) {
        (Outcome::Allowed, _) => text.with(id!("why-allowed"), &name),
        (Outcome::Denied, Some(Action::AuthorizeOAuth2Access)) => {
            text.with(id!("why-denied-2"), &name)
        }
        (Outcome::Denied, Some(Action::CreateOAuth2Token)) => text.with(id!("why-denied-3"), &name),
        (Outcome::Denied, _) => text.with(id!("why-denied-1"), &name),
        (Outcome::Unknown, _) => text.with(id!("why-unknown"), &name),
    }
}

/// A button for one phase, with its decision.
fn step(text: &Text, phase: &PhaseDecision, shown: Action, on_action: &Callback<Action>) -> Html {
    let action = phase.action;
    let onclick = on_action.reform(move |_: MouseEvent| action);
    html! {
        <button
            type="button" aria-pressed={(action == shown).to_string()} {onclick}
            class={classes!("step", phase.decision.name(), (!phase.reached).then_some("beyond"))}
        >
            { icon::outcome(phase.decision) }
            <span>
                <span class="step-name">{ words::step(text, action) }</span>
                <span class="step-word">
                    { words::outcome(text, phase.decision) }
                    if !phase.reached { { " · " }{ text.say(id!("decision-cell-beyond")) } }
                </span>
            </span>
        </button>
    }
}

/// Why the phase came out so.
fn reason(text: &Text, phase: &PhaseDecision) -> Html {
    let action = [("action", Value::from(phase.action.name()))];
    let sentence = match phase.reason {
        Reason::NoMatchingDeny if !phase.protected => {
            text.nodes(id!("why-phase-unprotected"), &action)
        }
        Reason::NoMatchingDeny => text.nodes(id!("why-phase-no-deny"), &action),
        Reason::EnforcementOff => text.nodes(id!("why-phase-off"), &[]),
        Reason::ExplicitDeny => text.nodes(id!("why-phase-deny"), &[]),
        Reason::ImplicitDeny => text.nodes(id!("why-phase-no-allow"), &[]),
        Reason::UnevaluableStatement => text.nodes(id!("why-phase-refused"), &[]),
        Reason::UnknownKey => depends(text, phase),
    };
    html! {
        <>
            if !phase.reached { <p class="beyond-note">{ text.say(id!("why-beyond")) }</p> }
            <p>{ sentence }</p>
        </>
    }
}

/// True where the reason goes on with what decided.
fn names_policies(reason: Reason) -> bool {
    !matches!(reason, Reason::NoMatchingDeny | Reason::EnforcementOff)
}

/// What is not known and would settle it.
fn depends(text: &Text, phase: &PhaseDecision) -> Html {
    let keys: Vec<String> = phase
        .depends_on
        .iter()
        .flatten()
        .map(|key| match key.as_str() {
            "policies.identity" => text.say(id!("why-key-identity")).to_string(),
            "resource" => text.say(id!("why-key-resource")).to_string(),
            key => key.to_owned(),
        })
        .collect();
    if keys.is_empty() {
        return text.nodes(id!("why-phase-open"), &[]);
    }
    let keys = [("keys", Value::from(keys.join(", ")))];
    if phase.decided_by.is_empty() {
        text.nodes(id!("why-phase-key"), &keys)
    } else {
        text.nodes(id!("why-phase-key-by"), &keys)
    }
}

/// What the user sees and what is recorded of a denial.
fn surface(text: &Text, phase: &PhaseDecision) -> Html {
    if phase.decision != Outcome::Denied {
        return html! {};
    }
    let unknown = || html! { <span class="soft">{ text.say(id!("why-not-documented")) }</span> };
    html! {
        <dl class="surface">
            <div>
                <dt>{ text.say(id!("why-user-sees")) }</dt>
                <dd>
                    if let Some(message) = &phase.user_message {
                        <q translate="no">{ text.shown_to_user(message) }</q>
                    } else { { unknown() } }
                </dd>
            </div>
            <div>
                <dt>{ text.say(id!("why-cloud-trail")) }</dt>
                <dd>
                    if let Some(record) = &phase.cloud_trail {
                        <code class="record" translate="no">
                            <span>{ "eventName: " }{ record.event_name.to_string() }</span>
                            <span>{ "errorCode: " }{ record.error_code.to_string() }</span>
                            <span>{ "errorMessage: " }{ record.error_message.to_string() }</span>
                        </code>
                    } else { { unknown() } }
                </dd>
            </div>
        </dl>
    }
}
