//! The program that analyses, which is not part of the first view: its files get names by their
//! content, and the page is told these, since it asks for them itself.

use crate::csp::Mode;
use crate::error::{Error, Result};
use crate::esbuild::{self, MODULE};
use std::fs;
use std::path::Path;

/// What Trunk calls a program that is a worker's: by its name alone.
const SCRIPT: &str = "analysis.js";
const PROGRAM: &str = "analysis_bg.wasm";

/// Renames the files in `staging` and returns the page with their names.
pub(crate) fn link(root: &Path, staging: &Path, html: &str, mode: Mode) -> Result<String> {
    let script = take(staging, SCRIPT)?;
    let script = match mode {
        Mode::Release => {
            let text = String::from_utf8(script)
                .map_err(Error::because("see what wasm-bindgen wrote: it is no text"))?;
            esbuild::minify(root, &text, MODULE)?.into_bytes()
        }
        Mode::Serve => script,
    };
    let script = esbuild::write(staging, "analysis", ".js", &script)?;
    let program = take(staging, PROGRAM)?;
    let program = esbuild::write(staging, "analysis", ".wasm", &program)?;
    named(html, &script, &program)
}

/// The content of a file, which is no longer there.
fn take(staging: &Path, name: &str) -> Result<Vec<u8>> {
    let file = staging.join(name);
    let advice = || format!("see what Trunk did: `{}` must be there", file.display());
    let content = fs::read(&file).map_err(Error::because(advice()))?;
    fs::remove_file(&file).map_err(Error::because(advice()))?;
    Ok(content)
}

/// The page with both names.
fn named(html: &str, script: &str, program: &str) -> Result<String> {
    let (head, rest) = html
        .split_once("</head>")
        .ok_or_else(|| Error::new("keep a plain `</head>` in index.html"))?;
    let meta = |name, file| format!("  <meta name=\"{name}\" content=\"./{file}\" />\n  ");
    let (script, program) = (
        meta("analysis-script", script),
        meta("analysis-program", program),
    );
    Ok(format!("{head}{script}{program}</head>{rest}"))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_page_names_both_files() {
        let page = named("<head></head><body>", "a-1.js", "a-2.wasm").unwrap();
        for meta in [
            "<meta name=\"analysis-script\" content=\"./a-1.js\" />",
            "<meta name=\"analysis-program\" content=\"./a-2.wasm\" />",
        ] {
            assert!(page.contains(meta), "{page}");
        }
        assert!(page.ends_with("</head><body>"), "{page}");
        assert!(named("<body>", "a.js", "a.wasm").is_err());
    }
}
