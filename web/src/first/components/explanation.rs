//! Statement by statement: what matched, what did not, on which value.

use std::rc::Rc;

use vestibule_wire::{Line, Mark, PhaseDecision};
use yew::prelude::*;

use super::inline;
use super::place::to_place;
use crate::first::evaluate::Verdict;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) verdict: Rc<Verdict>,
}

#[component]
pub(crate) fn Explanation(props: &Props) -> Html {
    let verdict = &*props.verdict;
    html! {
        <details class="more">
            <summary><h3>{ text::EXPLANATION }</h3></summary>
            { for verdict.decision.phases.iter().map(|phase| one_phase(verdict, phase)) }
        </details>
    }
}

fn one_phase(verdict: &Verdict, phase: &PhaseDecision) -> Html {
    let lines = phase.explanation.as_deref().unwrap_or_default();
    html! {
        <>
            <h4>
                { format!("{} {} ", text::number(phase.action), text::phase(phase.action)) }
                <code>{ phase.action.name() }</code>
            </h4>
            if lines.is_empty() {
                <p class="hint">{ text::NO_POLICIES }</p>
            } else {
                <ul class="lines">{ for lines.iter().map(|line| one_line(verdict, line)) }</ul>
            }
        </>
    }
}

fn one_line(verdict: &Verdict, line: &Line) -> Html {
    let (sign, class) = match line.mark {
        Mark::Yes => ("✓", "yes"),
        Mark::No => ("✗", "no"),
        Mark::Unknown => ("?", "unknown"),
        Mark::Skipped => ("–", "skipped"),
    };
    let indent = match line.indent {
        0 => "of-policy",
        1 => "of-statement",
        _ => "of-test",
    };
    html! {
        <li class={classes!("line", class, indent)}>
            <span class="mark" aria-hidden="true">{ sign }</span>
            <span>
                { inline::text(&line.text) }
                if let (Some(range), Some(place)) = (line.range, verdict.place(line.path.as_deref(), line.range)) {
                    { " " }{ to_place(&place, html! { { text::line(range.start.line) } }) }
                }
            </span>
        </li>
    }
}
