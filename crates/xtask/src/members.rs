//! What the workspace consists of, as `cargo metadata` tells it.

use crate::error::{Error, Result};
use crate::exec;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of the workspace.
#[derive(Debug, Default)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    /// The names of the packages that it depends on, for whatever target and purpose.
    dependencies: BTreeSet<String>,
    targets: Vec<Target>,
}

/// What cargo builds of a package.
#[derive(Debug)]
struct Target {
    kind: String,
    name: String,
    source: PathBuf,
}

/// Every package, sorted by folder.
pub(crate) fn all(root: &Path) -> Result<Vec<Member>> {
    let metadata = metadata(root, &["--no-deps"])?;
    let mut members: Vec<Member> = packages(&metadata).map(member).collect();
    members.sort_by(|a, b| a.folder.cmp(&b.folder));
    Ok(members)
}

/// What `cargo metadata` says of the workspace.
pub(crate) fn metadata(root: &Path, options: &[&str]) -> Result<Value> {
    let advice = "see what `cargo metadata` says";
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--format-version", "1"])
        .args(options)
        .current_dir(root);
    let json = exec::output(&mut cargo).ok_or_else(|| Error::new(advice))?;
    serde_json::from_str(&json).map_err(Error::because(advice))
}

pub(crate) fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    list(metadata, "packages")
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The text of a member, empty where there is none.
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Where a package has its manifest and its sources.
pub(crate) fn folder(package: &Value) -> PathBuf {
    let manifest = Path::new(text(package, "manifest_path"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

fn member(package: &Value) -> Member {
    let targets = list(package, "targets").flat_map(|target| {
        list(target, "kind").map(|kind| Target {
            kind: kind.as_str().unwrap_or_default().to_owned(),
            name: text(target, "name").to_owned(),
            source: text(target, "src_path").into(),
        })
    });
    let dependencies = list(package, "dependencies").map(|dependency| text(dependency, "name"));
    Member {
        name: text(package, "name").to_owned(),
        folder: folder(package),
        dependencies: dependencies.map(str::to_owned).collect(),
        targets: targets.collect(),
    }
}

impl Member {
    /// Whether it is made for wasm32 and is to be checked there too.
    pub(crate) fn is_for_wasm(&self) -> bool {
        self.depends_on("wasm-bindgen") || self.depends_on("yew")
    }

    pub(crate) fn has_benches(&self) -> bool {
        self.targets.iter().any(|target| target.kind == "bench")
    }

    /// The names of the packages that it depends on.
    #[cfg(test)]
    pub(crate) fn dependencies(&self) -> impl Iterator<Item = &str> {
        self.dependencies.iter().map(String::as_str)
    }

    pub(crate) fn depends_on(&self, package: &str) -> bool {
        self.dependencies.contains(package)
    }

    /// What to hand to `cargo test` so that it builds the tests for wasm and no others;
    /// `None` when there are none.
    pub(crate) fn wasm_tests(&self) -> Option<Vec<String>> {
        if !self.depends_on("wasm-bindgen-test") {
            return None;
        }
        let mut selection = Vec::new();
        for target in &self.targets {
            let option = match target.kind.as_str() {
                "lib" => vec!["--lib".to_owned()],
                "bin" => vec!["--bin".to_owned(), target.name.clone()],
                "test" => vec!["--test".to_owned(), target.name.clone()],
                _ => continue,
            };
            if target.tests_wasm() {
                selection.extend(option);
            }
        }
        (!selection.is_empty()).then_some(selection)
    }
}

impl Target {
    /// A test may be one file beside others; everything else has a folder of its own.
    fn tests_wasm(&self) -> bool {
        let stem = self.source.file_stem().unwrap_or_default();
        let is_alone = self.kind == "test" && stem != "main" && stem != "mod";
        let folder = self.source.parent().unwrap_or(&self.source);
        tests_wasm(if is_alone { &self.source } else { folder })
    }
}

/// Whether a source file, or any below a folder, has tests for wasm.
fn tests_wasm(path: &Path) -> bool {
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        return entries
            .map(|entry| entry.path())
            .any(|entry| tests_wasm(&entry));
    }
    path.extension().is_some_and(|extension| extension == "rs")
        && fs::read_to_string(path).is_ok_and(|text| text.contains("wasm_bindgen_test"))
}

/// The version of `package` that the workspace is locked to.
pub(crate) fn locked_version(root: &Path, package: &str) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["pkgid", "--package", package])
        .current_dir(root);
    let advice = format!("see what `cargo pkgid {package}` says: its tool can match one version");
    // `registry+https://github.com/rust-lang/crates.io-index#wasm-bindgen@0.2.130`
    let id = exec::output(&mut cargo).ok_or_else(|| Error::new(advice.clone()))?;
    let (_, version) = id
        .rsplit_once('@')
        .ok_or_else(|| Error::new(advice).detail(&id))?;
    Ok(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Member, all, locked_version, member};
    use serde_json::json;
    use std::fs;

    #[test]
    fn this_workspace() {
        let paths = crate::paths::Paths::find().unwrap();
        let members = all(&paths.root).unwrap();
        let find = |wanted: &str| {
            let mut members = members.iter();
            members.find(|member| member.name == wanted).unwrap()
        };
        let wasm = |wanted| find(wanted).is_for_wasm();
        assert!(wasm("vestibule-web") && wasm("vestibule-wasm"));
        assert!(!wasm("vestibule-iam") && !wasm("vestibule-xtask"));
        assert!(find("vestibule-signin").has_benches() && !find("vestibule-web").has_benches());
        assert!(find("vestibule-wire").depends_on("vestibule-signin"));
        assert!(find("vestibule-web").folder.ends_with("web"));
    }

    #[test]
    fn this_workspace_locks_wasm_bindgen() {
        let paths = crate::paths::Paths::find().unwrap();
        let version = locked_version(&paths.root, "wasm-bindgen").unwrap();
        assert!(version.starts_with("0.2."), "{version}");
        assert!(locked_version(&paths.root, "wasm-bind").is_err());
    }

    #[test]
    fn only_targets_with_wasm_tests_are_selected() {
        let folder = std::env::temp_dir().join(format!("vestibule-members-{}", std::process::id()));
        let write = |file: &str, text| {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        let package = |dependency| -> Member {
            let target = |kind: &str, name: &str, file: &str| json!({ "kind": [kind], "name": name, "src_path": folder.join(file) });
            member(&json!({
                "name": "x",
                "manifest_path": folder.join("Cargo.toml"),
                "dependencies": [{ "name": dependency }],
                "targets": [
                    target("lib", "x", "src/lib.rs"),
                    target("test", "many", "tests/many/main.rs"),
                    target("test", "native", "tests/native.rs"),
                    target("test", "one", "tests/one.rs"),
                ],
            }))
        };
        write("src/lib.rs", "mod deep;");
        write("tests/native.rs", "#[test] fn x() {}");
        write("tests/one.rs", "#[wasm_bindgen_test] fn x() {}");
        write("tests/many/main.rs", "mod part;");
        write("tests/many/part.rs", "use wasm_bindgen_test::*;");
        let found = package("wasm-bindgen-test");
        let outside = found.wasm_tests();
        write("src/deep/mod.rs", "#[wasm_bindgen_test] fn x() {}");
        let inside = found.wasm_tests();
        let without = package("wasm-bindgen").wasm_tests();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(outside.unwrap(), ["--test", "many", "--test", "one"]);
        assert_eq!(
            inside.unwrap(),
            ["--lib", "--test", "many", "--test", "one"]
        );
        assert_eq!(without, None);
    }
}
