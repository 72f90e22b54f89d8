//! What is renamed to what, and which renames a case can bear.

use vestibule_wire::{Case, CaseFile, NoFiles};

use super::address::Addresses;
use super::atoms::{Atoms, Use, fold};
use super::codes::{codes, with_case};
use super::matches::Matches;
use super::proof::compare;
use super::texts::Texts;
use super::tokens::{self, Token};
use super::visit::{self, Role};
use super::{Kind, Renamed, vocabulary};

/// How often a case is decided to find what must stay.
const TRIES: usize = 64;

/// All renames of a case.
pub(super) struct Plan {
    found: Found,
    /// What the addresses become, by their places.
    addresses: Vec<String>,
    atoms: Atoms,
    /// What the parts of words become, by their places.
    codes: Vec<Option<String>>,
    matches: Matches,
}

/// The renames that are made: parts of words, and whether addresses are.
#[derive(Clone)]
pub(super) struct Chosen {
    /// By the places of the parts.
    parts: Vec<bool>,
    addresses: bool,
}

/// What may be renamed.
#[derive(Default)]
struct Found {
    /// By [`Kind`].
    texts: [Texts; 6],
    /// All of them, in the order of appearance.
    order: Vec<(Kind, usize)>,
}

impl Plan {
    pub(super) fn of(case: &CaseFile) -> Self {
        let mut addresses = Addresses::default();
        let mut renamed: Vec<String> = Vec::new();
        let mut found = Found::default();
        let mut uses: Vec<Use> = Vec::new();
        let mut texts = Texts::default();
        visit::case(&mut case.clone(), &mut |role, text| {
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
                renamed.push(address);
                return None;
            }
            if role == Role::Text {
                texts.add(text);
            }
            for (_, used) in words(role, text) {
                let account =
                    used.text.len() == 12 && used.text.bytes().all(|b| b.is_ascii_digit());
                if !vocabulary::is_word(&used.text) {
                    let kind = if account { Kind::Account } else { Kind::Word };
                    found.add(kind, &used.text);
                }
                uses.push(used);
            }
            None
        });
        let atoms = Atoms::of(&uses);
        let codes = codes(atoms.parts(), atoms.fixed());
        Self {
            found,
            addresses: renamed,
            atoms,
            codes,
            matches: Matches::of(&texts),
        }
    }

    /// The most renames that leave every decision as it is, and the case with them.
    pub(super) fn choose(&self, case: &CaseFile) -> (Chosen, CaseFile) {
        let before = Case::new(case.clone(), &NoFiles);
        // Addresses depend on each other and are one; `None` stands for them.
        let mut all: Vec<Option<usize>> = vec![None];
        let codes = self.codes.iter().enumerate();
        all.extend(codes.filter_map(|(place, code)| code.as_ref().map(|_| Some(place))));
        let mut chosen = Chosen {
            parts: vec![false; self.codes.len()],
            addresses: false,
        };
        let mut left = vec![all];
        let mut tries = 0;
        while let Some(part) = left.pop() {
            if tries >= TRIES {
                break;
            }
            tries += 1;
            let mut with = chosen.clone();
            for place in &part {
                match place {
                    Some(place) => with.parts[*place] = true,
                    None => with.addresses = true,
                }
            }
            let rename = |text: &str| {
                self.rename(Role::Text, text, &with)
                    .unwrap_or_else(|| text.to_owned())
            };
            let holds = self.matches.hold(rename) && {
                let after = Case::new(self.apply(case, &with), &NoFiles);
                compare(&before, &after).holds()
            };
            if holds {
                chosen = with;
            } else if part.len() > 1 {
                let (one, other) = part.split_at(part.len() / 2);
                left.push(other.to_vec());
                left.push(one.to_vec());
            }
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

    fn word(&self, word: &str, chosen: &Chosen) -> String {
        if vocabulary::is_word(word) {
            return word.to_owned();
        }
        let mut out = String::with_capacity(word.len());
        let mut at = 0;
        for part in self.atoms.split(&fold(word)) {
            let as_typed = word.get(at..at + part.len()).unwrap_or(part);
            at += part.len();
            match self.code(part, chosen) {
                Some(code) => out.push_str(&with_case(code, as_typed)),
                None => out.push_str(as_typed),
            }
        }
        out
    }

    fn address(&self, text: &str) -> Option<&String> {
        self.addresses.get(self.found.place(Kind::Address, text)?)
    }

    /// What becomes of a part of a word; `None` when it stays.
    fn code(&self, part: &str, chosen: &Chosen) -> Option<&str> {
        let place = self.atoms.parts().place(part)?;
        let code = self.codes.get(place)?.as_deref();
        code.filter(|_| chosen.parts[place])
    }

    /// What was renamed, in the order of appearance.
    pub(super) fn renamed(&self, chosen: &Chosen) -> Vec<Renamed> {
        let to = |kind: Kind, from: &str| match kind {
            Kind::Policy | Kind::Request | Kind::Sid => self.found.numbered(kind, from),
            Kind::Address => self.address(from).filter(|_| chosen.addresses).cloned(),
            Kind::Account | Kind::Word => Some(self.word(from, chosen)),
        };
        let entries = self.found.iter();
        entries
            .filter_map(|(kind, from)| {
                let to = to(kind, from).filter(|to| to != from)?;
                Some(Renamed {
                    kind,
                    from: from.to_owned(),
                    to,
                })
            })
            .collect()
    }

    /// What was not.
    pub(super) fn kept(&self, chosen: &Chosen) -> Vec<String> {
        let stays = |kind: Kind, text: &str| match kind {
            Kind::Policy | Kind::Request | Kind::Sid => false,
            Kind::Address => !chosen.addresses,
            Kind::Account | Kind::Word => {
                let folded = fold(text);
                let mut parts = self.atoms.split(&folded);
                // Single letters that stay give nothing away.
                parts.any(|part| part.len() > 1 && self.code(part, chosen).is_none())
            }
        };
        let entries = self.found.iter().filter(|(kind, text)| stays(*kind, text));
        entries.map(|(_, text)| text.to_owned()).collect()
    }
}

impl Found {
    fn add(&mut self, kind: Kind, text: &str) {
        let (place, is_new) = self.texts[kind as usize].add(text);
        if is_new {
            self.order.push((kind, place));
        }
    }

    fn place(&self, kind: Kind, text: &str) -> Option<usize> {
        self.texts[kind as usize].place(text)
    }

    fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        let order = self.order.iter();
        order.map(|(kind, place)| (*kind, self.texts[*kind as usize].get(*place)))
    }

    /// What the name of a policy, sign-in or statement becomes.
    fn numbered(&self, kind: Kind, name: &str) -> Option<String> {
        let prefix = match kind {
            Kind::Sid => "Sid",
            Kind::Request => "request-",
            Kind::Policy | Kind::Account | Kind::Address | Kind::Word => "policy-",
        };
        let number = self.place(kind, name)? + 1;
        Some(format!("{prefix}{number}"))
    }
}

/// The kind of a text that gets a number in the place of its name.
fn kind_of_name(role: Role, text: &str) -> Option<Kind> {
    match role {
        _ if text.is_empty() => None,
        Role::Policy if !vocabulary::is_policy(text) => Some(Kind::Policy),
        Role::Request => Some(Kind::Request),
        Role::Sid => Some(Kind::Sid),
        Role::Policy | Role::DecidedBy | Role::Key | Role::Text => None,
    }
}

/// Texts that are one address, one service or words.
fn of_whole(role: Role, text: &str) -> bool {
    role == Role::Text && text.contains(['.', ':'])
}

/// The words of a text that may be renamed, with their places.
fn words(role: Role, text: &str) -> Vec<(usize, Use)> {
    let mut out = Vec::new();
    let from = match role {
        Role::Text if vocabulary::is_service(text) => return out,
        Role::Text => 0,
        // Of a key the tag's name alone, or all of one that is no key of AWS.
        Role::Key => {
            let foreign = text
                .split(':')
                .next()
                .is_some_and(|prefix| prefix.contains('.'));
            match text.find('/') {
                _ if foreign => 0,
                Some(slash) => slash,
                None => return out,
            }
        }
        Role::DecidedBy if text.starts_with("vpce-") => 0,
        Role::DecidedBy | Role::Policy | Role::Request | Role::Sid => return out,
    };
    let mut at = from;
    for token in tokens::of(text.get(from..).unwrap_or_default()) {
        match token {
            Token::Other(other) => at += other.len(),
            Token::Word { text, begins, ends } => {
                let text = text.to_owned();
                let length = text.len();
                out.push((at, Use { text, begins, ends }));
                at += length;
            }
        }
    }
    out
}
