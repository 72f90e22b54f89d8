//! esbuild, which comes with the code editor: it makes one file of many and says everything
//! shorter.

use crate::digest::digest;
use crate::error::{Error, Result};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where the editor's glue and the lock file of what it stands on are, below the checkout.
pub(crate) const FOLDER: &str = "web/editor";

const ADVICE: &str = "run `cargo xtask setup`, then see what esbuild says";

/// The syntax that the oldest browser of ours knows.
pub(crate) const TARGET: &str = "--target=es2022";

/// A module, and a script whose own names nothing else means.
pub(crate) const MODULE: &str = "--format=esm";
pub(crate) const SCRIPT: &str = "--format=iife";

/// One file of `entry`, below `folder`, and all that it stands on. It comes by esbuild's standard
/// output, since only then is a name by its content known.
pub(crate) fn bundle(root: &Path, folder: &str, entry: &str, options: &[&str]) -> Result<Vec<u8>> {
    let mut esbuild = esbuild(root);
    esbuild
        .args([entry, "--bundle"])
        .args(options)
        .current_dir(root.join(folder))
        .stdin(Stdio::null());
    output(esbuild, b"")
}

/// `script`, minified.
pub(crate) fn minify(root: &Path, script: &str, format: &str) -> Result<String> {
    let mut esbuild = esbuild(root);
    esbuild
        .args([format, TARGET])
        .current_dir(root)
        .stdin(Stdio::piped());
    let made = output(esbuild, script.as_bytes())?;
    String::from_utf8(made).map_err(Error::because(ADVICE))
}

/// Writes a file whose name carries a hash of its content, and returns that name.
pub(crate) fn write(folder: &Path, name: &str, end: &str, content: &[u8]) -> Result<String> {
    let name = format!("{name}-{}{end}", digest(content));
    let file = folder.join(&name);
    fs::write(&file, content).map_err(Error::because(format!(
        "make `{}` writable",
        file.display()
    )))?;
    Ok(name)
}

fn esbuild(root: &Path) -> Command {
    let mut esbuild = Command::new(root.join(FOLDER).join("node_modules/.bin/esbuild"));
    esbuild.args(["--minify", "--charset=utf8", "--legal-comments=none"]);
    esbuild.arg("--log-level=warning");
    esbuild
}

fn output(mut esbuild: Command, input: &[u8]) -> Result<Vec<u8>> {
    let mut child = esbuild
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Error::because(ADVICE))?;
    // It reads all of it before it says anything.
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input).map_err(Error::because(ADVICE))?;
    }
    let made = child.wait_with_output().map_err(Error::because(ADVICE))?;
    if made.status.success() {
        Ok(made.stdout)
    } else {
        Err(Error::new(ADVICE).detail(String::from_utf8_lossy(&made.stderr)))
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn another_content_has_another_name() {
        let folder = std::env::temp_dir();
        let name = |content| write(&folder, "vestibule-name", ".txt", content).unwrap();
        assert_eq!(name(b"abc"), "vestibule-name-ba7816bf8f01.txt");
        assert_ne!(name(b"abd"), name(b"abc"));
        for content in [b"abc", b"abd"] {
            std::fs::remove_file(folder.join(name(content))).unwrap();
        }
    }
}
