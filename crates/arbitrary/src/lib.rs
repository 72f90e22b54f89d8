//! Policies and sign-ins made at random, for property tests of the crates that decide them.
//!
//! They come from a small vocabulary, so that conditions are met and missed about equally
//! often.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

pub mod organization;
mod permission_statement;
mod policy;
mod request;
pub mod sign_in;
mod test;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_iam::keys::Keys;
use vestibule_signin::assumption::REGISTER;
use vestibule_signin::{
    Account, Assumption, AssumptionSet, AttachedPolicy, Authorization, Authorizer, Layer,
    Organization, Request,
};

pub use permission_statement::permission_statement;
pub use policy::{PolicyModel, StatementModel, layer, statement};
pub use request::{carrier_key, carrier_value};

/// Policies and a sign-in.
#[derive(Clone, Debug)]
pub struct Case {
    /// The policies.
    pub policies: Vec<PolicyModel>,
    /// The sign-in.
    pub request: Request,
    /// False when nobody said which account is signed in to.
    pub account_told: bool,
    /// The organization of the account.
    pub organization: Option<Organization>,
    /// Whether console authorization is on.
    pub authorization: Authorization,
    /// False when nobody said which identity policies there are, so that there are none.
    pub identity_told: bool,
    /// The assumptions in their other reading.
    pub switched: Vec<Assumption>,
    /// True for documents with white space between their parts.
    pub spaced: bool,
}

fn organization() -> impl Strategy<Value = Option<Organization>> {
    let id = select(&[None, Some("o-a1b2c3d4e5"), Some("o-other56789")][..]);
    let path = prop_oneof![
        Just(None),
        Just(Some(Vec::new())),
        Just(Some(vec!["r-ab12", "ou-ab12-12345678"])),
    ];
    let told = (id, path, prop::bool::weighted(0.1)).prop_map(|(id, path, management)| {
        Some(Organization {
            id: id.map(str::to_owned),
            management_account: management,
            path: path.map(|path| path.into_iter().map(str::to_owned).collect()),
        })
    });
    prop_oneof![1 => Just(None), 5 => told]
}

/// None of the assumptions that have another reading, some, or all.
fn switched() -> impl Strategy<Value = Vec<Assumption>> {
    let switchable: Vec<Assumption> = REGISTER
        .iter()
        .filter(|entry| entry.alternative.is_some())
        .map(|entry| entry.assumption)
        .collect();
    let most = switchable.len();
    prop_oneof![
        2 => Just(Vec::new()),
        1 => subsequence(switchable.clone(), 1..=3),
        1 => subsequence(switchable, 0..=most),
    ]
}

/// Policies of all layers, and a sign-in.
pub fn case() -> impl Strategy<Value = Case> {
    let authorization = prop_oneof![
        5 => Just(Authorization::both(true)),
        1 => Just(Authorization::both(false)),
        1 => Just(Authorization { account: true, organization: false }),
        1 => Just(Authorization { account: false, organization: true }),
    ];
    (
        vec(policy::policy(), 0..5),
        request::request(),
        organization(),
        authorization,
        prop::bool::weighted(0.8),
        switched(),
    )
        .prop_map(
            |(policies, request, organization, authorization, identity_told, switched)| Case {
                policies,
                request,
                account_told: true,
                organization,
                authorization,
                identity_told,
                switched,
                spaced: false,
            },
        )
}

impl Case {
    /// The case with its policies, statements, keys and values in reverse order.
    pub fn reversed(&self) -> Case {
        let mut other = self.clone();
        other.policies.reverse();
        other.policies.iter_mut().for_each(PolicyModel::reverse);
        other
    }

    /// The policies compiled.
    pub fn compile(&self) -> Authorizer {
        self.compile_with(&mut Keys::default())
    }

    /// Compiles with the ids of keys from `keys`, which other policies share.
    pub fn compile_with(&self, keys: &mut Keys) -> Authorizer {
        self.compile_these(self.attached(), keys)
    }

    /// The policies that are told of.
    pub fn attached(&self) -> Vec<AttachedPolicy> {
        let told = |model: &&PolicyModel| self.identity_told || model.layer != Layer::Identity;
        let told = self.policies.iter().filter(told);
        told.map(|model| model.attach(self.spaced)).collect()
    }

    /// Compiles other policies in place of those of the case.
    pub fn compile_these(&self, policies: Vec<AttachedPolicy>, keys: &mut Keys) -> Authorizer {
        let account = Account {
            id: self.account_told.then(|| policy::ACCOUNT.into()),
            organization: self.organization.clone(),
            authorization: self.authorization,
        };
        let switched: AssumptionSet = self.switched.iter().copied().collect();
        Authorizer::compile_with(keys, account, policies, self.identity_told, switched)
    }
}
