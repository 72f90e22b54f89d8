//! The lines of two texts that differ, and within them the words.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use super::told::{DiffLine, DiffPiece, Side};

/// So many lines are shown around a difference.
const AROUND: usize = 3;

/// So many lines of a policy are shown at the most.
const SHOWN: usize = 400;

/// Lines times lines that are compared, without what both texts begin and end with. Texts with
/// more are one difference.
const COMPARED: usize = 4_000_000;

/// Words times words of two lines that are compared.
const WORDS: usize = 4_000_000;

/// The parts of two texts that differ, and how many of their lines have no room.
pub(in crate::analysis) fn difference(before: &str, after: &str) -> (Vec<Vec<DiffLine>>, usize) {
    let texts: [Vec<&str>; 2] = [before, after].map(|text| text.lines().collect());
    let [before, after] = &texts;
    let mut parts: Vec<Vec<DiffLine>> = Vec::new();
    for group in group_diff_ops(compared(before, after), AROUND) {
        let lines = group.iter().flat_map(|op| lines(*op, before, after));
        parts.push(lines.collect());
    }
    let mut room = SHOWN;
    let mut left_out = 0;
    for part in &mut parts {
        left_out += part.len().saturating_sub(room);
        part.truncate(room);
        room -= part.len();
    }
    parts.retain(|part| !part.is_empty());
    (parts, left_out)
}

/// What leads from one text to the other.
fn compared(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let behind = before.iter().rev().zip(after.iter().rev());
    let most = before.len().min(after.len()) - same;
    let behind = behind.take_while(|(a, b)| a == b).count().min(most);
    let [old, new] = [before, after].map(|text| text.len() - same - behind);
    if old.saturating_mul(new) <= COMPARED {
        return capture_diff_slices(Algorithm::Myers, before, after);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal {
        old_index,
        new_index,
        len,
    };
    let replaced = DiffOp::Replace {
        old_index: same,
        old_len: old,
        new_index: same,
        new_len: new,
    };
    let all = [
        equal(0, 0, same),
        replaced,
        equal(same + old, same + new, behind),
    ];
    let is_there = |op: &DiffOp| !op.old_range().is_empty() || !op.new_range().is_empty();
    all.into_iter().filter(is_there).collect()
}

fn lines(op: DiffOp, before: &[&str], after: &[&str]) -> Vec<DiffLine> {
    let (tag, old, new) = op.as_tag_tuple();
    let plain = |side, number: usize, text: &str| DiffLine {
        side,
        number: number + 1,
        pieces: vec![DiffPiece {
            is_marked: false,
            text: text.to_owned(),
        }],
    };
    let of = |side, text: &[&str], range: std::ops::Range<usize>| {
        let first = range.start;
        let lines = text.get(range).unwrap_or_default().iter().enumerate();
        let lines = lines.map(|(at, line)| plain(side, first + at, line));
        lines.collect::<Vec<_>>()
    };
    if tag == DiffTag::Equal {
        return of(Side::Both, after, new);
    }
    let mut gone = of(Side::Before, before, old);
    let mut come = of(Side::After, after, new);
    // Lines stand for each other where as many go as come.
    if gone.len() == come.len() {
        for (gone, come) in gone.iter_mut().zip(&mut come) {
            mark(gone, come);
        }
    }
    gone.append(&mut come);
    gone
}

/// Marks what differs in two lines that stand for each other, unless that is most of them.
fn mark(gone: &mut DiffLine, come: &mut DiffLine) {
    let text = |line: &DiffLine| line.pieces.first().map(|piece| piece.text.clone());
    let (Some(before), Some(after)) = (text(gone), text(come)) else {
        return;
    };
    let [old, new] = [&before, &after].map(|line| words(line));
    if old.len().saturating_mul(new.len()) > WORDS {
        return;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same = ops.iter().filter(|op| op.tag() == DiffTag::Equal);
    let is_word = |word: &&&str| word.chars().any(char::is_alphanumeric);
    let same = same.flat_map(|op| old.get(op.old_range()).unwrap_or_default());
    if same.filter(is_word).count() == 0 && old.iter().filter(is_word).count() > 1 {
        return;
    }
    (gone.pieces, come.pieces) = (Vec::new(), Vec::new());
    for op in &ops {
        let is_marked = op.tag() != DiffTag::Equal;
        let add = |line: &mut DiffLine, words: &[&str]| {
            if !words.is_empty() {
                let text = words.concat();
                line.pieces.push(DiffPiece { is_marked, text });
            }
        };
        add(gone, old.get(op.old_range()).unwrap_or_default());
        add(come, new.get(op.new_range()).unwrap_or_default());
    }
}

/// A line in words: an address, an ARN or a name is one; so is each sign.
fn words(line: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | ':' | '/' | '-' | '_');
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = if is_part(first) {
            rest.find(|c| !is_part(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines with their signs, and what is marked in brackets.
    fn shown(before: &str, after: &str) -> String {
        let (parts, left_out) = difference(before, after);
        assert_eq!(left_out, 0);
        let mut shown = String::new();
        for (at, part) in parts.iter().enumerate() {
            shown.push_str(if at > 0 { "…\n" } else { "" });
            for line in part {
                shown.push_str(match line.side {
                    Side::Both => "  ",
                    Side::Before => "- ",
                    Side::After => "+ ",
                });
                shown.push_str(&format!("{} ", line.number));
                for piece in &line.pieces {
                    let marks = if piece.is_marked { ["[", "]"] } else { [""; 2] };
                    shown.push_str(&format!("{}{}{}", marks[0], piece.text, marks[1]));
                }
                shown.push('\n');
            }
        }
        shown
    }

    #[test]
    fn what_differs_is_shown_with_its_words_and_the_lines_around() {
        assert_eq!(shown("a\nb", "a\nb\n"), "");
        assert_eq!(
            shown(
                "1\n2\n3\n4\n\"ip\": \"203.0.113.0/24\",\n6\n7\n8\n9\n10\n11\n12\n13\ngone\n15",
                "1\n2\n3\n4\n\"ip\": \"198.51.100.0/24\",\n6\n7\n8\n9\n10\n11\n12\n13\n15"
            ),
            "  2 2\n  3 3\n  4 4\n- 5 \"ip\": \"[203.0.113.0/24]\",\n+ 5 \"ip\": \"[198.51.100.0/24]\",\n  6 6\n  7 7\n  8 8\n…\n  11 11\n  12 12\n  13 13\n- 14 gone\n  14 15\n"
        );
        assert_eq!(
            shown("\t\"203.0.113.0/24\"", "\t\"192.0.2.0/24\""),
            "- 1 \t\"[203.0.113.0/24]\"\n+ 1 \t\"[192.0.2.0/24]\"\n"
        );
        // Of another line nothing is marked.
        assert_eq!(
            shown("one two three", "4, 5, 6"),
            "- 1 one two three\n+ 1 4, 5, 6\n"
        );
        assert_eq!(shown("", "é"), "+ 1 é\n");
    }

    #[test]
    fn texts_that_are_too_long_are_one_difference() {
        let text = |sign: char| {
            let lines = (0..3_000).map(|line| format!("{line}{sign}"));
            format!("first\n{}\nlast", lines.collect::<Vec<_>>().join("\n"))
        };
        let (parts, left_out) = difference(&text('a'), &text('b'));
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].len(), SHOWN);
        assert_eq!(parts[0].len() + left_out, 6_002);
    }
}
