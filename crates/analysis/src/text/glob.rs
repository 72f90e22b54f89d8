//! Patterns with `*` and `?`, taken apart and put together.

use std::fmt;

use vestibule_iam::condition::any_case;
use vestibule_iam::wildcard::{Element, Pattern, TextPattern};

/// A pattern with `*` and `?` that matches a whole text, as IAM's `StringLike` does.
///
/// It is written as in a policy of 2012: a star, a question mark or a dollar sign that
/// stands for itself is `${*}`, `${?}` or `${$}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Glob {
    elements: Vec<Element>,
    ignore_case: bool,
    also: Vec<Glob>,
}

impl Glob {
    /// A pattern of these elements.
    #[must_use]
    pub fn new(elements: Vec<Element>) -> Self {
        Self {
            elements,
            ignore_case: false,
            also: Vec::new(),
        }
    }

    /// One text and no other.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self::new(text.encode_utf16().map(Element::Unit).collect())
    }

    /// One text, whatever the case of its letters; `lowered` is in lower case.
    #[must_use]
    pub fn in_any_case(lowered: &str) -> Self {
        Self {
            ignore_case: true,
            ..Self::literal(lowered)
        }
    }

    /// What all of some patterns match, of which there is one at least.
    pub(crate) fn all(patterns: impl IntoIterator<Item = Self>) -> Self {
        let mut patterns = patterns.into_iter();
        let first = patterns.next().unwrap_or_else(|| Self::of("*"));
        Self {
            also: patterns.collect(),
            ..first
        }
    }

    /// The pattern without others, and all others that a text must match as well.
    #[must_use]
    pub fn parts(&self) -> Vec<Self> {
        let own = Self {
            also: Vec::new(),
            ..self.clone()
        };
        [own].into_iter().chain(self.also.iter().cloned()).collect()
    }

    /// A pattern as written, in which only `*` and `?` are special.
    #[must_use]
    pub fn of(pattern: &str) -> Self {
        Self::new(Pattern::new(pattern).elements())
    }

    /// Its elements.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// True when the case of letters does not count; it then has no wildcards, and its
    /// letters are in lower case.
    #[must_use]
    pub fn ignores_case(&self) -> bool {
        self.ignore_case
    }

    /// True when it matches one text alone.
    pub(crate) fn is_single(&self) -> bool {
        let is_unit = |element: &Element| matches!(element, Element::Unit(_));
        !self.ignore_case && self.elements.iter().all(is_unit)
    }

    /// The texts that it matches; `None` where the case of one letter depends on others.
    pub(crate) fn texts(&self) -> Option<TextPattern> {
        if self.ignore_case {
            any_case(&self.units())
        } else {
            Some(TextPattern::of_elements(&self.elements))
        }
    }

    /// The pattern that matches `prefix` and, behind it, what this one matches.
    pub(crate) fn behind(&self, prefix: &str) -> Self {
        let mut elements: Vec<Element> = prefix.encode_utf16().map(Element::Unit).collect();
        elements.extend(&self.elements);
        Self {
            elements,
            ignore_case: self.ignore_case,
            also: self.also.iter().map(|other| other.behind(prefix)).collect(),
        }
    }

    fn units(&self) -> String {
        let units = self.elements.iter().filter_map(|element| match element {
            Element::Unit(unit) => Some(*unit),
            Element::One | Element::Many => None,
        });
        char::decode_utf16(units).flatten().collect()
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        let mut units: Vec<u16> = Vec::new();
        let flush = |units: &mut Vec<u16>, text: &mut String| {
            for character in char::decode_utf16(units.drain(..)).flatten() {
                match character {
                    '*' | '?' | '$' => text.extend(['$', '{', character, '}']),
                    other => text.push(other),
                }
            }
        };
        for element in &self.elements {
            let wildcard = match element {
                Element::Unit(unit) => {
                    units.push(*unit);
                    continue;
                }
                Element::One => '?',
                Element::Many => '*',
            };
            flush(&mut units, &mut text);
            text.push(wildcard);
        }
        flush(&mut units, &mut text);
        f.write_str(&text)?;
        self.also
            .iter()
            .try_for_each(|other| write!(f, " and {other}"))
    }
}

/// The patterns of what may stand between `left` and `right` in texts that `elements`
/// match: together they match exactly that.
pub(crate) fn quotients(elements: &[Element], left: &str, right: &str) -> Vec<Vec<Element>> {
    let mut starts = places(elements, left.encode_utf16());
    let mirrored: Vec<Element> = elements.iter().rev().copied().collect();
    let mut right: Vec<u16> = right.encode_utf16().collect();
    right.reverse();
    let mut ends = places(&mirrored, right.into_iter());
    ends.reverse();
    // What goes on within a star holds what goes on behind it.
    for (at, _) in elements
        .iter()
        .enumerate()
        .filter(|(_, e)| **e == Element::Many)
    {
        if starts.get(at) == Some(&true)
            && let Some(behind) = starts.get_mut(at + 1)
        {
            *behind = false;
        }
        if ends.get(at + 1) == Some(&true)
            && let Some(before) = ends.get_mut(at)
        {
            *before = false;
        }
    }
    let mut found: Vec<Vec<Element>> = Vec::new();
    for (start, _) in starts.iter().enumerate().filter(|(_, is)| **is) {
        for (end, _) in ends.iter().enumerate().filter(|(_, is)| **is) {
            if let Some(between) = elements.get(start..end)
                && !found.iter().any(|other| other == between)
            {
                found.push(between.to_vec());
            }
        }
    }
    // What another one matches, too, says nothing more.
    if found.iter().any(|between| *between == [Element::Many]) {
        found = vec![vec![Element::Many]];
    }
    found
}

/// Whether the whole of `text` matches.
pub(crate) fn matches(elements: &[Element], text: &str) -> bool {
    places(elements, text.encode_utf16()).last() == Some(&true)
}

/// The places in a pattern where a match of `units` from its beginning may stand. Within
/// a star, that is before it.
fn places(elements: &[Element], units: impl Iterator<Item = u16>) -> Vec<bool> {
    let skip_stars = |places: &mut Vec<bool>| {
        for (at, element) in elements.iter().enumerate() {
            if places.get(at) == Some(&true)
                && *element == Element::Many
                && let Some(behind) = places.get_mut(at + 1)
            {
                *behind = true;
            }
        }
    };
    let mut places = vec![false; elements.len() + 1];
    if let Some(first) = places.first_mut() {
        *first = true;
    }
    skip_stars(&mut places);
    for unit in units {
        let mut next = vec![false; places.len()];
        for (at, element) in elements.iter().enumerate() {
            if places.get(at) != Some(&true) {
                continue;
            }
            let to = match element {
                Element::Many => at,
                Element::One => at + 1,
                Element::Unit(wanted) if *wanted == unit => at + 1,
                Element::Unit(_) => continue,
            };
            if let Some(place) = next.get_mut(to) {
                *place = true;
            }
        }
        skip_stars(&mut next);
        places = next;
    }
    places
}

/// Patterns that together match what both `a` and `b` match; `None` when there are more
/// than `most`.
pub(crate) fn intersections(
    a: &[Element],
    b: &[Element],
    most: usize,
) -> Option<Vec<Vec<Element>>> {
    let mut search = Intersections {
        most,
        steps: most.saturating_mul(64),
        found: Vec::new(),
    };
    search.meet(a, b, &mut Vec::new())?;
    Some(search.found)
}

struct Intersections {
    most: usize,
    steps: usize,
    found: Vec<Vec<Element>>,
}

impl Intersections {
    /// Adds what both match behind `before`; `None` when there is too much of it.
    fn meet(&mut self, a: &[Element], b: &[Element], before: &mut Vec<Element>) -> Option<()> {
        use Element::{Many, One, Unit};
        self.steps = self.steps.checked_sub(1)?;
        let with = |this: &mut Self, element, a: &[Element], b: &[Element], before: &mut Vec<_>| {
            before.push(element);
            let met = this.meet(a, b, before);
            before.pop();
            met
        };
        match (a, b) {
            ([], []) => self.add(before),
            ([Many], rest) | (rest, [Many]) => {
                let length = before.len();
                before.extend(rest);
                let added = self.add(before);
                before.truncate(length);
                added
            }
            ([Many, a_rest @ ..], [Many, b_rest @ ..]) => {
                // One of the two stars ends first.
                with(self, Many, a_rest, b, before)?;
                with(self, Many, a, b_rest, before)
            }
            ([Many, a_rest @ ..], [first, b_rest @ ..]) => {
                self.meet(a_rest, b, before)?;
                with(self, *first, a, b_rest, before)
            }
            ([first, a_rest @ ..], [Many, b_rest @ ..]) => {
                self.meet(a, b_rest, before)?;
                with(self, *first, a_rest, b, before)
            }
            ([One, a_rest @ ..], [other, b_rest @ ..])
            | ([other, a_rest @ ..], [One, b_rest @ ..]) => {
                with(self, *other, a_rest, b_rest, before)
            }
            ([Unit(x), a_rest @ ..], [Unit(y), b_rest @ ..]) if x == y => {
                with(self, Unit(*x), a_rest, b_rest, before)
            }
            ([Unit(_), ..], [Unit(_), ..]) | ([], [_, ..]) | ([_, ..], []) => Some(()),
        }
    }

    fn add(&mut self, pattern: &[Element]) -> Option<()> {
        let mut pattern = pattern.to_vec();
        pattern.dedup_by(|b, a| *a == Element::Many && *b == Element::Many);
        if !self.found.contains(&pattern) {
            if self.found.len() >= self.most {
                return None;
            }
            self.found.push(pattern);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(patterns: &[Vec<Element>]) -> Vec<String> {
        let mut all: Vec<String> = patterns
            .iter()
            .map(|elements| Glob::new(elements.clone()).to_string())
            .collect();
        all.sort();
        all
    }

    #[test]
    fn patterns_are_written_as_in_a_policy() {
        for pattern in ["arn:aws:iam::*:user/?", "", "*", "\u{1f600}*"] {
            assert_eq!(Glob::of(pattern).to_string(), pattern);
        }
        assert_eq!(Glob::literal("a*$?").to_string(), "a${*}${$}${?}");
    }

    #[test]
    fn what_stands_between_two_texts() {
        let rows: [(&str, &str, &str, &[&str]); 7] = [
            ("arn:*:user/a*", "arn:", "", &["*:user/a*"]),
            ("a*c", "ab", "c", &["*"]),
            ("*", "x", "y", &["*"]),
            ("a?c", "a", "c", &["?"]),
            ("a?c", "b", "c", &[]),
            ("*b*", "ab", "", &["*"]),
            ("x-*-1", "x-", "", &["*-1"]),
        ];
        for (pattern, left, right, expected) in rows {
            let found = quotients(Glob::of(pattern).elements(), left, right);
            assert_eq!(written(&found), *expected, "{pattern} {left} {right}");
        }
    }

    #[test]
    fn patterns_meet() {
        let rows: [(&str, &str, &[&str]); 5] = [
            ("*a*", "*b*", &["*a*b*", "*b*a*"]),
            ("a*", "*b", &["a*b"]),
            ("ab", "a?", &["ab"]),
            ("a", "b", &[]),
            ("*", "role/*", &["role/*"]),
        ];
        for (a, b, expected) in rows {
            let (a, b) = (Glob::of(a), Glob::of(b));
            let met = intersections(a.elements(), b.elements(), 64).unwrap();
            assert_eq!(written(&met), *expected, "{a} {b}");
        }
        let (a, b) = (Glob::of(&"*a".repeat(20)), Glob::of(&"*b".repeat(20)));
        assert_eq!(intersections(a.elements(), b.elements(), 64), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn both_match_what_an_intersection_matches(
            a in "[ab?*]{0,5}", b in "[ab?*]{0,5}", text in "[abc]{0,6}",
        ) {
            let met = intersections(Glob::of(&a).elements(), Glob::of(&b).elements(), 4_096);
            let met = met.expect("short patterns meet in few ways");
            let both = Pattern::new(&a).matches(&text) && Pattern::new(&b).matches(&text);
            let matches = |elements: &Vec<Element>| {
                Pattern::new(&Glob::new(elements.clone()).to_string()).matches(&text)
            };
            prop_assert_eq!(met.iter().any(matches), both, "{:?}", written(&met));
        }

        #[test]
        fn what_is_between_makes_the_whole_match(
            pattern in "[ab?*]{0,6}", left in "[ab]{0,3}", right in "[ab]{0,3}", text in "[abc]{0,4}",
        ) {
            let between = quotients(Glob::of(&pattern).elements(), &left, &right);
            let whole = Pattern::new(&pattern).matches(&format!("{left}{text}{right}"));
            let matches = |elements: &Vec<Element>| {
                Pattern::new(&Glob::new(elements.clone()).to_string()).matches(&text)
            };
            prop_assert_eq!(between.iter().any(matches), whole, "{:?}", written(&between));
        }
    }
}
