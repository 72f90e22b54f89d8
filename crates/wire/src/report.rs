//! Collects findings about a case file, with their places where there is a text.

use vestibule_iam::document::Document;

use crate::finding::{Finding, Severity};
use crate::place::Place;

/// Findings about one input.
#[derive(Debug)]
pub(crate) struct Report<'d> {
    document: Option<&'d Document>,
    pub(crate) findings: Vec<Finding>,
}

impl<'d> Report<'d> {
    pub(crate) fn new(document: Option<&'d Document>) -> Self {
        Self {
            document,
            findings: Vec::new(),
        }
    }

    /// An error at the value of `place`.
    pub(crate) fn error(
        &mut self,
        place: &Place<'_>,
        code: &'static str,
        message: String,
        help: &str,
    ) {
        self.value(
            place,
            Finding::new(code, Severity::Error, message).help(help),
        );
    }

    /// A finding at the value of `place`.
    pub(crate) fn value(&mut self, place: &Place<'_>, finding: Finding) {
        let span = |document: &Document| place.value(&document.root);
        self.push(place, finding, span);
    }

    /// A finding at the member name of `place`.
    pub(crate) fn key(&mut self, place: &Place<'_>, finding: Finding) {
        let span = |document: &Document| place.key(&document.root);
        self.push(place, finding, span);
    }

    fn push(
        &mut self,
        place: &Place<'_>,
        finding: Finding,
        span: impl Fn(&Document) -> vestibule_iam::span::Span,
    ) {
        let finding = finding.path(place.to_string());
        self.findings.push(match self.document {
            Some(document) => finding.at(span(document), &document.lines),
            None => finding,
        });
    }
}
