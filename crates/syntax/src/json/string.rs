//! Strings: where they end, what they mean, and which byte came from where.

use super::trivia::is_bare;
use crate::span::{Span, SpanMap, offset};

/// What a string stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// `"`, the only right one.
    Double,
    /// `'`.
    Single,
    /// A backtick.
    Backtick,
    /// `“`, `”` or `„`, as word processors put them.
    CurlyDouble,
    /// `‘`, `’` or `‚`.
    CurlySingle,
}

impl Quote {
    /// The quote at the start of `rest`, and its length.
    pub(super) fn opening(rest: &[u8]) -> Option<(Self, usize)> {
        match rest {
            [b'"', ..] => Some((Self::Double, 1)),
            [b'\'', ..] => Some((Self::Single, 1)),
            [b'`', ..] => Some((Self::Backtick, 1)),
            [0xE2, 0x80, 0x9C..=0x9F, ..] => Some((Self::CurlyDouble, 3)),
            [0xE2, 0x80, 0x98..=0x9B, ..] => Some((Self::CurlySingle, 3)),
            _ => None,
        }
    }

    /// The length of the quote at the start of `rest` that closes `self`.
    fn closing(self, rest: &[u8]) -> Option<usize> {
        match (self, Self::opening(rest)?) {
            (Self::CurlyDouble, (Self::Double | Self::CurlyDouble, len)) => Some(len),
            (Self::CurlySingle, (Self::Single | Self::CurlySingle, len)) => Some(len),
            (open, (close, len)) if open == close => Some(len),
            _ => None,
        }
    }
}

/// A string as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanned {
    pub(super) quote: Quote,
    /// Where the characters begin and end, quotes not included.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Behind the closing quote, or where the line ends without one.
    pub(super) behind: usize,
    pub(super) closed: bool,
    pub(super) escapes: bool,
    /// The first control character.
    pub(super) control: Option<usize>,
}

/// Finds the end of the string that begins at `at`. A line end ends it too, so
/// that a quote forgotten on one line leaves the others alone.
pub(super) fn scan(text: &str, at: usize) -> Option<Scanned> {
    let bytes = text.as_bytes();
    let (quote, len) = Quote::opening(bytes.get(at..)?)?;
    let start = at + len;
    let (mut escapes, mut control) = (false, None);
    let mut i = start;
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b'\\' => {
                escapes = true;
                let line_end = matches!(bytes.get(i + 1), None | Some(b'\n' | b'\r'));
                i += if line_end { 1 } else { 2 };
                continue;
            }
            b'\n' | b'\r' => break,
            0..0x20 => control = control.or(Some(i)),
            b'"' | b'\'' | b'`' | 0xE2 => {
                if let Some(len) = bytes.get(i..).and_then(|rest| quote.closing(rest)) {
                    let behind = i + len;
                    let forgotten =
                        forgotten_quote(text.get(start..i)?, bytes.get(behind).copied());
                    let end = forgotten.map_or(i, |len| start + len);
                    return Some(Scanned {
                        quote,
                        start,
                        end,
                        behind: if forgotten.is_some() { end } else { behind },
                        closed: forgotten.is_none(),
                        escapes,
                        control: control.filter(|at| *at < end),
                    });
                }
            }
            _ => {}
        }
        i += 1;
    }
    let i = i.min(bytes.len());
    // The comma behind a string that was not closed most likely was meant as one.
    let content = text.get(start..i)?.trim_end_matches([' ', '\t']);
    let content = content
        .strip_suffix(',')
        .map_or(content, |rest| rest.trim_end_matches([' ', '\t']));
    let end = start + content.len();
    Some(Scanned {
        quote,
        start,
        end,
        behind: end,
        closed: false,
        escapes,
        control,
    })
}

/// In `"2012-10-17, "Statement"` the second quote opens the next string, and the
/// first string was not closed: text that stands directly behind a quote, and a
/// separator before it, give that away. Returns where the first string ends.
fn forgotten_quote(content: &str, next: Option<u8>) -> Option<usize> {
    if !next.is_some_and(is_bare) || !content.trim_end().ends_with([',', ':', '[', '{']) {
        return None;
    }
    Some(before_separators(content))
}

#[inline(never)]
fn before_separators(content: &str) -> usize {
    let has_variable = content.contains("${");
    let separator = |character: char| {
        matches!(character, ' ' | '\t' | ',' | ':' | '[' | '{' | ']')
            || (character == '}' && !has_variable)
    };
    content.trim_end_matches(separator).len()
}

/// A run of characters that stand for themselves, or one escape sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// As it stands.
    pub(super) raw: &'t str,
    /// What it stands for; `None` for itself.
    pub(super) escape: Option<Escape>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Escape {
    /// The character meant, if there is one.
    pub(super) character: Option<char>,
    pub(super) fault: Option<Fault>,
}

/// What is wrong with an escape sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No such escape sequence.
    Unknown,
    /// Half of a surrogate pair.
    LoneSurrogate,
}

/// Takes the characters of a string to pieces.
pub(super) struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(content: &'t str) -> Self {
        Self { rest: content }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let (len, escape) = match memchr::memchr(b'\\', self.rest.as_bytes()) {
            None if self.rest.is_empty() => return None,
            None => (self.rest.len(), None),
            Some(0) => {
                let (len, escape) = read_escape(self.rest);
                (len, Some(escape))
            }
            Some(len) => (len, None),
        };
        let (raw, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(Piece { raw, escape })
    }
}

/// Reads the escape sequence at the start of `rest`, with its length.
fn read_escape(rest: &str) -> (usize, Escape) {
    let right = |character| Escape {
        character: Some(character),
        fault: None,
    };
    let Some(character) = rest.chars().nth(1) else {
        return (
            1,
            Escape {
                character: None,
                fault: Some(Fault::Unknown),
            },
        );
    };
    match character {
        '"' | '\\' | '/' => (2, right(character)),
        'b' => (2, right('\u{8}')),
        'f' => (2, right('\u{c}')),
        'n' => (2, right('\n')),
        'r' => (2, right('\r')),
        't' => (2, right('\t')),
        'u' => read_unicode_escape(rest),
        other => {
            let fault = Some(Fault::Unknown);
            (
                1 + other.len_utf8(),
                Escape {
                    character: Some(other),
                    fault,
                },
            )
        }
    }
}

fn read_unicode_escape(rest: &str) -> (usize, Escape) {
    let replaced = |fault| Escape {
        character: Some(char::REPLACEMENT_CHARACTER),
        fault: Some(fault),
    };
    let Some(unit) = hex_unit(rest, 2) else {
        let digits = rest
            .bytes()
            .skip(2)
            .take(4)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        return (2 + digits, replaced(Fault::Unknown));
    };
    let low = rest
        .get(6..8)
        .filter(|next| *next == "\\u")
        .and_then(|_| hex_unit(rest, 8));
    let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
    match (char::from_u32(u32::from(unit)), pair) {
        (Some(character), _) => (
            6,
            Escape {
                character: Some(character),
                fault: None,
            },
        ),
        (None, Some(character)) => (
            12,
            Escape {
                character: Some(character),
                fault: None,
            },
        ),
        (None, None) => (6, replaced(Fault::LoneSurrogate)),
    }
}

fn hex_unit(rest: &str, at: usize) -> Option<u16> {
    let digits = rest.get(at..at + 4)?;
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        u16::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

/// A string of a document, decoded, with the way back to the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedString {
    /// The string, escapes resolved.
    pub text: Box<str>,
    /// From places in `text` to places in the document.
    pub map: SpanMap,
}

/// Decodes the string that stands at `literal` in `document`, quotes included,
/// keeping the way back: for policies that stand as a string inside the output
/// of an AWS tool. `None` when `literal` is no place in `document`.
pub fn decode_string(document: &str, literal: Span) -> Option<DecodedString> {
    let raw = literal.of(document)?;
    let content = match scan(raw, 0) {
        Some(scanned) => scanned.start..scanned.end,
        // Without quotes: as it stands.
        None => 0..raw.len(),
    };
    let mut builder = SpanMap::builder(literal.start.saturating_add(offset(content.start)));
    let mut text = String::new();
    for piece in Pieces::new(raw.get(content)?) {
        match piece.escape {
            None => {
                text.push_str(piece.raw);
                builder.copied(piece.raw.len());
            }
            Some(escape) => {
                text.extend(escape.character);
                builder.replaced(escape.character.map_or(0, char::len_utf8), piece.raw.len());
            }
        }
    }
    Some(DecodedString {
        text: text.into(),
        map: builder.finish(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_lead_back_to_the_document() {
        // What stands in the document, what it means, a part of that, and where the part stands.
        let cases = [
            ("plain", r#"  "abc""#, "abc", "b", "b"),
            ("quote", r#"  "a\"b\"""#, "a\"b\"", "\"b", r#"\"b"#),
            ("newline", r#"  "{\n  1}""#, "{\n  1}", "\n ", r"\n "),
            ("behind a newline", r#"  "{\n  1}""#, "{\n  1}", "1", "1"),
            ("unicode", r#"  "caf\u00e9!""#, "café!", "é", r"\u00e9"),
            ("behind unicode", r#"  "caf\u00e9!""#, "café!", "!", "!"),
            (
                "pair",
                r#"  "a\ud83d\ude00b""#,
                "a😀b",
                "😀b",
                r"\ud83d\ude00b",
            ),
            ("as it is", r#"  "a😀b""#, "a😀b", "😀", "😀"),
            ("lone surrogate", r#"  "a\ud83dz""#, "a\u{FFFD}z", "z", "z"),
            ("unknown", r#"  "a\qz""#, "aqz", "qz", r"\qz"),
            ("single quotes", r"  'abc'", "abc", "bc", "bc"),
            ("no quotes", "  abc", "abc", "bc", "bc"),
        ];
        for (name, document, text, part, expected) in cases {
            let literal = Span::new(2, offset(document.len()));
            let decoded = decode_string(document, literal).unwrap();
            assert_eq!(&*decoded.text, text, "{name}");
            let at = text.find(part).unwrap();
            let span = Span::new(offset(at), offset(at + part.len()));
            assert_eq!(decoded.map.map(span).of(document), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_string_in_a_string_leads_back_through_both() {
        let document = r#"{"Content": "{\"Sid\": \"a\\nb\"}"}"#;
        let outer = decode_string(document, Span::new(12, offset(document.len() - 1))).unwrap();
        assert_eq!(&*outer.text, r#"{"Sid": "a\nb"}"#);
        let inner = decode_string(&outer.text, Span::new(8, 14)).unwrap();
        assert_eq!(&*inner.text, "a\nb");
        let place = outer.map.map(inner.map.map(Span::new(1, 3)));
        assert_eq!(place.of(document), Some(r"\\nb"));
    }

    #[test]
    fn no_place_no_string() {
        assert_eq!(decode_string("ab", Span::new(1, 9)), None);
    }
}
