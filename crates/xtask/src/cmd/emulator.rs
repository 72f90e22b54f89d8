//! The real AWS CLI and boto3 against `vestibule emulate`, and the AWS CLI in the script of
//! `vestibule collect`.

use crate::counts::Counts;
use crate::error::Result;
use crate::exec;
use crate::paths::Paths;
use crate::setup::python;
use crate::stages::counted;
use crate::system::PYTHON;
use std::path::PathBuf;
use std::process::Command;

/// The tests of `vestibule emulate`, and the versions of what they run.
const EMULATOR: &str = "tests/emulator";
/// Those of `vestibule collect`.
const COLLECT: &str = "tests/collect";

pub(crate) fn test(paths: &Paths) -> Result<(Counts, bool)> {
    tests_in(paths, EMULATOR)
}

pub(crate) fn collect(paths: &Paths) -> Result<(Counts, bool)> {
    tests_in(paths, COLLECT)
}

fn tests_in(paths: &Paths, folder: &str) -> Result<(Counts, bool)> {
    let packages = python::ensure(paths, folder)?;
    let mut build = Command::new("cargo");
    build
        .args(["build", "--quiet", "--package", "vestibule-cli"])
        .current_dir(&paths.root);
    exec::run(&mut build, "mend the command until `cargo build` succeeds")?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = paths.root.join(target.unwrap_or_else(|| "target".into()));
    let mut tests = Command::new(PYTHON);
    tests
        // Or it keeps what it has compiled beside our sources.
        .arg("-B")
        .arg(format!("{folder}/run.py"))
        .env("PYTHONPATH", packages)
        .env("VESTIBULE", target.join("debug/vestibule"))
        .current_dir(&paths.root);
    counted(&mut tests)
}
