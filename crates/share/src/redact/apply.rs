//! What is renamed to what, and which renames a case can bear.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_wire::{Case, CaseFile, NoFiles};

use super::address::Addresses;
use super::atoms::{Atoms, Use, fold};
use super::codes::{codes, with_case};
use super::matches::Matches;
use super::proof::compare;
use super::tokens::{self, Token};
use super::visit::{self, Role};
use super::{Kind, Renamed, vocabulary};

/// How often a case is decided to find what must stay.
const TRIES: usize = 64;

/// All renames of a case.
pub(super) struct Plan {
    names: BTreeMap<(Kind, String), String>,
    addresses: BTreeMap<String, String>,
    atoms: Atoms,
    codes: BTreeMap<String, String>,
    /// In the order of appearance.
    order: Vec<(Kind, String)>,
    matches: Matches,
}

/// The renames that are made: parts of words, and whether addresses are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    parts: BTreeSet<String>,
    addresses: bool,
}

/// Numbers names in the order of appearance.
struct Names {
    names: BTreeMap<(Kind, String), String>,
    count: BTreeMap<Kind, usize>,
}

impl Plan {
    pub(super) fn of(case: &CaseFile) -> Self {
        let mut addresses = Addresses::default();
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        let mut names = Names {
            names: BTreeMap::new(),
            count: BTreeMap::new(),
        };
        let mut order = Vec::new();
        let mut uses: Vec<Use> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut texts = BTreeSet::new();
        visit::case(&mut case.clone(), &mut |role, text| {
            let mut note = |kind, text: &str| {
                if seen.insert((kind, text.to_owned())) {
                    order.push((kind, text.to_owned()));
                }
            };
            if let Some(kind) = kind_of_name(role, text) {
                names.add(kind, text);
                note(kind, text);
                return None;
            }
            if renamed.contains_key(text) {
                return None;
            }
            if let Some(address) = of_whole(role, text)
                .then(|| addresses.rename(text))
                .flatten()
            {
                note(Kind::Address, text);
                renamed.insert(text.to_owned(), address);
                return None;
            }
            if role == Role::Text {
                texts.insert(text.to_owned());
            }
            for (_, used) in words(role, text) {
                let account =
                    used.text.len() == 12 && used.text.bytes().all(|b| b.is_ascii_digit());
                if !vocabulary::is_word(&used.text) {
                    note(if account { Kind::Account } else { Kind::Word }, &used.text);
                }
                uses.push(used);
            }
            None
        });
        let atoms = Atoms::of(&uses);
        let codes = codes(atoms.parts(), atoms.fixed());
        Self {
            names: names.names,
            addresses: renamed,
            atoms,
            codes,
            order,
            matches: Matches::of(texts),
        }
    }

    /// The most renames that leave every decision as it is, and the case with them.
    pub(super) fn choose(&self, case: &CaseFile) -> (Chosen, CaseFile) {
        let before = Case::new(case.clone(), &NoFiles);
        // Addresses depend on each other and are one; an empty text stands for them.
        let mut all: Vec<&str> = vec![""];
        all.extend(self.atoms.parts().iter().map(|part| &**part));
        all.retain(|part| part.is_empty() || self.codes.contains_key(*part));
        let mut chosen = Chosen::default();
        let mut left = vec![all];
        let mut tries = 0;
        while let Some(part) = left.pop() {
            if tries >= TRIES {
                break;
            }
            tries += 1;
            let mut with = chosen.clone();
            for text in &part {
                if text.is_empty() {
                    with.addresses = true;
                } else {
                    with.parts.insert((*text).to_owned());
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
            return self.names.get(&(kind, text.to_owned())).cloned();
        }
        if role == Role::DecidedBy {
            let (name, number) = match text.rfind('[') {
                Some(at) => text.split_at(at),
                None => (text, ""),
            };
            if let Some(name) = self.names.get(&(Kind::Policy, name.to_owned())) {
                return Some(format!("{name}{number}"));
            }
        }
        if of_whole(role, text)
            && let Some(address) = self.addresses.get(text)
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
            match self.codes.get(part).filter(|_| chosen.parts.contains(part)) {
                Some(code) => out.push_str(&with_case(code, as_typed)),
                None => out.push_str(as_typed),
            }
        }
        out
    }

    /// What was renamed, in the order of appearance.
    pub(super) fn renamed(&self, chosen: &Chosen) -> Vec<Renamed> {
        let to = |kind: Kind, from: &str| match kind {
            Kind::Policy | Kind::Request | Kind::Sid => {
                self.names.get(&(kind, from.to_owned())).cloned()
            }
            Kind::Address => self
                .addresses
                .get(from)
                .filter(|_| chosen.addresses)
                .cloned(),
            Kind::Account | Kind::Word => Some(self.word(from, chosen)),
        };
        let entries = self.order.iter();
        entries
            .filter_map(|(kind, from)| {
                let to = to(*kind, from).filter(|to| to != from)?;
                Some(Renamed {
                    kind: *kind,
                    from: from.clone(),
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
                parts.any(|part| part.len() > 1 && !chosen.parts.contains(part))
            }
        };
        let entries = self.order.iter().filter(|(kind, text)| stays(*kind, text));
        entries.map(|(_, text)| text.clone()).collect()
    }
}

impl Names {
    fn add(&mut self, kind: Kind, name: &str) {
        if self.names.contains_key(&(kind, name.to_owned())) {
            return;
        }
        let count = self.count.entry(kind).or_default();
        *count += 1;
        let new = match kind {
            Kind::Sid => format!("Sid{count}"),
            Kind::Request => format!("request-{count}"),
            _ => format!("policy-{count}"),
        };
        self.names.insert((kind, name.to_owned()), new);
    }
}

/// The kind of a text that gets a number in the place of its name.
fn kind_of_name(role: Role, text: &str) -> Option<Kind> {
    match role {
        _ if text.is_empty() => None,
        Role::Policy if !vocabulary::is_policy(text) => Some(Kind::Policy),
        Role::Request => Some(Kind::Request),
        Role::Sid => Some(Kind::Sid),
        _ => None,
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
        _ => return out,
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
