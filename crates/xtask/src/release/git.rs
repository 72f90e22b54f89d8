//! What git says of the checkout: what is not committed, and the tags of earlier versions.

use super::none;
use crate::error::{Error, Result};
use crate::exec;
use std::fs;
use std::path::Path;
use std::process::Command;

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    git
}

fn ask(root: &Path, args: &[&str]) -> Result<String> {
    let advice = format!("mend git until `git {}` succeeds", args.join(" "));
    exec::output(git(root).args(args)).ok_or_else(|| Error::new(advice))
}

/// The tag of a version.
pub(crate) fn tag(version: &str) -> String {
    format!("v{version}")
}

/// Fails when something is not committed.
pub(crate) fn check_clean(root: &Path) -> Result<()> {
    let changed = ask(root, &["status", "--porcelain"])?;
    let changed: Vec<String> = changed.lines().map(str::to_owned).collect();
    none(&changed, "commit what git lists above, or take it back")
}

/// Fails when a version has its tag on another commit than this one.
pub(crate) fn check_tag(root: &Path, version: &str) -> Result<()> {
    let tag = tag(version);
    if ask(root, &["tag", "--list", &tag])?.is_empty() {
        return Ok(());
    }
    let tagged = ask(root, &["rev-parse", &format!("{tag}^{{commit}}")])?;
    if tagged == ask(root, &["rev-parse", "HEAD"])? {
        return Ok(());
    }
    Err(Error::new(format!(
        "raise the version: {tag} is there, on another commit"
    )))
}

/// The tag of the last version before `version` on the way to this commit.
pub(crate) fn last_tag(root: &Path, version: &str) -> Result<Option<String>> {
    let own = tag(version);
    let listed = ask(
        root,
        &[
            "tag",
            "--list",
            "v*",
            "--merged",
            "HEAD",
            "--sort=-version:refname",
        ],
    )?;
    Ok(listed.lines().find(|tag| *tag != own).map(str::to_owned))
}

/// The second at which this commit was made.
pub(crate) fn commit_time(root: &Path) -> Result<u64> {
    let time = ask(root, &["log", "-1", "--format=%ct"])?;
    time.parse()
        .map_err(Error::because("see what `git log` says"))
}

/// Lays the files of a tag into `folder`, which is emptied before.
pub(crate) fn lay(root: &Path, tag: &str, folder: &Path) -> Result<()> {
    let advice = format!("make `{}` writable", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::because(advice))?;
    }
    let mut clone = Command::new("git");
    clone
        .args(["clone", "--quiet", "--shared", "--branch", tag])
        .args(["--config", "advice.detachedHead=false"])
        .arg(root)
        .arg(folder);
    exec::run(&mut clone, "see what git says above")
}

#[cfg(test)]
mod tests {
    use super::{check_clean, check_tag, commit_time, last_tag, lay};
    use crate::exec;
    use crate::release::Folder;
    use std::process::Command;

    fn git(folder: &Folder, args: &[&str]) {
        let mut git = Command::new("git");
        git.arg("-C").arg(&folder.0);
        // Whatever the user has set.
        git.args(["-c", "user.name=x", "-c", "user.email=x@example.com"]);
        git.args(["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]);
        assert!(exec::output(git.args(args)).is_some(), "git {args:?}");
    }

    fn commit(folder: &Folder, text: &str) {
        folder.write("file", text);
        git(folder, &["add", "."]);
        git(folder, &["commit", "--quiet", "--message", text]);
    }

    #[test]
    fn a_release_is_of_what_is_committed_and_not_yet_tagged() {
        let folder = Folder::new("git", &[("file", "one")]);
        git(&folder, &["init", "--quiet"]);
        commit(&folder, "one");
        let root = &folder.0;
        check_clean(root).unwrap();
        check_tag(root, "1.0.0").unwrap();
        assert_eq!(last_tag(root, "1.0.0").unwrap(), None);
        assert!(commit_time(root).unwrap() > 1_600_000_000);

        git(&folder, &["tag", "v1.0.0"]);
        check_tag(root, "1.0.0").unwrap();
        assert_eq!(last_tag(root, "1.0.0").unwrap(), None);

        folder.write("file", "two");
        folder.write("new", "");
        let error = check_clean(root).unwrap_err().to_string();
        assert!(error.contains("file") && error.contains("new"), "{error}");

        commit(&folder, "two");
        let error = check_tag(root, "1.0.0").unwrap_err().to_string();
        assert!(error.contains("raise the version"), "{error}");
        assert_eq!(last_tag(root, "1.1.0").unwrap().as_deref(), Some("v1.0.0"));
        // By numbers, not by letters.
        git(&folder, &["tag", "v1.9.0"]);
        git(&folder, &["tag", "v1.10.0"]);
        assert_eq!(last_tag(root, "2.0.0").unwrap().as_deref(), Some("v1.10.0"));

        let before = folder.0.with_extension("before");
        lay(root, "v1.0.0", &before).unwrap();
        lay(root, "v1.0.0", &before).unwrap();
        let text = std::fs::read_to_string(before.join("file")).unwrap();
        std::fs::remove_dir_all(&before).unwrap();
        assert_eq!(text, "one");
        assert!(check_clean(&std::env::temp_dir().join("vestibule-nowhere")).is_err());
    }
}
