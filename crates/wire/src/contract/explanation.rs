//! The explanation of a decision: what its trace holds, in lines for people.

use serde::{Deserialize, Serialize};

use super::finding::{Range, Span};
use super::trace::Truth;
use super::words::Outcome;

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Line {
    /// How deep it stands: 0 the decision or a policy, 1 a statement, 2 a part
    /// of a statement.
    pub indent: u8,
    /// What it says, at a glance.
    pub mark: Mark,
    /// The sentence, without a full stop; the user's text in backticks, with escapes for
    /// what is not seen in it.
    pub text: String,
    /// The place of the policy in the case file.
    pub path: Option<String>,
    /// What it speaks of, in bytes of the policy's own text.
    pub span: Option<Span>,
    /// The place of `span` in lines and UTF-16 columns.
    pub range: Option<Range>,
}

/// What a line says, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// It applies, or holds.
    Yes,
    /// It does not.
    No,
    /// That is not known.
    Unknown,
    /// It was not looked at.
    Skipped,
}

impl From<Truth> for Mark {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True | Truth::Indeterminate => Self::Yes,
            Truth::False => Self::No,
            Truth::Unknown => Self::Unknown,
        }
    }
}

impl Outcome {
    /// The mark of a phase or a sign-in.
    pub fn mark(self) -> Mark {
        match self {
            Self::Allowed => Mark::Yes,
            Self::Denied => Mark::No,
            Self::Unknown => Mark::Unknown,
        }
    }
}
