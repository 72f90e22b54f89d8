//! Debian's packages.

use crate::error::{Error, Result};
use crate::exec;
use crate::paths::{Paths, on_path};
use crate::progress::Progress;
use std::process::Command;

/// Another apt, such as the daily one, may be at work: that is worth two minutes.
const WAIT: [&str; 2] = ["-o", "DPkg::Lock::Timeout=120"];

/// Whether packages can be had from Debian at all.
pub(crate) fn is_available() -> bool {
    on_path(&["apt-get"]).is_some()
}

pub(crate) fn is_root() -> bool {
    exec::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Brings the package lists up to date, so that names and versions are those of today.
pub(crate) fn update(paths: &Paths, progress: &Progress) -> Result<()> {
    if !is_available() || !is_root() {
        return Ok(());
    }
    let log = paths.logs().join("apt-update.log");
    progress.step("Debian's package lists", &log, |log| {
        let mut update = Command::new("apt-get");
        update.args(["update", "--quiet"]).args(WAIT);
        exec::run_logged(
            &mut update,
            log,
            "mend the package sources until `apt-get update` succeeds",
        )
    })
}

/// The installed version of a package.
pub(crate) fn installed(package: &str) -> Option<String> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status} ${Version}"]);
    let answer = exec::output(query.arg(package))?;
    answer.strip_prefix("installed ").map(str::to_owned)
}

/// The package names that match a regular expression.
pub(crate) fn search(pattern: &str) -> Vec<String> {
    let mut search = Command::new("apt-cache");
    search.args(["search", "--names-only", pattern]);
    exec::output(&mut search)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// Installs packages, or says how to.
pub(crate) fn install(paths: &Paths, progress: &Progress, packages: &[String]) -> Result<()> {
    let packages: Vec<&String> = packages
        .iter()
        .filter(|package| installed(package).is_none())
        .collect();
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages
        .iter()
        .map(|name| name.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if !is_available() {
        return Err(Error::new(format!(
            "install what Debian calls {names}, then run this again"
        )));
    }
    if !is_root() {
        return Err(Error::new(format!(
            "run `sudo apt-get install --no-install-recommends {names}`, then this again"
        )));
    }
    let log = paths.logs().join("apt-install.log");
    progress.step(&format!("Debian packages {names}"), &log, |log| {
        let mut install = Command::new("apt-get");
        install
            .env("DEBIAN_FRONTEND", "noninteractive")
            // Never at the price of a package that is there, such as Debian's own rustup.
            .args(["install", "--yes", "--no-remove", "--no-install-recommends"])
            .args(WAIT)
            .args(&packages);
        exec::run_logged(
            &mut install,
            log,
            &format!("mend the packages until `apt-get install --no-remove {names}` succeeds"),
        )
    })
}
