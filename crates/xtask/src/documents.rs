//! The documents for people who change the code name files, headings and dependencies that exist.

use crate::members;
use crate::paths::Paths;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ARCHITECTURE: &str = "/docs/architecture.md";
const DEPENDENCIES: &str = "/docs/dev/dependencies.md";

/// Cites files of others.
const SEMANTICS: &str = "/docs/semantics.md";

/// Made by the build.
const BUILT: [&str; 3] = ["dist", "target", "node_modules"];

/// What is read here, so that `test --quick` runs these tests when one of them changes.
const DOCUMENTS: [&str; 31] = [
    "/CONTRIBUTING.md",
    "/README.md",
    "/SECURITY.md",
    "/docs/analysis.md",
    ARCHITECTURE,
    "/docs/check.md",
    "/docs/control-plane.md",
    "/docs/denials.md",
    "/docs/doors.md",
    "/docs/dev/build.md",
    DEPENDENCIES,
    "/docs/dev/javascript-border.md",
    "/docs/dev/page.md",
    "/docs/dev/release.md",
    "/docs/dev/size.md",
    "/docs/dev/tests.md",
    "/docs/dev/words.md",
    "/docs/emulator.md",
    "/docs/findings.md",
    "/docs/glossary.md",
    "/docs/import.md",
    "/docs/limits.md",
    "/docs/lint.md",
    "/docs/organization.md",
    "/docs/publishing.md",
    "/docs/recovery.md",
    "/docs/rollout.md",
    "/docs/rules.md",
    SEMANTICS,
    "/docs/test.md",
    "/tests/corpus/README.md",
];

/// Where a path in a document may begin, besides the root: at the crates, which are named most.
const CRATES: &str = "crates";

fn root() -> PathBuf {
    Paths::find().unwrap().root
}

fn read(root: &Path, document: &str) -> String {
    let file = root.join(document.trim_start_matches('/'));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The lines of a text outside of fenced blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        fenced ^= is_fence;
        !fenced && !is_fence
    })
}

/// What stands in backticks.
fn code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether a code span is the path of a file or folder of this repository that is not built.
fn is_path(span: &str, top: &BTreeSet<String>) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let is_built = span.split('/').any(|part| BUILT.contains(&part));
    let first = span.split_once('/').map(|(first, _)| first);
    first.is_some_and(|first| top.contains(first)) && span.chars().all(plain) && !is_built
}

/// The folders at the root and the crates, by name.
fn top(root: &Path) -> BTreeSet<String> {
    [root.to_owned(), root.join(CRATES)]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().flatten())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// The targets of Markdown's links.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
}

/// The anchor of a heading, as it is made where Markdown is shown.
fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    heading.trim().chars().filter_map(kept).collect()
}

fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    let named = text
        .split("id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    headings
        .map(|line| anchor(line.trim_start_matches('#')))
        .chain(named.map(str::to_owned))
        .collect()
}

#[test]
fn every_document_is_read() {
    let root = root();
    for folder in ["docs", "docs/dev"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let name = format!("/{folder}/{}", entry.unwrap().file_name().to_string_lossy());
            let is_document = name.ends_with(".md");
            assert!(!is_document || DOCUMENTS.contains(&name.as_str()), "{name}");
        }
    }
}

/// It is what somebody new reads first.
#[test]
fn the_architecture_is_short() {
    let lines = read(&root(), ARCHITECTURE).lines().count();
    assert!(
        lines <= 250,
        "{lines} lines: move what few need to docs/dev"
    );
}

#[test]
fn what_documents_name_exists() {
    let root = root();
    let top = top(&root);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for document in DOCUMENTS {
        let text = read(&root, document);
        let folder = root.join(document.trim_start_matches('/'));
        let folder = folder.parent().unwrap();
        for line in prose(&text) {
            let spans = code(line).filter(|_| document != SEMANTICS);
            for path in spans.filter(|span| is_path(span, &top)) {
                seen += 1;
                if ![root.join(path), root.join(CRATES).join(path)]
                    .iter()
                    .any(|p| p.exists())
                {
                    wrong.push(format!("{document}: `{path}`"));
                }
            }
            for link in links(line).filter(|link| !link.contains("://") && !link.contains(' ')) {
                seen += 1;
                let (path, heading) = link.split_once('#').unwrap_or((link, ""));
                let file = if path.is_empty() {
                    root.join(document.trim_start_matches('/'))
                } else {
                    folder.join(path)
                };
                let is_right = file.exists()
                    && (heading.is_empty()
                        || anchors(&fs::read_to_string(&file).unwrap()).contains(heading));
                if !is_right {
                    wrong.push(format!("{document}: ({link})"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(seen > 200, "{seen}");
}

#[test]
fn every_dependency_has_its_reason() {
    let root = root();
    let members = members::all(&root).unwrap();
    let own: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let used: BTreeSet<&str> = members
        .iter()
        .flat_map(members::Member::dependencies)
        .filter(|name| !own.contains(name))
        .collect();
    let text = read(&root, DEPENDENCIES);
    let (rust, _) = text.split_once("## npm").unwrap();
    let rows = prose(rust).filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let named: BTreeSet<&str> = rows
        .flat_map(|first| first.split(", "))
        .filter(|name| !["Crate", "---"].contains(name))
        .collect();
    let missing: Vec<_> = used.difference(&named).collect();
    let gone: Vec<_> = named.difference(&used).collect();
    assert!(missing.is_empty(), "{DEPENDENCIES} lacks {missing:?}");
    assert!(
        gone.is_empty(),
        "{DEPENDENCIES} names {gone:?}, which nothing uses"
    );
}
