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
        what: &'static str,
        /// How many there may be.
        limit: u64,
    },
}

impl Unanswered {
    const fn too_large(what: &'static str, limit: u64) -> Self {
        Self::TooLarge { what, limit }
    }

    pub(crate) const fn patterns() -> Self {
        Self::too_large(
            "ways to read a text that patterns tell apart",
            CLASS_STATES as u64,
        )
    }

    pub(crate) const fn classes() -> Self {
        Self::too_large("classes of values of one dimension", SPACE_CLASSES as u64)
    }

    pub(crate) const fn steps() -> Self {
        Self::too_large("truths of parts of statements", SPACE_STEPS as u64)
    }

    pub(crate) const fn edges() -> Self {
        Self::too_large("edges of the diagram of all sign-ins", DIAGRAM_EDGES as u64)
    }

    pub(crate) const fn regions() -> Self {
        Self::too_large("regions", REGIONS as u64)
    }

    pub(crate) const fn work() -> Self {
        Self::too_large("steps of one decision", DECISION_WORK)
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
