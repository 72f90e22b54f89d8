//! Collects findings about a case file, with their places where there is a text.

use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::problem::Message;
use vestibule_iam::span::Span;
use vestibule_syntax::limits::CASE_FINDINGS;

use crate::contract::finding::{Finding, Severity};
use crate::input::place::Place;

/// Findings about one input, up to a limit, so that garbage does not drown its reader.
#[derive(Debug)]
pub(crate) struct Report<'d> {
    document: Option<&'d Document>,
    findings: Vec<Finding>,
    /// How many there were, whether they were kept or not, and how many of them are errors.
    all: usize,
    errors: usize,
}

/// Something is wrong, and the report says what. Only a report makes one, so a function that
/// returns it has reported the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused(());

impl<'d> Report<'d> {
    pub(crate) fn new(document: Option<&'d Document>) -> Self {
        Self {
            document,
            findings: Vec::new(),
            all: 0,
            errors: 0,
        }
    }

    /// The findings, and a last one that says how many are not listed.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        let unlisted = self.unlisted();
        let mut findings = self.findings;
        findings.extend(unlisted);
        findings
    }

    fn unlisted(&self) -> Option<Finding> {
        let listed = self.findings.iter();
        let errors = self.errors - listed.filter(|finding| finding.is_error()).count();
        unlisted(self.all - self.findings.len(), errors > 0)
    }

    /// The findings as they are told of what stands at `place` alone: by paths that begin
    /// there, without places in a text.
    pub(crate) fn below(&self, place: &Place<'_>) -> Vec<Finding> {
        if self.findings.is_empty() {
            return Vec::new();
        }
        let prefix = place.to_string();
        let below = |path: &String| {
            let path = path.strip_prefix(&prefix).unwrap_or(path);
            path.strip_prefix('.').unwrap_or(path).to_owned()
        };
        let findings = self.findings.iter().map(|finding| Finding {
            path: finding.path.as_ref().map(below),
            span: None,
            range: None,
            ..finding.clone()
        });
        findings.chain(self.unlisted()).collect()
    }

    /// Adds what another report about the same input says.
    pub(crate) fn append(&mut self, other: Report<'_>) {
        self.all += other.all;
        self.errors += other.errors;
        let room = CASE_FINDINGS.saturating_sub(self.findings.len());
        self.findings.extend(other.findings.into_iter().take(room));
    }

    /// An error at the value of `place`.
    pub(crate) fn error(
        &mut self,
        place: &Place<'_>,
        code: &'static str,
        message: Message,
        help: Message,
    ) -> Refused {
        self.refuse(
            place,
            Finding::new(code, Severity::Error, message).help(help),
        )
    }

    /// An error at the value of `place`.
    pub(crate) fn refuse(&mut self, place: &Place<'_>, error: Finding) -> Refused {
        debug_assert!(error.is_error(), "{error:?}");
        self.value(place, error);
        Refused(())
    }

    /// An error at the member name of `place`.
    pub(crate) fn refuse_key(&mut self, place: &Place<'_>, error: Finding) -> Refused {
        debug_assert!(error.is_error(), "{error:?}");
        self.key(place, error);
        Refused(())
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

    fn push(&mut self, place: &Place<'_>, finding: Finding, span: impl Fn(&Document) -> Span) {
        self.all += 1;
        self.errors += usize::from(finding.is_error());
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
    let message = message!("{count} more problems are not listed", count = more);
    (more > 0).then(|| {
        Finding::new("too-many-problems", severity, message)
            .help(message!("put the listed ones right first"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut report = Report::new(None);
        for _ in 0..CASE_FINDINGS {
            let finding = Finding::new("a", Severity::Warning, message!(""));
            report.value(&Place::Root, finding);
        }
        report.error(&Place::Root, "b", message!(""), message!(""));
        let mut whole = Report::new(None);
        whole.error(&Place::Root, "c", message!(""), message!(""));
        whole.append(report);
        let findings = whole.into_findings();
        assert_eq!(findings.len(), CASE_FINDINGS + 1);
        assert_eq!((&*findings[0].code, &*findings[1].code), ("c", "a"));
        let last = findings.last().expect("there are findings");
        assert_eq!((&*last.code, last.is_error()), ("too-many-problems", true));
        assert_eq!(last.message.to_string(), "2 more problems are not listed");
    }

    #[test]
    fn a_part_is_told_by_its_own_places() {
        let mut report = Report::new(None);
        let requests = Place::Root.member("requests");
        let place = requests.element(7);
        report.error(&place, "a", message!(""), message!(""));
        report.error(&place.member("region"), "b", message!(""), message!(""));
        let context = place.member("context");
        report.error(&context.member("aws:x"), "c", message!(""), message!(""));
        let told = report.below(&place);
        let paths: Vec<&str> = told.iter().filter_map(|one| one.path.as_deref()).collect();
        assert_eq!(paths, ["", "region", r#"context["aws:x"]"#]);
    }
}
