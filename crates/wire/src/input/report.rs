//! Collects findings about a case file, with their places where there is a text.

use vestibule_iam::document::Document;
use vestibule_syntax::limits::CASE_FINDINGS;

use crate::contract::finding::{Finding, Severity};
use crate::input::place::Place;

/// Findings about one input, up to a limit, so that garbage does not drown its reader.
#[derive(Debug)]
pub(crate) struct Report<'d> {
    document: Option<&'d Document>,
    findings: Vec<Finding>,
    counted: Counted,
}

/// How many findings there were so far, whether they were kept or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    all: usize,
    errors: usize,
}

impl Counted {
    /// True when there was an error since `before`.
    pub(crate) fn has_error_since(self, before: Self) -> bool {
        self.errors > before.errors
    }
}

impl<'d> Report<'d> {
    pub(crate) fn new(document: Option<&'d Document>) -> Self {
        Self {
            document,
            findings: Vec::new(),
            counted: Counted::default(),
        }
    }

    /// How many findings there were so far.
    pub(crate) fn counted(&self) -> Counted {
        self.counted
    }

    /// The findings, and a last one that says how many are not listed.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        let listed = self.findings.iter();
        let errors = self.counted.errors - listed.filter(|finding| finding.is_error()).count();
        let more = self.counted.all - self.findings.len();
        self.findings.extend(unlisted(more, errors > 0));
        self.findings
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
        self.counted.all += 1;
        self.counted.errors += usize::from(finding.is_error());
        if self.findings.len() >= CASE_FINDINGS {
            return;
        }
        let finding = finding.path(place.to_string());
        self.findings.push(match self.document {
            Some(document) => finding.at(span(document), &document.lines),
            None => finding,
        });
    }
}

/// Says that `more` findings are not listed, of which some are errors or none.
pub(crate) fn unlisted(more: usize, errors: bool) -> Option<Finding> {
    let severity = if errors {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = format!("{more} more problems are not listed");
    (more > 0).then(|| {
        Finding::new("too-many-problems", severity, message).help("put the listed ones right first")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut report = Report::new(None);
        let before = report.counted();
        for _ in 0..CASE_FINDINGS {
            let finding = Finding::new("a", Severity::Warning, "");
            report.value(&Place::Root, finding);
        }
        assert!(!report.counted().has_error_since(before));
        let full = report.counted();
        report.error(&Place::Root, "b", String::new(), "");
        assert!(report.counted().has_error_since(full));
        let findings = report.into_findings();
        assert_eq!(findings.len(), CASE_FINDINGS + 1);
        let last = findings.last().expect("there are findings");
        assert_eq!((&*last.code, last.is_error()), ("too-many-problems", true));
        assert_eq!(last.message, "1 more problems are not listed");
    }
}
