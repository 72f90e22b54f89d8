//! The commands, one file each.

pub(crate) mod build;
pub(crate) mod serve;
pub(crate) mod setup;
pub(crate) mod wasm;
