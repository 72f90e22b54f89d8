//! Sets of small numbers.

/// A set of the numbers below a count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    pub(super) fn all(count: usize) -> Self {
        let mut bits = Self::none(count);
        (0..count).for_each(|at| bits.insert(at));
        bits
    }

    pub(super) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .any(|(own, other)| own & other != 0)
    }

    pub(super) fn both(&self, other: &Self) -> Self {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(own, other)| own & other)
                .collect(),
        )
    }

    pub(super) fn but(&self, other: &Self) -> Self {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(own, other)| own & !other)
                .collect(),
        )
    }

    pub(super) fn first(&self) -> Option<usize> {
        let mut words = self.0.iter().enumerate();
        words.find_map(|(at, word)| {
            let zeros = usize::try_from(word.trailing_zeros()).ok()?;
            (*word != 0).then_some(at * 64 + zeros)
        })
    }
}
