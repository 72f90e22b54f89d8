//! A JSON reader that keeps spans, order and duplicates, and never gives up.

use crate::span::{Span, Text};

/// One JSON value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands; strings include their quotes.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The kinds of JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(Box<str>),
    /// A string, escapes resolved.
    String(Box<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object: members in order, duplicates kept.
    Object(Vec<Member>),
    /// A place where a value should be and none could be read.
    Missing,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key.
    pub key: Text,
    /// Its value.
    pub value: Node,
}
