//! Where in a text something stands.

use vestibule_iam::document::Document;
use vestibule_iam::span::{Encoding, Span};

use super::file;
use crate::contract::finding;

/// A place in a text that was read.
#[derive(Clone, Copy, Debug)]
pub struct Location<'c> {
    /// The file of a document that the case told by its path; `None` for the
    /// case file itself, or for the text that was handed in.
    pub file: Option<&'c str>,
    pub(crate) document: &'c Document,
    pub(crate) span: Span,
}

/// A text of which no case could be made, for showing what is wrong with it.
#[derive(Debug)]
pub struct SourceText(Document);

impl SourceText {
    /// The text of the bytes of a file, as they are read everywhere here.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(file::read(bytes).document)
    }

    /// Where a place of a finding is.
    pub fn locate(&self, span: finding::Span) -> Location<'_> {
        Location {
            file: None,
            document: &self.0,
            span: span.into(),
        }
    }
}

impl Location<'_> {
    /// The number of the line, from one.
    pub fn line(&self) -> u32 {
        let lines = &self.document.lines;
        lines.position(self.span.start, Encoding::Utf8).line + 1
    }
}
