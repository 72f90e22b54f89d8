//! What serde finds wrong, with its place.

use std::fmt;

use serde::de::{Expected, Unexpected};
use vestibule_iam::problem::{nearest, quoted};
use vestibule_iam::sort;
use vestibule_iam::span::{LineIndex, Span};

use vestibule_syntax::limits::CASE_FINDINGS;

use crate::contract::finding::{Edit, Finding, Fix, Range, Severity};
use crate::input::place::Place;
use crate::input::report::unlisted;

/// Something that is wrong with a JSON value.
#[derive(Clone, Debug)]
pub(crate) struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    code: &'static str,
    message: String,
    help: Option<String>,
    path: Option<String>,
    span: Option<Span>,
    /// What to write in its place.
    replacement: Option<String>,
    /// The JSON reader has complained of the same thing.
    said: bool,
}

impl Error {
    pub(crate) fn new(code: &'static str, message: String) -> Self {
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

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.0.code = code;
        self
    }

    /// The same error; nobody needs to hear of it again.
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

    /// `name` is none of `known`, which are `what`.
    pub(crate) fn unknown(code: &'static str, what: &str, name: &str, known: &[&str]) -> Self {
        let error = Self::new(code, format!("there is no {what} {}", quoted(name)));
        match nearest(name, known.iter().copied()) {
            Some(near) => {
                let mut error = error.help(format!("did you mean `{near}`?"));
                error.0.replacement = Some(format!("\"{near}\""));
                error
            }
            None => error.help(format!("there is {}", listed(known))),
        }
    }

    fn finding(self, lines: &LineIndex) -> Finding {
        let inner = *self.0;
        let mut finding = Finding::new(inner.code, Severity::Error, inner.message);
        finding.help = inner.help;
        finding.path = inner.path;
        if let Some(span) = inner.span {
            finding = finding.at(span, lines);
            finding.fix = inner.replacement.map(|text| Fix {
                edits: vec![Edit {
                    span: span.into(),
                    range: Range::of(span, lines),
                    text,
                }],
            });
        }
        finding
    }
}

/// `a`, `b` and `c`.
pub(crate) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
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
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

/// JSON's words for what serde calls maps and sequences.
fn found(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Str(text) => quoted(text),
        Unexpected::Map | Unexpected::StructVariant => "an object".to_owned(),
        Unexpected::Seq | Unexpected::TupleVariant => "a list".to_owned(),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        _ => "something else".to_owned(),
    }
}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new("wrong-value", message.to_string())
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            "wrong-type",
            format!("expected {expected} and found {}", found(unexpected)),
        )
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            "wrong-value",
            format!("expected {expected} and found {}", found(unexpected)),
        )
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::unknown("unknown-field", "member", field, known)
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::unknown("unknown-value", "value", variant, known)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("missing-field", format!("the member `{field}` is missing"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(
            "duplicate-key",
            format!("the member `{field}` stands twice"),
        )
        .said()
    }
}
