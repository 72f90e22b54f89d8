//! Everything that is wrong, with the way to its place.

use std::rc::Rc;

use yew::prelude::*;

use super::place::to_place;
use super::{icon, inline};
use crate::first::evaluate::Problem;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) problems: Rc<[Problem]>,
}

#[component]
pub(crate) fn Problems(props: &Props) -> Html {
    if props.problems.is_empty() {
        return html! {};
    }
    html! {
        <section class="card" id="problems" tabindex="-1" aria-labelledby="problems-title">
            <h2 id="problems-title">
                { text::PROBLEMS }{ " " }<span class="count">{ props.problems.len() }</span>
            </h2>
            <ul class="problems">
                { for props.problems.iter().map(one) }
            </ul>
        </section>
    }
}

fn one(problem: &Problem) -> Html {
    let severity = problem.severity.name();
    html! {
        <li class={classes!("problem", severity)}>
            { icon::severity(problem.severity) }
            <div>
                <p>
                    <strong>{ text::severity(problem.severity) }</strong>
                    if let Some(place) = &problem.place {
                        { " " }
                        { to_place(place, html! { { place.long() } }) }
                    }
                </p>
                <p>{ inline::text(&problem.sentence()) }</p>
                if let Some(help) = problem.help_sentence() {
                    <p class="hint">{ inline::text(&help) }</p>
                }
            </div>
        </li>
    }
}
