//! The page's code editor: CodeMirror and its glue, bundled by esbuild into one module.
//!
//! The module's name carries a hash of its content, and the page names it, so that the page
//! can load it when it is wanted and a cache can keep it for ever.

use crate::error::{Error, Result};
use crate::esbuild::{self, FOLDER, MODULE, TARGET};
use std::path::Path;

/// Makes the module in `staging` and returns its name.
pub(crate) fn bundle(root: &Path, staging: &Path) -> Result<String> {
    let options = [MODULE, TARGET, "--alias:style-mod=./style-mod.js"];
    let module = esbuild::bundle(root, FOLDER, "index.js", &options)?;
    esbuild::write(staging, "editor", ".js", &module)
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
    use super::link;

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
