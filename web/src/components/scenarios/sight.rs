//! What of a long table is in sight, as its scroller tells.

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};
use yew::prelude::*;

/// Until a row was measured.
const ROW_HEIGHT: usize = 46;
/// Until the scroller was measured: enough for a large screen.
const VISIBLE: usize = 30;
/// The window moves in steps, so that not every pixel of scrolling draws.
const STEP: usize = 4;

#[derive(Clone, PartialEq)]
pub(super) struct Sight {
    /// The first row in sight, roughly.
    pub(super) first: usize,
    pub(super) visible: usize,
    /// In pixels.
    pub(super) row_height: usize,
    pub(super) onscroll: Callback<Event>,
}

#[derive(Clone, Copy, PartialEq)]
struct Measured {
    first: usize,
    visible: usize,
    row_height: usize,
}

/// Follows what is in sight of `scroll`.
#[hook]
pub(super) fn use_sight(scroll: &NodeRef) -> Sight {
    let measured = use_state_eq(|| Measured {
        first: 0,
        visible: VISIBLE,
        row_height: ROW_HEIGHT,
    });
    let measure = {
        let (scroll, measured) = (scroll.clone(), measured.setter());
        use_callback((), move |(), ()| {
            if let Some(found) = scroll.cast::<HtmlElement>().and_then(|s| look(&s)) {
                measured.set(found);
            }
        })
    };
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
    let Measured {
        first,
        visible,
        row_height,
    } = *measured;
    Sight {
        first,
        visible,
        row_height,
        onscroll: measure.reform(|_: Event| ()),
    }
}

fn look(scroll: &HtmlElement) -> Option<Measured> {
    // While it is not shown, as on paper, nothing of it can be measured.
    if scroll.client_height() == 0 {
        return None;
    }
    let pixels = |number: i32| usize::try_from(number).unwrap_or(0);
    let row = scroll.query_selector("tbody > .row").ok()??;
    let row_height = pixels(row.unchecked_into::<HtmlElement>().offset_height()).max(1);
    let top = pixels(scroll.scroll_top());
    // Open fields push the rows behind them down.
    let fields = scroll.query_selector("tbody > .fields-row").ok().flatten();
    let fields: Option<HtmlElement> = fields.and_then(|fields| fields.dyn_into().ok());
    let pushed = fields.map_or(0, |fields| {
        let (from, height) = (pixels(fields.offset_top()), pixels(fields.offset_height()));
        top.saturating_sub(from).min(height)
    });
    let first = (top - pushed) / row_height;
    Some(Measured {
        first: first - first % STEP,
        visible: pixels(scroll.client_height()) / row_height + 2 * STEP,
        row_height,
    })
}
