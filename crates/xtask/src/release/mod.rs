//! What a release must hold, and what it is made of.

pub(crate) mod archive;
pub(crate) mod binaries;
pub(crate) mod changelog;
pub(crate) mod compared;
mod contract;
pub(crate) mod crates;
pub(crate) mod git;
pub(crate) mod licence;
pub(crate) mod locks;
pub(crate) mod version;

use crate::error::{Error, Result};
use std::fs;
use std::path::Path;

/// Below the checkout: all that is published, and nothing else.
pub(crate) const ARTIFACTS: &str = "target/release-artifacts";

/// Fails with `advice` when anything is wrong, which is listed.
fn none(wrong: &[String], advice: &str) -> Result<()> {
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::new(advice).detail(wrong.join("\n")))
}

/// The text of a file of the checkout.
fn read(root: &Path, file: &str) -> Result<String> {
    let advice = format!("restore `{file}` from the repository");
    fs::read_to_string(root.join(file)).map_err(Error::because(advice))
}

/// A JSON file of the checkout.
fn json(root: &Path, file: &str) -> Result<serde_json::Value> {
    let text = read(root, file)?;
    serde_json::from_str(&text).map_err(Error::because(format!("mend `{file}`")))
}

/// Files for the tests, in a folder of their own.
#[cfg(test)]
struct Folder(std::path::PathBuf);

#[cfg(test)]
impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let name = format!("vestibule-release-{name}-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        for (file, text) in files {
            folder.write(file, text);
        }
        folder
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

#[cfg(test)]
impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays costs space and nothing else.
        let _ = fs::remove_dir_all(&self.0);
    }
}
