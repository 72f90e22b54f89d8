//! The whole walk through the layers: every policy, every statement, every test.

use vestibule_wire::{Bearing, Effect, Phase, PhaseDecision, StatementTrace, Truth};
use yew::prelude::*;

use super::because::{self, mark};
use super::deciders::Props;
use super::place::{self, Place};
use super::steps::use_steps;
use super::words;
use crate::text::{Nodes as _, Text, use_text};

/// How many statements are shown at a time.
const STEP: usize = 200;

/// Every statement with what became of it at one phase.
#[component]
pub(super) fn Trace(props: &Props) -> Html {
    let text = use_text();
    let phase = props.phase();
    let statements = phase.and_then(|phase| phase.statements.as_deref());
    let statements = statements.unwrap_or_default();
    let (shown, more) = use_steps(&text, statements.len(), STEP);
    let Some(phase) = phase.filter(|_| !statements.is_empty()) else {
        return html! { <p class="soft">{ text.say(id!("why-trace-none")) }</p> };
    };
    let on_show = props.on_show.as_ref();
    let statements = statements.get(..shown).unwrap_or(statements);
    let policies = statements.chunk_by(|a, b| a.path == b.path && a.policy == b.policy);
    html! {
        <>
            <ol class="trace">
                { for policies.filter_map(|policy| Some((policy.first()?, policy))).map(|(first, policy)| html! {
                    <li class="of-policy">
                        <p>
                            <strong>{ words::policy(&text, first.layer, Some(&first.policy)) }</strong>{ " " }
                            <span class="soft">{ bearing(&text, first) }</span>
                        </p>
                        <ol>{ for policy.iter().map(|trace| statement(&text, phase, trace, on_show)) }</ol>
                    </li>
                }) }
            </ol>
            { more }
        </>
    }
}

fn bearing(text: &Text, trace: &StatementTrace) -> AttrValue {
    text.say(match trace.bearing {
        Bearing::Evaluated => id!("why-trace-evaluated"),
        Bearing::PerhapsOtherEndpoint => id!("why-trace-perhaps"),
        Bearing::NoEndpoint => id!("why-trace-no-endpoint"),
        Bearing::OtherEndpoint => id!("why-trace-other-endpoint"),
        Bearing::EnforcementOff => id!("why-trace-off"),
        Bearing::ManagementAccount => id!("why-trace-management"),
        Bearing::OtherNode => id!("why-trace-other-node"),
        Bearing::OtherPrincipal => id!("why-trace-other-principal"),
        Bearing::BeforeAuthentication => id!("why-trace-before"),
        Bearing::RootUser => id!("why-trace-root"),
        Bearing::Assumed => {
            let id = trace.assumption.clone().unwrap_or_default();
            return text.with(id!("why-trace-assumed"), &[("id", id.into())]);
        }
    })
}

fn statement(
    text: &Text,
    phase: &PhaseDecision,
    trace: &StatementTrace,
    on_show: Option<&Callback<Place>>,
) -> Html {
    let (Some(number), Some(truth)) = (trace.statement, trace.truth) else {
        return html! {};
    };
    let elsewhere = trace.action == Some(Truth::False);
    let (sign, class) = match (truth, trace.effect) {
        _ if elsewhere => ("–", "skipped"),
        (Truth::Indeterminate, Some(Effect::Allow)) => mark(Truth::False),
        (truth, _) => mark(truth),
    };
    let name = words::statement(trace.sid.as_deref(), Some(number)).unwrap_or_default();
    let effect = match trace.effect {
        Some(Effect::Allow) => "Allow",
        Some(Effect::Deny) => "Deny",
        None => "?",
    };
    let place = Place::of(Some(&trace.path), trace.range);
    // Of a text that is no longer there, the tests stand nowhere either.
    let of_tests = on_show.filter(|_| place.is_some());
    html! {
        <li class={classes!("of-statement", class)}>
            <p>
                <span class="mark" aria-hidden="true">{ sign }</span>
                <span>
                    <code translate="no">{ effect }</code>{ " " }
                    <strong translate="no">{ &name }</strong>{ " " }
                    { verdict(text, trace, truth, elsewhere) }{ " " }
                    { place::line(text, place, &name, on_show) }
                </span>
            </p>
            if !elsewhere {
                { parts(text, phase, trace) }
                if !trace.tests.is_empty() {
                    { because::tests(text, &trace.tests, &trace.path, of_tests) }
                }
            }
        </li>
    }
}

fn verdict(text: &Text, trace: &StatementTrace, truth: Truth, elsewhere: bool) -> AttrValue {
    text.say(match (truth, trace.effect) {
        _ if elsewhere => id!("why-statement-elsewhere"),
        (Truth::True, _) => id!("why-statement-applies"),
        (Truth::Indeterminate, Some(Effect::Allow)) => id!("why-statement-cannot"),
        (Truth::Indeterminate, _) => id!("why-statement-cannot-deny"),
        (Truth::False, _) => id!("why-statement-not"),
        (Truth::Unknown, _) => id!("why-statement-perhaps"),
    })
}

/// What else than a condition keeps a statement from applying.
fn parts(text: &Text, phase: &PhaseDecision, trace: &StatementTrace) -> Html {
    let nobody = phase.phase == Phase::PreAuthentication;
    let mut lines = Vec::new();
    if trace.defective {
        lines.push((
            Truth::Unknown,
            text.nodes(id!("why-statement-refused"), &[]),
        ));
    }
    if trace.action == Some(Truth::Unknown) {
        lines.push((Truth::Unknown, text.nodes(id!("why-statement-action"), &[])));
    }
    match trace.principal {
        None | Some(Truth::True) => {}
        Some(Truth::False) if nobody => {
            lines.push((Truth::False, text.nodes(id!("why-statement-nobody"), &[])));
        }
        Some(Truth::False) => {
            lines.push((
                Truth::False,
                text.nodes(id!("why-statement-principal"), &[]),
            ));
        }
        Some(_) => lines.push((
            Truth::Unknown,
            text.nodes(id!("why-statement-perhaps-principal"), &[]),
        )),
    }
    match trace.resource {
        None | Some(Truth::True) => {}
        Some(Truth::False) => {
            lines.push((Truth::False, text.nodes(id!("why-statement-resource"), &[])));
        }
        Some(_) => lines.push((
            Truth::Unknown,
            text.nodes(id!("why-statement-perhaps-resource"), &[]),
        )),
    }
    if lines.is_empty() {
        return html! {};
    }
    html! {
        <ul class="tests">
            { for lines.into_iter().map(|(truth, sentence)| {
                let (sign, class) = mark(truth);
                html! {
                    <li class={classes!("test", class)}>
                        <span class="mark" aria-hidden="true">{ sign }</span>
                        <span>{ sentence }</span>
                    </li>
                }
            }) }
        </ul>
    }
}
