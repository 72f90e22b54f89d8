//! What is renamed to what, and which renames a case can bear.

use vestibule_wire::{Case, CaseFile, NoFiles};

use super::address::Addresses;
use super::atoms::{Atoms, Use, fold};
use super::codes::{Codes, Sort, in_case, with_case};
use super::matches::Matches;
use super::proof::compare;
use super::texts::Texts;
use super::tokens::{self, Token};
use super::visit::{self, Role};
use super::{Kind, Renamed, Stays, vocabulary};

/// How often a case is decided to find what must stay, and again to find what can be freer.
const TRIES: usize = 64;

/// All renames of a case.
pub(super) struct Plan {
    found: Found,
    /// What the addresses become, by their places.
    addresses: Vec<String>,
    atoms: Atoms,
    /// What the parts of words become, by their places.
    codes: Codes,
    /// How the parts are typed, by their places.
    cases: Vec<Texts>,
    matches: Matches,
    /// By [`Stays`].
    stays: [Texts; Stays::ALL.len()],
}

/// How far a part of a word is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
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
    parts: Vec<Level>,
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
            // Addresses depend on each other and are one; `None` stands for them.
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

    fn word(&self, word: &str, chosen: &Chosen) -> String {
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

    fn address(&self, text: &str) -> Option<&String> {
        self.addresses.get(self.found.place(Kind::Address, text)?)
    }

    /// What becomes of a part of a word; `None` when it stays.
    fn code(&self, part: &str, as_typed: &str, chosen: &Chosen) -> Option<String> {
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
        let addresses = |address: &str| {
            !chosen.addresses && self.address(address).is_some_and(|to| to != address)
        };
        self.of_level(addresses, |part, as_typed| {
            // Single letters that stay give nothing away.
            part.len() > 1 && self.code(part, as_typed, chosen).is_none()
        })
    }

    /// What is as long as it was, and has its case and digits where it had them.
    pub(super) fn shaped(&self, chosen: &Chosen) -> Vec<String> {
        self.of_level(
            |_| false,
            |part, _| {
                let place = self.atoms.parts().place(part);
                let level = place.and_then(|place| chosen.parts.get(place));
                level == Some(&Level::Shaped)
            },
        )
    }

    /// The addresses and the words with a part of which that holds.
    fn of_level(
        &self,
        addresses: impl Fn(&str) -> bool,
        of_part: impl Fn(&str, &str) -> bool,
    ) -> Vec<String> {
        let holds = |kind: Kind, text: &str| match kind {
            Kind::Policy | Kind::Request | Kind::Sid => false,
            Kind::Address => addresses(text),
            Kind::Account | Kind::Word => parts(&self.atoms, text)
                .iter()
                .any(|(part, as_typed)| of_part(part, as_typed)),
        };
        let entries = self.found.iter().filter(|(kind, text)| holds(*kind, text));
        entries.map(|(_, text)| text.to_owned()).collect()
    }

    /// What is never renamed.
    pub(super) fn stays(&self) -> Vec<(Stays, String)> {
        let all = Stays::ALL.into_iter().zip(&self.stays);
        all.flat_map(|(sort, texts)| texts.iter().map(move |text| (sort, text.to_owned())))
            .collect()
    }
}

/// Renames the parts of all of `groups` to that level that can bear it. What fails is halved.
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
fn parts(atoms: &Atoms, word: &str) -> Vec<(String, String)> {
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
                // A part of one is none.
                if part.len() == used.text.len() && used.sort != Sort::Word {
                    sorts[place] = used.sort;
                }
            }
        }
    }
    (sorts, cases)
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
        Role::Policy
        | Role::DecidedBy
        | Role::Key
        | Role::Text
        | Role::Number
        | Role::Region
        | Role::Action
        | Role::Value
        | Role::Member => None,
    }
}

/// What of a text is never renamed, where that is not one of its words.
fn staying(role: Role, text: &str) -> Option<(Stays, &str)> {
    match role {
        Role::Action => Some((Stays::Action, text)),
        Role::Region => Some((Stays::Region, text)),
        Role::Value => Some((Stays::Value, text)),
        Role::Member => Some((Stays::Member, text)),
        Role::Key if is_foreign_key(text) => None,
        Role::Key => {
            let end = text.find('/').unwrap_or(text.len());
            Some((Stays::Key, text.get(..end)?))
        }
        Role::Policy if vocabulary::is_policy(text) => Some((Stays::Word, text)),
        Role::Text if vocabulary::is_service(text) => Some((Stays::Word, text)),
        _ => None,
    }
}

/// True for a key that is named after a provider, all of which is renamed.
fn is_foreign_key(key: &str) -> bool {
    let prefix = key.split(':').next();
    prefix.is_some_and(|prefix| prefix.contains('.'))
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
        Role::Text | Role::Number => 0,
        // Of a key the tag's name alone, or all of one that is no key of AWS.
        Role::Key => match text.find('/') {
            _ if is_foreign_key(text) => 0,
            Some(slash) => slash,
            None => return out,
        },
        Role::DecidedBy if text.starts_with("vpce-") => 0,
        Role::DecidedBy
        | Role::Policy
        | Role::Request
        | Role::Sid
        | Role::Region
        | Role::Action
        | Role::Value
        | Role::Member => return out,
    };
    let whole = text;
    let mut at = from;
    for token in tokens::of(text.get(from..).unwrap_or_default()) {
        match token {
            Token::Other(other) => at += other.len(),
            Token::Word { text, begins, ends } => {
                let sort = sort(role, whole.get(..at).unwrap_or_default(), text);
                let text = text.to_owned();
                let length = text.len();
                let used = Use {
                    text,
                    begins,
                    ends,
                    sort,
                };
                out.push((at, used));
                at += length;
            }
        }
    }
    out
}

/// What a word is that stands behind `before`.
fn sort(role: Role, before: &str, word: &str) -> Sort {
    let is_id = matches!(word.len(), 8 | 17)
        && word
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && (before.ends_with("vpc-") || before.ends_with("vpce-"));
    if word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        Sort::Account
    } else if is_id {
        Sort::Hex
    } else if role == Role::Number {
        Sort::Number
    } else {
        Sort::Word
    }
}
