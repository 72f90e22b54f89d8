//! `cargo xtask setup`

use crate::error::Result;
use crate::paths::Paths;
use crate::setup;

pub(crate) fn run(paths: &Paths) -> Result<()> {
    setup::ensure(paths, setup::ALL)?;
    println!("All build tools are in {}", paths.cache.display());
    Ok(())
}
