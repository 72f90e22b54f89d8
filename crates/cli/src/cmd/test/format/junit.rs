//! JUnit XML: a suite for each file, a test for each request and guarantee.

use std::io;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use vestibule_l10n::Text as Words;

use super::super::tested::{Item, Tested, TestedFile};
use super::pretty;
use crate::cmd::junit::{self, shown};
use crate::output::Output;

/// Writes all files as one document.
pub(in crate::cmd::test) fn write(
    out: &mut Output,
    tested: &Tested,
    words: &Words,
) -> io::Result<()> {
    let mut report = Report::new("vestibule test");
    report.add_test_suites(tested.all.iter().map(|file| suite(file, words)));
    junit::write(out, &report)
}

fn suite(file: &TestedFile, words: &Words) -> TestSuite {
    let name = shown(&file.result.file);
    let mut suite = TestSuite::new(&*name);
    let mut add = |test: &str, status| {
        let mut case = TestCase::new(shown(test), status);
        case.set_classname(&*name);
        suite.add_test_case(case);
    };
    for finding in file.stops() {
        let message = shown(&words.line(&finding.message));
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(&*message);
        status.set_type(&*finding.code);
        add(&finding.code, status);
    }
    for item in file.items() {
        add(item.name(), status(item, file, words));
    }
    suite
}

fn status(item: Item<'_>, file: &TestedFile, words: &Words) -> TestCaseStatus {
    match item.passed() {
        Some(true) => return TestCaseStatus::success(),
        None => return junit::skipped("nothing is expected"),
        Some(false) => {}
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let mut lines: Vec<String> = Vec::new();
    if let Some(finding) = item.finding() {
        status.set_message(shown(&words.line(&finding.message)));
        status.set_type(&*finding.code);
        let line = finding
            .range
            .map(|range| format!(":{}", range.start.line + 1));
        lines.push(format!("{}{}", file.place, line.unwrap_or_default()));
    }
    lines.extend(pretty::why(item, words));
    let lines: Vec<String> = lines.iter().map(|line| shown(line)).collect();
    status.set_description(lines.join("\n"));
    status
}
