//! `<vestibule-example>`: its wasm with its JavaScript, and the page that shows it.

use crate::error::{Error, Result};
use crate::paths::Paths;
use crate::wasm::{self, ANALYSIS, Env, Kind, Profile};
use std::fs;
use std::path::{Path, PathBuf};

/// What is written by hand around it.
const SOURCES: &str = "web/element";

/// Its entry, which is part of the npm package.
const ENTRY: &str = "pkg/src/element.js";

/// The page of documentation, below the playground's when that is served.
pub(crate) const DEMO: &str = "docs-demo";

/// Builds what the entry loads, as wasm-bindgen leaves it.
pub(crate) fn build(paths: &Paths, env: &Env, profile: Profile) -> Result<PathBuf> {
    wasm::build_program(paths, env, "vestibule-web", "element", profile)
}

/// Builds the page of documentation, in `target/docs-demo`.
pub(crate) fn demo(paths: &Paths, env: &Env, profile: Profile) -> Result<PathBuf> {
    let element = build(paths, env, profile)?;
    let analysis = wasm::build(paths, env, ANALYSIS, Kind::Web)?;
    let demo = folder(paths);
    if demo.exists() {
        fs::remove_dir_all(&demo)
            .map_err(Error::because(format!("remove `{}`", demo.display())))?;
    }
    copy(&paths.root.join(SOURCES).join("demo"), &demo)?;
    let program = demo.join("vestibule");
    fs::create_dir_all(&program).map_err(Error::because(advice(&program)))?;
    let files = [
        (paths.root.join(ENTRY), program.join("element.js")),
        (element.join("element.js"), program.join("example.js")),
        (
            element.join("element_bg.wasm"),
            program.join("example.wasm"),
        ),
        (
            analysis.join("vestibule_wasm_analysis.js"),
            program.join("analysis.js"),
        ),
        (
            analysis.join("vestibule_wasm_analysis_bg.wasm"),
            program.join("analysis.wasm"),
        ),
        (paths.root.join("web/icon.svg"), demo.join("icon.svg")),
    ];
    for (from, to) in files {
        fs::copy(from, &to).map_err(Error::because(advice(&to)))?;
    }
    Ok(demo)
}

/// Puts the page, where there is one, below the folder of the playground.
pub(crate) fn bring(paths: &Paths, playground: &Path) -> Result<()> {
    let demo = folder(paths);
    if demo.exists() {
        copy(&demo, &playground.join(DEMO))?;
    }
    Ok(())
}

fn folder(paths: &Paths) -> PathBuf {
    paths.root.join("target").join(DEMO)
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(Error::because(advice(to)))?;
    for entry in
        fs::read_dir(from).map_err(Error::because(format!("cannot read `{}`", from.display())))?
    {
        let path = entry.map_err(Error::because(advice(from)))?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(Error::because(advice(&target)))?;
        }
    }
    Ok(())
}

fn advice(path: &Path) -> String {
    format!("make `{}` writable", path.display())
}
