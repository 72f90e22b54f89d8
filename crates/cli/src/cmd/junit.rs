//! What JUnit XML of tests and of findings have in common.

use std::io;

use quick_junit::{Report, TestCaseStatus};
use vestibule_syntax::visible::visible;

use crate::output::Output;

/// Writes a report. The schema of Jenkins knows no count of skipped tests of the whole report,
/// which is that of its suites.
pub(super) fn write(out: &mut Output, report: &Report) -> io::Result<()> {
    let text = report.to_string().map_err(io::Error::other)?;
    let mut is_root_seen = false;
    for line in text.lines() {
        if !is_root_seen && line.starts_with("<testsuites ") {
            is_root_seen = true;
            out.line(without(line, "skipped"))?;
        } else {
            out.line(line)?;
        }
    }
    Ok(())
}

/// A tag without one of its attributes.
fn without(tag: &str, attribute: &str) -> String {
    let found = tag.find(&format!(" {attribute}=\""));
    let parts = found.and_then(|at| {
        let (before, rest) = tag.split_at(at);
        let (_, behind) = rest.split_once('"')?.1.split_once('"')?;
        Some(format!("{before}{behind}"))
    });
    parts.unwrap_or_else(|| tag.to_owned())
}

/// A test that was skipped, and why: as text, since the schema of Jenkins takes no `message` there.
pub(super) fn skipped(why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_description(shown(why));
    status
}

/// Text with escapes for what XML cannot hold, and nobody would see.
pub(super) fn shown(text: &str) -> String {
    visible(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn one_attribute_is_left_out() {
        for (tag, expected) in [
            (
                r#"<a tests="2" skipped="0" errors="1">"#,
                r#"<a tests="2" errors="1">"#,
            ),
            (r#"<a skipped="10">"#, "<a>"),
            (r#"<a tests="2">"#, r#"<a tests="2">"#),
            (r#"<a skipped="1"#, r#"<a skipped="1"#),
        ] {
            assert_eq!(without(tag, "skipped"), expected);
        }
    }
}
