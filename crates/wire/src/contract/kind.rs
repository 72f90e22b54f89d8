//! The kinds of policies.

use serde::{Deserialize, Serialize};

/// What kind of policy a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Kind {
    /// A sign-in resource-based policy.
    #[serde(rename = "resource-based")]
    ResourceBased,
    /// A resource control policy.
    #[serde(rename = "rcp")]
    ResourceControl,
    /// A service control policy.
    #[serde(rename = "scp")]
    ServiceControl,
    /// An identity policy, a permissions boundary or a session policy.
    #[serde(rename = "identity")]
    Identity,
    /// The policy of a VPC endpoint.
    #[serde(rename = "vpc-endpoint")]
    VpcEndpoint,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ResourceBased,
        Self::ResourceControl,
        Self::ServiceControl,
        Self::Identity,
        Self::VpcEndpoint,
    ];

    /// The word in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::ResourceBased => "resource-based",
            Self::ResourceControl => "rcp",
            Self::ServiceControl => "scp",
            Self::Identity => "identity",
            Self::VpcEndpoint => "vpc-endpoint",
        }
    }
}
