//! The document as a whole: what stands before and after the value.

use super::read::{Bracket, Reader};
use super::{Node, Value};
use crate::diagnostic::code;
use crate::json::{Code, Problem};
use crate::message;
use crate::span::{Span, offset};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

impl Reader<'_> {
    pub(super) fn root(&mut self) -> Node {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            let len = BYTE_ORDER_MARK.len_utf8();
            let span = self.span(0, len);
            self.at = len;
            self.last_end = len;
            self.report(Code::ByteOrderMark, span, || {
                Problem::new(
                    Code::ByteOrderMark,
                    span,
                    message!("the text begins with a byte order mark"),
                )
                .help(message!("save the file as UTF-8 without one"))
                .replacement("")
                .safe()
            });
        }
        self.trivia();
        if self.peek().is_none() {
            let span = self.gap();
            self.report(Code::Empty, span, || {
                Problem::new(Code::Empty, span, message!("there is no document"))
                    .help(message!("write a policy, an object in braces"))
            });
            return self.missing();
        }
        self.text_before();
        let mark = self.mark();
        let node = self.value();
        let root = if self.is_before_colon(&node) {
            self.back_to(&mark);
            self.object_without_brace()
        } else {
            node
        };
        self.text_after();
        root
    }

    #[inline(never)]
    fn object_without_brace(&mut self) -> Node {
        let span = Span::empty(offset(self.at));
        self.report(Code::MissingOpen, span, || {
            Problem::new(
                Code::MissingOpen,
                span,
                message!("the opening {brace} is missing", brace = code("{")),
            )
            .help(message!(
                "write {brace} before the first key",
                brace = code("{")
            ))
            .replacement("{")
        });
        let mut node = self.container(Bracket::Object, span);
        // Where a brace would stand: characters without a meaning may come before.
        if let Value::Object(members) = &node.value
            && let Some(first) = members.first()
        {
            node.span.start = first.key.span.start;
        }
        node
    }

    /// Skips prose before the first bracket, such as the fence of a code block.
    fn text_before(&mut self) {
        let until = memchr::memchr2(b'{', b'[', self.rest().as_bytes());
        if let Some(until) = until.filter(|until| *until > 0) {
            self.skip_text(until);
        }
    }

    #[inline(never)]
    fn skip_text(&mut self, until: usize) {
        let rest = self.rest();
        let first = self.bare_len(true);
        let behind = rest.get(first..).unwrap_or("").trim_start();
        let word = rest.get(..first).unwrap_or("");
        let is_value = matches!(word, "true" | "false" | "null") || super::number::is_number(word);
        let fenced = rest.starts_with("```");
        let in_quotes = super::string::Quote::opening(rest.as_bytes()).is_some();
        if !fenced && (is_value || in_quotes || behind.starts_with([':', ',', ']', '}'])) {
            return;
        }
        let start = self.at;
        self.at += until;
        let span = self.span(
            start,
            start + rest.get(..until).unwrap_or("").trim_end().len(),
        );
        self.last_end = self.at;
        self.report(Code::TextBefore, span, || {
            Problem::new(
                Code::TextBefore,
                span,
                message!("this stands before the document and is not part of it"),
            )
            .help(message!("remove it"))
            .replacement("")
        });
    }

    fn text_after(&mut self) {
        self.trivia();
        let rest = self.rest().trim_end();
        if rest.is_empty() {
            return;
        }
        let span = self.span(self.at, self.at + rest.len());
        let closes = rest
            .bytes()
            .all(|byte| matches!(byte, b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
        self.report(Code::TextAfter, span, || {
            let message = if closes {
                message!("there are more closing brackets than opening ones")
            } else {
                message!("the document has ended before this")
            };
            Problem::new(Code::TextAfter, span, message)
                .help(message!(
                    "remove it, or the bracket that closes the document too early"
                ))
                .replacement("")
        });
    }
}
