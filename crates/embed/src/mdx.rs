//! MDX: JSX between Markdown. It has no indented code and no HTML, whose blocks
//! would end at empty lines: what matters are tags, and code that is fenced or stands
//! in backticks.

use std::ops::Range;

use crate::collect::Collector;
use crate::ends::Ends;
use crate::example::{Example, Unread};
use crate::jsx::{Tag, word};
use crate::markdown::front_matter;

pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut collector = Collector::new(page);
    let ends = Ends::of(page);
    let begin = front_matter(page);
    collector.settle(0..begin);
    let mut fence: Option<Fence> = None;
    let mut comment = None;
    // Where what is not read yet begins, outside of code.
    let mut unread = begin;
    let mut at = begin;
    for line in page.get(begin..).unwrap_or_default().split_inclusive('\n') {
        let here = at;
        at += line.len();
        match &fence {
            None => {
                fence = Fence::opened_by(line, here).filter(|_| comment.is_none());
                if fence.is_some() {
                    prose(page, unread..here, &ends, &mut collector);
                    collector.start(b"pre", here, |_| None);
                } else {
                    comment = comment_behind(page, here..at, &ends, comment);
                }
            }
            Some(open) if open.is_closed_by(line) => {
                collector.settle(open.start..at);
                collector.end(b"pre");
                fence = None;
                unread = at;
            }
            Some(open) => {
                let code = open.code(line);
                collector.text(code, at - code.len());
            }
        }
    }
    match fence {
        Some(open) => {
            collector.end(b"pre");
            collector.hide(
                open.start..page.len(),
                &Unread::Within(
                    char::from(open.mark)
                        .to_string()
                        .repeat(open.count.min(SHOWN_MARKS)),
                ),
            );
        }
        None => prose(page, unread..page.len(), &ends, &mut collector),
    }
    collector.finish()
}

/// So many marks of a block of code are shown.
const SHOWN_MARKS: usize = 8;

/// The line that opens a block of code.
struct Fence {
    start: usize,
    mark: u8,
    count: usize,
    /// How many quotes it stands in.
    quotes: usize,
    /// How far its marks are indented.
    indent: usize,
}

impl Fence {
    fn opened_by(line: &str, start: usize) -> Option<Self> {
        let (quotes, rest) = unquoted(line, usize::MAX);
        let marks = behind_bullets(rest.trim_start());
        let mark = marks.bytes().next().filter(|mark| b"`~".contains(mark))?;
        let count = marks.bytes().take_while(|byte| *byte == mark).count();
        let info = marks.get(count..).unwrap_or_default();
        let is_fence = count >= 3 && !(mark == b'`' && info.contains('`'));
        is_fence.then_some(Self {
            start,
            mark,
            count,
            quotes,
            indent: rest.len() - marks.len(),
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let (_, rest) = unquoted(line, self.quotes);
        let rest = rest.trim();
        rest.len() >= self.count && rest.bytes().all(|byte| byte == self.mark)
    }

    /// A line of the code, without what the block is indented by.
    fn code<'l>(&self, line: &'l str) -> &'l str {
        let (_, rest) = unquoted(line, self.quotes);
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let blank = rest.bytes().take_while(is_blank).count();
        rest.get(blank.min(self.indent)..).unwrap_or_default()
    }
}

/// A line without its marks of quotation, at most so many, and how many there are.
fn unquoted(line: &str, most: usize) -> (usize, &str) {
    let (mut quotes, mut rest) = (0, line);
    while let Some(quoted) = rest
        .trim_start()
        .strip_prefix('>')
        .filter(|_| quotes < most)
    {
        quotes += 1;
        rest = quoted.strip_prefix(' ').unwrap_or(quoted);
    }
    (quotes, rest)
}

/// A line without what makes it an item of lists.
fn behind_bullets(mut line: &str) -> &str {
    loop {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let behind = line.get(digits..).unwrap_or_default();
        let item = if digits > 0 {
            behind.strip_prefix(['.', ')'])
        } else {
            behind.strip_prefix(['-', '*', '+'])
        };
        match item {
            Some(item) if item.starts_with([' ', '\t']) => line = item.trim_start(),
            _ => return line,
        }
    }
}

/// How comments begin and end; those of HTML are none in MDX, but are meant so.
const COMMENTS: [(&str, &str); 2] = [("{/*", "*/"), ("<!--", "-->")];

fn comment_at(rest: &str) -> Option<(&'static str, &'static str)> {
    let mut comments = COMMENTS.into_iter();
    comments.find(|(begin, _)| rest.starts_with(begin))
}

/// The end of the comment that is open behind a line, where `open` is what it was before.
fn comment_behind(
    page: &str,
    line: Range<usize>,
    ends: &Ends,
    mut open: Option<&'static str>,
) -> Option<&'static str> {
    let Range { mut start, end } = line;
    loop {
        let rest = page.get(start..end)?;
        if let Some(end) = open {
            let Some(at) = rest.find(end) else {
                return open;
            };
            open = None;
            start += at + end.len();
        } else {
            start += rest.find(['`', '{', '<'])?;
            open = comment_at(page.get(start..end)?).map(|(_, end)| end);
            start += code_span(page, start..end, ends).unwrap_or(1);
        }
    }
}

/// What is to be done with a part of the page.
enum Work {
    /// Read it.
    Read(Range<usize>),
    /// It is the inside of a tag, up to an expression or its end.
    Talk(Range<usize>),
}

/// Reads what stands outside of fenced code. What stands in tags is put before the rest on a
/// list, since tags stand in each other as deep as somebody likes.
fn prose(page: &str, range: Range<usize>, ends: &Ends, collector: &mut Collector<'_>) {
    let mut todo = vec![Work::Read(range)];
    while let Some(work) = todo.pop() {
        match work {
            Work::Read(range) => read(page, range, ends, collector, &mut todo),
            Work::Talk(range) => collector.settle(range),
        }
    }
}

/// Reads up to the end or the first tag with others inside, and puts what is left on the list.
fn read(
    page: &str,
    range: Range<usize>,
    ends: &Ends,
    collector: &mut Collector<'_>,
    todo: &mut Vec<Work>,
) {
    let Range { mut start, end } = range;
    // Where text begins that is not handed over yet.
    let mut text = start;
    while let Some(rest) = page.get(start..end).filter(|rest| !rest.is_empty()) {
        let Some(found) = rest.find(['`', '{', '<', '\\']) else {
            break;
        };
        start += found;
        let Some(piece) = Piece::at(page, start..end, ends) else {
            start += 1;
            continue;
        };
        collector.text(page.get(text..start).unwrap_or_default(), text);
        let length = piece.length();
        match piece {
            Piece::Unclosed(mark) => {
                collector.hide(start..end, &Unread::Within(mark.to_owned()));
                return;
            }
            Piece::Talk(_) => collector.settle(start..start + length),
            Piece::Literal(whole) => {
                collector.settle(start..start + length);
                let (before, inside) = whole.split_once('`').unwrap_or_default();
                let inside = inside.rsplit_once('`').map_or(inside, |(inside, _)| inside);
                collector.text(inside, start + before.len() + 1);
            }
            Piece::Start(tag) => {
                let inside = begin(&tag, start, collector);
                if !inside.is_empty() {
                    todo.push(Work::Read(start + length..end));
                    todo.extend(inside.into_iter().rev());
                    return;
                }
            }
            Piece::End(tag) => {
                let name = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
                collector.end(name.trim().as_bytes());
            }
        }
        start += length;
        text = start;
    }
    collector.text(page.get(text..end).unwrap_or_default(), text);
}

/// A tag at `offset`. What is left to do in it, in order, where expressions name the element.
fn begin(tag: &Tag<'_>, offset: usize, collector: &mut Collector<'_>) -> Vec<Work> {
    collector.start(tag.name.as_bytes(), offset, |name| tag.attribute(name));
    if tag.text.ends_with("/>") {
        collector.end(tag.name.as_bytes());
    }
    // What stands in quotes is talk.
    let (mut talk, mut inside) = (offset + 1, Vec::new());
    for expression in &tag.expressions {
        let Range { start, end } = *expression;
        if collector.is_named_in(start..end) {
            inside.push(Work::Talk(talk..start));
            inside.push(Work::Read(start + 1..end));
            talk = end;
        }
    }
    let rest = talk..offset + tag.text.len();
    if inside.is_empty() {
        collector.settle(rest);
    } else {
        inside.push(Work::Talk(rest));
    }
    inside
}

/// What is more than text.
enum Piece<'p> {
    /// A comment without an end.
    Unclosed(&'static str),
    /// Code in backticks, a comment, something escaped.
    Talk(usize),
    /// A literal of JavaScript that is all of an expression, which is how JSX holds text with
    /// braces.
    Literal(&'p str),
    Start(Tag<'p>),
    End(&'p str),
}

impl<'p> Piece<'p> {
    /// What a range of the page begins with.
    fn at(page: &'p str, range: Range<usize>, ends: &Ends) -> Option<Self> {
        let rest = page.get(range.clone())?;
        if let Some((begin, end)) = comment_at(rest) {
            let Some(at) = rest.find(end) else {
                return Some(Self::Unclosed(begin));
            };
            let behind = rest.get(at + end.len()..)?;
            let closed = usize::from(behind.starts_with('}'));
            return Some(Self::Talk(at + end.len() + closed));
        }
        match rest.bytes().next()? {
            b'\\' => Some(Self::Talk(1 + rest.chars().nth(1)?.len_utf8())),
            b'`' => code_span(page, range, ends).map(Self::Talk),
            b'{' => literal(rest).map(Self::Literal),
            b'<' if rest.starts_with("</") => end_tag(rest).map(Self::End),
            b'<' => Tag::at(page, range, ends).map(Self::Start),
            _ => None,
        }
    }

    fn length(&self) -> usize {
        match self {
            Self::Unclosed(mark) => mark.len(),
            Self::Talk(length) => *length,
            Self::Literal(text) | Self::End(text) => text.len(),
            Self::Start(tag) => tag.text.len(),
        }
    }
}

/// The tag that ends an element, which has a name and nothing else.
fn end_tag(rest: &str) -> Option<&str> {
    let name = rest.strip_prefix("</")?.trim_start();
    let behind = name.get(word(name).len()..)?.trim_start();
    let behind = behind.strip_prefix('>')?;
    rest.get(..rest.len() - behind.len())
}

/// The length of code in backticks, which stays within a paragraph; of the backticks where it
/// is not closed.
fn code_span(page: &str, range: Range<usize>, ends: &Ends) -> Option<usize> {
    let rest = page.get(range.clone())?;
    let count = rest.bytes().take_while(|byte| *byte == b'`').count();
    if count == 0 {
        return None;
    }
    let end = ends.of_code(count, range.start + count..range.end);
    Some(end.map_or(count, |end| end - range.start))
}

/// An expression that is one template literal without anything to put in or unescape.
fn literal(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('{')?.trim_start().strip_prefix('`')?;
    let end = inside.find('`')?;
    let text = inside.get(..end)?;
    let behind = inside.get(end + 1..)?.trim_start().strip_prefix('}')?;
    let is_plain = !text.contains('\\') && !text.contains("${");
    is_plain.then(|| rest.get(..rest.len() - behind.len()))?
}
