//! What the crates remark about the user's input, in the language of the page.
//!
//! The crates speak English, one lower-case sentence with the user's text and
//! all other code in backticks. A sentence without its code and numbers is the
//! name of its translation, as gettext has it: "there is no operator `Strings`"
//! is said by `remark-there-is-no-operator-x` with `$a` for the code. So the
//! English stands in one place, next to the rule that it belongs to, and a test
//! holds that every sentence in the sources of the crates has a translation.
//!
//! What is put into a sentence may be words instead of code ("a list"). Those
//! are terms, `remark-term-…`, and stand for one hole each.

use std::borrow::Cow;

use crate::{IString, Language, Text, Value, parts};
use vestibule_wire::OpenPoint;

const AREA: &str = "remark-";
const TERM: &str = "remark-term-";
/// In a name, for what is filled in.
pub(crate) const HOLE: &str = "x";
/// The variables of a translation, in the order of the English sentence.
pub(crate) const VARIABLES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
/// The words of the longest term.
const LONGEST_TERM: usize = 14;

/// A word of a sentence, or what is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word {
    Word(String),
    Hole(String),
}

impl Text {
    /// A sentence of the crates as one of the page, with its code in backticks.
    pub fn remark(&self, english: &str) -> IString {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.translated(english),
        };
        said.unwrap_or_else(|| sentence(english)).into()
    }

    /// How a point of the register is read, or how else it could be.
    pub fn reading(&self, point: &OpenPoint, other: bool) -> Option<IString> {
        let english = if other {
            point.other_reading?
        } else {
            point.reading
        };
        let id = format!(
            "assumption-{}{}",
            point.id.to_lowercase(),
            if other { "-other" } else { "" }
        );
        Some(match self.language() {
            Language::Ja if self.0.has(&id) => self.say(&id),
            Language::Ja | Language::En => english.into(),
        })
    }

    /// What AWS's page tells a user whom it denies, in the language that the user
    /// would have it.
    pub fn shown_to_user(&self, english: &str) -> IString {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.filled("surface-", &words(english)),
        };
        said.unwrap_or_else(|| english.to_owned()).into()
    }

    /// The name of a sign-in of an example, which its case file has in English.
    pub fn sample(&self, english: &str) -> IString {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.filled("sample-", &words(english)),
        };
        said.unwrap_or_else(|| english.to_owned()).into()
    }

    pub(crate) fn translated(&self, english: &str) -> Option<String> {
        let words = words(english);
        let said = self
            .filled(AREA, &words)
            .or_else(|| self.filled(AREA, &self.without_terms(&words)))
            .or_else(|| self.in_two(english))?;
        Some(closed_up(&said))
    }

    /// A remark about what another one says, behind a colon.
    fn in_two(&self, english: &str) -> Option<String> {
        let (before, inner) = english.split_once(": ")?;
        let mut words = words(before);
        words.push(Word::Hole(self.translated(inner)?));
        self.filled(AREA, &words)
    }

    fn filled(&self, area: &str, words: &[Word]) -> Option<String> {
        let id = id(area, words);
        let holes = words.iter().filter_map(|word| match word {
            Word::Hole(code) => Some(code.as_str()),
            Word::Word(_) => None,
        });
        let variables: Vec<(&str, Value)> =
            VARIABLES.into_iter().zip(holes.map(Value::from)).collect();
        self.0.say(&id, &variables).map(Cow::into_owned)
    }

    /// The words with each term a hole, the longest first.
    fn without_terms(&self, words: &[Word]) -> Vec<Word> {
        let mut replaced = Vec::with_capacity(words.len());
        let mut rest = words;
        while let Some(first) = rest.first() {
            let term = (1..=rest.len().min(LONGEST_TERM)).rev().find_map(|count| {
                let (term, behind) = rest.split_at(count);
                Some((self.filled(TERM, term)?, behind))
            });
            match term {
                Some((said, behind)) => {
                    replaced.push(Word::Hole(said));
                    rest = behind;
                }
                None => {
                    replaced.push(first.clone());
                    rest = rest.get(1..).unwrap_or_default();
                }
            }
        }
        replaced
    }
}

/// The name of the translation of these words.
pub(crate) fn id(area: &str, words: &[Word]) -> String {
    let words = words.iter().map(|word| match word {
        Word::Word(word) => word.as_str(),
        Word::Hole(_) => HOLE,
    });
    format!("{area}{}", words.collect::<Vec<_>>().join("-"))
}

/// The words of a sentence in lower case. Code and numbers are holes, and code
/// in a row is one.
pub(crate) fn words(sentence: &str) -> Vec<Word> {
    let mut words = Vec::new();
    // What stands between the last code and here, when that was code.
    let mut between: Option<&str> = None;
    for (part, is_code) in parts(sentence) {
        if is_code {
            let code = format!("`{part}`");
            match (words.last_mut(), between) {
                (Some(Word::Hole(row)), Some(", ")) => {
                    row.push('、');
                    row.push_str(&code);
                }
                _ => words.push(Word::Hole(code)),
            }
            between = Some("");
        } else {
            words.extend(part.split_whitespace().filter_map(word));
            between = between.map(|_| part);
        }
    }
    words
}

fn word(text: &str) -> Option<Word> {
    let text = text.trim_matches(|character: char| !character.is_alphanumeric());
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    if text.is_empty() {
        None
    } else if is_number || text.starts_with("U+") {
        Some(Word::Hole(text.to_owned()))
    } else {
        let kept = text.chars().filter(|c| *c != '\'' && *c != '’');
        let kept = kept.map(|c| if c.is_alphanumeric() { c } else { '-' });
        Some(Word::Word(kept.collect::<String>().to_lowercase()))
    }
}

/// Japanese without the spaces that set off code, where a word has taken its place.
fn closed_up(text: &str) -> String {
    let is_wide = |character: Option<&char>| character.is_some_and(|c| *c >= '\u{2E80}');
    let characters: Vec<char> = text.chars().collect();
    let kept = characters.iter().enumerate().filter(|(at, character)| {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        **character != ' ' || !is_wide(before) || !is_wide(characters.get(at + 1))
    });
    kept.map(|(_, character)| character).collect()
}

/// A lower-case remark as a sentence of its own.
fn sentence(remark: &str) -> String {
    let mut sentence = remark.to_owned();
    // English ones begin in ASCII; all of Unicode's capitals would be 3 kB of the page.
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    } else if sentence.is_empty() {
        return sentence;
    }
    if !sentence.ends_with(['.', '?', '!', '。', '?']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sentence: &str) -> (String, Vec<String>) {
        let words = words(sentence);
        let holes = words.iter().filter_map(|word| match word {
            Word::Hole(code) => Some(code.clone()),
            Word::Word(_) => None,
        });
        (id("", &words), holes.collect())
    }

    #[test]
    fn a_sentence_without_its_code_names_its_translation() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "there is no operator `Strings`",
                "there-is-no-operator-x",
                &["`Strings`"],
            ),
            (
                "`a` is neither `true` nor `false`",
                "x-is-neither-x-nor-x",
                &["`a`", "`true`", "`false`"],
            ),
            (
                "those are `J1`, `J2`, `J3`",
                "those-are-x",
                &["`J1`、`J2`、`J3`"],
            ),
            ("50 more are not listed", "x-more-are-not-listed", &["50"]),
            (
                "the control character U+0009 stands in a string",
                "the-control-character-x-stands-in-a-string",
                &["U+0009"],
            ),
            ("did you mean `x`?", "did-you-mean-x", &["`x`"]),
            ("the file is UTF-16", "the-file-is-utf-16", &[]),
            ("an ARN's root; not *", "an-arns-root-not", &[]),
        ];
        for (sentence, id, holes) in cases {
            let (found, code) = named(sentence);
            assert_eq!(found, *id, "{sentence}");
            assert_eq!(code, *holes, "{sentence}");
        }
    }

    #[test]
    fn remarks_become_sentences() {
        let text = Text::new(Language::En);
        let cases = [
            ("there is no policy", "There is no policy."),
            ("did you mean `x`?", "Did you mean `x`?"),
            ("`a` is no key", "`a` is no key."),
            ("", ""),
        ];
        for (remark, expected) in cases {
            assert_eq!(text.remark(remark).as_str(), expected);
        }
    }
}
