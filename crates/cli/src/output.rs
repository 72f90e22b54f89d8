//! Standard output and standard error, with colour where it is wanted.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use vestibule_wire::{Mark, Outcome, Severity};

/// Standard output; colour is dropped where `NO_COLOR` is set or nobody looks.
pub(crate) fn stdout() -> impl Write {
    io::BufWriter::new(anstream::AutoStream::auto(io::stdout()))
}

/// Writes to standard error. When that is closed there is nobody left to tell.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// `text` in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// For headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// For what is only there to be found.
pub(crate) const DIM: Style = Style::new().dimmed();

const fn colour(colour: AnsiColor) -> Style {
    Style::new()
        .bold()
        .fg_color(Some(anstyle::Color::Ansi(colour)))
}

/// For what is as it should be.
pub(crate) const GOOD: Style = colour(AnsiColor::Green);

/// The style of an outcome.
pub(crate) const fn of_outcome(outcome: Outcome) -> Style {
    match outcome {
        Outcome::Allowed => colour(AnsiColor::Green),
        Outcome::Denied => colour(AnsiColor::Red),
        Outcome::Unknown => colour(AnsiColor::Yellow),
    }
}

/// The style of a severity.
pub(crate) const fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => colour(AnsiColor::Red),
        Severity::Warning => colour(AnsiColor::Yellow),
        Severity::Info => colour(AnsiColor::Cyan),
    }
}

/// A sign for a mark, and its style.
pub(crate) const fn of_mark(mark: Mark) -> (&'static str, Style) {
    match mark {
        Mark::Yes => ("✓", Style::new().bold()),
        Mark::No => ("✗", DIM),
        Mark::Unknown => ("?", colour(AnsiColor::Yellow)),
        Mark::Skipped => ("–", DIM),
    }
}

/// How wide lines may be.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(100)
        .max(40)
}

/// Writes one JSON value and a newline.
pub(crate) fn json(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
