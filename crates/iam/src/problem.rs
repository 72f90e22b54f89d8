//! What is wrong with a document: data with a stable code, never a bare string.

use crate::span::Span;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not what was meant.
    Warning,
    /// AWS would refuse it, or it cannot mean what it says.
    Error,
}

/// One thing that is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable, kebab-case: a part of the public contract.
    pub code: Code,
    /// How bad it is; usually [`Code::severity`].
    pub severity: Severity,
    /// One lower-case sentence without a full stop; the user's text in backticks.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do, one lower-case sentence, where there is more to say.
    pub help: Option<String>,
    /// The other place that takes part, e.g. the first of two equal keys.
    pub related: Option<Span>,
    /// The text that would put it right, to stand in place of `span`.
    pub replacement: Option<String>,
}

/// The stable codes. New ones may join; none changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Not JSON at this place.
    JsonSyntax,
}
