//! The grid: a row a person, a column a network. One stop of the Tab key, arrows between its
//! cells, Enter for why; on a header Enter opens the lists. Only the cells near those in sight
//! are in the document, and only those are decided.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::cells::Cells;
use super::gap::Gap;
use crate::components::glyph::{self, glyph};
use crate::components::scenarios::window::{Piece, pieces_around};
use crate::components::{focus_id, scroll_into_sight};
use crate::state::action::Action;
use crate::state::grid::{Place, Sight};
use crate::state::persona::{Persona, Site};
use crate::state::results::Squares;
use crate::state::view::{Dialog, Panel};
use crate::text::use_text;

/// So many rows and columns beside those in sight are kept.
const AROUND: usize = 3;
/// Until they were measured.
const ROW_HEIGHT: usize = 64;
const COLUMN_WIDTH: usize = 152;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) personas: Vec<Rc<Persona>>,
    pub(super) sites: Vec<Rc<Site>>,
    pub(super) account: AttrValue,
    pub(super) squares: Rc<Squares>,
    /// The square that is looked at.
    pub(super) looked: Option<Place>,
    pub(super) dispatch: Callback<Action>,
}

/// What is in sight, in rows and columns, and how large those are.
#[derive(Clone, Copy, PartialEq)]
struct Measured {
    rows: (usize, usize),
    columns: (usize, usize),
    row_height: usize,
    column_width: usize,
    /// How many columns lie to the right of what is in sight.
    to_the_right: usize,
}

impl Default for Measured {
    fn default() -> Self {
        Self {
            rows: (0, 20),
            columns: (0, 8),
            row_height: ROW_HEIGHT,
            column_width: COLUMN_WIDTH,
            to_the_right: 0,
        }
    }
}

/// A cell by row and column, of which the first of each are the headers.
pub(super) type At = (usize, usize);

#[component]
pub(super) fn Grid(props: &Props) -> Html {
    let text = use_text();
    let scroll = use_node_ref();
    let measured = use_state_eq(Measured::default);
    // The cell that the keyboard is in. Keys may come faster than it is drawn.
    let active = use_state_eq(|| (1, 1));
    let ahead = use_mut_ref(|| (1, 1));
    let wants_focus = use_mut_ref(|| false);
    let (rows, columns) = (props.personas.len() + 1, props.sites.len() + 1);
    let at = within(*active, (rows, columns));
    let measure = {
        let (scroll, measured) = (scroll.clone(), measured.setter());
        Callback::from(move |()| {
            if let Some(found) = scroll
                .cast::<HtmlElement>()
                .and_then(|scroll| look(&scroll))
            {
                measured.set(found);
            }
        })
    };
    {
        let measure = measure.clone();
        use_effect_with((rows, columns), move |_| measure.emit(()));
    }
    {
        let measure = measure.clone();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listener = window.map(|window| {
                gloo::events::EventListener::new(&window, "resize", move |_| measure.emit(()))
            });
            move || drop(listener)
        });
    }
    {
        let (scroll, ahead, wants_focus) = (scroll.clone(), ahead.clone(), wants_focus.clone());
        use_effect(move || {
            // The grid may be drawn for another reason before the cell is.
            let is_drawn = within(*ahead.borrow(), (rows, columns)) == at;
            if is_drawn && std::mem::take(&mut *wants_focus.borrow_mut()) {
                focus(&scroll, at);
            }
        });
    }
    // The cell with the focus stays until the focus has left it: with it the next key would be lost.
    let focused = focused(&scroll).unwrap_or(at);
    let row_pieces = pieces_around(
        rows - 1,
        measured.rows.0,
        measured.rows.1,
        AROUND,
        &kept([at.0, focused.0]),
    );
    let column_pieces = pieces_around(
        columns - 1,
        measured.columns.0,
        measured.columns.1,
        AROUND,
        &kept([at.1, focused.1]),
    );
    {
        let dispatch = props.dispatch.clone();
        let sight = Sight {
            people: around(measured.rows),
            networks: around(measured.columns),
        };
        use_effect_with(sight_key(sight), move |_| {
            dispatch.emit(Action::GridInSight(sight))
        });
    }
    let go = {
        let (active, ahead, wants_focus) = (active.setter(), ahead.clone(), wants_focus.clone());
        let (personas, sites, dispatch) = (
            props.personas.clone(),
            props.sites.clone(),
            props.dispatch.clone(),
        );
        move |to: At, focus: bool| {
            *ahead.borrow_mut() = to;
            *wants_focus.borrow_mut() = focus;
            active.set(to);
            if let Some(place) = place(&personas, &sites, to) {
                dispatch.emit(Action::LookAt(place, 0));
            }
        }
    };
    let onclick = {
        let (go, dispatch) = (go.clone(), props.dispatch.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(at) = cell_of(event.target()) {
                go(at, true);
                if at.0 == 0 || at.1 == 0 {
                    dispatch.emit(Action::Dialog(Some(Dialog::People)));
                }
            }
        })
    };
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        let page = measured.rows.1.saturating_sub(1).max(1);
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.shift_key() || cell_of(event.target()).is_none() {
                return;
            }
            let command = event.ctrl_key() || event.meta_key();
            let from = within(*ahead.borrow(), (rows, columns));
            if event.key() == "Enter" {
                event.prevent_default();
                if from.0 == 0 || from.1 == 0 {
                    dispatch.emit(Action::Dialog(Some(Dialog::People)));
                } else {
                    go(from, false);
                    dispatch.emit(Action::Panel(Panel::Why));
                    focus_id("why");
                }
                return;
            }
            if let Some(to) = moved(from, &event.key(), command, page, (rows, columns)) {
                event.prevent_default();
                go(to, true);
            }
        })
    };
    let cells = Cells {
        text: &text,
        props,
        at,
        pieces: &column_pieces,
        width: measured.column_width,
    };
    let on_more = {
        let (scroll, width) = (scroll.clone(), measured.column_width);
        Callback::from(move |_: MouseEvent| {
            if let Some(scroll) = scroll.cast::<HtmlElement>() {
                let step = i32::try_from(width * 2).unwrap_or(300);
                scroll.set_scroll_left(scroll.scroll_left() + step);
            }
        })
    };
    html! {
        <>
        <div class="squares-scroll" ref={scroll} onscroll={measure.reform(|_: Event| ())} {onclick} {onkeydown}>
            <table
                class="squares decisions" role="grid" aria-label={text.say(id!("people-title"))}
                aria-rowcount={rows.to_string()} aria-colcount={columns.to_string()}
            >
                <thead role="rowgroup">{ cells.head() }</thead>
                <tbody role="rowgroup">
                    { for row_pieces.iter().enumerate().map(|(index, piece)| match piece {
                        Piece::Gap(count) => html! {
                            <Gap key={format!("gap-{index}")} size={measured.row_height * count} />
                        },
                        Piece::Row(row) => cells.row(*row),
                    }) }
                </tbody>
            </table>
        </div>
        if measured.to_the_right > 0 {
            // Arrows lead there from within the grid.
            <button type="button" class="squares-more" tabindex="-1" onclick={on_more}>
                { text.with(id!("people-more-networks"), &[("count", measured.to_the_right.into())]) }
                { glyph(glyph::CHEVRON_RIGHT) }
            </button>
        }
        </>
    }
}

/// The rows and columns that are drawn, of those in sight.
fn around((first, count): (usize, usize)) -> (usize, usize) {
    let from = first.saturating_sub(AROUND);
    (from, first - from + count + AROUND)
}

fn sight_key(sight: Sight) -> [usize; 4] {
    let Sight { people, networks } = sight;
    [people.0, people.1, networks.0, networks.1]
}

/// The rows or columns that must not go, since the keyboard is in them.
fn kept(at: [usize; 2]) -> Vec<usize> {
    at.into_iter()
        .filter_map(|place| place.checked_sub(1))
        .collect()
}

/// The cell, or the nearest where the grid is smaller by now.
fn within(at: At, (rows, columns): (usize, usize)) -> At {
    (at.0.min(rows - 1), at.1.min(columns - 1))
}

/// The person and the network of a cell that is no header.
fn place(personas: &[Rc<Persona>], sites: &[Rc<Site>], at: At) -> Option<Place> {
    let person = personas.get(at.0.checked_sub(1)?)?.id;
    let site = sites.get(at.1.checked_sub(1)?)?.id;
    Some(Place { person, site })
}

/// The cell to which a key goes.
fn moved(from: At, key: &str, command: bool, page: usize, (rows, columns): At) -> Option<At> {
    let (row, column) = from;
    let (last_row, last_column) = (rows - 1, columns - 1);
    Some(match (key, command) {
        ("ArrowUp", false) => (row.saturating_sub(1), column),
        ("ArrowDown", false) => ((row + 1).min(last_row), column),
        ("ArrowLeft", false) => (row, column.saturating_sub(1)),
        ("ArrowRight", false) => (row, (column + 1).min(last_column)),
        ("PageUp", false) => (row.saturating_sub(page), column),
        ("PageDown", false) => ((row + page).min(last_row), column),
        ("Home", false) => (row, 0),
        ("End", false) => (row, last_column),
        ("Home", true) => (0, 0),
        ("End", true) => (last_row, last_column),
        _ => return None,
    })
}

/// The cell that holds a node.
fn cell_of(target: Option<web_sys::EventTarget>) -> Option<At> {
    let target: Element = target?.dyn_into().ok()?;
    let told = target
        .closest("[data-at]")
        .ok()??
        .get_attribute("data-at")?;
    let (row, column) = told.split_once(' ')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

fn focus(scroll: &NodeRef, at: At) {
    let selector = format!("[data-at='{} {}']", at.0, at.1);
    let scroll = scroll.cast::<HtmlElement>();
    let found = scroll.and_then(|scroll| scroll.query_selector(&selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
        scroll_into_sight(&found);
    }
}

/// The cell that holds the focus.
fn focused(scroll: &NodeRef) -> Option<At> {
    let scroll = scroll.cast::<HtmlElement>()?;
    let focused = scroll.query_selector("[data-at]:focus-within").ok()??;
    cell_of(Some(focused.into()))
}

fn look(scroll: &HtmlElement) -> Option<Measured> {
    if scroll.client_height() == 0 {
        return None;
    }
    let pixels = |number: i32| usize::try_from(number).unwrap_or(0);
    let size = |selector: &str| {
        let found = scroll.query_selector(selector).ok().flatten()?;
        found.dyn_into::<HtmlElement>().ok()
    };
    let row_height = pixels(size("tbody > .row")?.offset_height()).max(1);
    let column_width = pixels(size("td.square")?.offset_width()).max(1);
    let row = pixels(scroll.scroll_top()) / row_height;
    let column = pixels(scroll.scroll_left()) / column_width;
    Some(Measured {
        rows: (
            row - row % 2,
            pixels(scroll.client_height()) / row_height + 3,
        ),
        columns: (
            column - column % 2,
            pixels(scroll.client_width()) / column_width + 3,
        ),
        row_height,
        column_width,
        to_the_right: {
            let seen = scroll.scroll_left() + scroll.client_width();
            // A part of a column of less than a third is one that is not seen.
            (pixels(scroll.scroll_width() - seen) + column_width / 3 * 2) / column_width
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_grid() {
        let size = (4, 3);
        let rows = [
            ((1, 1), "ArrowUp", false, Some((0, 1))),
            ((0, 1), "ArrowUp", false, Some((0, 1))),
            ((3, 2), "ArrowDown", false, Some((3, 2))),
            ((1, 1), "End", false, Some((1, 2))),
            ((1, 1), "End", true, Some((3, 2))),
            ((2, 2), "Home", true, Some((0, 0))),
            ((1, 2), "PageDown", false, Some((3, 2))),
            ((1, 1), "a", false, None),
            ((1, 1), "ArrowDown", true, None),
        ];
        for (from, key, command, expected) in rows {
            assert_eq!(moved(from, key, command, 10, size), expected, "{key}");
        }
    }

    #[test]
    fn what_is_drawn_is_what_is_asked_for() {
        for first in [0, 2, 40] {
            let (from, count) = around((first, 10));
            let drawn = pieces_around(100, first, 10, AROUND, &[]);
            let rows: Vec<usize> = drawn
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Row(row) => Some(*row),
                    Piece::Gap(_) => None,
                })
                .collect();
            assert_eq!(rows, (from..from + count).collect::<Vec<_>>());
        }
    }
}
