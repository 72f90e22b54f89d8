//! Puts together what tags and texts of a page make of its examples.

use std::ops::Range;

use vestibule_syntax::limits::PAGE_EXAMPLES_BYTES;

use crate::example::{Example, Json, Unread};
use crate::mentions::{ELEMENT, Mentions};

/// Texts with the place of the first in the page.
#[derive(Default)]
struct Pieces {
    start: usize,
    text: String,
}

impl Pieces {
    fn push(&mut self, text: &str, offset: usize) {
        if self.text.is_empty() {
            self.start = offset;
        }
        self.text.push_str(text);
    }

    /// What follows begins a line.
    fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// An example that is being read.
struct Open {
    offset: usize,
    src: Option<String>,
    /// The first script of data.
    script: Option<Pieces>,
    /// The first block of code.
    code: Option<Pieces>,
    all: Pieces,
    within: Within,
    /// How many `<pre>` are open, from that of `code` on.
    pres: usize,
    /// How many `<template>` are open.
    templates: usize,
}

/// What text stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    /// The first script of data.
    Data,
    /// Another script.
    Script,
    Style,
}

/// A page as it is read from its beginning.
pub(crate) struct Collector<'p> {
    page: &'p str,
    open: Option<Open>,
    mentions: Mentions,
    /// How many bytes the examples may still have.
    left: usize,
    /// By their places.
    found: Vec<(usize, Json)>,
}

impl<'p> Collector<'p> {
    pub(crate) fn new(page: &'p str) -> Self {
        Self {
            page,
            open: None,
            mentions: Mentions::of(page),
            left: PAGE_EXAMPLES_BYTES,
            found: Vec::new(),
        }
    }

    /// A tag that begins something.
    pub(crate) fn start(
        &mut self,
        name: &[u8],
        offset: usize,
        attribute: impl Fn(&[u8]) -> Option<String>,
    ) {
        if name == ELEMENT {
            self.unclosed();
            self.settle(offset..offset + 1);
            self.open = Some(Open {
                offset,
                src: attribute(b"src"),
                script: None,
                code: None,
                all: Pieces::default(),
                within: Within::Text,
                pres: 0,
                templates: 0,
            });
            return;
        }
        let Some(open) = &mut self.open else { return };
        if name == b"template" {
            open.templates += 1;
        }
        if open.templates > 0 {
            return;
        }
        match name {
            b"script" => {
                let is_data = attribute(b"type")
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
                open.within = if is_data && open.script.is_none() {
                    open.script = Some(Pieces::default());
                    Within::Data
                } else {
                    Within::Script
                };
            }
            b"style" => open.within = Within::Style,
            b"pre" if open.pres > 0 => open.pres += 1,
            b"pre" if open.code.is_none() => {
                open.code = Some(Pieces::default());
                open.pres = 1;
            }
            b"br" => self.text("\n", offset),
            _ => open.break_line(name),
        }
    }

    /// A tag that ends something.
    pub(crate) fn end(&mut self, name: &[u8]) {
        let Some(open) = &mut self.open else { return };
        match (name, open.within) {
            (ELEMENT, _) => self.close(),
            (b"template", _) => open.templates = open.templates.saturating_sub(1),
            _ if open.templates > 0 => {}
            (b"script", Within::Data | Within::Script) | (b"style", Within::Style) => {
                open.within = Within::Text;
            }
            (b"pre", _) => open.pres = open.pres.saturating_sub(1),
            _ => open.break_line(name),
        }
    }

    /// Text as it is read, without references to characters.
    pub(crate) fn text(&mut self, text: &str, offset: usize) {
        let Some(open) = &mut self.open else { return };
        if open.templates > 0 {
            return;
        }
        match open.within {
            Within::Data => push(&mut open.script, text, offset),
            Within::Text => {
                open.all.push(text, offset);
                if open.pres > 0 {
                    push(&mut open.code, text, offset);
                }
            }
            Within::Script | Within::Style => {}
        }
    }

    /// Text of Markdown, of which a script would only get what is escaped in HTML.
    pub(crate) fn prose(&mut self, text: &str, offset: usize) {
        if let Some(Open {
            within: Within::Text,
            ..
        }) = self.open
        {
            self.text(text, offset);
        }
    }

    /// What a page says there of the element is talk.
    pub(crate) fn settle(&mut self, range: Range<usize>) {
        self.mentions.settle(range);
    }

    /// Whether the page names the element there.
    pub(crate) fn is_named_in(&self, range: Range<usize>) -> bool {
        self.mentions.any(range)
    }

    /// There are no elements, even if the page says so.
    pub(crate) fn hide(&mut self, range: Range<usize>, why: &Unread) {
        self.mentions.hide(range, why);
    }

    /// Everything that was found.
    pub(crate) fn finish(mut self) -> Vec<Example> {
        self.unclosed();
        let mentions = std::mem::replace(&mut self.mentions, Mentions::of(""));
        for (offset, why) in mentions.unread() {
            self.found.push((offset, Json::Unread(why)));
        }
        self.found.sort_by_key(|(offset, _)| *offset);
        let (mut line, mut counted) = (1_u32, 0);
        let with_line = |(offset, json)| {
            let before = self.page.get(counted..offset).unwrap_or_default();
            let lines = before.bytes().filter(|byte| *byte == b'\n').count();
            line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            counted = offset;
            Example { line, json }
        };
        self.found.into_iter().map(with_line).collect()
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = open.script.or(open.code).unwrap_or(open.all);
        let json = match open.src {
            Some(src) => Json::File(src),
            None if text.text.trim().is_empty() => Json::Nowhere,
            None => match self.left.checked_sub(text.start + text.text.len()) {
                Some(left) => {
                    self.left = left;
                    Json::Here(self.blank(text.start) + &text.text)
                }
                None => Json::TooMuch,
            },
        };
        self.found.push((open.offset, json));
    }

    fn unclosed(&mut self) {
        if let Some(open) = self.open.take() {
            self.found.push((open.offset, Json::Unclosed));
        }
    }

    /// The page up to an offset, blank.
    fn blank(&self, end: usize) -> String {
        let before = self.page.get(..end).unwrap_or_default();
        let blank = |byte| match byte {
            b'\n' | b'\r' => char::from(byte),
            _ => ' ',
        };
        before.bytes().map(blank).collect()
    }
}

impl Open {
    /// Some generators make an element of every line of code.
    fn break_line(&mut self, name: &[u8]) {
        if matches!(name, b"div" | b"li" | b"p" | b"tr") && self.within == Within::Text {
            self.all.break_line();
            if let (Some(code), 1..) = (&mut self.code, self.pres) {
                code.break_line();
            }
        }
    }
}

fn push(pieces: &mut Option<Pieces>, text: &str, offset: usize) {
    if let Some(pieces) = pieces {
        pieces.push(text, offset);
    }
}
