//! The decision on a sign-in.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

use super::explanation::Line;
use super::finding::{Finding, Range, Span};
use super::ordered::Ordered;
use super::request::ContextValue;
use super::trace::StatementTrace;
use super::words::{Action, Layer, Outcome, Phase, Reason};

/// The decision on one sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decision {
    /// The name of the request.
    pub request: String,
    /// Whether the sign-in succeeds.
    pub outcome: Outcome,
    /// The first action that is denied for certain.
    pub denied_at: Option<Action>,
    /// The three actions, in order; those behind a denial as if it were reached.
    pub phases: Vec<PhaseDecision>,
    /// The undocumented points (`docs/semantics.md`) that it leaned on, by id.
    pub assumptions: Vec<String>,
    /// What is worth knowing of the request, such as an address that cannot be public.
    /// Paths begin at the request: `network.sourceIp`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Whether the principal can sign in at all, by what the case file knows of it beside the
    /// policies. No part of the outcome; only where something is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_facts: Option<AccountStanding>,
}

/// Whether a principal can sign in at all, whatever the policies say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountStanding {
    /// What the facts come to.
    pub verdict: StandingVerdict,
    /// What the case file says.
    pub told: Vec<String>,
    /// What it does not say and the sign-in depends on.
    pub untold: Vec<String>,
    /// Both in a sentence, beside the outcome.
    pub summary: String,
}

/// What is known of whether a principal can sign in at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum StandingVerdict {
    /// Something that the case file says keeps it out.
    Stopped,
    /// Nothing that it says keeps it out, and something is not said.
    Unknown,
    /// Nothing that it says keeps it out.
    Open,
}

/// The decision on one action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhaseDecision {
    /// The action.
    pub action: Action,
    /// Before or after authentication.
    pub phase: Phase,
    /// Whether it lets the sign-in pass.
    pub decision: Outcome,
    /// False behind the first action that is denied.
    pub reached: bool,
    /// True when a Deny of a resource-based policy or an RCP covers the action.
    pub protected: bool,
    /// Why.
    pub reason: Reason,
    /// The statements that decided, or that leave it open.
    #[serde(serialize_with = "apart")]
    pub decided_by: Vec<DecidedBy>,
    /// With "unknown": the keys that would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
    /// The context keys that are there; null where the value is not known.
    pub context: Ordered<ContextValue>,
    /// Keys that a policy tests and that are absent.
    pub absent_keys: Vec<String>,
    /// Those of them that are absent only because nobody spoke of them.
    pub assumed_absent: Vec<String>,
    /// What the user sees, where AWS documents it.
    pub user_message: Option<Cow<'static, str>>,
    /// What CloudTrail records, where AWS documents it.
    #[serde(serialize_with = "apart")]
    pub cloud_trail: Option<CloudTrail>,
    /// Every statement with what became of it; only when asked for.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "apart"
    )]
    pub statements: Option<Vec<StatementTrace>>,
    /// What the statements say, in lines for people; only when asked for.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "apart"
    )]
    pub explanation: Option<Vec<Line>>,
    /// What is missing above because there is too much of it; no real policy is cut.
    #[serde(
        default,
        skip_serializing_if = "LeftOut::is_nothing",
        serialize_with = "apart"
    )]
    pub left_out: LeftOut,
}

/// How much is left out of the decision on an action, so that a small input cannot make
/// it very long. The decision itself looks at everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LeftOut {
    /// Entries of `decidedBy`.
    #[serde(skip_serializing_if = "is_zero")]
    pub decided_by: u32,
    /// Keys of `dependsOn`.
    #[serde(skip_serializing_if = "is_zero")]
    pub depends_on: u32,
    /// Keys and values of `context`.
    #[serde(skip_serializing_if = "is_zero")]
    pub context: u32,
    /// Keys of `absentKeys`.
    #[serde(skip_serializing_if = "is_zero")]
    pub absent_keys: u32,
    /// Keys of `assumedAbsent`.
    #[serde(skip_serializing_if = "is_zero")]
    pub assumed_absent: u32,
    /// Statements of `statements` and `explanation`.
    #[serde(skip_serializing_if = "is_zero")]
    pub statements: u32,
    /// Tests of the last of the statements.
    #[serde(skip_serializing_if = "is_zero")]
    pub tests: u32,
    /// Characters of texts, each of which ends in `… and N more characters`.
    #[serde(skip_serializing_if = "is_zero")]
    pub characters: u32,
}

impl LeftOut {
    /// True when all is there.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde hands it over
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Writes out of line what not every decision holds, so that the others do not wait until an
/// engine has compiled it.
#[inline(never)]
fn apart<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// What decided an action, or leaves it open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecidedBy {
    /// The layer.
    pub layer: Layer,
    /// The name of the policy; null where the layer has none.
    pub policy: Option<String>,
    /// The place of the policy in the case file: `policies.identity[0]`.
    pub path: Option<String>,
    /// The statement's number from zero; null for a missing Allow.
    pub statement: Option<u32>,
    /// The statement's `Sid`.
    pub sid: Option<String>,
    /// The statement, in bytes of the policy's own text.
    pub span: Option<Span>,
    /// The place of `span` in lines and UTF-16 columns.
    pub range: Option<Range>,
}

impl DecidedBy {
    /// As expectations write it: `policy[0]`, `policy`, or the layer.
    pub fn short(&self) -> String {
        match (&self.policy, self.statement) {
            (Some(policy), Some(statement)) => format!("{policy}[{statement}]"),
            (Some(policy), None) => policy.clone(),
            (None, _) => self.layer.name().to_owned(),
        }
    }
}

/// What CloudTrail records of a denial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloudTrail {
    /// `eventName`.
    pub event_name: Cow<'static, str>,
    /// `errorCode`.
    pub error_code: Cow<'static, str>,
    /// `errorMessage`.
    pub error_message: Cow<'static, str>,
}
