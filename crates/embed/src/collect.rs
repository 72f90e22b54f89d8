//! Puts together what tags and texts of a page make of its examples.

use crate::{Example, Json};

/// The name of the element.
const ELEMENT: &[u8] = b"vestibule-example";

/// Texts with their offsets in the page.
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
}

/// An example that is being read.
struct Open {
    offset: usize,
    src: Option<String>,
    script: Option<Pieces>,
    code: Option<Pieces>,
    all: Pieces,
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    /// The first script of data.
    Script,
    /// A script that is none of that.
    OtherScript,
    /// The first block of code.
    Code,
}

/// A page as it is read from its beginning.
pub(crate) struct Collector<'p> {
    page: &'p str,
    open: Option<Open>,
    within: Within,
    found: Vec<Example>,
}

impl<'p> Collector<'p> {
    pub(crate) fn new(page: &'p str) -> Self {
        Self {
            page,
            open: None,
            within: Within::Text,
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
            // One that was never closed ends here.
            self.close();
            self.open = Some(Open {
                offset,
                src: attribute(b"src"),
                script: None,
                code: None,
                all: Pieces::default(),
            });
            return;
        }
        let Some(open) = &mut self.open else { return };
        match name {
            b"script" => {
                let is_data = attribute(b"type").is_some_and(|kind| kind == "application/json");
                self.within = if is_data && open.script.is_none() {
                    open.script = Some(Pieces::default());
                    Within::Script
                } else {
                    Within::OtherScript
                };
            }
            b"pre" if open.code.is_none() => {
                open.code = Some(Pieces::default());
                self.within = Within::Code;
            }
            b"br" => self.text("\n", offset),
            _ => {}
        }
    }

    /// A tag that ends something.
    pub(crate) fn end(&mut self, name: &[u8]) {
        match (name, self.within) {
            (ELEMENT, _) => self.close(),
            (b"script", Within::Script | Within::OtherScript) | (b"pre", Within::Code) => {
                self.within = Within::Text;
            }
            _ => {}
        }
    }

    /// Text as it is read, without references to characters.
    pub(crate) fn text(&mut self, text: &str, offset: usize) {
        let Some(open) = &mut self.open else { return };
        match self.within {
            Within::Script => push(&mut open.script, text, offset),
            Within::Code => {
                push(&mut open.code, text, offset);
                open.all.push(text, offset);
            }
            Within::Text => open.all.push(text, offset),
            Within::OtherScript => {}
        }
    }

    /// Everything that was found.
    pub(crate) fn finish(mut self) -> Vec<Example> {
        self.close();
        self.found
    }

    pub(crate) fn close(&mut self) {
        self.within = Within::Text;
        let Some(open) = self.open.take() else { return };
        let text = open.script.or(open.code).unwrap_or(open.all);
        let json = match open.src {
            Some(src) => Json::File(src),
            None if text.text.trim().is_empty() => Json::Nowhere,
            None => Json::Here(format!("{}{}", self.blank(text.start), text.text)),
        };
        let before = self.page.get(..open.offset).unwrap_or_default();
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        self.found.push(Example {
            line: u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1),
            json,
        });
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

fn push(pieces: &mut Option<Pieces>, text: &str, offset: usize) {
    if let Some(pieces) = pieces {
        pieces.push(text, offset);
    }
}
