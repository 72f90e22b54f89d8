//! Gathers the messages of each language, one file an area in `text/`, into one text that the page
//! carries: whoever adds a file need not list it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=text");
    let out = env::var("OUT_DIR")?;
    for language in ["en", "ja"] {
        let gathered = gather(&Path::new("text").join(language))?;
        fs::write(Path::new(&out).join(format!("{language}.ftl")), gathered)?;
    }
    Ok(())
}

/// All files of a folder, by name, without what only their authors read.
fn gather(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
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
