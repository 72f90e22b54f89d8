//! `cargo xtask build`: the page as it is published, in `dist/`.

use crate::error::Result;
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::Env;

pub(crate) fn run(paths: &Paths) -> Result<()> {
    let env = Env::ready(paths, setup::PAGE)?;
    page(paths, &env)
}

/// Builds the page with the tools of `env`.
pub(crate) fn page(paths: &Paths, env: &Env) -> Result<()> {
    let mut trunk = env.command("trunk");
    trunk
        .args(["build", "--release", "--offline"])
        .current_dir(&paths.root);
    exec::run(&mut trunk, "see what Trunk says above")
}
