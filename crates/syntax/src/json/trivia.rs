//! What stands between tokens: spaces, and comments where none may be.

use super::read::Reader;
use super::string::Quote;
use crate::diagnostic::{Message, quoted};
use crate::json::{Code, Problem};
use crate::message;

impl Reader<'_> {
    /// Skips what stands between tokens.
    pub(super) fn trivia(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/' | b'#') => {
                    let Some(len) = comment_len(self.rest()) else {
                        return;
                    };
                    self.skip(
                        len,
                        Code::Comment,
                        || message!("JSON has no comments"),
                        || message!("remove it"),
                    );
                }
                Some(byte) if byte >= 0x80 => {
                    let Some(space) = self.rest().chars().next().filter(|c| is_strange_space(*c))
                    else {
                        return;
                    };
                    self.skip(
                        space.len_utf8(),
                        Code::Syntax,
                        || message!("{character} is not a space in JSON", character = space),
                        || message!("write a plain space"),
                    );
                }
                _ => return,
            }
        }
    }

    fn skip(
        &mut self,
        len: usize,
        code: Code,
        message: impl FnOnce() -> Message,
        help: impl FnOnce() -> Message,
    ) {
        let span = self.span(self.at, self.at + len);
        self.report(code, span, || {
            Problem::new(code, span, message())
                .help(help())
                .replacement("")
                .safe()
        });
        self.at += len;
    }

    /// Takes a token that begins no value: `;`, `=`, a bracket too many.
    pub(super) fn unexpected(&mut self) {
        let Some(character) = self.rest().chars().next() else {
            return;
        };
        let span = self.take(character.len_utf8());
        self.report(Code::Syntax, span, || {
            let shown = quoted(character.encode_utf8(&mut [0; 4]));
            Problem::new(
                Code::Syntax,
                span,
                message!("{text} has no meaning here", text = shown),
            )
            .help(message!("remove it"))
            .replacement("")
        });
    }

    /// The length of the run of characters without quotes at this place:
    /// a literal, a number, or a string whose quotes were forgotten. A key ends
    /// before its colon; a value may have colons inside, as ARNs do.
    pub(super) fn bare_len(&self, is_key: bool) -> usize {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut len = 0;
        while let Some(&byte) = bytes.get(len) {
            let goes_on = match byte {
                b':' => {
                    !is_key
                        && bytes
                            .get(len + 1)
                            .is_some_and(|next| *next == b':' || is_bare(*next))
                }
                b'/' => !matches!(bytes.get(len + 1), Some(b'/' | b'*')),
                0x80.. => {
                    let character = rest.get(len..).and_then(|rest| rest.chars().next());
                    let quote = Quote::opening(bytes.get(len..).unwrap_or(&[])).is_some();
                    match character {
                        Some(character) if !quote && !is_strange_space(character) => {
                            len += character.len_utf8();
                            continue;
                        }
                        _ => false,
                    }
                }
                byte => is_bare(byte),
            };
            if !goes_on {
                break;
            }
            len += 1;
        }
        len
    }
}

/// True for bytes that can be part of a value without quotes.
pub(super) fn is_bare(byte: u8) -> bool {
    !matches!(
        byte,
        0..=b' '
            | 0x7F
            | b'{'
            | b'}'
            | b'['
            | b']'
            | b','
            | b':'
            | b';'
            | b'='
            | b'('
            | b')'
            | b'"'
            | b'\''
            | b'`'
    )
}

/// Characters that look like nothing or like a space, and are none in JSON.
fn is_strange_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

/// The length of the comment at the start of `rest`.
fn comment_len(rest: &str) -> Option<usize> {
    let line = || rest.find(['\n', '\r']).unwrap_or(rest.len());
    if rest.starts_with("//") || rest.starts_with('#') {
        return Some(line());
    }
    let inner = rest.strip_prefix("/*")?;
    Some(inner.find("*/").map_or(rest.len(), |end| end + 4))
}
