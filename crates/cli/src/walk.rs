//! What there is to test in folders.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::de::IgnoredAny;
use vestibule_embed::Kind;

use crate::host::Host;

/// The JSON files and the pages of a folder, in order. Every folder is walked once,
/// whatever links lead to it, and by its own name if it has one there. Folders of
/// packages and those with a name that begins with a dot are left out.
pub(crate) fn files(host: &dyn Host, folder: &str) -> io::Result<Vec<String>> {
    let mut walk = Walk {
        host,
        walked: BTreeSet::new(),
        linked: Vec::new(),
        files: Vec::new(),
    };
    walk.folder(folder.to_owned(), host.real(folder)?)?;
    while !walk.linked.is_empty() {
        for (path, real) in std::mem::take(&mut walk.linked) {
            walk.folder(path, real)?;
        }
    }
    walk.files.sort();
    Ok(walk.files)
}

struct Walk<'h> {
    host: &'h dyn Host,
    /// The real paths of folders.
    walked: BTreeSet<String>,
    /// Folders that links lead to, with their real paths.
    linked: Vec<(String, String)>,
    files: Vec<String>,
}

impl Walk<'_> {
    fn folder(&mut self, path: String, real: String) -> io::Result<()> {
        let mut entries = self.host.entries(&path)?;
        if !self.walked.insert(real.clone()) {
            return Ok(());
        }
        entries.sort();
        for entry in entries {
            if !self.host.is_folder(&entry) {
                if is_test(&entry) {
                    self.files.push(entry);
                }
                continue;
            }
            let name = entry.strip_prefix(&*path).unwrap_or(&entry);
            let name = name.trim_start_matches(['/', '\\']);
            if name.starts_with('.') || name == "node_modules" {
                continue;
            }
            let leads_to = self.host.real(&entry)?;
            let is_own = leads_to
                .strip_suffix(name)
                .and_then(|parent| parent.strip_prefix(&*real))
                .is_some_and(|between| between.trim_start_matches(['/', '\\']).is_empty());
            if is_own {
                self.folder(entry, leads_to)?;
            } else {
                self.linked.push((entry, leads_to));
            }
        }
        Ok(())
    }
}

fn is_test(path: &str) -> bool {
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
