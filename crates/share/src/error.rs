//! What is wrong with a link, or with a case that shall become one.

use std::fmt;

/// Why there is no case, or no link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Stable, kebab-case: `link-broken`, `link-newer`, `link-not-a-case`,
    /// `link-too-large` or `case-too-large`.
    pub code: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

impl Error {
    pub(crate) fn broken(message: &str) -> Self {
        Self {
            code: "link-broken",
            message: message.to_owned(),
            help: "copy the whole link again, from where it was made",
        }
    }

    pub(crate) fn newer(version: &str) -> Self {
        Self {
            code: "link-newer",
            message: format!(
                "the link is of version {version}, which this vestibule does not know"
            ),
            help: "reload the page, or open the link in the latest vestibule",
        }
    }

    pub(crate) fn not_a_case(message: &str) -> Self {
        Self {
            code: "link-not-a-case",
            message: format!("what the link holds is no case file: {message}"),
            help: "open the link in the latest vestibule; if that says the same, ask for a new one",
        }
    }

    pub(crate) fn link_too_large() -> Self {
        Self {
            code: "link-too-large",
            message: "the link holds more than a case file may hold".to_owned(),
            help: "ask for the case as a file",
        }
    }

    pub(crate) fn case_too_large() -> Self {
        Self {
            code: "case-too-large",
            message: "the case is too large for a link".to_owned(),
            help: "share the case as a file, or remove policies and sign-ins that are not needed",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for Error {}
