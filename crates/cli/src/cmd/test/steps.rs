//! What there is to test, in the order in which it is told: files, folders and glob patterns.

use glob::{MatchOptions, Pattern};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use crate::access::{Access, STDIN};
use crate::args::Test;
use crate::unreadable::{self, named};
use crate::walk::{self, Walked, Walking};

/// The code of the finding on a text that is meant as a glob pattern.
const BAD_PATTERN: &str = "bad-pattern";
/// The code of the finding on a pattern that no file matches.
const NOTHING_MATCHED: &str = "nothing-matched";

/// `*` stays within a folder, and letters are told apart, on every system.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Something that comes of testing.
pub(super) enum Step {
    File(Job),
    /// What cannot be read or walked, with its path.
    Failed(String, Box<Finding>),
}

/// A file to test.
pub(super) struct Job {
    pub(super) file: String,
    /// The folder in which it was found; `None` for one that the user named.
    pub(super) below: Option<String>,
}

impl Job {
    /// From where it is read, and files that it names: links do not lead out of the folder that
    /// it was found in, to where the command runs either.
    pub(super) fn access<'h>(&self, allowed: &Access<'h>) -> Access<'h> {
        match &self.below {
            Some(folder) => allowed.and_whole(folder),
            None => allowed.clone(),
        }
    }
}

/// All that the arguments name.
pub(super) fn steps(args: &Test, allowed: &Access<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for told in &args.files {
        if told != STDIN && allowed.host.is_folder(told) {
            folder(told, |_| true, allowed, &mut steps);
        } else if told != STDIN && is_pattern(told) && allowed.host.real(told).is_err() {
            matching(told, allowed, &mut steps);
        } else {
            steps.push(Step::File(Job {
                file: told.clone(),
                below: None,
            }));
        }
    }
    steps
}

/// Adds what is in a folder and taken; says how many files that are.
fn folder(
    told: &str,
    takes: impl Fn(&str) -> bool,
    allowed: &Access<'_>,
    steps: &mut Vec<Step>,
) -> usize {
    if let Err(error) = allowed.named(told) {
        let finding = Box::new(unreadable::finding(error));
        steps.push(Step::Failed(told.to_owned(), finding));
        return 0;
    }
    let Walked { files, findings } = walk::walk(&allowed.and_whole(told), told, Walking::Test);
    let mut count = 0;
    for file in files.into_iter().filter(|file| takes(file)) {
        count += 1;
        let below = Some(told.to_owned());
        steps.push(Step::File(Job { file, below }));
    }
    let failed = findings.into_iter();
    steps.extend(failed.map(|(path, finding)| Step::Failed(path, Box::new(finding))));
    count
}

/// Adds the files that match a pattern.
fn matching(told: &str, allowed: &Access<'_>, steps: &mut Vec<Step>) {
    let plain = plain(told, allowed.is_windows());
    let fails = |finding| Step::Failed(told.to_owned(), Box::new(finding));
    let Ok(pattern) = Pattern::new(&plain) else {
        steps.push(fails(bad_pattern(told)));
        return;
    };
    let base = base(&plain);
    let before = steps.len();
    let takes = |file: &str| {
        let file = self::plain(file, allowed.is_windows());
        pattern.matches_with(&file, MATCHING)
    };
    let count = folder(base, takes, allowed, steps);
    if count == 0 && steps.len() == before {
        steps.push(fails(nothing_matched(told)));
    }
}

/// Whether a text that names no file is meant as a pattern.
pub(super) fn is_pattern(told: &str) -> bool {
    told.contains(['*', '?', '['])
}

/// A path or pattern with `/` between its parts, and without parts that say nothing.
pub(super) fn plain(told: &str, is_windows: bool) -> String {
    let told = if is_windows {
        told.replace('\\', "/")
    } else {
        told.to_owned()
    };
    let is_absolute = told.starts_with('/');
    let parts = told.split('/').filter(|part| !matches!(*part, "" | "."));
    let parts: Vec<&str> = parts.collect();
    let root = if is_absolute { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The folder in which all files lie that match a plain pattern.
pub(super) fn base(plain: &str) -> &str {
    let first = plain.find(['*', '?', '[']).unwrap_or(plain.len());
    let before = plain.get(..first).unwrap_or_default();
    match before.rfind('/') {
        Some(0) => "/",
        Some(end) => before.get(..end).unwrap_or_default(),
        None => ".",
    }
}

fn bad_pattern(told: &str) -> Finding {
    let message = message!("{pattern} is not a glob pattern", pattern = named(told));
    let help = message!("write a `]` behind each `[`, and `**` by itself between slashes");
    Finding::new(BAD_PATTERN, Severity::Error, message).help(help)
}

fn nothing_matched(told: &str) -> Finding {
    let message = message!("no file matches {pattern}", pattern = named(told));
    let help = message!(
        "check the pattern; `*` stays within a folder, and `**` goes through folders below"
    );
    Finding::new(NOTHING_MATCHED, Severity::Error, message).help(help)
}

#[cfg(test)]
mod tests {
    use glob::Pattern;

    use super::{MATCHING, base, plain};

    #[test]
    fn patterns_mean_the_same_on_every_system() {
        for (pattern, file, matches) in [
            ("cases/*.json", "cases/a.json", true),
            ("cases/*.json", "cases/b/a.json", false),
            ("cases/**/*.json", "cases/a.json", true),
            ("cases/**/*.json", "cases/b/c/a.json", true),
            ("**/*.json", "./cases/a.json", true),
            ("./cases//?.json", "cases/a.json", true),
            ("cases/?.json", "cases/ab.json", false),
            ("cases/[ab].json", "cases/b.json", true),
            ("cases/*.json", "cases/A.JSON", false),
            ("../x/*.json", "../x/a.json", true),
            ("/x/**/a.json", "/x/y/a.json", true),
        ] {
            for is_windows in [false, true] {
                let told = |text: &str| match is_windows {
                    true => plain(&text.replace('/', "\\"), true),
                    false => plain(text, false),
                };
                let compiled = Pattern::new(&told(pattern)).unwrap();
                let found = compiled.matches_with(&told(file), MATCHING);
                assert_eq!(found, matches, "{pattern} {file} {is_windows}");
            }
        }
    }

    #[test]
    fn the_folder_of_a_pattern() {
        for (pattern, folder) in [
            ("*.json", "."),
            ("cases/*.json", "cases"),
            ("cases/a*/b.json", "cases"),
            ("../x/**/*.json", "../x"),
            ("/*.json", "/"),
            ("/a/b?/c", "/a"),
            ("C:/a/*.json", "C:/a"),
        ] {
            assert_eq!(base(pattern), folder, "{pattern}");
        }
    }
}
