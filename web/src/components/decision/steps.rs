//! Long lists, of which the beginning is shown, and more of it on demand.

use yew::prelude::*;

use crate::text::Text;

/// How many of `total` are shown, and the button that shows `step` more where there are.
#[hook]
pub(super) fn use_steps(text: &Text, total: usize, step: usize) -> (usize, Html) {
    let shown = use_state_eq(|| step);
    let count = *shown;
    let rest = total.saturating_sub(count);
    let onclick = move |_: MouseEvent| shown.set(count.saturating_add(step));
    let more = html! {
        if rest > 0 {
            <button type="button" class="link" {onclick}>
                { text.with(id!("why-more"), &[("count", rest.into())]) }
            </button>
        }
    };
    (count, more)
}
