//! Standard output and standard error, with colour where it is wanted.
//!
//! Most of what is printed comes from the input, whose author may be a stranger: it may forge
//! lines of a log, command a terminal or a runner of builds. So nothing else writes to
//! a stream: an [`Output`] takes whole lines as [`Text`] and values as JSON, and lets
//! no character through that is not seen. Line breaks and styles are its own.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::rc::Rc;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use vestibule_syntax::visible::{Marks, visible};
use vestibule_wire::{Mark, Outcome, Severity};

use crate::host::{Host, Stream};
use crate::json::Visible;

/// One line for people, in pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text(Vec<Piece>);

/// A piece of one style.
#[derive(Clone, Debug)]
struct Piece {
    style: Style,
    text: String,
    /// What stands for each character of the text, where it is not to be read.
    fill: Option<char>,
}

impl Text {
    /// Appends `text`.
    #[must_use]
    pub(crate) fn plain(self, text: impl Into<String>) -> Self {
        self.styled(Style::new(), text)
    }

    /// Appends `text` in a style.
    #[must_use]
    pub(crate) fn styled(self, style: Style, text: impl Into<String>) -> Self {
        let text = text.into();
        self.piece(style, text, None)
    }

    /// Appends `with` as often as `text` has characters when shown.
    #[must_use]
    pub(crate) fn filled(self, style: Style, text: impl Into<String>, with: char) -> Self {
        let text = text.into();
        self.piece(style, text, Some(with))
    }

    fn piece(mut self, style: Style, text: String, fill: Option<char>) -> Self {
        self.0.push(Piece { style, text, fill });
        self
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

/// What a stream to memory was told.
#[derive(Clone, Default)]
pub(crate) struct Kept(Rc<RefCell<Vec<u8>>>);

impl Kept {
    /// All of it that was flushed.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.borrow().clone()
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream that lets through what is safe to show.
pub(crate) struct Output {
    out: BufWriter<Box<dyn Write>>,
    colours: bool,
    runner: bool,
}

impl Output {
    /// A stream, with colour where somebody looks. `NO_COLOR`, `CLICOLOR_FORCE` and
    /// `CLICOLOR=0` have their say, in this order.
    pub(crate) fn new(host: &dyn Host, stream: Stream) -> Self {
        let set = |name| host.var(name).is_some_and(|value| !value.is_empty());
        let off = || host.var("CLICOLOR").is_some_and(|value| value == "0");
        let colours =
            !set("NO_COLOR") && (set("CLICOLOR_FORCE") || !off() && host.shows_colours(stream));
        Self {
            // Without colours there is no escape sequence that had to be dropped.
            out: BufWriter::with_capacity(1 << 16, host.open(stream, true)),
            colours,
            runner: RUNNERS.into_iter().any(set),
        }
    }

    /// A stream to memory, for the bytes of a file: without colour, and with commands of runners
    /// as on the terminal, since logs print files.
    pub(crate) fn kept(kept: &Kept, host: &dyn Host) -> Self {
        let set = |name| host.var(name).is_some_and(|value| !value.is_empty());
        Self {
            out: BufWriter::with_capacity(1 << 16, Box::new(kept.clone())),
            colours: false,
            runner: RUNNERS.into_iter().any(set),
        }
    }

    /// `text` as a line shows it.
    pub(crate) fn shown(&self, text: &str) -> String {
        let text = visible(text);
        if self.runner {
            Marks::default().broken(&text).into_owned()
        } else {
            text.into_owned()
        }
    }

    /// Arguments that clap may repeat: its messages are styled, and a style of the
    /// user's could not be told from its own.
    pub(crate) fn shown_arguments(&self, args: &[OsString]) -> Vec<OsString> {
        let shown = |argument: &OsString| self.shown(&argument.to_string_lossy()).into();
        args.iter().map(shown).collect()
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, line: impl Into<Text>) -> io::Result<()> {
        let mut marks = Marks::default();
        // A runner that cannot be seen from inside of a container has commands at the
        // beginning of a line, which is otherwise the command's own.
        let mut is_start = true;
        for Piece { style, text, fill } in line.into().0 {
            let text = visible(&text);
            let begins = is_start && text.trim_start().starts_with([':', '#']);
            is_start &= text.trim_start().is_empty();
            let mut text = if self.runner || begins {
                marks.broken(&text)
            } else {
                text.as_ref().into()
            };
            if let Some(with) = fill {
                text = text.chars().map(|_| with).collect();
            }
            if self.colours && style != Style::new() {
                write!(self.out, "{style}{text}{style:#}")?;
            } else {
                self.out.write_all(text.as_bytes())?;
            }
        }
        self.out.write_all(b"\n")
    }

    /// Writes a command for a runner of builds. In what `command` repeats of the input the caller
    /// has escaped what is not seen and what looks like a command.
    pub(crate) fn command(&mut self, command: &str) -> io::Result<()> {
        writeln!(self.out, "{}", visible(command))
    }

    /// Writes lines.
    pub(crate) fn lines(&mut self, lines: Vec<Text>) -> io::Result<()> {
        lines.into_iter().try_for_each(|line| self.line(line))
    }

    /// Writes one JSON value and a newline.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut json = Visible::serializer(&mut self.out, self.runner);
        value.serialize(&mut json)?;
        self.out.write_all(b"\n")
    }

    /// Writes a JSON array and a newline. Its values are made one by one, and none is
    /// kept.
    pub(crate) fn array<V: Serialize>(
        &mut self,
        values: impl Iterator<Item = V>,
    ) -> io::Result<()> {
        let mut json = Visible::serializer(&mut self.out, self.runner);
        let mut array = json.serialize_seq(None)?;
        for value in values {
            array.serialize_element(&value)?;
        }
        array.end()?;
        self.out.write_all(b"\n")
    }

    /// Writes what clap says of [`Output::shown_arguments`]. Its own styles and lines
    /// pass, and nothing else that is not seen.
    pub(crate) fn clap(&mut self, text: &clap::builder::StyledStr) -> io::Result<()> {
        for line in text.ansi().to_string().split_inclusive('\n') {
            let (mut rest, end) = match line.strip_suffix('\n') {
                Some(line) => (line, "\n"),
                None => (line, ""),
            };
            while let Some((text, style, behind)) = rest.find('\u{1b}').and_then(|at| {
                let (text, behind) = rest.split_at_checked(at)?;
                let (style, behind) = behind.split_at_checked(style_of(behind))?;
                Some((text, style, behind))
            }) {
                self.out.write_all(visible(text).as_bytes())?;
                if self.colours && style.ends_with('m') {
                    self.out.write_all(style.as_bytes())?;
                }
                rest = behind;
            }
            self.out.write_all(visible(rest).as_bytes())?;
            self.out.write_all(end.as_bytes())?;
        }
        Ok(())
    }

    /// Writes a script that holds no word of the user's, as it is.
    pub(crate) fn script(&mut self, script: &[u8]) -> io::Result<()> {
        self.out.write_all(script)
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Where a runner of builds reads the log, one of these is set.
const RUNNERS: [&str; 3] = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"];

/// The length of the colour sequence that `text` begins with; of another one only the
/// escape character, which is dropped.
fn style_of(text: &str) -> usize {
    let number = |c: char| c.is_ascii_digit() || c == ';';
    text.strip_prefix("\u{1b}[")
        .map(|behind| behind.trim_start_matches(number))
        .and_then(|behind| behind.strip_prefix('m'))
        .map_or(1, |behind| text.len() - behind.len())
}

/// A JSON value and a newline, as the text of a file: with the same escapes as on a stream.
pub(crate) fn json_text(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    value.serialize(&mut Visible::serializer(&mut text, false))?;
    text.push(b'\n');
    Ok(text)
}

/// As [`json_text`], without indentation.
pub(crate) fn dense_json_text(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    value.serialize(&mut Visible::dense(&mut text))?;
    text.push(b'\n');
    Ok(text)
}

/// Standard output.
pub(crate) fn stdout(host: &dyn Host) -> Output {
    Output::new(host, Stream::Out)
}

/// Writes lines to standard error. When that is closed there is nobody left to tell.
pub(crate) fn complain(host: &dyn Host, lines: Vec<Text>) {
    let mut err = Output::new(host, Stream::Err);
    let _ = err.lines(lines).and_then(|()| err.flush());
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
