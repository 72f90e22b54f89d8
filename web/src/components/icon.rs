//! Signs that differ in shape, not only in colour. They stand beside the word
//! that says the same, so they are hidden from screen readers.

use vestibule_wire::{Outcome, Severity};
use yew::prelude::*;

const CIRCLE: &str = "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z";
const OCTAGON: &str = "M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2H7.7l-6.2-6.2V7.7z";
const SQUARE: &str = "M5.5 2h13a3.5 3.5 0 0 1 3.5 3.5v13a3.5 3.5 0 0 1-3.5 3.5h-13A3.5 3.5 0 0 1 2 18.5v-13A3.5 3.5 0 0 1 5.5 2z";
const TRIANGLE: &str = "M12 1.5L23.5 22H.5z";
const CROSS: &str = "M8 8l8 8M16 8l-8 8";

/// A tick in a circle, a cross in an octagon, a question mark in a square: in a diamond it
/// is the sign of a character that cannot be shown.
pub(crate) fn outcome(outcome: Outcome) -> Html {
    match outcome {
        Outcome::Allowed => icon(CIRCLE, "M7 12.5l3.5 3.5 6.5-7.5"),
        Outcome::Denied => icon(OCTAGON, CROSS),
        Outcome::Unknown => icon(
            SQUARE,
            "M9.3 9.6a2.8 2.8 0 1 1 4 2.5c-.9.5-1.3 1-1.3 1.9M12 16.9v.3",
        ),
    }
}

/// A bar in a circle: some of it one way, some the other.
pub(crate) fn partly() -> Html {
    icon(CIRCLE, "M12 1.5v21M12 6h7M12 12h9.5M12 18h7")
}

/// A cross in an octagon, an exclamation mark in a triangle, an i in a circle.
pub(crate) fn severity(severity: Severity) -> Html {
    match severity {
        Severity::Error => icon(OCTAGON, CROSS),
        Severity::Warning => icon(TRIANGLE, "M12 9v6M12 18.2v.3"),
        Severity::Info => icon(CIRCLE, "M12 11v6M12 7v.3"),
    }
}

fn icon(frame: &'static str, sign: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
            <path class="icon-frame" d={frame} />
            <path class="icon-sign" d={sign} />
        </svg>
    }
}

/// A doorway within a doorway.
pub(crate) fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
            <path class="logo-outer" d="M4 30V14a12 12 0 0 1 24 0v16z" />
            <path class="logo-inner" d="M11 30V16a5 5 0 0 1 10 0v14z" />
        </svg>
    }
}
