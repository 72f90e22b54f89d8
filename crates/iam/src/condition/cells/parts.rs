//! The values of a key in the finest parts that the operands of its tests make.

use std::net::IpAddr;
use std::ops::RangeInclusive;

use super::Uncut;
use crate::value::cidr::AddressParts;
use crate::value::date::DateParts;
use crate::value::number::NumberParts;
use crate::value::wildcard::TextParts;

/// All values, in the finest parts that the operands make.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// Texts that are parts of their own, in ascending order, before those of the family.
    pub(super) named: Vec<String>,
    pub(super) family: Family,
}

#[derive(Clone, Debug)]
pub(super) enum Family {
    Texts(TextParts),
    Addresses(AddressParts),
    Numbers(NumberParts),
    Dates(DateParts),
}

impl Parts {
    pub(super) fn len(&self) -> usize {
        self.named.len()
            + match &self.family {
                Family::Texts(texts) => texts.len(),
                Family::Addresses(addresses) => addresses.len(),
                Family::Numbers(numbers) => numbers.len(),
                Family::Dates(dates) => dates.len(),
            }
    }

    /// The part in which `value` lies.
    pub(super) fn locate(&self, value: &str) -> usize {
        let named = |text: &String| text.as_str().cmp(value);
        if let Ok(at) = self.named.binary_search_by(named) {
            return at;
        }
        self.named.len()
            + match &self.family {
                Family::Texts(texts) => texts.locate(value),
                Family::Addresses(addresses) => addresses.locate(value),
                Family::Numbers(numbers) => numbers.locate(value),
                Family::Dates(dates) => dates.locate(value),
            }
    }

    /// A value of a part, or `None` where there is none.
    pub(super) fn witness(&self, part: usize) -> Result<Option<String>, Uncut> {
        if let Some(named) = self.named.get(part) {
            return Ok(Some(named.clone()));
        }
        let part = part - self.named.len();
        match &self.family {
            Family::Texts(texts) => Ok(Some(texts.witness(part).to_owned())),
            Family::Addresses(addresses) => self.unnamed(addresses.witnesses(part)),
            Family::Numbers(numbers) => self.unnamed(numbers.witnesses(part)),
            Family::Dates(dates) => self.unnamed(dates.witnesses(part)),
        }
    }

    /// The first spelling that is no part of its own.
    fn unnamed(&self, spellings: impl Iterator<Item = String>) -> Result<Option<String>, Uncut> {
        let mut any = false;
        for spelling in spellings {
            any = true;
            if self.named.binary_search(&spelling).is_err() {
                return Ok(Some(spelling));
            }
        }
        // All that were tried are named: more may be left, and none is known.
        if any { Err(Uncut::Mixed) } else { Ok(None) }
    }

    /// The addresses of `parts`, which are in ascending order, as disjoint ranges; `None`
    /// when the key is not compared with addresses.
    pub(super) fn addresses(&self, parts: &[usize]) -> Option<Vec<RangeInclusive<IpAddr>>> {
        let Family::Addresses(addresses) = &self.family else {
            return None;
        };
        let named = self.named.len();
        let parts = parts.iter().filter_map(|part| part.checked_sub(named));
        let mut ranges: Vec<(usize, RangeInclusive<IpAddr>)> = Vec::new();
        for (part, range) in parts.filter_map(|part| Some((part, addresses.range(part)?))) {
            match ranges.last_mut() {
                Some((before, joined))
                    if *before + 1 == part && joined.end().is_ipv4() == range.end().is_ipv4() =>
                {
                    *before = part;
                    *joined = *joined.start()..=*range.end();
                }
                _ => ranges.push((part, range)),
            }
        }
        Some(ranges.into_iter().map(|(_, range)| range).collect())
    }
}
