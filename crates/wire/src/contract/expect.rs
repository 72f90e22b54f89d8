//! What a decision should be, and how one differs from that.

use serde::{Deserialize, Serialize};

use super::ordered::Ordered;
use super::words::{Outcome, Reason};

/// What a decision should be. Only what is told is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expect {
    /// The outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The action at which it is denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The single actions, by name.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub phases: Ordered<PhaseExpect>,
    /// Ids of undocumented points that it leans on, among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumptions: Option<Vec<String>>,
}

/// What is expected of one action: its decision, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum PhaseExpect {
    /// The decision alone.
    Decision(Outcome),
    /// Several things of it.
    Details(Box<PhaseDetails>),
}

/// What is expected of one action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhaseDetails {
    /// Whether it lets the sign-in pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Outcome>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Exactly what decided, in order: `policy[0]` for a statement, `policy`
    /// for a missing Allow, the layer where it has no policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Vec<String>>,
    /// Whether a Deny of a resource-based policy or an RCP covers the action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected: Option<bool>,
    /// Exactly the keys that would settle it, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
    /// Keys that are absent, among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent_keys: Option<Vec<String>>,
    /// Keys that are taken to be absent, among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_absent: Option<Vec<String>>,
    /// What the user sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_message: Option<String>,
    /// The `errorMessage` that CloudTrail records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

/// A difference between a decision and what was expected of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mismatch {
    /// What differs: `outcome`, `phases["signin:Authenticate"].decidedBy`.
    pub path: String,
    /// What was expected.
    pub expected: String,
    /// What it is.
    pub actual: String,
}
