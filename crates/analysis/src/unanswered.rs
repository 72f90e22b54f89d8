//! Why there is no answer.

use std::fmt;

use vestibule_syntax::limits::{
    CLASS_STATES, DECISION_WORK, DIAGRAM_EDGES, REGIONS, SPACE_CLASSES, SPACE_STEPS,
};

/// Why a question about all sign-ins has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Nobody said which account is signed in to.
    NoAccount,
    /// Two sets of policies are of different accounts.
    AnotherAccount,
    /// A guarantee names a network that was not declared.
    NoSuchNetwork,
    /// A principal that was named is none of the account.
    NobodyOfTheAccount,
    /// A set of texts is none that patterns with `*` and `?` describe, or only very many do.
    NoWords,
    /// There is more of something than the limits allow.
    TooLarge {
        /// Of what.
        what: Large,
        /// How many there may be.
        limit: u64,
    },
}

/// What there may be too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Large {
    /// Ways to read a text that patterns tell apart.
    Patterns,
    /// Classes of values of one dimension.
    Classes,
    /// Truths of parts of statements.
    Truths,
    /// Edges of the diagram of all sign-ins.
    Edges,
    /// Regions of an answer.
    Regions,
    /// Steps of one decision.
    Steps,
}

impl fmt::Display for Large {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patterns => "ways to read a text that patterns tell apart",
            Self::Classes => "classes of values of one dimension",
            Self::Truths => "truths of parts of statements",
            Self::Edges => "edges of the diagram of all sign-ins",
            Self::Regions => "regions",
            Self::Steps => "steps of one decision",
        })
    }
}

impl Unanswered {
    const fn too_large(what: Large, limit: u64) -> Self {
        Self::TooLarge { what, limit }
    }

    pub(crate) const fn patterns() -> Self {
        Self::too_large(Large::Patterns, CLASS_STATES as u64)
    }

    pub(crate) const fn classes() -> Self {
        Self::too_large(Large::Classes, SPACE_CLASSES as u64)
    }

    pub(crate) const fn steps() -> Self {
        Self::too_large(Large::Truths, SPACE_STEPS as u64)
    }

    pub(crate) const fn edges() -> Self {
        Self::too_large(Large::Edges, DIAGRAM_EDGES as u64)
    }

    pub(crate) const fn regions() -> Self {
        Self::too_large(Large::Regions, REGIONS as u64)
    }

    pub(crate) const fn work() -> Self {
        Self::too_large(Large::Steps, DECISION_WORK)
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAccount => f.write_str(
                "the account that is signed in to is not known: say it in `account.id`",
            ),
            Self::AnotherAccount => f.write_str(
                "the policies are of different accounts: those of one account can be compared",
            ),
            Self::NoSuchNetwork => f.write_str("a guarantee names a network that was not declared"),
            Self::NobodyOfTheAccount => f.write_str(
                "a principal that was named is none of the account that is signed in to",
            ),
            Self::NoWords => f.write_str(
                "the patterns of the policies overlap so that a region has no description in patterns",
            ),
            Self::TooLarge { what, limit } => write!(
                f,
                "the policies are too large to be looked at for all sign-ins: more than {limit} {what}"
            ),
        }
    }
}

impl std::error::Error for Unanswered {}
