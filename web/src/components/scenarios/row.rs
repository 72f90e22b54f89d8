//! One row of the table. It is drawn anew only when something in it changes.

use std::rc::Rc;

use vestibule_wire::{Outcome, StandingVerdict};
use yew::prelude::*;

use super::column::Column;
use super::facts;
use crate::analysis::answer::Line;
use crate::components::compare::Before;
use crate::components::decision::{cell, words};
use crate::components::glyph::{self, glyph};
use crate::components::menu::{Item, Menu};
use crate::components::proof::line::plain;
use crate::components::{account_facts, icon};
use crate::evaluate::answer::Row;
use crate::state::scenario::Scenario;
use crate::text::{Text, broken, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scenario: Rc<Scenario>,
    /// `None` before the first answer.
    pub(super) row: Option<Rc<Row>>,
    /// Its number among all rows of the table, as assistive technology counts.
    pub(super) number: usize,
    /// Whether its principal can sign in at all; some row has something to say.
    pub(super) with_account: bool,
    pub(super) account: Option<(StandingVerdict, Line)>,
    /// The cell that the keyboard reaches, where it is in this row.
    pub(super) active: Option<Column>,
    /// The cell whose walk is shown.
    pub(super) chosen: Option<Column>,
    /// Its fields are open under it.
    pub(super) open: bool,
    /// The statement under the editor's cursor, as document and number.
    pub(super) lit: Option<(u32, u32)>,
    /// What can be done with it, where it is the selected one.
    pub(super) tools: Option<Vec<Item>>,
}

#[component]
pub(super) fn GridRow(props: &Props) -> Html {
    let text = use_text();
    let before = use_context::<Before>();
    let was = before.and_then(|before| before.get(&props.scenario.id).copied());
    let flash = use_flash(props.row.as_ref().map(|row| row.outcome));
    let unusable = props.row.as_ref().is_some_and(|row| row.outcome.is_none());
    html! {
        <tr
            role="row" aria-rowindex={props.number.to_string()} data-id={props.scenario.id.to_string()}
            class={classes!(
                "row", props.chosen.is_some().then_some("current"), props.open.then_some("open"),
                unusable.then_some("unusable"), was.is_some().then_some("changed"), flash,
            )}
        >
            { for Column::shown(props.with_account).map(|column| one(&text, props, column, was)) }
        </tr>
    }
}

fn one(text: &Text, props: &Props, column: Column, was: Option<Option<Outcome>>) -> Html {
    let active = props.active == Some(column);
    let chosen = props.chosen == Some(column);
    let lit = is_lit(props, column);
    let role = if column == Column::Name {
        "rowheader"
    } else {
        "gridcell"
    };
    html! {
        <td
            {role} tabindex={if active { "0" } else { "-1" }} aria-selected={chosen.to_string()}
            aria-colindex={(column.index(props.with_account) + 1).to_string()} data-column={column.name()}
            aria-labelledby={(column == Column::Name).then(|| name_id(&props.scenario))}
            class={classes!(column.class(), chosen.then_some("chosen"), lit.then_some("lit"))}
        >
            { content(text, props, column) }
            if let Some(was) = was.filter(|_| column == Column::Name) { { said_before(text, was) } }
            if lit { <span class="hidden">{ text.say("table-lit") }</span> }
        </td>
    }
}

/// The outcome on the other side of the comparison.
fn said_before(text: &Text, was: Option<Outcome>) -> Html {
    let outcome = match was {
        Some(outcome) => words::outcome(text, outcome),
        None => text.say(id!("decision-none")),
    };
    html! {
        <span class="was">{ text.with(id!("compare-was"), &[("outcome", outcome.as_str().into())]) }</span>
    }
}

/// A class that draws the eye for a moment, each time that the outcome has become another one.
#[hook]
fn use_flash(outcome: Option<Option<Outcome>>) -> Option<&'static str> {
    let told = use_mut_ref(|| (None, None));
    let mut told = told.borrow_mut();
    let (before, class) = &mut *told;
    if outcome.is_some() && *before != outcome {
        if before.is_some() {
            // Two names for one animation: it begins anew with the other.
            *class = Some(if *class == Some("flash") {
                "flash-again"
            } else {
                "flash"
            });
        }
        *before = outcome;
    }
    *class
}

/// The id of what a row is called: the button beside it is no part of that.
fn name_id(scenario: &Scenario) -> String {
    format!("row-name-{}", scenario.id)
}

fn is_provisional(props: &Props) -> bool {
    props.row.as_ref().is_some_and(|row| row.provisional)
}

/// True where the statement under the editor's cursor decides.
fn is_lit(props: &Props, column: Column) -> bool {
    let (Some((document, statement)), Some(action), Some(row)) =
        (props.lit, column.action(), &props.row)
    else {
        return false;
    };
    let lit = (Some(document), Some(statement));
    let mut cells = row.cells.iter().filter(|cell| cell.action == action);
    cells.any(|cell| cell.deciding().any(|by| (by.document, by.statement) == lit))
}

fn content(text: &Text, props: &Props, column: Column) -> Html {
    let scenario = &props.scenario;
    match column {
        Column::Name => html! {
            <>
                <button
                    type="button" class="quiet only-icon toggle" tabindex="-1"
                    aria-expanded={props.open.to_string()}
                    aria-label={text.with("table-edit", &[("name", facts::name(text, scenario).as_str().into())])}
                >
                    { glyph(glyph::CHEVRON_RIGHT) }
                </button>
                <span class="name" id={name_id(scenario)}>{ facts::name(text, scenario) }</span>
                if let Some(items) = &props.tools {
                    <Menu
                        label={text.say("table-row-tools")} class="only-icon row-menu"
                        content={glyph(glyph::ELLIPSIS)} is_no_stop=true items={items.clone()}
                    />
                }
            </>
        },
        Column::Who => {
            html! { <span translate="no">{ broken(&words::principal(&scenario.principal)) }</span> }
        }
        Column::From => html! { <span>{ facts::from(text, scenario) }</span> },
        Column::Action(action) => {
            let cells = props.row.iter().flat_map(|row| &row.cells);
            match cells.into_iter().find(|cell| cell.action == action) {
                Some(one) => cell::action(text, one, is_provisional(props)),
                None => html! { <span class="verdict none">{ "–" }</span> },
            }
        }
        Column::Outcome => match &props.row {
            Some(row) => cell::whole(text, row.outcome, row.provisional),
            None => html! {},
        },
        Column::Account => match &props.account {
            Some((verdict, line)) => html! {
                <span class={classes!("account-said", account_facts::outcome(*verdict).name())} title={plain(&line.text)}>
                    { icon::outcome(account_facts::outcome(*verdict)) }{ account_facts::word(text, *verdict) }
                </span>
            },
            None => {
                html! { <span class="met none" aria-label={text.say(id!("account-not-told"))}>{ "–" }</span> }
            }
        },
        Column::Expected => expected(text, scenario, props.row.as_deref()),
    }
}

/// Whether it is as expected, where something is.
fn expected(text: &Text, scenario: &Scenario, row: Option<&Row>) -> Html {
    let (Some(expect), Some(row)) = (&scenario.expect, row) else {
        return html! { <span class="met none" aria-label={text.say("table-nothing-expected")}>{ "–" }</span> };
    };
    if scenario.is_met(Some(row)) == Some(true) {
        return html! {
            <span class="met yes">{ glyph(glyph::CHECK) }<span>{ text.say("decision-met") }</span></span>
        };
    }
    let wanted = expect
        .outcome
        .filter(|wanted| Some(*wanted) != row.outcome)
        .map(|wanted: Outcome| {
            let word = words::outcome(text, wanted);
            text.with("decision-unmet", &[("outcome", word.as_str().into())])
        });
    html! {
        <span class="met no">
            { glyph(glyph::X) }
            <span>{ wanted.unwrap_or_else(|| text.say("table-differs")) }</span>
        </span>
    }
}
