//! The licence is the same wherever it is named, and its texts are there.

use super::{json, none};
use crate::error::Result;
use crate::members;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The texts, which go into everything that is published.
pub(crate) const FILES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

pub(crate) fn check(root: &Path, metadata: &Value) -> Result<()> {
    let mut wrong = Vec::new();
    for file in FILES {
        let text = fs::read_to_string(root.join(file)).unwrap_or_default();
        if text.trim().is_empty() {
            wrong.push(format!("{file}: it is missing or empty"));
        }
    }
    let package = json(root, "pkg/package.json")?;
    let licence = members::text(&package, "license");
    if licence.is_empty() {
        wrong.push("pkg/package.json: it names no `license`".to_owned());
    }
    for member in members::packages(metadata) {
        let own = members::text(member, "license");
        if own != licence {
            let name = members::text(member, "name");
            wrong.push(format!(
                "{name}: its licence is `{own}`, the package's `{licence}`"
            ));
        }
    }
    none(&wrong, "name one licence everywhere, and add its texts")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::release::Folder;
    use serde_json::json;

    #[test]
    fn one_licence_with_its_texts_is_asked_for() {
        let package = r#"{"license": "MIT OR Apache-2.0"}"#;
        let files = [
            ("pkg/package.json", package),
            ("LICENSE-MIT", "MIT"),
            ("LICENSE-APACHE", "Apache"),
        ];
        let of = |licence| json!({"packages": [{"name": "a", "license": licence}]});
        let (good, other) = (of("MIT OR Apache-2.0"), of("MIT"));
        let folder = Folder::new("licence", &files);
        check(&folder.0, &good).unwrap();
        let error = check(&folder.0, &other).unwrap_err().to_string();
        assert!(error.contains("a: its licence is `MIT`"), "{error}");
        folder.write("LICENSE-MIT", "\n");
        let error = check(&folder.0, &good).unwrap_err().to_string();
        assert!(error.contains("LICENSE-MIT: it is missing"), "{error}");
        folder.write("LICENSE-MIT", "MIT");
        folder.write("pkg/package.json", "{}");
        let error = check(&folder.0, &good).unwrap_err().to_string();
        assert!(error.contains("names no `license`"), "{error}");
    }
}
