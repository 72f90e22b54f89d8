//! What changed since the branch began, and which packages that concerns.

use crate::error::{Error, Result};
use crate::exec;
use crate::members::Member;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a branch may have begun, the first that exists.
const TRUNKS: [&str; 3] = ["origin/HEAD", "origin/main", "main"];

/// Outside of every package, and yet in all of them.
const EVERYWHERE: [&str; 4] = ["Cargo.toml", "Cargo.lock", "clippy.toml", ".cargo"];

/// The files that differ from where the branch left `main`, committed or not, or from `since`.
pub(crate) fn files(root: &Path, since: Option<&str>) -> Result<Vec<PathBuf>> {
    let git = |args: &[&str]| exec::output(Command::new("git").args(args).current_dir(root));
    let base = match since {
        Some(revision) => Some(revision.to_owned()),
        None => TRUNKS
            .iter()
            .find_map(|trunk| git(&["merge-base", "HEAD", trunk])),
    };
    let base = base.unwrap_or_else(|| "HEAD".to_owned());
    let advice = || Error::new(format!("name a revision that git knows: `{base}` is none"));
    let changed = git(&["diff", "--name-only", "-z", &base, "--"]).ok_or_else(advice)?;
    let new = git(&["ls-files", "--others", "--exclude-standard", "-z"]).ok_or_else(advice)?;
    let names = changed.split('\0').chain(new.split('\0'));
    Ok(names
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .collect())
}

/// The packages that these files are part of.
pub(crate) fn packages<'m>(
    root: &Path,
    members: &'m [Member],
    files: &[PathBuf],
) -> Vec<&'m Member> {
    let mut found = BTreeSet::new();
    for file in files {
        let inside = |member: &&Member| {
            let folder = member.folder.strip_prefix(root).unwrap_or(&member.folder);
            file.starts_with(folder)
        };
        if let Some(owner) = members.iter().find(inside) {
            found.insert(&owner.name);
        } else if EVERYWHERE.iter().any(|place| file.starts_with(place)) {
            found.extend(members.iter().map(|member| &member.name));
        } else {
            // Tests hold documents and code together, and say which document.
            let named = format!("/{}", file.display());
            let reads = members
                .iter()
                .filter(|member| names(&member.folder, &named));
            found.extend(reads.map(|member| &member.name));
        }
    }
    let is_found = |member: &&Member| found.contains(&member.name);
    members.iter().filter(is_found).collect()
}

/// These packages and all that depend on them.
pub(crate) fn with_dependents<'m>(members: &'m [Member], of: &[&Member]) -> Vec<&'m Member> {
    let mut found: BTreeSet<&str> = of.iter().map(|member| member.name.as_str()).collect();
    loop {
        let before = found.len();
        for member in members {
            if found.iter().any(|package| member.depends_on(package)) {
                found.insert(&member.name);
            }
        }
        if found.len() == before {
            let is_found = |member: &&Member| found.contains(member.name.as_str());
            return members.iter().filter(is_found).collect();
        }
    }
}

/// Whether a Rust file below the folder names that file.
fn names(folder: &Path, file: &str) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            return !path.ends_with("node_modules") && names(&path, file);
        }
        path.extension().is_some_and(|extension| extension == "rs")
            && fs::read_to_string(&path).is_ok_and(|text| text.contains(file))
    })
}

#[cfg(test)]
mod tests {
    use super::{files, packages, with_dependents};
    use crate::exec;
    use crate::members::{Member, all};
    use crate::paths::Paths;
    use std::path::PathBuf;
    use std::process::Command;

    fn names(members: &[&Member]) -> Vec<String> {
        members.iter().map(|member| member.name.clone()).collect()
    }

    #[test]
    fn a_file_concerns_its_package_and_those_that_read_it() {
        let paths = Paths::find().unwrap();
        let members = all(&paths.root).unwrap();
        let of = |file: &str| names(&packages(&paths.root, &members, &[PathBuf::from(file)]));
        assert_eq!(of("crates/iam/src/lib.rs"), ["vestibule-iam"]);
        assert_eq!(of("crates/l10n/text/en/why.ftl"), ["vestibule-l10n"]);
        assert_eq!(of("tests/corpus/new.json"), ["vestibule-tests"]);
        assert!(of("docs/semantics.md").contains(&"vestibule-signin".to_owned()));
        assert_eq!(of("docs/no-such.md"), [""; 0]);
        assert_eq!(of("Cargo.lock").len(), members.len());
    }

    #[test]
    fn dependents_of_dependents_are_there_too() {
        let paths = Paths::find().unwrap();
        let members = all(&paths.root).unwrap();
        let find = |name: &str| members.iter().find(|member| member.name == name).unwrap();
        let of = |name| names(&with_dependents(&members, &[find(name)]));
        assert_eq!(of("vestibule-xtask"), ["vestibule-xtask"]);
        let of_iam = of("vestibule-iam");
        for name in [
            "vestibule-iam",
            "vestibule-signin",
            "vestibule-cli",
            "vestibule-web",
        ] {
            assert!(of_iam.contains(&name.to_owned()), "{name}");
        }
        assert!(!of_iam.contains(&"vestibule-syntax".to_owned()));
    }

    #[test]
    fn files_that_are_changed_new_or_gone_differ() {
        let root = std::env::temp_dir().join(format!("vestibule-changed-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        let git = |args: &[&str]| {
            let own = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
            let mut git = Command::new("git");
            exec::output(git.args(own).args(args).current_dir(&root)).unwrap()
        };
        let write = |name: &str| std::fs::write(root.join(name), name).unwrap();
        git(&["init", "--quiet", "--initial-branch", "main"]);
        ["same", "gone", "edited"].into_iter().for_each(write);
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message", "one"]);
        git(&["checkout", "--quiet", "-b", "work"]);
        write("committed file");
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message", "two"]);
        write("new");
        std::fs::write(root.join("edited"), "more").unwrap();
        std::fs::remove_file(root.join("gone")).unwrap();
        let since = |since| {
            let found = files(&root, since).unwrap();
            found
                .iter()
                .map(|file| file.display().to_string())
                .collect::<Vec<_>>()
        };
        let (whole, uncommitted) = (since(None), since(Some("HEAD")));
        let unknown = files(&root, Some("no-such")).is_err();
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(whole, ["committed file", "edited", "gone", "new"]);
        assert_eq!(uncommitted, ["edited", "gone", "new"]);
        assert!(unknown);
    }
}
