//! `cargo xtask test`: everything that must hold before a change is taken.

use crate::args::{Args, Long, unexpected};
use crate::cmd::{build, lint, pkg};
use crate::counts::Counts;
use crate::element;
use crate::error::Result;
use crate::members;
use crate::paths::Paths;
use crate::setup::{self, BROWSER_TOOLS};
use crate::stages::{Stages, counted, node_tests};
use crate::wasm::{DEV, Env, Profile};
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
        stages.tests("npm package", || pkg::test(paths));
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
    let demo = element::demo(paths, &env, Profile::Release)?;
    let mut node = node_tests(paths, &env, BROWSER_TOOLS)?;
    node.env("VESTIBULE_DIST", paths.root.join("dist"))
        .env("VESTIBULE_DEMO", demo);
    counted(&mut node)
}
