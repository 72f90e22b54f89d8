//! What each text of a case is renamed to, and which of these renames leave every
//! decision as it is.

use vestibule_wire::{Case, CaseFile, NoFiles};

use super::address::Addresses;
use super::atoms::{Atoms, Use, fold};
use super::codes::{Codes, Sort, in_case, with_case};
use super::found::Found;
use super::matches::Matches;
use super::proof::compare;
use super::texts::Texts;
use super::visit::{self, Role};
use super::words::{kind_of_name, of_whole, staying, words};
use super::{Kind, Stays, vocabulary};

/// How often a case is decided to find which parts can be renamed at all, and again to find
/// which of these can lose their length, case and digits too.
const TRIES: usize = 64;

/// All renames of a case.
pub(super) struct Plan {
    pub(super) found: Found,
    /// What the addresses become, by their places.
    addresses: Vec<String>,
    pub(super) atoms: Atoms,
    /// What the parts of words become, by their places.
    codes: Codes,
    /// How the parts are typed, by their places.
    cases: Vec<Texts>,
    matches: Matches,
    /// By [`Stays`].
    pub(super) stays: [Texts; Stays::ALL.len()],
}

/// How far a part of a word is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Not,
    /// Its length, case and digits are those of before.
    Shaped,
    /// Nothing of it is left.
    Free,
}

/// The renames that are made: parts of words, and whether addresses are.
#[derive(Clone)]
pub(super) struct Chosen {
    /// By the places of the parts.
    pub(super) parts: Vec<Level>,
    pub(super) addresses: bool,
}

impl Plan {
    pub(super) fn of(case: &CaseFile) -> Self {
        let mut addresses = Addresses::default();
        let mut renamed: Vec<String> = Vec::new();
        let mut found = Found::default();
        let mut uses: Vec<Use> = Vec::new();
        let mut texts = Texts::default();
        let mut stays: [Texts; Stays::ALL.len()] = Default::default();
        visit::case(&mut case.clone(), &mut |role, text| {
            if let Some((sort, stayed)) = staying(role, text) {
                stays[sort as usize].add(stayed);
            }
            if let Some(kind) = kind_of_name(role, text) {
                found.add(kind, text);
                return None;
            }
            if found.place(Kind::Address, text).is_some() {
                return None;
            }
            if let Some(address) = of_whole(role, text)
                .then(|| addresses.rename(text))
                .flatten()
            {
                found.add(Kind::Address, text);
                if address == text {
                    stays[Stays::Address as usize].add(text);
                }
                renamed.push(address);
                return None;
            }
            if role == Role::Text {
                texts.add(text);
            }
            for (_, used) in words(role, text) {
                if vocabulary::is_word(&used.text) {
                    if used.text.len() > 1 {
                        stays[Stays::Word as usize].add(&used.text);
                    }
                } else {
                    let is_account = used.sort == Sort::Account;
                    let kind = if is_account {
                        Kind::Account
                    } else {
                        Kind::Word
                    };
                    found.add(kind, &used.text);
                }
                uses.push(used);
            }
            None
        });
        let atoms = Atoms::of(&uses);
        let (sorts, cases) = typed(&atoms, &uses);
        Self {
            found,
            addresses: renamed,
            codes: Codes::of(atoms.parts(), &sorts, atoms.fixed()),
            cases,
            atoms,
            matches: Matches::of(&texts),
            stays,
        }
    }

    /// The most renames that leave every decision as it is, and the case with them.
    pub(super) fn choose(&self, case: &CaseFile) -> (Chosen, CaseFile) {
        let before = Case::new(case.clone(), &NoFiles);
        let holds = |chosen: &Chosen| {
            let rename = |text: &str| {
                self.rename(Role::Text, text, chosen)
                    .unwrap_or_else(|| text.to_owned())
            };
            self.matches.hold(rename) && {
                let after = Case::new(self.apply(case, chosen), &NoFiles);
                compare(&before, &after).holds()
            }
        };
        let parts = self.atoms.parts().len();
        let mut chosen = Chosen {
            parts: vec![Level::Free; parts],
            addresses: true,
        };
        if !holds(&chosen) {
            chosen = Chosen {
                parts: vec![Level::Not; parts],
                addresses: false,
            };
            // Addresses are renamed all together or not at all; `None` stands for them.
            let mut all: Vec<Option<usize>> = vec![None];
            let shaped = self.codes.shaped.iter().enumerate();
            all.extend(shaped.filter_map(|(place, code)| code.as_ref().map(|_| Some(place))));
            raise(&mut chosen, vec![all], Level::Shaped, &holds);
            let (renamed, others) = (0..parts)
                .map(Some)
                .partition(|place| place.is_some_and(|place| chosen.parts[place] > Level::Not));
            raise(&mut chosen, vec![others, renamed], Level::Free, &holds);
        }
        let redacted = self.apply(case, &chosen);
        (chosen, redacted)
    }

    fn apply(&self, case: &CaseFile, chosen: &Chosen) -> CaseFile {
        let mut case = case.clone();
        visit::case(&mut case, &mut |role, text| self.rename(role, text, chosen));
        case
    }

    fn rename(&self, role: Role, text: &str, chosen: &Chosen) -> Option<String> {
        if let Some(kind) = kind_of_name(role, text) {
            return self.found.numbered(kind, text);
        }
        if role == Role::DecidedBy {
            let (name, number) = match text.rfind('[') {
                Some(at) => text.split_at(at),
                None => (text, ""),
            };
            if let Some(name) = self.found.numbered(Kind::Policy, name) {
                return Some(format!("{name}{number}"));
            }
        }
        if of_whole(role, text)
            && let Some(address) = self.address(text)
        {
            return chosen.addresses.then(|| address.clone());
        }
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for (at, used) in words(role, text) {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push_str(&self.word(&used.text, chosen));
            from = at + used.text.len();
        }
        out.push_str(text.get(from..).unwrap_or_default());
        (out != text).then_some(out)
    }

    /// What a word becomes.
    pub(super) fn word(&self, word: &str, chosen: &Chosen) -> String {
        if vocabulary::is_word(word) {
            return word.to_owned();
        }
        let mut out = String::with_capacity(word.len());
        for (part, as_typed) in parts(&self.atoms, word) {
            match self.code(&part, &as_typed, chosen) {
                Some(code) => out.push_str(&code),
                None => out.push_str(&as_typed),
            }
        }
        out
    }

    /// What an address becomes.
    pub(super) fn address(&self, text: &str) -> Option<&String> {
        self.addresses.get(self.found.place(Kind::Address, text)?)
    }

    /// What becomes of a part of a word; `None` when it stays.
    pub(super) fn code(&self, part: &str, as_typed: &str, chosen: &Chosen) -> Option<String> {
        let place = self.atoms.parts().place(part)?;
        match chosen.parts.get(place)? {
            Level::Not => None,
            Level::Shaped => {
                let code = self.codes.shaped.get(place)?.as_deref()?;
                Some(with_case(code, as_typed))
            }
            Level::Free => {
                let number = self.cases.get(place)?.place(as_typed)?;
                in_case(self.codes.free.get(place)?, number)
            }
        }
    }
}

/// Raises the parts of all of `groups` to `level` where every decision stays as it is. A group
/// for which that fails is halved and tried again.
fn raise(
    chosen: &mut Chosen,
    mut groups: Vec<Vec<Option<usize>>>,
    level: Level,
    holds: &dyn Fn(&Chosen) -> bool,
) {
    let mut tries = 0;
    while let Some(group) = groups.pop() {
        if group.is_empty() {
            continue;
        }
        if tries >= TRIES {
            return;
        }
        tries += 1;
        let mut with = chosen.clone();
        for place in &group {
            match place {
                Some(place) => with.parts[*place] = level,
                None => with.addresses = true,
            }
        }
        if holds(&with) {
            *chosen = with;
        } else if group.len() > 1 {
            let (one, other) = group.split_at(group.len() / 2);
            groups.push(other.to_vec());
            groups.push(one.to_vec());
        }
    }
}

/// The parts of a word, folded and as they are typed.
pub(super) fn parts(atoms: &Atoms, word: &str) -> Vec<(String, String)> {
    let folded = fold(word);
    let mut typed = word.chars();
    let parts = atoms.split(&folded);
    parts
        .map(|part| {
            let count = part.chars().count();
            (part.to_owned(), typed.by_ref().take(count).collect())
        })
        .collect()
}

/// What the parts of the words in use are, and how they are typed, by their places.
fn typed(atoms: &Atoms, uses: &[Use]) -> (Vec<Sort>, Vec<Texts>) {
    let count = atoms.parts().len();
    let mut sorts = vec![Sort::Word; count];
    let mut cases = vec![Texts::default(); count];
    for used in uses {
        for (part, as_typed) in parts(atoms, &used.text) {
            if let Some(place) = atoms.parts().place(&part) {
                cases[place].add(&as_typed);
                // Only a whole word is an account or an id, not a part of one.
                if part.len() == used.text.len() && used.sort != Sort::Word {
                    sorts[place] = used.sort;
                }
            }
        }
    }
    (sorts, cases)
}
