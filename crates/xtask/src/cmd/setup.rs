//! `cargo xtask setup`

use crate::args::Args;
use crate::error::Result;
use crate::paths::Paths;
use crate::setup;

pub(crate) fn run(paths: &Paths, args: Args) -> Result<()> {
    args.end()?;
    setup::ensure(paths, setup::ALL)?;
    println!("All build tools are in {}", paths.cache.display());
    Ok(())
}
