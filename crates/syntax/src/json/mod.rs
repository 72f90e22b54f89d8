//! A JSON reader that keeps spans, order and duplicates, and never gives up.
//!
//! What is right is what RFC 8259 says; everything else is a [`Problem`] with
//! its place, and reading goes on behind it.

mod code;
mod container;
mod duplicate;
pub mod edit;
mod nesting;
mod node;
mod number;
mod read;
mod root;
mod scalar;
mod string;
mod trivia;
mod write;

#[cfg(test)]
mod tests;

pub use code::Code;
pub use duplicate::repeated;
pub use read::{
    MAX_DEPTH, MAX_LEN, Parsed, decode, parse, parse_any_length, parse_bytes, parse_up_to,
};
pub use string::{DecodedString, decode_string};
pub use write::{json_string, write_string};

use crate::span::{Span, Text};

/// What is wrong with a text as JSON.
pub type Problem = crate::diagnostic::Problem<Code>;

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
