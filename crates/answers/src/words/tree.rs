//! What an answer in words consists of.

use vestibule_syntax::diagnostic::{Arg, Joint, List, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{DecidedBy, Outcome, Request, short_name};

/// A part of an answer: a title, and lines below it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Section {
    /// Of what it tells.
    pub title: Message,
    /// What it tells.
    pub lines: Vec<Line>,
}

/// A line of an answer, with the lines that belong to it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Line {
    /// The outcome that its head tells of.
    pub outcome: Option<Outcome>,
    /// What it begins with; all of it where there is no tail.
    pub head: Message,
    /// What stands behind the head and a colon.
    pub tail: Option<Message>,
    /// The statements that it names.
    pub statements: Vec<DecidedBy>,
    /// A sign-in of which it tells.
    pub witness: Option<Request>,
    /// What it tells more exactly.
    pub below: Vec<Line>,
}

impl Line {
    /// A line that says `head` and nothing else.
    pub fn of(head: Message) -> Self {
        Self {
            outcome: None,
            head,
            tail: None,
            statements: Vec::new(),
            witness: None,
            below: Vec::new(),
        }
    }

    pub(crate) fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = Some(outcome);
        self
    }

    pub(crate) fn tail(mut self, tail: Message) -> Self {
        self.tail = Some(tail);
        self
    }

    pub(crate) fn statements(mut self, statements: Vec<DecidedBy>) -> Self {
        self.statements = statements;
        self
    }

    pub(crate) fn witness(mut self, witness: &Request) -> Self {
        self.witness = Some(witness.clone());
        self
    }

    pub(crate) fn below(mut self, below: Vec<Self>) -> Self {
        self.below = below;
        self
    }
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, unless it is the case file itself.
    pub file: Option<String>,
    /// The number of the line, from one.
    pub line: u32,
}

impl Place {
    pub(super) fn message(&self) -> Message {
        match &self.file {
            Some(file) => one(code(&format!("{}:{}", short_name(file), self.line))),
            None => message!("line {line}", line = self.line),
        }
    }
}

/// A text that is the user's or the policy language's.
pub(super) fn name(text: &str) -> Arg {
    code(&short_name(text))
}

/// Texts that are the user's, such as `a, b and c`.
pub(super) fn codes(texts: &[String]) -> Arg {
    all(texts.iter().map(|text| name(text)).collect())
}

/// What to run.
pub(crate) fn command(text: &str) -> Message {
    one(code(text))
}

/// `a, b and c`.
pub(crate) fn all(items: Vec<Arg>) -> Arg {
    List::arg(Joint::And, items)
}

/// `a or b`.
pub(crate) fn any(items: Vec<Arg>) -> Arg {
    List::arg(Joint::Or, items)
}

/// Phrases that have commas of their own.
pub(super) fn apart(phrases: Vec<Message>) -> Message {
    let phrases = phrases.into_iter().map(Arg::from).collect();
    one(List::arg(Joint::Apart, phrases))
}

/// A phrase that is nothing but that.
pub(super) fn one(arg: Arg) -> Message {
    message!("{it}", it = arg)
}

/// One phrase and what is said more of the same, behind a comma.
pub(super) fn comma(first: Message, then: Message) -> Message {
    message!("{first}, {then}", first = first, then = then)
}
