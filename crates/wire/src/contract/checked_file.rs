//! What `check` found in a file.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::kind::Kind;
use super::words::Layer;

/// What `check` found in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckedFile {
    /// The file.
    pub file: String,
    /// What it was taken for; null when it could not be read.
    pub kind: Option<CheckedKind>,
    /// Why it was taken to be of that kind; null when it was told.
    pub guessed: Option<String>,
    /// False when a part was passed over for not being readable, so that more may be wrong.
    pub complete: bool,
    /// What is wrong, in the order of the places; all of them in the text of `file`.
    pub findings: Vec<Finding>,
    /// What is known and does not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Finding>,
    /// How many findings are not among these, by `--severity`, `--select` or `--ignore`.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub not_reported: usize,
}

// serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What a file was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CheckedKind {
    /// A sign-in resource-based policy.
    ResourceBased,
    /// A resource control policy.
    Rcp,
    /// A service control policy.
    Scp,
    /// An identity policy, a permissions boundary or a session policy.
    Identity,
    /// The policy of a VPC endpoint.
    VpcEndpoint,
    /// A case file.
    CaseFile,
    /// The configuration of `check`, of which only suppressions are complained of.
    Configuration,
}

impl From<Kind> for CheckedKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::ResourceBased => Self::ResourceBased,
            Kind::ResourceControl => Self::Rcp,
            Kind::ServiceControl => Self::Scp,
            Kind::Identity => Self::Identity,
            Kind::VpcEndpoint => Self::VpcEndpoint,
        }
    }
}

impl From<Layer> for CheckedKind {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::ResourceBased => Self::ResourceBased,
            Layer::ResourceControl => Self::Rcp,
            Layer::ServiceControl => Self::Scp,
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session => Self::Identity,
            Layer::VpcEndpoint => Self::VpcEndpoint,
        }
    }
}
