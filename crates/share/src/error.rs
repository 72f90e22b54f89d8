//! What is wrong with a link, or with a case that shall become one.

use std::fmt;

use vestibule_iam::message;
use vestibule_iam::problem::Message;

/// Why there is no case, or no link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Stable, kebab-case: `link-broken`, `link-newer`, `link-not-a-case`,
    /// `link-too-large`, `case-too-large` or `organization-not-answered`.
    pub code: &'static str,
    /// One lower-case sentence.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
}

impl Error {
    pub(crate) fn broken(message: Message) -> Self {
        Self {
            code: "link-broken",
            message,
            help: message!("copy the whole link again, from where it was made"),
        }
    }

    pub(crate) fn newer(version: u32) -> Self {
        Self {
            code: "link-newer",
            message: message!(
                "the link is of version {version}, which this vestibule does not know",
                version = version
            ),
            help: message!("reload the page, or open the link in the latest vestibule"),
        }
    }

    pub(crate) fn not_a_case(reason: Message) -> Self {
        Self {
            code: "link-not-a-case",
            message: message!(
                "what the link holds is no case file: {reason}",
                reason = reason
            ),
            help: message!(
                "open the link in the latest vestibule; if that says the same, ask for a new one"
            ),
        }
    }

    pub(crate) fn link_too_large() -> Self {
        Self {
            code: "link-too-large",
            message: message!("the link holds more than a case file may hold"),
            help: message!("ask for the case as a file"),
        }
    }

    /// A link opens the page, which has no place for the accounts of an organization.
    pub(crate) fn organization() -> Self {
        Self {
            code: "organization-not-answered",
            message: message!("an organization does not fit into a link"),
            help: message!("share the case file, or a case file of one account"),
        }
    }

    pub(crate) fn case_too_large() -> Self {
        Self {
            code: "case-too-large",
            message: message!("the case is too large for a link"),
            help: message!(
                "share the case as a file, or remove policies and sign-ins that are not needed"
            ),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for Error {}
