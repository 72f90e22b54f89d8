//! The commands, one file each.

pub(crate) mod bench;
mod bench_analysis;
pub(crate) mod bindgen;
pub(crate) mod build;
mod emulator;
pub(crate) mod finish;
pub(crate) mod fuzz;
pub(crate) mod lint;
mod managed;
pub(crate) mod mutants;
pub(crate) mod pkg;
pub(crate) mod release;
pub(crate) mod serve;
pub(crate) mod setup;
pub(crate) mod test;
pub(crate) mod wasm;
mod workflows;
