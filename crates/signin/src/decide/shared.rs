//! Policies that are compiled once for all accounts of an organization.

use std::sync::Arc;

use vestibule_iam::keys::Keys;

use super::compile::{Authorizer, LayerPolicy};
use crate::account::Account;
use crate::assumption::AssumptionSet;
use crate::layers::AttachedPolicy;

/// Policies compiled with one table of keys, of which each account has some.
#[derive(Debug)]
pub struct SharedPolicies {
    keys: Keys,
    policies: Vec<Arc<LayerPolicy>>,
    switched: AssumptionSet,
    rests_on: AssumptionSet,
}

impl SharedPolicies {
    /// Compiles the policies. `switched` holds the assumptions to take in their other reading.
    pub fn compile(policies: Vec<AttachedPolicy>, switched: AssumptionSet) -> Self {
        let mut keys = Keys::default();
        let policies = policies
            .into_iter()
            .map(|attached| Arc::new(LayerPolicy::compile(attached, &mut keys, switched)))
            .collect();
        Self {
            keys,
            policies,
            switched,
            rests_on: AssumptionSet::new(),
        }
    }

    /// Says what the text of the resource-based policy rests on, as
    /// [`Authorizer::resting_on`] does.
    #[must_use]
    pub fn resting_on(mut self, points: AssumptionSet) -> Self {
        self.rests_on = points;
        self
    }

    /// About how much an authorizer takes that has `policies` of them: one for each of them, and
    /// one for each key that any of all policies tests.
    pub fn size(&self, policies: usize) -> usize {
        policies.saturating_add(self.keys.len())
    }

    /// The authorizer of an account by those of the policies that `bound` numbers, which come
    /// in the order of their layers; within a layer the order of `bound` stays. The compiled
    /// form is shared and not copied.
    pub fn authorizer(
        &self,
        account: Account,
        bound: &[usize],
        identity_given: bool,
    ) -> Authorizer {
        let mut policies: Vec<Arc<LayerPolicy>> = bound
            .iter()
            .filter_map(|index| self.policies.get(*index).cloned())
            .collect();
        vestibule_iam::sort::by_key(&mut policies, |policy| policy.attached.layer);
        Authorizer::of_compiled(&self.keys, account, policies, identity_given, self.switched)
            .resting_on(self.rests_on)
    }
}
