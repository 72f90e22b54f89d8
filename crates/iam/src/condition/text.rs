//! Helpers of the string operators: sets of literals, and lower case as AWS knows it.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::sort;
use crate::value::wildcard::TextPattern;
use crate::work::Weight;

/// Texts with their operand indices, for exact look-up.
#[derive(Clone, Debug, Default)]
pub(super) struct Literals {
    /// In ascending order, each text once, under its smallest index.
    sorted: Box<[(Box<str>, u32)]>,
}

/// Up to this many, comparing one by one is faster than halving.
const FEW: usize = 6;

impl Literals {
    pub(super) fn new(mut literals: Vec<(Box<str>, u32)>) -> Self {
        sort::by(&mut literals, Ord::cmp);
        literals.dedup_by(|later, kept| later.0 == kept.0);
        Self {
            sorted: literals.into_boxed_slice(),
        }
    }

    /// All of them in ascending order, each with its smallest index.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.sorted.iter().map(|(text, index)| (&**text, *index))
    }

    /// What [`Literals::find`] costs at most.
    pub(super) fn weight(&self) -> Weight {
        let halvings = usize::BITS - self.sorted.len().leading_zeros();
        Weight {
            fixed: 4 + 4 * u64::from(halvings),
            per_byte: u64::from(!self.sorted.is_empty()),
            ..Weight::default()
        }
    }

    /// The smallest index under which `text` stands.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        if self.sorted.len() <= FEW {
            return self
                .sorted
                .iter()
                .find(|(literal, _)| **literal == *text)
                .map(|(_, at)| *at);
        }
        let found = self
            .sorted
            .binary_search_by(|(literal, _)| (**literal).cmp(text))
            .ok()?;
        self.sorted.get(found).map(|(_, at)| *at)
    }
}

/// Calls `then` with `text` in lower case, without the heap for short ASCII.
pub(super) fn with_lower<T>(text: &str, then: impl FnOnce(&str) -> T) -> T {
    let mut short = [0_u8; 128];
    if let Some(lower) = short.get_mut(..text.len())
        && text.is_ascii()
    {
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        if let Ok(lower) = std::str::from_utf8(lower) {
            return then(lower);
        }
    }
    then(&lower(text))
}

/// Lower case as recorded [E2]: Unicode's, with the final sigma by its context, but
/// characters above U+FFFF stay as they are although they count as letters there.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let lowered = text.to_lowercase();
    let supplementary = |c: &char| *c > '\u{ffff}';
    if !text.chars().any(|c| supplementary(&c)) {
        return if lowered == text {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(lowered)
        };
    }
    // Lower case maps each of them to exactly one of its kind, so they line up.
    let mut originals = text.chars().filter(supplementary);
    lowered
        .chars()
        .map(|c| {
            if supplementary(&c) {
                originals.next().unwrap_or(c)
            } else {
                c
            }
        })
        .collect::<String>()
        .into()
}

/// The characters of the basic plane that become another one in lower case, behind that
/// one, in ascending order.
fn capitals() -> &'static [(char, char)] {
    static CAPITALS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    CAPITALS.get_or_init(|| {
        let small = |capital: char| {
            let mut small = capital.to_lowercase();
            let only = small.next().filter(|_| small.next().is_none());
            only.filter(|small| *small != capital)
        };
        let mut capitals: Vec<(char, char)> = ('\0'..='\u{ffff}')
            .filter_map(|capital| Some((small(capital)?, capital)))
            .collect();
        sort::by(&mut capitals, Ord::cmp);
        capitals
    })
}

/// The texts that are `lowered` in lower case; `None` where that depends on more than
/// one character.
#[must_use]
pub fn any_case(lowered: &str) -> Option<TextPattern> {
    let mut pattern = TextPattern::default();
    for characters in preimages(lowered)? {
        pattern.push_one_of(characters);
    }
    Some(pattern)
}

/// For each character of a text in lower case, the characters that become it. `None`
/// where that does not go character by character: a sigma has two forms, and one
/// capital letter becomes two characters.
fn preimages(lowered: &str) -> Option<Vec<Box<[char]>>> {
    const SIGMAS: [char; 2] = ['\u{3c3}', '\u{3c2}'];
    const OF_DOTTED_I: &str = "i\u{307}";
    if lowered.contains(SIGMAS) || lowered.contains(OF_DOTTED_I) {
        return None;
    }
    let one = |character: char| -> Box<[char]> {
        if character > '\u{ffff}' {
            return [character].into();
        }
        // All that becomes a character of ASCII is in ASCII, but for the Kelvin sign.
        if character.is_ascii() {
            let kelvin = (character == 'k').then_some('\u{212a}');
            let upper = character.is_ascii_lowercase();
            let upper = upper.then(|| character.to_ascii_uppercase());
            return [Some(character), upper, kelvin]
                .into_iter()
                .flatten()
                .collect();
        }
        let capitals = capitals();
        let first = capitals.partition_point(|(small, _)| *small < character);
        let of_it = capitals.iter().skip(first);
        let of_it = of_it.take_while(|(small, _)| *small == character);
        [character]
            .into_iter()
            .chain(of_it.map(|(_, capital)| *capital))
            .collect()
    };
    Some(lowered.chars().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::wildcard::TextParts;

    #[test]
    fn literals_are_found_few_or_many() {
        for count in [0, 1, FEW, FEW + 1, 100] {
            let all: Vec<String> = (0..count).rev().map(|at| format!("value-{at}")).collect();
            // Every text twice: the smaller index counts.
            let indexed = all
                .iter()
                .chain(&all)
                .map(|text| text.as_str().into())
                .zip(0..)
                .collect();
            let literals = Literals::new(indexed);
            for (text, index) in all.iter().zip(0..) {
                assert_eq!(literals.find(text), Some(index), "{text} of {count}");
            }
            assert_eq!(literals.find("value"), None);
            assert_eq!(literals.find("value-999"), None);
            assert_eq!(literals.find(""), None);
        }
    }

    /// `lower` lines them up with the originals, which must not change their number.
    #[test]
    fn above_the_basic_plane_one_character_stays_one() {
        for c in '\u{10000}'..=char::MAX {
            let lowered: Vec<char> = c.to_lowercase().collect();
            assert!(matches!(lowered[..], [only] if only > '\u{ffff}'), "{c:?}");
            assert_eq!(lower(&format!("A{c}B")), format!("a{c}b"));
        }
        for c in '\0'..='\u{ffff}' {
            assert!(
                c.to_lowercase().all(|lowered| lowered <= '\u{ffff}'),
                "{c:?}"
            );
        }
    }

    #[test]
    fn what_becomes_a_character_is_known() {
        let texts = ["k", "\u{e5}", "z", "1", "\u{df}", "\u{10428}", "i"];
        for text in texts {
            let wanted = text.chars().next().unwrap();
            let preimages = preimages(text).unwrap();
            for c in '\0'..=char::MAX {
                let becomes = lower(&c.to_string()) == text;
                assert_eq!(preimages[0].contains(&c), becomes, "{c:?} {wanted:?}");
            }
        }
        for text in ["\u{3c3}", "a\u{3c2}", "i\u{307}"] {
            assert_eq!(preimages(text), None);
        }
    }

    #[test]
    fn a_text_in_any_case_is_one_part() {
        let parts = TextParts::new(&[any_case("ak\u{10428}").unwrap()]).unwrap();
        let texts = [
            ("ak\u{10428}", true),
            ("AK\u{10428}", true),
            ("a\u{212a}\u{10428}", true),
            ("ak\u{10400}", lower("\u{10400}") == "\u{10428}"),
            ("ak", false),
            ("ka\u{10428}", false),
            ("ak\u{10428}a", false),
        ];
        for (text, expected) in texts {
            let matching = parts.matching(parts.locate(text));
            assert_eq!(matching == [0], expected, "{text:?}");
        }
        // The plain spelling stands for all.
        assert_eq!(parts.witness(parts.locate("AK\u{10428}")), "ak\u{10428}");
        assert!(any_case("\u{3c3}").is_none());
    }

    #[test]
    fn short_and_long_texts_are_lowered_alike() {
        for length in [0, 1, 127, 128, 129, 500] {
            for letter in ["A", "\u{c9}"] {
                let text = letter.repeat(length);
                let expected = text.to_lowercase();
                assert_eq!(with_lower(&text, str::to_owned), expected);
            }
        }
    }
}
