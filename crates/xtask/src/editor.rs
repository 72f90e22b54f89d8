//! The page's code editor: CodeMirror and its glue, bundled by esbuild into one module.
//!
//! The module's name carries a hash of its content, and the page names it, so that the page
//! can load it when it is wanted and a cache can keep it for ever.

use crate::error::{Error, Result};
use crate::setup::digest;
use std::path::Path;
use std::process::Command;

/// Where the glue and the lock file of what it stands on are, below the checkout.
pub(crate) const FOLDER: &str = "web/editor";

/// Makes the module in `staging` and returns its name.
pub(crate) fn bundle(root: &Path, staging: &Path) -> Result<String> {
    let folder = root.join(FOLDER);
    let esbuild = folder.join("node_modules/.bin/esbuild");
    let advice = "run `cargo xtask setup`, then see what esbuild says";
    // What it makes comes by its standard output, since only then is the name known.
    let made = Command::new(esbuild)
        .args(["index.js", "--bundle", "--minify", "--format=esm"])
        .arg("--alias:style-mod=./style-mod.js")
        .args(["--target=es2022", "--charset=utf8", "--legal-comments=none"])
        .arg("--log-level=warning")
        .current_dir(&folder)
        .output()
        .map_err(Error::because(advice))?;
    if !made.status.success() {
        return Err(Error::new(advice).detail(String::from_utf8_lossy(&made.stderr)));
    }
    let name = name(&made.stdout);
    let file = staging.join(&name);
    std::fs::write(&file, &made.stdout).map_err(Error::because(format!(
        "make `{}` writable",
        file.display()
    )))?;
    Ok(name)
}

fn name(module: &[u8]) -> String {
    format!("editor-{}.js", digest(module))
}

/// The page with a link to the module at the end of its head. It is fetched ahead and not yet read
/// (`modulepreload` would do both): that would take the time in which the page starts.
pub(crate) fn link(html: &str, module: &str) -> Result<String> {
    let (head, rest) = html
        .split_once("</head>")
        .ok_or_else(|| Error::new("keep a plain `</head>` in index.html"))?;
    let link = "<link rel=\"preload\" as=\"script\" crossorigin fetchpriority=\"low\"";
    Ok(format!(
        "{head}  {link} id=\"editor-module\" href=\"./{module}\" />\n  </head>{rest}"
    ))
}

#[cfg(test)]
mod tests {
    use super::{link, name};

    #[test]
    fn another_content_has_another_name() {
        assert_eq!(name(b"abc"), "editor-ba7816bf8f01.js");
        assert_ne!(name(b"abd"), name(b"abc"));
    }

    #[test]
    fn the_page_names_the_module_beside_it() {
        let html = link("<head>\n  </head><body></body>", "editor-1.js").unwrap();
        assert!(
            html.contains("id=\"editor-module\" href=\"./editor-1.js\""),
            "{html}"
        );
        assert!(html.ends_with("</head><body></body>"), "{html}");
        assert!(link("<body></body>", "editor-1.js").is_err());
    }
}
