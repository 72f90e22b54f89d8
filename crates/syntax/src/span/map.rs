//! From places in a decoded text to places in the text it was decoded from.

use super::{Span, offset};

/// Leads offsets of a decoded text back to the text that it stood in. Maps
/// compose: for a text decoded twice, ask the inner one and then the outer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanMap {
    pieces: Vec<Piece>,
    inner_end: u32,
    outer_end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    inner: u32,
    outer: u32,
    /// Byte for byte the same; otherwise the piece only maps as a whole.
    copied: bool,
}

impl SpanMap {
    /// Starts a map of a text whose source begins at `start` of the outer one.
    pub fn builder(start: u32) -> SpanMapBuilder {
        SpanMapBuilder {
            pieces: Vec::new(),
            inner: 0,
            outer: start,
        }
    }

    /// The outer place of `span`; pieces that were only partly meant count whole.
    pub fn map(&self, span: Span) -> Span {
        let start = self.edge(span.start, false);
        Span::new(start, self.edge(span.end, !span.is_empty()).max(start))
    }

    fn edge(&self, at: u32, up: bool) -> u32 {
        if at >= self.inner_end {
            return self.outer_end;
        }
        let next = self.pieces.partition_point(|piece| piece.inner <= at);
        match next.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            None => self.outer_end,
            Some(piece) if piece.copied => piece.outer + (at - piece.inner),
            Some(piece) if up && piece.inner < at => self
                .pieces
                .get(next)
                .map_or(self.outer_end, |piece| piece.outer),
            Some(piece) => piece.outer,
        }
    }
}

/// Builds a [`SpanMap`], piece by piece from the start.
#[derive(Clone, Debug)]
pub struct SpanMapBuilder {
    pieces: Vec<Piece>,
    inner: u32,
    outer: u32,
}

impl SpanMapBuilder {
    /// `len` bytes that are the same in both texts.
    pub fn copied(&mut self, len: usize) {
        self.piece(len, len, true);
    }

    /// `outer` bytes of the outer text that became `inner` bytes.
    pub fn replaced(&mut self, inner: usize, outer: usize) {
        self.piece(inner, outer, false);
    }

    /// The map.
    pub fn finish(self) -> SpanMap {
        SpanMap {
            pieces: self.pieces,
            inner_end: self.inner,
            outer_end: self.outer,
        }
    }

    fn piece(&mut self, inner: usize, outer: usize, copied: bool) {
        let joins = copied && self.pieces.last().is_some_and(|piece| piece.copied);
        if inner > 0 && !joins {
            self.pieces.push(Piece {
                inner: self.inner,
                outer: self.outer,
                copied,
            });
        }
        self.inner = self.inner.saturating_add(offset(inner));
        self.outer = self.outer.saturating_add(offset(outer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps() {
        // outer:  012"ab\u00e9\ncd"   inner: abé⏎cd
        let mut builder = SpanMap::builder(4);
        builder.copied(1);
        builder.copied(1);
        builder.replaced(2, 6);
        builder.replaced(1, 2);
        builder.copied(2);
        let map = builder.finish();
        let cases = [
            ("copied", (0, 2), (4, 6)),
            ("one of a run", (1, 2), (5, 6)),
            ("an escape", (2, 4), (6, 12)),
            ("half an escape, start", (2, 3), (6, 12)),
            ("half an escape, end", (3, 4), (6, 12)),
            ("two escapes", (2, 5), (6, 14)),
            ("all", (0, 7), (4, 16)),
            ("empty at the start", (0, 0), (4, 4)),
            ("empty between", (4, 4), (12, 12)),
            ("empty at the end", (7, 7), (16, 16)),
            ("behind the end", (9, 12), (16, 16)),
        ];
        for (name, (start, end), (outer_start, outer_end)) in cases {
            assert_eq!(
                map.map(Span::new(start, end)),
                Span::new(outer_start, outer_end),
                "{name}"
            );
        }
    }

    #[test]
    fn an_empty_map_leads_to_its_start() {
        let map = SpanMap::builder(3).finish();
        assert_eq!(map.map(Span::new(0, 1)), Span::empty(3));
    }
}
