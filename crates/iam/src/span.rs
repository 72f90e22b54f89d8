//! Places in a text: byte spans and their line and column.

/// A half-open range of byte offsets into the text of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// A string taken from a document, with the place it stood at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, with JSON escapes resolved.
    pub value: Box<str>,
    /// Where it stood, quotes included.
    pub span: Span,
}
