//! Why the selected sign-in was decided so, with what would change it and what
//! it leans on.

use std::rc::Rc;

use vestibule_wire::Outcome;
use yew::prelude::*;

use super::account_facts::{self, AccountFacts, Props as AccountProps};
use super::assumptions::Assumptions;
use super::changes::ChangeList;
use super::decision::{Place, Why, cell};
use super::field::wrong_anywhere;
use super::glyph::{self, glyph};
use super::people::{Parted, Parts};
use super::proof::{Command, Networks};
use super::scenarios::facts;
use crate::evaluate::answer::{Changes, Detail, Problem, Question};
use crate::state::action::Action;
use crate::state::scenario::Scenario;
use crate::state::topics::Shown;
use crate::state::view::Selection;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) scenario: Option<Rc<Scenario>>,
    pub(crate) selected: Option<Selection>,
    /// The last walk that came; perhaps of another sign-in.
    pub(crate) detail: Option<Rc<Detail>>,
    pub(crate) changes: Option<Rc<Changes>>,
    pub(crate) question: Option<Question>,
    /// The ids of assumptions of which the other reading is taken.
    pub(crate) readings: Vec<AttrValue>,
    pub(crate) problems: Rc<[Rc<Problem>]>,
    /// A policy that bears on the sign-in has errors.
    pub(crate) provisional: bool,
    /// The network of the square that is looked at, in parts.
    #[prop_or_default]
    pub(crate) parts: Option<Parted>,
    /// What the sign-in comes to.
    pub(crate) outcome: Option<Outcome>,
    /// Whether its principal can sign in at all.
    pub(crate) account: Option<AccountProps>,
    /// From where its principal gets in.
    pub(crate) shown: Shown,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn WhyPane(props: &Props) -> Html {
    let text = use_text();
    let name = props
        .scenario
        .as_ref()
        .map(|scenario| facts::name(&text, scenario));
    html! {
        <section class="pane why-pane" id="why" tabindex="-1" aria-labelledby="why-title">
            <div class="pane-head">
                <h2 id="why-title">{ text.say(id!("why-title")) }</h2>
                if let Some(name) = name { <span class="count">{ name }</span> }
            </div>
            <div class="pane-body">
                if let Some(parts) = props.parts.clone() { <Parts ..parts /> }
                { body(&text, props) }
            </div>
        </section>
    }
}

fn body(text: &Text, props: &Props) -> Html {
    let (Some(scenario), Some(selected)) = (&props.scenario, props.selected) else {
        return html! {
            <div class="empty">
                <h3>{ text.say(id!("why-empty-title")) }</h3>
                <p>{ text.say(id!("why-empty")) }</p>
            </div>
        };
    };
    let detail = props
        .detail
        .as_ref()
        .filter(|detail| detail.scenario == scenario.id);
    let Some(detail) = detail else {
        return html! { <p class="soft">{ text.say(id!("why-waiting")) }</p> };
    };
    let Some(decision) = &detail.decision else {
        return undecided(text, props, scenario);
    };
    let id = scenario.id;
    let on_action = props.dispatch.reform(move |action| {
        Action::Select(Some(Selection {
            scenario: id,
            action: Some(action),
        }))
    });
    let on_show = {
        let (detail, dispatch) = (detail.clone(), props.dispatch.clone());
        Callback::from(move |place: Place| {
            if let Some(document) = detail.document(&place.path) {
                dispatch.emit(Action::Show(document, place.range));
            }
        })
    };
    let below = html! {
        <>
            if props.provisional {
                <p class="provisional-note">{ glyph(glyph::TRIANGLE_ALERT) }<span>{ text.say(id!("why-provisional")) }</span></p>
            }
            { for props.account.as_ref().map(|account| account_facts::said(text, account)) }
            <Networks
                scenario={scenario.clone()} outcome={props.outcome} shown={props.shown.clone()}
                dispatch={props.dispatch.clone()}
            />
        </>
    };
    html! {
        <>
        <Why
            decision={decision.clone()} name={facts::name(text, scenario)} action={selected.action}
            {on_action} on_show={Some(on_show)} {below} provisional={props.provisional}
        >
            <div class="aside">
                <ChangeList
                    {selected} name={facts::name(text, scenario)} changes={props.changes.clone()}
                    question={props.question} dispatch={props.dispatch.clone()}
                />
                <Assumptions
                    leaned_on={decision.assumptions.clone()} readings={props.readings.clone()}
                    dispatch={props.dispatch.clone()}
                />
            </div>
        </Why>
        { for props.account.clone().map(|account| html! { <AccountFacts ..account /> }) }
        { ways_on(text, props, scenario) }
        </>
    }
}

/// Changes by which it is decided otherwise, and the command that decides it.
fn ways_on(text: &Text, props: &Props, scenario: &Scenario) -> Html {
    let id = scenario.id;
    let onclick = props
        .dispatch
        .reform(move |_: MouseEvent| Action::LookAtRepairsOfRow(id));
    let said = match props.outcome {
        Some(Outcome::Allowed) => text.say(id!("repair-propose-denied")),
        _ => text.say(id!("repair-propose-allowed")),
    };
    html! {
        <div class="ways-on">
            <button type="button" class="repair-button" {onclick}>{ said }</button>
            <Command command="decide" options="--explain" />
        </div>
    }
}

/// A sign-in that cannot be decided as it is described, and what is wrong.
fn undecided(text: &Text, props: &Props, scenario: &Scenario) -> Html {
    let wrong = wrong_anywhere(text, &props.problems, scenario.id);
    html! {
        <div class="undecided">
            <p class="headline">{ cell::whole(text, None, false) }</p>
            <p>{ text.say(id!("decision-none-why")) }</p>
            <ul class="wrong">{ for wrong.iter().map(|sentence| html! { <li>{ nodes(sentence) }</li> }) }</ul>
        </div>
    }
}
