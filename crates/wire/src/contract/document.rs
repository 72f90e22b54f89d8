//! The text of a policy document, as it was supplied.

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap as _, Serializer};
use vestibule_syntax::json::{self, Node, Value};
use vestibule_syntax::span::{Span, SpanMap};

/// The name by which our reader recognises a value whose text is wanted.
pub(crate) const DOCUMENT: &str = "$vestibule::DocumentText";

/// A policy document: a plain policy or the output of an AWS tool, as text, the path
/// of a file that holds it, or the ARN of a policy that AWS manages.
///
/// The text is kept as it was written. All places in decisions and findings are
/// bytes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentText {
    source: Source,
}

#[derive(Clone, Debug, PartialEq)]
enum Source {
    Text {
        text: String,
        origin: Option<Origin>,
    },
    Path(String),
    Arn {
        arn: String,
        origin: Option<Origin>,
    },
}

/// Where a document stood in the text of a case file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Origin {
    /// The value of `document`.
    pub(crate) span: Span,
    pub(crate) way: Way,
}

/// How a document stood in the text of a case file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Way {
    /// As JSON.
    Written,
    /// As a string, with the way back from its content.
    Encoded(SpanMap),
    /// By a name: nothing of its text stands there.
    Named,
}

impl Origin {
    /// A place of the document, in the case file.
    pub(crate) fn place(&self, span: Span) -> Span {
        match &self.way {
            Way::Encoded(map) => map.map(span),
            Way::Written => Span::new(
                self.span.start.saturating_add(span.start),
                self.span.start.saturating_add(span.end),
            ),
            Way::Named => self.span,
        }
    }

    /// True where the text of the document stands in the case file as it is.
    pub(crate) fn is_written(&self) -> bool {
        self.way == Way::Written
    }
}

impl DocumentText {
    /// A document given as text.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            source: Source::Text {
                text: text.into(),
                origin: None,
            },
        }
    }

    /// A document that stands in a file, or that an ARN names. A file whose name begins as
    /// an ARN does is told by `./` before it.
    pub fn from_path(path: impl Into<String>) -> Self {
        let path: String = path.into();
        let source = if path.starts_with("arn:") {
            Source::Arn {
                arn: path,
                origin: None,
            }
        } else {
            Source::Path(path)
        };
        Self { source }
    }

    /// The text; `None` for a document that is told by its path or by an ARN.
    pub fn text(&self) -> Option<&str> {
        match &self.source {
            Source::Text { text, .. } => Some(text),
            Source::Path(_) | Source::Arn { .. } => None,
        }
    }

    /// The path, for a document that is told by its path.
    pub fn path(&self) -> Option<&str> {
        match &self.source {
            Source::Path(path) => Some(path),
            Source::Text { .. } | Source::Arn { .. } => None,
        }
    }

    /// The ARN, for a document that is told by an ARN.
    pub fn arn(&self) -> Option<&str> {
        match &self.source {
            Source::Arn { arn, .. } => Some(arn),
            Source::Text { .. } | Source::Path(_) => None,
        }
    }

    /// The path or the ARN, for a document that is told by one of them.
    pub fn reference(&self) -> Option<&str> {
        self.path().or(self.arn())
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        match &self.source {
            Source::Text { origin, .. } | Source::Arn { origin, .. } => origin.as_ref(),
            Source::Path(_) => None,
        }
    }

    pub(crate) fn set_origin(&mut self, found: Origin) {
        match &mut self.source {
            Source::Text { origin, .. } => *origin = Some(found),
            Source::Arn { origin, .. } => {
                *origin = Some(Origin {
                    way: Way::Named,
                    ..found
                });
            }
            Source::Path(_) => {}
        }
    }

    /// A JSON string in the place of a document: the text of one, a path, or an ARN.
    fn from_string(string: String) -> Self {
        if is_document(&string) {
            Self::new(string)
        } else {
            Self::from_path(string)
        }
    }
}

/// Paths begin neither with a bracket nor with one that is URL-encoded.
pub(crate) fn is_document(string: &str) -> bool {
    let start = string.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    start.starts_with(['{', '[', '"']) || start.starts_with("%7B") || start.starts_with("%7b")
}

impl Serialize for DocumentText {
    /// As JSON where the text is sound JSON, else as a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.source {
            Source::Path(told) | Source::Arn { arn: told, .. } => serializer.serialize_str(told),
            Source::Text { text, .. } => {
                let parsed = json::parse(text);
                let is_object = matches!(parsed.root.value, Value::Object(_));
                if is_object && parsed.problems.is_empty() && is_exact(&parsed.root) {
                    Exact(&parsed.root).serialize(serializer)
                } else if is_document(text) {
                    serializer.serialize_str(text)
                } else {
                    Err(S::Error::custom("the document is no JSON object"))
                }
            }
        }
    }
}

/// True when serde has a type for every number. Reading and writing fractions would weigh more
/// than all the rest of this file, and would write many otherwise than they were.
fn is_exact(node: &Node) -> bool {
    match &node.value {
        Value::Number(text) => whole(text).is_some(),
        Value::Array(elements) => elements.iter().all(is_exact),
        Value::Object(members) => members.iter().all(|member| is_exact(&member.value)),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Missing => true,
    }
}

fn whole(number: &str) -> Option<i64> {
    number.parse().ok().filter(|_| number != "-0")
}

/// A value that is exact.
struct Exact<'n>(&'n Node);

impl Serialize for Exact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null | Value::Missing => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(text) => whole(text).serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(elements) => serializer.collect_seq(elements.iter().map(Exact)),
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for member in members {
                    map.serialize_entry(&*member.key.value, &Exact(&member.value))?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for DocumentText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = DocumentText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a policy document, the path of a file that holds one, or the ARN of one",
                )
            }

            /// Other readers do not know the name: they give the value, which is
            /// written out again.
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<DocumentText, D::Error> {
                Ok(match serde_json::Value::deserialize(deserializer)? {
                    serde_json::Value::String(string) => DocumentText::from_string(string),
                    value => DocumentText::new(value.to_string()),
                })
            }

            /// Our own reader gives the text of the value and whether it is a string.
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<DocumentText, A::Error> {
                let text: String = seq.next_element()?.unwrap_or_default();
                let is_string: bool = seq.next_element()?.unwrap_or_default();
                Ok(if is_string {
                    DocumentText::from_string(text)
                } else {
                    DocumentText::new(text)
                })
            }
        }

        deserializer.deserialize_newtype_struct(DOCUMENT, Text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DocumentText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PolicyDocument".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A policy, the output of an AWS tool that holds one, the text of \
                            either, the ARN of a policy that AWS manages for its Sign-In, or \
                            (where there are files) the path of a file relative to the case \
                            file.",
            "type": ["object", "string"],
        })
    }
}
