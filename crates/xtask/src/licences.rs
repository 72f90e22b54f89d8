//! The licences of everything in the page, and in the npm package: a list of what it is made of,
//! then the texts.
//!
//! Which crates are in it is what `cargo tree` says, since it knows which features a single package
//! asks for; their licences and sources are where `cargo metadata` says. Which npm packages is what
//! set-up put beside the page's editor by its lock file, except for the bundler. The texts are those
//! that each package comes with. Where a package leaves the choice, the MIT licence is taken or else Boost's,
//! whose texts are short.

use crate::error::{Error, Result};
use crate::esbuild;
use crate::exec;
use crate::members;
use crate::setup::toolchain::TARGET;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Beside the page, which shows the list and links to the file, and in the npm package.
pub(crate) const FILE: &str = "licences.txt";

/// The crate of the page.
const PAGE: &str = "vestibule-web";

/// Beside the editor, and not in it.
const BUNDLER: [&str; 2] = ["esbuild", "@esbuild"];

/// What comes neither by cargo nor by npm.
const OTHERS: [(&str, &str, &str); 2] = [
    ("The Rust standard library", "MIT OR Apache-2.0", RUST),
    (ICONS, "ISC", LUCIDE),
];

/// What the page shows.
const ICONS: &str = "Lucide icons";

const RUST: &str = "Copyright (c) The Rust Project Contributors. Permission is granted under the \
MIT licence as below, or the Apache License, Version 2.0.";

const LUCIDE: &str = "ISC License

Copyright (c) for portions of Lucide are held by Cole Bemis 2013-2022 as part of Feather (MIT). \
All other copyright (c) for Lucide are held by Lucide Contributors 2022.

Permission to use, copy, modify, and/or distribute this software for any purpose with or without \
fee is hereby granted, provided that the above copyright notice and this permission notice appear \
in all copies.

THE SOFTWARE IS PROVIDED \"AS IS\" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS \
SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE \
AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES \
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, \
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE \
OF THIS SOFTWARE.";

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    licence: String,
    /// Where its sources are; the workspace's own have none.
    folder: Option<PathBuf>,
}

/// Writes the file into the folder of the page.
pub(crate) fn write(root: &Path, page: &Path) -> Result<()> {
    let mut packages = crates(root, PAGE, TARGET)?;
    packages.extend(npm(&root.join(esbuild::FOLDER).join("node_modules"))?);
    put(root, page, &packages)
}

/// Writes the file for what is compiled of `libraries` into `folder`.
pub(crate) fn of_libraries(root: &Path, folder: &Path, libraries: &[&str]) -> Result<()> {
    let mut packages = BTreeSet::new();
    for library in libraries {
        packages.extend(crates(root, library, TARGET)?);
    }
    put(root, folder, &packages)
}

/// Writes the file for a program that is built for `target` into `folder`.
pub(crate) fn of_program(root: &Path, folder: &Path, program: &str, target: &str) -> Result<()> {
    let mut others = OTHERS.iter().filter(|(name, ..)| *name != ICONS);
    put_with(root, folder, &crates(root, program, target)?, &mut others)
}

fn put(root: &Path, page: &Path, packages: &BTreeSet<Package>) -> Result<()> {
    put_with(root, page, packages, &mut OTHERS.iter())
}

/// `others` are those of [`OTHERS`] that are in it.
fn put_with(
    root: &Path,
    page: &Path,
    packages: &BTreeSet<Package>,
    others: &mut dyn Iterator<Item = &(&str, &str, &str)>,
) -> Result<()> {
    let mut texts = BTreeMap::new();
    for package in packages {
        let text = match &package.folder {
            Some(folder) => text(folder, &package.licence)?,
            None => text(root, &package.licence)?,
        };
        note(&mut texts, text, &package.name);
    }
    let mut listed: Vec<String> = packages
        .iter()
        .map(|package| format!("{}: {}", package.name, package.licence))
        .collect();
    for (name, licence, text) in others {
        listed.push(format!("{name}: {licence}"));
        note(&mut texts, (*text).to_owned(), name);
    }
    listed.sort_by_key(|line| line.to_lowercase());
    let mut file = listed.join("\n");
    file.push('\n');
    for (text, names) in texts {
        file.push_str(&format!("\n{}\n\n{}\n", names.join(", "), text.trim_end()));
    }
    let target = page.join(FILE);
    fs::write(&target, file).map_err(Error::because(format!(
        "make `{}` writable",
        target.display()
    )))
}

fn note(texts: &mut BTreeMap<String, Vec<String>>, text: String, name: &str) {
    texts.entry(text).or_default().push(name.to_owned());
}

/// The crates that `library` is linked from for `target`, itself among them.
fn crates(root: &Path, library: &str, target: &str) -> Result<BTreeSet<Package>> {
    let advice = "see what `cargo tree` says";
    let mut tree = Command::new("cargo");
    tree.args(["tree", "--locked", "--package", library])
        .args(["--target", target])
        .args(["--edges", "normal,no-proc-macro"])
        .args(["--prefix", "none", "--no-dedupe", "--format", "{p}"])
        .current_dir(root);
    let listed = exec::output(&mut tree).ok_or_else(|| Error::new(advice))?;
    let metadata = members::metadata(root, &["--locked", "--filter-platform", target])?;
    let known: BTreeMap<String, &Value> = members::packages(&metadata)
        .map(|package| (named(package), package))
        .collect();
    let linked: BTreeSet<&str> = listed.lines().filter_map(name_and_version).collect();
    linked
        .into_iter()
        .map(|name| {
            let found = known.get(name);
            let package = found.ok_or_else(|| Error::new(advice).detail(name))?;
            let licence = expression(members::text(package, "license"))
                .ok_or_else(|| Error::new(format!("leave out {name}: it names no licence")))?;
            let is_own = package.get("source").is_none_or(Value::is_null);
            Ok(Package {
                name: name.replacen(" v", " ", 1),
                licence,
                folder: (!is_own).then(|| members::folder(package)),
            })
        })
        .collect()
}

/// A package as `cargo tree` names it.
fn named(package: &Value) -> String {
    let [name, version] = ["name", "version"].map(|member| members::text(package, member));
    format!("{name} v{version}")
}

/// `serde v1.0.229`, without what may follow.
fn name_and_version(line: &str) -> Option<&str> {
    let end = line
        .match_indices(' ')
        .nth(1)
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).filter(|name| !name.is_empty())
}

/// A licence as SPDX writes it; before that there were slashes. None where there is none.
fn expression(licence: &str) -> Option<String> {
    let alternatives: Vec<&str> = licence.split('/').map(str::trim).collect();
    Some(alternatives.join(" OR ")).filter(|licence| !licence.is_empty())
}

/// The packages that the editor is bundled from.
fn npm(folder: &Path) -> Result<BTreeSet<Package>> {
    let mut packages = BTreeSet::new();
    for path in folders(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if BUNDLER.contains(&name.as_ref()) || name.starts_with('.') {
            continue;
        }
        let scoped = if name.starts_with('@') {
            folders(&path)?
        } else {
            vec![path]
        };
        for folder in scoped {
            let file = folder.join("package.json");
            let advice = format!(
                "run `cargo xtask setup`: `{}` is not readable",
                file.display()
            );
            let json = fs::read_to_string(&file).map_err(Error::because(&advice))?;
            let manifest: Value = serde_json::from_str(&json).map_err(Error::because(&advice))?;
            let member = |name| {
                let found = Some(members::text(&manifest, name)).filter(|text| !text.is_empty());
                found.ok_or_else(|| Error::new(&advice))
            };
            packages.insert(Package {
                name: format!("{} {}", member("name")?, member("version")?),
                licence: member("license")?.to_owned(),
                folder: Some(folder),
            });
        }
    }
    Ok(packages)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let advice = || {
        format!(
            "run `cargo xtask setup`: `{}` is not readable",
            folder.display()
        )
    };
    let entries = fs::read_dir(folder).map_err(Error::because(advice()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    Ok(found)
}

/// What licences with short texts are called by SPDX, and in the names of files.
const SHORT: [(&str, &str); 2] = [("MIT", "MIT"), ("OR BSL-1.0", "BOOST")];

/// The text that a package comes with: a short one where it may be had under that.
fn text(folder: &Path, licence: &str) -> Result<String> {
    let advice = || format!("make `{}` readable", folder.display());
    let entries = fs::read_dir(folder).map_err(Error::because(advice()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file() && is_licence(path));
    files.sort();
    let short = SHORT.iter().find_map(|(spdx, name)| {
        let mut files = files.iter().filter(|_| licence.contains(spdx));
        files.position(|path| is_named(path, name))
    });
    let chosen = match short {
        Some(short) => vec![files.swap_remove(short)],
        None => files,
    };
    let mut texts = Vec::new();
    for file in chosen {
        let advice = format!("make `{}` readable", file.display());
        texts.push(fs::read_to_string(&file).map_err(Error::because(advice))?);
    }
    if texts.is_empty() {
        texts.push(format!(
            "The package comes without a text; its licence is {licence}."
        ));
    }
    Ok(texts.join("\n").replace("\r\n", "\n"))
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn is_named(path: &Path, part: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.to_ascii_uppercase().contains(part)
}

#[cfg(test)]
mod tests {
    use super::{Package, TARGET, crates, expression, name_and_version, text};
    use std::fs;

    #[test]
    fn what_cargo_tree_adds_to_a_package_is_left_out() {
        let cases = [
            ("serde v1.0.2", Some("serde v1.0.2")),
            ("a-b v1.0.0 (/home/a b)", Some("a-b v1.0.0")),
            ("serde v1.0.2 (*)", Some("serde v1.0.2")),
            ("", None),
        ];
        for (line, package) in cases {
            assert_eq!(name_and_version(line), package, "{line}");
        }
    }

    #[test]
    fn slashes_are_alternatives() {
        let cases = [
            ("MIT OR Apache-2.0", Some("MIT OR Apache-2.0")),
            ("Apache-2.0 / MIT", Some("Apache-2.0 OR MIT")),
            ("MIT/Apache-2.0", Some("MIT OR Apache-2.0")),
            (
                "(MIT OR Apache-2.0) AND Unicode-3.0",
                Some("(MIT OR Apache-2.0) AND Unicode-3.0"),
            ),
            ("", None),
        ];
        for (written, licence) in cases {
            assert_eq!(expression(written).as_deref(), licence, "{written}");
        }
    }

    #[test]
    fn the_evaluator_is_linked_from_crates_with_sources() {
        let paths = crate::paths::Paths::find().unwrap();
        let packages = crates(&paths.root, "vestibule-signin", TARGET).unwrap();
        let own = |package: &Package| package.folder.is_none();
        let is = |package: &Package, name: &str| package.name.starts_with(&format!("{name} "));
        let find = |name| packages.iter().find(|package| is(package, name)).unwrap();
        assert!(own(find("vestibule-signin")) && own(find("vestibule-iam")));
        let memchr = find("memchr");
        assert_eq!(memchr.licence, "Unlicense OR MIT");
        assert!(memchr.folder.as_ref().unwrap().join("Cargo.toml").is_file());
        // For tests alone, and for another target.
        assert!(!packages.iter().any(|package| is(package, "proptest")));
    }

    #[test]
    fn of_several_texts_a_short_one_is_taken() {
        let folder = std::env::temp_dir().join(format!("vestibule-licence-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["LICENSE-APACHE", "LICENSE-BOOST", "LICENSE-MIT"] {
            fs::write(folder.join(name), name).unwrap();
        }
        let of = |licence| text(&folder, licence).unwrap();
        assert_eq!(of("MIT OR Apache-2.0"), "LICENSE-MIT");
        assert_eq!(of("Apache-2.0 OR BSL-1.0"), "LICENSE-BOOST");
        let all = "LICENSE-APACHE\nLICENSE-BOOST\nLICENSE-MIT";
        assert_eq!(of("Apache-2.0"), all);
        assert_eq!(of("Apache-2.0 AND BSL-1.0"), all);
        fs::remove_dir_all(&folder).unwrap();
    }
}
