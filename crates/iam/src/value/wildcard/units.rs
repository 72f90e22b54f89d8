//! Patterns with `?`, matched unit by unit.

use super::{Element, Fragment};
use crate::sort;
use crate::work::{Weight, count};

/// A pattern with `?`, in UTF-16 units; `None` is a `?`.
#[derive(Clone, Debug)]
pub(super) struct UnitPattern {
    first: Box<[Option<u16>]>,
    /// What stands between the first and the last star.
    middle: Box<[UnitFragment]>,
    /// What stands behind the last star; `None` without any star.
    last: Option<Box<[Option<u16>]>>,
}

impl UnitPattern {
    #[inline(never)]
    pub(super) fn new(fragments: &[Fragment]) -> Self {
        let units = |fragment: &Fragment| -> Box<[Option<u16>]> {
            let mut any = fragment.any.iter().peekable();
            let mut buffer = [0; 2];
            let mut units = Vec::new();
            for (at, character) in fragment.text.char_indices() {
                if any.next_if(|next| **next == at).is_some() {
                    units.push(None);
                } else {
                    units.extend(
                        character
                            .encode_utf16(&mut buffer)
                            .iter()
                            .copied()
                            .map(Some),
                    );
                }
            }
            units.into_boxed_slice()
        };
        match fragments {
            [] => Self {
                first: Box::default(),
                middle: Box::default(),
                last: None,
            },
            [only] => Self {
                first: units(only),
                middle: Box::default(),
                last: None,
            },
            [first, middle @ .., last] => Self {
                first: units(first),
                middle: middle
                    .iter()
                    .map(|fragment| UnitFragment::new(&units(fragment)))
                    .collect(),
                last: Some(units(last)),
            },
        }
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        if text.is_ascii() {
            self.matches_units(text.bytes().map(u16::from), text.len())
        } else {
            self.matches_units(text.encode_utf16(), text.encode_utf16().count())
        }
    }

    /// What matching costs at most: with stars, every unit of the text moves the bits
    /// of one fragment.
    pub(super) fn weight(&self) -> Weight {
        let words = |fragment: &UnitFragment| count(fragment.any.len());
        let ends = self.first.len() + self.last.as_ref().map_or(0, |last| last.len());
        let widest = self.middle.iter().map(words).max().unwrap_or(0);
        Weight {
            fixed: 16
                + 2 * count(ends)
                + self.middle.iter().map(|one| 16 + words(one)).sum::<u64>(),
            per_byte: if self.middle.is_empty() {
                1
            } else {
                8 + widest
            },
            ..Weight::default()
        }
    }

    pub(super) fn elements(&self) -> Vec<Element> {
        let element = |unit: &Option<u16>| unit.map_or(Element::One, Element::Unit);
        let mut elements: Vec<Element> = self.first.iter().map(element).collect();
        let Some(last) = &self.last else {
            return elements;
        };
        for fragment in &self.middle {
            elements.push(Element::Many);
            elements.extend(fragment.units.iter().map(element));
        }
        elements.push(Element::Many);
        elements.extend(last.iter().map(element));
        elements
    }

    fn matches_units(&self, mut units: impl Iterator<Item = u16>, count: usize) -> bool {
        let Some(last) = &self.last else {
            return count == self.first.len() && starts_with(&mut units, &self.first);
        };
        let Some(mut between) = count.checked_sub(self.first.len() + last.len()) else {
            return false;
        };
        if !starts_with(&mut units, &self.first) {
            return false;
        }
        for fragment in &self.middle {
            match fragment.find(units.by_ref().take(between)) {
                Some(read) => between -= read,
                None => return false,
            }
        }
        if between > 0 {
            units.nth(between - 1);
        }
        starts_with(&mut units, last)
    }
}

fn starts_with(units: &mut impl Iterator<Item = u16>, fragment: &[Option<u16>]) -> bool {
    fragment.iter().all(|wanted| match (wanted, units.next()) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(wanted), Some(found)) => *wanted == found,
    })
}

/// A fragment between stars, for the shift-and algorithm: one bit for each place of
/// the fragment says whether the text read so far ends in that much of it.
#[derive(Clone, Debug)]
struct UnitFragment {
    units: Box<[Option<u16>]>,
    /// Where `?` stands.
    any: Box<[u64]>,
    /// Where else which unit stands, in ascending order of the units.
    places: Box<[(u16, Places)]>,
}

/// Where a unit stands in a fragment: as bits where it is frequent and as numbers
/// where it is rare, so that both stay as small as the fragment.
#[derive(Clone, Debug)]
enum Places {
    /// The places of `?` are among them.
    Bits(Box<[u64]>),
    Numbers(Box<[usize]>),
}

const WORD: usize = 64;

impl UnitFragment {
    fn new(units: &[Option<u16>]) -> Self {
        let mut any = vec![0_u64; units.len().div_ceil(WORD)];
        let mut named: Vec<(u16, usize)> = Vec::new();
        for (place, unit) in units.iter().enumerate() {
            match unit {
                Some(unit) => named.push((*unit, place)),
                None => any[place / WORD] |= 1 << (place % WORD),
            }
        }
        sort::by_key(&mut named, |(unit, _)| *unit);
        let places = named
            .chunk_by(|(a, _), (b, _)| a == b)
            .map(|chunk| {
                let places = if any.len() == 1 || chunk.len() > any.len() {
                    let mut bits = any.clone();
                    for (_, place) in chunk {
                        bits[place / WORD] |= 1 << (place % WORD);
                    }
                    Places::Bits(bits.into_boxed_slice())
                } else {
                    Places::Numbers(chunk.iter().map(|(_, place)| *place).collect())
                };
                (chunk[0].0, places)
            })
            .collect();
        Self {
            units: units.into(),
            any: any.into_boxed_slice(),
            places,
        }
    }

    fn places(&self, unit: u16) -> Option<&Places> {
        let at = self
            .places
            .binary_search_by_key(&unit, |(unit, _)| *unit)
            .ok()?;
        self.places.get(at).map(|(_, places)| places)
    }

    /// How many units were read up to the end of the leftmost occurrence.
    fn find(&self, units: impl Iterator<Item = u16>) -> Option<usize> {
        match *self.any {
            [any] => self.find_short(any, units),
            _ => self.find_long(units),
        }
    }

    fn find_short(&self, any: u64, mut units: impl Iterator<Item = u16>) -> Option<usize> {
        let goal = 1_u64 << (self.units.len() - 1);
        let mut state = 0_u64;
        let found = units.position(|unit| {
            let mask = match self.places(unit) {
                Some(Places::Bits(bits)) => bits.first().copied().unwrap_or(any),
                _ => any,
            };
            state = ((state << 1) | 1) & mask;
            state & goal != 0
        });
        found.map(|at| at + 1)
    }

    fn find_long(&self, mut units: impl Iterator<Item = u16>) -> Option<usize> {
        let goal = 1_u64 << ((self.units.len() - 1) % WORD);
        let mut state = vec![0_u64; self.any.len()];
        let mut shifted = state.clone();
        let found = units.position(|unit| {
            let mut carry = 1;
            for (new, old) in shifted.iter_mut().zip(&state) {
                *new = (old << 1) | carry;
                carry = old >> (WORD - 1);
            }
            let places = self.places(unit);
            let mask = match places {
                Some(Places::Bits(bits)) => bits,
                _ => &self.any,
            };
            for ((new, shifted), mask) in state.iter_mut().zip(&shifted).zip(mask) {
                *new = shifted & mask;
            }
            if let Some(Places::Numbers(numbers)) = places {
                for place in numbers {
                    let (word, bit) = (place / WORD, 1 << (place % WORD));
                    state[word] |= shifted[word] & bit;
                }
            }
            state.last().is_some_and(|word| word & goal != 0)
        });
        found.map(|at| at + 1)
    }
}
