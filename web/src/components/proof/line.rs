//! A sentence about all sign-ins, with its sign, a step to the sign-in that shows it, and what
//! stands below it.

use gloo::timers::callback::Timeout;
use vestibule_l10n::pieces;
use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::analysis::answer::{Answer, Line};
use crate::components::{focus_id, icon};
use crate::state::action::Action;
use crate::text::{Text, nodes};

/// A line in a list.
pub(in crate::components) fn line(text: &Text, dispatch: &Callback<Action>, line: &Line) -> Html {
    let sign = line.outcome.map(icon::outcome);
    let class = line.outcome.map_or("plain", Outcome::name);
    html! {
        <li>
            <div class={classes!("strip-line", class)}>
                { sign }<span>{ nodes(&line.text) }</span>{ " " }{ example(text, dispatch, line, None) }
            </div>
            { lines(text, dispatch, &line.below) }
        </li>
    }
}

/// All of them, as a list.
pub(in crate::components) fn lines(text: &Text, dispatch: &Callback<Action>, all: &[Line]) -> Html {
    if all.is_empty() {
        return html! {};
    }
    html! { <ul>{ for all.iter().map(|one| line(text, dispatch, one)) }</ul> }
}

/// The whole answer, section by section, and how much of it had no room.
pub(in crate::components) fn sections(
    text: &Text,
    dispatch: &Callback<Action>,
    answer: &Answer,
) -> Html {
    html! {
        <>
            { for answer.sections.iter().map(|section| html! {
                <section class="strip-section">
                    <h3>{ nodes(&section.text) }</h3>
                    { lines(text, dispatch, &section.below) }
                </section>
            }) }
            if answer.left_out > 0 {
                <p>{ nodes(&text.with(id!("strip-left-out"), &[("count", answer.left_out.into())])) }</p>
            }
        </>
    }
}

/// The step to the sign-in that shows what a line says, where there is one; `label` says more
/// than that it is an example.
pub(in crate::components) fn example(
    text: &Text,
    dispatch: &Callback<Action>,
    line: &Line,
    label: Option<AttrValue>,
) -> Html {
    if line.witness.is_none() {
        return html! {};
    }
    let claim = Line {
        below: Vec::new(),
        ..line.clone()
    };
    let onclick = dispatch.reform(move |_: MouseEvent| {
        Timeout::new(0, || focus_id("why")).forget();
        Action::ShowWitness(claim.clone())
    });
    let claim = [("claim", plain(&line.text).into())];
    let (seen, said) = match label {
        Some(label) => (label, None),
        None => (
            text.say(id!("strip-example")),
            Some(text.with(id!("strip-example-of"), &claim)),
        ),
    };
    html! { <button type="button" class="link" aria-label={said} {onclick}>{ seen }</button> }
}

/// The text without the signs of code.
pub(in crate::components) fn plain(said: &str) -> String {
    pieces(said)
        .into_iter()
        .map(|piece| piece.text.to_string())
        .collect()
}
