//! Words cut into parts that are renamed one by one, so that a pattern such as
//! `Admin*` goes on matching `AdminRole`: both are made of the part `admin`.
//!
//! Where a word next to a wildcard occurs in another word, the other is cut at
//! its edges; where that cut goes through a third occurrence, the cut is made
//! there too, until no occurrence is cut in two ways.

use std::collections::{BTreeMap, BTreeSet};

use super::vocabulary;

/// Words in lower case, with the places at which they are cut.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    /// Byte offsets, without the two ends.
    cuts: BTreeMap<String, BTreeSet<usize>>,
    /// The parts, in the order of appearance.
    parts: Vec<String>,
    /// Parts that must stay: they occur in words that AWS coined.
    fixed: BTreeSet<String>,
}

/// A word as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) text: String,
    pub(super) begins: bool,
    pub(super) ends: bool,
}

/// Beyond this many looks for one word in another, words are taken whole.
const MOST_LOOKS: usize = 4_000_000;

impl Atoms {
    pub(super) fn of(uses: &[Use]) -> Self {
        let mut order: Vec<String> = Vec::new();
        let mut cuts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut pieces: BTreeSet<(String, bool, bool)> = BTreeSet::new();
        for used in uses {
            let word = fold(&used.text);
            if !(used.begins && used.ends) {
                pieces.insert((word.clone(), used.begins, used.ends));
            }
            cuts.entry(word).or_insert_with_key(|word| {
                order.push(word.clone());
                BTreeSet::new()
            });
        }
        let mut fixed = BTreeSet::new();
        let mut links: Vec<(String, String, usize)> = Vec::new();
        if pieces.len().saturating_mul(order.len()) <= MOST_LOOKS {
            for (piece, begins, ends) in &pieces {
                for word in &order {
                    for at in occurrences(piece, word, *begins, *ends) {
                        if vocabulary::is_word(word) {
                            fixed.insert(piece.clone());
                        } else if word != piece {
                            links.push((piece.clone(), word.clone(), at));
                        }
                    }
                }
            }
        }
        settle(&mut cuts, &links);
        let mut atoms = Self {
            cuts,
            parts: Vec::new(),
            fixed: BTreeSet::new(),
        };
        for piece in &fixed {
            let parts: Vec<String> = atoms.split(piece).map(str::to_owned).collect();
            atoms.fixed.extend(parts);
        }
        let mut seen = BTreeSet::new();
        for word in order.iter().filter(|word| !vocabulary::is_word(word)) {
            let parts: Vec<String> = atoms.split(word).map(str::to_owned).collect();
            for part in parts {
                if !atoms.fixed.contains(&part) && seen.insert(part.clone()) {
                    atoms.parts.push(part);
                }
            }
        }
        atoms
    }

    /// The parts to rename, in the order of appearance.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The parts that stay, because they also occur in words that stay.
    pub(super) fn fixed(&self) -> &BTreeSet<String> {
        &self.fixed
    }

    /// The parts of a folded word.
    pub(super) fn split<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let cuts = self.cuts.get(word).into_iter().flatten().copied();
        let mut from = 0;
        cuts.chain([word.len()])
            .collect::<Vec<_>>()
            .into_iter()
            .map(move |to| {
                let part = word.get(from..to).unwrap_or_default();
                from = to;
                part
            })
    }
}

/// The case of letters does not count for some operators, so that it is kept
/// apart from the rename.
pub(super) fn fold(word: &str) -> String {
    word.to_ascii_lowercase()
}

/// Where `piece` can match in `word`.
fn occurrences(piece: &str, word: &str, begins: bool, ends: bool) -> Vec<usize> {
    match (begins, ends) {
        (true, _) => word.starts_with(piece).then_some(0).into_iter().collect(),
        (false, true) => {
            let at = word.ends_with(piece).then(|| word.len() - piece.len());
            at.into_iter().collect()
        }
        (false, false) => (0..word.len())
            .filter(|at| word.get(*at..).is_some_and(|rest| rest.starts_with(piece)))
            .collect(),
    }
}

/// Carries cuts along the links until nothing changes.
fn settle(cuts: &mut BTreeMap<String, BTreeSet<usize>>, links: &[(String, String, usize)]) {
    loop {
        let mut changed = false;
        for (piece, word, at) in links {
            let end = at + piece.len();
            let inner: Vec<usize> = cuts
                .get(word)
                .into_iter()
                .flat_map(|cuts| cuts.range(at + 1..end.max(at + 1)))
                .map(|cut| cut - at)
                .collect();
            if let Some(cuts) = cuts.get_mut(piece) {
                for cut in inner {
                    changed |= cuts.insert(cut);
                }
            }
            let outer: Vec<usize> = cuts
                .get(piece)
                .into_iter()
                .flatten()
                .map(|cut| cut + at)
                .chain([*at, end])
                .filter(|cut| *cut > 0 && *cut < word.len())
                .collect();
            if let Some(cuts) = cuts.get_mut(word) {
                for cut in outer {
                    changed |= cuts.insert(cut);
                }
            }
        }
        if !changed {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(uses: &[(&str, bool, bool)], word: &str) -> String {
        let uses: Vec<Use> = uses
            .iter()
            .map(|(text, begins, ends)| Use {
                text: (*text).to_owned(),
                begins: *begins,
                ends: *ends,
            })
            .collect();
        Atoms::of(&uses).split(word).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_cut_where_patterns_end() {
        let word = ("AdminRole", true, true);
        assert_eq!(split(&[word], "adminrole"), "adminrole");
        assert_eq!(
            split(&[word, ("Admin", true, false)], "adminrole"),
            "admin|role"
        );
        assert_eq!(
            split(&[word, ("Role", true, false)], "adminrole"),
            "adminrole"
        );
        assert_eq!(
            split(&[word, ("Role", false, true)], "adminrole"),
            "admin|role"
        );
        assert_eq!(
            split(&[word, ("min", false, false)], "adminrole"),
            "ad|min|role"
        );
        let both = [word, ("admi", true, false), ("minr", false, false)];
        assert_eq!(split(&both, "adminrole"), "ad|mi|nr|ole");
        assert_eq!(split(&both, "admi"), "ad|mi");
        assert_eq!(split(&both, "minr"), "mi|nr");
        let again = [("aaaa", true, true), ("aa", false, false)];
        assert_eq!(split(&again, "aaaa"), "a|a|a|a");
        assert_eq!(split(&again, "aa"), "a|a");
    }

    #[test]
    fn what_matches_words_of_aws_stays() {
        let uses = [
            ("role", true, true),
            ("ro", true, false),
            ("rosa", true, true),
        ];
        let uses: Vec<Use> = uses
            .iter()
            .map(|(text, begins, ends)| Use {
                text: (*text).to_owned(),
                begins: *begins,
                ends: *ends,
            })
            .collect();
        let atoms = Atoms::of(&uses);
        assert_eq!(atoms.parts(), ["sa"]);
    }
}
