//! `cargo xtask test`: everything that must hold before a change is taken.

use crate::args::{Args, Long, unexpected};
use crate::changed;
use crate::cmd::{build, emulator, lint, managed, pkg, workflows};
use crate::counts::Counts;
use crate::element;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::paths::Paths;
use crate::setup::{self, BROWSER_TOOLS};
use crate::stages::{Stages, counted};
use crate::wasm::{DEV, Env, Profile};
use std::process::{Command, ExitCode};

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<ExitCode> {
    let (mut native_only, mut quick, mut since) = (false, false, None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("native") => native_only = true,
            Long("quick") => quick = true,
            Long("since") => since = Some(args.text()?),
            _ => return Err(unexpected(arg)),
        }
    }
    if quick {
        return self::quick(paths, since.as_deref());
    }
    if since.is_some() {
        return Err(Error::new(
            "say `--quick` with `--since`: without it everything is tested",
        ));
    }
    let mut stages = Stages::default();
    lint::native(paths, &mut stages);
    lint::dependencies(paths, &mut stages);
    workflows::lint(paths, &mut stages);
    stages.tests("native tests", || native(paths));
    stages.tests("policies that AWS manages", || managed::test(paths));
    stages.tests("AWS CLI and boto3 against the emulator", || {
        emulator::test(paths)
    });
    stages.tests("AWS CLI in the script of vestibule collect", || {
        emulator::collect(paths)
    });
    if !native_only {
        lint::wasm(paths, &mut stages);
        stages.tests("wasm tests in Chromium", || wasm(paths));
        stages.tests("page in Chromium", || page(paths));
        stages.tests("npm package", || pkg::test(paths));
    }
    Ok(lint::exit(stages.finish()))
}

/// What is changed, natively: its lints, its tests, and the tests of all that depends on it.
fn quick(paths: &Paths, since: Option<&str>) -> Result<ExitCode> {
    let members = members::all(&paths.root)?;
    let files = changed::files(&paths.root, since)?;
    let changed = changed::packages(&paths.root, &members, &files);
    if changed.is_empty() {
        println!("no package has changed");
        return Ok(ExitCode::SUCCESS);
    }
    let concerned = changed::with_dependents(&members, &changed);
    let mut stages = Stages::default();
    lint::format(paths, &mut stages);
    lint::clippy(paths, &mut stages, &selected(&changed));
    stages.tests("native tests", || {
        let mut tests = Command::new("cargo");
        tests.args(["test", "--no-fail-fast"]);
        counted(tests.args(selected(&concerned)).current_dir(&paths.root))
    });
    Ok(lint::exit(stages.finish()))
}

fn selected(members: &[&Member]) -> Vec<String> {
    let options = |member: &&Member| ["--package".to_owned(), member.name.clone()];
    members.iter().flat_map(options).collect()
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
    let mut node = env.command("node");
    node.arg(paths.root.join(BROWSER_TOOLS).join("run.mjs"))
        .env_remove("FORCE_COLOR")
        .env("NO_COLOR", "1")
        .current_dir(&paths.root)
        .env("VESTIBULE_DIST", paths.root.join("dist"))
        .env("VESTIBULE_DEMO", demo);
    counted(&mut node)
}
