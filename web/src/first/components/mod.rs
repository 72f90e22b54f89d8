//! What is drawn, one component a file. They show a part of the state and say
//! what happened; they decide nothing.

mod account;
mod announcer;
mod app;
mod assumptions;
mod context_rows;
mod decision;
mod document;
mod examples;
mod explanation;
mod icon;
mod inline;
mod keeping;
mod keys;
mod network;
mod phases;
mod place;
mod policies;
mod problems;
mod sign_in;
mod text_field;

pub(crate) use app::App;
