//! Patterns of every operator in one form, as the automaton of several reads them.

use super::Element;

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
    /// `?`: any UTF-16 unit.
    Unit,
    /// `*`: any run of units.
    Run,
}

impl TextPattern {
    /// The texts that a pattern of these elements matches, with regard to case.
    #[must_use]
    pub fn of_elements(elements: &[Element]) -> Self {
        let mut pattern = Self::default();
        // A pattern is a text, so that its surrogates come in pairs.
        let mut units: Vec<u16> = Vec::new();
        let flush = |units: &mut Vec<u16>, pattern: &mut Self| {
            let characters = char::decode_utf16(units.drain(..)).flatten();
            characters.for_each(|c| pattern.push_one_of([c].into()));
        };
        for element in elements {
            let wildcard = match element {
                Element::Unit(unit) => {
                    units.push(*unit);
                    continue;
                }
                Element::One => Step::Unit,
                Element::Many => Step::Run,
            };
            flush(&mut units, &mut pattern);
            pattern.steps.push(wildcard);
        }
        flush(&mut units, &mut pattern);
        pattern
    }

    /// Appends one of `characters`.
    pub fn push_one_of(&mut self, characters: Box<[char]>) {
        self.steps.push(Step::OneOf(characters));
    }
}
