//! Policies and requests made at random, from a small vocabulary so that
//! conditions are met and missed about equally often.

mod policy;
mod request;
mod test;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_iam::keys::Keys;
use vestibule_signin::assumption::REGISTER;
use vestibule_signin::{
    Account, Assumption, AssumptionSet, Authorization, Authorizer, Layer, Organization, Request,
};

pub(crate) use policy::{PolicyModel, layer, statement};
pub(crate) use request::{carrier_key, carrier_value};

/// The account of all principals made here.
const ACCOUNT: &str = "111122223333";

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) policies: Vec<PolicyModel>,
    pub(crate) request: Request,
    pub(crate) account_told: bool,
    pub(crate) organization: Option<Organization>,
    pub(crate) authorization: Authorization,
    /// False when nobody said which identity policies there are, so that there are none.
    pub(crate) identity_told: bool,
    pub(crate) switched: Vec<Assumption>,
    pub(crate) spaced: bool,
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

pub(crate) fn case() -> impl Strategy<Value = Case> {
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
    pub(crate) fn reversed(&self) -> Case {
        let mut other = self.clone();
        other.policies.reverse();
        other.policies.iter_mut().for_each(PolicyModel::reverse);
        other
    }

    pub(crate) fn compile(&self) -> Authorizer {
        self.compile_with(&mut Keys::default())
    }

    /// Compiles with the ids of keys from `keys`, which other policies share.
    pub(crate) fn compile_with(&self, keys: &mut Keys) -> Authorizer {
        let account = Account {
            id: self.account_told.then(|| ACCOUNT.into()),
            organization: self.organization.clone(),
            authorization: self.authorization,
        };
        let policies = self
            .policies
            .iter()
            .filter(|model| self.identity_told || model.layer != Layer::Identity)
            .map(|model| model.attach(self.spaced))
            .collect();
        let switched: AssumptionSet = self.switched.iter().copied().collect();
        Authorizer::compile_with(keys, account, policies, self.identity_told, switched)
    }
}
