//! Which changes to policies nothing in a case file notices.

use serde::{Deserialize, Serialize};

use super::comparison::SignInChange;
use super::decision::DecidedBy;
use super::repair::FileEdit;
use super::request::Request;

/// What became of small changes to the policies of a case: whether what it expects of its
/// requests and what it guarantees notices them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mutants {
    /// The account that is signed in to.
    pub account: String,
    /// How many changes are noticed: an expectation is not met any more, or a guarantee does
    /// not hold any more.
    pub noticed: u32,
    /// The changes that nothing notices, though some sign-in is decided otherwise.
    pub survivors: Vec<Survivor>,
    /// How many changes decide every sign-in as before, so that nothing could notice them.
    pub equivalent: u32,
    /// How many changes nothing notices of which it is not known whether they change anything.
    pub not_known: u32,
    /// How many changes make a policy that AWS refuses.
    pub refused: u32,
    /// How many changes were not tried: beyond the limit, or to statements whose text cannot
    /// be edited.
    pub not_tried: u32,
}

/// A change that nothing notices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Survivor {
    /// What kind of change it is.
    pub kind: MutantKind,
    /// The statement that is changed.
    pub statement: DecidedBy,
    /// The condition key whose values change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What stands there: an operator, an element, or a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What the change puts in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The change, in the files as they are.
    pub edits: Vec<FileEdit>,
    /// Sign-ins that are decided otherwise, and how.
    pub change: SignInChange,
    /// A request that would notice the change, with what it comes to now as its expectation.
    pub request: Request,
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum MutantKind {
    /// A statement is dropped.
    DropStatement,
    /// An operator, an element or a truth value becomes its opposite.
    FlipNegation,
    /// A range of addresses becomes twice as large.
    WidenRange,
    /// A value of a negated operator is dropped, and the test with its last one.
    RemoveExclusion,
}
