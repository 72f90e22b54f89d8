//! `cargo xtask bench`: the native benchmarks, then the same work beside other evaluators; or the
//! page in Chromium, or answers about all sign-ins.

use crate::args::{Args, Long, Value, unexpected};
use crate::cmd::{bench_analysis, build, managed};
use crate::error::{Error, Result};
use crate::exec;
use crate::members;
use crate::paths::Paths;
use crate::setup::{self, npm};
use crate::wasm::{self, Env, Kind};
use std::ffi::OsString;
use std::process::Command;

/// Has a package.json of its own and `peers.mjs`, which finds the evaluator in the folder that
/// VESTIBULE_WASM_PKG names and puts the package's module beside it, made with the package's tools.
const PEERS: &str = "tests/bench";

/// Drives the built page.
const PAGE: &str = "tests/browser/bench.mjs";

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<()> {
    let (mut native_only, mut page_only, mut analysis_only) = (false, false, false);
    let mut criterion = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Long("native") => native_only = true,
            Long("page") => page_only = true,
            Long("analysis") => analysis_only = true,
            Value(word) => criterion.push(word),
            _ => return Err(unexpected(arg)),
        }
    }
    if page_only {
        return page(paths);
    }
    if analysis_only {
        return bench_analysis::run(paths);
    }
    native(paths, &criterion)?;
    managed::bench(paths)?;
    if native_only {
        return Ok(());
    }
    let tools = [setup::Part::NodeTools, setup::Part::PackageTools];
    let env = Env::ready(paths, &[setup::WASM, &tools].concat())?;
    npm::ensure(paths, PEERS)?;
    let package = wasm::build(paths, &env, wasm::EVALUATOR, Kind::Web)?;
    let mut peers = env.command("node");
    peers
        .arg(format!("{PEERS}/peers.mjs"))
        .env("VESTIBULE_WASM_PKG", package)
        .current_dir(&paths.root);
    // It also reads what criterion left, which is in the native folder.
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => peers.env("CARGO_TARGET_DIR", folder),
        None => peers.env_remove("CARGO_TARGET_DIR"),
    };
    exec::run(&mut peers, "see what Node.js says above")
}

fn page(paths: &Paths) -> Result<()> {
    let env = Env::ready(paths, setup::ALL)?;
    build::page(paths, &env)?;
    let mut node = env.command("node");
    node.arg(PAGE)
        .env("VESTIBULE_DIST", paths.root.join("dist"))
        .current_dir(&paths.root);
    exec::run(&mut node, "see what Node.js says above")
}

fn native(paths: &Paths, criterion: &[OsString]) -> Result<()> {
    let members = members::all(&paths.root)?;
    let mut bench = Command::new("cargo");
    // Only the benchmarks: libtest, which runs in their place in a library, knows none of
    // criterion's options.
    bench
        .args(["bench", "--bench", "*"])
        .current_dir(&paths.root);
    let mut any = false;
    for member in members.iter().filter(|member| member.has_benches()) {
        bench.args(["--package", &member.name]);
        any = true;
    }
    if !any {
        return Err(Error::new(
            "declare a `[[bench]]` in some crate: there is none",
        ));
    }
    if !criterion.is_empty() {
        bench.arg("--").args(criterion);
    }
    exec::run(
        &mut bench,
        "mend the benchmarks until `cargo bench` succeeds",
    )
}
