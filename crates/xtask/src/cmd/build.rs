//! `cargo xtask build`: the page as it is published, in `dist/`.

use crate::args::Args;
use crate::error::Result;
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::Env;
use std::process::Command;

pub(crate) fn run(paths: &Paths, args: Args) -> Result<()> {
    args.end()?;
    let env = Env::ready(paths, setup::PAGE)?;
    page(paths, &env)?;
    let mut sizes = Command::new("node");
    sizes.args([
        "--input-type=module",
        "--eval",
        include_str!("sizes.mjs"),
        "dist",
    ]);
    exec::run(
        sizes.current_dir(&paths.root),
        "see what Node.js says above",
    )
}

/// Builds the page with the tools of `env`.
pub(crate) fn page(paths: &Paths, env: &Env) -> Result<()> {
    let mut trunk = trunk(paths, env);
    trunk.args(["build", "--release", "--offline"]);
    exec::run(&mut trunk, "see what Trunk says above")
}

/// Trunk with our tools.
pub(crate) fn trunk(paths: &Paths, env: &Env) -> Command {
    let mut trunk = env.command("trunk");
    trunk.current_dir(&paths.root);
    // Any value means yes by convention, but Trunk accepts `true` and `false` alone.
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env("NO_COLOR", "true");
    } else {
        trunk.env_remove("NO_COLOR");
    }
    trunk
}
