//! The licences of everything in the page, and in the npm package: a list of what it is made of,
//! then the texts.
//!
//! Which crates are in it is what `cargo tree` says, which npm packages is what set-up put beside
//! the page's editor by its lock file, except for the bundler. The texts are those that each
//! package comes with. Where a package leaves the choice, the MIT licence is taken or else Boost's,
//! whose texts are short.

use crate::editor;
use crate::error::{Error, Result};
use crate::exec;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
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
    ("Lucide icons", "ISC", LUCIDE),
];

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
    let mut packages = crates(root, PAGE)?;
    packages.extend(npm(&root.join(editor::FOLDER).join("node_modules"))?);
    put(root, page, &packages)
}

/// Writes the file for what is compiled of `libraries` into `folder`.
pub(crate) fn of_libraries(root: &Path, folder: &Path, libraries: &[&str]) -> Result<()> {
    let mut packages = BTreeSet::new();
    for library in libraries {
        packages.extend(crates(root, library)?);
    }
    put(root, folder, &packages)
}

fn put(root: &Path, page: &Path, packages: &BTreeSet<Package>) -> Result<()> {
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
    for (name, licence, text) in OTHERS {
        listed.push(format!("{name}: {licence}"));
        note(&mut texts, text.to_owned(), name);
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

/// The crates that `library` is linked from, itself among them.
fn crates(root: &Path, library: &str) -> Result<BTreeSet<Package>> {
    let advice = "see what `cargo tree` says";
    let mut tree = Command::new("cargo");
    tree.args(["tree", "--locked", "--package", library])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none"])
        .args(["--format", "{p}|{l}"])
        .current_dir(root);
    let listed = exec::output(&mut tree).ok_or_else(|| Error::new(advice))?;
    let mut packages = BTreeSet::new();
    for line in listed.lines().filter(|line| !line.trim().is_empty()) {
        let (name, version, licence) =
            parse(line).ok_or_else(|| Error::new(advice).detail(line))?;
        let folder = if line.contains(" (/") || line.contains(":\\") {
            None
        } else {
            Some(source(&format!("{name}-{version}"))?)
        };
        packages.insert(Package {
            name: format!("{name} {version}"),
            licence,
            folder,
        });
    }
    Ok(packages)
}

/// `serde v1.0.229 (*)|MIT OR Apache-2.0`, and the mark of what was told before.
fn parse(line: &str) -> Option<(&str, &str, String)> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let licence = licence.trim_end_matches("(*)").trim();
    let licence = if licence.contains(" OR ") || licence.contains(" AND ") {
        licence.to_owned()
    } else {
        // As it was written before SPDX.
        licence
            .split('/')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" OR ")
    };
    (!licence.is_empty()).then_some((name, version, licence))
}

/// Where cargo keeps the sources of a crate of the registry.
fn source(name: &str) -> Result<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(home).join(".cargo"))
    });
    let registries = home.map(|home| home.join("registry/src"));
    let folders = registries.and_then(|folder| fs::read_dir(folder).ok());
    folders
        .into_iter()
        .flatten()
        .flatten()
        .map(|registry| registry.path().join(name))
        .find(|folder| folder.is_dir())
        .ok_or_else(|| {
            Error::new(format!(
                "run `cargo fetch`: the sources of {name} are missing"
            ))
        })
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
            let member = |name| member(&json, name).ok_or_else(|| Error::new(&advice));
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

/// The string of a member in the first level, as npm lays its files out.
fn member<'t>(json: &'t str, name: &str) -> Option<&'t str> {
    let start = format!("  \"{name}\": \"");
    let line = json.lines().find(|line| line.starts_with(&start))?;
    line.get(start.len()..)?.split('"').next()
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
    use super::{member, parse, text};
    use std::fs;

    #[test]
    fn lines_of_cargo_tree_are_read() {
        let cases = [
            (
                "serde v1.0.2|MIT OR Apache-2.0",
                ("serde", "1.0.2", "MIT OR Apache-2.0"),
            ),
            (
                "serde v1.0.2|MIT OR Apache-2.0 (*)",
                ("serde", "1.0.2", "MIT OR Apache-2.0"),
            ),
            (
                "fnv v1.0.7|Apache-2.0 / MIT",
                ("fnv", "1.0.7", "Apache-2.0 OR MIT"),
            ),
            (
                "a v1.0.0 (/home/a)|MIT/Apache-2.0",
                ("a", "1.0.0", "MIT OR Apache-2.0"),
            ),
            (
                "i v1.0.0|(MIT OR Apache-2.0) AND Unicode-3.0",
                ("i", "1.0.0", "(MIT OR Apache-2.0) AND Unicode-3.0"),
            ),
        ];
        for (line, (name, version, licence)) in cases {
            assert_eq!(
                parse(line),
                Some((name, version, licence.to_owned())),
                "{line}"
            );
        }
        for line in ["", "serde v1.0.2", "serde v1.0.2|", "serde|MIT"] {
            assert_eq!(parse(line), None, "{line}");
        }
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

    #[test]
    fn members_of_the_first_level_are_read() {
        let json = "{\n  \"name\": \"a\",\n  \"author\": {\n    \"version\": \"x\"\n  },\n  \"version\": \"1.2.3\"\n}";
        assert_eq!(member(json, "name"), Some("a"));
        assert_eq!(member(json, "version"), Some("1.2.3"));
        assert_eq!(member(json, "license"), None);
    }
}
