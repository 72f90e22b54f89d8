//! Decisions as they are shown: cells, a plain table, and why. Nothing in here
//! knows the page's state, so all of it stands in a shadow root as well, with
//! `style/tokens.css` and `style/decision.css`.

mod because;
pub(crate) mod cell;
mod deciders;
mod keys;
mod place;
mod steps;
mod table;
mod trace;
mod why;
pub(crate) mod words;

pub(crate) use place::Place;
pub(crate) use table::{DecisionTable, Shown};
pub(crate) use why::Why;
