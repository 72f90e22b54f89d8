//! Patterns with `?`, matched unit by unit.

use super::{Element, Fragment};

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

    pub(super) fn elements(&self) -> Vec<Element> {
        let element = |unit: &Option<u16>| unit.map_or(Element::One, Element::Unit);
        let mut elements: Vec<Element> = self.first.iter().map(element).collect();
        let Some(last) = &self.last else {
            return elements;
        };
        for fragment in &self.middle {
            elements.push(Element::Many);
            elements.extend(fragment.units().iter().map(element));
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

/// A fragment between stars, for the shift-and algorithm: bit `i` of a unit's mask
/// is set when the unit may stand at place `i`.
#[derive(Clone, Debug)]
struct UnitFragment {
    len: usize,
    /// The places of `?`, one bit each.
    any: Box<[u64]>,
    /// The masks of the units that occur, by unit, `any` included.
    masks: Box<[(u16, Box<[u64]>)]>,
}

impl UnitFragment {
    fn new(units: &[Option<u16>]) -> Self {
        let words = units.len().div_ceil(64);
        let mut any = vec![0_u64; words];
        let mut distinct: Vec<u16> = units.iter().flatten().copied().collect();
        distinct.sort_unstable();
        distinct.dedup();
        for (place, unit) in units.iter().enumerate() {
            if unit.is_none() {
                any[place / 64] |= 1 << (place % 64);
            }
        }
        let masks = distinct
            .into_iter()
            .map(|unit| {
                let mut mask = any.clone();
                for (place, wanted) in units.iter().enumerate() {
                    if *wanted == Some(unit) {
                        mask[place / 64] |= 1 << (place % 64);
                    }
                }
                (unit, mask.into_boxed_slice())
            })
            .collect();
        Self {
            len: units.len(),
            any: any.into_boxed_slice(),
            masks,
        }
    }

    /// The fragment, read off the masks.
    fn units(&self) -> Vec<Option<u16>> {
        let stands = |mask: &[u64], place: usize| mask[place / 64] & (1 << (place % 64)) != 0;
        let unit = |place: usize| {
            let found = self.masks.iter().find(|(_, mask)| stands(mask, place));
            found
                .map(|(unit, _)| *unit)
                .filter(|_| !stands(&self.any, place))
        };
        (0..self.len).map(unit).collect()
    }

    fn mask(&self, unit: u16) -> &[u64] {
        match self.masks.binary_search_by_key(&unit, |(unit, _)| *unit) {
            Ok(at) => self.masks.get(at).map_or(&self.any, |(_, mask)| mask),
            Err(_) => &self.any,
        }
    }

    /// How many units were read up to the end of the leftmost occurrence.
    fn find(&self, units: impl Iterator<Item = u16>) -> Option<usize> {
        let goal = 1_u64 << ((self.len - 1) % 64);
        if let [_] = *self.any {
            let mut state = 0_u64;
            for (at, unit) in units.enumerate() {
                state = ((state << 1) | 1) & self.mask(unit)[0];
                if state & goal != 0 {
                    return Some(at + 1);
                }
            }
            return None;
        }
        let mut state = vec![0_u64; self.any.len()];
        for (at, unit) in units.enumerate() {
            let mut carry = 1;
            for (word, mask) in state.iter_mut().zip(self.mask(unit)) {
                let shifted = (*word << 1) | carry;
                carry = *word >> 63;
                *word = shifted & mask;
            }
            if state.last().is_some_and(|word| word & goal != 0) {
                return Some(at + 1);
            }
        }
        None
    }
}
