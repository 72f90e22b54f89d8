//! The version is one, wherever it is written.

use super::{json, none, read};
use crate::error::{Error, Result};
use crate::members;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Where people read which version they have.
const TEXTS: [&str; 5] = ["", "docs", "docs/dev", "pkg", "pkg/test"];

/// Tells of earlier versions.
const CHANGELOG: &str = "CHANGELOG.md";

/// What stands before a version of ours in a text.
const NAMES: [&str; 3] = ["vestibule ", "vestibule-cli@", "vestibule-signin@"];

/// The version of the workspace, when all else says it, too.
pub(crate) fn check(root: &Path) -> Result<String> {
    let manifest = read(root, "Cargo.toml")?;
    let version = of_workspace(&manifest).ok_or_else(|| {
        Error::new("give `[workspace.package]` in Cargo.toml a `version` such as \"1.2.0\"")
    })?;
    let metadata = members::metadata(root, &["--no-deps"])?;
    let mut wrong = of_crates(&metadata, version);
    wrong.extend(of_package(root, version)?);
    wrong.extend(of_texts(root, version)?);
    none(
        &wrong,
        &format!("write the workspace's version, {version}, in all of these places"),
    )?;
    Ok(version.to_owned())
}

fn of_workspace(manifest: &str) -> Option<&str> {
    let (_, section) = manifest.split_once("[workspace.package]")?;
    let lines = section.lines().skip(1);
    let version = lines
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.strip_prefix("version = \"")?.split('"').next())?;
    (leading(version) == Some(version)).then_some(version)
}

fn of_crates(metadata: &Value, version: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in members::packages(metadata) {
        let name = members::text(package, "name");
        let own = members::text(package, "version");
        if own != version {
            wrong.push(format!("{name}: its version is {own}"));
        }
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        for dependency in dependencies.into_iter().flatten() {
            let wanted = members::text(dependency, "req");
            let is_ours = dependency.get("path").is_some_and(|path| !path.is_null());
            if is_ours && wanted != "*" && wanted != format!("^{version}") {
                let on = members::text(dependency, "name");
                wrong.push(format!("{name}: it depends on {on} {wanted}"));
            }
        }
    }
    wrong
}

fn of_package(root: &Path, version: &str) -> Result<Vec<String>> {
    let lock = json(root, "pkg/package-lock.json")?;
    let package = json(root, "pkg/package.json")?;
    let places = [
        ("pkg/package.json", &package["version"]),
        ("pkg/package-lock.json", &lock["version"]),
        (
            "pkg/package-lock.json, packages",
            &lock["packages"][""]["version"],
        ),
    ];
    let wrong = places.iter().filter(|(_, found)| *found != version);
    Ok(wrong
        .map(|(place, found)| format!("{place}: its version is {found}"))
        .collect())
}

fn of_texts(root: &Path, version: &str) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for folder in TEXTS {
        let advice = format!("restore `{folder}` from the repository");
        let entries = fs::read_dir(root.join(folder)).map_err(Error::because(advice))?;
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == CHANGELOG || !(name.ends_with(".md") || name.ends_with(".mjs")) {
                continue;
            }
            let text = fs::read_to_string(entry.path())
                .map_err(Error::because(format!("make `{name}` readable")))?;
            for (line, found) in named(&text) {
                if found != version {
                    let place = Path::new(folder).join(&name);
                    wrong.push(format!("{}:{line}: it says {found}", place.display()));
                }
            }
        }
    }
    wrong.sort();
    Ok(wrong)
}

/// The versions of ours that a text names, with their lines.
fn named(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for name in NAMES {
            let after = line.match_indices(name).map(|(at, _)| at + name.len());
            found.extend(
                after
                    .filter_map(|at| leading(line.get(at..)?))
                    .map(|version| (number + 1, version)),
            );
        }
    }
    found
}

/// The `1.2.3` that a text begins with.
fn leading(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let version = text.get(..end.unwrap_or(text.len()))?.trim_end_matches('.');
    let numbers: Vec<&str> = version.split('.').collect();
    let whole = numbers.len() == 3 && numbers.iter().all(|number| !number.is_empty());
    whole.then_some(version)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::release::Folder;

    const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\"]\n\n\
        [workspace.package]\nedition = \"2024\"\nversion = \"1.2.3\"\n";
    const A: &str = "[package]\nname = \"a\"\nversion.workspace = true\nedition = \"2024\"\n";
    const B: &str = "[package]\nname = \"b\"\nversion = \"1.2.3\"\nedition = \"2024\"\n\
        [dependencies]\na = { path = \"../a\", version = \"1.2.3\" }\n";
    const LOCK: &str = r#"{"version": "1.2.3", "packages": {"": {"version": "1.2.3"}}}"#;

    fn folder(name: &str) -> Folder {
        Folder::new(
            name,
            &[
                ("Cargo.toml", WORKSPACE),
                ("a/Cargo.toml", A),
                ("a/src/lib.rs", ""),
                ("b/Cargo.toml", B),
                ("b/src/lib.rs", ""),
                ("pkg/package.json", r#"{"version": "1.2.3"}"#),
                ("pkg/package-lock.json", LOCK),
                ("pkg/README.md", "$ vestibule --version\nvestibule 1.2.3\n"),
                ("pkg/test/x.mjs", ""),
                ("docs/dev/x.md", ""),
                ("CHANGELOG.md", "vestibule 1.0.0"),
            ],
        )
    }

    #[test]
    fn one_version_everywhere_is_taken() {
        assert_eq!(check(&folder("version").0).unwrap(), "1.2.3");
    }

    #[test]
    fn another_version_anywhere_is_named() {
        let cases = [
            (
                "Cargo.toml",
                WORKSPACE.replace("version = \"1.2.3\"", ""),
                "[workspace.package]",
            ),
            (
                "b/Cargo.toml",
                B.replacen("1.2.3", "1.2.4", 1),
                "b: its version is 1.2.4",
            ),
            (
                "b/Cargo.toml",
                B.replace("version = \"1.2.3\" }", "version = \"1.2.2\" }"),
                "b: it depends on a ^1.2.2",
            ),
            (
                "pkg/package.json",
                r#"{"version": "1.2.0"}"#.to_owned(),
                "pkg/package.json: its version is \"1.2.0\"",
            ),
            (
                "pkg/package-lock.json",
                LOCK.replacen("1.2.3", "0.1.0", 1),
                "pkg/package-lock.json: its version is \"0.1.0\"",
            ),
            (
                "pkg/README.md",
                "\nvestibule 1.2.2.".to_owned(),
                "pkg/README.md:2: it says 1.2.2",
            ),
            (
                "docs/x.md",
                "`npx vestibule-signin@2.0.0`".to_owned(),
                "docs/x.md:1: it says 2.0.0",
            ),
        ];
        for (index, (file, text, said)) in cases.into_iter().enumerate() {
            let folder = folder(&format!("version-{index}"));
            folder.write(file, &text);
            // A dependency on a version that is not there is cargo's to refuse.
            let error = check(&folder.0).unwrap_err().to_string();
            assert!(error.contains(said), "{file}: {error}");
        }
    }
}
