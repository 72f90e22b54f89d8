//! Lock files say what the manifests ask for.

use super::{json, none};
use crate::error::Result;
use crate::exec;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Workspaces of cargo: the main one, and that of the fuzzing targets.
const CARGO: [&str; 2] = ["", "fuzz"];

/// What npm's lock files repeat of the manifest.
const REPEATED: [&str; 4] = [
    "name",
    "dependencies",
    "devDependencies",
    "optionalDependencies",
];

/// How deep below the root folders with npm packages stand.
const DEPTH: usize = 3;

pub(crate) fn check(root: &Path) -> Result<()> {
    let mut wrong = Vec::new();
    for folder in CARGO {
        let lock = root.join(folder).join("Cargo.lock");
        if !root.join(folder).join("Cargo.toml").is_file() {
            continue;
        }
        let mut cargo = Command::new("cargo");
        cargo
            .args(["update", "--workspace", "--locked", "--quiet"])
            .current_dir(root.join(folder));
        if !lock.is_file() || exec::output(&mut cargo).is_none() {
            let place = Path::new(folder).join("Cargo.lock");
            wrong.push(format!(
                "{}: run `cargo update --workspace`",
                place.display()
            ));
        }
    }
    let mut folders = Vec::new();
    npm_folders(root, "", DEPTH, &mut folders);
    for folder in folders {
        let lock = json(root, &format!("{folder}/package-lock.json"))?;
        let manifest = json(root, &format!("{folder}/package.json"))?;
        if !is_in_step(&manifest, &lock) {
            wrong.push(format!(
                "{folder}/package-lock.json: run `npm install --package-lock-only`"
            ));
        }
    }
    none(
        &wrong,
        "bring the lock files into step with their manifests, and commit them",
    )
}

fn is_in_step(manifest: &Value, lock: &Value) -> bool {
    let root = &lock["packages"][""];
    REPEATED.iter().all(|name| manifest[name] == root[name])
}

/// The folders below the root that have packages of npm pinned.
fn npm_folders(root: &Path, folder: &str, depth: usize, found: &mut Vec<String>) {
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten();
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .filter(|name| !["node_modules", "target", "dist"].contains(&name.as_str()))
        .collect();
    names.sort();
    for name in names {
        let folder = format!("{folder}/{name}");
        let folder = folder.trim_start_matches('/');
        if root.join(folder).join("package-lock.json").is_file() {
            found.push(folder.to_owned());
        }
        if depth > 1 {
            npm_folders(root, folder, depth - 1, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::release::Folder;

    const MANIFEST: &str = "[package]\nname = \"a\"\nversion = \"1.2.3\"\nedition = \"2024\"\n";
    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n";
    const NPM: &str = r#"{"name": "x", "devDependencies": {"y": "1.0.0"}}"#;

    fn folder(name: &str) -> Folder {
        let npm = format!(r#"{{"packages": {{"": {NPM}}}}}"#);
        Folder::new(
            name,
            &[
                ("Cargo.toml", MANIFEST),
                ("Cargo.lock", LOCK),
                ("src/lib.rs", ""),
                ("tests/browser/package.json", NPM),
                ("tests/browser/package-lock.json", &npm),
                ("target/old/package-lock.json", "{}"),
            ],
        )
    }

    #[test]
    fn locks_in_step_are_taken() {
        check(&folder("locks").0).unwrap();
    }

    #[test]
    fn a_lock_that_is_behind_is_named() {
        let cases = [
            (
                "Cargo.lock",
                LOCK.replace("1.2.3", "1.2.2"),
                "Cargo.lock: run `cargo update",
            ),
            (
                "tests/browser/package.json",
                NPM.replace("1.0.0", "1.0.1"),
                "tests/browser/package-lock.json: run `npm install",
            ),
        ];
        for (index, (file, text, said)) in cases.into_iter().enumerate() {
            let folder = folder(&format!("locks-{index}"));
            folder.write(file, &text);
            let error = check(&folder.0).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
