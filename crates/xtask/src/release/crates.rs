//! The crates that stand on their own, as crates.io and docs.rs want them.

use super::none;
use crate::error::Result;
use crate::members;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// So many keywords does crates.io take, of so many letters each.
const KEYWORDS: usize = 5;
const LETTERS: usize = 20;

/// The names of the crates that may be published, sorted.
pub(crate) fn published(metadata: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = members::packages(metadata)
        .filter(|package| is_published(package))
        .map(|package| members::text(package, "name"))
        .collect();
    names.sort_unstable();
    names
}

/// `publish` is an empty list where it is false.
fn is_published(package: &Value) -> bool {
    package.get("publish").is_none_or(Value::is_null)
}

/// Holds every crate that may be published to what crates.io and docs.rs ask for.
pub(crate) fn check(metadata: &Value) -> Result<()> {
    let published = published(metadata);
    let mut wrong = Vec::new();
    for package in members::packages(metadata).filter(|package| is_published(package)) {
        let name = members::text(package, "name");
        wrong.extend(lacks(package).map(|what| format!("{name}: {what}")));
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        for dependency in dependencies.into_iter().flatten() {
            let is_ours = dependency.get("path").is_some_and(|path| !path.is_null());
            let on = members::text(dependency, "name");
            let unversioned = members::text(dependency, "req") == "*";
            // cargo leaves tests' dependencies out that have no version.
            let is_left_out = dependency["kind"] == "dev" && unversioned;
            if is_ours && !is_left_out && (unversioned || !published.contains(&on)) {
                wrong.push(format!(
                    "{name}: it depends on {on}, which is not published"
                ));
            }
        }
    }
    if published.is_empty() {
        wrong.push("no crate has `publish = true`".to_owned());
    }
    none(
        &wrong,
        "give each crate that is published what is missing above",
    )
}

fn lacks(package: &Value) -> impl Iterator<Item = &'static str> {
    let has = |name: &str| !members::text(package, name).trim().is_empty();
    let list = |name: &str| {
        let entries = package.get(name).and_then(Value::as_array);
        entries.map_or(&[][..], Vec::as_slice)
    };
    let keywords = list("keywords");
    let is_short = |word: &Value| word.as_str().is_some_and(|word| word.len() <= LETTERS);
    let readme = Path::new(members::text(package, "readme"));
    let readme = members::folder(package).join(readme);
    let has_readme =
        has("readme") && fs::read_to_string(readme).is_ok_and(|text| !text.trim().is_empty());
    let is_keyed = (1..=KEYWORDS).contains(&keywords.len()) && keywords.iter().all(is_short);
    let docs = package.pointer("/metadata/docs/rs");
    [
        (has("description"), "it has no description"),
        (has("license"), "it has no licence"),
        (has("rust_version"), "it has no rust-version"),
        (has_readme, "it has no README.md"),
        (is_keyed, "it has no keywords, or more than crates.io takes"),
        (!list("categories").is_empty(), "it has no categories"),
        (
            docs.is_some_and(Value::is_object),
            "it has no `package.metadata.docs.rs`",
        ),
    ]
    .into_iter()
    .filter_map(|(is_right, what)| (!is_right).then_some(what))
}

#[cfg(test)]
mod tests {
    use super::{check, published};
    use crate::members;
    use crate::release::Folder;
    use serde_json::{Value, json};

    /// Two crates; `change` is what a test makes of them.
    fn metadata(folder: &Folder, change: impl FnOnce(&mut Value)) -> Value {
        let package = |name: &str| {
            json!({
                "name": name,
                "manifest_path": folder.0.join(name).join("Cargo.toml"),
                "description": "A thing", "license": "MIT", "rust_version": "1.95",
                "readme": "README.md", "keywords": ["aws"], "categories": ["authentication"],
                "publish": null, "metadata": {"docs": {"rs": {"all-features": true}}},
                "dependencies": [],
            })
        };
        let mut metadata = json!({"packages": [package("a"), package("b")]});
        metadata["packages"][1]["dependencies"] = json!([
            {"name": "a", "path": "/a", "req": "^1.0.0", "kind": null},
            {"name": "tool", "path": "/tool", "req": "*", "kind": "dev"},
            {"name": "serde", "req": "^1", "kind": null},
        ]);
        change(&mut metadata["packages"][0]);
        metadata
    }

    #[test]
    fn what_crates_io_asks_for_is_asked_for() {
        let files = [("a/README.md", "# a"), ("b/README.md", "# b")];
        let folder = Folder::new("crates", &files);
        check(&metadata(&folder, |_| ())).unwrap();
        let many = json!(["a", "b", "c", "d", "e", "f"]);
        let cases = [
            ("description", json!(" "), "a: it has no description"),
            ("license", Value::Null, "a: it has no licence"),
            ("rust_version", Value::Null, "a: it has no rust-version"),
            ("readme", json!("NONE.md"), "a: it has no README.md"),
            ("keywords", json!([]), "a: it has no keywords"),
            ("keywords", many, "or more than crates.io takes"),
            ("keywords", json!(["a".repeat(21)]), "more than crates.io"),
            ("categories", json!([]), "a: it has no categories"),
            ("metadata", Value::Null, "a: it has no `package.metadata"),
            (
                "publish",
                json!([]),
                "b: it depends on a, which is not published",
            ),
        ];
        for (member, value, said) in cases {
            let metadata = metadata(&folder, |package| package[member] = value);
            let error = check(&metadata).unwrap_err().to_string();
            assert!(error.contains(said), "{said}: {error}");
        }
    }

    #[test]
    fn the_crates_of_this_workspace_can_be_published() {
        let paths = crate::paths::Paths::find().unwrap();
        let metadata = members::metadata(&paths.root, &["--no-deps"]).unwrap();
        check(&metadata).unwrap();
        let published = published(&metadata);
        for name in ["iam", "signin", "analysis", "wire", "cli"] {
            let name = format!("vestibule-{name}");
            assert!(published.contains(&name.as_str()), "{name}");
        }
        assert!(!published.contains(&"vestibule-xtask"));
    }
}
