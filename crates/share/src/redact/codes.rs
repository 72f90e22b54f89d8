//! New words for old ones: as long, digits for digits and letters for letters.

use vestibule_iam::sort;

use super::texts::Texts;

/// How often another word is tried.
const TRIES: u32 = 400;

/// A word for each of `parts`, by its place; none for those that stay for want of a free one.
///
/// It follows from the length and kind of the part and from how many of that
/// kind came before, never from the part itself.
/// None contains one of `stays`, on which a pattern would match it.
pub(super) fn codes(parts: &Texts, stays: &Texts) -> Vec<Option<String>> {
    let mut taken = parts.clone();
    let mut codes = vec![None; parts.len()];
    let mut short: Vec<String> = stays
        .iter()
        .filter(|part| part.len() <= 3)
        .map(str::to_owned)
        .collect();
    let mut shapes = Texts::default();
    // How many there were of each shape.
    let mut count: Vec<u32> = Vec::new();
    // Short words first: longer ones avoid them.
    let mut order: Vec<(usize, &str)> = parts.iter().enumerate().collect();
    sort::by_key(&mut order, |(_, part)| part.len());
    for (place, part) in order {
        let shape = shape(part);
        let (known, is_new) = shapes.add(&shape);
        if is_new {
            count.push(0);
        }
        let number = &mut count[known];
        for attempt in 0..TRIES {
            let code = code(&shape, *number);
            *number += 1;
            let avoid = attempt < TRIES / 4 * 3;
            let clashes = avoid && short.iter().any(|short| code.contains(&**short));
            if !clashes && taken.add(&code).1 {
                if code.len() <= 3 {
                    short.push(code.clone());
                }
                codes[place] = Some(code);
                break;
            }
        }
    }
    codes
}

/// `0` for a digit, `f` for a letter of a hexadecimal number, `a` for any other;
/// a character of two UTF-16 units, which `?` counts, gives two.
fn shape(part: &str) -> String {
    let hex = part.len() >= 8
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let letter = if hex { 'f' } else { 'a' };
    let mut shape = String::new();
    for c in part.chars() {
        let unit = if c.is_ascii_digit() { '0' } else { letter };
        shape.extend(std::iter::repeat_n(unit, c.len_utf16()));
    }
    shape
}

/// The word of a shape with a number.
fn code(shape: &str, number: u32) -> String {
    if shape.len() == 12
        && shape.bytes().all(|kind| kind == b'0')
        && let Some(account) = account(number)
    {
        return account;
    }
    let mut mixed = Mixed::new(shape, number);
    let mut consonant = true;
    shape
        .bytes()
        .enumerate()
        .map(|(at, kind)| match kind {
            // JSON numbers do not begin with zero.
            b'0' if at == 0 => mixed.pick("123456789"),
            b'0' => mixed.pick("0123456789"),
            b'f' => mixed.pick("abcdef"),
            _ => {
                consonant = !consonant;
                mixed.pick(if consonant { "aeiou" } else { "bdfgklmnprstvz" })
            }
        })
        .collect()
}

/// `111122223333` and its kin, which everybody takes for an example.
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
    fn new(shape: &str, number: u32) -> Self {
        let seed = shape
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |seed: u64, byte| {
                (seed ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            });
        Self(seed ^ (u64::from(number) << 1 | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn pick(&mut self, from: &str) -> char {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = (self.0 >> 33) as usize % from.len();
        from.as_bytes()
            .get(at)
            .map_or('x', |byte| char::from(*byte))
    }
}

/// `code` with the upper case of `word`, letter by letter.
pub(super) fn with_case(code: &str, word: &str) -> String {
    let units = word
        .chars()
        .flat_map(|c| std::iter::repeat_n(c, c.len_utf16()));
    code.chars()
        .zip(units.chain(std::iter::repeat('x')))
        .map(|(c, like)| {
            if like.is_ascii_uppercase() {
                c.to_ascii_uppercase()
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    /// The codes by their parts.
    fn coded<'p>(parts: &[&'p str]) -> HashMap<&'p str, String> {
        let mut texts = Texts::default();
        for part in parts {
            texts.add(part);
        }
        let codes = codes(&texts, &Texts::default());
        let pairs = parts.iter().copied().zip(codes);
        pairs
            .filter_map(|(part, code)| Some((part, code?)))
            .collect()
    }

    #[test]
    fn codes_keep_shapes_and_are_unique() {
        let parts = [
            "alice",
            "bob",
            "111122223333",
            "0a1b2c3d4e5f60718",
            "x9",
            "管理",
            "🔑",
        ];
        let codes = coded(&parts);
        assert_eq!(codes.len(), parts.len(), "{codes:?}");
        for (part, code) in &codes {
            assert_eq!(shape(part).len(), code.len());
            assert!(code.is_ascii() && !parts.contains(&&**code), "{code}");
        }
        let unique: HashSet<&String> = codes.values().collect();
        assert_eq!(unique.len(), codes.len());
        assert!(
            codes["0a1b2c3d4e5f60718"]
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit())
        );
        assert!(
            codes["111122223333"]
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        );
        assert_eq!(with_case("bakel", "AliCe"), "BakEl");
    }

    #[test]
    fn codes_say_nothing_of_the_words() {
        let of = |words: [&str; 2]| {
            let codes = coded(&words);
            words.map(|part| codes[part].clone())
        };
        assert_eq!(of(["alice", "carol"]), of(["trent", "peggy"]));
    }

    #[test]
    fn there_are_words_for_many() {
        let parts: Vec<String> = (0..2000).map(|n| format!("{n:012}")).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        assert_eq!(coded(&parts).len(), 2000);
        let few: Vec<String> = (0..100).map(|n| format!("{n:02}")).collect();
        let few: Vec<&str> = few.iter().map(String::as_str).collect();
        assert!(coded(&few).is_empty());
    }
}
