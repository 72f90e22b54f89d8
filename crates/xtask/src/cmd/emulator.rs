//! The real AWS CLI and boto3 against `vestibule emulate`.

use crate::counts::Counts;
use crate::error::Result;
use crate::exec;
use crate::paths::Paths;
use crate::setup::python;
use crate::stages::counted;
use crate::system::PYTHON;
use std::path::PathBuf;
use std::process::Command;

/// The tests, and the versions of what they run.
const FOLDER: &str = "tests/emulator";

pub(crate) fn test(paths: &Paths) -> Result<(Counts, bool)> {
    let packages = python::ensure(paths, FOLDER)?;
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
        .arg(format!("{FOLDER}/run.py"))
        .env("PYTHONPATH", packages)
        .env("VESTIBULE", target.join("debug/vestibule"))
        .current_dir(&paths.root);
    counted(&mut tests)
}
