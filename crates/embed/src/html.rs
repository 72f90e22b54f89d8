//! HTML, as browsers cut it into tags and texts.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::Example;
use crate::collect::Collector;

pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut collector = Collector::new(page);
    read(page, 0, false, &mut collector);
    collector.finish()
}

/// Reads a part of a page that begins at `offset`. `closes` says that a tag such
/// as `<a />` has no content, as in MDX; in HTML it has.
pub(crate) fn read(part: &str, offset: usize, closes: bool, collector: &mut Collector<'_>) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(part, emitter) {
        match token {
            Token::StartTag(tag) => {
                collector.start(&tag.name, offset + tag.span.start, |name| {
                    let value = tag.attributes.get(name)?;
                    Some(String::from_utf8_lossy(value).into_owned())
                });
                if tag.self_closing && closes {
                    collector.end(&tag.name);
                }
            }
            Token::EndTag(tag) => collector.end(&tag.name),
            Token::String(text) => {
                let at = offset + text.span.start;
                collector.text(&String::from_utf8_lossy(&text), at);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}
