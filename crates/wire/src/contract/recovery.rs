//! The ways back into an account whose console is closed.

use serde::{Deserialize, Serialize};

use super::analysis::LockoutVerdict;
use super::decision::DecidedBy;
use super::region::PrincipalSet;
use super::request::{Entry, Request};
use super::words::Outcome;

/// Which ways back into the console of an account there are once people are locked out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recovery {
    /// The account that is signed in to.
    pub account: String,
    /// "open" where some way is, "unknown" where one may be, "closed" where none is.
    pub verdict: WayBack,
    /// Whether anybody is locked out of the console.
    pub lockout: LockoutVerdict,
    /// True where the case says that console authorization is off, and it was taken to be on:
    /// the answer then says how ready the account is.
    pub is_before: bool,
    /// The checklist of break-glass access: who can get back in, point by point.
    pub readiness: Vec<ReadinessPoint>,
    /// The ways, in the order in which to try them.
    pub ways: Vec<RecoveryWay>,
    /// What becomes of sessions that the requests of the case opened; where it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<SessionTimeline>>,
    /// What to know of all of them.
    pub notes: Vec<String>,
    /// The answer in a sentence.
    pub summary: String,
}

/// A way back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecoveryWay {
    /// Which.
    pub way: RecoveryKind,
    /// Whether it is there.
    pub verdict: WayBack,
    /// For whom; nobody in particular where it is empty.
    pub principals: Vec<PrincipalSet>,
    /// What the policies prove.
    pub proven: Vec<String>,
    /// What the case file or AWS says.
    pub told: Vec<String>,
    /// What nobody said and the way depends on.
    pub untold: Vec<String>,
    /// A sign-in that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Request>,
    /// What to run, line by line.
    pub commands: Vec<String>,
}

/// A point of the checklist of break-glass access.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReadinessPoint {
    /// Which.
    pub point: ReadinessKind,
    /// The ARN of the principal that it is about; missing where it is about nobody in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
    /// What says it.
    pub basis: ReadinessBasis,
    /// Whether it is as break-glass access needs it; missing where nobody says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
    /// The point in a sentence; what is to be found out where nobody says it.
    pub statement: String,
    /// What belongs to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// A sign-in that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Request>,
    /// What decides it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided_by: Vec<DecidedBy>,
    /// The members of the case file that say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tell: Vec<String>,
    /// The commands that find it out, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub run: Vec<String>,
    /// The tags of its sources, and `‡` where vestibule infers it.
    pub sources: Vec<String>,
}

/// The points of the checklist of break-glass access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ReadinessKind {
    /// The policies let the principal in at the console.
    SignIn,
    /// The principal may put console authorization off.
    Call,
    /// The root user has credentials.
    RootCredentials,
    /// The user or role was not deleted.
    Exists,
    /// The user has a password for the console.
    Password,
    /// The password of the user has not expired.
    PasswordValid,
    /// The user may set the new password that it has to set.
    PasswordChange,
    /// The MFA device is at hand.
    MfaDevice,
    /// Somebody can enter the console as the role.
    Enterable,
    /// The user has access keys, which console authorization leaves alone.
    AccessKeys,
    /// The policies exclude somebody.
    Excluded,
    /// Some user or role may put console authorization off with SigV4 credentials.
    DeleteConfiguration,
    /// Some user or role may delete permission statements with SigV4 credentials.
    DeleteStatement,
    /// RCPs and SCPs leave the management account alone.
    ManagementAccount,
    /// Somebody in the management account can detach the RCP or SCP.
    Detach,
    /// `OrganizationAccountAccessRole` is there.
    OrganizationRole,
}

/// What says a point of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ReadinessBasis {
    /// The policies, as the evaluator decides them.
    Proven,
    /// The case file or AWS.
    Told,
    /// Nobody.
    Untold,
}

/// The kinds of ways back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RecoveryKind {
    /// A principal that the policies exclude signs in and puts console authorization off.
    ExcludedPrincipal,
    /// SigV4 credentials put it off.
    Credentials,
    /// The management account assumes `OrganizationAccountAccessRole`.
    OrganizationRole,
    /// The management account takes off an RCP or SCP.
    ManagementAccount,
    /// AWS Support's recovery portal.
    Support,
}

/// Whether a way back is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum WayBack {
    /// As far as policies and the case file go, it is.
    Open,
    /// It is not.
    Closed,
    /// It depends on something that is not known.
    Unknown,
}

/// What becomes of a session that a request opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionTimeline {
    /// The name of the request.
    pub request: String,
    /// The door that it came through.
    pub entry: Entry,
    /// What the same sign-in comes to now.
    pub sign_in: Outcome,
    /// What the next refresh of the session comes to, from the network of the request.
    pub refresh: Outcome,
    /// The statements that decide the refresh, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// The keys that would settle it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// What the refresh comes to by the time of issue, where that matters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issued: Vec<IssuedSessions>,
    /// What follows for those who are signed in.
    pub notes: Vec<String>,
    /// What lists and ends such sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
}

/// Sessions that were issued at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssuedSessions {
    /// From then on; from the beginning where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Before then; without an end where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What their next refresh comes to.
    pub refresh: Outcome,
}
