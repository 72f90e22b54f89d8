//! The points that AWS leaves open and that the decision leaned on.

use std::rc::Rc;

use yew::prelude::*;

use crate::first::evaluate::Verdict;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) verdict: Rc<Verdict>,
}

#[component]
pub(crate) fn Assumptions(props: &Props) -> Html {
    let assumptions = &props.verdict.assumptions;
    if assumptions.is_empty() {
        return html! {};
    }
    html! {
        <section class="more-block" aria-labelledby="assumptions-title">
            <h3 id="assumptions-title">
                { text::ASSUMPTIONS }{ " " }<span class="count">{ assumptions.len() }</span>
            </h3>
            <p class="hint">{ text::ASSUMPTIONS_INTRO }</p>
            <dl class="assumptions">
                { for assumptions.iter().map(|(id, sentence)| html! {
                    <><dt>{ id.clone() }</dt><dd>{ *sentence }</dd></>
                }) }
            </dl>
        </section>
    }
}
