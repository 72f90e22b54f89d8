//! A place in a policy, and the button that leads to it.

use vestibule_wire::Range;
use yew::prelude::*;

use crate::text::Text;

/// A range in the text of a policy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// The policy's place in the case file: `policies.identity[0]`.
    pub(crate) path: String,
    pub(crate) range: Range,
}

impl Place {
    /// The place, where both halves of it are known.
    pub(crate) fn of(path: Option<&str>, range: Option<Range>) -> Option<Self> {
        let (path, range) = path.zip(range)?;
        Some(Self {
            path: path.to_owned(),
            range,
        })
    }
}

/// The line of a place: a button where there is an editor to show it in.
pub(crate) fn line(
    text: &Text,
    place: Option<Place>,
    what: &str,
    on_show: Option<&Callback<Place>>,
) -> Html {
    let Some(place) = place else { return html! {} };
    let line = text.with(
        id!("why-line"),
        &[("line", place.range.start.line.saturating_add(1).into())],
    );
    let Some(on_show) = on_show else {
        return html! { <span class="soft">{ line }</span> };
    };
    let label = text.with(
        id!("why-show"),
        &[("what", format!("{what}, {line}").into())],
    );
    let onclick = on_show.reform(move |_: MouseEvent| place.clone());
    html! { <button type="button" class="link" aria-label={label} {onclick}>{ line }</button> }
}
