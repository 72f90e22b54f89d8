//! The table of sign-ins, a grid as the ARIA practices have it: one stop of the
//! Tab key, arrows between its cells. A grid and not a table of buttons, since a
//! thousand rows of them would be thousands of stops, and since a screen reader
//! hands the arrows over in a grid alone; what it reads is the same either way.
//! Only the rows in sight are in the document, on paper all; `aria-rowcount`
//! and `aria-rowindex` say where they stand among all.

use std::collections::HashMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::Lines;
use super::column::Column;
use super::editor::Editor;
use super::facts;
use super::gap::Gap;
use super::keyboard::{self, Move, Want};
use super::row::GridRow;
use super::sight::use_sight;
use super::tools;
use super::window::{Piece, pieces};
use crate::analysis::answer::StandingTold;
use crate::components::glyph::{self, glyph};
use crate::evaluate::answer::Problem;
use crate::state::action::Action;
use crate::state::told_facts;
use crate::state::view::{Dialog, Panel, Selection, Sort};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The rows in the order that is shown.
    pub(super) lines: Lines,
    pub(super) selected: Option<Selection>,
    pub(super) sort: Option<Sort>,
    /// The sign-in whose fields are open.
    pub(super) open: Option<u32>,
    pub(super) problems: Rc<[Rc<Problem>]>,
    pub(super) account: AttrValue,
    pub(super) lit: Option<(u32, u32)>,
    /// Whether principals can sign in at all; empty where nobody told anything.
    pub(super) accounts: Rc<[StandingTold]>,
    /// The decisions are to stay those of before.
    pub(super) is_held: bool,
    pub(super) dispatch: Callback<Action>,
    /// Moves a sign-in up or down by so many places.
    pub(super) on_move: Callback<(u32, isize)>,
}

#[component]
pub(super) fn Grid(props: &Props) -> Html {
    let text = use_text();
    let with_account = !props.accounts.is_empty();
    let scroll = use_node_ref();
    // The column that the keyboard is in; the row is the selected one.
    let column = use_state_eq(|| Column::Outcome);
    let wants_focus = use_mut_ref(|| None::<Want>);
    // Where the keyboard is before that is drawn: keys may come faster.
    let ahead = use_mut_ref(|| None::<(u32, Column)>);
    let sight = use_sight(&scroll);
    let lines = &props.lines;
    let places: HashMap<u32, usize> = lines.iter().map(|(line, _)| line.id).zip(0..).collect();
    let place = |id: u32| places.get(&id).copied();
    let selected = props
        .selected
        .and_then(|selected| Some((place(selected.scenario)?, selected)));
    let active_column = match selected {
        Some((_, selected)) => shown_column(*column, selected),
        None => *column,
    };
    let active_row = selected.map_or(0, |(row, _)| row);
    let open = props.open.and_then(place);
    let drawn = selected.map(|(_, selected)| (selected.scenario, active_column));
    {
        let (scroll, wants_focus, ahead) = (scroll.clone(), wants_focus.clone(), ahead.clone());
        let lines = lines.clone();
        use_effect(move || {
            ahead.borrow_mut().take_if(|ahead| Some(*ahead) == drawn);
            let mut want = wants_focus.borrow_mut();
            if let Some(now) = want.take()
                && !keyboard::focus(&scroll, now)
                // The table may be drawn for another reason before the row is.
                && matches!(now, Want::Cell(id, _) if lines.iter().any(|(line, _)| line.id == id))
            {
                *want = Some(now);
            }
        });
    }
    {
        let scroll = scroll.clone();
        use_effect_with(props.open, move |open| {
            if open.is_some() {
                keyboard::focus_fields(&scroll);
            }
        });
    }
    let choose = {
        let (lines, column, dispatch) = (lines.clone(), column.setter(), props.dispatch.clone());
        let (wants_focus, ahead) = (wants_focus.clone(), ahead.clone());
        move |row: usize, to: Column, focus: bool| {
            let Some((scenario, _)) = lines.get(row) else {
                return;
            };
            column.set(to);
            *wants_focus.borrow_mut() = focus.then_some(Want::Cell(scenario.id, to));
            if focus {
                *ahead.borrow_mut() = Some((scenario.id, to));
            }
            dispatch.emit(Action::Select(Some(Selection {
                scenario: scenario.id,
                action: to.action(),
            })));
        }
    };
    let open_fields = {
        let (dispatch, wants_focus, open) =
            (props.dispatch.clone(), wants_focus.clone(), props.open);
        move |id: u32, column: Column| {
            if open == Some(id) && column == Column::Name {
                *wants_focus.borrow_mut() = Some(Want::Cell(id, column));
                dispatch.emit(Action::Dialog(None));
            } else {
                *wants_focus.borrow_mut() = Some(Want::Field(column));
                dispatch.emit(Action::Dialog(Some(Dialog::Scenario(id))));
            }
        }
    };
    let onclick = {
        let (choose, open_fields, places) = (choose.clone(), open_fields.clone(), places.clone());
        Callback::from(move |event: MouseEvent| {
            let Some((id, column, target)) = cell_of(event.target()) else {
                return;
            };
            // What is done with a row chooses what comes of it.
            if target.closest(".menu-holder").ok().flatten().is_some() {
                return;
            }
            if let Some(row) = places.get(&id) {
                choose(*row, column, false);
            }
            if target.closest(".toggle").ok().flatten().is_some() {
                open_fields(id, Column::Name);
            }
        })
    };
    let ondblclick = {
        let open_fields = open_fields.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some((id, column, target)) = cell_of(event.target())
                && !column.is_decision()
                && target
                    .closest(".toggle, .menu-holder")
                    .ok()
                    .flatten()
                    .is_none()
            {
                open_fields(id, column);
            }
        })
    };
    let onkeydown = {
        let (lines, dispatch, on_move) =
            (lines.clone(), props.dispatch.clone(), props.on_move.clone());
        let (wants_focus, page) = (wants_focus.clone(), sight.visible.saturating_sub(1).max(1));
        let (is_open, places) = (props.open.is_some(), places.clone());
        Callback::from(move |event: KeyboardEvent| {
            // What is typed into a field belongs to the field.
            let on_cell = event
                .target_dyn_into::<Element>()
                .is_some_and(|target| target.has_attribute("data-column"));
            let moved = *ahead.borrow();
            let moved = moved.and_then(|(id, column)| Some((*places.get(&id)?, column)));
            let (active_row, active_column) = moved.unwrap_or((active_row, active_column));
            let Some((scenario, _)) = lines.get(active_row) else {
                return;
            };
            if event.key() == "Escape" && is_open {
                event.prevent_default();
                *wants_focus.borrow_mut() = Some(Want::Cell(scenario.id, Column::Name));
                dispatch.emit(Action::Dialog(None));
                return;
            }
            if !on_cell {
                return;
            }
            let Some(step) = keyboard::of(&event) else {
                return;
            };
            event.prevent_default();
            let id = scenario.id;
            let stay = || Some(Want::Cell(id, active_column));
            match step {
                Move::Rows(by) => {
                    let last = lines.len().saturating_sub(1);
                    let row = active_row.saturating_add_signed(by).min(last);
                    choose(row, active_column, true);
                }
                Move::Pages(by) => {
                    let last = lines.len().saturating_sub(1);
                    let by = by.saturating_mul(isize::try_from(page).unwrap_or(1));
                    let row = active_row.saturating_add_signed(by).min(last);
                    choose(row, active_column, true);
                }
                Move::Columns(by) => {
                    choose(active_row, active_column.shifted(by, with_account), true)
                }
                Move::First => choose(0, Column::Name, true),
                Move::Last => choose(lines.len().saturating_sub(1), Column::Expected, true),
                Move::Enter if active_column.is_decision() => {
                    dispatch.emit(Action::Panel(Panel::Why));
                    keyboard::focus_why();
                }
                Move::Enter => open_fields(id, active_column),
                Move::Carry(by) => {
                    *wants_focus.borrow_mut() = stay();
                    on_move.emit((id, by));
                }
                Move::Duplicate => dispatch.emit(Action::DuplicateScenario(id)),
                Move::Remove => {
                    let next = lines
                        .get(active_row + 1)
                        .or(active_row.checked_sub(1).and_then(|row| lines.get(row)));
                    dispatch.emit(Action::RemoveScenarios(vec![id]));
                    if let Some((next, _)) = next {
                        *wants_focus.borrow_mut() = Some(Want::Cell(next.id, active_column));
                        dispatch.emit(Action::Select(Some(Selection {
                            scenario: next.id,
                            action: active_column.action(),
                        })));
                    }
                }
            }
        })
    };
    // The row goes on having the focus where it is carried to.
    let on_carry = {
        let (wants_focus, on_move) = (wants_focus.clone(), props.on_move.clone());
        Callback::from(move |(id, by): (u32, isize)| {
            *wants_focus.borrow_mut() = Some(Want::Cell(id, Column::Name));
            on_move.emit((id, by));
        })
    };
    use_effect_with((sight.first, sight.visible), {
        let dispatch = props.dispatch.clone();
        move |(first, visible)| dispatch.emit(Action::InSight(*first, *visible))
    });
    // The row with the focus stays until the focus has left it: with it the next key would be lost.
    let focused = keyboard::focused(&scroll).and_then(place);
    let kept: Vec<usize> = [Some(active_row), open, focused]
        .into_iter()
        .flatten()
        .collect();
    let pieces = pieces(lines.len(), sight.first, sight.visible, &kept);
    // Header, rows, and the open fields count as rows.
    let rows = lines.len() + 1 + usize::from(open.is_some());
    let number = |row: usize| row + 2 + usize::from(open.is_some_and(|open| open < row));
    let is_long = lines.iter().any(|(scenario, _)| facts::is_long(scenario));
    let mut pieces_drawn = Vec::with_capacity(pieces.len() + 1);
    for (index, piece) in pieces.into_iter().enumerate() {
        let row = match piece {
            Piece::Row(row) => row,
            Piece::Gap(count) => {
                pieces_drawn.push(html! { <Gap key={format!("gap-{index}")} height={sight.row_height * count} /> });
                continue;
            }
        };
        let Some((scenario, answer)) = lines.get(row) else {
            continue;
        };
        let id = scenario.id;
        let is_open = open == Some(row);
        let is_chosen = selected.is_some_and(|(chosen, _)| chosen == row);
        pieces_drawn.push(html! {
            <GridRow
                key={format!("row-{id}")}
                scenario={scenario.clone()} row={answer.clone()} number={number(row)} {with_account}
                account={told_facts::said(&props.accounts, &scenario.principal, answer.as_ref().and_then(|row| row.outcome))}
                active={(row == active_row).then_some(active_column)}
                chosen={is_chosen.then_some(active_column)} open={is_open} lit={props.lit}
                tools={is_chosen.then(|| tools::of(&text, id, row, lines.len(), &props.dispatch, &on_carry))}
            />
        });
        if is_open {
            pieces_drawn.push(html! {
                <tr
                    key={format!("fields-{id}")} class="fields-row" role="row"
                    aria-rowindex={(number(row) + 1).to_string()}
                >
                    <td role="gridcell" aria-colspan={Column::shown(with_account).count().to_string()}>
                        <Editor
                            scenario={scenario.clone()} problems={props.problems.clone()}
                            account={props.account.clone()} dispatch={props.dispatch.clone()}
                            on_move={props.on_move.clone()} is_held={props.is_held}
                        />
                    </td>
                </tr>
            });
        }
    }
    html! {
        <div class="grid-scroll" ref={scroll} onscroll={sight.onscroll.clone()} {onclick} {ondblclick} {onkeydown}>
            <table
                class={classes!("decisions", "grid", is_long.then_some("long"), with_account.then_some("with-account"))} role="grid" aria-label={text.say("decision-table")}
                aria-rowcount={rows.to_string()} aria-colcount={Column::shown(with_account).count().to_string()}
            >
                { head(props, &text) }
                <tbody role="rowgroup">
                    { for pieces_drawn }
                </tbody>
            </table>
        </div>
    }
}

/// The column that is shown as chosen: a phase only where a phase is selected.
fn shown_column(column: Column, selected: Selection) -> Column {
    match (selected.action, column.action()) {
        (Some(action), _) => Column::Action(action),
        (None, Some(_)) => Column::Outcome,
        (None, None) => column,
    }
}

/// The header, each cell of which sorts.
fn head(props: &Props, text: &crate::text::Text) -> Html {
    let with_account = !props.accounts.is_empty();
    html! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1" class="row">
                { for Column::shown(with_account).map(|column| {
                    let Some(sorted) = column.sorted() else {
                        return html! {
                            <th
                                role="columnheader" scope="col" class={column.class()}
                                aria-colindex={(column.index(with_account) + 1).to_string()}
                            >{ column.title(text) }</th>
                        };
                    };
                    let now = props.sort.filter(|sort| sort.column == sorted);
                    let (aria, next, sign) = match now {
                        None => (None, Some(false), glyph::ARROW_UP_DOWN),
                        Some(sort) if !sort.descending => (Some("ascending"), Some(true), glyph::ARROW_UP),
                        Some(_) => (Some("descending"), None, glyph::ARROW_DOWN),
                    };
                    let onclick = props.dispatch.reform(move |_: MouseEvent| {
                        Action::Sort(next.map(|descending| Sort { column: sorted, descending }))
                    });
                    html! {
                        <th
                            role="columnheader" scope="col" aria-sort={aria}
                            class={column.class()} aria-colindex={(column.index(with_account) + 1).to_string()}
                        >
                            <button
                                type="button" class={classes!("quiet", "sort", aria.is_some().then_some("on"))} {onclick}
                                title={column.action().map(|action| action.name())}
                            >
                                <span>{ column.title(text) }</span>{ glyph(sign) }
                            </button>
                        </th>
                    }
                }) }
            </tr>
        </thead>
    }
}

/// The sign-in and column of the cell that holds a node.
fn cell_of(target: Option<web_sys::EventTarget>) -> Option<(u32, Column, Element)> {
    let target: Element = target?.dyn_into().ok()?;
    let cell: HtmlElement = target.closest("[data-column]").ok()??.dyn_into().ok()?;
    let column = Column::of_name(&cell.get_attribute("data-column")?)?;
    let row = cell.closest("[data-id]").ok()??;
    Some((row.get_attribute("data-id")?.parse().ok()?, column, target))
}
