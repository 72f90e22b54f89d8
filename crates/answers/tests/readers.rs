//! The documentation of what the readers find: each sample has its mistake and no other.

#![allow(clippy::expect_used)] // helpers of tests may panic

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use vestibule_answers::lint;
use vestibule_lint::{Sample, case_file, reader};
use vestibule_wire::{Case, Finding, NoFiles, check_file};

/// Codes that come with another one, which is the mistake.
const BESIDE: &[(&str, &str)] = &[
    ("json-control-character", "unseen-character"),
    ("nesting-too-deep", "wrong-type"),
    ("too-many-problems", "missing-action"),
    ("too-many-problems", "missing-effect"),
    ("too-many-problems", "missing-principal"),
    ("too-many-problems", "missing-resource"),
    ("too-many-policies", "missing-statement"),
    ("too-many-policies", "missing-version"),
    ("too-many-policies", "too-many-problems"),
    ("unresolved-value", "policies-inside"),
    ("vpc-of-aws-example", "invalid-operand"),
];

/// Codes of what is around a text, which no sample can show.
const AROUND: &[&str] = &[
    "expired-suppression",
    "file-not-written",
    "files-too-large",
    "folder-too-deep",
    "folder-too-large",
    "organization-not-answered",
    "path-outside",
    "run-too-large",
    "too-many-files",
    "two-configurations",
    "unknown-rule",
    "unreadable-path",
    "unused-suppression",
];

/// Codes of decisions, which `vestibule check` does not make.
const OF_DECISIONS: &[&str] = &["work-limit"];

/// Codes of what `vestibule statements` is handed, which is no text that is checked.
const OF_STATEMENTS: &[&str] = &[
    "command-not-used",
    "no-statements",
    "unknown-option",
    "unreadable-input",
];

/// What is wrong with the text itself, as the command that takes it says.
fn findings(sample: &Sample) -> Vec<Finding> {
    let bytes = sample.bytes();
    match sample.kind() {
        Some(kind) => check_file(&bytes, Some(kind.into())).findings,
        None => match Case::from_bytes(&bytes, &NoFiles) {
            Ok(case) => case.findings().to_vec(),
            Err(findings) => findings,
        },
    }
}

/// What the readers find in the sample.
fn found(sample: &Sample) -> BTreeSet<String> {
    let readers = reader::docs().chain(case_file::docs());
    let of_readers: BTreeSet<&str> = readers.map(|doc| doc.rule.code).collect();
    let findings = findings(sample);
    let codes = findings.iter().map(|finding| finding.code.to_string());
    codes.filter(|code| of_readers.contains(&**code)).collect()
}

#[test]
fn samples_have_their_mistake_and_no_other() {
    let mut wrong = Vec::new();
    for doc in reader::docs().chain(case_file::docs()) {
        let code = doc.rule.code;
        for sample in doc.finds {
            let mut found = found(sample);
            found.retain(|other| !BESIDE.contains(&(code, other)));
            if !found.iter().eq([code]) {
                wrong.push(format!("{code}: {found:?}"));
            }
        }
        for sample in doc.passes {
            let found = found(sample);
            if !found.is_empty() {
                wrong.push(format!("{code} passes: {found:?} in {}", sample.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_what_no_sample_can_show_has_none() {
    let all = reader::docs().chain(case_file::docs());
    let mut without: Vec<&str> = all
        .filter(|doc| doc.finds.is_empty())
        .map(|doc| doc.rule.code)
        .collect();
    without.sort_unstable();
    assert_eq!(without, AROUND);
}

#[test]
fn every_code_with_a_fix_is_a_rule() {
    let docs = lint::docs();
    for (code, _) in vestibule_lint::FIXES {
        assert!(docs.iter().any(|doc| doc.rule.code == *code), "{code}");
    }
}

/// Where findings of case files and of what is around them are made.
const SOURCES: &[&str] = &[
    "wire/src/input",
    "wire/src/evaluate",
    "cli/src/cmd/check",
    "cli/src/access.rs",
    "cli/src/unreadable.rs",
    "cli/src/walk.rs",
];

/// A code in a source that no rule has would be a name that nobody can select, suppress or
/// have explained; and a rule that nothing finds would be a promise.
#[test]
fn every_code_of_case_files_is_documented_and_no_other() {
    let mut made = BTreeSet::new();
    for source in SOURCES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(source);
        collect(&path, &mut made);
    }
    let documented: BTreeSet<String> = lint::docs()
        .iter()
        .map(|doc| doc.rule.code.to_owned())
        .collect();
    let others = [OF_DECISIONS, OF_STATEMENTS].concat();
    let known = |code: &&String| documented.contains(*code) || others.contains(&&***code);
    let unknown: Vec<&String> = made.iter().filter(|code| !known(code)).collect();
    assert!(
        unknown.is_empty(),
        "document in crates/lint/src/case_file/: {unknown:?}"
    );
    // Refusals of parameters say their own codes.
    let refusals = include_str!("../../signin/src/control_plane/refusal.rs");
    let never: Vec<&str> = case_file::docs()
        .map(|doc| doc.rule.code)
        .filter(|code| !made.contains(*code) && !refusals.contains(&format!("\"{code}\"")))
        .collect();
    assert!(never.is_empty(), "nothing finds {never:?}");
}

fn collect(path: &Path, made: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            collect(&entry.expect("an entry").path(), made);
        }
        return;
    }
    let text = fs::read_to_string(path).expect("a source");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    made.extend(codes(code).map(str::to_owned));
}

/// The literals that are the codes of findings: a message or a severity follows, or they are
/// handed to what takes a code.
fn codes(source: &str) -> impl Iterator<Item = &str> {
    let quotes = source.match_indices('"').map(|(at, _)| at);
    quotes.filter_map(move |at| {
        let (before, behind) = (source.get(..at)?.trim_end(), source.get(at + 1..)?);
        let (literal, rest) = behind.split_once('"')?;
        let mut words = literal.split('-');
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let is_kebab = literal.contains('-') && words.all(is_word);
        let rest = rest.trim_start();
        let next = rest.strip_prefix(',').map(str::trim_start);
        let is_told = next.is_some_and(|next| {
            ["message", "Message::", "Severity::"]
                .iter()
                .any(|begin| next.starts_with(begin))
        });
        let is_taken = [
            ".code(", ".over(", "code:", "code =", "=>", ": &str =", "else {", "{",
        ]
        .iter()
        .any(|end| before.ends_with(end));
        (is_kebab && (is_told || is_taken)).then_some(literal)
    })
}

/// The tables of findings have the codes of case files, too.
#[test]
fn the_document_of_findings_lists_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.md");
    let document = fs::read_to_string(path).expect("docs/findings.md");
    for doc in case_file::docs() {
        let code = format!("`{}`", doc.rule.code);
        let mut rows = document.lines().filter(|line| line.starts_with("| `"));
        let is_listed = rows.any(|row| {
            row.split('|')
                .nth(1)
                .is_some_and(|cell| cell.contains(&code))
        });
        assert!(is_listed, "no row for {code}");
    }
}

/// They list what plans, ways back and the calls for a policy are refused for, too.
#[test]
fn the_document_of_findings_lists_what_is_refused_of_states() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let document = fs::read_to_string(root.join("docs/findings.md")).expect("docs/findings.md");
    let mut made = BTreeSet::new();
    for source in [
        "answers/src/rollout",
        "answers/src/recovery",
        "answers/src/unanswered.rs",
        "signin/src/control_plane/express/left.rs",
        "signin/src/control_plane/refusal.rs",
    ] {
        collect(&root.join("crates").join(source), &mut made);
    }
    assert!(made.contains("difference-without-step") && made.contains("several-networks"));
    let rows: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .collect();
    for code in made {
        let cell = format!("`{code}`");
        assert!(
            rows.iter().any(|row| row.contains(&cell)),
            "no row for {code}"
        );
    }
    // A table of plans has no code that none is refused for.
    let (_, plans) = document.split_once("## In a plan").expect("a section");
    let plans = plans.split("\n## ").next().unwrap_or_default();
    let sources = ["mod", "refused", "statements"].map(|name| {
        let path = root.join(format!("crates/answers/src/rollout/{name}.rs"));
        fs::read_to_string(path).expect("a source")
    });
    for row in plans.lines().filter_map(|line| line.strip_prefix("| `")) {
        let code = row.split('`').next().unwrap_or_default();
        let literal = format!("\"{code}\"");
        assert!(
            sources.iter().any(|source| source.contains(&literal)),
            "{code}"
        );
    }
}

/// A number without a rule has the reason why.
#[test]
fn the_document_of_mistakes_has_every_number() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lint.md");
    let document = fs::read_to_string(path).expect("docs/lint.md");
    let rows = document.lines().filter(|line| line.starts_with("| VST"));
    let rows: Vec<Vec<&str>> = rows
        .map(|row| {
            row.split(" | ")
                .map(|cell| cell.trim_matches(['|', ' ']))
                .collect()
        })
        .collect();
    let docs = lint::docs();
    let numbers: BTreeSet<&str> = docs.iter().filter_map(|doc| doc.rule.number).collect();
    let candidates: Vec<String> = (1..=61).map(|number| format!("VST{number:03}")).collect();
    let all: BTreeSet<&str> = candidates
        .iter()
        .map(String::as_str)
        .chain(numbers)
        .collect();
    let listed: Vec<&str> = rows.iter().filter_map(|row| row.first().copied()).collect();
    assert!(listed.iter().copied().eq(all), "{listed:?}");
    for row in &rows {
        let [number, _, told] = row.as_slice() else {
            panic!("{row:?} has three cells");
        };
        let of_number = docs.iter().filter(|doc| doc.rule.number == Some(number));
        let codes: Vec<String> = of_number
            .map(|doc| format!("`{}`", doc.rule.code))
            .collect();
        if codes.is_empty() {
            assert!(
                told.len() > 40,
                "{number} has neither a rule nor the reason why"
            );
        } else {
            assert_eq!(*told, codes.join(", "), "{number} in docs/lint.md");
        }
    }
}
