//! Patterns of texts, read from regions and from policies, and matched one by one.

use vestibule_iam::wildcard::Element;

/// Which UTF-16 units a step takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    /// One unit.
    Unit(u16),
    /// An ASCII letter, given in lower case, in either case; `k` is also the Kelvin sign's
    /// lower case.
    Letter(u16),
    /// Any unit.
    Any,
    /// ASCII characters from one to another, in each of these ranges.
    Of(&'static [(u8, u8)]),
}

/// The Kelvin sign, whose lower case is `k`.
pub(crate) const KELVIN: u16 = 0x212a;

impl Set {
    pub(crate) fn takes(self, unit: u16) -> bool {
        match self {
            Self::Unit(own) => own == unit,
            Self::Letter(own) => {
                own == unit
                    || u8::try_from(unit).is_ok_and(|u| u16::from(u.to_ascii_lowercase()) == own)
                    || (unit == KELVIN && own == u16::from(b'k'))
            }
            Self::Any => true,
            Self::Of(ranges) => u8::try_from(unit).is_ok_and(|unit| {
                let within = |(first, last): &(u8, u8)| (*first..=*last).contains(&unit);
                ranges.iter().any(within)
            }),
        }
    }
}

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) set: Set,
    /// Any number of such units, and none, too.
    pub(crate) many: bool,
}

/// A pattern that matches whole texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) steps: Vec<Step>,
    /// It matches a text if it matches this, the text, and `after`, one behind the other.
    pub(crate) before: String,
    pub(crate) after: String,
}

impl Pattern {
    /// One text and no other.
    pub(crate) fn literal(text: &str) -> Self {
        Self::default().then(text)
    }

    /// The elements of a policy's pattern.
    pub(crate) fn of_elements(elements: &[Element]) -> Self {
        let step = |element: &Element| match element {
            Element::Unit(unit) => one(Set::Unit(*unit)),
            Element::One => one(Set::Any),
            Element::Many => many(Set::Any),
        };
        Self {
            steps: elements.iter().map(step).collect(),
            ..Self::default()
        }
    }

    /// One text, whatever the case of its ASCII letters.
    pub(crate) fn in_any_case(text: &str) -> Self {
        let step = |unit: u16| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphabetic() => {
                one(Set::Letter(byte.to_ascii_lowercase().into()))
            }
            _ => one(Set::Unit(unit)),
        };
        Self {
            steps: text.encode_utf16().map(step).collect(),
            ..Self::default()
        }
    }

    /// A pattern of a region: `*` and `?` are special, and `${*}`, `${?}` and `${$}` stand
    /// for themselves.
    pub(crate) fn of_region(text: &str) -> Self {
        let mut pattern = Self::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let escaped = ["${*}", "${?}", "${$}"].into_iter();
            let escaped = escaped.zip(["*", "?", "$"]);
            let mut found =
                escaped.filter_map(|(escape, own)| Some((rest.strip_prefix(escape)?, own)));
            if let Some((behind, own)) = found.next() {
                pattern = pattern.then(own);
                rest = behind;
                continue;
            }
            match first {
                '*' => pattern.steps.push(many(Set::Any)),
                '?' => pattern.steps.push(one(Set::Any)),
                other => pattern = pattern.then(other.encode_utf8(&mut [0; 4])),
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        pattern
    }

    /// This one, and behind it a text.
    pub(crate) fn then(mut self, text: &str) -> Self {
        let units = text.encode_utf16();
        self.steps.extend(units.map(|unit| one(Set::Unit(unit))));
        self
    }

    /// This one, and behind it so many of a set.
    pub(crate) fn then_of(mut self, set: Set, count: usize) -> Self {
        self.steps.extend(std::iter::repeat_n(one(set), count));
        self
    }

    /// This one, and behind it any number of a set.
    pub(crate) fn then_many(mut self, set: Set) -> Self {
        self.steps.push(many(set));
        self
    }

    /// This one, and behind it another.
    pub(crate) fn then_pattern(mut self, other: &Self) -> Self {
        self.steps.extend(&other.steps);
        self
    }

    /// Whether the whole text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        // Places among the steps; a step of many is skipped at will.
        let mut places = vec![false; self.steps.len() + 1];
        if let Some(first) = places.first_mut() {
            *first = true;
        }
        self.skip(&mut places);
        let units = self.before.encode_utf16().chain(text.encode_utf16());
        for unit in units.chain(self.after.encode_utf16()) {
            let mut next = vec![false; places.len()];
            for (at, step) in self.steps.iter().enumerate() {
                if places.get(at) == Some(&true) && step.set.takes(unit) {
                    let to = if step.many { at } else { at + 1 };
                    if let Some(place) = next.get_mut(to) {
                        *place = true;
                    }
                }
            }
            self.skip(&mut next);
            places = next;
        }
        places.last() == Some(&true)
    }

    fn skip(&self, places: &mut [bool]) {
        for (at, step) in self.steps.iter().enumerate() {
            if step.many
                && places.get(at) == Some(&true)
                && let Some(next) = places.get_mut(at + 1)
            {
                *next = true;
            }
        }
    }
}

fn one(set: Set) -> Step {
    Step { set, many: false }
}

fn many(set: Set) -> Step {
    Step { set, many: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_regions_match_whole_texts() {
        for (pattern, text, is) in [
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "abcd", false),
            ("a?c", "ac", false),
            ("a?c", "abc", true),
            ("a?c", "a\u{1f600}c", false),
            ("a??c", "a\u{1f600}c", true),
            ("${*}", "*", true),
            ("${*}", "a", false),
            ("${$}{*}", "${x}", true),
            ("$x", "$x", true),
            ("", "", true),
            ("*", "", true),
        ] {
            assert_eq!(
                Pattern::of_region(pattern).matches(text),
                is,
                "{pattern} {text}"
            );
        }
        assert!(Pattern::in_any_case("aK").matches("A\u{212a}"));
        assert!(!Pattern::in_any_case("a").matches("\u{e1}"));
        let within = Pattern {
            before: "x:".to_owned(),
            after: ":y".to_owned(),
            ..Pattern::of_region("x:a*:y")
        };
        assert!(within.matches("ab") && !within.matches("b"));
    }
}
