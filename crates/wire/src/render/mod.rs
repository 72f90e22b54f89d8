//! Decisions for people and for other languages.
//!
//! Everything is read off the decision; nothing is evaluated again.

mod because;
pub(crate) mod control_plane;
pub(crate) mod decision_template;
pub(crate) mod excerpt;
pub(crate) mod explain;
mod explained;
