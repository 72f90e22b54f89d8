//! What serde finds wrong, with its place.

use std::fmt;

use serde::de::{Expected, Unexpected};
use vestibule_iam::message;
use vestibule_iam::problem::{Arg, Message, code, codes, nearest, quoted};
use vestibule_iam::sort;
use vestibule_iam::span::{LineIndex, Span};

use vestibule_syntax::limits::CASE_FINDINGS;

use crate::contract::finding::{Edit, Finding, Fix, FixApplies, Range, Severity};
use crate::input::place::Place;
use crate::input::report::unlisted;

/// Something that is wrong with a JSON value.
#[derive(Clone, Debug)]
pub(crate) struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    code: &'static str,
    message: Message,
    help: Option<Message>,
    path: Option<String>,
    span: Option<Span>,
    /// What to write in its place.
    replacement: Option<String>,
    /// The JSON reader has complained of the same thing.
    said: bool,
}

impl Error {
    pub(crate) fn new(code: &'static str, message: Message) -> Self {
        Self(Box::new(Inner {
            code,
            message,
            help: None,
            path: None,
            span: None,
            replacement: None,
            said: false,
        }))
    }

    /// `found` stands where something else was expected.
    pub(super) fn misplaced(code: &'static str, expected: &str, found: Arg) -> Self {
        let message = message!(
            "expected {expected} and found {found}",
            expected = Message::phrase(expected),
            found = found
        );
        let help = message!(
            "write {expected} here",
            expected = Message::phrase(expected)
        );
        Self::new(code, message).help(help)
    }

    pub(crate) fn help(mut self, help: Message) -> Self {
        self.0.help = Some(help);
        self
    }

    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.0.code = code;
        self
    }

    /// Marks an error of which nobody needs to hear again.
    pub(crate) fn said(mut self) -> Self {
        self.0.said = true;
        self
    }

    /// Gives it a place, unless it has one that is nearer.
    pub(crate) fn at(mut self, place: &Place<'_>, span: Span) -> Self {
        if self.0.span.is_none() {
            self.0.path = Some(place.to_string());
            self.0.span = Some(span);
        }
        self
    }

    /// `name`, which `message` complains of, is none of `known`.
    fn unknown(error_code: &'static str, message: Message, name: &str, known: &[&str]) -> Self {
        let error = Self::new(error_code, message);
        match nearest(name, known.iter().copied()) {
            Some(near) => {
                let mut error = error.help(message!("did you mean {right}?", right = code(near)));
                error.0.replacement = Some(format!("\"{near}\""));
                error
            }
            None => error.help(write_one_of(known)),
        }
    }

    fn finding(self, lines: &LineIndex) -> Finding {
        let inner = *self.0;
        let mut finding = Finding::new(inner.code, Severity::Error, inner.message);
        finding.help = inner.help;
        finding.path = inner.path;
        if let Some(span) = inner.span {
            finding = finding.at(span, lines);
            finding.fix = inner.replacement.and_then(|text| {
                let edit = Edit {
                    span: span.into(),
                    range: Range::of(span, lines),
                    text,
                };
                Fix::of(vec![edit], FixApplies::Unsafe, None)
            });
        }
        finding
    }
}

/// What to write instead.
fn write_one_of(names: &[&str]) -> Message {
    match names {
        [] => message!("remove it"),
        [one] => message!("write {right}", right = code(one)),
        [first @ .., last] => message!(
            "write {known} or {last}",
            known = codes(first.iter().copied()),
            last = code(last)
        ),
    }
}

/// What has been found so far; reading goes on behind some of it.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    errors: Vec<Error>,
    /// How many more there were.
    more: usize,
}

impl Notes {
    pub(crate) fn push(&mut self, error: Error) {
        if error.0.said {
        } else if self.errors.len() < CASE_FINDINGS {
            self.errors.push(error);
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn findings(mut self, lines: &LineIndex) -> Vec<Finding> {
        sort::by_key(&mut self.errors, |error| {
            error.0.span.map(|span| span.start)
        });
        self.errors
            .into_iter()
            .map(|error| error.finding(lines))
            .chain(unlisted(self.more, true))
            .collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.message.fmt(f)
    }
}

impl std::error::Error for Error {}

/// JSON's words for what serde calls maps and sequences.
fn found(unexpected: Unexpected<'_>) -> Arg {
    match unexpected {
        Unexpected::Str(text) => quoted(text),
        Unexpected::Map | Unexpected::StructVariant => message!("an object").into(),
        Unexpected::Seq | Unexpected::TupleVariant => message!("a list").into(),
        Unexpected::Unit | Unexpected::Option => message!("null").into(),
        Unexpected::Bool(value) => code(if value { "true" } else { "false" }),
        Unexpected::Signed(value) => {
            message!("the number {number}", number = code(&value.to_string())).into()
        }
        Unexpected::Unsigned(value) => {
            message!("the number {number}", number = code(&value.to_string())).into()
        }
        _ => message!("something else").into(),
    }
}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new("wrong-value", Message::phrase(&message.to_string()))
            .help(message!("write another value"))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::misplaced("wrong-type", &expected.to_string(), found(unexpected))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::misplaced("wrong-value", &expected.to_string(), found(unexpected))
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        let message = message!("there is no member {name}", name = quoted(field));
        Self::unknown("unknown-field", message, field, known)
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        let message = message!("there is no value {name}", name = quoted(variant));
        Self::unknown("unknown-value", message, variant, known)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(
            "missing-field",
            message!("the member {member} is missing", member = code(field)),
        )
        .help(message!("add {member}", member = code(field)))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(
            "duplicate-key",
            message!("the member {member} stands twice", member = code(field)),
        )
        .said()
    }
}
