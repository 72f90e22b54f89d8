//! `cargo xtask test`: everything that must hold before a change is taken.

use crate::args::{Args, Long, unexpected};
use crate::cmd::{build, lint};
use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::members;
use crate::paths::Paths;
use crate::setup::{self, BROWSER_TOOLS};
use crate::stages::{Stages, counted};
use crate::wasm::{DEV, Env};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<ExitCode> {
    let mut native_only = false;
    while let Some(arg) = args.next()? {
        match arg {
            Long("native") => native_only = true,
            _ => return Err(unexpected(arg)),
        }
    }
    let mut stages = Stages::default();
    lint::native(paths, &mut stages);
    stages.tests("native tests", || native(paths));
    if !native_only {
        lint::wasm(paths, &mut stages);
        stages.tests("wasm tests in Chromium", || wasm(paths));
        stages.tests("page in Chromium", || page(paths));
    }
    Ok(lint::exit(stages.finish()))
}

fn native(paths: &Paths) -> Result<(Counts, bool)> {
    let mut tests = Command::new("cargo");
    tests.args(["test", "--workspace", "--no-fail-fast"]);
    counted(tests.current_dir(&paths.root))
}

fn wasm(paths: &Paths) -> Result<(Counts, bool)> {
    let env = Env::ready(paths, setup::ALL)?;
    let (mut sum, mut good) = (Counts::default(), true);
    for member in members::all(&paths.root)? {
        let Some(selection) = member.wasm_tests() else {
            continue;
        };
        let mut tests = env.cargo("test");
        tests
            .args(["--no-fail-fast", "--package", &member.name])
            .args(DEV)
            .args(selection)
            .current_dir(&paths.root);
        let (counts, success) = counted(&mut tests)?;
        sum += counts;
        good &= success;
    }
    Ok((sum, good))
}

fn page(paths: &Paths) -> Result<(Counts, bool)> {
    let env = Env::ready(paths, setup::ALL)?;
    build::page(paths, &env)?;
    let mut node = env.command("node");
    node.args(["--test", "--test-reporter=spec", "--test-timeout=300000"])
        .args(page_tests(paths)?)
        .env("VESTIBULE_DIST", paths.root.join("dist"))
        .env_remove("FORCE_COLOR")
        .env("NO_COLOR", "1")
        .current_dir(&paths.root);
    counted(&mut node)
}

/// By name, because the oldest Node.js we accept knows no patterns here.
fn page_tests(paths: &Paths) -> Result<Vec<PathBuf>> {
    let mut tests: Vec<PathBuf> = std::fs::read_dir(paths.root.join(BROWSER_TOOLS))
        .map_err(Error::because(format!("cannot read `{BROWSER_TOOLS}`")))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    Ok(tests)
}
