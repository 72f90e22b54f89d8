//! The sign-ins of the table that are decided otherwise.

use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::analysis::compare::told::{CompareTold, Decided, RowChange};
use crate::components::decision::cell;
use crate::components::scenarios::facts;
use crate::state::action::Action;
use crate::state::view::{Selection, Tab};
use crate::state::workspace::Workspace;
use crate::text::Text;

/// So many are shown at the most.
const SHOWN: usize = 200;

/// How many come to another outcome, in a sentence.
pub(super) fn count(text: &Text, told: &CompareTold) -> AttrValue {
    let total = told.total;
    match told.outcomes_changed() {
        0 => text.with(id!("compare-rows-none"), &[("total", total.into())]),
        changed => text.with(
            id!("compare-rows"),
            &[("changed", changed.into()), ("total", total.into())],
        ),
    }
}

/// Those that change, each with how it was and how it is decided.
pub(super) fn all(
    text: &Text,
    workspace: &Workspace,
    told: &CompareTold,
    dispatch: &Callback<Action>,
) -> Html {
    let changed: Vec<&RowChange> = told
        .rows
        .iter()
        .filter(|row| row.is_other_outcome())
        .collect();
    let elsewhere = told.rows.len() - changed.len();
    let more = changed.len().saturating_sub(SHOWN);
    let shown = changed.iter().take(SHOWN);
    if told.rows.is_empty() {
        return html! {};
    }
    html! {
        <section aria-labelledby="compare-rows">
            <h3 id="compare-rows">{ text.say(id!("compare-rows-title")) }</h3>
            if !changed.is_empty() {
                <table class="compare-rows">
                    { columns(text) }
                    <tbody>{ for shown.map(|row| one(text, workspace, row, dispatch)) }</tbody>
                </table>
            }
            if more > 0 {
                <p class="soft">{ text.with(id!("compare-rows-more"), &[("count", more.into())]) }</p>
            }
            if elsewhere > 0 {
                <p class="soft">{ text.with(id!("compare-rows-elsewhere"), &[("count", elsewhere.into())]) }</p>
            }
        </section>
    }
}

/// Those that only the table of before has.
pub(super) fn gone(text: &Text, told: &CompareTold) -> Html {
    if told.gone.is_empty() {
        return html! {};
    }
    let more = told.gone.len().saturating_sub(SHOWN);
    html! {
        <section aria-labelledby="compare-gone">
            <h3 id="compare-gone">{ text.say(id!("compare-gone-title")) }</h3>
            <table class="compare-rows">
                { columns(text) }
                <tbody>
                    { for told.gone.iter().take(SHOWN).map(|row| html! {
                        <tr>
                            <th scope="row">
                                { facts::name(text, &row.scenario) }
                                <span class="soft">{ facts::from(text, &row.scenario) }</span>
                            </th>
                            <td>{ side(text, &row.before) }</td>
                            <td>{ side(text, &row.after) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            if more > 0 {
                <p class="soft">{ text.with(id!("compare-rows-more"), &[("count", more.into())]) }</p>
            }
        </section>
    }
}

fn columns(text: &Text) -> Html {
    html! {
        <thead>
            <tr>
                <th scope="col">{ text.say(id!("compare-column-name")) }</th>
                <th scope="col">{ text.say(id!("compare-column-before")) }</th>
                <th scope="col">{ text.say(id!("compare-column-after")) }</th>
            </tr>
        </thead>
    }
}

fn one(text: &Text, workspace: &Workspace, row: &RowChange, dispatch: &Callback<Action>) -> Html {
    let Some(scenario) = workspace.scenario(row.id) else {
        return html! {};
    };
    let id = row.id;
    let dispatch = dispatch.clone();
    let onclick = move |_: MouseEvent| {
        dispatch.emit(Action::Tab(Tab::SignIns));
        dispatch.emit(Action::Select(Some(Selection {
            scenario: id,
            action: None,
        })));
        gloo::timers::callback::Timeout::new(0, || crate::components::focus_id("why")).forget();
    };
    html! {
        <tr key={id}>
            <th scope="row">
                <button type="button" class="link" {onclick}>{ facts::name(text, scenario) }</button>
                <span class="soft">{ facts::from(text, scenario) }</span>
            </th>
            <td>{ side(text, &row.before) }</td>
            <td>{ side(text, &row.after) }</td>
        </tr>
    }
}

fn side(text: &Text, side: &Decided) -> Html {
    let at = side
        .denied_at
        .filter(|_| side.outcome == Some(Outcome::Denied));
    html! {
        <>
            { cell::whole(text, side.outcome, side.provisional) }
            if let Some(action) = at {
                <span class="soft">{ text.with(id!("compare-at"), &[("action", action.name().into())]) }</span>
            }
        </>
    }
}
