//! A sentence about all sign-ins, with its sign, a step to the sign-in that shows it, and what
//! stands below it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_l10n::pieces;
use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::analysis::answer::{Answer, Line};
use crate::analysis::topics::RepairOf;
use crate::components::slices::use_slices;
use crate::components::{focus_id, icon};
use crate::state::action::Action;
use crate::text::{Text, nodes, use_text};

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

/// A claim, with the way to what would mend it, where something may, and what else can be done.
pub(in crate::components) fn claim(
    text: &Text,
    dispatch: &Callback<Action>,
    claim: &Line,
    repair: Option<&RepairOf>,
    more: Html,
) -> Html {
    let class = claim.outcome.map_or("plain", Outcome::name);
    let fix = repair.map(|of| {
        let of = of.clone();
        let onclick = dispatch.reform(move |_: MouseEvent| Action::LookAtRepairs(of.clone()));
        let said = [("claim", plain(&claim.text).into())];
        let label = text.with(id!("repair-propose-fix-of"), &said);
        html! {
            <button type="button" class="link" aria-label={label} {onclick}>{ text.say(id!("repair-propose-fix")) }</button>
        }
    });
    html! {
        <li>
            <div class={classes!("strip-line", class)}>
                { claim.outcome.map(icon::outcome) }<span>{ nodes(&claim.text) }</span>{ " " }
                { example(text, dispatch, claim, None) }
                if let Some(fix) = fix { { " " }{ fix } }
                { more }
            </div>
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

/// So many lines are drawn at once.
const SLICE: usize = 40;

#[derive(Properties, PartialEq)]
pub(in crate::components) struct SectionsProps {
    pub(in crate::components) answer: Rc<Answer>,
    pub(in crate::components) dispatch: Callback<Action>,
}

/// The whole answer, section by section, and how much of it had no room.
#[component]
pub(in crate::components) fn Sections(props: &SectionsProps) -> Html {
    let text = use_text();
    let (answer, dispatch) = (&props.answer, &props.dispatch);
    let mut left = use_slices(answer.sections.iter().map(size).sum(), SLICE);
    let drawn = answer.sections.iter().map_while(|section| {
        left = left.checked_sub(1)?;
        let below = within(&section.below, &mut left);
        Some(html! {
            <section class="strip-section">
                <h3>{ nodes(&section.text) }</h3>
                { lines(&text, dispatch, below) }
            </section>
        })
    });
    html! {
        <>
            { for drawn }
            if answer.left_out > 0 {
                <p>{ nodes(&text.with(id!("strip-left-out"), &[("count", answer.left_out.into())])) }</p>
            }
        </>
    }
}

/// How many lines it is, with those below it.
fn size(line: &Line) -> usize {
    1 + line.below.iter().map(size).sum::<usize>()
}

/// The first of these, as many as there is room for, which they take.
fn within<'a>(all: &'a [Line], left: &mut usize) -> &'a [Line] {
    let mut count = 0;
    for line in all {
        if *left == 0 {
            break;
        }
        *left = left.saturating_sub(size(line));
        count += 1;
    }
    all.get(..count).unwrap_or_default()
}

/// The step to the sign-in that shows what a line says, where there is one; `label` is what it
/// says instead of being an example, with what it is called where that is more.
pub(in crate::components) fn example(
    text: &Text,
    dispatch: &Callback<Action>,
    line: &Line,
    label: Option<(AttrValue, Option<AttrValue>)>,
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
        Some(label) => label,
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
