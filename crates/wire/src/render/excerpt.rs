//! The line of a text that a finding or a decision points at.

use vestibule_iam::document::Document;
use vestibule_iam::span::{Encoding, Position};

use crate::input::location::Location;

/// One line of a text, with what is meant of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excerpt<'c> {
    /// The number of the line, from one.
    pub line: u32,
    /// The number of the first character meant, from one.
    pub column: usize,
    /// What stands before it.
    pub before: &'c str,
    /// What is meant, as far as it stands on this line; may be empty.
    pub meant: &'c str,
    /// What stands behind it.
    pub behind: &'c str,
}

impl<'c> Location<'c> {
    /// The first line of the place.
    pub fn excerpt(&self) -> Excerpt<'c> {
        let Document { text, lines, .. } = self.document;
        let at = lines.position(self.span.start, Encoding::Utf8);
        let offset = |character| {
            let offset = lines.offset(
                Position {
                    line: at.line,
                    character,
                },
                Encoding::Utf8,
            );
            usize::try_from(offset)
                .unwrap_or(usize::MAX)
                .min(text.len())
        };
        let (from, start, to) = (offset(0), offset(at.character), offset(u32::MAX));
        let meant = usize::try_from(self.span.end)
            .unwrap_or(usize::MAX)
            .clamp(start, to);
        // A place that is no boundary of characters counts as the line's end.
        let (before, rest) = text
            .get(from..to)
            .unwrap_or("")
            .split_at_checked(start - from)
            .unwrap_or_default();
        let (meant, behind) = rest.split_at_checked(meant - start).unwrap_or((rest, ""));
        Excerpt {
            line: at.line + 1,
            column: before.chars().count() + 1,
            before,
            meant,
            behind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_iam::span::Span;

    #[test]
    fn the_line_is_cut_at_the_place() {
        let document = Document::parse("{\n  \"é😀\": [1,\n 2]\n}");
        let at = |from: &str, len: usize| {
            let start = document.text.find(from).unwrap();
            let span = Span::new(
                u32::try_from(start).unwrap(),
                u32::try_from(start + len).unwrap(),
            );
            Location {
                file: None,
                document: &document,
                span,
            }
            .excerpt()
        };
        let key = at("\"é", 8);
        assert_eq!((key.line, key.column), (2, 3));
        assert_eq!(
            (key.before, key.meant, key.behind),
            ("  ", "\"é😀\"", ": [1,")
        );
        let list = at("[1", 7);
        assert_eq!((list.line, list.column), (2, 9));
        assert_eq!(
            (list.before, list.meant, list.behind),
            ("  \"é😀\": ", "[1,", "")
        );
        let last = at("}", 1);
        assert_eq!(
            (last.line, last.before, last.meant, last.behind),
            (4, "", "}", "")
        );
        let end = Location {
            file: None,
            document: &document,
            span: Span::empty(99),
        }
        .excerpt();
        assert_eq!((end.line, end.before, end.meant), (4, "}", ""));
    }
}
