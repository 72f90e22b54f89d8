//! Which policies are evaluated for a request, by their layer and by what they are attached to.

use vestibule_iam::wildcard::Pattern;

use crate::action::Action;
use crate::assumption::Assumption;
use crate::context::PhaseContext;
use crate::layers::Layer;
use crate::network::Network;
use crate::principal::Principal;

/// Whether a policy is evaluated for a request at an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It is evaluated.
    Evaluated,
    /// It is evaluated if the request comes through its endpoint; which endpoint that is,
    /// the request does not say.
    PerhapsOtherEndpoint,
    /// The request does not pass a VPC endpoint.
    NoEndpoint,
    /// The request passes another VPC endpoint.
    OtherEndpoint,
    /// Console authorization is off.
    EnforcementOff,
    /// The account is the organization's management account.
    ManagementAccount,
    /// It is attached to an account or OU that is not above this account.
    OtherNode,
    /// It belongs to another principal.
    OtherPrincipal,
    /// Nobody is known before authentication.
    BeforeAuthentication,
    /// The root user is not bound by it.
    RootUser,
    /// Switched off by the reading of an assumption.
    Assumed(Assumption),
}

impl Applicability {
    /// True when the policy is evaluated, perhaps or for certain.
    pub fn is_evaluated(self) -> bool {
        matches!(
            self,
            Applicability::Evaluated | Applicability::PerhapsOtherEndpoint
        )
    }
}

/// What a policy is attached to, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) enum Attachment {
    Anything,
    Node(Box<str>),
    Principal(Pattern),
    Endpoint(Box<str>),
}

impl Attachment {
    pub(crate) fn of(layer: Layer, attached_to: Option<&str>) -> Self {
        match (layer, attached_to) {
            (_, None) | (Layer::ResourceBased, _) => Attachment::Anything,
            (Layer::VpcEndpoint, Some(id)) => Attachment::Endpoint(id.into()),
            (Layer::ResourceControl | Layer::ServiceControl, Some(id)) => {
                Attachment::Node(id.into())
            }
            (Layer::Identity | Layer::PermissionsBoundary | Layer::Session, Some(arn)) => {
                Attachment::Principal(Pattern::new(arn))
            }
        }
    }

    /// Does a policy of the identity side so attached belong to `principal`?
    pub(crate) fn is_on(&self, principal: &Principal) -> bool {
        match self {
            Attachment::Principal(pattern) => pattern.matches(&principal.arn),
            Attachment::Anything | Attachment::Node(_) | Attachment::Endpoint(_) => true,
        }
    }
}

/// Which layers console authorization enforces for this account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Enforcement {
    resource_based: bool,
    organization: bool,
    identity: bool,
}

impl PhaseContext<'_> {
    /// Which layers console authorization enforces.
    pub(crate) fn enforcement(&self) -> Enforcement {
        let switch = self.account.authorization;
        let either = switch.account || switch.organization;
        let (resource_based, organization) = if self.switched.contains(Assumption::J5) {
            (switch.account, switch.organization)
        } else {
            (either, either)
        };
        let always = self.switched.contains(Assumption::J6);
        Enforcement {
            resource_based,
            organization: organization || always,
            identity: either || always,
        }
    }

    /// True when console authorization is off for every target.
    pub(crate) fn enforcement_off(&self) -> bool {
        let switch = self.account.authorization;
        !switch.account && !switch.organization
    }

    /// Does a policy of `layer`, attached to `attachment`, apply to this request?
    pub(crate) fn applicability(&self, layer: Layer, attachment: &Attachment) -> Applicability {
        let enforcement = self.enforcement();
        let login = self.request.entry.is_login();
        let through_endpoint = self.request.network(self.action).is_endpoint();
        match layer {
            Layer::VpcEndpoint => self.endpoint_applicability(attachment),
            Layer::ResourceBased => {
                if !enforcement.resource_based {
                    Applicability::EnforcementOff
                } else if self.account.is_management() && self.switched.contains(Assumption::J7) {
                    Applicability::Assumed(Assumption::J7)
                } else {
                    Applicability::Evaluated
                }
            }
            Layer::ResourceControl if !enforcement.organization => Applicability::EnforcementOff,
            // SCPs bound `aws login` and sign-in through an endpoint before console
            // authorization existed (J6). [VPCE]
            Layer::ServiceControl if !(enforcement.organization || login || through_endpoint) => {
                Applicability::EnforcementOff
            }
            Layer::ServiceControl
                if self.action == Action::Authenticate
                    && self.switched.contains(Assumption::J8) =>
            {
                Applicability::Assumed(Assumption::J8)
            }
            Layer::ResourceControl | Layer::ServiceControl => self.node_applicability(attachment),
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session => {
                if self.action == Action::Authenticate {
                    Applicability::BeforeAuthentication
                } else if self.request.principal.is_root() {
                    Applicability::RootUser
                } else if !enforcement.identity && !login {
                    Applicability::EnforcementOff
                } else if attachment.is_on(&self.request.principal) {
                    Applicability::Evaluated
                } else {
                    Applicability::OtherPrincipal
                }
            }
        }
    }

    fn endpoint_applicability(&self, attachment: &Attachment) -> Applicability {
        match (self.request.network(self.action), attachment) {
            (Network::Public { .. }, _) => Applicability::NoEndpoint,
            (
                Network::Endpoint {
                    endpoint: Some(id), ..
                },
                Attachment::Endpoint(of),
            ) if **of != **id => Applicability::OtherEndpoint,
            (Network::Endpoint { endpoint: None, .. }, Attachment::Endpoint(_)) => {
                Applicability::PerhapsOtherEndpoint
            }
            (Network::Endpoint { .. }, _) => Applicability::Evaluated,
        }
    }

    fn node_applicability(&self, attachment: &Attachment) -> Applicability {
        if self.account.is_management() {
            return Applicability::ManagementAccount;
        }
        let Attachment::Node(node) = attachment else {
            return Applicability::Evaluated;
        };
        let path = self
            .account
            .organization
            .as_ref()
            .and_then(|o| o.path.as_ref());
        let on_path = if node.starts_with("r-") || node.starts_with("ou-") {
            path.is_none_or(|path| path.iter().any(|above| **above == **node))
        } else {
            **node == *self.account_id()
        };
        if on_path {
            Applicability::Evaluated
        } else {
            Applicability::OtherNode
        }
    }
}
