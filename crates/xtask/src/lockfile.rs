//! Reads versions out of `Cargo.lock`.

use crate::error::{Error, Result};
use std::path::Path;

/// The version of `package` that the workspace is locked to.
pub(crate) fn version(root: &Path, package: &str) -> Result<String> {
    let file = root.join("Cargo.lock");
    let text = std::fs::read_to_string(&file)
        .map_err(Error::because(format!("cannot read `{}`", file.display())))?;
    find(&text, package)?.ok_or_else(|| {
        Error::new(format!(
            "run `cargo update --workspace`: Cargo.lock does not name `{package}`"
        ))
    })
}

fn find(lock: &str, package: &str) -> Result<Option<String>> {
    let mut found = None;
    for entry in lock.split("[[package]]") {
        let value = |key: &str| {
            entry.lines().find_map(|line| {
                let (name, value) = line.split_once(" = ")?;
                (name == key).then(|| value.trim_matches('"').to_owned())
            })
        };
        if value("name").as_deref() != Some(package) {
            continue;
        }
        if found.is_some() {
            return Err(Error::new(format!(
                "keep one version of `{package}` in Cargo.lock: its tool can only match one"
            )));
        }
        found = value("version");
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::find;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"

[[package]]
name = "twice"
version = "1.0.0"

[[package]]
name = "twice"
version = "2.0.0"
"#;

    #[test]
    fn the_exact_name_is_found() {
        assert_eq!(
            find(LOCK, "wasm-bindgen").unwrap().as_deref(),
            Some("0.2.130")
        );
        assert_eq!(find(LOCK, "wasm").unwrap(), None);
    }

    #[test]
    fn two_versions_are_refused() {
        let error = find(LOCK, "twice").unwrap_err().to_string();
        assert!(error.contains("`twice`"), "{error}");
    }

    #[test]
    fn this_workspace_locks_wasm_bindgen() {
        let paths = crate::paths::Paths::find().unwrap();
        let version = super::version(&paths.root, "wasm-bindgen").unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }
}
