//! Writes one test for every request of every file in `corpus/`, so that a
//! failure names the request and the counts are those of cases.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("corpus");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut tests = String::new();
    let mut table = String::from("pub(crate) const REQUESTS: &[(&str, &str)] = &[\n");
    for path in &files {
        println!("cargo::rerun-if-changed={}", path.display());
        let relative = path.strip_prefix(&root)?.with_extension("");
        let relative = relative.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(path)?;
        // A file that cannot be read still becomes a test, which then says why.
        let names = names(&text).unwrap_or_else(|| vec!["unreadable".to_owned()]);
        writeln!(tests, "mod {} {{", identifier(&relative))?;
        writeln!(
            tests,
            "    const TEXT: &str = include_str!({:?});",
            path.display().to_string()
        )?;
        for (index, name) in names.iter().enumerate() {
            writeln!(
                tests,
                "    case!(n{index}_{}, TEXT, {index});",
                identifier(name)
            )?;
            writeln!(table, "    ({relative:?}, {name:?}),")?;
        }
        writeln!(tests, "}}")?;
    }
    table.push_str("];\n");
    let merged = tests + &table;
    fs::write(
        PathBuf::from(env::var("OUT_DIR")?).join("corpus.rs"),
        merged,
    )?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    // An addition to a folder changes the folder.
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn names(text: &str) -> Option<Vec<String>> {
    let case: serde_json::Value = serde_json::from_str(text).ok()?;
    let requests = case.get("requests")?.as_array()?;
    let name = |request: &serde_json::Value| {
        request
            .get("name")
            .and_then(|name| name.as_str())
            .unwrap_or("unnamed")
            .to_owned()
    };
    Some(requests.iter().map(name).collect())
}

/// A Rust name that says what `text` says.
fn identifier(text: &str) -> String {
    let mut name = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.ends_with('_') && !name.is_empty() {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_').to_owned();
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("n_{name}")
    }
}
