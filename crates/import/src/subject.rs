//! What an output is about that does not say so itself.

use std::collections::BTreeSet;

use vestibule_iam::language::{Id, is_organizational_unit};

/// What an output is about: told by the command that printed it, or perhaps by an id in the name
/// of its file or of a folder around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    /// By an option of the command.
    told: Option<String>,
    /// By the name of the file, then by its folders from the innermost out.
    named: Vec<Vec<String>>,
    /// The folders around the file, from the innermost out.
    pub(crate) folders: Vec<String>,
}

/// Twelve digits.
pub(crate) fn is_account(text: &str) -> bool {
    Id::ACCOUNT.matches(text)
}

/// How many folders around a file are looked at.
const FOLDERS: usize = 16;

impl Subject {
    /// What the name of a file may say.
    pub(crate) fn of_name(name: &str) -> Self {
        let (folder, stem) = match name.rfind(['/', '\\']) {
            Some(at) => (
                name.get(..at).unwrap_or(""),
                name.get(at + 1..).unwrap_or(""),
            ),
            None => ("", name),
        };
        let mut named = vec![ids(stem)];
        let mut folders = vec![folder.to_owned()];
        let mut rest = folder;
        while !rest.is_empty() && folders.len() < FOLDERS {
            let (above, last) = match rest.rfind(['/', '\\']) {
                Some(at) => (
                    rest.get(..at).unwrap_or(""),
                    rest.get(at + 1..).unwrap_or(""),
                ),
                None => ("", rest),
            };
            named.push(ids(last));
            folders.push(above.to_owned());
            rest = above;
        }
        Self {
            told: None,
            named,
            folders,
        }
    }

    /// As the option of a command tells it, where it does.
    pub(crate) fn or_told(&self, told: Option<&str>) -> Self {
        Self {
            told: told.map(ToOwned::to_owned),
            ..self.clone()
        }
    }

    /// The one id that is meant, of those that exist by what the files tell.
    pub(crate) fn resolve(&self, exists: impl Fn(&str) -> bool) -> Option<String> {
        if let Some(told) = &self.told {
            return Some(told.clone());
        }
        for level in &self.named {
            let known: BTreeSet<&String> = level.iter().filter(|id| exists(id)).collect();
            match known.len() {
                0 => {}
                1 => return known.first().map(|id| (*id).clone()),
                _ => return None,
            }
        }
        None
    }
}

/// What the name of a file says of the command, with nothing but letters and digits.
pub(crate) fn squashed(name: &str) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let letters = stem.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// The ids in a name: of roots, units, accounts and policies.
fn ids(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_boundary = |at: usize| {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_ascii_alphanumeric())
    };
    for (at, _) in name.char_indices().filter(|(at, _)| is_boundary(*at)) {
        let rest = name.get(at..).unwrap_or("");
        let words: Vec<&str> = rest
            .splitn(4, |c: char| !c.is_ascii_alphanumeric())
            .collect();
        let [first, behind @ ..] = words.as_slice() else {
            continue;
        };
        if is_account(first) {
            found.push((*first).to_owned());
        }
        let joined = |count: usize| -> Option<String> {
            let length: usize = words.get(..count)?.iter().map(|word| word.len() + 1).sum();
            let id = rest.get(..length.checked_sub(1)?)?;
            let is_dashed = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            is_dashed.then(|| id.to_owned())
        };
        match (*first, behind) {
            ("r", [_, ..]) => found.extend(joined(2).filter(|id| Id::ROOT.matches(id))),
            ("p", [_, ..]) => found.extend(joined(2)),
            ("ou", [_, _, ..]) => {
                found.extend(joined(3).filter(|id| is_organizational_unit(id)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_names() {
        for (name, expected) in [
            ("list-children-r-ab12.json", &["r-ab12"][..]),
            ("children of ou-ab12-11111111.json", &["ou-ab12-11111111"]),
            (
                "for-target--111122223333_RESOURCE_CONTROL_POLICY",
                &["111122223333"],
            ),
            ("targets-p-FullAWSAccess.json", &["p-FullAWSAccess"]),
            ("list-accounts-for-parent.json", &[]),
            ("x111122223333.json", &[]),
            ("11112222333.json", &[]),
            ("r-ab12-111122223333", &["r-ab12", "111122223333"]),
            ("ユーザー-r-ab12", &["r-ab12"]),
            ("", &[]),
        ] {
            assert_eq!(ids(name), expected, "{name}");
        }
    }

    #[test]
    fn the_nearest_name_that_exists_is_meant() {
        let subject = Subject::of_name("out/r-ab12/ou-ab12-11111111/children.json");
        let any = |_: &str| true;
        assert_eq!(subject.resolve(any).as_deref(), Some("ou-ab12-11111111"));
        let root = |id: &str| id.starts_with("r-");
        assert_eq!(subject.resolve(root).as_deref(), Some("r-ab12"));
        assert_eq!(subject.resolve(|_| false), None);
        assert_eq!(
            subject.or_told(Some("x")).resolve(any).as_deref(),
            Some("x")
        );
        let two = Subject::of_name("r-ab12-and-r-cd34.json");
        assert_eq!(two.resolve(any), None);
        assert_eq!(subject.folders[1], "out/r-ab12");
    }
}
