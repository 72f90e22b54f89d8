//! Ways to look at a [`Node`].

use super::{Member, Node, Value};
use crate::diagnostic::Message;
use crate::message;
use crate::span::{Span, Text};

impl Node {
    /// The string, when it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The string with its place, when it is one.
    pub fn as_text(&self) -> Option<Text> {
        self.as_str().map(|text| Text::new(text, self.span))
    }

    /// The members of an object; none for anything else.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array; none for anything else.
    pub fn elements(&self) -> &[Self] {
        match &self.value {
            Value::Array(elements) => elements,
            _ => &[],
        }
    }

    /// The elements of an array, or the value itself as a list of one, as the
    /// policy language lets a single value stand for a list.
    pub fn one_or_many(&self) -> &[Self] {
        match &self.value {
            Value::Array(elements) => elements,
            Value::Missing => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The value of the first member called `key`.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let mut members = self.members().iter();
        members
            .find(|member| &*member.key.value == key)
            .map(|member| &member.value)
    }

    /// The value of the first member called `key`, whatever its case.
    pub fn get_ignore_case(&self, key: &str) -> Option<&Self> {
        let mut members = self.members().iter();
        members
            .find(|member| member.key.value.eq_ignore_ascii_case(key))
            .map(|member| &member.value)
    }

    /// True for a place where a value should be and none is.
    pub fn is_missing(&self) -> bool {
        matches!(self.value, Value::Missing)
    }

    /// The kind of value, for messages: `an object`.
    pub fn kind(&self) -> Message {
        match self.value {
            Value::Null => message!("null"),
            Value::Bool(_) => message!("a boolean"),
            Value::Number(_) => message!("a number"),
            Value::String(_) => message!("a string"),
            Value::Array(_) => message!("a list"),
            Value::Object(_) => message!("an object"),
            Value::Missing => message!("nothing"),
        }
    }

    /// The opening bracket of an object or array; empty where it is missing.
    pub fn opening(&self) -> Span {
        let Span { start, end } = self.span;
        // Only the first key can stand where the brace does.
        let is_missing = self
            .members()
            .first()
            .is_some_and(|first| first.key.span.start <= start);
        let length = u32::from(!is_missing);
        Span::new(start, end.min(start.saturating_add(length)))
    }

    /// Leads all places to another text.
    pub fn map_spans(&mut self, map: &dyn Fn(Span) -> Span) {
        self.span = map(self.span);
        match &mut self.value {
            Value::Array(elements) => elements.iter_mut().for_each(|node| node.map_spans(map)),
            Value::Object(members) => {
                for member in members {
                    member.key.span = map(member.key.span);
                    member.value.map_spans(map);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Missing => {
            }
        }
    }
}
