//! Gathers the messages of each language, one file an area in `text/`, into one text that the page
//! carries: whoever adds a file need not list it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The areas that `<vestibule-example>` speaks of.
const ELEMENT: [&str; 5] = ["decision", "embed", "remark", "surface", "why"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=text");
    let out = env::var("OUT_DIR")?;
    for language in ["en", "ja"] {
        let folder = Path::new("text").join(language);
        let whole = gather(&folder, |_| true)?;
        fs::write(Path::new(&out).join(format!("{language}.ftl")), whole)?;
        let of_element = gather(&folder, |area| ELEMENT.contains(&area))?;
        fs::write(
            Path::new(&out).join(format!("{language}-element.ftl")),
            of_element,
        )?;
    }
    Ok(())
}

/// The files of a folder for some areas, by name, without what only their authors read.
fn gather(folder: &Path, is_for: impl Fn(&str) -> bool) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let area = path.file_stem().and_then(|stem| stem.to_str());
        if path.extension().is_some_and(|extension| extension == "ftl") && area.is_some_and(&is_for)
        {
            files.push(path);
        }
    }
    files.sort();
    let mut gathered = String::new();
    for file in files {
        let text = fs::read_to_string(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            writeln!(gathered, "{line}")?;
        }
    }
    Ok(gathered)
}
