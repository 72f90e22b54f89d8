//! HTML, as browsers cut it into tags and texts.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{State, Token, Tokenizer};

use crate::collect::Collector;
use crate::example::{Example, Unread};
use crate::foreign::Foreign;
use crate::mentions::ELEMENT;

pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut collector = Collector::new(page);
    Reader::default().read(page, 0, &mut collector);
    collector.finish()
}

/// Reads a page, at once or, out of Markdown, in parts.
#[derive(Default)]
pub(crate) struct Reader {
    foreign: Foreign,
}

/// An element that holds raw text.
struct Raw {
    name: String,
    /// Where its text begins.
    start: usize,
}

impl Reader {
    /// Reads a part that begins at `offset` of the page.
    pub(crate) fn read(&mut self, part: &str, offset: usize, collector: &mut Collector<'_>) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut tokenizer = Tokenizer::new_with_emitter(part, emitter);
        let mut raw: Option<Raw> = None;
        // Up to where the page is accounted for.
        let mut read = 0;
        while let Some(Ok(token)) = tokenizer.next() {
            match token {
                Token::StartTag(tag) => {
                    read = tag.span.end;
                    // Attributes may tell of the element.
                    collector.settle(offset + tag.span.start + 1..offset + read);
                    let is_foreign = self.foreign.start(&tag.name, tag.self_closing);
                    if is_foreign && *tag.name == *ELEMENT {
                        let place = offset + tag.span.start;
                        collector.hide(place..place + 1, &within(self.foreign.root()));
                    } else {
                        collector.start(&tag.name, offset + tag.span.start, |name| {
                            let value = tag.attributes.get(name)?;
                            Some(String::from_utf8_lossy(value).into_owned())
                        });
                    }
                    if is_foreign && tag.self_closing {
                        collector.end(&tag.name);
                    }
                    raw = raw_text(&tag.name).filter(|_| !is_foreign).map(|state| {
                        tokenizer.set_state(state);
                        let name = String::from_utf8_lossy(&tag.name).into_owned();
                        Raw { name, start: read }
                    });
                    if raw.is_none() {
                        // The tokenizer knows nothing of SVG.
                        tokenizer.set_state(State::Data);
                    }
                }
                Token::EndTag(tag) => {
                    read = tag.span.end;
                    if let Some(raw) = raw.take() {
                        let text = offset + raw.start..offset + tag.span.start;
                        if matches!(&*raw.name, "script" | "textarea" | "xmp") {
                            collector.settle(text);
                        } else {
                            collector.hide(text, &Unread::Within(raw.name));
                        }
                    }
                    self.foreign.end(&tag.name);
                    collector.end(&tag.name);
                }
                Token::String(text) => {
                    read = text.span.end;
                    let at = offset + text.span.start;
                    collector.text(&String::from_utf8_lossy(&text), at);
                }
                Token::Comment(comment) => {
                    let range = offset + comment.span.start..offset + comment.span.end;
                    read = comment.span.end;
                    let source = part.get(comment.span.start..read).unwrap_or_default();
                    let is_open = source.starts_with("<!--")
                        && !source.ends_with("-->")
                        && !source.ends_with("--!>");
                    if is_open {
                        collector.hide(range, &Unread::Within("<!--".to_owned()));
                    } else {
                        collector.settle(range);
                    }
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        // What is not closed goes on to the end.
        if let Some(raw) = raw {
            let text = offset + raw.start..offset + part.len();
            collector.hide(text, &Unread::Within(raw.name));
        } else if let Some(tag) = part.get(read..).and_then(|rest| rest.find('<')) {
            let tag = offset + read + tag;
            collector.hide(tag..offset + part.len(), &Unread::NoTag);
        }
    }
}

fn within(name: Option<&[u8]>) -> Unread {
    let name = String::from_utf8_lossy(name.unwrap_or_default());
    Unread::Within(name.into_owned())
}

/// How the text of an element of HTML is read in which there are no others, where
/// scripts run.
fn raw_text(name: &[u8]) -> Option<State> {
    match name {
        b"textarea" | b"title" => Some(State::RcData),
        b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" | b"noscript" => {
            Some(State::RawText)
        }
        b"script" => Some(State::ScriptData),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}
