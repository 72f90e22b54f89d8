//! What is to hold for every sign-in of some kind.

use serde::{Deserialize, Serialize};

use super::named_network::NamedNetwork;
use super::region::Any;
use super::request::Entry;

/// What is to hold for every sign-in of some kind, and not for one example alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Guarantee {
    /// Its name, which no other guarantee has.
    pub name: String,
    /// Whose sign-ins.
    pub principals: GuaranteedPrincipals,
    /// From where.
    pub from: GuaranteedNetworks,
    /// What they are to come to.
    pub outcome: GuaranteedOutcome,
    /// For which of them; for every one unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Holds>,
    /// By which doors; by the console unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Vec<Entry>>,
    /// The Regions asked for; any unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
    /// The accounts signed in to, by id; any unless told. Beside `organization`, the id of the
    /// root or of a unit stands for all accounts below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Vec<String>>,
    /// The action at which they are to be allowed or denied; all three, one behind the
    /// other, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Why it is to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day on which it is to hold, as `2027-06-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// Principals by their ARNs, with `*` and `?` as in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum GuaranteedPrincipals {
    /// `any`: everybody of the account.
    Any(Any),
    /// Those that one of these matches.
    In(Vec<String>),
    /// Those that none of these matches.
    NotIn(NotIn),
}

/// Networks of the case by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum GuaranteedNetworks {
    /// In a word.
    Word(NetworksWord),
    /// These.
    In(Vec<String>),
    /// All networks but these, declared or not.
    NotIn(NotIn),
}

/// Networks in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum NetworksWord {
    /// Any network, declared or not.
    Anywhere,
    /// All of `networks`.
    Networks,
}

/// All but some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotIn {
    /// Which are left out.
    pub not_in: Vec<String>,
}

/// What sign-ins are to come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum GuaranteedOutcome {
    /// They pass.
    Allowed,
    /// They are denied.
    Denied,
}

/// For which sign-ins a guarantee is to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Holds {
    /// For each of them.
    #[default]
    Always,
    /// For each principal for one of them at least.
    Somewhere,
}

/// That nobody gets in from outside of all networks of the case, by any door: a guarantee
/// that need not be written out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Perimeter {
    /// Who may get in from outside all the same: patterns of ARNs, as in guarantees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<String>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Why it is to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day on which it is to hold, as `2027-06-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

impl Perimeter {
    /// The name of the guarantee.
    pub const NAME: &str = "perimeter";

    /// The guarantee, written out.
    pub fn guarantee(&self, networks: &[NamedNetwork]) -> Guarantee {
        let names = networks.iter().map(|network| network.name.clone());
        Guarantee {
            name: Self::NAME.to_owned(),
            principals: if self.exempt.is_empty() {
                GuaranteedPrincipals::Any(Any::Any)
            } else {
                GuaranteedPrincipals::NotIn(NotIn {
                    not_in: self.exempt.clone(),
                })
            },
            from: GuaranteedNetworks::NotIn(NotIn {
                not_in: names.collect(),
            }),
            outcome: GuaranteedOutcome::Denied,
            holds: None,
            entry: Some(Entry::ALL.to_vec()),
            regions: None,
            accounts: None,
            at: None,
            owner: self.owner.clone(),
            reason: self.reason.clone(),
            expires: self.expires.clone(),
        }
    }
}

impl GuaranteedPrincipals {
    /// The patterns that are told, and the member in which.
    pub fn patterns(&self) -> (&[String], Option<&'static str>) {
        match self {
            Self::Any(_) => (&[], None),
            Self::In(patterns) => (patterns, None),
            Self::NotIn(but) => (&but.not_in, Some("notIn")),
        }
    }
}

impl GuaranteedNetworks {
    /// The names that are told, and the member in which.
    pub fn names(&self) -> (&[String], Option<&'static str>) {
        match self {
            Self::Word(_) => (&[], None),
            Self::In(names) => (names, None),
            Self::NotIn(but) => (&but.not_in, Some("notIn")),
        }
    }
}
