//! `cargo xtask wasm ...`: cargo for wasm32, for the quick loop.

use crate::args::Args;
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::Env;

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<()> {
    let rest = args.rest()?;
    let Some((subcommand, rest)) = rest.split_first() else {
        return Err(Error::new(
            "name a cargo command, such as `cargo xtask wasm check`",
        ));
    };
    let parts = if subcommand == "test" {
        setup::ALL
    } else {
        setup::WASM
    };
    let env = Env::ready(paths, parts)?;
    let mut cargo = env.cargo(&subcommand.to_string_lossy());
    exec::run(cargo.args(rest), "see what cargo says above")
}
