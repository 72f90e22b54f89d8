//! The decision table: a row for each phase.

use std::rc::Rc;

use vestibule_wire::{DecidedBy, Outcome, PhaseDecision};
use yew::prelude::*;

use super::icon;
use super::place::to_place;
use crate::first::evaluate::Verdict;
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
                { action_name(phase) }
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

/// The action, breakable behind the prefix.
fn action_name(phase: &PhaseDecision) -> Html {
    let name = phase.action.name();
    let (prefix, rest) = name.split_at(name.find(':').map_or(0, |at| at + 1));
    html! { <code>{ prefix }<wbr />{ rest }</code> }
}

fn why(verdict: &Verdict, phase: &PhaseDecision) -> Html {
    html! {
        <>
            { for phase.depends_on.iter().flatten().map(|key| depends_on(key)) }
            if phase.decided_by.is_empty() && phase.depends_on.is_none() {
                <p>{ text::reason(phase.reason) }</p>
            }
            <ul>
                { for phase.decided_by.iter().filter(|by| speaks(phase, by)).map(|by| html! {
                    <li>{ text::by(phase.reason) }{ " " }{ decided_by(verdict, by) }</li>
                }) }
            </ul>
            if !phase.protected {
                <p class="hint">{ text::UNPROTECTED }</p>
            }
            if phase.decision == Outcome::Denied {
                if phase.reached {
                    { surface(phase) }
                } else {
                    <details class="if-reached">
                        <summary>{ text::IF_REACHED }</summary>
                        { surface(phase) }
                    </details>
                }
            }
        </>
    }
}

/// What would settle it: a key, or something else that was not told.
fn depends_on(what: &str) -> Html {
    match text::not_told(what) {
        Some(sentence) => html! { <p>{ sentence }</p> },
        None => html! { <p>{ text::DEPENDS_ON }{ " " }<code>{ what.to_owned() }</code></p> },
    }
}

/// A layer without a policy says nothing that [`depends_on`] has not said.
fn speaks(phase: &PhaseDecision, by: &DecidedBy) -> bool {
    by.policy.is_some() || phase.depends_on.is_none()
}

fn decided_by(verdict: &Verdict, by: &DecidedBy) -> Html {
    let policy = html! {
        <>
            { text::policy(by.layer, by.policy.is_some()) }
            if let Some(name) = verdict.name_of(by) {
                { " " }<code>{ name }</code>
            }
        </>
    };
    let Some(statement) = text::statement(by.sid.as_deref(), by.statement) else {
        return policy;
    };
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
            { format!(" {} ", text::OF) }{ policy }
        </>
    }
}

/// What the user sees and what CloudTrail records of a denial.
fn surface(phase: &PhaseDecision) -> Html {
    if phase.user_message.is_none() && phase.cloud_trail.is_none() {
        return html! { <p class="hint">{ text::NEITHER_DOCUMENTED }</p> };
    }
    html! {
        <dl class="surface">
            <div>
                <dt>{ text::USER_SEES }{ " " }</dt>
                <dd>
                    if let Some(message) = &phase.user_message {
                        <q>{ message.to_string() }</q>
                    } else {
                        { text::NOT_DOCUMENTED }
                    }
                </dd>
            </div>
            <div>
                <dt>{ text::CLOUD_TRAIL }{ " " }</dt>
                <dd>
                    if let Some(event) = &phase.cloud_trail {
                        <code>{ event.event_name.to_string() }</code>{ ", " }
                        <code>{ event.error_code.to_string() }</code>{ ", " }
                        <q>{ event.error_message.to_string() }</q>
                    } else {
                        { text::NOT_DOCUMENTED }
                    }
                </dd>
            </div>
        </dl>
    }
}
