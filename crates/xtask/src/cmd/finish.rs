//! `cargo xtask finish`: the hook of Trunk.toml that gives the built page its styles, its editor,
//! its licences, its policy and its service worker, and makes small what is sent.

use crate::analysis;
use crate::args::Args;
use crate::csp::{self, Mode};
use crate::editor;
use crate::element;
use crate::error::{Error, Result};
use crate::esbuild;
use crate::licences;
use crate::offline;
use crate::paths::Paths;
use crate::scripts;
use crate::setup::npm;
use crate::style;
use std::path::Path;

pub(crate) fn run(paths: &Paths, args: Args) -> Result<()> {
    args.end()?;
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or_else(|| Error::new("let Trunk call this: it is the hook of Trunk.toml"))?;
    let mode = match std::env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Mode::Release,
        _ => Mode::Serve,
    };
    let folder = Path::new(&folder);
    let file = folder.join("index.html");
    let advice = || format!("make `{}` writable", file.display());
    let html = std::fs::read_to_string(&file).map_err(Error::because(advice()))?;
    // Nobody has done it when Trunk was called by hand.
    npm::ensure(paths, esbuild::FOLDER)?;
    let html = style::link(&html, &style::bundle(&paths.root, folder)?)?;
    let html = editor::link(&html, &editor::bundle(&paths.root, folder)?)?;
    licences::write(&paths.root, folder)?;
    let html = match mode {
        Mode::Release => scripts::minify(&paths.root, folder, &html)?,
        Mode::Serve => html,
    };
    let html = analysis::link(&paths.root, folder, &html, mode)?;
    let html = offline::link(&html, mode)?;
    let html = csp::insert(&html, mode)?;
    std::fs::write(&file, html).map_err(Error::because(advice()))?;
    if mode == Mode::Serve {
        element::bring(paths, folder)?;
    }
    let worker = match mode {
        Mode::Release => offline::worker(&paths.root)?,
        Mode::Serve => String::new(),
    };
    offline::write(folder, mode, &worker)
}
