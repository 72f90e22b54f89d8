//! A text of each kind that some patterns tell apart, by reading all patterns at once.

use std::collections::{HashSet, VecDeque};

use vestibule_syntax::limits::CHECK_STEPS;

use crate::pattern::{KELVIN, Pattern, Set, Step};
use crate::space::TooLarge;

/// Which texts the values of a dimension are: those that one of `within` matches, and none
/// of `without`.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) within: Vec<Pattern>,
    pub(crate) without: Vec<Pattern>,
    /// True when all of their characters are printable ASCII.
    pub(crate) is_ascii: bool,
}

/// A step of some pattern, or its end.
enum Place {
    Step(Step),
    End(usize),
}

/// All patterns, read at once: a state is the set of all places where they stand.
struct Reader {
    places: Vec<Place>,
    /// How many places are those of `within`, which come first.
    of_shape: usize,
    afters: Vec<String>,
}

type State = Vec<usize>;

/// A text for each set of `patterns` that match some text of a shape and no others do.
pub(crate) fn texts(
    shape: &Shape,
    patterns: &[Pattern],
    steps: &mut usize,
) -> Result<Vec<String>, TooLarge> {
    let all = || shape.within.iter().chain(&shape.without).chain(patterns);
    let mut reader = Reader {
        places: Vec::new(),
        of_shape: 0,
        afters: all().map(|pattern| pattern.after.clone()).collect(),
    };
    let mut start = State::new();
    for (index, pattern) in all().enumerate() {
        let first = reader.places.len();
        reader
            .places
            .extend(pattern.steps.iter().copied().map(Place::Step));
        reader.places.push(Place::End(index));
        let begun = reader.skipped(vec![first]);
        start.extend(reader.read(&begun, &pattern.before, steps));
        if index + 1 == shape.within.len() {
            reader.of_shape = reader.places.len();
        }
    }
    start.sort_unstable();
    let alphabet = alphabet(shape, patterns);
    let (within, without) = (shape.within.len(), shape.within.len() + shape.without.len());
    let mut found: HashSet<Vec<usize>> = HashSet::new();
    let mut texts = Vec::new();
    let mut known: HashSet<State> = HashSet::from([start.clone()]);
    let mut queue = VecDeque::from([(start, String::new())]);
    while let Some((state, text)) = queue.pop_front() {
        let matching = reader.matching(&state, steps);
        let is_of_shape = matching.first().is_some_and(|first| *first < within)
            && !matching
                .iter()
                .any(|index| (within..without).contains(index));
        if is_of_shape {
            let told_apart = matching.into_iter().filter(|index| *index >= without);
            if found.insert(told_apart.collect()) {
                texts.push(text.clone());
            }
        }
        for character in reader.telling(&state, &alphabet) {
            let next = reader.take(&state, character, steps);
            if *steps > CHECK_STEPS {
                return Err(TooLarge);
            }
            // What no text of the shape goes on with.
            if next.first().is_none_or(|first| *first >= reader.of_shape) || known.contains(&next) {
                continue;
            }
            known.insert(next.clone());
            queue.push_back((next, format!("{text}{character}")));
        }
    }
    Ok(texts)
}

/// Every character of ASCII; otherwise those of which a pattern speaks, and one other.
fn alphabet(shape: &Shape, patterns: &[Pattern]) -> Vec<char> {
    if shape.is_ascii {
        let letters = ('a'..='z').chain('0'..='9').chain('A'..='Z');
        let others = ('!'..='~').filter(|c| !c.is_ascii_alphanumeric());
        return letters.chain(others).collect();
    }
    let mut characters: Vec<char> = Vec::new();
    for pattern in patterns {
        let units = pattern.steps.iter().flat_map(|step| match step.set {
            Set::Unit(unit) => vec![unit],
            Set::Letter(unit) => {
                let upper = u8::try_from(unit).map_or(unit, |u| u.to_ascii_uppercase().into());
                let kelvin = (unit == u16::from(b'k')).then_some(KELVIN);
                [unit, upper].into_iter().chain(kelvin).collect()
            }
            Set::Any | Set::Of(_) => Vec::new(),
        });
        characters.extend(char::decode_utf16(units).flatten());
    }
    characters.sort_unstable();
    characters.dedup();
    let stranger = ('a'..='z').chain('\u{4e00}'..='\u{9fff}');
    let mut stranger = stranger.filter(|c| characters.binary_search(c).is_err());
    let stranger = stranger.next();
    characters.splice(0..0, stranger);
    characters
}

impl Reader {
    /// The places, and those behind what may be skipped.
    fn skipped(&self, mut state: State) -> State {
        let mut at = 0;
        while let Some(place) = state.get(at) {
            if let Some(Place::Step(Step { many: true, .. })) = self.places.get(*place) {
                state.push(place + 1);
            }
            at += 1;
        }
        state.sort_unstable();
        state.dedup();
        state
    }

    /// Of the characters one of each kind that no place of the state tells apart.
    fn telling(&self, state: &State, alphabet: &[char]) -> Vec<char> {
        let (mut named, mut sets): (Vec<u16>, Vec<Set>) = (Vec::new(), Vec::new());
        for place in state {
            match self.places.get(*place) {
                Some(Place::Step(Step {
                    set: Set::Unit(unit),
                    ..
                })) => named.push(*unit),
                Some(Place::Step(Step { set, .. })) if !sets.contains(set) => sets.push(*set),
                Some(Place::Step(_) | Place::End(_)) | None => {}
            }
        }
        named.sort_unstable();
        let mut kinds: HashSet<Vec<bool>> = HashSet::new();
        let mut is_new = |character: &char| {
            let mut units = [0; 2];
            match character.encode_utf16(&mut units) {
                [unit] if named.binary_search(unit).is_err() => {
                    kinds.insert(sets.iter().map(|set| set.takes(*unit)).collect())
                }
                // One that is named, or two units.
                _ => true,
            }
        };
        alphabet.iter().copied().filter(|c| is_new(c)).collect()
    }

    fn take(&self, state: &State, character: char, steps: &mut usize) -> State {
        self.read(state, character.encode_utf8(&mut [0; 4]), steps)
    }

    fn read(&self, state: &[usize], text: &str, steps: &mut usize) -> State {
        let mut state = state.to_vec();
        for unit in text.encode_utf16() {
            *steps = steps.saturating_add(state.len() + 1);
            let mut next = State::new();
            for place in &state {
                if let Some(Place::Step(step)) = self.places.get(*place)
                    && step.set.takes(unit)
                {
                    next.push(if step.many { *place } else { place + 1 });
                }
            }
            state = self.skipped(next);
        }
        state
    }

    /// The patterns that match a text which ends here, in ascending order.
    fn matching(&self, state: &State, steps: &mut usize) -> Vec<usize> {
        let mut afters: Vec<&String> = self.afters.iter().collect();
        afters.sort_unstable();
        afters.dedup();
        let mut matching = Vec::new();
        for after in afters {
            for place in self.read(state, after, steps) {
                if let Some(Place::End(index)) = self.places.get(place)
                    && self.afters.get(*index) == Some(after)
                {
                    matching.push(*index);
                }
            }
        }
        matching.sort_unstable();
        matching
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::space::shapes;

    /// Patterns that overlap.
    fn pattern() -> impl Strategy<Value = Pattern> {
        let pieces = prop::sample::select(&["*", "?", "a", "b", "-", "k", "eu", "\u{1f600}"][..]);
        let text = prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat());
        (text, any::<bool>()).prop_map(|(text, ignores_case)| {
            if ignores_case {
                Pattern::in_any_case(&text.replace(['*', '?'], ""))
            } else {
                Pattern::of_region(&text)
            }
        })
    }

    proptest! {
        /// Every text of the shape matches what one of those that are found does, and no two
        /// of these match the same.
        #[test]
        fn each_kind_of_text_is_found_once(
            patterns in prop::collection::vec(pattern(), 0..6),
            text in "[abkKB\u{212a}\u{1f600}eu-]{0,5}",
        ) {
            let mut steps = 0;
            let found = texts(&shapes::any(), &patterns, &mut steps).expect("few");
            let matching = |text: &str| -> Vec<bool> {
                patterns.iter().map(|pattern| pattern.matches(text)).collect()
            };
            let kinds: Vec<Vec<bool>> = found.iter().map(|text| matching(text)).collect();
            let distinct: HashSet<&Vec<bool>> = kinds.iter().collect();
            prop_assert_eq!(distinct.len(), kinds.len(), "{:?}", found);
            prop_assert!(kinds.contains(&matching(&text)), "{:?} {:?}", text, found);
        }

        /// So it is where values have a shape, and what is around them counts.
        #[test]
        fn each_kind_of_region_is_found_once(
            patterns in prop::collection::vec(pattern(), 0..4),
            region in "[a-c]{2}-(north|ab|k)-[1-3]{1,2}",
        ) {
            let around = |pattern: &Pattern| Pattern {
                before: "a".to_owned(),
                after: "-eu".to_owned(),
                ..pattern.clone()
            };
            let all: Vec<Pattern> = patterns.iter().cloned().chain(patterns.iter().map(around)).collect();
            let mut steps = 0;
            let found = texts(&shapes::region(), &all, &mut steps).expect("few");
            let matching = |text: &str| -> Vec<bool> {
                all.iter().map(|pattern| pattern.matches(text)).collect()
            };
            let kinds: Vec<Vec<bool>> = found.iter().map(|text| matching(text)).collect();
            let distinct: HashSet<&Vec<bool>> = kinds.iter().collect();
            prop_assert_eq!(distinct.len(), kinds.len(), "{:?}", found);
            prop_assert!(kinds.contains(&matching(&region)), "{:?} {:?}", region, found);
        }
    }
}
