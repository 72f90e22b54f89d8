//! What went wrong and what to do about it.

use std::fmt;

/// A failure: one sentence that says what to do, and what the failing program said.
#[derive(Debug)]
pub(crate) struct Error {
    sentence: String,
    detail: Option<String>,
}

/// The result of everything that can fail here.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            detail: None,
        }
    }

    /// Adds the output that explains the failure; it is shown above the sentence.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        if !detail.trim().is_empty() {
            self.detail = Some(detail);
        }
        self
    }

    /// What to do, without the detail.
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// For a name that is not among those that are known.
    pub(crate) fn choose(what: &str, name: &str, known: &[String]) -> Self {
        Self::new(format!(
            "choose a {what} among {}: `{name}` is none",
            known.join(", ")
        ))
    }

    /// For `Result::map_err`: the sentence followed by the cause.
    pub(crate) fn because<E: fmt::Display>(sentence: impl Into<String>) -> impl FnOnce(E) -> Self {
        let sentence = sentence.into();
        move |cause| Self::new(format!("{sentence}: {cause}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(detail) = &self.detail {
            writeln!(f, "{}", detail.trim_end())?;
        }
        write!(f, "error: {}", self.sentence)
    }
}
