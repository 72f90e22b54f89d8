//! What every part of vestibule stands on, and what knows nothing of policies: the
//! limits, places in a text, what is wrong with it, JSON, the nearest known name, and text that is safe to show.

pub mod diagnostic;
pub mod json;
pub mod limits;
pub mod nearest;
pub mod sort;
pub mod span;
pub mod visible;
