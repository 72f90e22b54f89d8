//! The tools that cargo builds: wasm-bindgen's command, Trunk, and others of cargo's subcommands.

use super::{Paths, Progress, Result, fresh_beside, publish};
use crate::paths::{among, on_path};
use crate::{exec, members};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The one place where Trunk's version is chosen. 0.22 asks for a newer rustc than ours.
const TRUNK: &str = "0.21.14";
const DENY: &str = "0.20.2";
const FUZZ: &str = "0.13.2";
const MUTANTS: &str = "27.1.0";
const SEMVER_CHECKS: &str = "0.51.0";
const GECKODRIVER: &str = "0.37.1";

/// A command-line tool in one exact version.
#[derive(Debug)]
pub(crate) struct Tool {
    krate: &'static str,
    version: String,
    /// The programs it consists of; the first one prints the version.
    programs: &'static [&'static str],
    options: &'static [&'static str],
    /// Its crates that work through whole modules, and so are worth optimising.
    hot: &'static [&'static str],
    place: PathBuf,
}

/// wasm-bindgen's command, which must match the library in Cargo.lock exactly.
pub(crate) fn bindgen(paths: &Paths) -> Result<Tool> {
    let version = members::locked_version(&paths.root, "wasm-bindgen")?;
    Ok(Tool {
        krate: "wasm-bindgen-cli",
        place: paths.cache.join(format!("tools/wasm-bindgen-{version}")),
        version,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        options: &[],
        // A rebuild of the page waits for it: 1 s in place of 4 s, for 15 s more here.
        hot: &[
            "gimli",
            "id-arena",
            "walrus",
            "wasm-bindgen-cli-support",
            "wasm-encoder",
            "wasmparser",
        ],
    })
}

pub(crate) fn trunk(paths: &Paths) -> Tool {
    Tool {
        krate: "trunk",
        version: TRUNK.to_owned(),
        programs: &["trunk"],
        // It is to download nothing, so it needs neither the update check nor TLS.
        options: &["--no-default-features"],
        hot: &[],
        place: paths.cache.join(format!("tools/trunk-{TRUNK}")),
    }
}

pub(crate) fn deny(paths: &Paths) -> Tool {
    subcommand(paths, "cargo-deny", &["cargo-deny"], DENY)
}

pub(crate) fn fuzz(paths: &Paths) -> Tool {
    subcommand(paths, "cargo-fuzz", &["cargo-fuzz"], FUZZ)
}

pub(crate) fn mutants(paths: &Paths) -> Tool {
    subcommand(paths, "cargo-mutants", &["cargo-mutants"], MUTANTS)
}

/// What compares the interface of crates with that of an earlier version.
pub(crate) fn semver_checks(paths: &Paths) -> Tool {
    let (name, programs) = ("cargo-semver-checks", &["cargo-semver-checks"]);
    subcommand(paths, name, programs, SEMVER_CHECKS)
}

/// What drives Firefox, which Debian has no package of.
pub(crate) fn geckodriver(paths: &Paths) -> Tool {
    subcommand(paths, "geckodriver", &["geckodriver"], GECKODRIVER)
}

/// A command of cargo's, or another tool that is one program of the name of its crate.
fn subcommand(
    paths: &Paths,
    krate: &'static str,
    programs: &'static [&'static str],
    version: &str,
) -> Tool {
    Tool {
        krate,
        version: version.to_owned(),
        programs,
        options: &[],
        hot: &[],
        place: paths.cache.join(format!("tools/{krate}-{version}")),
    }
}

/// The folder with a tool's programs: our own, or the one on PATH in the right version.
pub(crate) fn folder(tool: &Tool) -> Option<PathBuf> {
    let bin = tool.place.join("bin");
    if tool
        .programs
        .iter()
        .all(|name| among(name, bin.as_os_str()).is_some())
    {
        return Some(bin);
    }
    let first = on_path(tool.programs.get(..1)?)?;
    let found = first.parent()?.to_path_buf();
    let complete = tool
        .programs
        .iter()
        .all(|name| among(name, found.as_os_str()).is_some());
    let version = exec::output(Command::new(&first).arg("--version"))?;
    (complete && is_version(&version, &tool.version)).then_some(found)
}

/// Whether `trunk 0.21.14` or `wasm-bindgen 0.2.130 (abc)` is that version.
fn is_version(printed: &str, version: &str) -> bool {
    printed.split_whitespace().nth(1) == Some(version)
}

pub(crate) fn is_ready(tool: &Tool) -> bool {
    folder(tool).is_some()
}

/// Builds a tool and puts it in its place.
pub(crate) fn install(paths: &Paths, progress: &Progress, tool: &Tool) -> Result<()> {
    let name = format!("{} {}", tool.krate, tool.version);
    let log = paths.logs().join(format!("{}.log", tool.krate));
    progress.step(&name, &log, |log| {
        let root = fresh_beside(&tool.place)?;
        let advice = format!(
            "see the log above; `cargo install {} --version {}` must succeed",
            tool.krate, tool.version
        );
        let locked = exec::run_logged(&mut cargo_install(paths, tool, &root, true), log, &advice);
        if let Err(error) = locked {
            if !is_version_missing(&error.to_string()) {
                return Err(error);
            }
            progress.note(&format!("         {name}: once more without its lock file"));
            exec::run_logged(&mut cargo_install(paths, tool, &root, false), log, &advice)?;
        }
        publish(&root, &tool.place)
    })
}

/// Whether cargo failed because the lock names a version that the registry, a mirror that is
/// behind, does not have. Any other failure is no reason to build something else than the lock
/// says.
fn is_version_missing(said: &str) -> bool {
    said.lines().any(|line| {
        let line = line.trim();
        line.contains("failed to select a version for the requirement")
            && line.contains("(locked to ")
    })
}

fn cargo_install(paths: &Paths, tool: &Tool, root: &Path, locked: bool) -> Command {
    let mut install = Command::new("cargo");
    install
        .args(["install", tool.krate, "--version", &tool.version])
        .args(tool.options)
        .args(locked.then_some("--locked"))
        .arg("--root")
        .arg(root)
        // Outside of the checkout, whose cargo settings are not meant for tools.
        .current_dir(&paths.cache)
        .env("CARGO_TARGET_DIR", build_folder(paths))
        // An unoptimised tool is ready minutes earlier, and each run of it is short.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    for krate in tool.hot {
        install.arg("--config");
        install.arg(format!("profile.release.package.{krate}.opt-level=1"));
    }
    install
}

/// Shared, because the tools have many dependencies in common.
fn build_folder(paths: &Paths) -> PathBuf {
    paths.cache.join("build")
}

/// Half-built tools are kept for the next try; once all is done they are only large.
pub(crate) fn drop_build_folder(paths: &Paths) {
    let _ = fs::remove_dir_all(build_folder(paths));
}

#[cfg(test)]
mod tests {
    use super::{is_version, is_version_missing};

    #[test]
    fn only_a_version_that_is_missing_sets_the_lock_aside() {
        let missing = "    Updating crates.io index\n\
            error: failed to compile `trunk v0.21.14`\n\nCaused by:\n  \
            failed to select a version for the requirement `itoa = \"^1\"` (locked to 1.0.999)\n  \
            candidate versions found which didn't match: 1.0.19, 1.0.18, ...\n  \
            location searched: crates.io index";
        assert!(is_version_missing(missing));
        for other in [
            "error: could not compile `itoa` (lib) due to 1 previous error",
            "error: checksum for `itoa v1.0.1` changed between lock files",
            "error: failed to download from `https://static.crates.io/crates/itoa`",
            "error: failed to select a version for the requirement `itoa = \"^9\"`",
            "error: failed to verify the checksum of `itoa v1.0.1`",
            "spurious network error (3 tries remaining): could not resolve host",
            "",
        ] {
            assert!(!is_version_missing(other), "{other}");
        }
    }

    #[test]
    fn the_whole_version_counts() {
        assert!(is_version("trunk 0.21.14", "0.21.14"));
        assert!(is_version("wasm-bindgen 0.2.130 (abcdef)", "0.2.130"));
        assert!(!is_version("trunk 0.21.14", "0.21.1"));
        assert!(!is_version("trunk 0.21.1", "0.21.14"));
        assert!(!is_version("", "0.21.14"));
    }
}
