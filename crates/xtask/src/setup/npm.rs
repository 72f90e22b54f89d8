//! npm packages of a folder of the checkout, kept in the cache and linked into place.

use super::{Error, Paths, Progress, Result, digest, fresh_beside, publish};
use crate::paths::program;
use crate::{exec, system};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node.js whose test runner knows the options that the tests are run with.
const NODE: (u32, u32) = (20, 11);

/// The packages that are not whole before their own install script has run: that of Bun puts its
/// program in place. No other package runs code of its own when it is installed.
const SCRIPTS: [(&str, &str); 1] = [(super::PACKAGE, "bun")];

/// Whether the packages are installed and linked.
pub(crate) fn is_ready(paths: &Paths, folder: &str) -> Result<bool> {
    let modules = place(paths, folder)?.join("node_modules");
    let link = paths.root.join(folder).join("node_modules");
    Ok(fs::read_link(&link).is_ok_and(|to| to == modules) && is_whole(&modules))
}

/// npm empties the folder behind the link when somebody runs `npm ci` by hand.
fn is_whole(modules: &Path) -> bool {
    modules.join(".package-lock.json").is_file()
}

/// Where the packages of `folder` are, by their lock file.
pub(crate) fn place(paths: &Paths, folder: &str) -> Result<PathBuf> {
    let lock = paths.root.join(folder).join("package-lock.json");
    let text = fs::read(&lock).map_err(Error::because(format!(
        "restore `{}` from the repository",
        lock.display()
    )))?;
    let name = folder.replace('/', "-");
    Ok(paths.cache.join(format!("npm/{name}-{}", digest(&text))))
}

/// The packages of one folder, for a command that alone needs them.
pub(crate) fn ensure(paths: &Paths, folder: &str) -> Result<()> {
    if is_ready(paths, folder)? {
        return Ok(());
    }
    let lock = super::lock(&paths.cache)?;
    install(paths, &Progress::start(lock), folder)
}

/// Installs exactly what the lock file says.
pub(crate) fn install(paths: &Paths, progress: &Progress, folder: &str) -> Result<()> {
    let log = paths.logs().join("npm.log");
    progress.step(&format!("npm packages of {folder}"), &log, |log| {
        check_node()?;
        let place = place(paths, folder)?;
        if !is_whole(&place.join("node_modules")) {
            let temporary = fresh_beside(&place)?;
            for file in ["package.json", "package-lock.json"] {
                let from = paths.root.join(folder).join(file);
                fs::copy(&from, temporary.join(file)).map_err(Error::because(format!(
                    "restore `{}` from the repository",
                    from.display()
                )))?;
            }
            for args in commands(folder) {
                let mut npm = Command::new(program("npm"));
                npm.args(&args).current_dir(&temporary);
                let advice = format!(
                    "mend npm until `npm {}` succeeds in {folder}",
                    args.join(" ")
                );
                exec::run_logged(&mut npm, log, &advice)?;
            }
            publish(&temporary, &place)?;
        }
        let link = paths.root.join(folder).join("node_modules");
        relink(&place.join("node_modules"), &link)
            .map_err(Error::because(format!("remove `{}`", link.display())))
    })
}

/// What npm is told to install the packages of a folder.
fn commands(folder: &str) -> Vec<Vec<&'static str>> {
    let mut commands = vec![vec!["ci", "--ignore-scripts", "--no-audit", "--no-fund"]];
    for (of, package) in SCRIPTS {
        if of == folder {
            // Also where the user's settings forbid scripts.
            commands.push(vec!["rebuild", "--ignore-scripts=false", package]);
        }
    }
    commands
}

fn relink(to: &Path, link: &Path) -> std::io::Result<()> {
    system::remove(link)?;
    system::link(to, link)
}

fn check_node() -> Result<()> {
    let version = exec::output(Command::new("node").arg("--version")).unwrap_or_default();
    let has_npm = exec::output(Command::new(program("npm")).arg("--version")).is_some();
    if has_npm && number(&version).is_some_and(|number| number >= NODE) {
        return Ok(());
    }
    Err(Error::new(format!(
        "install Node.js {}.{} or newer with npm, then run this again",
        NODE.0, NODE.1
    )))
}

fn number(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{NODE, commands, number, relink};
    use crate::setup::{BROWSER_TOOLS, PACKAGE};

    #[test]
    fn scripts_of_packages_run_only_where_they_must() {
        for folder in [
            BROWSER_TOOLS,
            PACKAGE,
            "web/editor",
            "tests/bench",
            "tests/managed",
        ] {
            let commands = commands(folder);
            assert!(commands[0].contains(&"--ignore-scripts"), "{folder}");
            let allowed: Vec<&str> = commands[1..].iter().map(|args| args[2]).collect();
            let expected: &[&str] = if folder == PACKAGE { &["bun"] } else { &[] };
            assert_eq!(allowed, expected, "{folder}");
        }
    }

    #[test]
    fn node_versions() {
        assert_eq!(number("v20.9.2"), Some((20, 9)));
        assert!(number("v20.9.2") < Some(NODE) && number("v100.0.0") > Some(NODE));
        assert_eq!(number(""), None);
    }

    #[test]
    fn a_folder_gives_way_to_the_link() {
        let base = std::env::temp_dir().join(format!("vestibule-npm-{}", std::process::id()));
        std::fs::create_dir_all(base.join("old/inside")).unwrap();
        std::fs::create_dir_all(base.join("new")).unwrap();
        relink(&base.join("new"), &base.join("old")).unwrap();
        relink(&base.join("new"), &base.join("old")).unwrap();
        let to = std::fs::read_link(base.join("old")).unwrap();
        let kept = base.join("new").is_dir();
        std::fs::remove_dir_all(&base).unwrap();
        assert_eq!((to, kept), (base.join("new"), true));
    }
}
