//! What an output is about that does not say so itself.

use std::collections::BTreeSet;

use vestibule_iam::language::{Id, is_organizational_unit};

/// What an output is about: told by the command that printed it, or perhaps by an id in the name
/// of its file or of the folder that the file is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    /// By an option of the command.
    told: Option<Target>,
    /// The ids in the name of the file.
    named: Vec<String>,
    /// The ids in the name of its folder.
    of_folder: Vec<String>,
    /// The folder, with `/` between folders.
    pub(crate) folder: String,
    /// The name of the file.
    stem: String,
    /// The letters in the name of the file.
    pub(crate) letters: String,
    /// The words in the names of the file and of its folder, with a dash around each.
    words: String,
    /// The credentials that the command was run with: empty for those of the terminal; `None`
    /// where no command is told.
    pub(crate) session: Option<String>,
    /// The file holds several outputs.
    pub(crate) is_of_several: bool,
}

/// The value of the option that says what a command is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Id(String),
    /// Such as a variable of the shell.
    Other,
}

/// What a name says.
pub(crate) enum Named<'s> {
    Nothing,
    One(&'s String),
    Several,
}

/// Twelve digits.
pub(crate) fn is_account(text: &str) -> bool {
    Id::ACCOUNT.matches(text)
}

/// Whether a text is an id of a root, a unit or an account.
pub(crate) fn is_node(text: &str) -> bool {
    is_account(text) || Id::ROOT.matches(text) || is_organizational_unit(text)
}

/// Whether a text is an id of a root, a unit, an account or a policy.
fn is_id(text: &str) -> bool {
    let is_policy = text.strip_prefix("p-").is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    is_policy || is_node(text)
}

impl Subject {
    /// What the name of a file may say.
    pub(crate) fn of_name(name: &str) -> Self {
        let name = name.replace('\\', "/");
        let (folder, stem) = name.rsplit_once('/').unwrap_or(("", &name));
        let last = folder.rsplit('/').next().unwrap_or_default();
        Self {
            named: ids(stem),
            of_folder: ids(last),
            folder: folder.to_owned(),
            stem: stem.to_owned(),
            letters: squashed(stem).replace(|c: char| c.is_ascii_digit(), ""),
            words: [dashed(last), dashed(stem)].concat(),
            ..Self::default()
        }
    }

    /// As the option of a command tells it, where it does.
    pub(crate) fn or_told(&self, told: Option<&str>) -> Self {
        let target = |told: &str| match is_id(told) {
            true => Target::Id(told.to_owned()),
            false => Target::Other,
        };
        Self {
            told: told.map(target),
            ..self.clone()
        }
    }

    /// The id that the command tells.
    pub(crate) fn told(&self) -> Option<&String> {
        match self.told.as_ref()? {
            Target::Id(id) => Some(id),
            Target::Other => None,
        }
    }

    /// Whether the command tells something that is no id.
    pub(crate) fn is_of_other(&self) -> bool {
        self.told == Some(Target::Other)
    }

    /// What the name of the file says, of those ids that may be meant. It says nothing of each of
    /// several outputs, unless all are about one account and `is_of_account`.
    pub(crate) fn by_name(&self, is_of_account: bool, may_be: impl Fn(&str) -> bool) -> Named<'_> {
        let says_of_each = is_of_account && self.session.is_some();
        match self.is_of_several && !says_of_each {
            true => Named::Nothing,
            false => one_of(&self.named, may_be),
        }
    }

    /// What the name of the folder says, of those ids that may be meant.
    pub(crate) fn by_folder(&self, may_be: impl Fn(&str) -> bool) -> Named<'_> {
        one_of(&self.of_folder, may_be)
    }

    /// What the name of the file says behind that of a command and one mark, without its ending: a
    /// name may begin with a mark, too. It says nothing of each of several outputs.
    pub(crate) fn behind(&self, command: &str) -> Option<String> {
        const ENDS: [&str; 6] = [".json", ".txt", ".yaml", ".yml", ".log", ".out"];
        let at = self.stem.to_ascii_lowercase().find(command)?;
        let rest = self.stem.get(at + command.len()..)?;
        let mut ends = ENDS.iter();
        let rest = ends.find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
        let rest = rest.trim();
        let rest = rest.strip_prefix(['-', '_', '.']).unwrap_or(rest).trim();
        (!self.is_of_several && !rest.is_empty()).then(|| rest.to_owned())
    }

    /// The words that stand beside each other in the name of the file, or in that of its folder,
    /// with a dash around each.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let at = |(at, _)| at;
        let starts = self.words.match_indices('-').map(at);
        starts.flat_map(move |start| {
            let rest = self.words.get(start..).unwrap_or_default();
            let ends = rest.match_indices('-').map(at).skip(1).take(WORDS);
            ends.filter_map(move |end| rest.get(..=end))
        })
    }

    /// Whether the name of the file says a node, or that of its folder a root or a unit.
    pub(crate) fn has_node(&self) -> bool {
        let is_node = |id: &&String| !id.starts_with("p-");
        let is_above = |id: &&String| is_node(id) && !is_account(id);
        self.named.iter().any(|id| is_node(&id)) || self.of_folder.iter().any(|id| is_above(&id))
    }
}

fn one_of(ids: &[String], may_be: impl Fn(&str) -> bool) -> Named<'_> {
    let found: BTreeSet<&String> = ids.iter().filter(|id| may_be(id)).collect();
    match (found.first(), found.len()) {
        (Some(id), 1) => Named::One(id),
        (None, _) => Named::Nothing,
        _ => Named::Several,
    }
}

/// How many words of a name are looked at together.
const WORDS: usize = 8;

/// The words in a name, in lower case, with a dash around each.
pub(crate) fn dashed(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("-{}-", words.join("-"))
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
    fn the_name_of_a_file_and_of_its_own_folder_say_something() {
        let subject = Subject::of_name("out/r-ab12\\ou-ab12-11111111/children of Prod.json");
        assert!(matches!(subject.by_name(false, |_| true), Named::Nothing));
        let unit = subject.by_folder(|_| true);
        assert!(matches!(unit, Named::One(id) if id == "ou-ab12-11111111"));
        let root = subject.by_folder(|id| id.starts_with("r-"));
        assert!(matches!(root, Named::Nothing));
        assert_eq!(subject.folder, "out/r-ab12/ou-ab12-11111111");
        let words: Vec<&str> = subject.words().collect();
        assert!(words.contains(&"-prod-") && words.contains(&"-of-prod-"));
        assert!(!words.contains(&"-pro-"));
        let two = Subject::of_name("r-ab12-and-r-cd34.json");
        assert!(matches!(two.by_name(false, |_| true), Named::Several));
        let several = Subject {
            is_of_several: true,
            ..Subject::of_name("children-r-ab12.json")
        };
        assert!(matches!(several.by_name(false, |_| true), Named::Nothing));
    }

    #[test]
    fn only_an_id_is_told() {
        let subject = Subject::default();
        let told = subject.or_told(Some("p-a1b2c3d4"));
        assert_eq!(told.told().map(String::as_str), Some("p-a1b2c3d4"));
        for other in ["$OU", "prod", "\"$id\"", "p-", "p-$x", "o-a1b2c3d4e5"] {
            let told = subject.or_told(Some(other));
            assert!(told.told().is_none() && told.is_of_other(), "{other}");
        }
        assert!(!subject.or_told(None).is_of_other());
    }
}
