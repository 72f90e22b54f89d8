//! Findings that are known and do not count.

use serde::{Deserialize, Serialize};

/// Findings of one rule in one place that are known and do not count, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suppression {
    /// The code of the rule, such as `private-source-ip`, or its number, such as `VST012`.
    pub rule: String,
    /// The name of the policy; without it every policy, and the case file itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The `Sid` of the statement, or its number from 0 on; without it the whole policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementName>,
    /// Why the findings do not count.
    pub reason: String,
    /// The last day on which they do not count, as `2027-06-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// A statement of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum StatementName {
    /// By its number, from 0 on.
    Number(u32),
    /// By its `Sid`.
    Sid(String),
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuppressedBy {
    /// Where the suppression stands.
    pub place: SuppressionPlace,
    /// Its reason.
    pub reason: String,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// Where a suppression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SuppressionPlace {
    /// In the case file.
    CaseFile,
    /// In the configuration.
    Configuration,
}
