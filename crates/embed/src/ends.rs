//! Where what begins in a page of MDX ends. All of it is found in one pass from the end of the
//! page, so that nothing is searched for twice however often it begins and does not end.

use std::collections::HashMap;
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// The ends of tags, expressions and code, by the places where they may begin.
pub(crate) struct Ends {
    /// For each place inside of an expression: where its closing brace is.
    expressions: Vec<u32>,
    /// For each place inside of a tag: where its `>` is.
    tags: Vec<u32>,
    /// The places of backticks, by how many stand together, in order.
    backticks: HashMap<usize, Vec<usize>>,
    /// The ends of the lines behind which an empty line follows, in order.
    paragraphs: Vec<usize>,
}

impl Ends {
    pub(crate) fn of(page: &str) -> Self {
        let (expressions, tags) = brackets(page.as_bytes());
        Self {
            expressions,
            tags,
            backticks: backticks(page.as_bytes()),
            paragraphs: paragraphs(page),
        }
    }

    /// Where the brace is that closes the expression whose own brace is at `at`.
    pub(crate) fn of_expression(&self, at: usize) -> Option<usize> {
        place(&self.expressions, at + 1)
    }

    /// Where the `>` is that closes the tag that goes on at `at`.
    pub(crate) fn of_tag(&self, at: usize) -> Option<usize> {
        place(&self.tags, at)
    }

    /// The place behind code in `count` backticks whose text begins at `range`, within which it
    /// has to end; code ends with its paragraph.
    pub(crate) fn of_code(&self, count: usize, range: Range<usize>) -> Option<usize> {
        let closing = first_from(self.backticks.get(&count)?, range.start)?;
        let paragraph = first_from(&self.paragraphs, range.start).unwrap_or(range.end);
        let end = closing + count;
        (closing < paragraph && end <= range.end).then_some(end)
    }
}

fn place(table: &[u32], at: usize) -> Option<usize> {
    let end = table.get(at).copied().filter(|end| *end != NONE)?;
    usize::try_from(end).ok()
}

fn first_from(places: &[usize], from: usize) -> Option<usize> {
    let first = places.partition_point(|place| *place < from);
    places.get(first).copied()
}

/// The ends of expressions and those of tags.
fn brackets(page: &[u8]) -> (Vec<u32>, Vec<u32>) {
    let mut expressions = vec![NONE; page.len() + 1];
    let mut tags = expressions.clone();
    // Where a string of JavaScript in these quotes ends that goes on one and two places behind.
    let mut strings = [(b'"', [NONE; 2]), (b'\'', [NONE; 2]), (b'`', [NONE; 2])];
    // Where the string of an attribute ends; nothing is escaped in it.
    let mut values = [(b'"', NONE), (b'\'', NONE)];
    for (at, byte) in page.iter().copied().enumerate().rev() {
        let here = u32::try_from(at).unwrap_or(NONE);
        let inner = behind(&expressions, here);
        let string = strings.iter().find(|(quote, _)| *quote == byte);
        let value = values.iter().find(|(quote, _)| *quote == byte);
        let expression = match (byte, string) {
            (b'}', _) => here,
            (b'{', _) => behind(&expressions, inner),
            (_, Some((_, [end, _]))) => behind(&expressions, *end),
            _ => inner,
        };
        let tag = match (byte, value) {
            (b'>', _) => here,
            (b'<', _) => NONE,
            (b'{', _) => behind(&tags, inner),
            (_, Some((_, end))) => behind(&tags, *end),
            _ => behind(&tags, here),
        };
        if let (Some(slot), Some(tag_slot)) = (expressions.get_mut(at), tags.get_mut(at)) {
            (*slot, *tag_slot) = (expression, tag);
        }
        for (quote, ends) in &mut strings {
            let [one, two] = *ends;
            let end = match byte {
                b'\\' => two,
                byte if byte == *quote => here,
                _ => one,
            };
            *ends = [end, one];
        }
        for (quote, end) in &mut values {
            if byte == *quote {
                *end = here;
            }
        }
    }
    (expressions, tags)
}

/// What a table has for the place behind `at`.
fn behind(table: &[u32], at: u32) -> u32 {
    let next = usize::try_from(at).ok().and_then(|at| at.checked_add(1));
    let end = next.and_then(|next| table.get(next));
    end.copied().unwrap_or(NONE)
}

fn backticks(page: &[u8]) -> HashMap<usize, Vec<usize>> {
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut start = 0;
    for run in page.chunk_by(|one, next| (*one == b'`') == (*next == b'`')) {
        if run.first() == Some(&b'`') {
            places.entry(run.len()).or_default().push(start);
        }
        start += run.len();
    }
    places
}

fn paragraphs(page: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for line in page.split('\n') {
        if start > 0 && line.trim().is_empty() {
            ends.push(start - 1);
        }
        start += line.len() + 1;
    }
    ends
}
