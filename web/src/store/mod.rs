//! Keeping workspaces in this browser: under names, with versions, from several
//! tabs at once. Everything here may fail (storage can be off, full or broken)
//! and then says so; nothing is written over what was not read.

mod area;
mod library;
mod record;
#[cfg(test)]
mod tests;
mod versions;

pub(crate) use area::{Area, Browser};
pub(crate) use library::{Library, Missing, Opened, Outcome};
