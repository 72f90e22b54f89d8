//! The overall outcome: shape, word, colour, and for whom it was decided.

use std::rc::Rc;

use yew::prelude::*;

use super::icon;
use crate::first::evaluate::Verdict;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) verdict: Option<Rc<Verdict>>,
    pub(crate) stale: bool,
    /// How many problems there are.
    pub(crate) problems: usize,
}

#[component]
pub(crate) fn Decision(props: &Props) -> Html {
    let Some(verdict) = &props.verdict else {
        return html! {
            <div class="outcome none">
                <div>
                    <p class="headline">{ text::NO_DECISION }</p>
                    <p>
                        { text::NO_DECISION_WHY }{ " " }
                        <a href="#problems">{ text::problem_count(props.problems) }</a>
                    </p>
                </div>
            </div>
        };
    };
    let decision = &verdict.decision;
    html! {
        <div class={classes!("outcome", decision.outcome.name(), props.stale.then_some("stale"))}>
            { icon::outcome(decision.outcome) }
            <div>
                <p class="headline">
                    { text::headline(decision.outcome) }
                    if props.stale {
                        { " " }<span class="badge">{ text::STALE }</span>
                    }
                </p>
                <p>{ text::summary(decision.outcome, decision.denied_at) }</p>
                if props.stale {
                    <p class="stale-why">
                        { text::STALE_WHY }{ " " }
                        <a href="#problems">{ text::problem_count(props.problems) }</a>
                    </p>
                    <p class="subject">{ &verdict.subject }</p>
                }
            </div>
        </div>
    }
}
