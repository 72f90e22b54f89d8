//! Patterns of the contract's regions: which texts they match.

use vestibule_wire::{AnyCase, Pattern, TextSet};

/// What a pattern consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Character(char),
    One,
    Many,
}

/// `${*}`, `${?}` and `${$}` are those characters themselves.
fn elements(pattern: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let escaped = rest.strip_prefix("${").and_then(|behind| {
            let mut characters = behind.chars();
            let character = characters.next()?;
            Some((character, characters.as_str().strip_prefix('}')?))
        });
        if let Some((character, behind)) = escaped {
            elements.push(Element::Character(character));
            rest = behind;
            continue;
        }
        elements.push(match first {
            '*' => Element::Many,
            '?' => Element::One,
            other => Element::Character(other),
        });
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    elements
}

/// The text that is all that a pattern matches.
pub(crate) fn single(pattern: &Pattern) -> Option<String> {
    let Pattern::Exact(pattern) = pattern else {
        return None;
    };
    let elements = elements(pattern).into_iter();
    elements
        .map(|element| match element {
            Element::Character(character) => Some(character),
            Element::One | Element::Many => None,
        })
        .collect()
}

pub(super) fn matches(pattern: &Pattern, text: &str) -> bool {
    match pattern {
        Pattern::Exact(pattern) => fits(&elements(pattern), text),
        Pattern::AnyCase(AnyCase { any_case }) => {
            // A text without wildcards; only `*`, `?` and `$` are written otherwise.
            fits(&elements(any_case), &text.to_lowercase())
        }
        Pattern::All(of) => of.all.iter().all(|pattern| matches(pattern, text)),
    }
}

fn fits(elements: &[Element], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut read) = (0, 0);
    // Where the last star stands, and how far it reaches.
    let mut star: Option<(usize, usize)> = None;
    while let Some(character) = text.get(read) {
        match elements.get(at) {
            Some(Element::Many) => {
                star = Some((at, read));
                at += 1;
                continue;
            }
            Some(Element::One) => {}
            Some(Element::Character(wanted)) if wanted == character => {}
            Some(Element::Character(_)) | None => {
                let Some((place, reach)) = star else {
                    return false;
                };
                star = Some((place, reach + 1));
                (at, read) = (place + 1, reach + 1);
                continue;
            }
        }
        at += 1;
        read += 1;
    }
    let behind = elements.get(at..).unwrap_or_default();
    behind.iter().all(|element| *element == Element::Many)
}

/// Some pattern of `within`, where it is there, and none of `without`.
pub(super) fn admits(within: Option<&[Pattern]>, without: &[Pattern], text: &str) -> bool {
    within.is_none_or(|within| within.iter().any(|pattern| matches(pattern, text)))
        && !without.iter().any(|pattern| matches(pattern, text))
}

pub(crate) fn holds(set: &TextSet, text: &str) -> bool {
    match set {
        TextSet::Any(_) => true,
        TextSet::Patterns(patterns) => admits(patterns.within.as_deref(), &patterns.without, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_they_are_written() {
        let exact = |text: &str| Pattern::Exact(text.to_owned());
        for (pattern, text, expected) in [
            ("a*c", "abc", true),
            ("a*c", "abcd", false),
            ("a?c", "ac", false),
            ("*b*b", "abab", true),
            ("a${*}", "a*", true),
            ("a${*}", "ab", false),
            ("", "", true),
            ("*", "", true),
        ] {
            assert_eq!(matches(&exact(pattern), text), expected, "{pattern} {text}");
        }
        assert_eq!(single(&exact("a${$}")).as_deref(), Some("a$"));
        assert_eq!(single(&exact("a*")), None);
        let any_case = "ab".to_owned();
        assert!(matches(&Pattern::AnyCase(AnyCase { any_case }), "aB"));
    }
}
