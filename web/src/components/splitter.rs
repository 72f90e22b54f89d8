//! The bar between two panes: dragged, or moved by the arrow keys.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};
use yew::prelude::*;

/// The least and the most that the first pane takes, in tenths of a percent: whole numbers, since
/// to write others takes 7 kB of the page.
const LEAST: i32 = 250;
const MOST: i32 = 750;
const STEP: i32 = 40;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) label: AttrValue,
    /// Between rows rather than columns.
    #[prop_or_default]
    pub(super) rows: bool,
    /// The property of the style sheet that says how much the first pane takes.
    pub(super) property: &'static str,
    /// What it is at first, in percent.
    pub(super) at_first: i32,
    /// The element that has the property; the bar's own parent unless told.
    #[prop_or_default]
    pub(super) holder: Option<&'static str>,
}

#[component]
pub(super) fn Splitter(props: &Props) -> Html {
    let node = use_node_ref();
    let share = use_state_eq(|| props.at_first * 10);
    let (rows, property, holder) = (props.rows, props.property, props.holder);
    let set = {
        let (node, share) = (node.clone(), share.setter());
        move |to: i32| {
            let to = to.clamp(LEAST, MOST);
            let Some(parent) = parent(&node) else { return };
            let holder = match holder {
                Some(selector) => parent.query_selector(selector).ok().flatten(),
                None => Some(parent.into()),
            };
            if let Some(holder) = holder.and_then(|holder| holder.dyn_into::<HtmlElement>().ok()) {
                let _ = holder
                    .style()
                    .set_property(property, &format!("{}.{}%", to / 10, to % 10));
                share.set(to);
            }
        }
    };
    let onpointerdown = Callback::from(|event: PointerEvent| {
        if let Some(bar) = event.target_dyn_into::<HtmlElement>() {
            let _ = bar.set_pointer_capture(event.pointer_id());
        }
    });
    let onpointermove = {
        let (node, set) = (node.clone(), set.clone());
        Callback::from(move |event: PointerEvent| {
            let bar = event.target_dyn_into::<HtmlElement>();
            let Some((bar, parent)) = bar.zip(parent(&node)) else {
                return;
            };
            if !bar.has_pointer_capture(event.pointer_id()) {
                return;
            }
            let frame = parent.get_bounding_client_rect();
            let (at, from, length) = if rows {
                (f64::from(event.client_y()), frame.top(), frame.height())
            } else {
                (f64::from(event.client_x()), frame.left(), frame.width())
            };
            set(((at - from) / length * 1000.0) as i32);
        })
    };
    let onkeydown = {
        let share = *share;
        Callback::from(move |event: KeyboardEvent| {
            let to = match (event.key().as_str(), rows) {
                ("ArrowLeft", false) | ("ArrowUp", true) => share - STEP,
                ("ArrowRight", false) | ("ArrowDown", true) => share + STEP,
                ("Home", _) => LEAST,
                ("End", _) => MOST,
                _ => return,
            };
            event.prevent_default();
            set(to);
        })
    };
    html! {
        <div
            ref={node} class={classes!("splitter", if rows { "rows" } else { "columns" })}
            role="separator" tabindex="0" aria-label={props.label.clone()}
            aria-orientation={if rows { "horizontal" } else { "vertical" }}
            aria-valuenow={percent(*share)} aria-valuemin={percent(LEAST)} aria-valuemax={percent(MOST)}
            {onpointerdown} {onpointermove} {onkeydown}
        />
    }
}

/// Without a fraction.
fn percent(tenths: i32) -> String {
    ((tenths + 5) / 10).to_string()
}

fn parent(node: &NodeRef) -> Option<HtmlElement> {
    node.cast::<HtmlElement>()?
        .parent_element()?
        .dyn_into()
        .ok()
}
