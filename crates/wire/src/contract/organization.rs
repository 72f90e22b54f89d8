//! An organization with all of its accounts.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::case_file::{EndpointPolicy, PrincipalPolicy};
use super::document::DocumentText;
use super::words::Layer;

/// An organization with its tree and its accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationTree {
    /// `o-…`.
    pub id: String,
    /// The management account, which RCPs and SCPs do not bind: twelve digits.
    pub management_account: String,
    /// Whether console authorization is on for the organization; it is unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub console_authorization: Option<bool>,
    /// The root, with all that is below it.
    pub tree: OrganizationNode,
    /// What is known of single accounts of the tree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<OrganizationAccount>,
}

impl OrganizationTree {
    /// The ids of the accounts of the tree that tell no policies of that layer of their own.
    pub(crate) fn without(&self, layer: Layer) -> Vec<String> {
        let is_told = |policies: &AccountPolicies| match layer {
            Layer::Identity => policies.identity.is_some(),
            _ => policies.resource_based.is_some(),
        };
        let own = self.accounts.iter();
        let own: HashSet<&str> = own
            .filter(|account| is_told(&account.policies))
            .map(|account| &*account.id)
            .collect();
        let mut ids = Vec::new();
        let mut nodes = vec![&self.tree];
        while let Some(node) = nodes.pop() {
            let without = node.accounts.iter().filter(|id| !own.contains(&***id));
            ids.extend(without.cloned());
            nodes.extend(&node.children);
        }
        ids
    }
}

/// The root or an organizational unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationNode {
    /// `r-…` of the root, `ou-…` of a unit.
    pub id: String,
    /// A name to speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The accounts that are directly in it: twelve digits each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// The units directly below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<OrganizationNode>,
}

/// An account of an organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationAccount {
    /// Twelve digits.
    pub id: String,
    /// A name to speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its state, in the words of AWS Organizations; `ACTIVE` unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AccountState>,
    /// Whether console authorization is on for the account itself; with `null` it has no
    /// configuration of its own.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "true_false_or_null"
    )]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "schema_of_true_false_or_null")
    )]
    pub console_authorization: Option<bool>,
    /// The policies of the account itself.
    #[serde(default, skip_serializing_if = "AccountPolicies::is_empty")]
    pub policies: AccountPolicies,
}

/// The state of an account, in the words of AWS Organizations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AccountState {
    /// Its creation or invitation is not finished.
    #[serde(rename = "PENDING_ACTIVATION")]
    PendingActivation,
    /// It is in use.
    #[serde(rename = "ACTIVE")]
    Active,
    /// AWS suspended it.
    #[serde(rename = "SUSPENDED")]
    Suspended,
    /// It is being closed.
    #[serde(rename = "PENDING_CLOSURE")]
    PendingClosure,
    /// It is closed.
    #[serde(rename = "CLOSED")]
    Closed,
}

/// The policies of one account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountPolicies {
    /// Its sign-in resource-based policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_based: Option<DocumentText>,
    /// Policies of its users and roles. An empty list says that there are none;
    /// without one it is not known which there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Vec<PrincipalPolicy>>,
    /// Policies of the VPC endpoints in it. Each binds everyone who comes through its endpoint,
    /// from any account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vpc_endpoint: Vec<EndpointPolicy>,
}

impl AccountPolicies {
    /// True where nothing is told of them.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(feature = "schema")]
fn schema_of_true_false_or_null(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "enum": [true, false, null] })
}

/// True, false, or `null` for neither.
fn true_false_or_null<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<bool>, D::Error> {
    struct Told;

    impl Visitor<'_> for Told {
        type Value = Option<bool>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("true, false or null")
        }

        fn visit_unit<E>(self) -> Result<Option<bool>, E> {
            Ok(None)
        }

        fn visit_bool<E>(self, told: bool) -> Result<Option<bool>, E> {
            Ok(Some(told))
        }
    }

    deserializer.deserialize_any(Told)
}

/// The id of a node, or a list of them, which is kept with commas between.
pub(super) fn node_or_nodes<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    struct Nodes;

    impl<'de> Visitor<'de> for Nodes {
        type Value = Option<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string or a list of strings")
        }

        fn visit_str<E>(self, id: &str) -> Result<Option<String>, E> {
            Ok(Some(id.to_owned()))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<String>, A::Error> {
            let mut ids: Vec<String> = Vec::new();
            while let Some(id) = seq.next_element()? {
                ids.push(id);
            }
            Ok(Some(ids.join(",")))
        }
    }

    deserializer.deserialize_any(Nodes)
}

/// How `attachedTo` is written.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
pub(super) enum NodeOrNodes {
    /// One, or several with commas between.
    One(String),
    /// Several.
    Several(Vec<String>),
}
