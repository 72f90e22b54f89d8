//! What an import would change in the workspace that is open.

use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::analysis::answer::Line;
use crate::analysis::compare::told::{CompareEffect, CompareTold};
use crate::components::compare::texts;
use crate::components::icon;
use crate::state::importing::Changing;
use crate::text::{Text, id, nodes};

pub(super) fn all(text: &Text, change: &Changing) -> Html {
    html! {
        <section class="import-change" aria-labelledby="import-change" aria-busy={matches!(change, Changing::Working).to_string()}>
            <h3 id="import-change">{ text.say(id!("import-change")) }</h3>
            <div role="status">
                { match change {
                    Changing::Working => html! {
                        <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("compare-working")) }</p>
                    },
                    Changing::Stopped(why) => html! {
                        <p>{ text.with(id!("compare-stopped"), &[("why", why.name().into())]) }</p>
                    },
                    Changing::Told(told) => verdict(text, told),
                } }
            </div>
            if let Changing::Told(told) = change { { texts::all(text, told) } }
        </section>
    }
}

/// What changes, in a sentence for all sign-ins and one for those of the table.
fn verdict(text: &Text, told: &CompareTold) -> Html {
    let (outcome, said) = match told.effect {
        _ if told.is_same_text() => (Some(Outcome::Allowed), id("compare-same-text")),
        CompareEffect::Same => (Some(Outcome::Allowed), id("compare-same")),
        CompareEffect::Changes => (None, id("compare-changes")),
        CompareEffect::NotKnown => (Some(Outcome::Unknown), id("compare-not-known")),
    };
    let first = told.lines.first().filter(|_| !told.is_same_text());
    let said = first.map_or_else(|| text.say(said), |line| line.text.clone().into());
    let sentence = |line: &Line| {
        html! { <p>{ line.outcome.map(icon::outcome) }<strong>{ nodes(&line.text) }</strong></p> }
    };
    let changed = [
        ("changed", told.outcomes_changed().into()),
        ("total", told.total.into()),
    ];
    html! {
        <>
            if told.access.is_empty() {
                <p>{ outcome.map(icon::outcome) }<strong>{ nodes(&said) }</strong></p>
            } else {
                { for told.access.iter().map(sentence) }
            }
            if told.total > 0 { <p>{ text.with(id!("import-rows"), &changed) }</p> }
        </>
    }
}
