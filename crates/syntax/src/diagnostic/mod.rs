//! What is wrong with a text: data with a stable code, never a bare string.

mod codes;
mod collector;
mod list;
mod message;

pub use collector::Collector;
pub use list::{Joint, List, grouped};
pub use message::{Arg, Message, Part, agree, code, codes, name, parts, quoted};

use crate::sort;
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

/// What a fix does to what is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applies {
    /// It changes no decision: it says what AWS makes of the text already, or says in a form
    /// that AWS takes the one thing that the text can mean.
    Safe,
    /// It may change what is decided, such as when it guesses what was meant.
    #[default]
    Unsafe,
}

/// The codes of one kind of text.
pub trait Coded: Copy {
    /// There are more problems than are listed.
    const TOO_MANY: Self;

    /// How bad such a problem usually is.
    fn severity(self) -> Severity;
}

/// One thing that is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<C> {
    /// Stable, kebab-case: a part of the public contract.
    pub code: C,
    /// How bad it is; usually that of its code.
    pub severity: Severity,
    /// One lower-case sentence without a full stop; the user's text in backticks.
    pub message: Message,
    /// Where.
    pub span: Span,
    /// What to do, one lower-case sentence, where there is more to say.
    pub help: Option<Message>,
    /// The other place that takes part, e.g. the first of two equal keys.
    pub related: Option<Span>,
    /// The text that would put it right, to stand in place of `span`.
    pub replacement: Option<String>,
    /// Texts that would have to be put elsewhere for that, or instead of it; the places do
    /// not overlap.
    pub edits: Vec<(Span, String)>,
    /// What putting it right does to what is decided.
    pub applies: Applies,
    /// What putting it right does, one lower-case sentence, where the new text alone does not
    /// say it.
    pub fix_title: Option<Message>,
}

impl<C: Coded> Problem<C> {
    /// Puts problems in the order of their places.
    pub fn sort(problems: &mut [Self]) {
        sort::by_key(problems, |problem| problem.span.start);
    }

    /// A problem with the usual severity of its code.
    pub fn new(code: C, span: Span, message: Message) -> Self {
        Self {
            code,
            severity: code.severity(),
            message,
            span,
            help: None,
            related: None,
            replacement: None,
            edits: Vec::new(),
            applies: Applies::default(),
            fix_title: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds the other place that takes part.
    #[must_use]
    pub fn related(mut self, span: Span) -> Self {
        self.related = Some(span);
        self
    }

    /// Adds the text that would put it right.
    #[must_use]
    pub fn replacement(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }

    /// Adds texts at several places that would put it right.
    #[must_use]
    pub fn edits(mut self, edits: Vec<(Span, String)>) -> Self {
        self.edits = edits;
        self
    }

    /// Says that putting it right changes no decision.
    #[must_use]
    pub fn safe(self) -> Self {
        self.safe_if(true)
    }

    /// Says that putting it right changes no decision, where that is so.
    #[must_use]
    pub fn safe_if(mut self, is_safe: bool) -> Self {
        self.applies = if is_safe {
            Applies::Safe
        } else {
            Applies::Unsafe
        };
        self
    }

    /// Says what putting it right does.
    #[must_use]
    pub fn fix_title(mut self, title: Message) -> Self {
        self.fix_title = Some(title);
        self
    }

    /// Forgets how to put it right, for a text other than the one that it was found in.
    pub fn drop_fix(&mut self) {
        self.replacement = None;
        self.edits = Vec::new();
        self.applies = Applies::default();
        self.fix_title = None;
    }

    /// Changes how bad it is.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Makes it a problem of a kind of text that has the codes of this one among its own.
    pub fn with_code<D>(self, code: impl FnOnce(C) -> D) -> Problem<D> {
        Problem {
            code: code(self.code),
            severity: self.severity,
            message: self.message,
            span: self.span,
            help: self.help,
            related: self.related,
            replacement: self.replacement,
            edits: self.edits,
            applies: self.applies,
            fix_title: self.fix_title,
        }
    }

    /// Leads its places to another text, e.g. from a document that stands as a
    /// string in another one to that one. A replacement belongs to the text it
    /// was made for, so it is dropped.
    pub fn map_spans(&mut self, map: &dyn Fn(Span) -> Span) {
        self.span = map(self.span);
        self.related = self.related.map(map);
        self.drop_fix();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Code;

    #[test]
    fn places_are_mapped() {
        let mut problem = Problem::new(Code::Syntax, Span::new(1, 2), crate::message!("x"))
            .related(Span::new(3, 4))
            .replacement("y");
        problem.map_spans(&|span| Span::new(span.start + 10, span.end + 10));
        assert_eq!(problem.span, Span::new(11, 12));
        assert_eq!(problem.related, Some(Span::new(13, 14)));
        assert_eq!(problem.replacement, None);
    }
}
