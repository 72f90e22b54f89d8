//! The map as a picture: a grid of one tab stop, whose cells the arrow keys walk. What holds in
//! the chosen cell is said below it.

use gloo::timers::callback::Timeout;
use vestibule_wire::Outcome;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::line::{example, plain};
use crate::analysis::answer::Line;
use crate::analysis::topics::{ColumnTold, LaneTold, PictureTold};
use crate::components::decision::words;
use crate::components::field::Select;
use crate::components::glyph::{self, glyph};
use crate::components::scenarios::facts;
use crate::components::slices::use_slices;
use crate::components::{focus_id, icon};
use crate::state::action::Action;
use crate::text::{Text, nodes, use_text};

/// So many rows are drawn at once.
const SLICE: usize = 4;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) pictures: Vec<PictureTold>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Picture(props: &Props) -> Html {
    let text = use_text();
    let shown = use_state_eq(|| 0_usize);
    let at = use_state_eq(|| (0_usize, 0_usize));
    let picture = props.pictures.get(*shown).or(props.pictures.first());
    let (scroll, beyond, measure) = use_beyond(picture);
    let drawn = use_slices(picture.map_or(0, |picture| picture.cells.len()), SLICE);
    let Some(picture) = picture else {
        return html! {};
    };
    let last = (
        picture.groups.len().saturating_sub(1),
        picture.columns.len().saturating_sub(1),
    );
    let chosen = (at.0.min(last.0), at.1.min(last.1));
    let choose = {
        let at = at.setter();
        Callback::from(move |to| at.set(to))
    };
    let onkeydown = {
        let choose = choose.clone();
        move |event: KeyboardEvent| {
            let (row, column) = chosen;
            if event.key() == "Enter" {
                event.prevent_default();
                focus_id(SAID);
                return;
            }
            let to = match event.key().as_str() {
                "ArrowRight" => (row, (column + 1).min(last.1)),
                "ArrowLeft" => (row, column.saturating_sub(1)),
                "ArrowDown" => ((row + 1).min(last.0), column),
                "ArrowUp" => (row.saturating_sub(1), column),
                "Home" => (row, 0),
                "End" => (row, last.1),
                _ => return,
            };
            event.prevent_default();
            choose.emit(to);
            Timeout::new(0, move || focus_id(&cell_id(to))).forget();
        }
    };
    // From what is said of a cell back to it.
    let onback = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            focus_id(&cell_id(chosen));
        }
    };
    let on_more = {
        let scroll = scroll.clone();
        move |_: MouseEvent| {
            if let Some(scroll) = scroll.cast::<HtmlElement>() {
                scroll.set_scroll_left(scroll.scroll_left() + scroll.client_width() / 2);
            }
        }
    };
    let doors = |picture: &PictureTold| -> AttrValue {
        let doors: Vec<AttrValue> = picture
            .entries
            .iter()
            .map(|of| facts::entry(&text, *of))
            .collect();
        doors.join(", ").into()
    };
    let on_choose = {
        let shown = shown.setter();
        Callback::from(move |to| shown.set(to))
    };
    let cell = picture
        .cells
        .get(chosen.0)
        .and_then(|row| row.get(chosen.1));
    html! {
        <div class="picture">
            if props.pictures.len() > 1 {
                <Select
                    id="picture-door" label={text.say(id!("picture-door"))}
                    options={props.pictures.iter().map(doors).collect::<Vec<_>>()} chosen={*shown} {on_choose}
                />
            }
            <p class="hint" id="picture-hint">{ text.say(id!("picture-hint")) }</p>
            <div class="picture-scroll" ref={scroll} onscroll={measure.reform(|_: Event| ())}>
                <table
                    role="grid" aria-label={text.say(id!("picture-title"))} aria-describedby="picture-hint" {onkeydown}
                >
                    <thead>{ lanes(&text, picture) }{ ranges(&text, picture) }</thead>
                    <tbody>
                        { for picture.cells.iter().take(drawn).enumerate().map(|(row, cells)| html! {
                            <tr role="row" key={row}>
                                <th role="rowheader" scope="row">{ nodes(&picture.groups[row]) }</th>
                                { for cells.iter().enumerate().map(|(column, cell)| {
                                    self::cell(&text, cell.outcome, (row, column), chosen, &choose, &cell.text)
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if beyond > 0 {
                // Arrows lead there from within the grid.
                <button type="button" class="squares-more" tabindex="-1" onclick={on_more}>
                    { text.with(id!("picture-more"), &[("count", beyond.into())]) }
                    { glyph(glyph::CHEVRON_RIGHT) }
                </button>
            }
            if picture.is_cut { <p class="soft">{ text.say(id!("picture-cut")) }</p> }
            if let Some(cell) = cell {
                <div
                    class="picture-said strip-section" id={SAID} role="group" tabindex="-1"
                    aria-labelledby="picture-said-of" onkeydown={onback}
                >
                    <p id="picture-said-of"><strong>{ nodes(&cell.text) }</strong></p>
                    { reasons(&text, &props.dispatch, &cell.below) }
                </div>
            }
        </div>
    }
}

/// What is said of the chosen cell.
const SAID: &str = "picture-said";

/// Why a cell is decided so, each reason with the step that makes its sign-in a row.
fn reasons(text: &Text, dispatch: &Callback<Action>, all: &[Line]) -> Html {
    let one = |line: &Line| {
        let class = line.outcome.map_or("plain", Outcome::name);
        let of = [("claim", plain(&line.text).into())];
        let add = text.say(id!("picture-add"));
        let add = (add, Some(text.with(id!("picture-add-of"), &of)));
        html! {
            <li>
                <div class={classes!("strip-line", class)}>
                    { line.outcome.map(icon::outcome) }<span>{ nodes(&line.text) }</span>{ " " }
                    { example(text, dispatch, line, Some(add)) }
                </div>
                { reasons(text, dispatch, &line.below) }
            </li>
        }
    };
    if all.is_empty() {
        return html! {};
    }
    html! { <ul>{ for all.iter().map(one) }</ul> }
}

/// The element that scrolls, how many columns lie to the right of what is in sight, and what
/// measures that.
#[hook]
fn use_beyond(picture: Option<&PictureTold>) -> (NodeRef, usize, Callback<()>) {
    let scroll = use_node_ref();
    let beyond = use_state_eq(|| 0_usize);
    let measure = {
        let (scroll, beyond) = (scroll.clone(), beyond.setter());
        use_callback((), move |(): (), ()| {
            let found = scroll.cast::<HtmlElement>();
            beyond.set(found.as_ref().map_or(0, columns_beyond));
        })
    };
    {
        let measure = measure.clone();
        let columns = picture.map(|picture| picture.columns.clone());
        use_effect_with(columns, move |_| measure.emit(()));
    }
    {
        let (scroll, measure) = (scroll.clone(), measure.clone());
        use_effect_with((), move |()| {
            let changed = Closure::<dyn FnMut()>::new(move || measure.emit(()));
            let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(scroll)) = (&observer, scroll.cast::<HtmlElement>()) {
                observer.observe(&scroll);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(changed);
            }
        });
    }
    (scroll, *beyond, measure)
}

/// How many heads of columns end to the right of what is in sight.
fn columns_beyond(scroll: &HtmlElement) -> usize {
    let edge = scroll.get_bounding_client_rect().right() + 1.0;
    let Ok(heads) = scroll.query_selector_all(".picture-range") else {
        return 0;
    };
    let heads = (0..heads.length()).filter_map(|at| heads.get(at)?.dyn_into::<Element>().ok());
    heads
        .filter(|head| head.get_bounding_client_rect().right() > edge)
        .count()
}

fn cell_id((row, column): (usize, usize)) -> String {
    format!("picture-{row}-{column}")
}

/// Runs of columns of one lane, with their names.
fn lanes(text: &Text, picture: &PictureTold) -> Html {
    let mut runs: Vec<(LaneTold, usize)> = Vec::new();
    for column in &picture.columns {
        match runs.last_mut() {
            Some((lane, count)) if *lane == column.lane => *count += 1,
            _ => runs.push((column.lane, 1)),
        }
    }
    let name = |lane| match lane {
        LaneTold::Ipv4 => text.say(id!("picture-ipv4")),
        LaneTold::Ipv6 => text.say(id!("picture-ipv6")),
        LaneTold::Endpoint => text.say(id!("picture-endpoints")),
    };
    html! {
        <tr role="row">
            <td role="gridcell"></td>
            { for runs.into_iter().map(|(lane, count)| html! {
                <th role="columnheader" scope="colgroup" class="picture-lane" colspan={count.to_string()}>{ name(lane) }</th>
            }) }
        </tr>
    }
}

fn ranges(text: &Text, picture: &PictureTold) -> Html {
    let range = |column: &ColumnTold| {
        let label = plain(&column.label);
        let seen = match &column.range {
            Some(range) => range.clone(),
            None => column
                .stretch
                .as_deref()
                .map_or_else(|| label.clone(), plain),
        };
        html! {
            <th role="columnheader" scope="col" class={classes!("picture-range", (column.lane == LaneTold::Endpoint).then_some("way"))} title={label.clone()} aria-label={label}>{ seen }</th>
        }
    };
    html! {
        <tr role="row">
            <th role="columnheader" scope="col">{ text.say(id!("picture-who")) }</th>
            { for picture.columns.iter().map(range) }
        </tr>
    }
}

fn cell(
    text: &Text,
    outcome: Option<Outcome>,
    own: (usize, usize),
    chosen: (usize, usize),
    choose: &Callback<(usize, usize)>,
    about: &str,
) -> Html {
    let word = outcome.map_or_else(
        || text.say(id!("picture-mixed")),
        |outcome| words::outcome(text, outcome),
    );
    let onclick = choose.reform(move |_: MouseEvent| own);
    let onfocus = choose.reform(move |_: FocusEvent| own);
    let is_chosen = own == chosen;
    html! {
        <td
            role="gridcell" id={cell_id(own)} tabindex={if is_chosen { "0" } else { "-1" }}
            aria-describedby={is_chosen.then_some("picture-said")}
            aria-selected={is_chosen.to_string()} aria-label={format!("{word}: {}", plain(about))} title={plain(about)}
            class={classes!("picture-cell", outcome.map_or("mixed", Outcome::name))} {onclick} {onfocus}
        >
            <span class="verdict" aria-hidden="true">
                { outcome.map_or_else(|| html! { <span>{ "±" }</span> }, icon::outcome) }
                <span class="word">
                    { if outcome.is_some() { word } else { text.say(id!("picture-mixed-short")) } }
                </span>
            </span>
        </td>
    }
}
