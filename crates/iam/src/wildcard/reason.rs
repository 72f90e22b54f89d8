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

    /// True when every text that begins with `prefix` matches.
    #[must_use]
    pub fn covers_prefix(&self, prefix: &str) -> bool {
        let elements = self.elements();
        let mut places = self.places_behind(&elements, prefix);
        // A unit that the pattern does not name gets through wildcards only, and what
        // they let through they let through whatever it is. After more units than the
        // pattern has elements, only the stars remember anything.
        (0..elements.len() + 2).all(|_| {
            let covered = places.last().copied().unwrap_or(false);
            places = step(&elements, &places, None);
            covered
        })
    }

    /// True when some text that begins with `prefix`, or `prefix` itself, matches.
    #[must_use]
    pub fn meets_prefix(&self, prefix: &str) -> bool {
        let elements = self.elements();
        // Whatever is left of the pattern can be written out behind the prefix.
        self.places_behind(&elements, prefix).contains(&true)
    }

    /// The places in the pattern where a match of `prefix` can stand.
    fn places_behind(&self, elements: &[Element], prefix: &str) -> Vec<bool> {
        let mut places = vec![false; elements.len() + 1];
        places[0] = true;
        skip_stars(elements, &mut places);
        let lowered = prefix.to_ascii_lowercase();
        let prefix = if self.ignore_case { &lowered } else { prefix };
        for unit in prefix.encode_utf16() {
            places = step(elements, &places, Some(unit));
        }
        places
    }
}

/// The places after one more unit; `None` is one that no pattern names.
fn step(elements: &[Element], places: &[bool], unit: Option<u16>) -> Vec<bool> {
    let mut next = vec![false; places.len()];
    for (at, element) in elements.iter().enumerate().filter(|(at, _)| places[*at]) {
        match element {
            Element::Many => next[at] = true,
            Element::One => next[at + 1] = true,
            Element::Unit(wanted) if Some(*wanted) == unit => next[at + 1] = true,
            Element::Unit(_) => {}
        }
    }
    skip_stars(elements, &mut next);
    next
}

/// A star may stand for nothing.
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
    use crate::wildcard::tests::{naive, pattern, text};

    #[test]
    fn prefixes() {
        let console = "arn:aws:signin:::console/";
        // Pattern, whether it covers the prefix, whether it meets it.
        let rows = [
            ("*", true, true),
            ("arn:aws:signin:::console/*", true, true),
            ("arn:aws:signin:*", true, true),
            ("arn:*:signin:::console/*", true, true),
            ("arn:aws:signin:::console/canvas", false, true),
            ("arn:aws:signin:::console/?*", false, true),
            ("arn:aws:signin:::console/*s", false, true),
            ("arn:aws:signin:::console/", false, true),
            ("arn:aws:signin:::console?*", true, true),
            ("*?", true, true),
            ("arn:aws:signin:::consol", false, false),
            ("arn:aws:signin:::console", false, false),
            ("arn:aws:s3:::*", false, false),
            ("", false, false),
        ];
        for (pattern, covers, meets) in rows {
            let compiled = Pattern::new(pattern);
            let found = (
                compiled.covers_prefix(console),
                compiled.meets_prefix(console),
            );
            assert_eq!(found, (covers, meets), "{pattern}");
        }
        let ignoring = Pattern::new_ignore_ascii_case("SignIn:*");
        assert!(ignoring.covers_prefix("SIGNIN:Auth"));
        assert!(!Pattern::new("SignIn:*").meets_prefix("SIGNIN:Auth"));
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
        fn what_is_covered_matches(pattern in pattern(), prefix in text(), rest in text()) {
            let compiled = Pattern::new(&pattern);
            let matches = compiled.matches(&format!("{prefix}{rest}"));
            prop_assert!(matches || !compiled.covers_prefix(&prefix));
            prop_assert!(!matches || compiled.meets_prefix(&prefix));
        }

        /// And nothing more: what is not covered has a continuation that does not
        /// match, what is met has one that does.
        #[test]
        fn answers_are_exact(pattern in pattern(), prefix in text()) {
            let compiled = Pattern::new(&pattern);
            let strange = |length: usize| format!("{prefix}{}", "\u{1}".repeat(length));
            let all = (0..=pattern.len() + 1).all(|length| naive(&pattern, &strange(length)));
            prop_assert_eq!(compiled.covers_prefix(&prefix), all);
            let written_out = pattern.replace('*', "").replace('?', "a");
            let continued = written_out
                .char_indices()
                .map(|(at, _)| format!("{prefix}{}", &written_out[at..]))
                .chain([prefix.clone()])
                .any(|text| naive(&pattern, &text));
            prop_assert_eq!(compiled.meets_prefix(&prefix), continued);
        }
    }
}
