//! Long lists, drawn a slice after the other: between two slices the browser scrolls and takes
//! letters.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How many of `count` parts are drawn by now: `step` at first, and as many more with each turn.
/// What is drawn stays, so that another answer in its place is drawn as a whole.
#[hook]
pub(super) fn use_slices(count: usize, step: usize) -> usize {
    let drawn = use_state_eq(|| step);
    let setter = drawn.setter();
    use_effect_with((*drawn, count), move |(drawn, count)| {
        let next = *drawn + step;
        let turn = (*drawn < *count).then(|| Timeout::new(0, move || setter.set(next)));
        // Without its component there is nothing to draw.
        move || drop(turn)
    });
    count.min(*drawn)
}
