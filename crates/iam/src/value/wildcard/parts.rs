//! The texts that several patterns tell apart: one automaton of all of them.

use std::collections::{HashMap, VecDeque};

use vestibule_syntax::limits::{AUTOMATON_STATES, AUTOMATON_STEPS};

use super::text_pattern::{Step, TextPattern};
use crate::value::TooLarge;

/// A deterministic automaton that reads a text and says which of several patterns
/// match it. Texts that the same patterns match make one part.
#[derive(Clone, Debug)]
pub struct TextParts {
    states: Vec<State>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct State {
    /// The characters that lead elsewhere than the others, in ascending order.
    on: Box<[(char, usize)]>,
    other: usize,
    part: usize,
}

#[derive(Clone, Debug)]
struct Part {
    /// The patterns that match, in ascending order.
    matching: Box<[usize]>,
    witness: String,
}

impl TextParts {
    /// The automaton of all `patterns`.
    ///
    /// # Errors
    /// When it has more states, or takes more steps to build, than the limits allow.
    pub fn new(patterns: &[TextPattern]) -> Result<Self, TooLarge> {
        Builder::new(patterns).build()
    }

    /// How many parts there are; at least one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Always false: every text lies in some part.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The patterns that match the texts of a part, in ascending order.
    #[must_use]
    pub fn matching(&self, part: usize) -> &[usize] {
        self.parts.get(part).map_or(&[], |part| &part.matching)
    }

    /// A shortest text of a part.
    #[must_use]
    pub fn witness(&self, part: usize) -> &str {
        self.parts.get(part).map_or("", |part| &part.witness)
    }

    /// The part in which `text` lies.
    #[must_use]
    pub fn locate(&self, text: &str) -> usize {
        let end = text.chars().fold(Self::START, |at, c| self.step(at, c));
        self.part_at(end)
    }

    /// The state before the first character of a text.
    pub const START: usize = 0;

    /// The state after one more character.
    #[must_use]
    pub fn step(&self, state: usize, character: char) -> usize {
        let Some(state) = self.states.get(state) else {
            return Self::START;
        };
        match state.on.binary_search_by_key(&character, |(c, _)| *c) {
            Ok(found) => state.on.get(found).map_or(0, |(_, next)| *next),
            // Only wildcards take a unit of a character that no pattern names here.
            Err(_) if character.len_utf16() == 2 => {
                self.states.get(state.other).map_or(0, |state| state.other)
            }
            Err(_) => state.other,
        }
    }

    /// The characters that lead elsewhere from a state than all others of their length in
    /// UTF-16 units, in ascending order.
    pub fn named(&self, state: usize) -> impl Iterator<Item = char> + '_ {
        let state = self.states.get(state);
        state.into_iter().flat_map(|s| s.on.iter().map(|(c, _)| *c))
    }

    /// The part of a text that ends in a state.
    #[must_use]
    pub fn part_at(&self, state: usize) -> usize {
        self.states.get(state).map_or(0, |state| state.part)
    }
}

/// A place in all patterns written one behind the other.
#[derive(Clone, Debug)]
enum Place<'p> {
    Step(&'p Step),
    /// The end of this pattern.
    End(usize),
}

struct Builder<'p> {
    places: Vec<Place<'p>>,
    starts: Vec<usize>,
    ids: HashMap<Box<[usize]>, usize>,
    steps: usize,
}

impl<'p> Builder<'p> {
    fn new(patterns: &'p [TextPattern]) -> Self {
        let mut places = Vec::new();
        let mut starts = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            starts.push(places.len());
            places.extend(pattern.steps.iter().map(Place::Step));
            places.push(Place::End(index));
        }
        Self {
            places,
            starts,
            ids: HashMap::new(),
            steps: 0,
        }
    }

    fn build(mut self) -> Result<TextParts, TooLarge> {
        let mut states = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let mut part_ids: HashMap<Box<[usize]>, usize> = HashMap::new();
        let start = self.closed(self.starts.clone());
        // Breadth first, so that the first text of a part is a shortest one.
        let mut queue = VecDeque::from([(start.clone(), String::new())]);
        self.ids.insert(start, 0);
        while let Some((set, text)) = queue.pop_front() {
            let matching = self.matching(&set);
            let part = *part_ids.entry(matching).or_insert_with_key(|matching| {
                parts.push(Part {
                    matching: matching.clone(),
                    witness: text.clone(),
                });
                parts.len() - 1
            });
            let named = self.named(&set);
            let mut on = Vec::with_capacity(named.len());
            let other = self.take_unit(&set, None);
            let other = self.state(other, stranger(&named), &text, &mut queue)?;
            // Plain lower-case characters come first, so that witnesses are easy to read.
            let mut by_ease = named;
            by_ease.sort_by_key(|c| (!c.is_ascii(), c.is_ascii_uppercase(), *c));
            for character in by_ease {
                let next = self.take(&set, character);
                on.push((character, self.state(next, character, &text, &mut queue)?));
            }
            on.sort_unstable();
            // Two units of one character may lead elsewhere than one.
            on.retain(|(c, next)| *next != other || c.len_utf16() == 2);
            states.push(State {
                on: on.into_boxed_slice(),
                other,
                part,
            });
        }
        Ok(TextParts { states, parts })
    }

    /// The number of the state with these places.
    fn state(
        &mut self,
        set: Box<[usize]>,
        by: char,
        text: &str,
        queue: &mut VecDeque<(Box<[usize]>, String)>,
    ) -> Result<usize, TooLarge> {
        if let Some(id) = self.ids.get(&set) {
            return Ok(*id);
        }
        let id = self.ids.len();
        if id >= AUTOMATON_STATES || self.steps > AUTOMATON_STEPS {
            return Err(TooLarge);
        }
        self.ids.insert(set.clone(), id);
        queue.push_back((set, format!("{text}{by}")));
        Ok(id)
    }

    fn matching(&self, set: &[usize]) -> Box<[usize]> {
        set.iter()
            .filter_map(|at| match self.places.get(*at) {
                Some(Place::End(pattern)) => Some(*pattern),
                Some(Place::Step(_)) | None => None,
            })
            .collect()
    }

    /// The characters that some place of the set treats apart, in ascending order.
    fn named(&self, set: &[usize]) -> Vec<char> {
        let mut named = Vec::new();
        for at in set {
            match self.places.get(*at) {
                Some(Place::Step(Step::OneOf(characters))) => named.extend(characters),
                Some(Place::Step(Step::Unit | Step::Run) | Place::End(_)) | None => {}
            }
        }
        named.sort_unstable();
        named.dedup();
        named
    }

    /// The places after one more character.
    fn take(&mut self, set: &[usize], character: char) -> Box<[usize]> {
        if character.len_utf16() == 1 {
            return self.take_unit(set, Some(character));
        }
        // Wildcards take its two units one after the other.
        let first = self.take_unit(set, None);
        let mut next = self.take_unit(&first, None).into_vec();
        next.extend(self.named_by(set, character));
        self.closed(next)
    }

    /// The places after one more unit; `None` is one that no place names.
    fn take_unit(&mut self, set: &[usize], unit: Option<char>) -> Box<[usize]> {
        self.steps += set.len() + 1;
        let mut next: Vec<usize> = unit
            .map(|unit| self.named_by(set, unit).collect())
            .unwrap_or_default();
        for at in set {
            match self.places.get(*at) {
                Some(Place::Step(Step::Unit)) => next.push(at + 1),
                Some(Place::Step(Step::Run)) => next.push(*at),
                Some(Place::Step(Step::OneOf(_)) | Place::End(_)) | None => {}
            }
        }
        self.closed(next)
    }

    /// The places behind those that name `character`.
    fn named_by(&self, set: &[usize], character: char) -> impl Iterator<Item = usize> {
        set.iter()
            .filter(move |at| match self.places.get(**at) {
                Some(Place::Step(Step::OneOf(characters))) => characters.contains(&character),
                Some(Place::Step(_) | Place::End(_)) | None => false,
            })
            .map(|at| at + 1)
    }

    /// Adds the places behind each run, since a run may be empty. In ascending order, each
    /// place once.
    fn closed(&self, mut set: Vec<usize>) -> Box<[usize]> {
        let mut looked_at = 0;
        while let Some(at) = set.get(looked_at) {
            if let Some(Place::Step(Step::Run)) = self.places.get(*at) {
                set.push(at + 1);
            }
            looked_at += 1;
        }
        set.sort_unstable();
        set.dedup();
        set.into_boxed_slice()
    }
}

/// A character that no place names: a letter where one is left.
fn stranger(named: &[char]) -> char {
    let letters = ('a'..='z')
        .rev()
        .chain('0'..='9')
        .chain('\u{100}'..='\u{d7ff}');
    letters
        .into_iter()
        .find(|c| named.binary_search(c).is_err())
        .unwrap_or('\u{e000}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::wildcard::Pattern;
    use crate::value::wildcard::tests::{naive, pattern, text};

    fn of(pattern: &str) -> TextPattern {
        TextPattern::of_elements(&Pattern::new(pattern).elements())
    }

    fn parts(patterns: &[&str]) -> TextParts {
        let patterns: Vec<TextPattern> = patterns.iter().map(|pattern| of(pattern)).collect();
        TextParts::new(&patterns).unwrap()
    }

    #[test]
    fn patterns_meet_where_a_text_matches_both() {
        let rows = [
            ("a*", "*b", Some("ab")),
            ("a*", "b*", None),
            ("??", "\u{10400}", Some("\u{10400}")),
            ("?", "\u{10400}", None),
            ("a?c", "ab*", Some("abc")),
            ("?", "*", Some("z")),
            ("?*", "z*", Some("z")),
        ];
        for (a, b, expected) in rows {
            let parts = parts(&[a, b]);
            assert!(!parts.is_empty());
            let both = (0..parts.len()).find(|part| parts.matching(*part) == [0, 1]);
            assert_eq!(both.map(|part| parts.witness(part)), expected, "{a} {b}");
        }
    }

    #[test]
    fn many_literals_are_cheap_and_many_wildcards_are_refused() {
        let literals: Vec<TextPattern> = (0..2_000)
            .map(|n| of(&format!("arn:aws:iam::111122223333:user/{n}")))
            .collect();
        assert_eq!(TextParts::new(&literals).unwrap().len(), 2_001);
        let infixes: Vec<TextPattern> = (0..100).map(|n| of(&format!("*a{n}b*"))).collect();
        assert_eq!(TextParts::new(&infixes).err(), Some(TooLarge));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn a_text_lies_where_its_patterns_match(
            patterns in proptest::collection::vec(pattern(), 1..4),
            text in text(),
        ) {
            let borrowed: Vec<&str> = patterns.iter().map(String::as_str).collect();
            let parts = parts(&borrowed);
            let matching = |text: &str| -> Vec<usize> {
                (0..patterns.len()).filter(|at| naive(&patterns[*at], text)).collect()
            };
            prop_assert_eq!(parts.matching(parts.locate(&text)), matching(&text));
            for part in 0..parts.len() {
                prop_assert_eq!(parts.locate(parts.witness(part)), part);
                prop_assert_eq!(parts.matching(part), matching(parts.witness(part)));
            }
        }
    }
}
