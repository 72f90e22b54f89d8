//! Answers about all sign-ins of an account.

use serde::{Deserialize, Serialize};

use super::decision::DecidedBy;
use super::region::{PrincipalSet, Where};
use super::request::{Entry, Request};
use super::words::{Action, Layer, Outcome};

/// Who gets in from where: every sign-in of an account, in few regions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccessMap {
    /// The doors that are looked at.
    pub entry: Vec<Entry>,
    /// Each action by itself, in order.
    pub phases: Vec<PhaseMap>,
    /// All three, one behind the other. The regions of one list are disjoint, and every
    /// sign-in lies in one.
    pub chain: Vec<Region>,
    /// Keys that a policy tests and that are taken to be absent, since nothing says that
    /// sign-ins have them.
    pub assumed_absent: Vec<String>,
    /// Keys of endpoints that the policies test and whose values are taken to be independent of
    /// each other, though an endpoint belongs to one VPC in one Region: some of the sign-ins
    /// that the regions speak of there may not be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub independent: Vec<String>,
    /// Statements that are undecided for some sign-ins, though it may not matter.
    pub undecided: Vec<UndecidedStatement>,
    /// The undocumented points (`docs/semantics.md`) that the regions lean on, by id.
    pub assumptions: Vec<String>,
    /// False where the case file says that IAM Identity Center is not used in the account: the
    /// answer then is about no sign-in of its roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_center: Option<bool>,
    /// The accounts of an organization that IAM Identity Center is not used in, as the case file
    /// says: the answer is about no sign-in of its roles to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_identity_center: Vec<String>,
    /// The accounts of an organization that are not in use: the answer is about no sign-in to
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_in_use: Vec<String>,
}

/// The regions of one action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhaseMap {
    /// The action.
    pub action: Action,
    /// Its regions, those that pass first.
    pub regions: Vec<Region>,
}

/// Sign-ins that come to the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    /// What they come to.
    pub outcome: Outcome,
    /// The first action that denies them for certain.
    pub denied_at: Option<Action>,
    /// The statements that decide the witness, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// With "unknown": the keys that would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
    /// Statements that leave the region open, or the action that denies it, because all its
    /// sign-ins together are not decided. The witness by itself is, and may come to another
    /// outcome.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<DecidedBy>,
    /// Which sign-ins.
    #[serde(rename = "where")]
    pub place: Where,
    /// One of them, as in a case file.
    pub witness: Request,
    /// How many public addresses there are in a region of the public internet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<AddressCount>,
}

/// How many addresses there are, in decimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddressCount {
    /// Of IPv4.
    pub ipv4: String,
    /// Of IPv6.
    pub ipv6: String,
}

/// A statement that is not decided for all sign-ins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UndecidedStatement {
    /// The layer.
    pub layer: Layer,
    /// The name of the policy.
    pub policy: Option<String>,
    /// The statement's number from zero.
    pub statement: Option<u32>,
    /// Why.
    pub why: String,
    /// The key that is why.
    pub key: String,
}

/// Who gets in at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lockout {
    /// Whether anybody is locked out.
    pub verdict: LockoutVerdict,
    /// Those that are named, and then all others.
    pub principals: Vec<PrincipalAccess>,
    /// Statements that are undecided for some sign-ins, though it may not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<UndecidedStatement>,
    /// False where the case file says that IAM Identity Center is not used in the account: the
    /// answer then is about no sign-in of its roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_center: Option<bool>,
    /// The accounts of an organization that IAM Identity Center is not used in, as the case file
    /// says: the answer is about no sign-in of its roles to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_identity_center: Vec<String>,
    /// The accounts of an organization that are not in use: the answer is about no sign-in to
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_in_use: Vec<String>,
    /// The answer in a sentence.
    pub summary: String,
}

/// Whether anybody is locked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum LockoutVerdict {
    /// Everybody has a way in.
    None,
    /// Somebody has none.
    Lockout,
    /// It depends on something that is not known.
    Unknown,
}

/// What comes of some principals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrincipalAccess {
    /// Of an organization: the accounts whose principals these are, by id. It comes to the same
    /// in each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// Who.
    pub principal: PrincipalSet,
    /// Whether they have a way in.
    pub verdict: WayIn,
    /// The networks through which they get in; empty where none are declared.
    pub through: Vec<String>,
    /// A sign-in that passes, or, where none does, one that does not.
    pub witness: Request,
    /// The action that denies it for certain.
    pub denied_at: Option<Action>,
    /// The statements that stop it, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// With "unknown": the keys that would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
}

/// Whether somebody gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum WayIn {
    /// Some sign-in passes.
    Passes,
    /// None does.
    LockedOut,
    /// It depends on something that is not known.
    Unknown,
}

/// Whether a guarantee of a case file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuaranteeProof {
    /// Its name.
    pub guarantee: String,
    /// Whether it holds.
    pub verdict: GuaranteeVerdict,
    /// True when no sign-in is one that it is about, so that it holds and says nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub vacuous: bool,
    /// Whether the last day on which it was to hold is over; not there where it has none, or
    /// nobody said what day it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired: Option<bool>,
    /// Of an organization: the accounts in which it fails.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fails_in: Vec<String>,
    /// Of an organization: the accounts of which it is not known whether it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_in: Vec<String>,
    /// Of an organization: the accounts that it names and that are not in use. It is about no
    /// sign-in to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_in_use: Vec<String>,
    /// Where it does not hold for certain: sign-ins for which it does not, or may not. There
    /// may be more.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// What they come to.
    pub outcome: Option<Outcome>,
    /// One of them, as in a case file.
    pub witness: Option<Request>,
    /// The action that denies it for certain.
    pub denied_at: Option<Action>,
    /// The statements that decide it, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// With "unknown": the keys that would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
}

/// Whether a guarantee holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum GuaranteeVerdict {
    /// For every sign-in that it is about.
    Holds,
    /// There is a sign-in for which it does not.
    Fails,
    /// It depends on something that is not known.
    Unknown,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference
fn is_false(value: &bool) -> bool {
    !value
}
