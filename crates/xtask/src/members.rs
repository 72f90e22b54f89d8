//! What the workspace consists of, as far as the commands must know it.

use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    folder: PathBuf,
    manifest: String,
}

/// Every package, sorted by folder.
pub(crate) fn all(root: &Path) -> Result<Vec<Member>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root.join("crates"))
        .map_err(Error::because("cannot read `crates`"))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.extend(["web", "tests"].map(|name| root.join(name)));
    folders.sort();
    Ok(folders.into_iter().filter_map(read).collect())
}

fn read(folder: PathBuf) -> Option<Member> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    Some(Member {
        name: name(&manifest)?,
        folder,
        manifest,
    })
}

fn name(manifest: &str) -> Option<String> {
    let value = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "))?;
    Some(value.trim_matches('"').to_owned())
}

impl Member {
    /// Whether it is made for wasm32 and is to be checked there too.
    pub(crate) fn is_for_wasm(&self) -> bool {
        self.names_dependency("wasm-bindgen") || self.names_dependency("yew")
    }

    pub(crate) fn has_benches(&self) -> bool {
        self.manifest.contains("[[bench]]")
    }

    fn names_dependency(&self, name: &str) -> bool {
        self.manifest.lines().any(|line| {
            let rest = line.trim_start().strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with([' ', '.', '=']))
        })
    }

    /// What to hand to `cargo test` so that it builds the tests for wasm and no others;
    /// `None` when there are none.
    pub(crate) fn wasm_tests(&self) -> Option<Vec<String>> {
        if !self.names_dependency("wasm-bindgen-test") {
            return None;
        }
        let mut selection = Vec::new();
        if tests_wasm(&self.folder.join("src")) {
            let library = self.folder.join("src/lib.rs").is_file();
            selection.push(if library { "--lib" } else { "--bins" }.to_owned());
        }
        for path in entries(&self.folder.join("tests")) {
            if tests_wasm(&path)
                && let Some(stem) = path.file_stem()
            {
                selection.extend(["--test".to_owned(), stem.to_string_lossy().into_owned()]);
            }
        }
        (!selection.is_empty()).then_some(selection)
    }
}

/// Whether a source file, or any below a folder, has tests for wasm.
fn tests_wasm(path: &Path) -> bool {
    if path.is_dir() {
        return entries(path).iter().any(|entry| tests_wasm(entry));
    }
    path.extension().is_some_and(|extension| extension == "rs")
        && fs::read_to_string(path).is_ok_and(|text| text.contains("wasm_bindgen_test"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    entries
}

#[cfg(test)]
mod tests {
    use super::{Member, all, name};
    use std::fs;
    use std::path::PathBuf;

    fn member(folder: PathBuf, manifest: &str) -> Member {
        Member {
            name: "x".to_owned(),
            folder,
            manifest: manifest.to_owned(),
        }
    }

    #[test]
    fn this_workspace() {
        let paths = crate::paths::Paths::find().unwrap();
        let members = all(&paths.root).unwrap();
        let wasm = |wanted: &str| {
            let found = members.iter().find(|member| member.name == wanted).unwrap();
            found.is_for_wasm()
        };
        assert!(wasm("vestibule-web") && wasm("vestibule-wasm"));
        assert!(!wasm("vestibule-iam") && !wasm("vestibule-xtask"));
    }

    #[test]
    fn a_dependency_is_not_the_start_of_another() {
        let found = member(
            PathBuf::new(),
            "[dev-dependencies]\nwasm-bindgen-test = \"1\"\n",
        );
        assert!(found.names_dependency("wasm-bindgen-test"));
        assert!(!found.names_dependency("wasm-bindgen"));
    }

    #[test]
    fn only_targets_with_wasm_tests_are_selected() {
        let folder = std::env::temp_dir().join(format!("vestibule-members-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/deep")).unwrap();
        fs::create_dir_all(folder.join("tests/many")).unwrap();
        fs::write(folder.join("src/lib.rs"), "mod deep;").unwrap();
        fs::write(folder.join("tests/native.rs"), "#[test] fn x() {}").unwrap();
        fs::write(
            folder.join("tests/one.rs"),
            "#[wasm_bindgen_test] fn x() {}",
        )
        .unwrap();
        fs::write(
            folder.join("tests/many/main.rs"),
            "use wasm_bindgen_test::*;",
        )
        .unwrap();
        let found = member(folder.clone(), "wasm-bindgen-test.workspace = true");
        let outside = found.wasm_tests();
        fs::write(
            folder.join("src/deep/mod.rs"),
            "#[wasm_bindgen_test] fn x() {}",
        )
        .unwrap();
        let inside = found.wasm_tests();
        let without = member(folder.clone(), "").wasm_tests();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(outside.unwrap(), ["--test", "many", "--test", "one"]);
        assert_eq!(
            inside.unwrap(),
            ["--lib", "--test", "many", "--test", "one"]
        );
        assert_eq!(without, None);
    }

    #[test]
    fn the_first_name_is_the_package() {
        let manifest = "[package]\nname = \"a-b\"\n[[bin]]\nname = \"c\"\n";
        assert_eq!(name(manifest).as_deref(), Some("a-b"));
    }
}
