//! Python packages of a folder of the checkout, kept in the cache.

use super::{Error, Paths, Progress, Result, debian, digest, fresh_beside, publish};
use crate::exec;
use crate::system::PYTHON;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What Debian calls Python with pip.
const DEBIAN: [&str; 2] = ["python3", "python3-pip"];

/// The oldest Python for which all packages come ready made.
const OLDEST: (u32, u32) = (3, 9);

/// The packages that `requirements.txt` in a folder names, in a folder for PYTHONPATH.
pub(crate) fn ensure(paths: &Paths, folder: &str) -> Result<PathBuf> {
    let list = paths.root.join(folder).join("requirements.txt");
    let text = fs::read(&list).map_err(Error::because(format!(
        "restore `{}` from the repository",
        list.display()
    )))?;
    let name = folder.replace('/', "-");
    let place = paths.cache.join(format!("python/{name}-{}", digest(&text)));
    // It is put there when all of it is complete.
    if place.is_dir() {
        return Ok(place);
    }
    let lock = super::lock(&paths.cache)?;
    let progress = Progress::start(lock);
    if !has_python() {
        // What is not Debian, or not root's, is told what to install.
        debian::update(paths, &progress)?;
        debian::install(paths, &progress, &DEBIAN.map(str::to_owned))?;
    }
    let log = paths.logs().join("pip.log");
    progress.step(&format!("Python packages of {folder}"), &log, |log| {
        check_python()?;
        let temporary = fresh_beside(&place)?;
        let mut pip = Command::new(PYTHON);
        pip.args([
            "-m",
            "pip",
            "install",
            "--no-input",
            "--disable-pip-version-check",
        ])
        // Nothing is compiled, and no package runs code of its own.
        .args(["--only-binary", ":all:"])
        .arg("--target")
        .arg(&temporary)
        .arg("--requirement")
        .arg(&list);
        let advice = format!("mend pip until it installs what `{}` names", list.display());
        exec::run_logged(&mut pip, log, &advice)?;
        publish(&temporary, &place)
    })?;
    Ok(place)
}

/// A program that came with the packages.
pub(crate) fn program(packages: &Path, name: &str) -> PathBuf {
    packages
        .join(if cfg!(windows) { "Scripts" } else { "bin" })
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Whether there is a Python that is new enough, with pip.
fn has_python() -> bool {
    let version = exec::output(Command::new(PYTHON).arg("--version")).unwrap_or_default();
    let has_pip = exec::output(Command::new(PYTHON).args(["-m", "pip", "--version"])).is_some();
    has_pip && number(&version).is_some_and(|number| number >= OLDEST)
}

fn check_python() -> Result<()> {
    if has_python() {
        return Ok(());
    }
    Err(Error::new(format!(
        "install Python {}.{} or newer with pip, then run this again",
        OLDEST.0, OLDEST.1
    )))
}

fn number(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim().strip_prefix("Python ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{OLDEST, number};

    #[test]
    fn python_versions() {
        assert_eq!(number("Python 3.11.7\n"), Some((3, 11)));
        assert!(number("Python 3.8.1") < Some(OLDEST) && number("Python 3.10.0") > Some(OLDEST));
        assert_eq!(number("python: not found"), None);
    }
}
