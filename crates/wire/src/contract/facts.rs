//! What AWS documents, as data.

use serde::Serialize;

use super::document::DocumentText;
use super::words::{Action, Layer, Phase};

/// What AWS documents of sign-ins and policies on them, as vestibule has it. Of a list that was
/// not asked for the member is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Facts {
    /// The condition keys: first those of AWS Sign-In.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<KeyFact>>,
    /// The actions of AWS Sign-In, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<ActionFact>>,
    /// The condition operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operators: Option<Vec<OperatorFact>>,
    /// The services that resource control policies support, by prefix. AWS adds to them from
    /// month to month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<ServiceFact>>,
    /// Quotas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotas: Option<Vec<QuotaFact>>,
    /// The policies that AWS manages for its Sign-In.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_policies: Option<Vec<ManagedPolicyFact>>,
    /// The sources that the facts name; all sources where they were asked for.
    pub sources: Vec<FactSource>,
}

/// A condition key.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyFact {
    /// As AWS spells it. A name that ends in `/` goes on with the name of a tag.
    pub name: String,
    /// What kind of values it has.
    pub values: ValueKind,
    /// True for a key that may have several values.
    pub several: bool,
    /// True where AWS names the operators one by one; otherwise it says which families the key
    /// works with.
    pub named: bool,
    /// The families of the operators that AWS lists for it.
    pub families: Vec<OperatorFamily>,
    /// The operators that AWS lists for it. Each takes `IfExists`, and every key takes `Null`.
    pub operators: Vec<String>,
    /// The actions of a sign-in that offer it.
    pub actions: Vec<Action>,
    /// The layers of policies that see it.
    pub layers: Vec<Layer>,
    /// What a value looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The ids of points that AWS leaves open about it, such as `J8`.
    pub open_points: Vec<String>,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// A kind of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ValueKind {
    /// Any text.
    Text,
    /// An IP address.
    Address,
    /// A date and time.
    Date,
    /// A number.
    Number,
    /// Seconds since 1970.
    EpochSeconds,
    /// `true` or `false`.
    Boolean,
    /// An ARN.
    Arn,
    /// The ARN of a principal.
    PrincipalArn,
    /// The id of an account.
    Account,
    /// The id of an organization.
    Organization,
    /// A path of an organization.
    OrganizationPath,
    /// The id of a VPC.
    Vpc,
    /// The id of a VPC endpoint.
    Endpoint,
    /// The name of a Region.
    Region,
    /// A service of AWS, by its principal.
    Service,
    /// A word that AWS defines.
    Word,
}

/// The operators that compare values of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum OperatorFamily {
    /// `StringEquals` and its relatives.
    String,
    /// `ArnEquals` and its relatives.
    Arn,
    /// `IpAddress` and `NotIpAddress`.
    Address,
    /// `NumericEquals` and its relatives.
    Numeric,
    /// `DateEquals` and its relatives.
    Date,
    /// `Bool`.
    Boolean,
    /// `BinaryEquals`.
    Binary,
    /// `Null`.
    Null,
}

/// An action of AWS Sign-In.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActionFact {
    /// As policies name it.
    pub name: String,
    /// What it is for.
    pub role: ActionRole,
    /// Of an action that a sign-in passes: as which, from one on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// Before or after authentication, where that is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ActionRole {
    /// A sign-in passes it.
    SignIn,
    /// Clients of OAuth call it, and no sign-in passes it.
    Oauth,
    /// Only policies of VPC endpoints may name it.
    VpcEndpoint,
    /// It manages console authorization and the resource-based policy.
    ControlPlane,
    /// The console calls it about applications of IAM Identity Center.
    Applications,
}

/// A condition operator.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperatorFact {
    /// Its name, without set prefix and `IfExists`.
    pub name: String,
    /// Its family.
    pub family: OperatorFamily,
    /// True where it is the opposite of another operator.
    pub negated: bool,
    /// True where `IfExists` may stand behind it.
    pub if_exists: bool,
    /// True where AWS replaces policy variables in its operands.
    pub variables: bool,
    /// What a test comes to when its key is missing; left out for `Null`, which asks for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_missing: Option<bool>,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// A service that resource control policies support.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceFact {
    /// Its prefix in actions.
    pub prefix: String,
    /// What AWS calls it.
    pub name: String,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// A quota.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuotaFact {
    /// What it limits.
    pub quota: QuotaName,
    /// How much of it there may be; left out where AWS publishes no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// What the limit counts.
    pub unit: QuotaUnit,
    /// The id of the point that AWS leaves open about it, such as `J24`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_point: Option<String>,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// A policy that AWS manages.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ManagedPolicyFact {
    /// Its name, the end of its ARN.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The version whose text `document` is. Missing where AWS's guide says what the policy
    /// grants and no copy of its text is known: `document` then grants what the guide says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The day on which AWS made the policy, as `2026-06-10`.
    pub created: String,
    /// The policy, which can stand in a case file as it is.
    pub document: DocumentText,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// What a quota limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum QuotaName {
    /// The size of a resource control policy.
    ResourceControlSize,
    /// The resource control policies attached to one root, organizational unit or account, with
    /// `RCPFullAWSAccess`.
    ResourceControlAttached,
    /// The size of a service control policy.
    ServiceControlSize,
    /// The service control policies attached to one root, organizational unit or account.
    ServiceControlAttached,
    /// The size of the policy of a VPC endpoint.
    VpcEndpointSize,
    /// The size of the account's sign-in resource-based policy.
    ResourceBasedSize,
    /// The permission statements of an account.
    PermissionStatements,
}

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum QuotaUnit {
    /// Characters of the document.
    Characters,
    /// Policies.
    Policies,
    /// Permission statements.
    Statements,
}

/// Where facts stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FactSource {
    /// What facts call it, and `docs/semantics.md`.
    pub tag: String,
    /// What it calls itself.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// The day as of which vestibule has what it says, such as `2026-11-28`; of a source that
    /// does not change its own.
    pub date: String,
}
