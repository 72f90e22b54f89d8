//! `cargo xtask bench --analysis`: answers about all sign-ins, natively and as wasm, beside other
//! tools.

use crate::error::Result;
use crate::exec;
use crate::paths::Paths;
use crate::setup::{self, python};
use crate::system::PYTHON;
use crate::wasm::{self, Env, Kind};
use std::path::Path;
use std::process::Command;

/// Has the requirements of `smt.py`, which asks z3 what the native benchmark asks.
const PEERS: &str = "tests/bench/analysis";

pub(crate) fn run(paths: &Paths) -> Result<()> {
    // Where the questions, what is right, and the figures of each tool are left.
    let folder = paths.root.join("target/bench-analysis");
    let packages = python::ensure(paths, PEERS)?;
    native(paths, "--out", &folder)?;
    println!("\nasking z3");
    let mut z3 = Command::new(PYTHON);
    z3.arg(format!("{PEERS}/smt.py"))
        .arg(&folder)
        .env("PYTHONPATH", packages)
        .current_dir(&paths.root);
    exec::run(&mut z3, "see what Python says above")?;
    println!("\ntiming the wasm in Node.js and in Chromium");
    let env = Env::ready(paths, &[setup::WASM, setup::BROWSER].concat())?;
    let package = wasm::build(paths, &env, wasm::ANALYSIS, Kind::Web)?;
    let mut node = env.command("node");
    node.arg(format!("{PEERS}/wasm.mjs"))
        .arg(&folder)
        .env("VESTIBULE_ANALYSIS_PKG", package)
        .current_dir(&paths.root);
    exec::run(&mut node, "see what Node.js says above")?;
    native(paths, "--table", &folder)
}

fn native(paths: &Paths, option: &str, folder: &Path) -> Result<()> {
    let mut bench = Command::new("cargo");
    bench
        .args([
            "bench",
            "--package",
            "vestibule-answers",
            "--bench",
            "analysis",
        ])
        .args(["--", option])
        .arg(folder)
        .current_dir(&paths.root);
    exec::run(
        &mut bench,
        "mend the benchmark until `cargo bench` succeeds",
    )
}
