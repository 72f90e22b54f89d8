//! What a message, an event of CloudTrail or a record of Access Troubleshooter says of a denied
//! sign-in, and what policies say of it.

use serde::{Deserialize, Serialize};

use super::request::Request;
use super::trace::StatementTrace;
use super::words::{Action, Layer, Outcome};

/// What is said of everything that one input holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Denials {
    /// What the input is.
    pub source: DenialSource,
    /// What the input comes to.
    pub verdict: DenialVerdict,
    /// Whether the policies decide as was recorded; null without policies.
    pub agreement: Option<Agreement>,
    /// What is said of each message, event or evaluation.
    pub denials: Vec<Denial>,
    /// How many events are of something else, and are passed over.
    pub passed_over: u32,
    /// How many sign-ins are left out, because there are so many.
    pub left_out: u32,
    /// What to know of the input.
    pub notes: Vec<String>,
    /// The answer in a sentence.
    pub summary: String,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DenialSource {
    /// A text that somebody saw.
    Message,
    /// Events of CloudTrail.
    CloudTrail,
    /// What `GetRequestAuthorizationDetails` of IAM Access Troubleshooter returns.
    AccessTroubleshooter,
    /// None of these.
    Unrecognized,
}

/// What a message or an event comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DenialVerdict {
    /// Nothing is known of it.
    Unrecognized,
    /// No policy on sign-ins denied anything.
    NotDenied,
    /// A policy denied the sign-in, or something else failed: the text is the same.
    PerhapsDenied,
    /// A policy denied the sign-in.
    Denied,
}

/// Whether policies decide a sign-in as was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Agreement {
    /// They do.
    Agrees,
    /// It depends on what is not known.
    Open,
    /// They do not: these are not the policies that were in force, or the record is of another
    /// sign-in.
    Differs,
}

/// What is said of one message, event or evaluation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Denial {
    /// What it comes to.
    pub verdict: DenialVerdict,
    /// The texts in it that are known, the first of them counts.
    pub texts: Vec<DenialText>,
    /// The event, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<DenialEvent>,
    /// The layers that may have denied, with the actions at which; none where no policy did.
    pub points_at: Vec<PointsAt>,
    /// The sign-in as far as it is told; without a network where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<Request>,
    /// What is not known for certain, and bears on the answer.
    pub ambiguous: Vec<Ambiguity>,
    /// What Access Troubleshooter has of each check, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<RecordedCheck>,
    /// What the policies say of the sign-in, or of each request that may be meant; none without
    /// policies.
    pub decided: Vec<Redecided>,
    /// What the user can do.
    pub user: Vec<String>,
    /// What an administrator can do.
    pub administrator: Vec<String>,
    /// The answer in a sentence.
    pub summary: String,
}

/// A text that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DenialText {
    /// The page, before authentication: of a resource-based policy, or of a wrong password.
    AuthenticationInformationIncorrect,
    /// The page, before authentication: of an RCP.
    InvalidRequest,
    /// The page, after authentication.
    DifferentNetwork,
    /// The page, of the policy of a VPC endpoint.
    PrivateAccess,
    /// CloudTrail, of a resource-based policy.
    ResourceBasedPolicy,
    /// CloudTrail, of an RCP.
    ResourceControlPolicy,
    /// IAM's own text of a denied action.
    NotAuthorized,
    /// `aws login`: no permission for the token.
    InsufficientPermissions,
    /// CloudTrail: the credentials or the MFA code were wrong.
    FailedAuthentication,
    /// CloudTrail: there is no such user.
    UnknownUser,
    /// `aws login`: the session has ended.
    LoginExpired,
    /// `aws login` or an MCP client: the code or token is used up, or of another Region.
    GrantInvalid,
    /// An MCP client: the client or its redirect URI is not registered.
    OAuthClient,
    /// Temporary credentials of an API call have expired or are wrong.
    ApiCredentials,
    /// `aws sso login`: the session of the access portal has ended.
    IdentityCenterSession,
    /// A new password was refused.
    ChangePassword,
    /// The identity provider's assertion was refused.
    Saml,
    /// Switching roles failed.
    SwitchRole,
    /// Another account is signed in to.
    SignOutFirst,
}

/// What tells an event from others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DenialEvent {
    /// `eventID`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `eventTime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// `eventName`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `errorMessage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

/// A layer that may have denied, and the actions at which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointsAt {
    /// The layer.
    pub layer: Layer,
    /// The actions, in order.
    pub actions: Vec<Action>,
}

/// Something that is not known for certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ambiguity {
    /// What.
    pub fact: AmbiguousFact,
    /// Why, and what it may be, in a sentence.
    pub explanation: String,
}

/// What may be not known for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AmbiguousFact {
    /// What the text is: it is cut off, or stands for several things.
    Text,
    /// At which action the sign-in was denied.
    Action,
    /// Which layer denied.
    Layer,
    /// What layers say that the record does not name.
    OtherLayers,
    /// Who signed in.
    Principal,
    /// The path of the user or role.
    PrincipalPath,
    /// Over the internet or through a VPC endpoint.
    NetworkPath,
    /// The address.
    Address,
    /// The VPC of the endpoint.
    Vpc,
    /// The Region asked for.
    Region,
    /// The resource that was asked for.
    Resource,
    /// The event itself: it is cut off, or a value is redacted.
    Event,
}

/// A check of Access Troubleshooter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordedCheck {
    /// The layer that it is about; null for one that is not known.
    pub layer: Option<Layer>,
    /// `checkType`.
    pub check: String,
    /// `evaluatedEffect`.
    pub effect: String,
    /// `targetArn`: the root, OU or account whose policies were evaluated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The policies with statements that matched, each with the `Sid` of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matched: Vec<MatchedPolicy>,
}

/// A policy of Access Troubleshooter with statements that matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MatchedPolicy {
    /// `uri`.
    pub uri: String,
    /// The `Sid` of each statement that matched.
    pub statements: Vec<String>,
}

/// What the policies say of the sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Redecided {
    /// The name of the request; that of the event for a sign-in of an event.
    pub request: String,
    /// Whether that is what was recorded.
    pub agreement: Agreement,
    /// What the sign-in comes to: where facts are not known, whatever they are.
    pub outcome: Outcome,
    /// The action that is denied, where it is the same whatever is not known.
    pub denied_at: Option<Action>,
    /// What would settle it: keys, or facts of the sign-in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// How many sign-ins were decided, one for each thing that the unknown facts may be.
    pub readings: u32,
    /// The statements that deny, or may, with what each compared.
    pub candidates: Vec<Candidate>,
    /// How many candidates are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u32,
    /// The agreement in a sentence.
    pub summary: String,
}

/// A statement that denies at an action, or may.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Candidate {
    /// The action.
    pub action: Action,
    /// The statement, as the evaluator traced it.
    pub statement: StatementTrace,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde hands it over
fn is_zero(number: &u32) -> bool {
    *number == 0
}
