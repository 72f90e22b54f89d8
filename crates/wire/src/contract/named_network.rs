//! Networks by name.

use serde::{Deserialize, Serialize};

/// A network that has a name: an office by its public addresses, or a VPC endpoint.
/// `sourceIp` alone is the public internet; with `vpc` or `endpoint` its ranges are those
/// within the VPC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedNetwork {
    /// Its name, which no other network has.
    pub name: String,
    /// The addresses that it has, as addresses and ranges in CIDR notation; any within a VPC
    /// unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<Vec<String>>,
    /// The VPC, `vpc-…`; any unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc: Option<String>,
    /// The VPC endpoint, `vpce-…`; any unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The Regions that sign-ins from it ask for; any unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<String>>,
}

impl NamedNetwork {
    /// True for the path through a VPC endpoint.
    pub fn is_endpoint(&self) -> bool {
        self.vpc.is_some() || self.endpoint.is_some()
    }
}
