//! Every statement with what became of it: the evaluator's own record.

use serde::{Deserialize, Serialize};

use super::finding::{Range, Span};
use super::words::Layer;

/// The truth of a statement or of a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Truth {
    /// It matches.
    True,
    /// It does not match.
    False,
    /// It depends on what is not known.
    Unknown,
    /// AWS's own third value: an Allow does not apply and a Deny does.
    Indeterminate,
}

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Effect {
    /// Grants.
    Allow,
    /// Refuses.
    Deny,
}

/// Whether a policy was evaluated, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Bearing {
    /// It was.
    Evaluated,
    /// It was, and counts if the request comes through its endpoint.
    PerhapsOtherEndpoint,
    /// The request does not pass a VPC endpoint.
    NoEndpoint,
    /// The request passes another VPC endpoint.
    OtherEndpoint,
    /// Console authorization is off.
    EnforcementOff,
    /// The account is the management account.
    ManagementAccount,
    /// It is attached to a node that is not above this account.
    OtherNode,
    /// It belongs to another principal.
    OtherPrincipal,
    /// Nobody is known before authentication.
    BeforeAuthentication,
    /// The root user is not bound by it.
    RootUser,
    /// An assumption is switched to its other reading.
    Assumed,
}

/// One statement at one action, or a policy that was not evaluated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatementTrace {
    /// The layer of its policy.
    pub layer: Layer,
    /// The name of its policy.
    pub policy: String,
    /// The place of its policy in the case file.
    pub path: String,
    /// Whether its policy was evaluated, or why not.
    pub bearing: Bearing,
    /// With "assumed": the id of the assumption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumption: Option<String>,
    /// Its number from zero; null stands for the whole of a policy that was
    /// not evaluated.
    pub statement: Option<u32>,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Where it stands, in bytes of the policy's own text.
    pub span: Option<Span>,
    /// The place of `span` in lines and UTF-16 columns.
    pub range: Option<Range>,
    /// What it does; null when that is not readable.
    pub effect: Option<Effect>,
    /// Whether it applies; null when its policy was not evaluated.
    pub truth: Option<Truth>,
    /// Whether it is about the action. Of a statement about other actions nothing
    /// else was looked at: its other parts are null, and it has no tests.
    pub action: Option<Truth>,
    /// Whether it is about the principal.
    pub principal: Option<Truth>,
    /// Whether it is about the resource.
    pub resource: Option<Truth>,
    /// True when AWS would refuse it and it is open what it means.
    pub defective: bool,
    /// Each key that its conditions test, in order; none for a statement about other
    /// actions.
    pub tests: Vec<TestTrace>,
}

/// One key of one condition operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TestTrace {
    /// The operator as written.
    pub operator: String,
    /// The key as written.
    pub key: String,
    /// True for an operator with `Not`.
    pub negated: bool,
    /// Whether the test holds.
    pub truth: Truth,
    /// Why. For a negated operator it speaks of the comparison before negation.
    pub why: Why,
    /// The value of the key that was compared, where there is one.
    pub value: Option<String>,
    /// The operand that matched or is malformed, or the only one.
    pub operand: Option<String>,
    /// How many operands there are.
    pub operands: u32,
    /// The key that a policy variable refers to and of which nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// From the key to the end of its operands, in bytes of the policy's own text.
    pub span: Span,
    /// The place of `span` in lines and UTF-16 columns.
    pub range: Range,
}

/// Why a test came to its truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Why {
    /// The value matches an operand.
    Matched,
    /// The value matches no operand.
    NoMatch,
    /// `ForAllValues`: every value satisfies the test.
    EveryValue,
    /// `ForAnyValue`: no value satisfies the test.
    NoValue,
    /// The key is not in the request.
    KeyAbsent,
    /// The key is in the request.
    KeyPresent,
    /// Nothing is known of the key.
    KeyUnknown,
    /// A policy variable refers to a key of which nothing is known.
    VariableUnknown,
    /// The value is not of the kind that the operator compares.
    MalformedValue,
    /// An operand is not of the kind that the operator compares.
    MalformedOperand,
    /// The key is multi-valued and the operator has no set prefix.
    MultiValued,
    /// There are no operands.
    NoOperands,
    /// The key is there and has no values.
    EmptySet,
    /// AWS has no such operator.
    UnknownOperator,
}
