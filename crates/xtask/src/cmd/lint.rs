//! `cargo xtask fmt` and `cargo xtask lint`.

use crate::args::Args;
use crate::error::Result;
use crate::exec;
use crate::members;
use crate::paths::Paths;
use crate::setup;
use crate::stages::Stages;
use crate::wasm::{DEV, Env};
use std::process::{Command, ExitCode};

const DENY: [&str; 3] = ["--", "--deny", "warnings"];

pub(crate) fn fmt(paths: &Paths, args: Args) -> Result<()> {
    args.end()?;
    let mut fmt = Command::new("cargo");
    fmt.args(["fmt", "--all"]).current_dir(&paths.root);
    exec::run(&mut fmt, "mend what rustfmt cannot read")
}

pub(crate) fn run(paths: &Paths, args: Args) -> Result<ExitCode> {
    args.end()?;
    let mut stages = Stages::default();
    native(paths, &mut stages);
    wasm(paths, &mut stages);
    Ok(exit(stages.finish_checks()))
}

/// The status of a run whose stages were all well, or not.
pub(crate) fn exit(well: bool) -> ExitCode {
    if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Formatting and every lint with the active toolchain. The crates for the browser compile
/// natively too.
pub(crate) fn native(paths: &Paths, stages: &mut Stages) {
    stages.check("format", || {
        let mut fmt = Command::new("cargo");
        fmt.args(["fmt", "--all", "--check"])
            .current_dir(&paths.root);
        exec::run(&mut fmt, "run `cargo xtask fmt`")
    });
    stages.check("clippy", || {
        let mut clippy = Command::new("cargo");
        clippy
            .args(["clippy", "--workspace", "--all-targets", "--keep-going"])
            .args(DENY)
            .current_dir(&paths.root);
        exec::run(&mut clippy, "mend what clippy says above")
    });
}

/// The lints once more for what only exists on wasm32.
pub(crate) fn wasm(paths: &Paths, stages: &mut Stages) {
    stages.check("clippy for wasm32", || {
        let env = Env::ready(paths, setup::WASM)?;
        let mut clippy = env.cargo("clippy");
        clippy
            .args(["--no-deps", "--all-targets", "--keep-going"])
            .args(DEV)
            .current_dir(&paths.root);
        for member in members::all(&paths.root)? {
            if member.is_for_wasm() {
                clippy.args(["--package", &member.name]);
            }
        }
        // The fallback's clippy is of another version than the one that decides natively, and
        // moves with Debian's updates: what it adds is shown, not forbidden.
        if !env.is_overlay() {
            clippy.args(DENY);
        }
        exec::run(&mut clippy, "mend what clippy says above")
    });
}
