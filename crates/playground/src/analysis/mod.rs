//! What holds for every sign-in of a workspace: what is asked, the answer, and how the worker
//! of its own that analyses comes to it. The page shows the answer as a strip above the table.

pub(crate) mod account;
pub mod answer;
pub mod asked;
pub mod compare;
pub mod engine;
mod fixing;
pub mod import;
pub mod inquiry;
mod rules;
mod standings;
#[cfg(test)]
mod tests;
pub mod topics;
