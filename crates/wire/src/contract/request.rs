//! A sign-in to decide.

use serde::{Deserialize, Serialize};

use super::expect::Expect;
use super::ordered::Ordered;

/// A sign-in: who, from where, through which door.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
// Browsers have a global type `Request`.
#[cfg_attr(feature = "schema", schemars(rename = "SignInRequest"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// A name to speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The door; the console unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    /// The ARN of the root user, user, role or federated user.
    pub principal: String,
    /// From where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// The Region asked for; `us-east-1` unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Further context keys: a string, a list of strings, or null for unknown.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub context: Ordered<ContextValue>,
    /// The ARN of the console or OAuth client, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// What is different at single actions.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub phases: Ordered<PhaseOverride>,
    /// What the decision should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<Expect>,
}

/// The door that a sign-in goes through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Entry {
    /// The console's sign-in page, or federation into the console.
    #[default]
    #[serde(rename = "console")]
    Console,
    /// `aws login`.
    #[serde(rename = "login-local")]
    LoginLocal,
    /// `aws login --remote`.
    #[serde(rename = "login-remote")]
    LoginRemote,
}

impl Entry {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Console, Self::LoginLocal, Self::LoginRemote];

    /// The word in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::LoginLocal => "login-local",
            Self::LoginRemote => "login-remote",
        }
    }
}

/// The network path: `sourceIp` alone for the public internet, `vpc` or
/// `endpoint` for a VPC endpoint, whose other members are then not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Network {
    /// The VPC, `vpc-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc: Option<String>,
    /// The VPC endpoint, `vpce-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The public address, or the address inside the VPC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<String>,
}

impl Network {
    /// True for the path through a VPC endpoint.
    pub fn is_endpoint(&self) -> bool {
        self.vpc.is_some() || self.endpoint.is_some()
    }
}

/// What is different at one action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhaseOverride {
    /// The network at this action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
}

/// The value of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum ContextValue {
    /// Not known, neither its value nor whether the key is there: `null`.
    Unknown,
    /// One value.
    One(String),
    /// The values of a multi-valued key.
    Many(Vec<String>),
}
