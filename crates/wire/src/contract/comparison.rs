//! What differs between two sets of policies.

use serde::{Deserialize, Serialize};

use super::decision::DecidedBy;
use super::region::Where;
use super::request::Request;
use super::words::{Action, Outcome};

/// What differs between two sets of policies, for every sign-in to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Comparison {
    /// Whether every sign-in is decided the same; null when that is not known.
    pub equivalent: Option<bool>,
    /// The account that is signed in to; not there for an organization.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// Of an organization: the accounts that are signed in to, which both sides have in use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// Accounts that neither side has in use; their sign-ins are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_in_use: Vec<String>,
    /// The accounts of an organization that IAM Identity Center is not used in, as both case files
    /// say: no sign-in of its roles to them is compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_identity_center: Vec<String>,
    /// Accounts that the first side alone has in use; their sign-ins are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_before: Vec<String>,
    /// Accounts that the second side alone has in use; their sign-ins are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_after: Vec<String>,
    /// The account of the second case file, where it is another: there each of the two stands
    /// for the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_account: Option<String>,
    /// The points that AWS leaves open, by id, of which the second side takes the other reading,
    /// where both sides are one case file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_readings: Vec<String>,
    /// What changes through all three actions, one behind the other. The regions are disjoint.
    pub changes: Vec<SignInChange>,
    /// Sign-ins of which it is not known whether they change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_known: Vec<SignInChange>,
    /// When asked for: each action by itself, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phases: Option<Vec<PhaseComparison>>,
    /// Keys that a policy tests and that are taken to be absent, since nothing says that
    /// sign-ins have them.
    pub assumed_absent: Vec<String>,
    /// The undocumented points (`docs/semantics.md`) that the changes lean on, by id.
    pub assumptions: Vec<String>,
    /// False where both case files say that IAM Identity Center is not used in the account: no
    /// sign-in of its roles is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_center: Option<bool>,
}

/// What changes at one action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhaseComparison {
    /// The action.
    pub action: Action,
    /// Whether every sign-in is decided the same at it; null when that is not known.
    pub equivalent: Option<bool>,
    /// What changes.
    pub changes: Vec<SignInChange>,
    /// Sign-ins of which it is not known whether they change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_known: Vec<SignInChange>,
}

/// Sign-ins of which two sets of policies make something else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInChange {
    /// What the first set makes of them; of those that are not known, of the witness.
    pub from: Outcome,
    /// What the second set makes of them; of those that are not known, of the witness.
    pub to: Outcome,
    /// Which sign-ins.
    #[serde(rename = "where")]
    pub place: Where,
    /// One of them, as in a case file.
    pub witness: Request,
    /// How the first set decides the witness.
    pub before: DecidedSide,
    /// How the second set decides the witness.
    pub after: DecidedSide,
}

/// Why one set of policies decides as it does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecidedSide {
    /// The first action that denies the sign-ins for certain.
    pub denied_at: Option<Action>,
    /// The statements that decide the witness, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// With "unknown": the keys that would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
    /// Statements that are not decided for all of the sign-ins together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<DecidedBy>,
}
