//! Annotations on a pull request, by commands in the log of GitHub Actions:
//! `::error file=rcp.json,line=3,col=5,title=…::message`.

use std::fmt::Write as _;
use std::io;

use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::visible::{Marks, visible};
use vestibule_wire::{CheckedFile, Finding, Severity};

use super::called;
use crate::output::Output;

/// Writes a command for each finding.
pub(in crate::cmd) fn write(
    out: &mut Output,
    mut files: impl Iterator<Item = CheckedFile>,
    words: &Words,
) -> io::Result<()> {
    files.try_for_each(|checked| {
        // What could not be read has no line in which something could stand.
        let file = checked.kind.map(|_| &*checked.file);
        let mut findings = checked.findings.iter();
        findings.try_for_each(|finding| out.command(&command(finding, file, words)))
    })
}

fn command(finding: &Finding, file: Option<&str>, words: &Words) -> String {
    let mut command = match finding.severity {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
        Severity::Info => "::notice ",
    }
    .to_owned();
    if let Some(file) = file {
        let _ = write!(command, "file={},", property(file));
        if let Some(range) = finding.range {
            let (start, end) = (range.start, range.end);
            let _ = write!(command, "line={},endLine={},", start.line + 1, end.line + 1);
            // Columns are for one line alone.
            if start.line == end.line {
                let _ = write!(
                    command,
                    "col={},endColumn={},",
                    start.character + 1,
                    end.character + 1
                );
            }
        }
    }
    let title = format!("vestibule {}", called(finding));
    let message = data(&words.line(&finding.message));
    let _ = write!(command, "title={}::{message}", property(&title));
    if let Some(help) = &finding.help {
        let label = words.say(id!("frame-help"));
        let _ = write!(command, "%0A{label}: {}", data(&words.line(help)));
    }
    command
}

/// Text behind a command, as GitHub reads it. Whatever else may look like a command in it is
/// broken up before.
fn data(text: &str) -> String {
    let text = visible(text);
    Marks::default().broken(&text).replace('%', "%25")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_github_demands() {
        assert_eq!(
            data("100 %\r\n::error::x"),
            "100 %25\\r\\n:\\u{3a}error:\\u{3a}x"
        );
        assert_eq!(property("a,b:c%d"), "a%2Cb%3Ac%25d");
        assert_eq!(property("a::b"), "a%3A\\u{3a}b");
    }
}
