//! What is wrong with an input: data with a stable code and a place.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vestibule_syntax::diagnostic::{self, Message, quoted};
use vestibule_syntax::message;
use vestibule_syntax::span::{self, Encoding, LineIndex};

use super::suppression::SuppressedBy;
use super::words::Layer;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not what was meant.
    Warning,
    /// AWS would refuse it, or it cannot be used.
    Error,
}

impl Severity {
    /// The word in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl From<diagnostic::Severity> for Severity {
    fn from(severity: diagnostic::Severity) -> Self {
        match severity {
            diagnostic::Severity::Info => Self::Info,
            diagnostic::Severity::Warning => Self::Warning,
            diagnostic::Severity::Error => Self::Error,
        }
    }
}

/// A half-open range of byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl From<span::Span> for Span {
    fn from(span: span::Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

impl From<Span> for span::Span {
    fn from(span: Span) -> Self {
        Self::new(span.start, span.end)
    }
}

/// A line and a UTF-16 column, both counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The UTF-16 code units before it on the line.
    pub character: u32,
}

/// A half-open range of lines and UTF-16 columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Where it begins.
    pub start: Position,
    /// Behind its last character.
    pub end: Position,
}

impl Range {
    pub(crate) fn of(span: span::Span, lines: &LineIndex) -> Self {
        let at = |offset| {
            let position = lines.position(offset, Encoding::Utf16);
            Position {
                line: position.line,
                character: position.character,
            }
        };
        Self {
            start: at(span.start),
            end: at(span.end),
        }
    }
}

/// A place in a text, both ways to tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// In bytes.
    pub span: Span,
    /// In lines and UTF-16 columns.
    pub range: Range,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// What to replace, in bytes.
    pub span: Span,
    /// What to replace, in lines and UTF-16 columns.
    pub range: Range,
    /// What to put there.
    pub text: String,
}

/// What a fix does to what is decided.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum FixApplies {
    /// It changes no decision: it says what AWS makes of the text already, or says in a form
    /// that AWS takes the one thing that the text can mean.
    Safe,
    /// It may change what is decided, such as when it guesses what was meant.
    #[default]
    Unsafe,
}

impl From<diagnostic::Applies> for FixApplies {
    fn from(applies: diagnostic::Applies) -> Self {
        match applies {
            diagnostic::Applies::Safe => Self::Safe,
            diagnostic::Applies::Unsafe => Self::Unsafe,
        }
    }
}

/// How to put a finding right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// What it does, one lower-case sentence.
    #[serde(serialize_with = "english", deserialize_with = "phrase")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub title: Message,
    /// What it does to what is decided.
    #[serde(default)]
    pub applies: FixApplies,
    /// The replacements; they do not overlap.
    pub edits: Vec<Edit>,
}

/// The longest text, in characters, that the title of a fix repeats.
const IN_TITLE: usize = 60;

impl Fix {
    /// A fix of which `title` says what it does, or else the text that it writes; `None` of no
    /// edits.
    pub(crate) fn of(
        edits: Vec<Edit>,
        applies: FixApplies,
        title: Option<Message>,
    ) -> Option<Self> {
        let title = match (title, edits.as_slice()) {
            (_, []) => return None,
            (Some(title), _) => title,
            (None, [edit]) if edit.text.trim().is_empty() => message!("remove the marked text"),
            (None, [edit]) if edit.text.chars().count() <= IN_TITLE => {
                message!("write {right}", right = quoted(edit.text.trim()))
            }
            (None, _) => message!("put it right"),
        };
        Some(Self {
            title,
            applies,
            edits,
        })
    }
}

/// Something that is wrong, or worth knowing, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Finding {
    /// Stable, kebab-case.
    pub code: Cow<'static, str>,
    /// The number of the rule, such as `VST012`, where there is one; `docs/rules.md` and
    /// `vestibule check --explain` say more of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'static, str>>,
    /// How bad it is.
    pub severity: Severity,
    /// One lower-case sentence; the user's text in backticks.
    #[serde(serialize_with = "english", deserialize_with = "phrase")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub message: Message,
    /// What to do about it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "english_if_told",
        deserialize_with = "phrase_if_told"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub help: Option<Message>,
    /// The accounts of an organization that it is about, which the message begins with: those in
    /// which a rule about all sign-ins found it, or that have a policy alike. None where it is
    /// about one place alone, whatever accounts that bears on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// The layer of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// The name of the policy; null when the finding is not about one.
    pub policy: Option<String>,
    /// The place in the case file, told by names: `requests[0].network`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Bytes of the policy's own text, or of the case file's where `policy` is null.
    pub span: Option<Span>,
    /// The place of `span` in lines and UTF-16 columns.
    pub range: Option<Range>,
    /// The other place that takes part, such as the first of two equal keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
    /// How to put it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// What `check` knows it by in later runs: it stays when lines move and when other things
    /// are edited. `docs/check.md` says what it is made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Why it does not count, where a suppression says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<SuppressedBy>,
}

impl Finding {
    /// A finding without a place.
    pub fn new(code: impl Into<Cow<'static, str>>, severity: Severity, message: Message) -> Self {
        Self {
            code: code.into(),
            rule: None,
            severity,
            message,
            help: None,
            accounts: Vec::new(),
            layer: None,
            policy: None,
            path: None,
            span: None,
            range: None,
            related: None,
            fix: None,
            fingerprint: None,
            suppressed: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds the place in the case file, told by names.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds the place in a text.
    #[must_use]
    pub(crate) fn at(mut self, span: span::Span, lines: &LineIndex) -> Self {
        self.span = Some(span.into());
        self.range = Some(Range::of(span, lines));
        self
    }

    /// True for a finding of severity error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The contract's messages are English.
pub(super) fn english<S: Serializer>(message: &Message, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&message.to_string())
}

pub(super) fn english_if_told<S: Serializer>(
    message: &Option<Message>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match message {
        Some(message) => serializer.serialize_str(&message.to_string()),
        None => serializer.serialize_none(),
    }
}

/// What is read back is the English text alone.
pub(super) fn phrase<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Message, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    Ok(Message::phrase(&text))
}

pub(super) fn phrase_if_told<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Message>, D::Error> {
    let text = Option::<Cow<str>>::deserialize(deserializer)?;
    Ok(text.as_deref().map(Message::phrase))
}
