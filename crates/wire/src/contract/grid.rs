//! People and networks that are looked at together, each of the ones from each of the others.
//! No decision and no rule looks at them.

use serde::{Deserialize, Serialize};

use super::ordered::Ordered;
use super::request::{ContextValue, Entry};

/// People and networks that are looked at together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Grid {
    /// Who signs in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// From where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<GridNetwork>,
}

impl Grid {
    /// True when there is nobody and nothing in it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.networks.is_empty()
    }
}

/// Someone who signs in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
    /// A name to speak of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The ARN of the root user, user, role or federated user.
    pub principal: String,
    /// The door; the console unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    /// Further context keys: a string, a list of strings, or null for unknown.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub context: Ordered<ContextValue>,
}

/// A network that people sign in from: by its public addresses, or through a VPC endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GridNetwork {
    /// A name to speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The addresses that it has, as addresses and ranges in CIDR notation; those within the
    /// VPC, where `vpc` or `endpoint` is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<Vec<String>>,
    /// The VPC, `vpc-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc: Option<String>,
    /// The VPC endpoint, `vpce-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The Regions that sign-ins from it ask for; `us-east-1` unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
}
