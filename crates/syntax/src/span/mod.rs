//! Places in a text: byte spans, their line and column, and the way back from
//! a decoded text to the one it was taken from.

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

    /// The empty span at `offset`: a place where something is missing.
    pub const fn empty(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// The span from the start of `self` to the end of `last`.
    #[must_use]
    pub const fn to(self, last: Self) -> Self {
        Self::new(self.start, last.end)
    }

    /// True when nothing stands at the place.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// True when `inner` lies within `self`.
    pub const fn contains(self, inner: Self) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// The part of `text` that the span covers; `None` when it lies outside.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(usize::try_from(self.start).ok()?..usize::try_from(self.end).ok()?)
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

impl Text {
    /// `value` as it stood at `span`.
    pub fn new(value: impl Into<Box<str>>, span: Span) -> Self {
        Self {
            value: value.into(),
            span,
        }
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.value
    }
}

/// A byte offset as `u32`; texts are limited to far less.
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

mod lines;
mod map;
pub use lines::{Encoding, LineIndex, Position};
pub use map::{SpanMap, SpanMapBuilder};
