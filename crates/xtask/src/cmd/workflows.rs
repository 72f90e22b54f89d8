//! The workflows of GitHub Actions: actionlint, and zizmor for what makes them unsafe.

use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup::{npm, python};
use crate::stages::Stages;
use std::path::PathBuf;
use std::process::Command;

/// Pins both linters.
const FOLDER: &str = "tests/workflows";
const WORKFLOWS: &str = ".github/workflows";

/// Neither asks a network.
pub(crate) fn lint(paths: &Paths, stages: &mut Stages) {
    stages.check("workflows", || {
        npm::ensure(paths, FOLDER)?;
        let packages = python::ensure(paths, FOLDER)?;
        let mut actionlint = Command::new("node");
        actionlint
            .arg(format!("{FOLDER}/lint.mjs"))
            .args(files(paths)?)
            .current_dir(&paths.root);
        exec::run(&mut actionlint, "mend what actionlint says above")?;
        let mut zizmor = Command::new(python::program(&packages, "zizmor"));
        zizmor
            .args(["--offline", "--quiet", "--no-progress", WORKFLOWS])
            .current_dir(&paths.root);
        exec::run(&mut zizmor, "mend what zizmor says above")
    });
}

fn files(paths: &Paths) -> Result<Vec<PathBuf>> {
    let advice = format!("restore `{WORKFLOWS}` from the repository");
    let entries = std::fs::read_dir(paths.root.join(WORKFLOWS)).map_err(Error::because(advice))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| PathBuf::from(WORKFLOWS).join(entry.file_name()))
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::files;
    use crate::paths::Paths;
    use std::fs;

    /// The linters hold less than this: an action is pinned to a commit, with its version.
    #[test]
    fn actions_are_pinned_with_their_versions() {
        let paths = Paths::find().unwrap();
        let files = files(&paths).unwrap();
        let mut seen = 0;
        for file in &files {
            let text = fs::read_to_string(paths.root.join(file)).unwrap();
            assert!(text.contains("\npermissions: {}\n"), "{}", file.display());
            for line in text.lines() {
                let line = line.trim().trim_start_matches("- ");
                let Some(action) = line.strip_prefix("uses: ") else {
                    continue;
                };
                if action.starts_with("./") {
                    continue;
                }
                let (_, pinned) = action.split_once('@').unwrap();
                let (commit, version) = pinned.split_once(" # v").unwrap();
                let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                assert!(is_commit && version.split('.').count() == 3, "{action}");
                seen += 1;
            }
        }
        assert!(files.len() == 3 && seen > 10, "{seen}");
    }
}
