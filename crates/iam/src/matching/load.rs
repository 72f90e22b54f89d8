//! What matching statements costs at most, all of them together.

use super::{CompiledPolicy, MatchRequest, ResourceRef};
use crate::condition::Test;
use crate::work::{Sizes, Weight, count};

/// What all statements of some policies cost at most to match. A cost follows from the sizes of
/// what is compared, so the tests of one key are counted as one: the count takes no longer for a
/// thousand policies than for one.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// Everything, whatever is compared.
    all: Weight,
    /// Principals, resources, and the statements themselves.
    around: Weight,
    /// The tests of each key, at its number.
    by_key: Vec<Weight>,
}

impl Load {
    /// That of the statements of all these policies.
    pub fn of<'p>(policies: impl Iterator<Item = &'p CompiledPolicy>) -> Self {
        let mut load = Self::default();
        for statement in policies.flat_map(CompiledPolicy::statements) {
            load.around = load.around.plus(statement.around());
            for test in statement.tests.iter().filter_map(|of| of.compiled.as_ref()) {
                load.add(test);
            }
        }
        load.all = load.by_key.iter().copied().fold(load.around, Weight::plus);
        load
    }

    fn add(&mut self, test: &Test) {
        let key = usize::from(test.key().0);
        if self.by_key.len() <= key {
            self.by_key.resize(key + 1, Weight::default());
        }
        if let Some(weight) = self.by_key.get_mut(key) {
            *weight = weight.plus(test.weight());
        }
    }

    /// What it all costs, whatever is compared.
    pub fn weight(&self) -> Weight {
        self.all
    }

    /// The steps that matching takes at most for one request, whose longest value has `longest`
    /// bytes.
    pub fn steps(&self, request: &MatchRequest<'_>, longest: u64) -> u64 {
        let (ResourceRef::Exact(resource) | ResourceRef::Under(resource)) = request.resource;
        let around = self.around.steps(Sizes {
            values: 1,
            bytes: count(resource.len()),
            longest,
        });
        let keys = self.by_key.iter().enumerate();
        keys.map(|(key, weight)| {
            let value = request.context.get(key).copied();
            weight.steps(Sizes::of(value, longest))
        })
        .fold(around, u64::saturating_add)
    }
}
