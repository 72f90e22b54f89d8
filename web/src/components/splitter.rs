//! The bar between two panes: dragged, or moved by the arrow keys. Where it stands is a setting of
//! the page, so that it is there again after a reload.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};
use yew::prelude::*;

use crate::state::action::Action;
use crate::state::view::{Bar, Bars};

/// Tenths of a percent: whole numbers, since to write others takes 7 kB of the page.
const STEP: i32 = 40;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) label: AttrValue,
    pub(super) bar: Bar,
    pub(super) bars: Bars,
    pub(super) dispatch: Callback<Action>,
}

/// What a bar is, for the style sheet and within which limits.
struct Kind {
    /// Between rows rather than columns.
    is_rows: bool,
    /// The property of the style sheet that says how much the first pane takes.
    property: &'static str,
    /// The element that has the property; the bar's own parent unless told.
    holder: Option<&'static str>,
    /// What it is at first, the least and the most.
    at_first: i32,
    least: i32,
    most: i32,
}

fn kind(bar: Bar) -> Kind {
    let columns = Kind {
        is_rows: false,
        property: "--split",
        holder: None,
        at_first: 440,
        least: 250,
        most: 750,
    };
    match bar {
        Bar::Columns => columns,
        Bar::Rows => Kind {
            is_rows: true,
            property: "--share",
            holder: Some(".results-panel"),
            at_first: 520,
            ..columns
        },
        Bar::List => Kind {
            is_rows: true,
            property: "--list",
            holder: Some(".document-list"),
            at_first: 340,
            least: 80,
            ..columns
        },
    }
}

#[component]
pub(super) fn Splitter(props: &Props) -> Html {
    let node = use_node_ref();
    let kind = kind(props.bar);
    let stored = props.bars.of(props.bar).map(i32::from);
    let share = use_state_eq(|| stored.unwrap_or(kind.at_first));
    // Where it stands by now: the pointer may be faster than what is drawn.
    let latest = use_mut_ref(|| *share);
    let set = {
        let (node, share, bar) = (node.clone(), share.setter(), props.bar);
        let latest = latest.clone();
        move |to: i32| {
            let kind = self::kind(bar);
            let to = to.clamp(kind.least, kind.most);
            if let Some((_, holder)) = frame(&node, &kind) {
                let _ = holder
                    .style()
                    .set_property(kind.property, &format!("{}.{}%", to / 10, to % 10));
                *latest.borrow_mut() = to;
                share.set(to);
            }
        }
    };
    {
        let set = set.clone();
        use_effect_with(stored, move |stored| {
            if let Some(stored) = *stored {
                set(stored);
            }
        });
    }
    let keep = {
        let (bar, dispatch) = (props.bar, props.dispatch.clone());
        move |to: i32| {
            let kind = self::kind(bar);
            if let Ok(to) = u16::try_from(to.clamp(kind.least, kind.most)) {
                dispatch.emit(Action::MoveBar(bar, to));
            }
        }
    };
    let onpointerdown = Callback::from(|event: PointerEvent| {
        if let Some(bar) = event.target_dyn_into::<HtmlElement>() {
            let _ = bar.set_pointer_capture(event.pointer_id());
            // Both fail nowhere; the focus is what the browser does not give any more by itself.
            let _ = bar.focus();
        }
    });
    // Once the bar has moved, the browser would drag the row of a policy that lies there instead.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let onpointermove = {
        let (node, set, bar) = (node.clone(), set.clone(), props.bar);
        Callback::from(move |event: PointerEvent| {
            let kind = self::kind(bar);
            let target = event.target_dyn_into::<HtmlElement>();
            let Some((target, (parent, holder))) = target.zip(frame(&node, &kind)) else {
                return;
            };
            if !target.has_pointer_capture(event.pointer_id()) {
                return;
            }
            let (whole, first) = (
                parent.get_bounding_client_rect(),
                holder.get_bounding_client_rect(),
            );
            let (at, from, length) = if kind.is_rows {
                (f64::from(event.client_y()), first.top(), whole.height())
            } else {
                (f64::from(event.client_x()), whole.left(), whole.width())
            };
            set(((at - from) / length * 1000.0) as i32);
        })
    };
    let onpointerup = {
        let keep = keep.clone();
        Callback::from(move |_: PointerEvent| {
            let to = *latest.borrow();
            keep(to);
        })
    };
    let onkeydown = {
        let (node, share, bar) = (node.clone(), *share, props.bar);
        Callback::from(move |event: KeyboardEvent| {
            let kind = self::kind(bar);
            // A pane that has less to show than its share takes less room: from there it goes.
            let share = taken(&node, &kind).map_or(share, |taken| share.min(taken));
            let to = match (event.key().as_str(), kind.is_rows) {
                ("ArrowLeft", false) | ("ArrowUp", true) => share - STEP,
                ("ArrowRight", false) | ("ArrowDown", true) => share + STEP,
                ("Home", _) => kind.least,
                ("End", _) => kind.most,
                _ => return,
            };
            event.prevent_default();
            set(to);
            keep(to);
        })
    };
    html! {
        <div
            ref={node} class={classes!("splitter", if kind.is_rows { "rows" } else { "columns" })}
            role="separator" tabindex="0" aria-label={props.label.clone()}
            aria-orientation={if kind.is_rows { "horizontal" } else { "vertical" }}
            aria-valuenow={percent(*share)} aria-valuemin={percent(kind.least)} aria-valuemax={percent(kind.most)}
            {onmousedown} {onpointerdown} {onpointermove} {onpointerup} {onkeydown}
        />
    }
}

/// Without a fraction.
fn percent(tenths: i32) -> String {
    ((tenths + 5) / 10).to_string()
}

/// The element that both panes stand in, and the one that has the property.
fn frame(node: &NodeRef, kind: &Kind) -> Option<(Element, HtmlElement)> {
    let parent = node.cast::<Element>()?.parent_element()?;
    let holder = match kind.holder {
        Some(selector) => parent.query_selector(selector).ok().flatten()?,
        None => parent.clone(),
    };
    Some((parent, holder.dyn_into().ok()?))
}

/// How much the first pane takes as it stands, in tenths of a percent, where it may take less than
/// its share.
fn taken(node: &NodeRef, kind: &Kind) -> Option<i32> {
    kind.holder?;
    let (parent, holder) = frame(node, kind)?;
    let whole = parent.client_height();
    (whole > 0).then(|| holder.offset_height().saturating_mul(1000) / whole)
}
