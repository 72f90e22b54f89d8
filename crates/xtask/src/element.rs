//! `<vestibule-example>`: its wasm with its JavaScript, and the page that shows it.

use crate::error::{Error, Result};
use crate::paths::Paths;
use crate::wasm::{self, Env, Profile};
use std::fs;
use std::path::{Path, PathBuf};

/// What is written by hand of it.
const SOURCES: &str = "web/element";

/// The page of documentation, below the playground's when that is served.
pub(crate) const DEMO: &str = "docs-demo";

/// Builds the element: a folder with `element.js`, which is its entry, `example.js` and
/// `example.wasm`. The npm package takes all three.
pub(crate) fn build(paths: &Paths, env: &Env, profile: Profile) -> Result<PathBuf> {
    let folder = wasm::build_program(paths, env, "vestibule-web", "element", profile)?;
    let advice = || format!("make `{}` writable", folder.display());
    fs::rename(folder.join("element_bg.wasm"), folder.join("example.wasm"))
        .and_then(|()| fs::rename(folder.join("element.js"), folder.join("example.js")))
        .and_then(|()| {
            let entry = paths.root.join(SOURCES).join("element.js");
            fs::copy(entry, folder.join("element.js"))
        })
        .map_err(Error::because(advice()))?;
    for declaration in ["element.d.ts", "element_bg.wasm.d.ts"] {
        fs::remove_file(folder.join(declaration)).map_err(Error::because(advice()))?;
    }
    Ok(folder)
}

/// Builds the page of documentation, in `target/docs-demo`.
pub(crate) fn demo(paths: &Paths, env: &Env, profile: Profile) -> Result<PathBuf> {
    let element = build(paths, env, profile)?;
    let demo = folder(paths);
    if demo.exists() {
        fs::remove_dir_all(&demo)
            .map_err(Error::because(format!("remove `{}`", demo.display())))?;
    }
    copy(&paths.root.join(SOURCES).join("demo"), &demo)?;
    copy(&element, &demo.join("vestibule"))?;
    let icon = paths.root.join("web/icon.svg");
    fs::copy(icon, demo.join("icon.svg")).map_err(Error::because(advice(&demo)))?;
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
