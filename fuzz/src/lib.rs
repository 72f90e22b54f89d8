//! Where the fuzz targets begin: real policies and the strings in them.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use vestibule_iam::json::{Node, Value, parse};

/// Puts what `pick` finds in the case files of `tests/corpus` into the corpus of `target`.
///
/// libFuzzer calls this before it reads the corpus, so a fresh checkout starts from real
/// policies and no generated file has to be kept.
pub fn seed(target: &str, pick: impl Fn(&Case, &mut BTreeSet<String>)) {
    // Without seeds fuzzing only starts slower: a read-only checkout is no reason to stop.
    if let Err(error) = try_seed(target, pick) {
        eprintln!("no seeds for {target}: {error}");
    }
}

/// One case file.
pub struct Case {
    /// As it stands.
    pub text: String,
    /// As read.
    pub root: Node,
}

fn try_seed(target: &str, pick: impl Fn(&Case, &mut BTreeSet<String>)) -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    list(&here.join("../tests/corpus"), &mut files)?;
    let mut seeds = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file)?;
        let root = parse(&text).root;
        pick(&Case { text, root }, &mut seeds);
    }
    let folder = here.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    for seed in seeds {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        let file = folder.join(format!("seed-{:016x}", hasher.finish()));
        if !file.exists() {
            fs::write(file, seed)?;
        }
    }
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    Ok(())
}

impl Case {
    /// The policies in it, as they stand in the text.
    pub fn documents(&self) -> Vec<&str> {
        let mut found = Vec::new();
        each(&self.root, &mut |node| {
            if node.get("Statement").is_some() || node.get("statement").is_some() {
                found.extend(node.span.of(&self.text));
            }
        });
        found
    }

    /// Every string in it that is not a key.
    pub fn strings(&self) -> Vec<&str> {
        let mut found = Vec::new();
        each(&self.root, &mut |node| found.extend(node.as_str()));
        found
    }
}

fn each<'n>(node: &'n Node, visit: &mut impl FnMut(&'n Node)) {
    visit(node);
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|element| each(element, visit)),
        Value::Object(members) => members.iter().for_each(|member| each(&member.value, visit)),
        _ => {}
    }
}

/// The line before the first line feed and what stands behind it: two texts in one input.
///
/// Long ones teach nothing new and make the plain matcher slow.
pub fn pair(data: &[u8]) -> Option<(&str, &str)> {
    let short = Some(data).filter(|data| data.len() <= 300)?;
    std::str::from_utf8(short).ok()?.split_once('\n')
}

/// Does `pattern` match the whole of `text`? Slow and plain, on UTF-16 units.
pub fn naive_match(pattern: &str, text: &str) -> bool {
    const STAR: u16 = b'*' as u16;
    const QUESTION: u16 = b'?' as u16;
    let text: Vec<u16> = text.encode_utf16().collect();
    // `reached[i]`: what was read of the pattern matches the first `i` units.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for unit in pattern.encode_utf16() {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            next[at] = if unit == STAR {
                reached[at] || (at > 0 && next[at - 1])
            } else {
                at > 0 && reached[at - 1] && (unit == QUESTION || unit == text[at - 1])
            };
        }
        reached = next;
    }
    reached[text.len()]
}
