//! Where in a text something stands.

use vestibule_iam::document::Document;
use vestibule_iam::json::Node;
use vestibule_iam::problem::nearest;
use vestibule_iam::span::{Encoding, Span};

use super::aws_output::{self, Form};
use super::file;
use super::fingerprint::Fingerprints;
use super::placed::{self, Placed};
use crate::contract::finding::{self, Finding};

/// A place in a text that was read.
#[derive(Clone, Copy, Debug)]
pub struct Location<'c> {
    /// The file of a document that the case told by its path; the ARN of one that flags name;
    /// `None` for the case file itself, or for the text that was handed in.
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
        Self(file::read_case(bytes).document)
    }

    /// The text; empty where it is no JSON, of which nothing is shown.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// True for the text of a case file, whatever is wrong with it.
    pub fn is_case_file(&self) -> bool {
        self.0.root.get("vestibule").is_some()
    }

    /// Whether it may be meant as a policy, or is the output of an AWS tool that holds one:
    /// for telling policies from other JSON files of a folder.
    pub fn may_be_policy(&self) -> bool {
        let (form, _) = aws_output::find(&self.0);
        let root = &self.0.root;
        let statement = |node: &Node| node.get_ignore_case("Statement").is_some();
        let mut names = root.members().iter().map(|member| &*member.key.value);
        form != Form::Plain
            || statement(root)
            || root.elements().iter().any(statement)
            || root.get("Effect").is_some()
            || names.any(|name| nearest(name, ["Statement"]).is_some())
    }

    pub(crate) fn of(document: Document) -> Self {
        Self(document)
    }

    pub(crate) fn document(&self) -> &Document {
        &self.0
    }

    /// Findings in it, with their fingerprints.
    pub fn placed(&self, findings: Vec<Finding>) -> Vec<Placed> {
        let fingerprints = &mut Fingerprints::new();
        let mut placed = placed::place(findings.into_iter(), &[], &self.0, fingerprints);
        for one in &mut placed {
            one.must_be_told |= one.finding.is_error();
        }
        placed
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
