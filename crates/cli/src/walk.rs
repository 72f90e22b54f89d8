//! What there is to test in folders.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use serde::de::IgnoredAny;
use vestibule_embed::Kind;
use vestibule_syntax::limits::{WALK_DEPTH, WALK_ENTRIES};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use crate::access::{Access, Followed, one_more};
use crate::host::{Entry, EntryKind};
use crate::unreadable::{named, unreadable};

/// What was found in a folder.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// The JSON files and the pages, in order.
    pub(crate) files: Vec<String>,
    /// What could not be walked, with its path.
    pub(crate) findings: Vec<(String, Finding)>,
}

/// What folders are walked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walking {
    /// `vestibule test`.
    Test,
    /// `vestibule check`.
    Check,
    /// `vestibule import`, which takes files of every name.
    Import,
}

/// The JSON files and the pages of a folder. Every folder is walked once, whatever links
/// lead to it, and by its own name if it has one there; links that lead out of `access`,
/// which covers the folder itself, are not followed. Folders of packages and those with
/// a name that begins with a dot are left out.
pub(crate) fn walk(access: &Access<'_>, folder: &str, walking: Walking) -> Walked {
    let mut walk = Walk {
        access,
        walking,
        walked: BTreeSet::new(),
        own: Vec::new(),
        linked: VecDeque::new(),
        looked_at: 0,
        found: Walked::default(),
    };
    match access.host.real(folder) {
        Ok(real) => walk.all(Folder {
            path: folder.to_owned(),
            real,
            depth: 0,
        }),
        Err(error) => walk.complain(folder, *unreadable(folder, &error)),
    }
    walk.found.files.sort();
    walk.found
        .findings
        .sort_by(|(one, _), (other, _)| one.cmp(other));
    walk.found
}

struct Folder {
    path: String,
    real: String,
    depth: usize,
}

struct Walk<'a> {
    access: &'a Access<'a>,
    walking: Walking,
    /// The real paths of folders.
    walked: BTreeSet<String>,
    /// Folders to walk, by their own names.
    own: Vec<Folder>,
    /// Folders to walk that links lead to, when no others are left.
    linked: VecDeque<Folder>,
    looked_at: usize,
    found: Walked,
}

impl Walk<'_> {
    fn all(&mut self, first: Folder) {
        self.own.push(first);
        while let Some(folder) = self.own.pop().or_else(|| self.linked.pop_front()) {
            if !self.walked.insert(folder.real.clone()) {
                continue;
            }
            if folder.depth > WALK_DEPTH {
                let message = message!(
                    "{folder} lies more than {depth} folders deep and is not walked",
                    folder = named(&folder.path),
                    depth = WALK_DEPTH
                );
                let help = match self.walking {
                    Walking::Test => message!("test the folder by itself, or leave it out"),
                    Walking::Check => message!("check the folder by itself, or leave it out"),
                    Walking::Import => message!("import the folder by itself, or leave it out"),
                };
                let finding = Finding::new("folder-too-deep", Severity::Error, message);
                self.complain(&folder.path, finding.help(help));
                continue;
            }
            let rest = WALK_ENTRIES - self.looked_at;
            match self.access.host.entries(&folder.path, one_more(rest)) {
                Ok(entries) if entries.len() > rest => {
                    self.complain(&folder.path, self.too_large(&folder.path));
                    return;
                }
                Ok(entries) => {
                    self.looked_at += entries.len();
                    for entry in &entries {
                        self.entry(&folder, entry);
                    }
                }
                Err(error) => {
                    self.complain(&folder.path, *unreadable(&folder.path, &error));
                }
            }
        }
    }

    fn too_large(&self, folder: &str) -> Finding {
        let folder = named(folder);
        let (message, help) = match self.walking {
            Walking::Test => (
                message!(
                    "more than {most} files and folders are below the tested folder, and what comes from {folder} on is not tested",
                    most = WALK_ENTRIES,
                    folder = folder
                ),
                message!("test the folders that have examples or case files, one by one"),
            ),
            Walking::Check => (
                message!(
                    "more than {most} files and folders are below the checked folder, and what comes from {folder} on is not checked",
                    most = WALK_ENTRIES,
                    folder = folder
                ),
                message!("check the folders that have policies or case files, one by one"),
            ),
            Walking::Import => (
                message!(
                    "more than {most} files and folders are below the imported folder, and what comes from {folder} on is not imported",
                    most = WALK_ENTRIES,
                    folder = folder
                ),
                message!("import only the folders that hold outputs of AWS tools"),
            ),
        };
        Finding::new("folder-too-large", Severity::Error, message).help(help)
    }

    fn entry(&mut self, folder: &Folder, entry: &Entry) {
        let path = self.access.inside(&folder.path, &entry.name);
        let is_left_out = entry.name.starts_with('.') || entry.name == "node_modules";
        match entry.kind {
            EntryKind::File if self.takes(&entry.name) => self.found.files.push(path),
            EntryKind::Folder if !is_left_out => self.own.push(Folder {
                path,
                real: self.access.inside(&folder.real, &entry.name),
                depth: folder.depth + 1,
            }),
            EntryKind::Link => self.link(folder, &entry.name, is_left_out, path),
            EntryKind::File | EntryKind::Folder => {}
        }
    }

    fn link(&mut self, folder: &Folder, name: &str, is_left_out: bool, path: String) {
        if is_left_out && !self.takes(name) {
            return;
        }
        match self.access.follow(&path) {
            // Whatever is there, and whether anything is.
            Followed::Outside => {
                let link = named(&path);
                let message = match self.walking {
                    Walking::Test => {
                        message!(
                            "the link {path} leads out of the tested folder",
                            path = link
                        )
                    }
                    Walking::Check => {
                        message!(
                            "the link {path} leads out of the checked folder",
                            path = link
                        )
                    }
                    Walking::Import => {
                        message!(
                            "the link {path} leads out of the imported folder",
                            path = link
                        )
                    }
                };
                let help = message!(
                    "remove it, or allow the folder that it leads to with `--allow-path DIR`"
                );
                let finding = Finding::new("path-outside", Severity::Error, message);
                self.complain(&path, finding.help(help));
            }
            Followed::Inside(real) if self.access.host.is_folder(&real) => {
                if !is_left_out {
                    self.linked.push_back(Folder {
                        path,
                        real,
                        depth: folder.depth + 1,
                    });
                }
            }
            // A link that leads nowhere is told of when it is read.
            Followed::Inside(_) | Followed::Nowhere(_) => {
                if self.takes(name) {
                    self.found.files.push(path);
                }
            }
        }
    }

    fn takes(&self, name: &str) -> bool {
        match self.walking {
            Walking::Test | Walking::Check => is_test(name),
            Walking::Import => !name.starts_with('.'),
        }
    }

    fn complain(&mut self, path: &str, finding: Finding) {
        self.found.findings.push((path.to_owned(), finding));
    }
}

/// Whether a file of a folder may be tested or checked, by its name.
pub(crate) fn is_test(path: &str) -> bool {
    let extension = Path::new(path).extension();
    Kind::of_path(path).is_some()
        || extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Whether one of the JSON files of a folder may be meant as a case file. Other
/// programs keep theirs beside, some of them with comments; but a case file that
/// somebody broke must not pass for one of those.
pub(crate) fn may_be_case(bytes: &[u8]) -> bool {
    if serde_json::from_slice::<IgnoredAny>(bytes).is_ok() {
        let members = serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(bytes);
        return members.is_ok_and(|members| looks_so(|name| members.contains_key(name)));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return true;
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    let is_whole = text.starts_with(['{', '[', '/']) && text.ends_with(['}', ']']);
    !is_whole || looks_so(|name| text.contains(name))
}

/// Whether a file is sound JSON and no case file.
pub(crate) fn is_other_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok() && !may_be_case(bytes)
}

fn looks_so(has: impl Fn(&str) -> bool) -> bool {
    has("vestibule") || has("policies") && has("requests")
}

#[cfg(test)]
mod tests {
    use super::may_be_case;

    #[test]
    fn what_may_be_meant_as_a_case() {
        for (text, may_be) in [
            (r#"{ "vestibule": 1 }"#, true),
            (
                r#"{ "Vestibule": 1, "policies": {}, "requests": [] }"#,
                true,
            ),
            (
                r#"{ "name": "vestibule", "dependencies": { "vestibule": "1" } }"#,
                false,
            ),
            (r#"{ "policies": [] }"#, false),
            ("[1]", false),
            ("null", false),
            ("// of TypeScript\n{ \"extends\": \"a\", }", false),
            ("\u{feff}{}", false),
            ("{ vestibule: 1 }", true),
            ("{ \"vestibule\": 1, }", true),
            ("<<<<<<< HEAD\n{}", true),
            ("{ \"label\": ", true),
            ("", true),
        ] {
            assert_eq!(may_be_case(text.as_bytes()), may_be, "{text}");
        }
        assert!(may_be_case(b"{\0\"\0}\0"), "UTF-16");
    }
}
