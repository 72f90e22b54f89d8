//! How to get from one state of an account to another.

use serde::{Deserialize, Serialize};

use super::analysis::{GuaranteeVerdict, LockoutVerdict};
use super::recovery::WayBack;
use super::words::Outcome;

/// The ordered calls from the current state of an account to the wanted one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutPlan {
    /// The account that is signed in to.
    pub account: String,
    /// Whether there is an order of the steps that breaks nothing.
    pub verdict: RolloutVerdict,
    /// The state before the first step.
    pub current: RolloutState,
    /// The steps, in order; with "stopped" those that break nothing before the plan stops.
    pub steps: Vec<RolloutStep>,
    /// Each step that may come next where the plan stops, and why it does not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<StoppedStep>,
    /// How many states were looked at.
    pub states_tried: u64,
    /// What to know of all of it.
    pub notes: Vec<String>,
    /// The answer in a sentence.
    pub summary: String,
}

/// Whether there is a way from the current state to the wanted one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RolloutVerdict {
    /// The states are the same.
    Nothing,
    /// The steps break nothing.
    Ready,
    /// Every order of the steps breaks something: all states that can be reached were tried.
    Stopped,
    /// No order was found among the states that were tried, which are not all.
    Unknown,
}

/// A step of a rollout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutStep {
    /// What it does.
    pub kind: RolloutKind,
    /// What the step does, in words.
    pub title: String,
    /// What to run.
    pub commands: Vec<String>,
    /// What takes it back.
    pub rollback: Vec<String>,
    /// True for the first step after which policies are enforced: from then on a mistake locks
    /// people out, and taking it back needs a way in that is left.
    pub point_of_no_return: bool,
    /// What to look at before the next step.
    pub watch: Vec<String>,
    /// What the step breaks by the other reading of J1 alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks_by_other_reading: Vec<String>,
    /// The state behind it.
    pub state: RolloutState,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RolloutKind {
    /// Attaches an RCP or SCP to a node.
    AttachPolicy,
    /// Replaces the text of one, wherever it is attached.
    UpdatePolicy,
    /// Detaches one from a node.
    DetachPolicy,
    /// Adds a permission statement to the account's.
    PutStatement,
    /// Deletes one of them.
    DeleteStatement,
    /// Puts console authorization on.
    EnableAuthorization,
    /// Puts it off.
    DisableAuthorization,
}

/// What holds in a state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutState {
    /// Whether anybody is locked out.
    pub lockout: LockoutVerdict,
    /// Who is locked out, in a sentence.
    pub locked_out: String,
    /// Whether a way back is proven.
    pub way_back: WayBack,
    /// The guarantees of the wanted state.
    pub guarantees: Vec<GuaranteeInState>,
    /// The requests of the wanted state.
    pub requests: Vec<RequestInState>,
    /// The other reading of several permission statements, where the state has several and they
    /// are evaluated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_reading: Option<RolloutReading>,
}

/// What a state comes to by the other reading of an assumption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolloutReading {
    /// The assumption, by id.
    pub assumption: String,
    /// True where this reading merges the permission statements; false where each denies by
    /// itself.
    pub merged: bool,
    /// Whether anything of this differs from the state.
    pub differs: bool,
    /// Whether anybody is locked out.
    pub lockout: LockoutVerdict,
    /// Who is locked out, in a sentence.
    pub locked_out: String,
    /// Whether a way back is proven.
    pub way_back: WayBack,
    /// The guarantees of the wanted state.
    pub guarantees: Vec<GuaranteeInState>,
    /// The requests of the wanted state.
    pub requests: Vec<RequestInState>,
}

/// What becomes of a guarantee in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuaranteeInState {
    /// Its name.
    pub name: String,
    /// Whether it holds.
    pub verdict: GuaranteeVerdict,
}

/// What becomes of a request in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestInState {
    /// Its name.
    pub name: String,
    /// What it comes to.
    pub outcome: Outcome,
}

/// A step that would break something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StoppedStep {
    /// What it would do.
    pub title: String,
    /// What it would break.
    pub breaks: Vec<String>,
}
