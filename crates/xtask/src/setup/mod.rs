//! Finds or makes every tool that the commands need, in the cache.
//!
//! Everything is built beside its place and renamed into it at the end, under a folder name
//! that carries its version. So a folder that exists is complete, an interrupted run leaves
//! nothing half-done behind, and a new version never overwrites an old one.

pub(crate) mod browser;
mod debian;
mod engines;
pub(crate) mod npm;
pub(crate) mod python;
pub(crate) mod toolchain;
pub(crate) mod tools;

use crate::digest::digest;
use crate::error::{Error, Result};
use crate::esbuild;
use crate::paths::Paths;
use crate::progress::{Progress, elapsed};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

/// Where the test tools and wasm-opt are pinned, below the checkout.
pub(crate) const BROWSER_TOOLS: &str = "tests/browser";
/// Where the npm package is.
pub(crate) const PACKAGE: &str = "pkg";

/// Something that set-up can provide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A Rust toolchain with a standard library for wasm32.
    Toolchain,
    /// The wasm-bindgen command and its test runner.
    Bindgen,
    /// Trunk, which puts the page together.
    Trunk,
    /// The npm packages of `tests/browser`, wasm-opt among them.
    NodeTools,
    /// The code editor and its bundler.
    Editor,
    /// The npm packages of `pkg`: what the package is built and tested with.
    PackageTools,
    /// Chromium and ChromeDriver.
    Browser,
    /// Firefox and WebKit with what drives them.
    Engines,
    /// cargo-deny.
    Deny,
    /// cargo-fuzz.
    Fuzz,
    /// cargo-mutants.
    Mutants,
    /// cargo-semver-checks.
    SemverChecks,
}

/// What the page is built with.
pub(crate) const PAGE: &[Part] = &[
    Part::Toolchain,
    Part::Bindgen,
    Part::Trunk,
    Part::NodeTools,
    Part::Editor,
];
/// What a wasm32 build without the page needs.
pub(crate) const WASM: &[Part] = &[Part::Toolchain, Part::Bindgen];
/// What tests of wasm in a browser need.
pub(crate) const BROWSER: &[Part] = &[
    Part::Toolchain,
    Part::Bindgen,
    Part::NodeTools,
    Part::Browser,
];
/// What `setup` provides, and what all the tests need.
pub(crate) const ALL: &[Part] = &[
    Part::Toolchain,
    Part::Bindgen,
    Part::Trunk,
    Part::NodeTools,
    Part::Editor,
    Part::PackageTools,
    Part::Browser,
    Part::Engines,
    Part::Deny,
];

/// Makes sure that `parts` are there. Says nothing when they are.
pub(crate) fn ensure(paths: &Paths, parts: &[Part]) -> Result<()> {
    let missing = missing(paths, parts)?;
    if missing.is_empty() {
        return Ok(());
    }
    let start = Instant::now();
    eprintln!("Setting up the build tools in {}", paths.cache.display());
    let lock = lock(&paths.cache)?;
    // Another run may have made them while this one waited.
    let missing = self::missing(paths, parts)?;
    let progress = Progress::start(lock);
    let result = provide(paths, &missing, &progress);
    if result.is_ok() {
        tools::drop_build_folder(paths);
        progress.note(&format!("Set up in {}", elapsed(start.elapsed())));
    }
    result
}

fn missing(paths: &Paths, parts: &[Part]) -> Result<Vec<Part>> {
    let mut missing = Vec::new();
    for part in parts {
        let ready = match part {
            Part::Toolchain => toolchain::find(paths).is_some(),
            Part::Bindgen => tools::is_ready(&tools::bindgen(paths)?),
            Part::Trunk => tools::is_ready(&tools::trunk(paths)),
            Part::NodeTools => npm::is_ready(paths, BROWSER_TOOLS)?,
            Part::Editor => npm::is_ready(paths, esbuild::FOLDER)?,
            Part::PackageTools => npm::is_ready(paths, PACKAGE)?,
            Part::Browser => browser::find().is_some(),
            Part::Engines => engines::are_ready() && !wants_geckodriver(paths),
            Part::Deny => tools::is_ready(&tools::deny(paths)),
            Part::Fuzz => tools::is_ready(&tools::fuzz(paths)),
            Part::Mutants => tools::is_ready(&tools::mutants(paths)),
            Part::SemverChecks => tools::is_ready(&tools::semver_checks(paths)),
        };
        if !ready {
            missing.push(*part);
        }
    }
    Ok(missing)
}

/// Firefox is driven where Debian's packages can be had, and its driver has to be built.
fn wants_geckodriver(paths: &Paths) -> bool {
    debian::is_available() && !tools::is_ready(&tools::geckodriver(paths))
}

/// Runs what does not depend on each other side by side: the system's packages and the
/// standard library, the cargo-built tools, and the npm packages.
fn provide(paths: &Paths, missing: &[Part], progress: &Progress) -> Result<()> {
    let wants = |part| missing.contains(&part);
    let system = || -> Result<()> {
        let overlay = wants(Part::Toolchain) && !toolchain::try_rustup(paths, progress)?;
        let mut packages = Vec::new();
        if wants(Part::Browser) {
            packages.extend(browser::PACKAGES.map(str::to_owned));
        }
        if wants(Part::Engines) && debian::is_available() {
            packages.extend(engines::PACKAGES.map(str::to_owned));
        }
        if overlay || !packages.is_empty() {
            debian::update(paths, progress)?;
        }
        if overlay {
            packages.extend(toolchain::packages()?);
        }
        debian::install(paths, progress, &packages)?;
        if overlay {
            toolchain::make_overlay(paths, progress)?;
        }
        if wants(Part::Browser) && browser::find().is_none() {
            return Err(browser::advice());
        }
        Ok(())
    };
    let cargo = || -> Result<()> {
        if wants(Part::Bindgen) {
            tools::install(paths, progress, &tools::bindgen(paths)?)?;
        }
        if wants(Part::Trunk) {
            tools::install(paths, progress, &tools::trunk(paths))?;
        }
        if wants(Part::Engines) && wants_geckodriver(paths) {
            tools::install(paths, progress, &tools::geckodriver(paths))?;
        }
        if wants(Part::Deny) {
            tools::install(paths, progress, &tools::deny(paths))?;
        }
        if wants(Part::Fuzz) {
            tools::install(paths, progress, &tools::fuzz(paths))?;
        }
        if wants(Part::Mutants) {
            tools::install(paths, progress, &tools::mutants(paths))?;
        }
        if wants(Part::SemverChecks) {
            tools::install(paths, progress, &tools::semver_checks(paths))?;
        }
        Ok(())
    };
    let node = || -> Result<()> {
        if wants(Part::NodeTools) {
            npm::install(paths, progress, BROWSER_TOOLS)?;
        }
        if wants(Part::Editor) {
            npm::install(paths, progress, esbuild::FOLDER)?;
        }
        if wants(Part::PackageTools) {
            npm::install(paths, progress, PACKAGE)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let runs = [
            scope.spawn(|| early(system(), progress)),
            scope.spawn(|| early(cargo(), progress)),
            scope.spawn(|| early(node(), progress)),
        ];
        let mut failures = Vec::new();
        for run in runs {
            match run.join() {
                Ok(Ok(())) => {}
                Ok(Err(error)) => failures.push(error.to_string()),
                Err(_) => failures.push("error: set-up itself broke".to_owned()),
            }
        }
        if failures.is_empty() {
            return Ok(());
        }
        Err(
            Error::new("set-up is not complete; do what the lines above say and run it again")
                .detail(failures.join("\n")),
        )
    })
}

/// Says at once what went wrong, while the rest goes on for minutes.
fn early(result: Result<()>, progress: &Progress) -> Result<()> {
    if let Err(error) = &result {
        progress.note(&format!("         {}", error.sentence()));
    }
    result
}

/// Keeps two set-ups out of the same cache; the system lets go of it however we end.
pub(crate) fn lock(cache: &Path) -> Result<File> {
    let path = cache.join("setup.lock");
    let advice = format!("make `{}` writable", path.display());
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    let file = options
        .open(&path)
        .map_err(Error::because(advice.clone()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            eprintln!(
                "Waiting for another set-up in the same cache, or for what an interrupted one left running"
            );
            file.lock().map_err(Error::because(advice))?;
        }
        Err(TryLockError::Error(cause)) => return Err(Error::because(advice)(cause)),
    }
    Ok(file)
}

/// A folder beside `place`, empty, to build in before renaming.
fn fresh_beside(place: &Path) -> Result<PathBuf> {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(format!(".partial-{}", std::process::id()));
    let folder = place.with_file_name(name);
    let make = || -> std::io::Result<()> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)
    };
    make().map_err(Error::because(format!(
        "make `{}` writable",
        folder.display()
    )))?;
    sweep(place);
    Ok(folder)
}

/// Removes what interrupted runs left beside `place`; nobody else is at work under the lock.
fn sweep(place: &Path) {
    let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else {
        return;
    };
    let prefix = format!("{}.partial-", name.to_string_lossy());
    let own = format!("{prefix}{}", std::process::id());
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        if found.starts_with(&prefix) && found != own {
            // A leftover that stays costs space and nothing else.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Puts a finished folder in its place.
fn publish(built: &Path, place: &Path) -> Result<()> {
    let swap = || -> std::io::Result<()> {
        if place.exists() {
            std::fs::remove_dir_all(place)?;
        }
        std::fs::rename(built, place)
    };
    swap().map_err(Error::because(format!(
        "make `{}` writable",
        place.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::{fresh_beside, publish};

    #[test]
    fn a_leftover_of_another_run_is_swept() {
        let base = std::env::temp_dir().join(format!("vestibule-sweep-{}", std::process::id()));
        let place = base.join("tool-1.0");
        let leftover = base.join("tool-1.0.partial-1");
        std::fs::create_dir_all(leftover.join("bin")).unwrap();
        let built = fresh_beside(&place).unwrap();
        std::fs::write(built.join("file"), "whole").unwrap();
        assert!(!leftover.exists());
        publish(&built, &place).unwrap();
        let text = std::fs::read_to_string(place.join("file")).unwrap();
        assert!(!built.exists());
        std::fs::remove_dir_all(&base).unwrap();
        assert_eq!(text, "whole");
    }
}
