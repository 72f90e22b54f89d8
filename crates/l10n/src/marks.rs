//! The characters that a table of messages is made of, for `build/` which writes it and for
//! [`super::bundle`] which reads it. No message has them.
//!
//! A table has the ids, then the patterns of each language in the order of those ids; a pattern is
//! empty where a language has no such message, and the id too where the table is without it. In a pattern stand
//!
//! - `VARIABLE name VARIABLE`,
//! - `SELECT name CASE key CASE pattern CASE key CASE pattern … END`, where the last key is empty.

/// Between the ids and the patterns of each language.
pub(crate) const PART: char = '\0';
/// Between ids, and between patterns.
pub(crate) const MESSAGE: char = '\u{1}';
pub(crate) const VARIABLE: char = '\u{2}';
pub(crate) const SELECT: char = '\u{3}';
pub(crate) const CASE: char = '\u{4}';
pub(crate) const END: char = '\u{5}';
