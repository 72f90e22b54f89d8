//! The case file: an account, its policies, and the sign-ins to decide.

use serde::{Deserialize, Serialize};

use super::document::DocumentText;
use super::grid::Grid;
use super::guarantee::{Guarantee, Perimeter};
use super::kind::Kind;
use super::known::{JoinedMethod, KnownEndpoint, KnownPrincipal, OAuthClient};
use super::named_network::NamedNetwork;
use super::ordered::Ordered;
use super::organization::OrganizationTree;
use super::permission_statement::PermissionStatement;
use super::request::Request;
use super::suppression::Suppression;

/// The version of the contract that this crate reads and writes.
pub const VERSION: u32 = 1;

/// A case file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseFile {
    /// The version of the contract: 1.
    pub vestibule: u32,
    /// The account that is signed in to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// The organization with all of its accounts: each sign-in is then to the account of its
    /// principal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationTree>,
    /// The policies that may bear on a sign-in.
    pub policies: Policies,
    /// Points that AWS leaves open, by id (`J9`): false takes the other reading.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub assumptions: Ordered<bool>,
    /// Networks by name, which answers about all sign-ins speak of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<NamedNetwork>,
    /// What is to hold for every sign-in of some kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guarantees: Vec<Guarantee>,
    /// That nobody gets in from outside of `networks`, but those that are exempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perimeter: Option<Perimeter>,
    /// What is known of the principals that policies exempt, which rules about them ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principals: Vec<KnownPrincipal>,
    /// The VPC endpoints that there are, all of those in each VPC that is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vpc_endpoints: Vec<KnownEndpoint>,
    /// The OAuth clients that call for tokens from other networks than their users.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oauth_clients: Vec<OAuthClient>,
    /// Findings that are known and do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    /// People and networks that are looked at together, which nothing else takes into account.
    #[serde(default, skip_serializing_if = "Grid::is_empty")]
    pub grid: Grid,
    /// The sign-ins to decide.
    pub requests: Vec<Request>,
}

impl Default for CaseFile {
    fn default() -> Self {
        Self {
            vestibule: VERSION,
            account: None,
            organization: None,
            policies: Policies::default(),
            assumptions: Ordered::default(),
            networks: Vec::new(),
            guarantees: Vec::new(),
            perimeter: None,
            principals: Vec::new(),
            vpc_endpoints: Vec::new(),
            oauth_clients: Vec::new(),
            suppressions: Vec::new(),
            grid: Grid::default(),
            requests: Vec::new(),
        }
    }
}

impl CaseFile {
    /// All that is to hold for every sign-in of some kind: the guarantees, and the perimeter
    /// behind them.
    pub fn held(&self) -> Vec<Guarantee> {
        let perimeter = self.perimeter.as_ref();
        let perimeter = perimeter.map(|perimeter| perimeter.guarantee(&self.networks));
        self.guarantees.iter().cloned().chain(perimeter).collect()
    }

    /// False where it is told that IAM Identity Center is not used in the account, as answers
    /// tell it; beside `organization`, that is told of one of many accounts.
    pub fn identity_center(&self) -> Option<bool> {
        let is_of_one = self.organization.is_none();
        (is_of_one && self.is_without_identity_center()).then_some(false)
    }

    /// Whether `account` says that IAM Identity Center is not used in it.
    pub fn is_without_identity_center(&self) -> bool {
        let told = self
            .account
            .as_ref()
            .and_then(|account| account.identity_center);
        told == Some(false)
    }

    /// True where what `account` says is said of the account of the id.
    pub fn tells_account(&self, id: &str) -> bool {
        let told = self
            .account
            .as_ref()
            .and_then(|account| account.id.as_deref());
        self.organization.is_none() || told == Some(id)
    }

    /// The case file as JSON without white space; `None` for one with the text of a document
    /// that nobody would take for one.
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

/// The account that is signed in to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    /// Twelve digits; the account of the request's principal unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// Whether console authorization is on; it is unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub console_authorization: Option<ConsoleAuthorization>,
    /// False where IAM Identity Center is not used in this account: answers about all sign-ins
    /// then leave out its roles. It may be used unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_center: Option<bool>,
    /// False where the root user has no credentials, because they were removed centrally.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root_credentials: Option<bool>,
    /// True where the password policy has `HardExpiry`: a user whose password has expired
    /// cannot set another in the console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_expiry: Option<bool>,
    /// Whether the account was created in its organization or invited into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_method: Option<JoinedMethod>,
}

/// The organization of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organization {
    /// `o-…`; not known unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// True for the management account, which RCPs and SCPs do not bind.
    #[serde(default)]
    pub management_account: bool,
    /// The root and the organizational units above the account, from the root
    /// down; unless told, every node that a policy names is taken to be one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<String>>,
}

/// Whether console authorization is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum ConsoleAuthorization {
    /// One answer for the account and its organization.
    Both(bool),
    /// By the target it was switched on for.
    ByTarget(AuthorizationTargets),
}

/// The targets that console authorization is switched on for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuthorizationTargets {
    /// On for the account.
    #[serde(default)]
    pub account: bool,
    /// On for the organization.
    #[serde(default)]
    pub organization: bool,
}

/// The policies, by layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policies {
    /// The account's sign-in resource-based policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_based: Option<DocumentText>,
    /// The permission statements that AWS makes that policy of, in its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permission_statements: Vec<PermissionStatement>,
    /// Resource control policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resource_control: Vec<NodePolicy>,
    /// Service control policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub service_control: Vec<NodePolicy>,
    /// Policies of users and roles. An empty list says that there are none;
    /// without one it is not known which there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Vec<PrincipalPolicy>>,
    /// Permissions boundaries of users and roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions_boundary: Vec<PrincipalPolicy>,
    /// Policies of sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session: Vec<PrincipalPolicy>,
    /// Policies of VPC endpoints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vpc_endpoint: Vec<EndpointPolicy>,
}

impl Policies {
    /// One policy where policies of its kind stand; none of that kind without a document.
    pub fn of_one(kind: Kind, name: Option<String>, document: Option<DocumentText>) -> Self {
        let mut policies = Self::default();
        let of_node = |document| NodePolicy {
            name: name.clone(),
            attached_to: None,
            document,
        };
        match kind {
            Kind::ResourceBased => policies.resource_based = document,
            Kind::ResourceControl => policies.resource_control.extend(document.map(of_node)),
            Kind::ServiceControl => policies.service_control.extend(document.map(of_node)),
            Kind::Identity => {
                let of_principal = |document| PrincipalPolicy {
                    name: name.clone(),
                    principal: None,
                    document,
                };
                policies.identity = Some(document.map(of_principal).into_iter().collect());
            }
            Kind::VpcEndpoint => {
                let of_endpoint = |document| EndpointPolicy {
                    name: name.clone(),
                    endpoint: None,
                    document,
                };
                policies.vpc_endpoint.extend(document.map(of_endpoint));
            }
        }
        policies
    }
}

/// A policy of an organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NodePolicy {
    /// A name to speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The root (`r-…`), organizational unit (`ou-…`) or account it is attached to, or several of
    /// them: a list, or with commas between.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::organization::node_or_nodes"
    )]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::organization::NodeOrNodes>")
    )]
    pub attached_to: Option<String>,
    /// The policy.
    pub document: DocumentText,
}

/// A policy of a principal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrincipalPolicy {
    /// A name to speak of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The ARN of its principal, with or without wildcards; every principal
    /// unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
    /// The policy.
    pub document: DocumentText,
}

/// The policy of a VPC endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndpointPolicy {
    /// A name to speak of it; the id of the endpoint unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The endpoint's id, `vpce-…`; every endpoint unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The policy.
    pub document: DocumentText,
}
