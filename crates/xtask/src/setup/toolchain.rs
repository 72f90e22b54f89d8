//! A Rust toolchain that can build for wasm32, by whichever road is open.
//!
//! 1. The active toolchain has the target.
//! 2. `rustup target add` brings it. Offline that command hangs, so it gets a bound.
//! 3. Debian's rustc for browsers, for which the standard library is built from its source and
//!    laid over it as a sysroot of our own; native builds keep the active toolchain.

use super::{Error, Paths, Progress, Result, debian, digest, fresh_beside, publish};
use crate::exec::{self, Bounded, Log};
use crate::paths::on_path;
use crate::system::{self, is_executable};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const RUSTUP_LIMIT: Duration = Duration::from_secs(20);
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// A toolchain that builds for wasm32.
#[derive(Debug, Clone)]
pub(crate) enum Toolchain {
    /// The active one.
    Active,
    /// Debian's rustc with a sysroot in the cache.
    Overlay {
        /// The folder that is the sysroot.
        sysroot: PathBuf,
        /// The linker for wasm32.
        linker: PathBuf,
    },
}

/// The toolchain that is ready, if there is one.
pub(crate) fn find(paths: &Paths) -> Option<Toolchain> {
    if active_has_target() {
        return Some(Toolchain::Active);
    }
    let linker = newest_linker()?;
    let sysroot = overlay_place(paths)?;
    sysroot
        .is_dir()
        .then_some(Toolchain::Overlay { sysroot, linker })
}

fn active_has_target() -> bool {
    has_target(TARGET)
}

/// Whether the active toolchain has a standard library for a target.
pub(crate) fn has_target(target: &str) -> bool {
    let mut ask = Command::new("rustc");
    ask.args(["--print", "target-libdir", "--target", target]);
    let Some(folder) = exec::output(&mut ask) else {
        return false;
    };
    has_std(Path::new(&folder))
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// The second road; says whether it led anywhere.
pub(crate) fn try_rustup(paths: &Paths, progress: &Progress) -> Result<bool> {
    if on_path(&["rustup"]).is_none() {
        return Ok(false);
    }
    let log = paths.logs().join("rustup.log");
    let name = format!(
        "the {TARGET} target by rustup (at most {} s)",
        RUSTUP_LIMIT.as_secs()
    );
    progress.step(&name, &log, |log| {
        let mut add = Command::new("rustup");
        add.args(["target", "add", TARGET]);
        let end = exec::run_bounded(&mut add, log, RUSTUP_LIMIT)?;
        let added = end == Bounded::Succeeded && active_has_target();
        if !added {
            let why = if end == Bounded::TimedOut {
                "brought nothing in time"
            } else {
                "failed"
            };
            progress.note(&format!(
                "         rustup {why}; taking Debian's rustc for browsers"
            ));
        }
        Ok(added)
    })
}

/// What the third road needs of Debian.
pub(crate) fn packages() -> Result<Vec<String>> {
    if !debian::is_available() {
        return Err(Error::new(format!(
            "run `rustup target add {TARGET}` where rustup can reach its server, then this again"
        )));
    }
    let mut packages: Vec<String> = ["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src"]
        .map(str::to_owned)
        .into();
    if newest_linker().is_none() {
        let found = debian::search("^lld-[0-9]+$");
        let newest = found
            .into_iter()
            .max_by_key(|name| number_after(name, "lld-"));
        packages.push(newest.unwrap_or_else(|| "lld".to_owned()));
    }
    Ok(packages)
}

/// The newest `wasm-ld` on PATH; distributions put the version into the name.
fn newest_linker() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut best: Option<(u32, PathBuf)> = None;
    for entry in std::env::split_paths(&path)
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let version = if name == "wasm-ld" {
            Some(0)
        } else {
            number_after(&name, "wasm-ld-")
        };
        let Some(version) = version.filter(|_| is_executable(&entry.path())) else {
            continue;
        };
        if best.as_ref().is_none_or(|(known, _)| version > *known) {
            best = Some((version, entry.path()));
        }
    }
    best.map(|(_, linker)| linker)
}

fn number_after(name: &str, prefix: &str) -> Option<u32> {
    name.strip_prefix(prefix)?.parse().ok()
}

/// Where the overlay for the installed rustc-web belongs; a security update moves it.
fn overlay_place(paths: &Paths) -> Option<PathBuf> {
    let version = debian::installed("rustc-web")?;
    Some(paths.cache.join("toolchain").join(folder_name(&version)))
}

fn folder_name(version: &str) -> String {
    let plain: String = version
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || ".+-".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    // The recipe is part of the name, so that a changed recipe makes a new sysroot.
    format!("{plain}-{}", digest(BUILD_STD.join(" ").as_bytes()))
}

/// `test` is there for wasm-bindgen-test.
const BUILD_STD: &[&str] = &[
    "build",
    "-Zbuild-std=std,panic_abort,test",
    "--target",
    TARGET,
    "--release",
];

/// Builds the standard library and lays the sysroot.
pub(crate) fn make_overlay(paths: &Paths, progress: &Progress) -> Result<()> {
    let Some(place) = overlay_place(paths) else {
        return Err(Error::new(
            "install Debian's rustc-web, then run this again",
        ));
    };
    if place.is_dir() {
        return Ok(());
    }
    let folder = fresh_beside(&place)?;
    let log = paths.logs().join("std.log");
    progress.step(&format!("the standard library for {TARGET}"), &log, |log| {
        let host = host()?;
        let work = folder.join("build");
        build_std(&work, log)?;
        lay(&folder, &place, &work, &host).map_err(Error::because(format!(
            "make `{}` writable",
            folder.display()
        )))?;
        if !has_std(&folder.join("lib/rustlib").join(TARGET).join("lib")) {
            return Err(Error::new(format!(
                "report this with `{}`: cargo built no standard library",
                log.path().display()
            )));
        }
        publish(&folder, &place)
    })
}

fn host() -> Result<String> {
    let version = exec::output(Command::new(RUSTC).arg("-vV")).unwrap_or_default();
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| {
            Error::new(format!(
                "mend `{RUSTC}` until `{RUSTC} -vV` prints its host"
            ))
        })
}

fn build_std(work: &Path, log: &Log) -> Result<()> {
    let manifest = "[package]\nname = \"throwaway\"\nedition = \"2021\"\n\n[workspace]\n";
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(work.join("src"))?;
        fs::write(work.join("Cargo.toml"), manifest)?;
        fs::write(work.join("src/lib.rs"), "")
    };
    write().map_err(Error::because(format!(
        "make `{}` writable",
        work.display()
    )))?;
    let mut build = Command::new(CARGO);
    build
        .args(BUILD_STD)
        .current_dir(work)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode, link-time optimisation of what is built on it fails later.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env_remove("LD_LIBRARY_PATH");
    exec::run_logged(
        &mut build,
        log,
        "see the log above; the standard library's dependencies must come from crates.io",
    )
}

/// `folder` becomes `place` in the end, so what is written into scripts is `place`.
fn lay(folder: &Path, place: &Path, work: &Path, host: &str) -> std::io::Result<()> {
    let rustlib = folder.join("lib/rustlib");
    let library = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(&library)?;
    system::link(
        &Path::new("/usr/lib/rustlib").join(host),
        &rustlib.join(host),
    )?;
    let built = work.join("target").join(TARGET).join("release/deps");
    for entry in fs::read_dir(built)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libthrowaway") {
            fs::copy(&file, library.join(name.as_ref()))?;
        }
    }
    fs::remove_dir_all(work)?;
    let bin = folder.join("bin");
    fs::create_dir_all(&bin)?;
    let rustc = bin.join("rustc");
    let script = format!(
        "#!/bin/sh\nexec {RUSTC} --sysroot '{}' \"$@\"\n",
        place.display()
    );
    fs::write(&rustc, script)?;
    system::make_executable(&rustc)?;
    for tool in ["cargo", "cargo-clippy", "clippy-driver"] {
        system::link(&Path::new("/usr/bin").join(tool), &bin.join(tool))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{folder_name, number_after};

    #[test]
    fn versions_become_folder_names() {
        let name = folder_name("1:1.96.0+dfsg1-1~deb12u2");
        assert!(name.starts_with("1_1.96.0+dfsg1-1_deb12u2-"), "{name}");
        assert_ne!(name, folder_name("1:1.96.0+dfsg1-1~deb12u3"));
    }

    #[test]
    fn only_plain_numbers_follow_the_prefix() {
        assert_eq!(number_after("wasm-ld-22", "wasm-ld-"), Some(22));
        assert_eq!(number_after("wasm-ld-22-extra", "wasm-ld-"), None);
        assert_eq!(number_after("wasm-ld", "wasm-ld-"), None);
    }
}
