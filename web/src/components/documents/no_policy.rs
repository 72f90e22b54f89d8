//! What a text that holds no policy is, in words.

use vestibule_wire::NotPolicy;
use yew::AttrValue;

use crate::text::Text;

/// What it is, and what to do.
pub(super) fn looks(text: &Text, what: NotPolicy) -> AttrValue {
    let both = [text.message(&what.message()), text.message(&what.help())];
    both.join(" ").into()
}
