//! Markdown: the HTML in it, and fenced blocks inside of an example.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::Example;
use crate::collect::Collector;
use crate::html;

pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut collector = Collector::new(page);
    let mut in_code = false;
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            // All of a block at once: its events are single lines.
            Event::Start(Tag::HtmlBlock) => {
                let part = page.get(range.clone()).unwrap_or_default();
                html::read(part, range.start, true, &mut collector);
            }
            Event::InlineHtml(part) => html::read(&part, range.start, true, &mut collector),
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                collector.start(b"pre", range.start, |_| None);
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                collector.end(b"pre");
            }
            Event::Text(text) if in_code => collector.text(&text, range.start),
            _ => {}
        }
    }
    collector.finish()
}
