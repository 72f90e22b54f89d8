//! Strings, numbers and literals, with quotes, with wrong ones and without.

use super::number::{is_number, resembles_number};
use super::read::Reader;
use super::string::{Fault, Pieces, Quote, Scanned, scan};
use super::write::json_string;
use super::{Node, Value};
use crate::diagnostic::{code, quoted};
use crate::json::{Code, Problem};
use crate::message;
use crate::span::{Span, Text};

impl Reader<'_> {
    /// Reads the key of a member; `None` when there is none.
    pub(super) fn key(&mut self) -> Option<Text> {
        if let Some(key) = self.string() {
            return Some(key);
        }
        let len = self.bare_len(true);
        if len == 0 {
            return None;
        }
        let raw = self.rest().get(..len)?;
        let span = self.take(len);
        self.report_unquoted(raw, span);
        Some(Text::new(raw, span))
    }

    /// Reads a string in whatever quotes; `None` when none stands here.
    pub(super) fn string(&mut self) -> Option<Text> {
        let scanned = scan(self.text, self.at)?;
        let span = self.take(scanned.behind - self.at);
        if scanned.quote != Quote::Double || !scanned.closed || scanned.control.is_some() {
            self.report_string(&scanned, span);
        }
        let content = self.text.get(scanned.start..scanned.end)?;
        if !scanned.escapes {
            return Some(Text::new(content, span));
        }
        let mut value = String::with_capacity(content.len());
        let mut at = scanned.start;
        for piece in Pieces::new(content) {
            match piece.escape {
                None => value.push_str(piece.raw),
                Some(escape) => {
                    value.extend(escape.character);
                    if let Some(fault) = escape.fault {
                        self.report_escape(fault, piece.raw, self.span(at, at + piece.raw.len()));
                    }
                }
            }
            at += piece.raw.len();
        }
        Some(Text::new(value, span))
    }

    fn report_escape(&mut self, fault: Fault, raw: &str, span: Span) {
        let code = match fault {
            Fault::Unknown => Code::InvalidEscape,
            Fault::LoneSurrogate => Code::LoneSurrogate,
        };
        self.report(code, span, || match fault {
            Fault::Unknown => Problem::new(
                code,
                span,
                message!("{escape} is no escape sequence", escape = quoted(raw)),
            )
            .help(message!("write `\\\\` for a backslash")),
            Fault::LoneSurrogate => Problem::new(
                code,
                span,
                message!("{escape} is half of a surrogate pair", escape = quoted(raw)),
            )
            .help(message!("write the character itself, or both halves")),
        });
    }

    fn report_string(&mut self, scanned: &Scanned, span: Span) {
        if let Some(at) = scanned.control {
            let place = self.span(at, at + 1);
            let byte = self.text.as_bytes().get(at).copied().unwrap_or_default();
            self.report(Code::ControlCharacter, place, || {
                let message = message!(
                    "the control character {character} stands in a string",
                    character = char::from(byte)
                );
                let escape = if byte == b'\t' {
                    "\\t".to_owned()
                } else {
                    format!("\\u{byte:04x}")
                };
                Problem::new(Code::ControlCharacter, place, message)
                    .help(message!("write {right}", right = code(&escape)))
                    .replacement(escape)
                    .safe()
            });
        }
        let content = self.text.get(scanned.start..scanned.end).unwrap_or("");
        let as_string = || {
            let mut value = String::with_capacity(content.len());
            for piece in Pieces::new(content) {
                match piece.escape {
                    None => value.push_str(piece.raw),
                    Some(escape) => value.extend(escape.character),
                }
            }
            json_string(&value)
        };
        if !scanned.closed {
            self.report(Code::UnterminatedString, span, || {
                Problem::new(
                    Code::UnterminatedString,
                    span,
                    message!("the string is not closed on its line"),
                )
                .help(message!(
                    "write the closing `\"`; a line break in a string is written `\\n`"
                ))
                .replacement(as_string())
            });
        } else if scanned.quote != Quote::Double {
            self.report(Code::Quotes, span, || {
                Problem::new(
                    Code::Quotes,
                    span,
                    message!("JSON has strings in straight double quotes only"),
                )
                .help(message!("write `\"` on both sides"))
                .replacement(as_string())
                .safe()
            });
        }
    }

    /// Reads `len` bytes without quotes.
    pub(super) fn bare_value(&mut self, len: usize) -> Node {
        let raw = self.rest().get(..len).unwrap_or("");
        let span = self.take(len);
        let value = match raw {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ if is_number(raw) => Value::Number(raw.into()),
            _ => self.wrong_bare_value(raw, span),
        };
        Node { span, value }
    }

    #[inline(never)]
    fn wrong_bare_value(&mut self, raw: &str, span: Span) -> Value {
        if resembles_number(raw) {
            self.report(Code::InvalidNumber, span, || {
                Problem::new(
                    Code::InvalidNumber,
                    span,
                    message!("{text} is not a JSON number", text = quoted(raw)),
                )
                .help(message!("write plain decimal digits, or put it in quotes"))
                .replacement(json_string(raw))
            });
            return Value::Number(raw.into());
        }
        let literals = [
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("null", Value::Null),
            ("none", Value::Null),
            ("undefined", Value::Null),
        ];
        for (name, value) in literals {
            if raw.eq_ignore_ascii_case(name) {
                let right = if value == Value::Null { "null" } else { name };
                self.report(Code::Syntax, span, || {
                    Problem::new(
                        Code::Syntax,
                        span,
                        message!(
                            "JSON writes {word} as {right}",
                            word = quoted(raw),
                            right = code(right)
                        ),
                    )
                    .help(message!("write {right}", right = code(right)))
                    .replacement(right)
                    .safe()
                });
                return value;
            }
        }
        self.report_unquoted(raw, span);
        Value::String(raw.into())
    }

    fn report_unquoted(&mut self, raw: &str, span: Span) {
        self.report(Code::Unquoted, span, || {
            Problem::new(
                Code::Unquoted,
                span,
                message!("{text} has no quotes", text = quoted(raw)),
            )
            .help(message!("put it in double quotes"))
            .replacement(json_string(raw))
            .safe()
        });
    }
}
