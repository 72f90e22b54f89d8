//! Keeping workspaces in a browser: under names, with versions, from several
//! tabs at once. The browser's storage can be off, full or broken. What it does not
//! take stays in the memory of the tab, and that is said; nothing is written over
//! what was not read.

mod area;
mod here;
mod history;
mod library;
mod record;
mod stock;
#[cfg(test)]
mod tests;
mod versions;

pub use area::{Area, move_all};
pub use library::{Library, Missing, Opened, Outcome};
