//! What of some policies decides nothing.

use serde::{Deserialize, Serialize};

use super::decision::DecidedBy;
use super::finding::{Range, Span};

/// What of the policies of a case decides nothing, for any sign-in to an account. Each is so by
/// itself: of two statements that say the same, one is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unneeded {
    /// The account that is signed in to.
    pub account: String,
    /// Statements without which every sign-in is decided the same at each action.
    pub statements: Vec<UnneededStatement>,
    /// Tests of condition keys without which that is so, of other statements.
    pub tests: Vec<UnneededTest>,
    /// Statements of which it is not known whether they decide anything, or some test of
    /// them.
    pub not_known: Vec<DecidedBy>,
}

/// A statement that decides nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnneededStatement {
    /// The statement.
    pub statement: DecidedBy,
    /// Why it decides nothing.
    pub why: WhyUnneeded,
    /// With "covered": the statements that do.
    pub by: Vec<DecidedBy>,
}

/// Why a statement decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum WhyUnneeded {
    /// No sign-in meets all of its conditions.
    NeverApplies,
    /// Wherever it applies, so do others with the same effect.
    Covered,
    /// What it says is decided by the other policies as a whole.
    DecidedAnyway,
}

/// A test of a condition key that decides nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnneededTest {
    /// Its statement.
    pub statement: DecidedBy,
    /// Its operator.
    pub operator: String,
    /// Its key.
    pub key: String,
    /// Bytes of the policy's own text, from the key to the end of the values.
    pub span: Span,
    /// The place of `span` in lines and UTF-16 columns.
    pub range: Option<Range>,
    /// True where it holds whenever the rest of the statement does; otherwise what it takes out
    /// of the statement is decided the same by others.
    pub always_holds: bool,
}
