//! `cargo xtask fmt` and `cargo xtask lint`.

use crate::args::Args;
use crate::cmd::workflows;
use crate::error::{Error, Result};
use crate::exec::{self, Bounded, Log};
use crate::members;
use crate::paths::Paths;
use crate::setup::{self, Part, tools};
use crate::stages::Stages;
use crate::system;
use crate::wasm::{DEV, Env};
use std::process::{Command, ExitCode};
use std::time::Duration;

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
    dependencies(paths, &mut stages);
    workflows::lint(paths, &mut stages);
    stages.check("advisories", || advisories(paths));
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

/// What deny.toml says of the dependencies, as far as it takes no network.
pub(crate) fn dependencies(paths: &Paths, stages: &mut Stages) {
    stages.check("licences, bans, sources", || {
        // cargo-deny reads the dependencies of all platforms, and builds fetch those of one.
        let mut fetch = Command::new("cargo");
        fetch
            .args(["fetch", "--locked", "--quiet"])
            .current_dir(&paths.root);
        exec::run(&mut fetch, "connect to crates.io once, and run it again")?;
        let mut deny = deny(paths)?;
        deny.args(["--offline", "check", "licenses", "bans", "sources"]);
        exec::run(
            &mut deny,
            "leave out what cargo-deny names, or say why in deny.toml",
        )
    });
}

/// So long is waited for the database of advisories.
const PATIENCE: Duration = Duration::from_secs(60);

/// What cargo-deny says when there is no way to the database.
const OUT_OF_REACH: &str = "failed to fetch advisory database";

/// Known faults of the dependencies, where their database can be reached: not in `test`, whose
/// result is to be the same tomorrow.
fn advisories(paths: &Paths) -> Result<()> {
    let nothing = system::nothing().map_err(Error::because("cannot open what is empty"))?;
    let log = Log::new(&paths.logs().join("advisories.log"), &nothing)?;
    let mut deny = deny(paths)?;
    deny.args(["check", "advisories"]);
    let end = exec::run_bounded(&mut deny, &log, PATIENCE)?;
    let said = std::fs::read_to_string(log.path()).unwrap_or_default();
    match end {
        Bounded::Succeeded => Ok(()),
        Bounded::Failed if !said.contains(OUT_OF_REACH) => {
            Err(Error::new("update what has an advisory").detail(said))
        }
        Bounded::Failed | Bounded::TimedOut => {
            println!("not checked: their database cannot be reached from here");
            Ok(())
        }
    }
}

fn deny(paths: &Paths) -> Result<Command> {
    setup::ensure(paths, &[Part::Deny])?;
    let bin =
        tools::folder(&tools::deny(paths)).ok_or_else(|| Error::new("run `cargo xtask setup`"))?;
    let mut deny = Command::new(bin.join("cargo-deny"));
    deny.current_dir(&paths.root);
    Ok(deny)
}

/// Formatting and every lint with the active toolchain. The crates for the browser compile
/// natively too.
pub(crate) fn native(paths: &Paths, stages: &mut Stages) {
    format(paths, stages);
    clippy(paths, stages, &["--workspace".to_owned()]);
}

pub(crate) fn format(paths: &Paths, stages: &mut Stages) {
    stages.check("format", || {
        let mut fmt = Command::new("cargo");
        fmt.args(["fmt", "--all", "--check"])
            .current_dir(&paths.root);
        exec::run(&mut fmt, "run `cargo xtask fmt`")
    });
}

/// clippy on the packages that `selection` names to cargo.
pub(crate) fn clippy(paths: &Paths, stages: &mut Stages, selection: &[String]) {
    stages.check("clippy", || {
        let mut clippy = Command::new("cargo");
        clippy
            .args(["clippy", "--all-targets", "--keep-going"])
            .args(selection)
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
