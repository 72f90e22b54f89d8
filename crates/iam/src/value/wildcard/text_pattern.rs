//! Patterns of every operator in one form, as the automaton of several reads them.

use super::{Element, Pattern};

/// What one pattern takes, step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPattern {
    pub(super) steps: Vec<Step>,
}

/// What a pattern takes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One of these characters.
    OneOf(Box<[char]>),
    /// `?`: any UTF-16 unit; one other than `:` within a field of an ARN.
    Unit { colon: bool },
    /// `*`: any run of units; none of them `:` within a field of an ARN.
    Run { colon: bool },
}

/// The character between the fields of an ARN.
pub(super) const COLON: char = ':';

impl TextPattern {
    /// One text and no other.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        let mut pattern = Self::default();
        text.chars().for_each(|c| pattern.push_one_of([c].into()));
        pattern
    }

    /// The texts that `pattern` matches.
    #[must_use]
    pub fn of(pattern: &Pattern) -> Self {
        let mut steps = Self::default();
        steps.push(pattern, true);
        steps
    }

    /// The texts that a pattern of these elements matches, with regard to case.
    #[must_use]
    pub fn of_elements(elements: &[Element]) -> Self {
        let mut steps = Self::default();
        steps.push_elements(elements.iter().copied(), false, true);
        steps
    }

    /// The ARNs whose five fields match. A wildcard stays within its field; the last
    /// field may hold colons. With five `*` these are all well-formed ARNs.
    #[must_use]
    pub fn arn(fields: &[Pattern; 5]) -> Self {
        let mut steps = Self::literal("arn");
        for (index, field) in fields.iter().enumerate() {
            steps.push_one_of([COLON].into());
            steps.push(field, index == fields.len() - 1);
        }
        steps
    }

    /// Appends one of `characters`.
    pub fn push_one_of(&mut self, characters: Box<[char]>) {
        self.steps.push(Step::OneOf(characters));
    }

    fn push(&mut self, pattern: &Pattern, colon: bool) {
        self.push_elements(pattern.elements().into_iter(), pattern.ignore_case, colon);
    }

    fn push_elements(
        &mut self,
        elements: impl Iterator<Item = Element>,
        ignore_case: bool,
        colon: bool,
    ) {
        let mut units: Vec<u16> = Vec::new();
        let flush = |units: &mut Vec<u16>, steps: &mut Vec<Step>| {
            // A pattern is a text, so that its surrogates come in pairs.
            let characters = char::decode_utf16(units.drain(..)).flatten();
            steps.extend(characters.map(|c| {
                if ignore_case {
                    Step::OneOf([c, c.to_ascii_uppercase()].into())
                } else {
                    Step::OneOf([c].into())
                }
            }));
        };
        for element in elements {
            let wildcard = match element {
                Element::Unit(unit) => {
                    units.push(unit);
                    continue;
                }
                Element::One => Step::Unit { colon },
                Element::Many => Step::Run { colon },
            };
            flush(&mut units, &mut self.steps);
            self.steps.push(wildcard);
        }
        flush(&mut units, &mut self.steps);
    }
}
