//! The reader: what it stands on. Containers, strings and spaces have files of
//! their own.

use std::borrow::Cow;

use super::{Node, Value};
use crate::diagnostic::Collector;
use crate::json::{Code, Problem};
use crate::message;
use crate::span::{Span, offset};

/// The longest text that is read, in bytes.
pub use crate::limits::DOCUMENT_BYTES as MAX_LEN;

/// How deep objects and arrays may stand in each other.
pub use crate::limits::DOCUMENT_DEPTH as MAX_DEPTH;

/// With more problems than this, the rest of the text is not read.
const MAX_PROBLEMS: usize = 10_000;

/// What was read, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The value; [`Value::Missing`] when there is none.
    pub root: Node,
    /// What is wrong, in the order of the places.
    pub problems: Vec<Problem>,
}

/// Reads `text` as JSON, as much of it as can be understood.
pub fn parse(text: &str) -> Parsed {
    parse_up_to(text, MAX_LEN)
}

/// As [`parse`], where at most `most` bytes are read.
pub fn parse_up_to(text: &str, most: usize) -> Parsed {
    let mut reader = Reader::new(text);
    if text.len() > most {
        let end = Span::new(0, offset(text.len()));
        reader.report(Code::DocumentTooLarge, end, || {
            let message = message!("the document has {bytes} bytes and at most {most} are read", bytes = text.len(), most = most);
            Problem::new(Code::DocumentTooLarge, end, message)
                .help(message!("no policy that AWS stores is longer than some thousand characters; hand in the policy alone"))
        });
        let root = Node {
            span: Span::empty(0),
            value: Value::Missing,
        };
        return Parsed {
            root,
            problems: reader.problems.finish(),
        };
    }
    reader.read()
}

/// As [`parse`], however long `text` is: for what only ever one's own program wrote.
pub fn parse_any_length(text: &str) -> Parsed {
    Reader::new(text).read()
}

/// Reads `bytes` as JSON; places are those in the text that [`decode`] makes.
pub fn parse_bytes(bytes: &[u8]) -> Parsed {
    let (text, problem) = decode(bytes);
    let mut parsed = parse(&text);
    parsed.problems.splice(0..0, problem);
    parsed
}

/// Turns `bytes` into text. What is not UTF-8 becomes U+FFFD and a problem;
/// UTF-16 with a byte order mark is understood, and a problem as well.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    if let Some(text) = decode_utf16(bytes) {
        let start = Span::empty(0);
        let problem = Problem::new(Code::NotUtf8, start, message!("the file is UTF-16"))
            .help(message!("save it as UTF-8; AWS reads nothing else"));
        return (Cow::Owned(text), Some(problem));
    }
    let text = String::from_utf8_lossy(bytes);
    let problem = std::str::from_utf8(bytes).err().map(|error| {
        let at = error.valid_up_to();
        let place = Span::new(
            offset(at),
            offset(at + char::REPLACEMENT_CHARACTER.len_utf8()),
        );
        Problem::new(
            Code::NotUtf8,
            place,
            message!("the byte at offset {offset} is not UTF-8", offset = at),
        )
        .help(message!("save the file as UTF-8"))
    });
    (text, problem)
}

fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (rest, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return None,
    };
    // The last byte of an odd number is half of something.
    let half = (rest.len() % 2 == 1).then_some(0xFFFD);
    let units = rest
        .chunks_exact(2)
        .filter_map(|pair| Some(unit(pair.try_into().ok()?)))
        .chain(half);
    let character = |read: Result<char, _>| read.unwrap_or(char::REPLACEMENT_CHARACTER);
    Some(char::decode_utf16(units).map(character).collect())
}

/// An object or array that has been opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) bracket: Bracket,
    /// The opening bracket; empty when it is missing.
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Object,
    Array,
}

impl Bracket {
    pub(super) const fn open(self) -> char {
        match self {
            Self::Object => '{',
            Self::Array => '[',
        }
    }

    pub(super) const fn close(self) -> char {
        match self {
            Self::Object => '}',
            Self::Array => ']',
        }
    }
}

/// A place to go back to when a guess about a mistake was wrong.
pub(super) struct Mark {
    at: usize,
    last_end: usize,
    problems: (usize, usize),
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Behind the last token: where something missing would have to stand.
    pub(super) last_end: usize,
    pub(super) problems: Collector<Code>,
    pub(super) open: Vec<Open>,
    /// A container was closed for want of its bracket, and the comma read last
    /// belongs to the one around it.
    pub(super) pending_comma: bool,
    /// The end of the text has been complained about.
    pub(super) end_reported: bool,
    /// So much is wrong that this is no document: the rest is not read.
    gave_up: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            last_end: 0,
            problems: Collector::default(),
            open: Vec::new(),
            pending_comma: false,
            end_reported: false,
            gave_up: false,
        }
    }

    fn read(mut self) -> Parsed {
        Parsed {
            root: self.root(),
            problems: self.problems.finish(),
        }
    }

    pub(super) fn rest(&self) -> &'t str {
        let at = if self.gave_up {
            self.text.len()
        } else {
            self.at
        };
        self.text.get(at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<u8> {
        let byte = self.text.as_bytes().get(self.at).copied();
        byte.filter(|_| !self.gave_up)
    }

    /// Takes a token of `len` bytes.
    pub(super) fn take(&mut self, len: usize) -> Span {
        let span = self.span(self.at, self.at + len);
        self.at += len;
        self.last_end = self.at;
        span
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(offset(start), offset(end))
    }

    /// Where something missing would have to stand.
    pub(super) fn gap(&self) -> Span {
        Span::empty(offset(self.last_end))
    }

    pub(super) fn missing(&self) -> Node {
        Node {
            span: self.gap(),
            value: Value::Missing,
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn report(&mut self, code: Code, span: Span, build: impl FnOnce() -> Problem) {
        self.problems.report(code, span, build);
        self.gave_up |= self.problems.count() > MAX_PROBLEMS;
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            last_end: self.last_end,
            problems: self.problems.mark(),
        }
    }

    pub(super) fn back_to(&mut self, mark: &Mark) {
        self.at = mark.at;
        self.last_end = mark.last_end;
        self.problems.forget(mark.problems);
    }
}
