//! The typed policy: what evaluation sees. Spans point back into the document.

use crate::language::{Effect, Operator, Version};
use crate::span::{Span, Text};

/// Whether the case of element names counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Casing {
    /// As in every policy that is handed to AWS.
    #[default]
    Exact,
    /// As in the answer of `get-resource-policy`, whose elements come in lower
    /// camel case: element names and `Effect` are read whatever their case.
    Insensitive,
}

/// Where a policy is attached decides which elements it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PolicyKind {
    /// A policy on a resource: `Principal` required.
    ResourceBased,
    /// A resource control policy of an organization.
    ResourceControl,
    /// A service control policy of an organization: no `Principal`.
    ServiceControl,
    /// A policy of a user, group or role: no `Principal`.
    Identity,
    /// A permissions boundary: an identity policy that only limits.
    PermissionsBoundary,
    /// A session policy: an identity policy for one session.
    Session,
    /// The policy of a VPC endpoint: `Principal` required.
    VpcEndpoint,
}

/// A policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The language version; a missing or unknown one counts as 2008.
    pub version: Version,
    /// The statements, in the order of the document.
    pub statements: Vec<Statement>,
    /// Places outside of the statements that leave open which statements the
    /// policy has (an unknown element, two `Statement`s, a policy that is no
    /// object). With a defect nothing that the policy does is certain.
    pub defects: Vec<Span>,
    /// True when an element's name or an `Effect` was only understood because
    /// case did not count ([`Casing::Insensitive`]).
    pub case_folded: bool,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The whole object.
    pub span: Span,
    /// `Sid`.
    pub sid: Option<Text>,
    /// `Effect`; `None` when it is missing or not readable, so it may be either.
    pub effect: Option<Effect>,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<PrincipalElement>,
    /// `Action` or `NotAction`; `None` when missing.
    pub action: Option<PatternElement>,
    /// `Resource` or `NotResource`; `None` when missing.
    pub resource: Option<PatternElement>,
    /// The condition block, one entry an operator.
    pub conditions: Vec<OperatorBlock>,
    /// Places that AWS would refuse and that leave open what the statement
    /// means (an unknown element, two `Action`s, a value of the wrong type).
    /// What stands there is left out of the other fields, so a statement with a
    /// defect is never taken to match for certain, and one that the rest rules
    /// out does not match.
    pub defects: Vec<Span>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq)]
pub struct PrincipalElement {
    /// True for `NotPrincipal`.
    pub not: bool,
    /// The value.
    pub span: Span,
    /// The principals named; `"*"` is an entry of type `Aws`.
    pub entries: Vec<PrincipalEntry>,
}

/// One named principal.
#[derive(Clone, Debug, PartialEq)]
pub struct PrincipalEntry {
    /// The member name it stood under.
    pub kind: PrincipalType,
    /// As written: `*`, an account ID, an ARN, a service name.
    pub value: Text,
}

/// The member names of a `Principal` object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalType {
    /// `AWS`.
    Aws,
    /// `Service`.
    Service,
    /// `Federated`.
    Federated,
    /// `CanonicalUser`.
    CanonicalUser,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternElement {
    /// True for `NotAction` and `NotResource`.
    pub not: bool,
    /// The value.
    pub span: Span,
    /// The patterns.
    pub patterns: Vec<Text>,
}

/// One operator of a condition block with its keys.
#[derive(Clone, Debug, PartialEq)]
pub struct OperatorBlock {
    /// The operator as written.
    pub name: Text,
    /// The operator; `None` when AWS has none of that name.
    pub operator: Option<Operator>,
    /// The keys tested, in order.
    pub tests: Vec<KeyTest>,
}

/// One condition key with the values it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyTest {
    /// The key as written.
    pub key: Text,
    /// The operands; numbers and booleans as written.
    pub values: Vec<Text>,
    /// From the key to the end of the values.
    pub span: Span,
}
