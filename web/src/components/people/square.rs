//! What stands in a square: the outcome by sign, colour and word, and under it the phase at which
//! that is so, or the addresses that come to something else.

use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::components::decision::{cell, words};
use crate::components::icon;
use crate::evaluate::answer::Cell;
use crate::evaluate::squares::{Cut, Part, Square};
use crate::text::Text;

/// The square; `None` until it is decided.
pub(super) fn content(text: &Text, square: Option<&Square>) -> Html {
    let Some(square) = square else {
        return html! { <span class="verdict none">{ "…" }</span> };
    };
    let Some(worst) = square.parts.first() else {
        return html! { <span class="verdict none">{ text.say(id!("people-too-many")) }</span> };
    };
    let provisional = square.parts.iter().any(|part| part.provisional);
    let mut under = under(text, square, worst);
    if square.cut == Cut::Samples {
        under = text.with(id!("people-samples"), &[("under", under.as_str().into())]);
    }
    html! {
        <>
            if square.is_mixed() {
                <span class={classes!("verdict", "whole", "partly", provisional.then_some("provisional"))}>
                    { icon::partly() }
                    <span class="word">{ text.say(id!("people-partly")) }</span>
                </span>
            } else {
                { cell::whole(text, worst.outcome, provisional) }
            }
            if !under.is_empty() {
                <span class="under" title={under.clone()}>{ under }</span>
            }
        </>
    }
}

/// What stands below the word.
fn under(text: &Text, square: &Square, worst: &Part) -> AttrValue {
    if square.is_mixed() {
        let place = place_of_all(text, square, worst);
        let outcome = outcome(text, worst.outcome);
        let told = [
            ("outcome", outcome.as_str().into()),
            ("place", place.as_str().into()),
        ];
        return text.with(id!("people-part"), &told);
    }
    match (&worst.at, worst.outcome) {
        (Some(at), Some(Outcome::Denied | Outcome::Unknown)) => denied_by(text, at),
        _ => AttrValue::default(),
    }
}

/// What decides, which is the thing to know, and behind it at which phase and in which layer.
fn denied_by(text: &Text, at: &Cell) -> AttrValue {
    let phase = words::phase(text, at.action);
    let by = at.by.as_ref();
    let statement = by.and_then(|by| {
        let statement = words::statement(by.sid.as_deref(), by.statement)?;
        Some((statement, words::layer(text, by.layer)))
    });
    match (statement, at.others) {
        (Some((statement, layer)), 0) => format!("{statement} · {phase} · {layer}").into(),
        (Some((statement, layer)), others) => {
            format!("{statement} +{others} · {phase} · {layer}").into()
        }
        (None, _) => format!("{} · {phase}", cell::by(text, at)).into(),
    }
}

/// The outcome in a word.
pub(super) fn outcome(text: &Text, outcome: Option<Outcome>) -> AttrValue {
    match outcome {
        Some(outcome) => words::outcome(text, outcome),
        None => text.say(id!("decision-none")),
    }
}

/// The addresses and the Region of a part, the first of them.
pub(super) fn place(text: &Text, part: &Part) -> AttrValue {
    place_in(text, part, &part.region)
}

/// As [`place`], with all Regions in which the same addresses come to the same.
fn place_of_all(text: &Text, square: &Square, part: &Part) -> AttrValue {
    let mut regions: Vec<&str> = Vec::new();
    for other in &square.parts {
        let is_same = other.outcome == part.outcome && other.ranges == part.ranges;
        if is_same && !regions.contains(&&*other.region) {
            regions.push(&other.region);
        }
    }
    match regions.as_slice() {
        [one, second, rest @ ..] if !rest.is_empty() => {
            let first = format!("{one}, {second}");
            let both = [
                ("first", first.as_str().into()),
                ("count", rest.len().into()),
            ];
            place_in(text, part, &text.with(id!("people-and-more"), &both))
        }
        all => place_in(text, part, &all.join(", ")),
    }
}

fn place_in(text: &Text, part: &Part, region: &str) -> AttrValue {
    let first = part.ranges.first().cloned().unwrap_or_default();
    let more = part.ranges.len().saturating_sub(1) + part.more;
    let mut told = first.to_string();
    if more > 0 {
        let both = [("first", first.as_str().into()), ("count", more.into())];
        told = text.with(id!("people-and-more"), &both).to_string();
    }
    let all = [told.as_str(), region];
    let all: Vec<&str> = all.into_iter().filter(|text| !text.is_empty()).collect();
    all.join(", ").into()
}
