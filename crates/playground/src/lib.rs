//! The page without its browser: what it holds ([`state`]), how it is kept ([`store`]), what page
//! and worker tell each other and how the worker decides ([`evaluate`]), the same for what holds
//! for all sign-ins at once ([`analysis`]), in which format both
//! is written ([`format`](mod@format)), the gallery ([`examples`]), the form for placeholders
//! ([`fill`]), what is offered to be explained ([`denied`]), and the report for a change ticket ([`report`](mod@report)).
//!
//! Pure: no clock, no storage and no JavaScript but through its callers, so that all of it is
//! tested natively.

#![expect(
    missing_docs,
    reason = "the page alone reads it; a sentence stands where a name does not say it"
)]

pub mod analysis;
pub mod denied;
pub mod evaluate;
pub mod examples;
pub mod fill;
pub mod format;
pub mod names;
mod parts;
pub mod report;
pub mod state;
pub mod store;
pub mod tree;

use vestibule_wire::Action;

/// The actions in the order in which a sign-in passes them.
pub const ACTIONS: [Action; 3] = [
    Action::Authenticate,
    Action::AuthorizeOAuth2Access,
    Action::CreateOAuth2Token,
];
