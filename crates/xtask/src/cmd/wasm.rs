//! `cargo xtask wasm ...`: cargo for wasm32, for the quick loop.

use crate::error::Result;
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::Env;
use std::ffi::OsString;

pub(crate) fn run(paths: &Paths, subcommand: &str, rest: &[OsString]) -> Result<()> {
    let parts = if subcommand == "test" {
        setup::ALL
    } else {
        setup::WASM
    };
    let env = Env::ready(paths, parts)?;
    let mut cargo = env.cargo(subcommand);
    exec::run(cargo.args(rest), "see what cargo says above")
}
