//! Which rows of a long table are in the document: those in sight, some around
//! them, and those that must not go (with the focus, or open).

use vestibule_iam::sort;

/// How many rows beside those in sight are kept, so that scrolling a little
/// draws nothing.
const AROUND: usize = 6;

/// A row, or room for rows that are not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Row(usize),
    /// So many rows.
    Gap(usize),
}

/// The pieces of a table of `count` rows of which `first` is the first in sight
/// and `visible` are.
pub(super) fn pieces(count: usize, first: usize, visible: usize, kept: &[usize]) -> Vec<Piece> {
    pieces_around(count, first, visible, AROUND, kept)
}

/// As [`pieces`], with so many rows beside those in sight.
pub(crate) fn pieces_around(
    count: usize,
    first: usize,
    visible: usize,
    around: usize,
    kept: &[usize],
) -> Vec<Piece> {
    let start = first.saturating_sub(around).min(count);
    let end = first
        .saturating_add(visible)
        .saturating_add(around)
        .min(count);
    let mut rows: Vec<usize> = (start..end)
        .chain(kept.iter().copied().filter(|row| *row < count))
        .collect();
    sort::by(&mut rows, Ord::cmp);
    rows.dedup();
    let mut pieces = Vec::with_capacity(rows.len() + 4);
    let mut next = 0;
    for row in rows {
        if row > next {
            pieces.push(Piece::Gap(row - next));
        }
        pieces.push(Piece::Row(row));
        next = row + 1;
    }
    if count > next {
        pieces.push(Piece::Gap(count - next));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `0-3 gap(5) 8`.
    fn shown(pieces: &[Piece]) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut run: Option<(usize, usize)> = None;
        let flush = |run: &mut Option<(usize, usize)>, words: &mut Vec<String>| {
            if let Some((from, to)) = run.take() {
                words.push(if from == to {
                    format!("{from}")
                } else {
                    format!("{from}-{to}")
                });
            }
        };
        for piece in pieces {
            match (*piece, &mut run) {
                (Piece::Row(row), Some((_, to))) => *to = row,
                (Piece::Row(row), None) => run = Some((row, row)),
                (Piece::Gap(rows), _) => {
                    flush(&mut run, &mut words);
                    words.push(format!("gap({rows})"));
                }
            }
        }
        flush(&mut run, &mut words);
        words.join(" ")
    }

    #[test]
    fn rows_in_sight_and_around_are_drawn() {
        let rows: &[(usize, usize, usize, &[usize], &str)] = &[
            (0, 0, 10, &[], ""),
            (5, 0, 10, &[], "0-4"),
            (1000, 0, 10, &[], "0-15 gap(984)"),
            (1000, 500, 10, &[], "gap(494) 494-515 gap(484)"),
            (1000, 990, 10, &[], "gap(984) 984-999"),
            (1000, 5000, 10, &[], "gap(1000)"),
            (1000, 0, 10, &[16], "0-16 gap(983)"),
            (
                1000,
                500,
                10,
                &[3, 999],
                "gap(3) 3 gap(490) 494-515 gap(483) 999",
            ),
            (10, 0, 10, &[40], "0-9"),
        ];
        for (count, first, visible, kept, expected) in rows {
            let pieces = pieces(*count, *first, *visible, kept);
            assert_eq!(shown(&pieces), *expected, "{count} {first} {kept:?}");
            let rows: usize = pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Row(_) => 1,
                    Piece::Gap(rows) => *rows,
                })
                .sum();
            assert_eq!(rows, *count);
        }
    }
}
