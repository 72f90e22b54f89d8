//! New words in place of old ones, which reveal nothing about them.
//!
//! A [free](Codes::free) word follows from what kind of word the old one is (a word, an account,
//! the hexadecimal part of an id, a number), from its script, and from how many came before.
//! Its length is that of its kind. Where a pattern counts characters a word can have the length
//! and shape of the old one instead: a [shaped](Codes::shaped) word.

use super::scripts::Letters;
use super::texts::Texts;

/// How often another word is tried.
const TRIES: u32 = 400;
/// The length of a free word. All ids of AWS can be as long.
const WORD: usize = 10;
/// That of the hexadecimal part of an id.
const HEX: usize = 17;
/// That of an account.
const ACCOUNT: usize = 12;

/// What a part of a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    #[default]
    Word,
    /// Twelve digits.
    Account,
    /// The hexadecimal part of the id of a VPC or an endpoint.
    Hex,
    /// A number without quotes.
    Number,
}

/// The new words of parts of words, by the places of these.
#[derive(Debug)]
pub(super) struct Codes {
    /// Each has one.
    pub(super) free: Vec<String>,
    /// None for those of which there is no free one left.
    pub(super) shaped: Vec<Option<String>>,
}

impl Codes {
    /// Words for `parts`, which are of `kinds`. None contains one of `stays`, on which a pattern
    /// would match it.
    pub(super) fn of(parts: &Texts, kinds: &[Sort], stays: &Texts) -> Self {
        let mut taken = parts.clone();
        let short: Vec<&str> = stays.iter().filter(|part| part.len() <= 3).collect();
        let mut counts = Counts::default();
        let mut free = Vec::with_capacity(parts.len());
        for (part, kind) in parts.iter().zip(kinds) {
            let letters = Letters::of(part);
            loop {
                let number = counts.next((*kind, letters.1, ""));
                let code = free_code(*kind, letters, number);
                let clashes = number < TRIES && short.iter().any(|short| code.contains(short));
                if !clashes && taken.add(&code).1 {
                    free.push(code);
                    break;
                }
            }
        }
        let shaped = parts.iter().map(|part| {
            let shape = shape(part);
            (0..TRIES).find_map(|_| {
                let number = counts.next((Sort::Word, Letters::of(part).1, &shape));
                let code = shaped_code(&shape, Letters::of(part), number);
                taken.add(&code).1.then_some(code)
            })
        });
        Self {
            shaped: shaped.collect(),
            free,
        }
    }
}

/// How many words there were of each sort.
#[derive(Default)]
struct Counts(Vec<((Sort, &'static str, String), u32)>);

impl Counts {
    fn next(&mut self, (kind, letters, shape): (Sort, &'static str, &str)) -> u32 {
        let known = self
            .0
            .iter()
            .position(|(known, _)| (known.0, known.1, &*known.2) == (kind, letters, shape));
        let place = known.unwrap_or_else(|| {
            self.0.push(((kind, letters, shape.to_owned()), 0));
            self.0.len() - 1
        });
        let count = &mut self.0[place].1;
        *count += 1;
        *count - 1
    }
}

/// The free word with that number.
fn free_code(kind: Sort, letters: Letters, number: u32) -> String {
    let mut mixed = Mixed::new(letters.1, number);
    match kind {
        Sort::Account => {
            account(number).unwrap_or_else(|| (0..ACCOUNT).map(|at| mixed.digit(at)).collect())
        }
        // JSON numbers do not begin with zero.
        Sort::Number => (0..WORD).map(|at| mixed.digit(at)).collect(),
        Sort::Hex => (0..HEX).map(|_| mixed.pick("0123456789abcdef")).collect(),
        Sort::Word => {
            let turn = |at: usize| {
                if at.is_multiple_of(2) {
                    letters.0
                } else {
                    letters.1
                }
            };
            (0..WORD).map(|at| mixed.pick(turn(at))).collect()
        }
    }
}

/// `0` for a digit, `f` for a letter of a hexadecimal number, `a` for any other, `é` for what is
/// not ASCII; a character of two UTF-16 units, which `?` counts, gives two.
fn shape(part: &str) -> String {
    let hex = part.len() >= 8
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut shape = String::new();
    for c in part.chars() {
        let unit = match c {
            '0'..='9' => '0',
            _ if !c.is_ascii() => 'é',
            _ if hex => 'f',
            _ => 'a',
        };
        shape.extend(std::iter::repeat_n(unit, c.len_utf16()));
    }
    shape
}

/// The word of a shape with that number. Its letters are none of those of free words, so that
/// neither contains the other.
fn shaped_code(shape: &str, letters: Letters, number: u32) -> String {
    let mut mixed = Mixed::new(shape, number);
    shape
        .chars()
        .enumerate()
        .map(|(at, kind)| match kind {
            '0' => mixed.digit(at),
            'f' => mixed.pick("abcdef"),
            'é' => mixed.pick(letters.1),
            _ => mixed.pick("chjqwxy"),
        })
        .collect()
}

/// Accounts such as `111122223333`, which are recognised as examples.
fn account(number: u32) -> Option<String> {
    let mut digits = Vec::new();
    for a in '1'..='9' {
        for b in '0'..='9' {
            for c in '0'..='9' {
                if a != b && b != c && a != c {
                    digits.push([a, b, c]);
                }
            }
        }
    }
    // 331 shares no factor with the 648 there are: neighbours differ.
    let at = (usize::try_from(number).ok()? * 331 + 77) % digits.len();
    let chosen = digits
        .get(at)
        .filter(|_| (number as usize) < digits.len())?;
    Some(
        chosen
            .iter()
            .flat_map(|digit| std::iter::repeat_n(*digit, 4))
            .collect(),
    )
}

/// Numbers that look arbitrary and are the same each time.
struct Mixed(u64);

impl Mixed {
    fn new(sort: &str, number: u32) -> Self {
        let seed = sort.bytes().fold(0xcbf2_9ce4_8422_2325, |seed: u64, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Self(seed ^ (u64::from(number) << 1 | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn pick(&mut self, from: &str) -> char {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = (self.0 >> 33) as usize % from.chars().count();
        from.chars().nth(at).unwrap_or('x')
    }

    /// The digit at that place; the first is not zero.
    fn digit(&mut self, at: usize) -> char {
        self.pick(if at == 0 { "123456789" } else { "0123456789" })
    }
}

/// `code` with the upper case of `word`, letter by letter.
pub(super) fn with_case(code: &str, word: &str) -> String {
    let units = word
        .chars()
        .flat_map(|c| std::iter::repeat_n(c, c.len_utf16()));
    code.chars()
        .zip(units.chain(std::iter::repeat('x')))
        .map(|(c, like)| if lower(like) == like { c } else { upper(c) })
        .collect()
}

/// `code` in the case with that number: as it is, then with its first letter in upper case, and
/// so on. `None` when it has not as many.
pub(super) fn in_case(code: &str, number: usize) -> Option<String> {
    let mut left = number;
    let mut out = String::with_capacity(code.len());
    for c in code.chars() {
        let raised = if left & 1 == 1 { upper(c) } else { c };
        if left & 1 == 1 && raised == c {
            return None;
        }
        out.push(raised);
        left >>= 1;
    }
    (left == 0).then_some(out)
}

/// In lower case, where that is one character.
pub(super) fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// A letter of new words in upper case. In all scripts that have it, it stands as far before the
/// lower case as in ASCII; the tables of Unicode would be 3 kB of the page.
fn upper(c: char) -> char {
    match c {
        'a'..='z' | 'à'..='þ' | 'α'..='ω' | 'а'..='я' => {
            char::from_u32(u32::from(c) - 0x20).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn coded(parts: &[&str], kind: Sort) -> Codes {
        let mut texts = Texts::default();
        for part in parts {
            texts.add(part);
        }
        Codes::of(&texts, &vec![kind; parts.len()], &Texts::default())
    }

    #[test]
    fn free_words_say_nothing_of_the_old_ones() {
        let one = coded(&["alice", "42", "x"], Sort::Word);
        let other = coded(
            &["Bartholomäus2026".get(..9).unwrap(), "hunter2", "0"],
            Sort::Word,
        );
        assert_eq!(one.free, other.free);
        assert!(
            one.free
                .iter()
                .all(|code| code.len() == WORD && code.bytes().all(|b| b.is_ascii_lowercase()))
        );
        let [cyrillic] = &*coded(&["иван"], Sort::Word).free else {
            unreachable!()
        };
        assert!(!cyrillic.is_ascii() && cyrillic.chars().count() == WORD);
        assert_eq!(coded(&["210987654321"], Sort::Account).free[0].len(), 12);
        let hex = &coded(&["0a1b2c3d"], Sort::Hex).free[0];
        assert!(hex.len() == 17 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(
            coded(&["12345678"], Sort::Number).free[0]
                .parse::<u64>()
                .is_ok()
        );
    }

    #[test]
    fn shaped_words_keep_shapes() {
        let parts = ["alice", "bob", "0a1b2c3d4e5f60718", "x9", "管理", "🔑"];
        let codes = coded(&parts, Sort::Word);
        for (part, code) in parts.iter().zip(&codes.shaped) {
            let code = code.as_ref().unwrap();
            let units = |text: &str| text.encode_utf16().count();
            assert_eq!(units(part), units(code), "{part} {code}");
            assert_eq!(part.is_ascii(), code.is_ascii(), "{part} {code}");
            assert!(!codes.free.iter().any(|free| free.contains(&**code)));
        }
        let all: HashSet<&String> = codes.shaped.iter().flatten().chain(&codes.free).collect();
        assert_eq!(all.len(), 2 * parts.len());
    }

    #[test]
    fn there_are_words_for_many() {
        let accounts: Vec<String> = (0..2000).map(|n| format!("{n:012}")).collect();
        let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
        for kind in [Sort::Account, Sort::Word, Sort::Hex] {
            let free: HashSet<String> = coded(&accounts, kind).free.into_iter().collect();
            assert_eq!(free.len(), 2000);
        }
        let few: Vec<String> = (0..100).map(|n| format!("{n:02}")).collect();
        let few: Vec<&str> = few.iter().map(String::as_str).collect();
        assert!(coded(&few, Sort::Word).shaped.iter().all(Option::is_none));
    }

    #[test]
    fn cases_are_told_apart_by_their_number() {
        let all: Vec<String> = (0..4).filter_map(|number| in_case("bak", number)).collect();
        assert_eq!(all, ["bak", "Bak", "bAk", "BAk"]);
        assert_eq!(in_case("bak", 8), None);
        assert_eq!(in_case("山山山", 1), None);
        assert_eq!(with_case("bakel", "AliCe"), "BakEl");
        assert_eq!(with_case("bäkël", "ÄLICE"), "BÄKËL");
    }
}
