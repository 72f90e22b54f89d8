//! Words cut into parts that are renamed one by one, so that a pattern such as
//! `Admin*` goes on matching `AdminRole`: both are made of the part `admin`.
//!
//! Where a word next to a wildcard occurs in another word, the other is cut at
//! its edges; where that cut goes through a third occurrence, the cut is made
//! there too, until no occurrence is cut in two ways.

use vestibule_iam::sort;

use super::codes::{Sort, lower};
use super::texts::Texts;
use super::vocabulary;

/// Words in lower case, with the places at which they are cut.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    words: Texts,
    /// For each word the byte offsets of its cuts in ascending order, without the two ends.
    cuts: Vec<Vec<usize>>,
    parts: Texts,
    /// Parts that must stay: they occur in words that AWS defines.
    fixed: Texts,
}

/// A word as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) text: String,
    pub(super) begins: bool,
    pub(super) ends: bool,
    pub(super) sort: Sort,
}

/// Beyond this many searches for one word in another, words are not cut.
const MOST_LOOKS: usize = 4_000_000;

impl Atoms {
    pub(super) fn of(uses: &[Use]) -> Self {
        let mut words = Texts::default();
        let mut pieces: Vec<(usize, bool, bool)> = Vec::new();
        for used in uses {
            let (word, _) = words.add(&fold(&used.text));
            if !(used.begins && used.ends) {
                pieces.push((word, used.begins, used.ends));
            }
        }
        sort::by(&mut pieces, Ord::cmp);
        pieces.dedup();
        let mut coined = Texts::default();
        let mut links: Vec<Link> = Vec::new();
        if pieces.len().saturating_mul(words.len()) <= MOST_LOOKS {
            for (piece, begins, ends) in pieces {
                let text = words.get(piece);
                for (place, word) in words.iter().enumerate() {
                    for at in occurrences(text, word, begins, ends) {
                        if vocabulary::is_word(word) {
                            coined.add(text);
                        } else if place != piece {
                            links.push(Link {
                                piece,
                                word: place,
                                at,
                            });
                        }
                    }
                }
            }
        }
        let atoms = Self {
            cuts: settle(&words, &links),
            words,
            ..Self::default()
        };
        let (mut parts, mut fixed) = (Texts::default(), Texts::default());
        for part in coined.iter().flat_map(|piece| atoms.split(piece)) {
            fixed.add(part);
        }
        for word in atoms.words.iter().filter(|word| !vocabulary::is_word(word)) {
            for part in atoms.split(word) {
                if fixed.place(part).is_none() {
                    parts.add(part);
                }
            }
        }
        Self {
            parts,
            fixed,
            ..atoms
        }
    }

    /// The parts to rename, in the order of appearance.
    pub(super) fn parts(&self) -> &Texts {
        &self.parts
    }

    /// The parts that stay, because they also occur in words that stay.
    pub(super) fn fixed(&self) -> &Texts {
        &self.fixed
    }

    /// The parts of a folded word.
    pub(super) fn split<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let place = self.words.place(word);
        let cuts = place.and_then(|place| self.cuts.get(place));
        let cuts = cuts.into_iter().flatten().copied();
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
/// apart from the rename. Characters stay one for one.
pub(super) fn fold(word: &str) -> String {
    word.chars().map(lower).collect()
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

/// A word that occurs in another one, both by their places.
struct Link {
    piece: usize,
    word: usize,
    /// Where in the other.
    at: usize,
}

/// The cuts of all words, carried along the links until nothing changes.
fn settle(words: &Texts, links: &[Link]) -> Vec<Vec<usize>> {
    let mut cuts: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    loop {
        let mut changed = false;
        for Link { piece, word, at } in links {
            let (from, to) = (*at, at + words.get(*piece).len());
            for cut in cuts[*word].clone() {
                if from < cut && cut < to {
                    changed |= add(&mut cuts[*piece], cut - from);
                }
            }
            let length = words.get(*word).len();
            let mut outer = cuts[*piece].clone();
            outer.iter_mut().for_each(|cut| *cut += from);
            outer.extend([from, to]);
            for cut in outer {
                if 0 < cut && cut < length {
                    changed |= add(&mut cuts[*word], cut);
                }
            }
        }
        if !changed {
            return cuts;
        }
    }
}

/// False when it is there already.
fn add(cuts: &mut Vec<usize>, cut: usize) -> bool {
    let place = cuts.binary_search(&cut);
    if let Err(place) = place {
        cuts.insert(place, cut);
    }
    place.is_err()
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
                sort: Sort::Word,
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
                sort: Sort::Word,
            })
            .collect();
        let atoms = Atoms::of(&uses);
        assert!(atoms.parts().iter().eq(["sa"]), "{atoms:?}");
    }
}
