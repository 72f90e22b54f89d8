//! The statements that decided, and on what.

use std::rc::Rc;

use vestibule_wire::{Action, DecidedBy, Decision, PhaseDecision, StatementTrace};
use yew::prelude::*;

use super::place::{self, Place};
use super::steps::use_steps;
use super::{because, words};
use crate::text::{Text, use_text};

/// How many are shown at a time.
const STEP: usize = 20;

/// What a list of one action of a decision is made of.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) decision: Rc<Decision>,
    pub(super) action: Action,
    pub(super) on_show: Option<Callback<Place>>,
}

impl Props {
    pub(super) fn phase(&self) -> Option<&PhaseDecision> {
        let mut phases = self.decision.phases.iter();
        phases.find(|phase| phase.action == self.action)
    }
}

#[component]
pub(super) fn Deciders(props: &Props) -> Html {
    let text = use_text();
    let phase = props.phase();
    let deciders = phase.map_or(&[][..], |phase| &phase.decided_by);
    let (shown, more) = use_steps(&text, deciders.len(), STEP);
    let statements = phase.and_then(|phase| phase.statements.as_deref());
    let statements = statements.unwrap_or_default();
    html! {
        <>
            <ul class="deciders">
                { for deciders.iter().take(shown).map(|by| decider(&text, statements, by, props.on_show.as_ref())) }
            </ul>
            { more }
        </>
    }
}

/// One statement that decided, and on what.
fn decider(
    text: &Text,
    statements: &[StatementTrace],
    by: &DecidedBy,
    on_show: Option<&Callback<Place>>,
) -> Html {
    let policy = words::policy(text, by.layer, by.policy.as_deref());
    let Some(name) = words::statement(by.sid.as_deref(), by.statement) else {
        return html! { <li><strong>{ policy }</strong></li> };
    };
    let of = text.with(
        id!("why-statement-of"),
        &[("policy", policy.as_str().into())],
    );
    let place = Place::of(by.path.as_deref(), by.range);
    let is_it = |trace: &&StatementTrace| {
        Some(trace.path.as_str()) == by.path.as_deref() && trace.statement == by.statement
    };
    let traced = statements.iter().find(is_it);
    html! {
        <li>
            <p>
                <strong translate="no">{ &name }</strong>{ " " }{ of }{ " " }
                { place::line(text, place, &name, on_show) }
            </p>
            if let Some(traced) = traced.filter(|traced| !traced.tests.is_empty()) {
                { because::tests(text, &traced.tests, &traced.path, None) }
            }
        </li>
    }
}
