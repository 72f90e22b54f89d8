//! The decision table: a row for each phase.

use std::rc::Rc;

use vestibule_wire::{DecidedBy, Outcome, PhaseDecision};
use yew::prelude::*;

use super::icon;
use super::place::to_place;
use crate::evaluate::Verdict;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) verdict: Rc<Verdict>,
    pub(crate) stale: bool,
}

#[component]
pub(crate) fn Phases(props: &Props) -> Html {
    let verdict = &*props.verdict;
    // The roles are spelled out because a narrow page lays the cells out as
    // blocks, which takes the meaning of a table from them.
    html! {
        <table class={classes!("phases", props.stale.then_some("stale"))} role="table">
            <caption class="hidden">{ text::PHASES }</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{ text::PHASE }</th>
                    <th scope="col" role="columnheader">{ text::RESULT }</th>
                    <th scope="col" role="columnheader">{ text::WHY }</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                { for verdict.decision.phases.iter().map(|phase| row(verdict, phase)) }
            </tbody>
        </table>
    }
}

fn row(verdict: &Verdict, phase: &PhaseDecision) -> Html {
    let decision = phase.decision;
    html! {
        <tr role="row" class={classes!(decision.name(), (!phase.reached).then_some("beyond"))}>
            <th scope="row" role="rowheader">
                <span class="phase-name">
                    { format!("{} {}", text::number(phase.action), text::phase(phase.action)) }
                </span>
                <code>{ phase.action.name() }</code>
            </th>
            <td role="cell" class="result">
                <span class={classes!("verdict", decision.name())}>
                    { icon::outcome(decision) }
                    <span>{ text::outcome(decision) }</span>
                </span>
                if !phase.reached {
                    <span class="not-reached">{ text::NOT_REACHED }</span>
                }
            </td>
            <td role="cell">{ why(verdict, phase) }</td>
        </tr>
    }
}

fn why(verdict: &Verdict, phase: &PhaseDecision) -> Html {
    html! {
        <>
            <p>{ text::reason(phase.reason) }</p>
            if !phase.decided_by.is_empty() {
                <ul class="decided-by">
                    { for phase.decided_by.iter().map(|by| html! { <li>{ decided_by(verdict, by) }</li> }) }
                </ul>
            }
            if let Some(keys) = phase.depends_on.as_deref().filter(|keys| !keys.is_empty()) {
                <p>{ text::depends_on(keys) }</p>
            }
            if !phase.protected {
                <p class="hint">{ text::UNPROTECTED }</p>
            }
            if phase.decision == Outcome::Denied {
                { surface(phase) }
            }
        </>
    }
}

fn decided_by(verdict: &Verdict, by: &DecidedBy) -> Html {
    let statement = text::statement(by.sid.as_deref(), by.statement);
    let place = verdict.place(by.path.as_deref(), by.range);
    let label = html! {
        <>
            <strong>{ statement }</strong>
            if let Some(range) = by.range {
                { ", " }{ text::line(range.start.line) }
            }
        </>
    };
    html! {
        <>
            if let Some(place) = place {
                { to_place(&place, label) }
            } else {
                { label }
            }
            <span class="of">
                { by.layer.title() }
                if let Some(name) = verdict.name_of(by) {
                    { " " }<code>{ name }</code>
                }
            </span>
        </>
    }
}

/// What the user sees and what CloudTrail records of a denial.
fn surface(phase: &PhaseDecision) -> Html {
    html! {
        <dl class="surface">
            <dt>{ text::USER_SEES }</dt>
            <dd>
                if let Some(message) = &phase.user_message {
                    <q>{ message.to_string() }</q>
                } else {
                    <span class="hint">{ text::NOT_DOCUMENTED }</span>
                }
            </dd>
            <dt>{ text::CLOUD_TRAIL }</dt>
            <dd>
                if let Some(event) = &phase.cloud_trail {
                    <code>{ event.event_name.to_string() }</code>{ " " }
                    <code>{ event.error_code.to_string() }</code>{ " " }
                    <q>{ event.error_message.to_string() }</q>
                } else {
                    <span class="hint">{ text::NOT_DOCUMENTED }</span>
                }
            </dd>
        </dl>
    }
}
