//! A region of all sign-ins: which of them belong to it.

use serde::{Deserialize, Serialize};

use super::ordered::Ordered;
use super::request::Entry;

/// Which sign-ins belong: those that each member admits. A member that is missing admits
/// all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Where {
    /// The doors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Vec<Entry>>,
    /// The accounts signed in to, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<TextSet>,
    /// The networks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkSet>,
    /// The Regions asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<TextSet>,
    /// The principals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<PrincipalSet>,
    /// Context keys.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub context: Ordered<ContextSet>,
}

/// Everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Any {
    /// Everything.
    #[serde(rename = "any")]
    Any,
}

/// Networks of one path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum NetworkSet {
    /// The public internet, by address.
    Public(Ranges),
    /// A VPC endpoint.
    Endpoint(EndpointSet),
}

/// Ways through VPC endpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndpointSet {
    /// The VPCs, by id.
    pub vpc: TextSet,
    /// The VPC endpoints, by id.
    pub vpce: TextSet,
    /// The addresses within the VPC.
    pub source_ip: Ranges,
}

/// Addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Ranges {
    /// Any.
    Any(Any),
    /// Those in these ranges, which are disjoint, in CIDR notation.
    In(Vec<String>),
}

/// Texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum TextSet {
    /// Any.
    Any(Any),
    /// Those that some patterns match.
    Patterns(Patterns),
}

/// The texts that match some pattern of `in`, where it is there, and none of `notIn`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Patterns {
    /// One of these matches; any text unless told.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Vec<Pattern>>,
    /// None of these matches.
    #[serde(rename = "notIn", default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Pattern>,
}

/// A pattern with `*` and `?`; `${*}`, `${?}` and `${$}` are those characters themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TextPattern"))]
#[serde(untagged)]
pub enum Pattern {
    /// Upper and lower case differ.
    Exact(String),
    /// They do not.
    AnyCase(AnyCase),
    /// What several patterns have in common, where no one pattern says it.
    All(AllOf),
}

/// What all of some patterns match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllOf {
    /// The patterns.
    pub all: Vec<Pattern>,
}

/// A text in which upper and lower case of ASCII letters do not differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnyCase {
    /// The text in lower case.
    pub any_case: String,
}

/// Principals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrincipalSet {
    /// Of these kinds; of any unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Vec<PrincipalKind>>,
    /// One of these patterns matches the ARN; any ARN unless told.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Vec<Pattern>>,
    /// None of these matches it.
    #[serde(rename = "notIn", default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Pattern>,
}

/// A kind of principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PrincipalKind {
    /// The root user.
    Root,
    /// An IAM user.
    User,
    /// An IAM role but for those of IAM Identity Center.
    Role,
    /// A role that IAM Identity Center made.
    IdentityCenterRole,
    /// A federated user.
    FederatedUser,
}

/// The values of a context key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ContextSet {
    /// The sign-in does not give the key.
    Absent(Absent),
    /// It gives a value.
    Values(ContextValues),
}

/// The key is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Absent {
    /// The key is not there.
    #[serde(rename = "absent")]
    Absent,
}

/// Values of a context key: those that every member admits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContextValues {
    /// One of these patterns matches the text; any text unless told.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Vec<Pattern>>,
    /// None of these matches it.
    #[serde(rename = "notIn", default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Pattern>,
    /// An address in one of these ranges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Ranges>,
    /// The first date, or the first whole number, that belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first one behind it that does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// A sign-in belongs, too, that does not give the key.
    #[serde(default, skip_serializing_if = "is_false")]
    pub or_absent: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference
fn is_false(value: &bool) -> bool {
    !value
}
