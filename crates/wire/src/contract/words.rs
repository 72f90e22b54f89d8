//! The words that decisions, traces and expectations share.

use serde::{Deserialize, Serialize};

/// Allowed, denied, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It passes.
    Allowed,
    /// It does not.
    Denied,
    /// It depends on something that is not known.
    Unknown,
}

impl Outcome {
    /// The word in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a phase was decided as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// No Deny applies and no Allow is missing.
    NoMatchingDeny,
    /// A Deny applies.
    ExplicitDeny,
    /// A layer that needs an Allow has none.
    ImplicitDeny,
    /// Console authorization is off.
    EnforcementOff,
    /// It depends on the value of a key that is not known.
    UnknownKey,
    /// It depends on a statement that AWS would refuse.
    UnevaluableStatement,
}

impl Reason {
    /// The word in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoMatchingDeny => "noMatchingDeny",
            Self::ExplicitDeny => "explicitDeny",
            Self::ImplicitDeny => "implicitDeny",
            Self::EnforcementOff => "enforcementOff",
            Self::UnknownKey => "unknownKey",
            Self::UnevaluableStatement => "unevaluableStatement",
        }
    }
}

/// A layer of policies: the members of `policies`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Layer {
    /// Policies of VPC endpoints.
    VpcEndpoint,
    /// Resource control policies.
    ResourceControl,
    /// Service control policies.
    ServiceControl,
    /// The account's sign-in resource-based policy.
    ResourceBased,
    /// Policies of users and roles.
    Identity,
    /// Permissions boundaries.
    PermissionsBoundary,
    /// Policies of sessions.
    Session,
}

impl Layer {
    /// The member of `policies`.
    pub fn name(self) -> &'static str {
        match self {
            Self::VpcEndpoint => "vpcEndpoint",
            Self::ResourceControl => "resourceControl",
            Self::ServiceControl => "serviceControl",
            Self::ResourceBased => "resourceBased",
            Self::Identity => "identity",
            Self::PermissionsBoundary => "permissionsBoundary",
            Self::Session => "session",
        }
    }

    /// For people, in the singular.
    pub fn title(self) -> &'static str {
        match self {
            Self::VpcEndpoint => "VPC endpoint policy",
            Self::ResourceControl => "resource control policy",
            Self::ServiceControl => "service control policy",
            Self::ResourceBased => "resource-based policy",
            Self::Identity => "identity policy",
            Self::PermissionsBoundary => "permissions boundary",
            Self::Session => "session policy",
        }
    }

    /// The number, from one, of a policy without a name, which is called by its place in the
    /// case file: `resourceControl[1]`. `None` for a name.
    pub fn number_of(self, name: &str) -> Option<u32> {
        let index = name.strip_prefix(self.name())?.strip_prefix('[')?;
        let index: u32 = index.strip_suffix(']')?.parse().ok()?;
        index.checked_add(1)
    }
}

/// An action of the sign-in, in the order they are passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Action {
    /// The credentials are about to be checked.
    #[serde(rename = "signin:Authenticate")]
    Authenticate,
    /// The authorization code is made.
    #[serde(rename = "signin:AuthorizeOAuth2Access")]
    AuthorizeOAuth2Access,
    /// The code is redeemed, or a token refreshed.
    #[serde(rename = "signin:CreateOAuth2Token")]
    CreateOAuth2Token,
}

impl Action {
    /// The name in policies.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authenticate => "signin:Authenticate",
            Self::AuthorizeOAuth2Access => "signin:AuthorizeOAuth2Access",
            Self::CreateOAuth2Token => "signin:CreateOAuth2Token",
        }
    }
}

/// Before or after authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Phase {
    /// Nobody has proved yet who they are.
    #[serde(rename = "pre-authentication")]
    PreAuthentication,
    /// The principal is known.
    #[serde(rename = "post-authentication")]
    PostAuthentication,
}
