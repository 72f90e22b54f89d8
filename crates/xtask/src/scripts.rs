//! The scripts of a release in fewer letters: the JavaScript that wasm-bindgen writes around the
//! page's program, and what starts the worker.

use crate::csp::integrity;
use crate::error::{Error, Result};
use crate::esbuild::{self, MODULE};
use std::fs;
use std::path::Path;

/// What starts the worker. Its name stays the same.
const WORKER: &str = "worker.js";

/// Replaces the scripts in `staging` and returns the page with their new names.
pub(crate) fn minify(root: &Path, staging: &Path, html: &str) -> Result<String> {
    let minified = |name: &str| {
        let file = staging.join(name);
        let advice = format!("make `{}` readable", file.display());
        let script = fs::read_to_string(&file).map_err(Error::because(advice))?;
        esbuild::minify(root, &script, MODULE)
    };
    let writable = |name: &str| format!("make `{}` writable", staging.join(name).display());
    fs::write(staging.join(WORKER), minified(WORKER)?).map_err(Error::because(writable(WORKER)))?;
    let old = program(html)?;
    let script = minified(old)?;
    fs::remove_file(staging.join(old)).map_err(Error::because(writable(old)))?;
    let new = esbuild::write(staging, "vestibule-web", ".js", script.as_bytes())?;
    Ok(renamed(html, old, &new, &integrity(script.as_bytes())))
}

/// What Trunk called the program's JavaScript.
fn program(html: &str) -> Result<&str> {
    html.split(['"', '\''])
        .find(|text| text.starts_with("./vestibule-web-") && text.ends_with(".js"))
        .and_then(|text| text.strip_prefix("./"))
        .ok_or_else(|| Error::new("see what Trunk wrote into index.html: it names no program"))
}

/// The page with another name for a file, and another integrity where it says that. Browsers check
/// none of what is fetched ahead for `fetch`, and warn where one is given.
fn renamed(html: &str, old: &str, new: &str, integrity: &str) -> String {
    let mut page = String::new();
    for (index, tag) in html.split('<').enumerate() {
        if index > 0 {
            page.push('<');
        }
        match tag.split_once(" integrity=\"") {
            Some((before, after)) if after.contains(" as=\"fetch\"") => {
                let (_, after) = after.split_once('"').unwrap_or_default();
                page.push_str(&format!("{before}{after}"));
            }
            Some((before, after)) if before.contains(old) => {
                let (_, after) = after.split_once('"').unwrap_or_default();
                page.push_str(&format!("{before} integrity=\"{integrity}\"{after}"));
            }
            _ => page.push_str(tag),
        }
    }
    page.replace(old, new)
}

#[cfg(test)]
mod tests {
    use super::{program, renamed};

    #[test]
    fn the_page_names_the_new_script_with_its_content() {
        let html = "<script>import i from './vestibule-web-1.js'; i('./vestibule-web-1_bg.wasm')\
                    </script><link href=\"./vestibule-web-1.js\" integrity=\"sha384-a\">\
                    <link href=\"./vestibule-web-1_bg.wasm\" integrity=\"sha384-b\" as=\"fetch\">";
        let script = program(html).unwrap();
        assert_eq!(script, "vestibule-web-1.js");
        assert_eq!(
            renamed(html, script, "vestibule-web-2.js", "sha256-c"),
            "<script>import i from './vestibule-web-2.js'; i('./vestibule-web-1_bg.wasm')\
             </script><link href=\"./vestibule-web-2.js\" integrity=\"sha256-c\">\
             <link href=\"./vestibule-web-1_bg.wasm\" as=\"fetch\">"
        );
        assert!(program("<html></html>").is_err());
    }
}
