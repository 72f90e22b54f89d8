//! Standard output and standard error, with colour where it is wanted.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use vestibule_wire::{Mark, Outcome, Severity};

use crate::host::{Host, Stream};

/// A stream, with colour where somebody looks. `NO_COLOR`, `CLICOLOR_FORCE` and
/// `CLICOLOR=0` have their say, in this order.
pub(crate) fn stream(host: &dyn Host, stream: Stream) -> impl Write + use<> {
    let set = |name| host.var(name).is_some_and(|value| !value.is_empty());
    let off = || host.var("CLICOLOR").is_some_and(|value| value == "0");
    let colours =
        !set("NO_COLOR") && (set("CLICOLOR_FORCE") || !off() && host.shows_colours(stream));
    io::BufWriter::new(host.open(stream, colours))
}

/// Standard output.
pub(crate) fn stdout(host: &dyn Host) -> impl Write + use<> {
    stream(host, Stream::Out)
}

/// Writes to standard error. When that is closed there is nobody left to tell.
pub(crate) fn complain(host: &dyn Host, text: &str) {
    let mut err = stream(host, Stream::Err);
    let _ = writeln!(err, "{text}").and_then(|()| err.flush());
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
pub(crate) fn width(host: &dyn Host) -> usize {
    let told = host.var("COLUMNS").and_then(|columns| columns.parse().ok());
    told.or_else(|| host.columns()).unwrap_or(100).max(40)
}

/// Writes one JSON value and a newline.
pub(crate) fn json(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
