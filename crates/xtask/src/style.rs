//! The page's style sheets, as one file.

use crate::error::{Error, Result};
use crate::esbuild;
use std::path::Path;

/// Where they are, below the checkout, and the one that names them in their order.
const FOLDER: &str = "web/style";
const ENTRY: &str = "index.css";

/// The link of index.html that names them where they are written.
const LINK: &str = "href=\"web/style/index.css\"";

/// Makes the sheet in `staging` and returns its name.
pub(crate) fn bundle(root: &Path, staging: &Path) -> Result<String> {
    let sheet = esbuild::bundle(root, FOLDER, ENTRY, &[])?;
    esbuild::write(staging, "style", ".css", &sheet)
}

/// The page with the link to that sheet.
pub(crate) fn link(html: &str, sheet: &str) -> Result<String> {
    if html.matches(LINK).count() != 1 {
        return Err(Error::new(format!(
            "keep one link with `{LINK}` in index.html"
        )));
    }
    Ok(html.replace(LINK, &format!("href=\"./{sheet}\"")))
}

#[cfg(test)]
mod tests {
    use super::{ENTRY, FOLDER, link};
    use std::path::Path;

    #[test]
    fn the_page_links_the_one_sheet() {
        let page = include_str!("../../../index.html");
        let html = link(page, "style-1.css").unwrap();
        assert!(
            html.contains("<link rel=\"stylesheet\" href=\"./style-1.css\" />"),
            "{html}"
        );
        assert!(link(&html, "style-1.css").is_err());
    }

    #[test]
    fn each_sheet_is_in_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(FOLDER);
        let entry = std::fs::read_to_string(folder.join(ENTRY)).unwrap();
        for file in std::fs::read_dir(folder).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let import = format!("@import \"./{name}\";\n");
            assert_eq!(entry.contains(&import), name != ENTRY, "{name}");
        }
    }
}
