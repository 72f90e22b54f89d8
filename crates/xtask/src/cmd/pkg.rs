//! `cargo xtask pkg`: the npm package, as a tarball.

use crate::args::{Args, Long, unexpected};
use crate::cmd::lint;
use crate::counts::Counts;
use crate::element;
use crate::error::{Error, Result};
use crate::exec;
use crate::licences;
use crate::paths::Paths;
use crate::setup::{self, PACKAGE, Part};
use crate::stages::{Stages, counted, node_tests};
use crate::wasm::{self, ANALYSIS, EVALUATOR, Env, Kind, Profile};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What building it needs.
pub(crate) const PARTS: &[Part] = &[
    Part::Toolchain,
    Part::Bindgen,
    Part::NodeTools,
    Part::PackageTools,
];

/// The wasm in the package: what it is called there, and the crate it is made of.
const MODULES: [(&str, &str); 3] = [
    ("evaluator", EVALUATOR),
    ("analysis", ANALYSIS),
    ("command", "vestibule-cli"),
];

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<ExitCode> {
    let mut test_too = false;
    while let Some(arg) = args.next()? {
        match arg {
            Long("test") => test_too = true,
            _ => return Err(unexpected(arg)),
        }
    }
    if !test_too {
        build(paths, &Env::ready(paths, PARTS)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut stages = Stages::default();
    stages.tests("npm package", || test(paths));
    Ok(lint::exit(stages.finish()))
}

/// Fills `pkg/dist` and makes the tarball from it, in `target/pkg`.
pub(crate) fn build(paths: &Paths, env: &Env) -> Result<()> {
    let made = paths.root.join("target/pkg-licences");
    std::fs::create_dir_all(&made).map_err(Error::because("make `target` writable"))?;
    licences::of_libraries(
        &paths.root,
        &made,
        &[EVALUATOR, ANALYSIS, "vestibule-cli", "vestibule-web"],
    )?;
    let mut node = env.command("node");
    node.arg(paths.root.join(PACKAGE).join("build.mjs"))
        .arg(tarballs(paths))
        .arg(made.join(licences::FILE))
        .current_dir(&paths.root);
    for (name, library) in MODULES {
        let mut told = OsString::from(format!("{name}="));
        told.push(wasm::build(paths, env, library, Kind::Web)?);
        node.arg(told);
    }
    let mut told = OsString::from("example=");
    told.push(element::build(paths, env, Profile::Release)?);
    node.arg(told);
    exec::run(&mut node, "see what Node.js says above")
}

/// Where the tarball is.
pub(crate) fn tarballs(paths: &Paths) -> PathBuf {
    paths.root.join("target/pkg")
}

/// Builds the package and runs its tests, which install the tarball.
pub(crate) fn test(paths: &Paths) -> Result<(Counts, bool)> {
    let env = Env::ready(paths, setup::ALL)?;
    build(paths, &env)?;
    // They compare with the native command.
    let mut native = Command::new("cargo");
    native.args(["build", "--package", "vestibule-cli"]);
    exec::run(
        native.current_dir(&paths.root),
        "mend `vestibule-cli` until it builds",
    )?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| paths.root.join("target"));
    let mut node = node_tests(paths, &env, "pkg/test")?;
    node.env("VESTIBULE_TARBALLS", tarballs(paths))
        .env("VESTIBULE_COMMAND", target.join("debug/vestibule"));
    counted(&mut node)
}
