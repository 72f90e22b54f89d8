//! What a pattern says about all texts at once.

use super::{Pattern, Shape};

/// One element of a pattern, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Element {
    /// This unit; in lower case when the pattern ignores case.
    Unit(u16),
    /// `?`: any one unit.
    One,
    /// `*`: any run of units.
    Many,
}

/// The units that are in no name.
const ENDS_A_NAME: [u16; 2] = [b':' as u16, b'/' as u16];

impl Pattern {
    /// The pattern, element by element, never with two [`Element::Many`] in a row.
    #[must_use]
    pub fn elements(&self) -> Vec<Element> {
        let units = |text: &str| text.encode_utf16().map(Element::Unit).collect::<Vec<_>>();
        match &self.shape {
            Shape::Literal(literal) => units(literal),
            Shape::Fragments {
                first,
                middle,
                last,
            } => {
                let mut elements = units(first);
                for fragment in middle {
                    elements.push(Element::Many);
                    // A fragment was cut from a text at whole characters.
                    elements.extend(units(&String::from_utf8_lossy(fragment.needle())));
                }
                elements.push(Element::Many);
                elements.extend(units(last));
                elements
            }
            Shape::Units(pattern) => pattern.elements(),
        }
    }

    /// True when `prefix` and any name behind it match. A name is one unit or more,
    /// none of them `:` or `/`.
    #[must_use]
    pub fn covers_names(&self, prefix: &str) -> bool {
        let elements = self.elements();
        let mut places = self.places_behind(&elements, prefix);
        let mut next = places.clone();
        // A unit that the pattern does not name gets through wildcards only, and what
        // they let through they let through whatever it is. After more units than the
        // pattern has elements, only the stars remember anything.
        // A pattern that takes a name of one unit is hardly longer than the prefix.
        for _ in 0..=elements.len() {
            step(&elements, &places, None, &mut next);
            if next.last() != Some(&true) {
                return false;
            }
            if next == places {
                // Every further unit leads here again.
                return true;
            }
            std::mem::swap(&mut places, &mut next);
        }
        true
    }

    /// True when `prefix` and some name behind it match.
    #[must_use]
    pub fn meets_names(&self, prefix: &str) -> bool {
        let elements = self.elements();
        let places = self.places_behind(&elements, prefix);
        // What is left of the pattern is written out behind the prefix.
        let mut in_name = vec![false; places.len()];
        for (at, element) in elements.iter().enumerate() {
            if !places[at] && !in_name[at] {
                continue;
            }
            match element {
                Element::Many => {
                    in_name[at] = true;
                    in_name[at + 1] = true;
                }
                Element::Unit(unit) if ENDS_A_NAME.contains(unit) => {}
                Element::One | Element::Unit(_) => in_name[at + 1] = true,
            }
        }
        in_name.last().copied().unwrap_or(false)
    }

    /// The places in the pattern where a match of `prefix` can stand.
    fn places_behind(&self, elements: &[Element], prefix: &str) -> Vec<bool> {
        let lowered = prefix.to_ascii_lowercase();
        let prefix = if self.ignore_case { &lowered } else { prefix };
        let units: Vec<u16> = prefix.encode_utf16().collect();
        // As long as the pattern spells the prefix, a match can stand in one place only.
        let spelled = elements.iter().zip(&units);
        let spelled = spelled
            .take_while(|(element, unit)| **element == Element::Unit(**unit))
            .count();
        let mut places = vec![false; elements.len() + 1];
        places[spelled] = true;
        skip_stars(elements, &mut places);
        let mut next = places.clone();
        for unit in &units[spelled..] {
            step(elements, &places, Some(*unit), &mut next);
            std::mem::swap(&mut places, &mut next);
        }
        places
    }
}

/// Writes the places after one more unit to `next`; `None` is one that no pattern names.
fn step(elements: &[Element], places: &[bool], unit: Option<u16>, next: &mut [bool]) {
    next.fill(false);
    for (at, element) in elements.iter().enumerate().filter(|(at, _)| places[*at]) {
        match element {
            Element::Many => next[at] = true,
            Element::One => next[at + 1] = true,
            Element::Unit(wanted) if Some(*wanted) == unit => next[at + 1] = true,
            Element::Unit(_) => {}
        }
    }
    skip_stars(elements, next);
}

/// Adds the places behind each star, since a star may stand for nothing.
fn skip_stars(elements: &[Element], places: &mut [bool]) {
    for (at, element) in elements.iter().enumerate() {
        if places[at] && *element == Element::Many {
            places[at + 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::wildcard::tests::{naive, pattern, text};

    #[test]
    fn names_behind_a_prefix() {
        let console = "arn:aws:signin:::console/";
        // Pattern, whether it covers every name, whether it meets one.
        let rows = [
            ("*", true, true),
            ("arn:aws:signin:::console/*", true, true),
            ("arn:aws:signin:*", true, true),
            ("arn:*:signin:::console/*", true, true),
            ("arn:aws:signin:::console/?*", true, true),
            ("arn:aws:signin:::console?*", true, true),
            ("arn:aws:signin:::console/*?", true, true),
            ("*?", true, true),
            ("arn:aws:signin:::console/canvas", false, true),
            ("arn:aws:signin:::console/??*", false, true),
            ("arn:aws:signin:::console/?", false, true),
            ("arn:aws:signin:::console/*s", false, true),
            ("arn:aws:signin:::console/*\u{f8ff}*", false, true),
            ("arn:aws:signin:::console/\u{f8ff}", false, true),
            ("arn:aws:signin:::console/\u{1f600}*", false, true),
            ("arn:aws:signin:::console/", false, false),
            ("arn:aws:signin:::console/a/b", false, false),
            ("arn:aws:signin:::console/*:*", false, false),
            ("arn:aws:signin:::consol", false, false),
            ("arn:aws:signin:::console", false, false),
            ("arn:aws:s3:::*", false, false),
            ("", false, false),
        ];
        for (pattern, covers, meets) in rows {
            let compiled = Pattern::new(pattern);
            let found = (
                compiled.covers_names(console),
                compiled.meets_names(console),
            );
            assert_eq!(found, (covers, meets), "{pattern}");
        }
        let ignoring = Pattern::new_ignore_ascii_case("SignIn:*");
        assert!(ignoring.covers_names("SIGNIN:Auth"));
        assert!(!Pattern::new("SignIn:*").meets_names("SIGNIN:Auth"));
    }

    /// Some patterns with a colon, which is in no name.
    fn with_colons() -> impl Strategy<Value = String> {
        (pattern(), any::<bool>()).prop_map(|(pattern, colons)| {
            if colons {
                pattern.replace('A', ":")
            } else {
                pattern
            }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn elements_spell_the_pattern(pattern in pattern()) {
            let spelled = Pattern::new(&pattern).elements();
            let mut expected: Vec<Element> = pattern
                .encode_utf16()
                .map(|unit| match u8::try_from(unit) {
                    Ok(b'*') => Element::Many,
                    Ok(b'?') => Element::One,
                    _ => Element::Unit(unit),
                })
                .collect();
            expected.dedup_by(|b, a| *a == Element::Many && *b == Element::Many);
            prop_assert_eq!(spelled, expected);
        }

        #[test]
        fn what_is_covered_matches(pattern in with_colons(), prefix in text(), name in text()) {
            let name = format!("n{}", name.replace(':', ""));
            let compiled = Pattern::new(&pattern);
            let matches = compiled.matches(&format!("{prefix}{name}"));
            prop_assert!(matches || !compiled.covers_names(&prefix));
            prop_assert!(!matches || compiled.meets_names(&prefix));
        }

        /// A pattern that does not cover every name has a name that does not match; one that
        /// meets names has one that does.
        #[test]
        fn answers_are_exact(pattern in with_colons(), prefix in text()) {
            let compiled = Pattern::new(&pattern);
            let strange = |length: usize| format!("{prefix}{}", "\u{1}".repeat(length));
            let all = (1..=pattern.len() + 2).all(|length| naive(&pattern, &strange(length)));
            prop_assert_eq!(compiled.covers_names(&prefix), all);
            // Some rest of the pattern, with the least for its wildcards and with more.
            let written_out = |star: &str| pattern.replace('*', star).replace('?', "a");
            let names = ["", "a"].map(written_out);
            let met = names
                .iter()
                .flat_map(|name| name.char_indices().map(|(at, _)| &name[at..]))
                .chain(["a"])
                .filter(|name| !name.contains([':', '/']))
                .any(|name| naive(&pattern, &format!("{prefix}{name}")));
            prop_assert_eq!(compiled.meets_names(&prefix), met);
        }
    }
}
