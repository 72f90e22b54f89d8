//! TAP version 14: <https://testanything.org/tap-version-14-specification.html>.

use std::io;

use vestibule_l10n::Text as Words;
use vestibule_syntax::visible::visible;
use vestibule_wire::Finding;

use super::super::tested::{Item, Tested, TestedFile};
use super::pretty;
use crate::output::Output;

/// Writes a test point for each request and guarantee, and one for each file that could not be
/// tested.
pub(in crate::cmd::test) fn write(
    out: &mut Output,
    tested: &Tested,
    words: &Words,
) -> io::Result<()> {
    let points = || tested.all.iter().flat_map(points);
    out.line("TAP version 14")?;
    out.line(format!("1..{}", points().count()))?;
    for (number, point) in (1..).zip(points()) {
        let ok = if point.passed == Some(false) {
            "not ok"
        } else {
            "ok"
        };
        let skipped = match point.passed {
            Some(_) => "",
            None => " # SKIP nothing is expected",
        };
        let description = description(&point);
        out.line(format!("{ok} {number} - {description}{skipped}"))?;
        if point.passed == Some(false) {
            for line in diagnostics(&point, words) {
                out.line(line)?;
            }
        }
    }
    Ok(())
}

/// A test point.
struct Point<'f> {
    file: &'f TestedFile,
    item: Option<Item<'f>>,
    finding: Option<&'f Finding>,
    passed: Option<bool>,
}

fn points(file: &TestedFile) -> Vec<Point<'_>> {
    let mut points = Vec::new();
    for finding in file.stops() {
        points.push(Point {
            file,
            item: None,
            finding: Some(finding),
            passed: Some(false),
        });
    }
    for item in file.items() {
        points.push(Point {
            file,
            item: Some(item),
            finding: item.finding(),
            passed: item.passed(),
        });
    }
    points
}

/// The name of a test point, in which `#` and the backslash are escaped.
fn description(point: &Point<'_>) -> String {
    let name = match (point.item, point.finding) {
        (Some(item), _) => format!("{}: {}", point.file.result.file, item.name()),
        (None, Some(finding)) => format!("{}: {}", point.file.result.file, finding.message),
        (None, None) => point.file.result.file.clone(),
    };
    visible(&name).replace('\\', "\\\\").replace('#', "\\#")
}

/// A block of YAML: JSON strings are strings of YAML, too.
fn diagnostics(point: &Point<'_>, words: &Words) -> Vec<String> {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    let mut lines = vec!["  ---".to_owned()];
    if let Some(finding) = point.finding {
        lines.push(format!(
            "  message: {}",
            string(&words.line(&finding.message))
        ));
        lines.push(format!("  code: {}", string(&finding.code)));
        if let Some(help) = &finding.help {
            lines.push(format!("  help: {}", string(&words.line(help))));
        }
    }
    let why = point.item.map(|item| pretty::why(item, words));
    if let Some(why) = why.filter(|why| !why.is_empty()) {
        lines.push("  why:".to_owned());
        lines.extend(why.iter().map(|line| format!("    - {}", string(line))));
    }
    lines.push(format!("  at:\n    file: {}", string(&point.file.place)));
    if let Some(range) = point.finding.and_then(|finding| finding.range) {
        lines.push(format!("    line: {}", range.start.line + 1));
    }
    lines.push("  ...".to_owned());
    lines
        .iter()
        .flat_map(|line| line.split('\n'))
        .map(str::to_owned)
        .collect()
}
