//! The layers of policies, and a policy with the place where it is attached.

use vestibule_iam::policy::{Policy, PolicyKind};

/// A layer of policies; the order is that in which decisions name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Policies of VPC endpoints.
    VpcEndpoint,
    /// Resource control policies.
    ResourceControl,
    /// Service control policies.
    ServiceControl,
    /// The account's sign-in resource-based policy.
    ResourceBased,
    /// Policies of the user or role.
    Identity,
    /// The permissions boundary of the user or role.
    PermissionsBoundary,
    /// Policies of the session.
    Session,
}

impl From<PolicyKind> for Layer {
    fn from(kind: PolicyKind) -> Self {
        match kind {
            PolicyKind::VpcEndpoint => Self::VpcEndpoint,
            PolicyKind::ResourceControl => Self::ResourceControl,
            PolicyKind::ServiceControl => Self::ServiceControl,
            PolicyKind::ResourceBased => Self::ResourceBased,
            PolicyKind::Identity => Self::Identity,
            PolicyKind::PermissionsBoundary => Self::PermissionsBoundary,
            PolicyKind::Session => Self::Session,
        }
    }
}

impl Layer {
    /// All of them, in order.
    pub const ALL: [Layer; 7] = [
        Layer::VpcEndpoint,
        Layer::ResourceControl,
        Layer::ServiceControl,
        Layer::ResourceBased,
        Layer::Identity,
        Layer::PermissionsBoundary,
        Layer::Session,
    ];

    /// The member of `policies` in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Layer::VpcEndpoint => "vpcEndpoint",
            Layer::ResourceControl => "resourceControl",
            Layer::ServiceControl => "serviceControl",
            Layer::ResourceBased => "resourceBased",
            Layer::Identity => "identity",
            Layer::PermissionsBoundary => "permissionsBoundary",
            Layer::Session => "session",
        }
    }

    /// The kind of its policies.
    pub fn kind(self) -> PolicyKind {
        match self {
            Layer::VpcEndpoint => PolicyKind::VpcEndpoint,
            Layer::ResourceControl => PolicyKind::ResourceControl,
            Layer::ServiceControl => PolicyKind::ServiceControl,
            Layer::ResourceBased => PolicyKind::ResourceBased,
            Layer::Identity => PolicyKind::Identity,
            Layer::PermissionsBoundary => PolicyKind::PermissionsBoundary,
            Layer::Session => PolicyKind::Session,
        }
    }

    /// True for resource-based policies and RCPs, the policies that console
    /// authorization is made with. [UG]
    pub(crate) fn is_resource_side(self) -> bool {
        matches!(self, Layer::ResourceBased | Layer::ResourceControl)
    }

    /// True for the policies of an organization.
    pub fn is_of_organization(self) -> bool {
        matches!(self, Layer::ResourceControl | Layer::ServiceControl)
    }

    /// True for the policies on the principal's side, which need a known principal.
    pub(crate) fn is_identity_side(self) -> bool {
        matches!(
            self,
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session
        )
    }
}

/// A policy with the place where it is attached.
#[derive(Clone, Debug)]
pub struct AttachedPolicy {
    /// Which layer it belongs to.
    pub layer: Layer,
    /// The name by which decisions speak of it.
    pub name: String,
    /// What it is attached to. For RCPs and SCPs a root (`r-…`), an OU (`ou-…`)
    /// or an account; for the identity side a principal ARN, with wildcards;
    /// for endpoint policies an endpoint ID. `None`: to everything.
    pub attached_to: Option<String>,
    /// The policy.
    pub policy: Policy,
}
