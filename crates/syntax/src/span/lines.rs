//! Byte offset to line and column, and back.

use super::offset;

/// The unit that columns are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// UTF-16 code units, as JavaScript and most editors count.
    Utf16,
}

/// A line and a column, both counted from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in the unit that was asked for.
    pub character: u32,
}

/// Where the lines of a text begin. `\n`, `\r\n` and a lone `\r` end a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    lines: Vec<Line>,
    wide: Vec<Wide>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    start: u32,
    /// Behind the last character that is not part of the line's end.
    end: u32,
}

/// A character of more than one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    start: u32,
    len: u8,
    /// How many bytes more than UTF-16 units the text has before it.
    surplus: u32,
}

impl Wide {
    fn surplus_after(self) -> u32 {
        let units = if self.len == 4 { 2 } else { 1 };
        self.surplus + u32::from(self.len) - units
    }
}

impl LineIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut wide: Vec<Wide> = Vec::new();
        let mut start = 0;
        let mut surplus = 0;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let mut next = at + 1;
            if byte == b'\n' || byte == b'\r' {
                if byte == b'\r' && bytes.get(next) == Some(&b'\n') {
                    next += 1;
                }
                lines.push(Line {
                    start,
                    end: offset(at),
                });
                start = offset(next);
            } else if byte >= 0xC0 {
                let len = if byte >= 0xF0 {
                    4
                } else if byte >= 0xE0 {
                    3
                } else {
                    2
                };
                let character = Wide {
                    start: offset(at),
                    len,
                    surplus,
                };
                surplus = character.surplus_after();
                wide.push(character);
                next = at + usize::from(len);
            }
            at = next;
        }
        lines.push(Line {
            start,
            end: offset(bytes.len()),
        });
        Self { lines, wide }
    }

    /// How many lines there are: one more than there are line ends.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The position of a byte offset. An offset behind the text counts as its
    /// end, one inside a character as the character's start, one inside a line
    /// end as the end of the line.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let line = self
            .lines
            .partition_point(|line| line.start <= offset)
            .saturating_sub(1);
        let Some(&Line { start, end }) = self.lines.get(line) else {
            return Position::default();
        };
        let (at, surplus) = self.settle(offset.min(end));
        let mut character = at - start;
        if encoding == Encoding::Utf16 {
            character -= surplus - self.settle(start).1;
        }
        Position {
            line: super::offset(line),
            character,
        }
    }

    /// The byte offset of a position. A line behind the text counts as its
    /// end, a column behind the line as the line's end, a column inside a
    /// character as the character's start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        let line = usize::try_from(position.line)
            .ok()
            .and_then(|line| self.lines.get(line));
        let Some(&Line { start, end }) = line else {
            return self.lines.last().map_or(0, |line| line.end);
        };
        match encoding {
            Encoding::Utf8 => {
                self.settle(start.saturating_add(position.character).min(end))
                    .0
            }
            Encoding::Utf16 => {
                let before = self.settle(start).1;
                // In units from the start of the line, a wide character ends at
                // `start + len - line start - surplus after it`.
                let passed = self.wide.partition_point(|wide| {
                    wide.start < start
                        || wide.start + u32::from(wide.len) - start
                            <= position
                                .character
                                .saturating_add(wide.surplus_after() - before)
                });
                let passed_on_line = passed.checked_sub(1).and_then(|last| self.wide.get(last));
                let surplus = match passed_on_line {
                    Some(wide) if wide.start >= start => wide.surplus_after() - before,
                    _ => 0,
                };
                let at = start
                    .saturating_add(position.character)
                    .saturating_add(surplus);
                self.settle(at.min(end)).0
            }
        }
    }

    /// `offset` moved back to the start of the character it is inside of, and
    /// the surplus of bytes before it.
    fn settle(&self, offset: u32) -> (u32, u32) {
        let before = self.wide.partition_point(|wide| wide.start < offset);
        match before.checked_sub(1).and_then(|last| self.wide.get(last)) {
            None => (offset, 0),
            Some(wide) if offset < wide.start + u32::from(wide.len) => (wide.start, wide.surplus),
            Some(wide) => (offset, wide.surplus_after()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// offset, line, UTF-8 column, UTF-16 column.
    type Row = (u32, u32, u32, u32);

    #[test]
    fn positions() {
        let cases: &[(&str, &str, &[Row])] = &[
            ("empty", "", &[(0, 0, 0, 0), (7, 0, 0, 0)]),
            (
                "one line",
                "abc",
                &[(0, 0, 0, 0), (3, 0, 3, 3), (9, 0, 3, 3)],
            ),
            (
                "newline",
                "a\nb",
                &[(1, 0, 1, 1), (2, 1, 0, 0), (3, 1, 1, 1)],
            ),
            ("ends in newline", "a\n", &[(2, 1, 0, 0)]),
            (
                "crlf",
                "a\r\nb",
                &[(1, 0, 1, 1), (2, 0, 1, 1), (3, 1, 0, 0)],
            ),
            ("lone cr", "a\rb\rc", &[(2, 1, 0, 0), (4, 2, 0, 0)]),
            ("lf cr", "a\n\rb", &[(2, 1, 0, 0), (3, 2, 0, 0)]),
            ("emoji", "a😀b", &[(1, 0, 1, 1), (5, 0, 5, 3), (6, 0, 6, 4)]),
            ("inside emoji", "a😀b", &[(2, 0, 1, 1), (4, 0, 1, 1)]),
            (
                "accent",
                "é\né=",
                &[(2, 0, 2, 1), (3, 1, 0, 0), (5, 1, 2, 1), (6, 1, 3, 2)],
            ),
            (
                "euro then emoji",
                "€😀\r\n😀x",
                &[(3, 0, 3, 1), (7, 0, 7, 3), (13, 1, 4, 2), (14, 1, 5, 3)],
            ),
        ];
        for (name, text, rows) in cases {
            let index = LineIndex::new(text);
            for &(offset, line, utf8, utf16) in *rows {
                let at = |encoding| index.position(offset, encoding);
                assert_eq!(
                    at(Encoding::Utf8),
                    Position {
                        line,
                        character: utf8
                    },
                    "{name} {offset}"
                );
                assert_eq!(
                    at(Encoding::Utf16),
                    Position {
                        line,
                        character: utf16
                    },
                    "{name} {offset}"
                );
            }
        }
    }

    #[test]
    fn offsets() {
        let cases: &[(&str, &str, u32, u32, Encoding, u32)] = &[
            ("past the line", "ab\ncd", 0, 9, Encoding::Utf16, 2),
            ("past the line, crlf", "ab\r\ncd", 0, 3, Encoding::Utf8, 2),
            ("past the text", "ab\ncd", 7, 0, Encoding::Utf16, 5),
            ("largest", "ab😀", u32::MAX, u32::MAX, Encoding::Utf16, 6),
            ("largest column", "ab😀", 0, u32::MAX, Encoding::Utf16, 6),
            (
                "largest column, second line",
                "€\nab😀",
                1,
                u32::MAX,
                Encoding::Utf8,
                10,
            ),
            ("inside a pair", "a😀b", 0, 2, Encoding::Utf16, 1),
            ("behind a pair", "a😀b", 0, 3, Encoding::Utf16, 5),
            ("inside bytes", "a😀b", 0, 3, Encoding::Utf8, 1),
            ("second line", "😀😀\n€b", 1, 1, Encoding::Utf16, 12),
        ];
        for &(name, text, line, character, encoding, expected) in cases {
            let index = LineIndex::new(text);
            assert_eq!(
                index.offset(Position { line, character }, encoding),
                expected,
                "{name}"
            );
        }
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[a\r\né€😀]{0,12}") {
            let index = LineIndex::new(&text);
            for (at, character) in text.char_indices() {
                if character == '\n' && text[..at].ends_with('\r') {
                    continue;
                }
                for encoding in [Encoding::Utf8, Encoding::Utf16] {
                    let position = index.position(offset(at), encoding);
                    prop_assert_eq!(index.offset(position, encoding), offset(at));
                }
                let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
                let line = before.matches('\n').count();
                let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
                let expected = Position { line: offset(line), character: offset(column) };
                prop_assert_eq!(index.position(offset(at), Encoding::Utf16), expected);
            }
        }

        #[test]
        fn never_panics(text in ".{0,20}", line: u32, character: u32, at: u32) {
            let index = LineIndex::new(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let back = index.offset(Position { line, character }, encoding);
                prop_assert!(text.is_char_boundary(usize::try_from(back).unwrap()));
                index.position(at, encoding);
            }
        }
    }
}
