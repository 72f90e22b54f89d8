//! JUnit XML: a suite for each file, a test for each finding, which fails if the finding fails
//! the check.

use std::io;

use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};
use vestibule_wire::Finding;

use super::super::report::{Report, Source};
use super::{begin, called, reason, told};
use crate::cmd::junit::{self, shown};
use crate::output::Output;

/// Writes all files as one document.
pub(in crate::cmd::check) fn write(
    out: &mut Output,
    reports: impl Iterator<Item = Report>,
) -> io::Result<()> {
    let mut suites = Suites::new("vestibule check");
    suites.add_test_suites(reports.map(|report| suite(&report)));
    junit::write(out, &suites)
}

fn suite(report: &Report) -> TestSuite {
    let file = shown(&report.checked.file);
    let mut suite = TestSuite::new(&*file);
    let mut add = |name: String, status| {
        let mut case = TestCase::new(name, status);
        case.set_classname(&*file);
        suite.add_test_case(case);
    };
    for (finding, fails) in report.findings() {
        let status = match (&report.source, fails) {
            (Source::None, _) => status(NonSuccessKind::Error, finding, &file),
            (_, true) => status(NonSuccessKind::Failure, finding, &file),
            (_, false) => TestCaseStatus::success(),
        };
        let name = if fails {
            place(finding)
        } else {
            format!(
                "{}: {}",
                place(finding),
                shown(&finding.message.to_string())
            )
        };
        add(name, status);
    }
    for finding in &report.checked.suppressed {
        let why = finding.suppressed.as_ref().map(reason);
        add(place(finding), junit::skipped(&why.unwrap_or_default()));
    }
    if report.checked.findings.is_empty() && report.checked.suppressed.is_empty() {
        let name = match (report.checked.not_reported, report.checked.complete) {
            (0, true) => "no findings".to_owned(),
            (0, false) => "no findings, not all of it could be read".to_owned(),
            (more, _) => format!("no findings, {more} not reported"),
        };
        add(name, TestCaseStatus::success());
    }
    suite
}

fn status(kind: NonSuccessKind, finding: &Finding, file: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(shown(&finding.message.to_string()));
    status.set_type(finding.severity.name());
    let at = begin(finding).map(|(line, column)| format!("{file}:{line}:{column}: "));
    status.set_description(format!("{}{}", at.unwrap_or_default(), told(finding)));
    status
}

/// `private-source-ip (VST012) at 3:5`.
fn place(finding: &Finding) -> String {
    let called = shown(&called(finding));
    match begin(finding) {
        Some((line, column)) => format!("{called} at {line}:{column}"),
        None => called,
    }
}
