//! Markdown: the HTML in it, and blocks of code inside of an example.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::collect::Collector;
use crate::example::{Example, Unread};
use crate::html::Reader;

pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut collector = Collector::new(page);
    let mut html = Reader::default();
    let begin = front_matter(page);
    collector.settle(0..begin);
    let text = page.get(begin..).unwrap_or_default();
    let mut in_code = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        let range = begin + range.start..begin + range.end;
        match event {
            // All of a block at once: its events are single lines.
            Event::Start(Tag::HtmlBlock) => {
                let part = page.get(range.clone()).unwrap_or_default();
                html.read(part, range.start, &mut collector);
            }
            Event::InlineHtml(part) => html.read(&part, range.start, &mut collector),
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                collector.start(b"pre", range.start, |_| None);
                match kind {
                    CodeBlockKind::Fenced(_) => collector.settle(range),
                    CodeBlockKind::Indented => collector.hide(range, &Unread::Indented),
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                collector.end(b"pre");
            }
            Event::Text(text) if in_code => collector.text(&text, range.start),
            Event::Text(text) => {
                if page.as_bytes().get(range.start.wrapping_sub(1)) == Some(&b'\\') {
                    collector.settle(range.start..range.start + 1);
                }
                collector.prose(&text, range.start);
            }
            Event::Code(text) => {
                collector.prose(&text, range.start);
                collector.settle(range);
            }
            Event::SoftBreak | Event::HardBreak => collector.prose("\n", range.start),
            _ => {}
        }
    }
    collector.finish()
}

/// Where a page begins behind its front matter, which generators keep to themselves.
pub(crate) fn front_matter(page: &str) -> usize {
    let mut lines = page.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let mark = first.trim_start_matches('\u{feff}').trim_end();
    if !matches!(mark, "---" | "+++") {
        return 0;
    }
    let mut end = first.len();
    for line in lines {
        end += line.len();
        if line.trim_end() == mark {
            return end;
        }
    }
    0
}
