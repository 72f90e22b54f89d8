//! JSON in which characters that are not seen are escapes.

use std::io::{self, Write};

use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use vestibule_syntax::visible::{Marks, Piece, pieces};

/// Writes as serde_json's own pretty formatter does, but for the characters of strings
/// that a log must not hold: these become escapes, and the strings keep their value.
pub(crate) struct Visible {
    pretty: PrettyFormatter<'static>,
    /// Whether commands of runners are broken up.
    runner: bool,
}

impl Visible {
    /// A serializer to `out`.
    pub(crate) fn serializer<W: Write>(out: W, runner: bool) -> serde_json::Serializer<W, Self> {
        let pretty = PrettyFormatter::new();
        serde_json::Serializer::with_formatter(out, Self { pretty, runner })
    }

    /// A serializer to `out` that indents nothing.
    pub(crate) fn dense<W: Write>(out: W) -> serde_json::Serializer<W, Self> {
        let pretty = PrettyFormatter::with_indent(b"");
        let runner = false;
        serde_json::Serializer::with_formatter(out, Self { pretty, runner })
    }
}

impl Formatter for Visible {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let marks = self.runner.then(Marks::default);
        pieces(fragment, marks, |piece| match piece {
            Piece::Plain(text) => writer.write_all(text.as_bytes()),
            Piece::Escaped(character) => {
                let mut units = [0; 2];
                let mut units = character.encode_utf16(&mut units).iter();
                units.try_for_each(|unit| write!(writer, "\\u{unit:04x}"))
            }
        })
    }

    fn write_char_escape<W>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        self.pretty.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }
}
